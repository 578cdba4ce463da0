"""The demo's county: texts, places and a user of every role. Known passwords: never for real data."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import transaction

from departments.models import Cycle, Department, Membership, Region, Role, Unit, User
from indicators.actions import load_reference_data
from indicators.models import IndicatorTree
from projects.actions import store_text
from texts.model import Text
from texts.readers.sandbox import read_in_child

T = TypeVar("T")
PASSWORD = "Yunxi-2025"  # noqa: S105 the demo's, printed at its start
BESIDE = Path(settings.BASE_DIR).parent / "shared" / "texts"
SAMPLES = Path(settings.BASE_DIR) / "samples"
PREFERRED = (".docx", ".pdf", ".txt", ".json")  # an office file where there is one: the readers are part of the show

#: account, role; the first two are made once a department
PEOPLE = (
    ("bianzhi", Role.UNIT_STAFF),
    ("danwei", Role.DEPARTMENT_LEAD),
    ("chushen", Role.FIRST_REVIEWER),
    ("fushen", Role.FINAL_REVIEWER),
    ("yewu", Role.BUDGET_MANAGER),
    ("xitong", Role.SYSTEM_ADMIN),
    ("anquan", Role.SECURITY_ADMIN),
    ("shenji", Role.AUDIT_ADMIN),
)
NAMES = ("周敏", "陈国栋", "林静", "赵文博", "孙晓燕", "何志强", "郭慧", "马骏", "许立新", "高珊", "罗建平", "唐悦")


@dataclass(frozen=True)
class DemoAccount:
    """A line of the table that the demo prints."""

    username: str
    role: str
    place: str


def sample_files(*, own: bool = False) -> list[Path]:
    """One file a text: the real texts where they stand beside the checkout, else (or if `own`) our samples."""
    folder = BESIDE if BESIDE.is_dir() and not own else SAMPLES
    by_name: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.iterdir()):
        if path.suffix in PREFERRED and path.stem.count(".") == 0:
            by_name[path.stem].append(path)
    return [min(paths, key=lambda path: PREFERRED.index(path.suffix)) for paths in by_name.values()]


@transaction.atomic
def seed(files: Iterable[Path]) -> list[DemoAccount]:
    """Reads the files and stores them with the places they speak of and people of every role."""
    load_reference_data()
    texts = [read_in_child(path.name, path.read_bytes()).text for path in files]
    region = _region(texts)
    accounts = []
    for n, text in enumerate(texts, 1):
        if text.fiscal_year is None:
            continue  # no sample of ours; a file of somebody's may say none
        department = _department(region, text)
        staff = [_person(f"{account}{n}", role, region, department) for account, role in PEOPLE[:2]]
        store_text(text=text, department=department, cycle=_cycle(region, text.fiscal_year, texts), by=staff[0])
        accounts += [DemoAccount(f"{account}{n}", role.label, department.name) for account, role in PEOPLE[:2]]
    accounts += _bureau(region)
    return accounts


def _region(texts: list[Text]) -> Region:
    bureau = next((text.finance_bureau for text in texts if text.finance_bureau), "云溪县财政局")
    code = next((project.code[:6] for text in texts for project in text.projects if project.code), "139901")
    name = bureau.removesuffix("财政局")
    return Region.objects.create(code=code, name=name, finance_bureau=bureau)


def _department(region: Region, text: Text) -> Department:
    units = {project.unit_code: project.unit_name or "" for project in text.projects if project.unit_code}
    main = min(units)
    name = text.department or units[main].removesuffix("本级")
    department, _ = Department.objects.get_or_create(region=region, code=main[:3], defaults={"name": name})
    for code, unit_name in units.items():
        Unit.objects.get_or_create(department=department, code=code, defaults={"name": unit_name})
    return department


def _cycle(region: Region, fiscal_year: int, texts: list[Text]) -> Cycle:
    """The round of a year as most of its texts have it: one tree and one set of dates count for all departments."""
    of_year = [text for text in texts if text.fiscal_year == fiscal_year]
    cycle, _ = Cycle.objects.get_or_create(
        region=region,
        fiscal_year=fiscal_year,
        defaults={
            "name": f"{fiscal_year}年部门预算",
            "tree": IndicatorTree.objects.get(code=_usual(map(_tree_code, of_year))),
            "milestones": list(_usual(map(_months, of_year))),
        },
    )
    return cycle


def _usual(found: Iterable[T]) -> T:
    return Counter(found).most_common(1)[0][0]


def _tree_code(text: Text) -> str:
    levels = {row.level1 for project in text.projects for row in project.indicators}
    return "2021" if "成本指标" in levels else "2015"


def _months(text: Text) -> tuple[int, ...]:
    return next((tuple(row.month for row in project.plan) for project in text.projects if project.plan), (3, 6, 10, 12))


def _person(username: str, role: Role, region: Region, department: Department | None = None) -> User:
    name = NAMES[User.objects.count() % len(NAMES)]
    user = User.objects.create_user(username, PASSWORD, name=name, must_change_password=False)
    unit = department.units.first() if department and role == Role.UNIT_STAFF else None
    Membership.objects.create(user=user, role=role, region=region, department=department, unit=unit)
    return user


def _bureau(region: Region) -> list[DemoAccount]:
    accounts = []
    for username, role in PEOPLE[2:]:
        departments = list(region.departments.all()) if role == Role.FIRST_REVIEWER else [None]
        user = _person(username, role, region, departments[0])
        for department in departments[1:]:
            Membership.objects.create(user=user, role=role, region=region, department=department)
        place = "、".join(d.name for d in departments if d) or (region.finance_bureau)
        accounts.append(DemoAccount(username, role.label, place))
    return accounts
