"""A workbook in a test's hands: cells found by what stands beside them, typed over, rows added, as somebody does it."""

import io
from dataclasses import replace
from uuid import UUID, uuid4

from openpyxl import load_workbook

from texts.model import Project, Text


class Book:
    """An .xlsx of ours, opened. Rows are named by the sheet and by words that stand in one of their cells."""

    def __init__(self, data: bytes) -> None:
        self.book = load_workbook(io.BytesIO(data))

    def sheet(self, title: str):
        return self.book[title]

    def column(self, title: str, label: str) -> int:
        return next(cell.column for cell in self.book[title][1] if cell.value == label)

    def row(self, title: str, words: str) -> int:
        rows = self.book[title].iter_rows(min_row=2)
        return next(cells[0].row for cells in rows if any(cell.value == words for cell in cells))

    def cell(self, title: str, words: str, label: str):
        return self.book[title].cell(self.row(title, words), self.column(title, label))

    def type_over(self, title: str, words: str, label: str, now) -> None:
        self.cell(title, words, label).value = now

    def append(self, title: str, **values) -> None:
        """In the first row of the sheet that is empty but for what stands ready."""
        page, label = self.book[title], next(iter(values))
        column = self.column(title, label)
        free = next(row for row in range(2, page.max_row + 2) if not page.cell(row, column).value)
        for name, value in values.items():
            page.cell(free, self.column(title, name)).value = value

    def bytes(self) -> bytes:
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()


def identified(text: Text) -> Text:
    """The text with identities as a stored one has them."""
    return replace(
        text,
        id=uuid4(),
        sub_goals=_named(text.sub_goals),
        measures=_named(text.measures),
        projects=tuple(_project(row) for row in _named(text.projects)),
    )


def _project(project: Project) -> Project:
    return replace(
        project,
        plan=_named(project.plan),
        goals=_named(project.goals),
        indicators=_named(project.indicators),
    )


def _named(rows) -> tuple:
    return tuple(replace(row, id=uuid4()) for row in rows)


def identities(text: Text) -> list[UUID | None]:
    """Every identity of a text in print order."""
    below = [row.id for p in text.projects for row in (p, *p.plan, *p.goals, *p.indicators)]
    return [text.id, *(row.id for row in (*text.sub_goals, *text.measures)), *below]
