"""A workbook of ours (texts/writers/workbook.py) that somebody filled in -> the text that comes back.

Every cell is looked at: what cannot be taken is told with its sheet and address, what was found, what is expected and
an example, and counts as not read, so that nothing is taken for emptied. A sheet or column that is missing, or a file
of another make, is refused as a whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from texts.columns import names
from texts.interchange import PROJECT_CELLS
from texts.model import NUMBERINGS, Indicator, Line, Milestone, Project, SubGoal, Text
from texts.readers.blocks import Paragraph, Problem, Reading
from texts.readers.form.optional_columns import with_columns
from texts.readers.returned import Returned
from texts.readers.xlsx.sheet_rows import NOTHING, SheetRow, columns_of, filled_rows, version
from texts.readers.xlsx.workbook_cells import Cells, counted_number, read_cells
from texts.writers import workbook_layout as layout
from texts.writers.workbook_layout import FormColumn, FormSheet

_YEARS = range(1990, 2201)


def read(data: bytes, columns: tuple[str, ...] | None = None) -> Reading:
    """The text of a workbook for whoever wants no more than its words, with these optional columns or those it has.

    Raises UnreadableFileError.
    """
    returned = read_returned(data)
    source = tuple(Paragraph(words, f"第{n}处") for n, words in enumerate(returned.text.strings(), 1))
    text, left_out = with_columns(returned.text, columns)
    return Reading(text, (*returned.problems, *left_out), source)


def read_returned(data: bytes) -> Returned:
    """The text with the identities of its rows, and which version it went out as. Raises UnreadableFileError."""
    sheets = read_cells(data)
    plan_id, base = version(sheets.get(layout.VERSION_SHEET, {}))
    reading = _Workbook(sheets, plan_id)
    text = reading.text()
    return Returned(text, plan_id, base, tuple(reading.problems), frozenset(reading.unread))


@dataclass(slots=True)
class _Workbook:
    """One reading. `unread` are the places (`row:field`, `row:row` for a whole row) whose words could not be taken."""

    sheets: Mapping[str, Cells]
    plan_id: UUID | None
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    _known: set[UUID] = field(default_factory=set)

    def text(self) -> Text:
        """The whole text; sheets in the order in which problems are told."""
        cover, overall_goal = self._cover()
        sub_goals = tuple(self._sub_goal(row) for row in self._rows(layout.SUB_GOALS))
        measures = tuple(self._lines(self._rows(layout.MEASURES)))
        projects = self._projects()
        year = cover.pop("fiscal_year", "")
        return Text(
            id=self.plan_id,
            fiscal_year=int(year) if year else None,
            **{name: words or None for name, words in cover.items()},
            overall_goal=tuple(overall_goal),
            sub_goals=sub_goals,
            measures=measures,
            projects=projects,
        )

    def _cover(self) -> tuple[dict[str, str], list[str]]:
        found: dict[str, str] = {}
        paragraphs: list[str] = []
        for row in filled_rows(self.sheets, layout.TEXT):
            name, words = layout.FIELDS.get(row.words("field").strip()), self._taken(row, "words")
            if name is None:
                if row.has("words"):
                    self._tell(row, "field", f"应为 {'、'.join(layout.FIELDS)} 之一", row.sheet.column("field"))
            elif name == "overall_goal":
                paragraphs += [part for part in (words or "").split("\n") if part]
                if words is None:
                    self.unread.add(f"{self.plan_id}:overall_goal")
            elif words is None or not self._is_field(row, name, words):
                self.unread.add(f"{self.plan_id}:{name}")
            else:
                found[name] = words
        self.unread |= {f"{self.plan_id}:{name}" for name in self._missing(found)}
        return found, paragraphs

    def _missing(self, found: Mapping[str, str]) -> Iterator[str]:
        for label, name in layout.FIELDS.items():
            place = f"{self.plan_id}:{name}"
            if name not in found and name != "overall_goal" and place not in self.unread:
                self.problems.append(Problem(layout.TEXT.title, "", f"缺少“{label}”这一行，这一项不作修改"))
                yield name

    def _is_field(self, row: SheetRow, name: str, words: str) -> bool:
        if name == "fiscal_year" and words and counted_number(words) not in _YEARS:
            self._tell(row, "words", "应为四位年份，例如 2025")
            return False
        if name == "numbering" and words and words not in NUMBERINGS:
            self._tell(row, "words", f"应为 {' 或 '.join(NUMBERINGS)}")
            return False
        return True

    def _sub_goal(self, row: SheetRow) -> SubGoal:
        return SubGoal(
            id=row.id,
            title=self._cell(row, "title") or "",
            description=self._paragraphs(row, "description"),
            goals=self._paragraphs(row, "goals"),
            indicators=self._cell(row, "indicators"),
        )

    def _lines(self, rows: Iterable[SheetRow]) -> Iterator[Line]:
        """Rows of one cell: emptied they are gone, as they are for the text itself."""
        for row in rows:
            if words := self._cell(row, "text"):
                yield Line(id=row.id, text=words)

    def _projects(self) -> tuple[Project, ...]:
        rows = list(self._rows(layout.PROJECTS, apart_from=(layout.NUMBER,)))
        numbers = self._numbers(rows)
        plan, goals, indicators = (
            self._below(sheet, numbers) for sheet in (layout.PLAN, layout.GOALS, layout.INDICATORS)
        )
        columns = columns_of(self.sheets)
        return tuple(
            Project(
                id=row.id,
                columns=columns,
                **self._cells(row, PROJECT_CELLS),
                plan=tuple(self._milestones(plan.get(n, []))),
                goals=tuple(self._lines(goals.get(n, []))),
                indicators=tuple(self._indicator(below, columns) for below in indicators.get(n, [])),
            )
            for n, row in enumerate(rows)
        )

    def _numbers(self, rows: list[SheetRow]) -> dict[str, int | None]:
        """The running number of each project -> its place in the list; None for a project that goes."""
        numbers: dict[str, int | None] = {}
        for row in filled_rows(self.sheets, layout.PROJECTS):
            if row.has(layout.DELETE):
                numbers[_plain(row.words(layout.NUMBER))] = None
        for n, row in enumerate(rows):
            said = _plain(row.words(layout.NUMBER))
            if not said:
                self._tell(row, layout.NUMBER, "应填序号，支出计划、目标和指标以它对应到项目")
            elif said in numbers:
                self._tell(row, layout.NUMBER, "这个序号已用于另一个项目，应各不相同")
            else:
                numbers[said] = n
        return numbers

    def _below(self, sheet: FormSheet, numbers: Mapping[str, int | None]) -> dict[int, list[SheetRow]]:
        """The rows of a sheet by the project in which they stand."""
        found: dict[int, list[SheetRow]] = {}
        is_plan = sheet is layout.PLAN
        for row in self._rows(sheet, apart_from=(layout.NUMBER, "project_name", "month") if is_plan else ()):
            said = _plain(row.words(layout.NUMBER))
            if said in numbers:
                project = numbers[said]
                if project is not None:
                    found.setdefault(project, []).append(row)
                continue
            self.unread.add(f"{row.id}:row")
            self._tell(row, layout.NUMBER, "应为“项目”表中有的项目序号，这一行没有读入", sheet.column(layout.NUMBER))
        return found if not is_plan else self._with_blank_steps(found, numbers)

    def _with_blank_steps(
        self, found: dict[int, list[SheetRow]], numbers: Mapping[str, int | None]
    ) -> dict[int, list[SheetRow]]:
        """Milestones without a share stand ready for new projects; they are rows where the project is one."""
        taken = {row.number for rows in found.values() for row in rows}
        for row in filled_rows(self.sheets, layout.PLAN):
            project = numbers.get(_plain(row.words(layout.NUMBER)))
            if row.number not in taken and row.id is None and project is not None and not row.has("percent"):
                found.setdefault(project, []).append(row)
        return {project: sorted(rows, key=lambda row: row.number) for project, rows in found.items()}

    def _milestones(self, rows: list[SheetRow]) -> Iterator[Milestone]:
        for row in rows:
            month = counted_number(_plain(row.words("month")))
            if month is not None and 1 <= month <= 12:
                yield Milestone(id=row.id, month=month, percent=self._percent(row))
            else:
                self.unread.add(f"{row.id}:row")
                self._tell(row, "month", "应为 1 至 12 的月份数字", row.sheet.column("month"))

    def _percent(self, row: SheetRow) -> str | None:
        """A share that Excel made a percentage of (30%) is the number that the column asks for."""
        words = self._cell(row, "percent")
        return words.removesuffix("%") if words and row.cells["percent"].is_number else words

    def _indicator(self, row: SheetRow, columns: tuple[str, ...]) -> Indicator:
        return Indicator(id=row.id, **self._cells(row, names(columns)))

    def _cells(self, row: SheetRow, wanted: Iterable[str]) -> dict[str, Any]:
        return {name: self._cell(row, name) for name in wanted}

    def _cell(self, row: SheetRow, name: str) -> str | None:
        words = self._taken(row, name)
        if words is None:
            self.unread.add(f"{row.id}:{name}")
        return words or None

    def _paragraphs(self, row: SheetRow, name: str) -> tuple[str, ...]:
        return tuple(part for part in (self._cell(row, name) or "").split("\n") if part)

    def _taken(self, row: SheetRow, name: str) -> str | None:
        """The words of a cell; None where they cannot be taken, and that is told."""
        found, column = row.cells.get(name, NOTHING), row.sheet.column(name)
        if found.fault:
            self._tell(row, name, found.fault, column)
            return None
        if name == "code" and found.is_number:
            self._tell(row, name, "编码应为文字，不是数字", column)
            return None
        return found.words

    def _tell(self, row: SheetRow, name: str, expected: str, column: FormColumn | None = None) -> None:
        example = f"，例如 {column.example}" if column and column.example else ""
        self.problems.append(Problem(row.at(name), row.words(name)[:60], expected + example))

    def _rows(
        self, sheet: FormSheet, apart_from: tuple[str, ...] = (layout.NUMBER, "project_name")
    ) -> Iterator[SheetRow]:
        """The rows that stay: with an identity, or something written apart from what was filled in for them."""
        words = [column.name for column in sheet.columns if column.name not in (*apart_from, layout.IDENTITY)]
        for row in filled_rows(self.sheets, sheet):
            if not row.has(layout.DELETE) and (row.id is not None or row.has(*words)):
                yield self._once(row)

    def _once(self, row: SheetRow) -> SheetRow:
        """A row that was copied with its identity is a new one."""
        if row.id is None or row.id not in self._known:
            self._known |= {row.id} if row.id else set()
            return row
        return SheetRow(row.sheet, row.number, row.cells, row.letters)


def _plain(words: str) -> str:
    """A running number as it is compared: 3, 03 and 3.0 are the same."""
    stripped = words.strip()
    return str(int(float(stripped))) if stripped.replace(".", "", 1).isdecimal() and len(stripped) < 9 else stripped
