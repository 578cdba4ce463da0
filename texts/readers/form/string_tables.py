"""Rows of plain strings -> the Table block that project_table.py reads, every cell with a place of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from texts.readers.blocks import Cell, Problem, Table


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell's words and the number of the line they begin in."""

    text: str
    number: int


@dataclass
class GrowingTable:
    """A table while it is put together, row by row. `understood`: words of the form that stand in no row."""

    rows: list[list[GridCell]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    understood: list[str] = field(default_factory=list)

    def row(self, cells: Sequence[GridCell]) -> None:
        """Add a row."""
        self.rows.append(list(cells))

    def join(self, other: "GrowingTable") -> None:
        """Add another grid's rows and problems below."""
        self.rows += other.rows
        self.problems += other.problems
        self.understood += other.understood

    def table(self, at: str) -> Table:
        """The block; a cell's place is its line and its number in the row."""
        return Table(
            tuple(
                Cell(cell.text, r, c, f"第{cell.number}行（表内第{r + 1}行第{c + 1}列）")
                for r, row in enumerate(self.rows)
                for c, cell in enumerate(row)
            ),
            at,
        )
