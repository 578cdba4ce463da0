"""Which two versions of a text are compared."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache
from django.db.models import QuerySet

from departments.models import Plan, State, User
from departments.posts import works_in
from projects.models import Snapshot
from projects.visible_text import text_for
from reviews.models import ReadMark
from texts.compare import Comparison, compare
from texts.interchange import fingerprint
from texts.model import Text

NOW, LAST_YEAR = "now", "year"
KEPT_FOR = 24 * 3600  # seconds; a pair of texts never compares otherwise


@dataclass(frozen=True, slots=True)
class ComparedVersion:
    """A side of a comparison: its name in the address, what people call it, the text, and which rows are 涉密."""

    key: str
    name: str
    text: Text
    classified: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferedComparison:
    """A comparison that is offered: the old side's name in the address, in words."""

    key: str
    label: str


def visible_versions(plan: Plan, user: User) -> QuerySet[Snapshot]:
    """The versions that the reader may see, newest first, with the steps that kept them; two queries."""
    seen = Snapshot.objects.visible_to(user).filter(plan=plan).defer("text").order_by("-number")
    return seen.select_related("made_by").prefetch_related("steps")


def offered_comparisons(plan: Plan, user: User) -> list[OfferedComparison]:
    """What the text as it stands is usually compared with: last read, last round, last approved, last year."""
    found = list(_offered(plan, user))
    return [choice for n, choice in enumerate(found) if choice.key not in {other.key for other in found[:n]}]


def _offered(plan: Plan, user: User) -> Iterator[OfferedComparison]:
    seen = Snapshot.objects.visible_to(user).filter(plan=plan)
    if not works_in(user, plan.department_id):
        read = ReadMark.objects.filter(plan=plan, user=user).select_related("snapshot").first()
        if read:
            yield OfferedComparison(str(read.snapshot_id), f"上次阅读（{read.snapshot}）")
    rounds = seen.filter(is_sent=True, steps__step="submit").order_by("-number").distinct()
    is_current = rounds and plan.state not in (State.DRAFTING, State.RETURNED, State.REOPENED)
    if before := next(iter(rounds[1:2] if is_current else rounds[:1]), None):
        yield OfferedComparison(str(before.pk), f"上一轮（{before}）")
    if approved := seen.filter(steps__target=State.APPROVED).order_by("-number").first():
        yield OfferedComparison(str(approved.pk), f"最近通过（{approved}）")
    if last_year_of(plan, user):
        yield OfferedComparison(LAST_YEAR, "上年文本")


def last_year_of(plan: Plan, user: User) -> Plan | None:
    """The same department's text of the year before, as far as the reader sees it."""
    texts = Plan.objects.visible_to(user).filter(department=plan.department_id)
    return texts.filter(cycle__fiscal_year=plan.cycle.fiscal_year - 1).first()


def version_of(plan: Plan, user: User, key: str) -> ComparedVersion | None:
    """The version of a name in the address; None where there is none for this reader."""
    if key == NOW:
        text = text_for(user, plan)
        return ComparedVersion(NOW, "现在的文本", text) if text else None
    if key == LAST_YEAR:
        return _last_year(plan, user)
    snapshot = _snapshot(plan, user, key)
    if snapshot is None:
        return None
    return ComparedVersion(key, str(snapshot), snapshot.to_text(), tuple(snapshot.classified or ()))


def _last_year(plan: Plan, user: User) -> ComparedVersion | None:
    before = last_year_of(plan, user)
    if before is None:
        return None
    text = text_for(user, Plan.objects.with_text().get(pk=before.pk))
    return ComparedVersion(LAST_YEAR, f"{before.cycle.fiscal_year}年文本", text) if text else None


def _snapshot(plan: Plan, user: User, key: str) -> Snapshot | None:
    try:
        return Snapshot.objects.visible_to(user).filter(plan=plan, pk=UUID(key)).first()
    except ValueError:
        return None


def kept_comparison(old: Text, new: Text) -> Comparison:
    """The comparison of two texts, kept by what they say and which rows say it."""
    key = f"compared:{fingerprint(old)}:{fingerprint(new)}"
    kept: Comparison | None = cache.get_or_set(key, lambda: compare(old, new), KEPT_FOR)
    return kept or compare(old, new)
