"""密级 when a file takes the place of what was written: no file says it, so it is carried over from the projects that
stood there before, found again by 项目编码 or, where no code is the same, by name. What is not found again is told."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from departments.models import Cycle, Department, Plan, SubGoal
from projects.models import Project
from texts.compare import RowEdit
from texts.model import Project as ProjectValue
from texts.model import Text


@dataclass(frozen=True, slots=True)
class Carried:
    """Which of the new projects (by their index) takes its 密级 from which old one, and whose is lost.

    `links` are the titles of the 分项 that projects belonged to, secret or not: one of none but secret projects is
    secret too. `year` is that of the text it comes from, None where that is the text which is replaced.
    """

    found: Mapping[int, Project] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    links: Mapping[int, str] = field(default_factory=dict)
    year: int | None = None

    @property
    def sentences(self) -> list[str]:
        """What its author has to know, where there is something."""
        before = f"{self.year}年文本中" if self.year else "原来"
        found = [f"{before}涉密的项目{_listed(self.kept)}在文件中也有，沿用其密级。"] if self.kept else []
        if self.lost:
            found.append(f"原来涉密的项目{_listed(self.lost)}在文件中没有找到，密级不会带到别的项目上，请逐个核对。")
        return found


def carried(text: Text, department: Department, cycle: Cycle) -> Carried:
    """For a text of the department in this cycle: from the one that stands there, else from its text of the nearest
    year (what is missing then is no loss). Two queries."""
    years = dict(Plan.objects.filter(department=department).values_list("cycle__fiscal_year", "pk"))
    year = min(years, key=lambda one: (abs(one - cycle.fiscal_year), -one), default=None)
    if year is None:
        return Carried()
    before = list(Project.objects.filter(plan=years[year]).select_related("sub_goal").order_by("position"))
    made = matched([old for old in before if old.is_classified], text.projects)
    if not made.found:
        return made if year == cycle.fiscal_year else Carried()
    old_of = matched([old for old in before if old.sub_goal], text.projects).found
    links = {index: old.sub_goal.title for index, old in old_of.items() if old.sub_goal}
    is_standing = year == cycle.fiscal_year
    return replace(made, links=links, lost=made.lost if is_standing else (), year=None if is_standing else year)


def matched(secret: Sequence[Project], projects: Sequence[Any]) -> Carried:
    """The secret ones among projects with `code` and `name`; several of one name all count."""
    found: dict[int, Project] = {}
    kept: list[str] = []
    lost: list[str] = []
    for old in secret:
        same = _alike(old.code, [row.code for row in projects]) or _alike(old.name, [row.name for row in projects])
        found |= dict.fromkeys(same, old)
        called = projects[same[0]].name if same else old.name
        (kept if same else lost).append(called or old.code or "（未命名）")
    return Carried(found, tuple(kept), tuple(lost))


def link_carried(plan: Plan, projects: Sequence[Project], made: Carried) -> None:
    """Gives stored projects the 分项 of the title that they belonged to, so that a secret one is secret again."""
    titles = {_plain(title): pk for pk, title in plan.sub_goals.values_list("pk", "title")} if made.links else {}
    for index, title in made.links.items():
        projects[index].sub_goal_id = titles.get(_plain(title))
    Project.objects.bulk_update([projects[index] for index in made.links], ["sub_goal"])


@dataclass(frozen=True, slots=True)
class Retaken:
    """What a returned file's rows do to 密级: added project -> the secret one that it is, and what is to be told."""

    of_added: Mapping[UUID, Project]
    carried: Carried


def retaken(plan: Plan, rows: Sequence[RowEdit]) -> Retaken:
    """For the edits about to be stored in the plan: a project whose row lost its identity in Word or Excel comes as a
    new one. A secret project is lost where its row goes and none that comes has its code or name."""
    added = [row for row in rows if row.kind == "project" and row.do == "add"]
    removed = {row.id for row in rows if row.kind == "project" and row.do == "remove"}
    if not added and not removed:
        return Retaken({}, Carried())
    secret = [project for project in plan.projects.all() if project.is_classified]
    coming = [ProjectValue(code=row.cells["code"], name=row.cells["name"]) for row in added]
    made, going = matched(secret, coming), matched([row for row in secret if row.pk in removed], coming)
    of_added = {added[index].id: old for index, old in made.found.items()}
    return Retaken(of_added, Carried(kept=made.kept, lost=going.lost))


def link_retaken(plan: Plan, made: Retaken) -> None:
    """Gives the stored rows the 分项 of the secret projects that they are."""
    there = set(SubGoal.objects.filter(plan=plan).values_list("pk", flat=True)) if made.of_added else ()
    for row, old in made.of_added.items():
        if old.sub_goal_id in there:
            Project.objects.filter(plan=plan, pk=row).update(sub_goal=old.sub_goal_id)


def _alike(words: str, others: Sequence[str | None]) -> list[int]:
    wanted = _plain(words)
    return [n for n, other in enumerate(others) if wanted and _plain(other or "") == wanted]


def _plain(words: str) -> str:
    """Blanks and full width make no other name or code."""
    return "".join(unicodedata.normalize("NFKC", words).split()).casefold()


def _listed(names: Sequence[str]) -> str:
    return "、".join(f"“{name}”" for name in names)
