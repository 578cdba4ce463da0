"""The rows of a comparison in the order of a Word document with tracked changes.

Word knows no moved rows that every program shows: a moved row is deleted where it stood and inserted where it stands.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from texts.compare import ComparedField, ComparedRow, Fate, Run
from texts.compare.word_differences import Runs


@dataclass(frozen=True, slots=True)
class Take:
    """A row as it is written once: in both versions, or as one of them has it."""

    row: ComparedRow
    fate: Fate

    @property
    def is_old(self) -> bool:
        """Whether it is there when all changes are rejected."""
        return self.fate is not Fate.INSERTED

    @property
    def is_new(self) -> bool:
        """Whether it is there when all changes are accepted."""
        return self.fate is not Fate.DELETED

    @property
    def identity(self) -> UUID | None:
        """Of the row in the new text; what is deleted has none, because a moved row is written twice."""
        return (self.row.new_id or self.row.old_id) if self.is_new else None

    def runs(self, field: str = "text") -> Runs:
        """The words of a cell."""
        cell = self.row.cells[field]
        if self.fate is Fate.KEPT:
            return cell.runs
        return (Run(self.fate, (cell.new if self.is_new else cell.old) or ""),)

    def fate_of(self, field: str) -> Fate | None:
        """What became of a cell as such; None where neither version has it."""
        found = fate_of_cell(self.row.cells[field])
        return found if found is None or self.fate is Fate.KEPT else self.fate

    def rows(self, field: str) -> list["Take"]:
        """The rows that stand in it."""
        return takes(self.row.parts[field], self.fate)


def fate_between(old: object, new: object) -> Fate | None:
    """Of something that is in the old version, in the new one, in both, or in neither (None)."""
    if old and new:
        return Fate.KEPT
    if old or new:
        return Fate.DELETED if old else Fate.INSERTED
    return None


def fate_of_cell(cell: ComparedField) -> Fate | None:
    """What became of a cell as such, whatever its words."""
    return fate_between(cell.old, cell.new)


def takes(rows: Sequence[ComparedRow], fate: Fate = Fate.KEPT) -> list[Take]:
    """The rows in order; with a fate only those of that version, for what stands in a row that came, went or moved."""
    if fate is not Fate.KEPT:
        return _of_one(rows, fate)
    return list(_together(rows))


def _of_one(rows: Iterable[ComparedRow], fate: Fate) -> list[Take]:
    if fate is Fate.DELETED:
        olds = [(row.old, row) for row in rows if row.old is not None]
        return [Take(row, fate) for _, row in sorted(olds, key=lambda pair: pair[0])]
    news = [(row.new, row) for row in rows if row.new is not None]
    return [Take(row, fate) for _, row in sorted(news, key=lambda pair: pair[0])]


def _together(rows: Sequence[ComparedRow]) -> Iterator[Take]:
    """Between two rows that stay, first what stood there and then what stands there."""
    gone = _of_one((row for row in rows if row.new is None or row.is_moved), Fate.DELETED)
    come = _of_one((row for row in rows if row.old is None or row.is_moved), Fate.INSERTED)
    for row in rows:
        if row.old is None or row.new is None or row.is_moved:
            continue
        while gone and (gone[0].row.old or 0) < row.old:
            yield gone.pop(0)
        while come and (come[0].row.new or 0) < row.new:
            yield come.pop(0)
        yield Take(row, Fate.KEPT)
    yield from (*gone, *come)
