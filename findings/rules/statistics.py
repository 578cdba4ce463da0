"""How rules fare: how often each was raised with the bureau, explained by departments, waived or dismissed."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from departments.models import Cycle, User
from findings.models import Explanation, RaisedFinding, Waiver

FEWEST_RAISED = 10  # below, a share says nothing
MUCH_DISMISSED = 30  # per cent


@dataclass(frozen=True, slots=True)
class Fare:
    """Findings of one rule in the versions that were sent: each counted once a text."""

    raised: int = 0
    explained: int = 0
    dismissed: int = 0

    @property
    def share(self) -> int | None:
        """Per cent of the raised ones that the bureau waived or dismissed; None where none was raised."""
        return round(100 * self.dismissed / self.raised) if self.raised else None

    @property
    def is_doubtful(self) -> bool:
        """Whether the rule is worth another look."""
        return self.raised >= FEWEST_RAISED and (self.share or 0) >= MUCH_DISMISSED


NONE = Fare()


def fares_of(user: User, cycle: Cycle) -> dict[str, Fare]:
    """rule -> how it fared in the texts of a cycle that this reader of the bureau reaches: one query.

    Drafts count for nothing here: what a department explains before it sends is its own.
    """
    same = {"plan": OuterRef("plan"), "key": OuterRef("key")}
    raised = RaisedFinding.objects.filter(user.reviewed("plan__"), plan__cycle=cycle).order_by()
    counted = raised.values("rule").annotate(
        raised=Count("pk"),
        explained=Count("pk", filter=Q(Exists(Explanation.objects.filter(**same)))),
        dismissed=Count("pk", filter=Q(Exists(Waiver.objects.filter(**same, ended_at=None)))),
    )
    return {row["rule"]: Fare(row["raised"], row["explained"], row["dismissed"]) for row in counted}
