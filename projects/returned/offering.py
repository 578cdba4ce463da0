"""Which changes of a returned file this author may accept, grouped as the page shows them."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from django.utils.safestring import SafeString

from departments.deadlines import deadline_of, why_read_only
from departments.models import Plan, User
from departments.scopes import Scope, why_not_yours, writing_scope
from projects.drafting.expectations import message_for
from projects.models import ImportedFile
from projects.returned.kept_files import base_of
from projects.returned.merging import Change, changes_between
from projects.saving.cells import UNIT_CELLS
from projects.saving.changes import LONGEST_CELL
from projects.saving.kinds import section_of
from texts.compare.word_differences import differences
from texts.interchange import from_json
from texts.model import NUMBERINGS, Text
from texts.places import SECTIONS
from texts.writers.html.marked_words import marked_new, marked_old

PATIENCE = 3.0  # seconds for marking words, all in all; after that whole cells are shown as replaced
_DO = {"cell": "修改", "add": "新增", "remove": "删除", "move": "移动"}
_NOT_OPEN = "不在您可以修改的范围"


@dataclass(frozen=True)
class Offer:
    """A returned file held against the text as it stands: its changes, and what moved online since it went out."""

    file: ImportedFile
    plan: Plan
    changes: list[Change]
    moved: list[Change]
    read_only: str
    is_base_known: bool

    @cached_property
    def by_token(self) -> dict[str, Change]:
        """Those that may be accepted."""
        return {change.token: change for change in self.changes if not change.trouble and not self.read_only}

    def is_chosen_at_first(self, change: Change) -> bool:
        """What collides is decided by hand; so is a row that goes, where the file could not be read as a whole."""
        is_doubtful = change.do == "remove" and bool(self.file.problems)
        return self.is_base_known and not change.is_collision and not is_doubtful and change.token in self.by_token


def offer_of(file: ImportedFile, user: User) -> Offer:
    """The file and the text as it stands now, which is fetched here."""
    if file.answers_id is None:
        raise Plan.DoesNotExist
    plan = Plan.objects.with_text().get(pk=file.answers_id)
    current, returned = plan.to_text(), from_json(file.text)
    base = base_of(plan, file.base_sha256, current)
    scope = writing_scope(user, plan)
    deadline = deadline_of(plan)
    read_only = why_read_only(plan, deadline) or ("" if scope else why_not_yours(plan))
    changes = changes_between(base or current, returned, current, unread=file.unread)
    return Offer(
        file=file,
        plan=plan,
        changes=[_judged(change, plan, scope) for change in changes],
        moved=changes_between(base, current, base) if base else [],
        read_only=read_only,
        is_base_known=base is not None,
    )


def _judged(change: Change, plan: Plan, scope: Scope) -> Change:
    """The change with the reason why it may not be accepted, where there is one."""
    if change.trouble:
        return change
    trouble = "" if _is_open(change, plan, scope) else _NOT_OPEN
    longest = max((len(words) for words in (change.new, *_cells_of(change))), default=0)
    if longest > LONGEST_CELL:
        trouble = f"内容有 {longest} 字，一格最多 {LONGEST_CELL} 字"
    if change.cell == "numbering" and change.new not in ("", *NUMBERINGS):
        trouble = f"应为 {' 或 '.join(NUMBERINGS)}"
    return replace(change, trouble=trouble)


def _cells_of(change: Change) -> Iterator[str]:
    for row in change.rows:
        yield from row.cells.values()


def _is_open(change: Change, plan: Plan, scope: Scope) -> bool:
    if change.part in SECTIONS:
        return scope.opens(section_of(change.kind, change.cell))
    if change.kind == "project" and change.do != "cell" and scope.is_partial:
        return False
    if change.cell in UNIT_CELLS and not (scope.is_whole and not scope.is_partial):
        return False
    unit = next((row.unit_id for row in plan.projects.all() if str(row.pk) == change.part), None)
    is_new = change.kind == "project" and change.do == "add"
    return bool(scope) if is_new else scope.covers_project(change.part, unit)


@dataclass(frozen=True, slots=True)
class OfferedChange:
    """A change as the page shows it."""

    change: Change
    do: str
    old: SafeString
    new: SafeString
    advice: str
    is_chosen: bool

    @property
    def tone(self) -> str:
        """What the filter calls it."""
        if self.change.trouble:
            return "closed"
        return "collision" if self.change.is_collision else self.change.do


@dataclass(frozen=True, slots=True)
class OfferGroup:
    """The changes of a section of part one or of a project."""

    key: str
    title: str
    rows: list[OfferedChange]


def groups_of(offer: Offer, chosen: frozenset[str] | None = None) -> list[OfferGroup]:
    """The changes part by part, as they stand in the text; `chosen` are the tokens that were ticked before."""
    until = time.time() + PATIENCE
    titles = _titles(offer)
    found = []
    for part, changes in groupby(_in_order(offer.changes, titles), key=lambda change: change.part):
        rows = [_shown(offer, change, chosen, until) for change in changes]
        found.append(OfferGroup(part, titles.get(part, "新增的项目"), rows))
    return found


def _in_order(changes: list[Change], titles: dict[str, str]) -> list[Change]:
    order = {part: n for n, part in enumerate(titles)}
    return sorted(changes, key=lambda change: order.get(change.part, len(order)))


def _titles(offer: Offer) -> dict[str, str]:
    texts: list[Text] = [from_json(offer.file.text), offer.plan.to_text()]
    projects = {str(row.id): row.name or row.code or "未命名项目" for text in reversed(texts) for row in text.projects}
    return SECTIONS | projects


def _shown(offer: Offer, change: Change, chosen: frozenset[str] | None, until: float) -> OfferedChange:
    runs = differences(change.old, change.new, until=until)
    is_chosen = offer.is_chosen_at_first(change) if chosen is None else change.token in chosen
    return OfferedChange(
        change=change,
        do=_DO[change.do],
        old=marked_old(runs),
        new=marked_new(runs),
        advice=message_for(change.kind, change.cell, change.new) if change.do == "cell" else "",
        is_chosen=is_chosen,
    )
