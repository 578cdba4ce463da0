"""What of a text the public sees: Text + what is left out -> Text, pure.

Left out are whole rows (涉密 projects, the 分项 that belong to none but them), whole columns (what a region does not
publish), and single places whose words speak of a left-out project. The new text has no identities.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from texts.columns import COLUMNS as INDICATOR_COLUMNS
from texts.columns import names
from texts.model import Indicator, Line, Milestone, Project, SubGoal, Text
from texts.places import Spot, line, paragraph_place, place, spots

#: what a region may keep to itself -> how people call it
COLUMNS = {
    "purpose": "资金用途",
    "fiscal_funds": "其中：财政资金",
    "other_funds": "其他资金",
    "plan": "资金支出计划",
    **{column.name: column.label for column in INDICATOR_COLUMNS if column.may_be_withheld},
}
_PROJECT = ("code", "name", "unit_code", "unit_name", "budget", "fiscal_funds", "other_funds", "purpose")


@dataclass(frozen=True, slots=True, kw_only=True)
class Omissions:
    """`rows` are identities of projects and 分项, `columns` keys of COLUMNS, `places` those of texts.places
    (`id:row` stands for a whole 分项)."""

    rows: frozenset[str] = frozenset()
    columns: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()

    def has_row(self, row: Any) -> bool:
        return str(row.id) in self.rows or f"{row.id}:row" in self.places


def edition(text: Text, omissions: Omissions) -> Text:
    """The text without what is left out; the rows of `text` have identities, those of the result have none."""
    return Text(
        fiscal_year=text.fiscal_year,
        department=text.department,
        finance_bureau=text.finance_bureau,
        stage=text.stage,
        numbering=text.numbering,
        overall_goal=_paragraphs(text, "overall_goal", omissions),
        sub_goals=tuple(_sub_goal(row, omissions) for row in text.sub_goals if not omissions.has_row(row)),
        measures=_lines(text.measures, omissions),
        projects=tuple(_project(row, omissions) for row in text.projects if not omissions.has_row(row)),
    )


def _paragraphs(row: Any, field: str, omissions: Omissions) -> tuple[str, ...]:
    words = enumerate(getattr(row, field), 1)
    return tuple(text for n, text in words if paragraph_place(row.id, "", field, n) not in omissions.places)


def _lines(rows: Collection[Line], omissions: Omissions) -> tuple[Line, ...]:
    return tuple(Line(text=row.text) for row in rows if line(row.id, "") not in omissions.places)


def _cells(row: Any, names: tuple[str, ...], omissions: Omissions) -> dict[str, Any]:
    def is_shown(name: str) -> bool:
        return name not in omissions.columns and place(row.id, "", name) not in omissions.places

    return {name: getattr(row, name) if is_shown(name) else None for name in names}


def _sub_goal(row: SubGoal, omissions: Omissions) -> SubGoal:
    return SubGoal(
        title=_cells(row, ("title",), omissions)["title"] or "",
        description=_paragraphs(row, "description", omissions),
        goals=_paragraphs(row, "goals", omissions),
        indicators=_cells(row, ("indicators",), omissions)["indicators"],
    )


def _project(row: Project, omissions: Omissions) -> Project:
    plan = () if "plan" in omissions.columns else row.plan
    columns = tuple(name for name in row.columns if name not in omissions.columns)
    return Project(
        **_cells(row, _PROJECT, omissions),
        plan=tuple(Milestone(month=step.month, percent=step.percent) for step in plan),
        goals=_lines(row.goals, omissions),
        columns=columns,
        indicators=tuple(Indicator(**_cells(line, names(columns), omissions)) for line in row.indicators),
    )


def mentions(text: Text, rows: Collection[str]) -> list[Spot]:
    """The places that stay and name a project among the left-out `rows`, by its name or code; a 分项 whose title
    does is one place as a whole."""
    words = [_plain(word) for row in text.projects if str(row.id) in rows for word in (row.name, row.code) if word]
    return list(_mentions(text, rows, lambda said: any(word in _plain(said) for word in words if word)))


def _mentions(text: Text, rows: Collection[str], names: Callable[[str], bool]) -> Iterator[Spot]:
    whole: set[str] = set()
    found = spots(text)
    for spot in found.values():
        row = spot.place.partition(":")[0]
        if row in rows or spot.part in rows or row in whole or not spot.kind or not names(spot.words):
            continue
        if spot.kind == "sub_goal" and spot.cell == "title":
            whole.add(row)
            yield found[f"{row}:row"]
        else:
            yield spot


def _plain(words: str) -> str:
    """Blanks do not make another name."""
    return "".join(words.split())
