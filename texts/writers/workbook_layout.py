"""The sheets of the workbook that goes out and comes back: what the writer fills and the reader looks for.

Every sheet has one header row. 标识 (hidden) keeps a row itself while its words change; 项目序号 says which project a
row belongs to; a row is taken out by a word under 删除, so that an emptied row and a dropped one are two things.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from texts.columns import COLUMNS
from texts.interchange import clean

FORMAT = "performance-text-workbook/1"
VERSION_SHEET, CHOICES_SHEET, GUIDE_SHEET = "_版本", "_选项", "说明"
#: what the hidden sheet of versions states, in this order
VERSION_KEYS = ("format", "plan_id", "base_sha256", "plan_version")
IDENTITY, NUMBER, DELETE = "id", "number", "delete"
DELETED = "删除"
LONGEST = 32_767  # characters of a cell, by the file format


class OverlongCellError(ValueError):
    """A cell holds more than a workbook's cell may; the message says which."""


_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNSPEAKABLE = re.compile("[\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def escaped(words: str) -> str:
    """As a cell carries it: what no XML may hold as `_xHHHH_` (ECMA-376, ST_Xstring); `unescaped` is the way back."""
    return _UNSPEAKABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", clean(words))


def unescaped(words: str) -> str:
    """What somebody wrote, of the words that a cell carries, with one kind of line break."""
    plain = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), words)
    return clean(plain.replace("\r\n", "\n").replace("\r", "\n"))


@dataclass(frozen=True, slots=True)
class FormColumn:
    """`width` in characters; `example` is what a problem shows; `is_fixed` columns are not typed into; `is_optional`
    ones are there where the text has them (texts/columns.py)."""

    name: str
    label: str
    width: int
    example: str = ""
    is_fixed: bool = False
    is_hidden: bool = False
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class FormSheet:
    """`spare` is the number of empty rows that stand ready."""

    title: str
    columns: tuple[FormColumn, ...]
    spare: int = 0

    def column(self, name: str) -> FormColumn:
        return next(column for column in self.columns if column.name == name)

    def with_columns(self, switched_on: tuple[str, ...]) -> "FormSheet":
        """The sheet as it is written for a text with these optional columns."""
        columns = tuple(column for column in self.columns if not column.is_optional or column.name in switched_on)
        return replace(self, columns=columns)


_ID = FormColumn(IDENTITY, "标识", 12, is_fixed=True, is_hidden=True)
_OF_PROJECT = (
    FormColumn(NUMBER, "项目序号", 6, "3"),
    FormColumn("project_name", "项目名称（供对照）", 24, is_fixed=True),
)
_DELETE = FormColumn(DELETE, "删除", 6, DELETED)

TEXT = FormSheet(
    "文本",
    (FormColumn("field", "栏目", 16, "总体绩效目标", is_fixed=True), FormColumn("words", "内容", 100, "云溪县教育局")),
    spare=5,
)
SUB_GOALS = FormSheet(
    "分项绩效目标",
    (
        _ID,
        FormColumn("title", "标题", 30, "学前教育普惠发展"),
        FormColumn("description", "说明", 40, "面向全县公办幼儿园。"),
        FormColumn("goals", "绩效目标", 50, "新增公办园学位600个。"),
        FormColumn("indicators", "绩效指标", 50, "新增学位≥600个"),
        _DELETE,
    ),
    spare=5,
)
MEASURES = FormSheet(
    "工作保障措施", (_ID, FormColumn("text", "措施", 110, "建立项目台账，按月调度进度。"), _DELETE), spare=5
)
PROJECTS = FormSheet(
    "项目",
    (
        _ID,
        FormColumn(NUMBER, "项目序号", 6, "3"),
        FormColumn("code", "项目编码", 24, "13990125P00001210001R"),
        FormColumn("name", "项目名称", 30, "乡土读本印制费"),
        FormColumn("unit_code", "单位代码", 10, "131001"),
        FormColumn("unit_name", "单位名称", 22, "云溪县教育局本级"),
        FormColumn("budget", "预算数（万元）", 12, "8.00"),
        FormColumn("fiscal_funds", "其中：财政资金", 12, "8.00"),
        FormColumn("other_funds", "其他资金", 12, "0.50"),
        FormColumn("purpose", "资金用途", 60, "用于印制面向中小学的乡土读本。"),
        _DELETE,
    ),
    spare=5,
)
PLAN = FormSheet(
    "支出计划",
    (
        _ID,
        *_OF_PROJECT,
        FormColumn("month", "月底", 6, "6", is_fixed=True),
        FormColumn("percent", "累计支出（%）", 14, "60"),
    ),
)
GOALS = FormSheet(
    "绩效目标", (_ID, *_OF_PROJECT, FormColumn("text", "绩效目标", 90, "印制乡土读本1200册。"), _DELETE), spare=20
)
INDICATORS = FormSheet(
    "绩效指标",
    (
        _ID,
        *_OF_PROJECT,
        *(FormColumn(c.name, c.label, c.excel, c.example, is_optional=c.is_optional) for c in COLUMNS),
        _DELETE,
    ),
    spare=60,
)
SHEETS = (TEXT, SUB_GOALS, MEASURES, PROJECTS, PLAN, GOALS, INDICATORS)

#: the rows of the sheet 文本: how the field is called -> its name in the value; the overall goal has a row a paragraph
FIELDS = {
    "预算年度": "fiscal_year",
    "部门名称": "department",
    "审核部门": "finance_bureau",
    "阶段": "stage",
    "分项编号": "numbering",
    "总体绩效目标": "overall_goal",
}
#: fields of several paragraphs in one cell, a paragraph a line
PARAGRAPHS = frozenset({"description", "goals"})


def cell_words(row: Any, name: str) -> str:
    """What a cell of a row says: paragraphs a line each, "" for nothing."""
    value = getattr(row, name)
    return "\n".join(value) if isinstance(value, tuple) else str(value or "")
