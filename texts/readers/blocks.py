"""What every reader takes an office file apart into, before anybody asks what it means.

A file is a sequence of blocks in reading order: paragraphs (wrapped lines already re-joined where the file
itself tells, for example by geometry) and tables as grids of cells. Every block knows where it stands in its
source, in words a person can follow ("第17行", "第3页", "表2第4行第3列").
"""

from dataclasses import dataclass

from texts.model import Text


@dataclass(frozen=True, slots=True)
class Problem:
    """Something of the source that could not be placed, or a thing expected and not found: three readable parts."""

    at: str
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.at}：“{self.found}”，{self.expected}" if self.found else f"{self.at}：{self.expected}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph outside tables."""

    text: str
    at: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; row and column count from 0 in the table's own grid, a merged cell stands at its top left."""

    text: str
    row: int
    column: int
    at: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A grid as the file draws it; a table that the page cut in two arrives as two (`tables.join_cut` joins them)."""

    cells: tuple[Cell, ...]
    at: str


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader returns: the value, what it could not place (word for word), and the source's own lines."""

    text: Text
    problems: tuple[Problem, ...]
    source: tuple[Paragraph, ...]


class UnreadableFileError(ValueError):
    """The file cannot be read at all; the message is one Chinese sentence: what, where, what to do."""
