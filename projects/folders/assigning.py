"""Whose text a file is: by the unit codes in it, or by the name on its cover. What is doubtful is left to people."""

from collections.abc import Mapping
from dataclasses import dataclass

from departments.models import Cycle, Department
from texts.model import Text

DEPARTMENT_DIGITS = 3  # of a unit code: 131001 is unit 001 of department 131 (DOMAIN)


@dataclass(frozen=True, slots=True)
class DepartmentMatch:
    """The department, where there is no doubt; else what speaks against a decision, as a sentence."""

    department: Department | None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """The departments of a cycle's region by code and by name."""

    by_code: Mapping[str, Department]
    by_name: Mapping[str, Department]

    @classmethod
    def of(cls, cycle: Cycle) -> "Register":
        departments = list(Department.objects.filter(region=cycle.region_id))
        names = [department.name for department in departments]
        unique = {department.name: department for department in departments if names.count(department.name) == 1}
        return cls({department.code: department for department in departments}, unique)

    def match(self, text: Text, file_name: str) -> DepartmentMatch:
        """Codes and cover are asked; the file's name only where neither says anything."""
        codes = sorted({row.unit_code[:DEPARTMENT_DIGITS] for row in text.projects if row.unit_code})
        known = [self.by_code[code] for code in codes if code in self.by_code]
        named = self.by_name.get((text.department or "").strip())
        if len(codes) > 1:
            return DepartmentMatch(
                None, f"文件里有 {len(codes)} 个部门的单位代码（{'、'.join(codes[:4])}），请选择部门。"
            )
        if known and named and known[0] != named:
            return DepartmentMatch(None, f"单位代码属于{known[0]}，封面写的是{named}，请选择部门。")
        if known and text.department and not named and not _alike(text.department, known[0].name):
            return DepartmentMatch(None, f"单位代码属于{known[0]}，封面写的是“{text.department[:60]}”，请确认部门。")
        if known or named:
            return DepartmentMatch(known[0] if known else named)
        return self._by_file_name(file_name, codes)

    def _by_file_name(self, file_name: str, codes: list[str]) -> DepartmentMatch:
        found = [department for name, department in self.by_name.items() if name in file_name]
        if len(found) == 1 and not codes:
            return DepartmentMatch(None, f"只有文件名提到{found[0]}，请确认部门。")
        if codes:
            return DepartmentMatch(None, f"没有代码为 {codes[0]} 的部门，请选择部门。")
        return DepartmentMatch(None, "文件里没有单位代码，也没有认出的部门名称，请选择部门。")


def _alike(one: str, other: str) -> bool:
    """A cover may write the name with its county, or without."""
    return one.endswith(other) or other.endswith(one)
