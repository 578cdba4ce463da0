"""A page posted as a plain form, without JavaScript: the same save as any other.

Every cell is a field named like its place; the hidden field `was` holds what the page showed, so only what was typed
over travels on. The button that was pressed is `do`: save, add:<kind>:<parent>[:<category>], or
remove|up|down|copy:<kind>:<row>.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from uuid import UUID, uuid4

from departments.models import Plan
from projects.saving.changes import LARGEST, BadSaveError, CellChange, RowChange, Save, number_of, typed_text
from projects.saving.kinds import KINDS, ROW_KINDS


def parse_posted(plan: Plan, posted: Mapping[str, str]) -> Save:
    """The save of a posted page. Raises BadSaveError."""
    was = _was(posted)
    cells = tuple(_cells(posted, was))
    return Save(tuple(_rows(plan, posted)), cells, number_of(posted.get("seen", ""), otherwise=0))


def _was(posted: Mapping[str, str]) -> dict[str, str]:
    try:
        was = json.loads(posted.get("was") or "{}")
    except (ValueError, RecursionError):
        raise BadSaveError("was 应为 JSON") from None
    if not isinstance(was, dict):
        raise BadSaveError("was 应为一个对象")
    return was


def _cells(posted: Mapping[str, str], was: dict[str, str]) -> Iterator[CellChange]:
    for name in posted:
        kind, _, place = name.partition(":")
        row, _, cell = place.partition(":")
        if kind not in KINDS or cell not in KINDS[kind].cells:
            continue
        before, now = typed_text(was.get(name, "")), typed_text(posted[name])
        if now != before and now != before.replace("\n", ""):  # a field of one line shows no line breaks
            yield CellChange(kind, _uuid(row), cell, before, now)


def _uuid(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise BadSaveError(f"“{value}”应为标识") from None


def _rows(plan: Plan, posted: Mapping[str, str]) -> Iterator[RowChange]:
    do, _, rest = posted.get("do", "").partition(":")
    kind, _, rest = rest.partition(":")
    if do not in _DO or kind not in ROW_KINDS:
        return
    row, _, choice = rest.partition(":")
    yield _DO[do](plan, kind, _uuid(row), choice, posted)


def _add(plan: Plan, kind: str, parent: UUID, choice: str, posted: Mapping[str, str]) -> RowChange:
    siblings = _siblings(kind, parent)
    if not choice:
        return RowChange("add", kind, uuid4(), parent, siblings[-1][0] if siblings else None)
    return _add_category(plan, parent, number_of(choice, otherwise=LARGEST))


def _add_category(plan: Plan, project: UUID, index: int) -> RowChange:
    """A row of a 二级指标 behind the last one that does not come after it in the tree."""
    tree = list(plan.cycle.tree.categories.order_by("position").values_list("level1", "level2"))
    if index >= len(tree):
        raise BadSaveError("没有这个指标分类")
    rank = {pair: n for n, pair in enumerate(tree)}
    rows = KINDS["indicator"].objects.filter(project=project).order_by("position", "pk")
    before = [pk for pk, *pair in rows.values_list("pk", "level1", "level2") if rank.get(tuple(pair), 99) <= index]
    level1, level2 = tree[index]
    after = before[-1] if before else None
    return RowChange("add", "indicator", uuid4(), project, after, {"level1": level1, "level2": level2})


def _copy(plan: Plan, kind: str, row: UUID, choice: str, posted: Mapping[str, str]) -> RowChange:
    names = KINDS[kind].cells
    standing = KINDS[kind].rows(plan).filter(pk=row).values(*names, f"{KINDS[kind].parent}_id").first() or {}
    parent = standing.pop(f"{KINDS[kind].parent}_id", None)
    cells = {name: typed_text(posted.get(f"{kind}:{row}:{name}", standing.get(name, ""))) for name in names}
    return RowChange("add", kind, uuid4(), parent, row, cells)


def _remove(plan: Plan, kind: str, row: UUID, choice: str, posted: Mapping[str, str]) -> RowChange:
    return RowChange("remove", kind, row)


def _move(step: int) -> Callable[[Plan, str, UUID, str, Mapping[str, str]], RowChange]:
    def move(plan: Plan, kind: str, row: UUID, choice: str, posted: Mapping[str, str]) -> RowChange:
        parent = f"{KINDS[kind].parent}_id"
        where = KINDS[kind].rows(plan).filter(pk=row).values_list(parent, flat=True).first()
        order = [pk for pk, _ in _siblings(kind, where)] if where else [row]
        at = order.index(row)
        order.pop(at)
        to = min(max(at + step, 0), len(order))
        return RowChange("move", kind, row, None, order[to - 1] if to else None)

    return move


def _siblings(kind: str, parent: UUID) -> list[tuple[UUID, int]]:
    rows = KINDS[kind].objects.filter(**{f"{KINDS[kind].parent}_id": parent})
    return list(rows.order_by("position", "pk").values_list("pk", "position"))


_DO = {"add": _add, "copy": _copy, "remove": _remove, "up": _move(-1), "down": _move(1)}
