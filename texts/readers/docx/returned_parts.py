"""Sub-goals, measures and projects of a Word file of ours, collected paragraph by paragraph, table by table."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from texts.columns import BY_NAME, names, switchable
from texts.docx_marks import GOALS_LEAD, INDICATORS_LEAD, TABLE_TAIL, Mark
from texts.model import Indicator, Line, Milestone, Project, SubGoal
from texts.readers.blocks import Problem
from texts.readers.docx import bookmarked
from texts.readers.docx.bookmarked import BookmarkedCell, Rows
from texts.readers.form.headings import lead, running_number
from texts.readers.form.labels import FIELDS, Label, column_of, label_of, month_of, table_heading, unit_of_line

_LEADS = {"goals": GOALS_LEAD, "indicators": INDICATORS_LEAD}
_SINGLE = {
    Label.CODE: "code",
    Label.NAME: "name",
    Label.BUDGET: "budget",
    Label.FISCAL_FUNDS: "fiscal_funds",
    Label.OTHER_FUNDS: "other_funds",
}
_MONEY_UNIT = "\t单位：万元"


class Identities:
    """Each is given once: a row that was copied in Word is a new row."""

    def __init__(self) -> None:
        self._given: set[UUID] = set()

    def take(self, kind: str, marks: Iterable[Mark]) -> UUID | None:
        """The row that most of the bookmarks name; None where none does, or it has been given."""
        found = Counter(mark.id for mark in marks if mark.kind == kind and mark.id not in self._given)
        if not found:
            return None
        (identity, _), *_ = found.most_common(1)
        self._given.add(identity)
        return identity


def words_behind_number(line: bookmarked.BookmarkedParagraph) -> str:
    """The words of a paragraph that counts itself, without the blank behind the number; a typed number goes."""
    if line.number:
        is_apart = line.text.startswith(" ") and line.text.lstrip(" ")[:1].isdigit()
        return line.text[1:] if is_apart else line.text
    number = running_number(line.text)
    return number.rest if number else line.text


def returned_cell(text: str) -> str | None:
    """None where it is blank; empty lines at its end are slips of whoever typed."""
    return text.rstrip("\n") if text.strip() else None


@dataclass
class MeasureDrafts:
    """工作保障措施: every paragraph is one."""

    identities: Identities
    lines: list[Line] = field(default_factory=list)

    def add(self, line: bookmarked.BookmarkedParagraph) -> None:
        self.lines.append(Line(text=words_behind_number(line), id=self.identities.take("measure", line.marks)))

    def finished(self) -> tuple[Line, ...]:
        return tuple(self.lines)


@dataclass
class _SubGoal:
    title: str
    id: UUID | None
    parts: dict[str, list[str]] = field(default_factory=lambda: {"description": [], "goals": [], "indicators": []})
    open: str = "description"


@dataclass
class SubGoalDrafts:
    """分项绩效目标: a title, and what the styles or the words before it say of each paragraph under it."""

    identities: Identities
    items: list[_SubGoal] = field(default_factory=list)
    first_number: str = ""

    def add(self, line: bookmarked.BookmarkedParagraph) -> bool:
        """Tells whether the paragraph has a place."""
        if line.role == "sub_goal":
            self.first_number = self.first_number or line.number
            self.items.append(_SubGoal(words_behind_number(line), self.identities.take("sub_goal", line.marks)))
        elif not self.items:
            return False
        else:
            self._add(self.items[-1], line)
        return True

    def _add(self, item: _SubGoal, line: bookmarked.BookmarkedParagraph) -> None:
        led = lead(line.text)
        role = line.role if line.role in item.parts else item.open
        item.open = led[0] if led and not item.parts[led[0]] else role
        text, label = line.text, _LEADS.get(item.open, "")
        if label and not item.parts[item.open]:
            text = text.removeprefix(label) if text.startswith(label) or not led else led[1]
        if text.strip():
            item.parts[item.open].append(text)

    def finished(self) -> tuple[SubGoal, ...]:
        """Without titles that somebody left empty."""
        return tuple(
            SubGoal(
                title=item.title,
                description=tuple(item.parts["description"]),
                goals=tuple(item.parts["goals"]),
                indicators="\n".join(item.parts["indicators"]) or None,
                id=item.id,
            )
            for item in self.items
            if item.title.strip() or item.id or any(item.parts.values())
        )


@dataclass
class _Project:
    title: str = ""
    cells: dict[str, str | None] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    months: list[tuple[int, BookmarkedCell]] = field(default_factory=list)
    plan: tuple[Milestone, ...] = ()
    goals: list[Line] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    label: Label | None = None  # at the left of the row, also of the rows that it is merged over
    levels: tuple[str | None, ...] = (None, None)
    is_below: bool = False  # under the headings of the indicators
    columns: tuple[str, ...] = names()  # as those headings name them
    has_names: bool = False  # its rows have identities, so that one without is new


@dataclass
class ProjectDrafts:
    """预算项目: title, unit, and the rows of the tables by the labels at their left."""

    identities: Identities
    projects: list[_Project] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def title(self, line: bookmarked.BookmarkedParagraph) -> None:
        """The title of a table begins a project."""
        is_ours = line.text.endswith(TABLE_TAIL)
        title = line.text.removesuffix(TABLE_TAIL) if is_ours else table_heading(line.text) or ""
        self.projects.append(_Project(title=title, marks=list(line.marks)))

    def line(self, line: bookmarked.BookmarkedParagraph) -> bool:
        """The unit over a table; tells whether the paragraph has a place."""
        unit = unit_of_line(line.text)
        project = self.projects[-1] if self.projects else None
        if project is None or "unit_code" in project.cells or not (line.role == "unit" or unit):
            return False
        project.marks += line.marks
        words = line.text.removesuffix(_MONEY_UNIT)
        if line.inner and words.startswith(line.inner):
            unit = line.inner, words.removeprefix(line.inner)
        code, name = unit or ("", words)
        project.cells |= {"unit_code": returned_cell(code), "unit_name": returned_cell(name)}
        return True

    def table(self, rows: Rows) -> None:
        """A table: what it says belongs to the last title, or to a new project where that has its facts already."""
        if not self.projects or ("code" in self.projects[-1].cells and _first(rows) is Label.CODE):
            self.projects.append(_Project())
        project = self.projects[-1]
        project.has_names |= any(mark.kind == "indicator" for row in rows for box in row for mark in box.marks)
        for row in filter(None, rows):
            self._row(project, row)

    def _row(self, project: _Project, row: list[BookmarkedCell]) -> None:
        label = project.label if row[0].goes_on else label_of(row[0].text)
        if label is Label.LEVEL1 and column_of(row[-1].text):
            project.is_below = True
            project.columns = _columns(row)
        elif project.is_below:
            self._indicator(project, row)
        elif label is Label.CODE:
            self._pairs(project, row)
        elif label is Label.SCALE and len(row) == 2:
            project.cells["purpose"] = returned_cell(row[1].text)
            project.marks += row[1].marks
        elif label is Label.SCALE:
            self._pairs(project, row[1:])
        elif label is Label.PLAN:
            self._plan(project, row[1:])
        elif label is Label.GOALS:
            self._goals(project, row[1:])
        else:
            return
        project.label = label
        self.read += [box.text for box in row]

    def _pairs(self, project: _Project, row: Sequence[BookmarkedCell]) -> None:
        for label, value in zip(row[::2], row[1::2], strict=False):
            if name := _SINGLE.get(label_of(label.text) or Label.SERIAL):
                project.cells[name] = returned_cell(value.text)
                project.marks += value.marks

    def _plan(self, project: _Project, row: Sequence[BookmarkedCell]) -> None:
        months = [month_of(box.text) for box in row]
        if all(months):
            project.months = [(month or 0, box) for month, box in zip(months, row, strict=True)]
            return
        project.plan = tuple(
            Milestone(
                month=month,
                percent=returned_cell(box.text.removesuffix("%")),
                id=self.identities.take("milestone", [*head.marks, *box.marks]),
            )
            for (month, head), box in zip(project.months, row, strict=False)
        )

    def _goals(self, project: _Project, row: Sequence[BookmarkedCell]) -> None:
        for line in (line for box in row for line in box.lines):
            self.read += [line.text, line.number + line.text]
            if line.text.strip():
                project.goals.append(Line(text=words_behind_number(line), id=self.identities.take("goal", line.marks)))

    def _indicator(self, project: _Project, row: list[BookmarkedCell]) -> None:
        if len(row) != len(project.columns):
            self._refuse(row)
            return
        identity = self.identities.take("indicator", (mark for box in row[2:] for mark in box.marks))
        levels = tuple(
            above if box.goes_on else returned_cell(box.text) for box, above in zip(row, project.levels, strict=False)
        )
        if any(levels) or identity or not project.has_names:  # a new row without levels is of the kind of the one above
            project.levels = levels
        values = [*project.levels, *(returned_cell(box.text) for box in row[2:])]
        if identity or any(values[2:]):
            project.indicators.append(Indicator(**dict(zip(project.columns, values, strict=True)), id=identity))

    def _refuse(self, row: Sequence[BookmarkedCell]) -> None:
        """A row of another shape: its words are told, and whatever it was is not known to have changed."""
        identity = self.identities.take("indicator", (mark for box in row for mark in box.marks))
        self.unread += [f"{identity}:row"] if identity else []
        if found := " ".join(box.text for box in row if box.text.strip()):
            self.problems.append(Problem("绩效指标", found, "这一行的列数与表头不一致，请核对后手工填写"))

    def finished(self) -> tuple[Project, ...]:
        """The projects of which there is more than a title."""
        return tuple(self._project(draft) for draft in self.projects if draft.cells)

    def _project(self, draft: _Project) -> Project:
        name = draft.cells.get("name") or ""
        if draft.title and draft.title.strip() != name.strip():
            self.problems.append(Problem(f"“{draft.title}”", name, "表的标题与表中的项目名称不一致，已按表中的读取"))
        plan = draft.plan or tuple(Milestone(month=month) for month, _ in draft.months)
        values: dict[str, Any] = dict(draft.cells)
        return Project(
            **values,
            plan=plan,
            goals=tuple(draft.goals),
            columns=switchable(draft.columns) if draft.indicators else (),  # heads over no row say nothing
            indicators=tuple(draft.indicators),
            id=self.identities.take("project", draft.marks),
        )


def _columns(headings: Sequence[BookmarkedCell]) -> tuple[str, ...]:
    """The columns under these headings, the usual ones where somebody has reworded them."""
    known = (column_of(box.text) or "" for box in headings)
    found = tuple(FIELDS[name] if isinstance(name, Label) and name in FIELDS else name for name in known)
    return found if len(set(found)) == len(found) and set(names()) <= set(found) <= BY_NAME.keys() else names()


def _first(rows: Rows) -> Label | None:
    return next((label_of(row[0].text) for row in rows if row), None)
