"""What a text is after it went through Word: what no file of Word can hold is gone, everything else is the same."""

import re
from dataclasses import replace

from texts.columns import ALL, BELOW_LEVELS
from texts.model import Indicator, Line, Milestone, Project, SubGoal, Text

_UNFIT = re.compile("[\ufffe\uffff]")


def as_it_comes_back(text: Text) -> Text:
    """Blank cells are None; blank lines, and rows without identity in which nothing is written, are none."""
    return replace(
        text,
        department=_cell(text.department),
        finance_bureau=_cell(text.finance_bureau),
        stage=_cell(text.stage),
        overall_goal=_paragraphs(text.overall_goal),
        sub_goals=tuple(map(_sub_goal, text.sub_goals)),
        measures=_lines(text.measures),
        projects=tuple(map(_project, text.projects)),
    )


def _cell(words: str | None) -> str | None:
    fit = _UNFIT.sub("", words or "")
    return fit.rstrip("\n") if fit.strip() else None


def _paragraphs(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fit for line in lines if (fit := _cell(line)))


def _lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(replace(line, text=fit) for line in lines if (fit := _cell(line.text)))


def _sub_goal(row: SubGoal) -> SubGoal:
    return replace(
        row,
        title=_UNFIT.sub("", row.title),
        description=_paragraphs(row.description),
        goals=_paragraphs(row.goals),
        indicators=_cell(row.indicators),
    )


def _project(row: Project) -> Project:
    cells = ("code", "name", "unit_code", "unit_name", "budget", "fiscal_funds", "other_funds", "purpose")
    return replace(
        row,
        **{name: _cell(getattr(row, name)) for name in cells},
        plan=tuple(map(_milestone, row.plan)),
        goals=_lines(row.goals),
        columns=row.columns if row.indicators else (),  # a project without a table of indicators names none
        indicators=tuple(made for made in map(_indicator, row.indicators) if made.id or _is_written(made)),
    )


def _milestone(row: Milestone) -> Milestone:
    return replace(row, percent=_cell(row.percent))


def _indicator(row: Indicator) -> Indicator:
    return replace(row, **{name: _cell(getattr(row, name)) for name in ALL})


def _is_written(row: Indicator) -> bool:
    return any(getattr(row, name) for name in BELOW_LEVELS)
