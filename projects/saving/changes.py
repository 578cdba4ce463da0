"""One autosave as a value: what the browser sends, checked, and what it is told."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from projects.saving.kinds import KINDS, ROW_KINDS
from texts.interchange import clean

LONGEST_CELL = 20_000  # characters; the longest real paragraph has 1,100
LONGEST_PLACE = 80
LARGEST = 2**31 - 1  # of a number in the database
MOST_CHANGES = 5_000  # a pasted sheet of 300 rows has 1,800


class BadSaveError(ValueError):
    """The request is not one of ours; the message says which part. Nothing of it was stored."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell typed over: `was` is what the author saw, `now` what the author wants."""

    kind: str
    id: UUID
    cell: str
    was: str
    now: str

    @property
    def place(self) -> str:
        return f"{self.id}:{self.cell}"


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row added, moved, removed or put back. `after` is the row it shall follow, None for the first place."""

    do: str
    kind: str
    id: UUID
    parent: UUID | None = None
    after: UUID | None = None
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Save:
    """Rows first, in order, then cells. `seen` is the version of the text that the browser last heard of,
    `place` where its author is."""

    rows: tuple[RowChange, ...]
    cells: tuple[CellChange, ...]
    seen: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class CellOutcome:
    """What became of a change: saved; same, it stood so already; conflict, `value` is the other's; gone, its row is."""

    id: UUID
    state: str
    cell: str = ""
    value: str = ""
    by: str = ""
    at: datetime | None = None


def parse_save(body: Any) -> Save:
    """The save of a parsed JSON body. Raises BadSaveError."""
    if not isinstance(body, dict):
        raise BadSaveError("应为一个对象")
    rows, cells = body.get("rows", []), body.get("cells", [])
    seen = body.get("seen", 0)
    if not isinstance(rows, list) or not isinstance(cells, list) or type(seen) is not int or not 0 <= seen <= LARGEST:
        raise BadSaveError("rows、cells 应为列表，seen 应为版本号")
    if len(rows) + len(cells) > MOST_CHANGES:
        raise BadSaveError(f"一次最多保存 {MOST_CHANGES} 处修改")
    place = typed_text(body.get("at") or "")[:LONGEST_PLACE]
    return Save(tuple(_row(node) for node in rows), tuple(_cell(node) for node in cells), seen, place)


def _cell(node: Any) -> CellChange:
    kind = _word(node, "kind", KINDS)
    cell = _word(node, "cell", KINDS[kind].cells)
    return CellChange(kind, _uuid(node, "id"), cell, typed_text(node.get("was")), typed_text(node.get("now")))


def _row(node: Any) -> RowChange:
    do = _word(node, "do", ("add", "move", "remove", "restore"))
    kind = _word(node, "kind", ROW_KINDS)
    cells = node.get("cells", {})
    if not isinstance(cells, dict) or not KINDS[kind].cells.issuperset(cells):
        raise BadSaveError("cells 中有未知的栏目")
    return RowChange(
        do=do,
        kind=kind,
        id=_uuid(node, "id"),
        parent=_uuid_or_none(node, "parent"),
        after=_uuid_or_none(node, "after"),
        cells={name: typed_text(value) for name, value in cells.items()},
    )


def _word(node: Any, name: str, known: Container[str]) -> str:
    value = node.get(name) if isinstance(node, dict) else None
    if not isinstance(value, str) or value not in known:
        raise BadSaveError(f"{name} 为“{value}”，不认识")
    return value


def _uuid_or_none(node: Mapping[str, Any], name: str) -> UUID | None:
    return None if node.get(name) is None else _uuid(node, name)


def _uuid(node: Mapping[str, Any], name: str) -> UUID:
    value: Any = node.get(name)
    try:
        return UUID(value)
    except (ValueError, TypeError, AttributeError):
        raise BadSaveError(f"{name} 为“{value}”，应为标识") from None


def number_of(words: str, *, otherwise: int) -> int:
    """A number that came as words, as in a form; `otherwise` where it is none that the database could hold."""
    is_number = words.isascii() and words.isdecimal() and len(words) <= len(str(LARGEST))
    return int(words) if is_number and int(words) <= LARGEST else otherwise


def typed_text(value: Any) -> str:
    """A cell as it is stored: plain text, one kind of line break. Raises BadSaveError for anything else."""
    if not isinstance(value, str):
        raise BadSaveError("内容应为文字")
    if len(value) > LONGEST_CELL:
        raise BadSaveError(f"内容有 {len(value)} 字，一格最多 {LONGEST_CELL} 字")
    return clean(value.replace("\r\n", "\n").replace("\r", "\n"))
