"""A text as a reader may see it: the department its own as it stands, the bureau what was sent to it."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from audit.notes import note_for_log
from departments.account_request import AccountRequest
from departments.models import Plan, User
from departments.models.states import MEANINGS, State
from departments.posts import works_in
from projects.models import Snapshot
from texts.model import Text


def last_sent(plan: Plan) -> Snapshot | None:
    """The version that the bureau has."""
    return plan.snapshots.filter(is_sent=True).order_by("-number").first()


def text_for(user: User, plan: Plan) -> Text | None:
    """The text as this reader may see it: the department its own as it stands, the bureau, while the department is
    writing, what was sent to it last (None where nothing was). Fetch the plan with `with_text()`."""
    if MEANINGS[State(plan.state)].is_in_review or works_in(user, plan.department_id):
        return plan.to_text()
    sent = last_sent(plan)
    return sent.to_text() if sent else None


def seen_text(request: AccountRequest, pk: UUID) -> tuple[Plan, Text]:
    """The text of an address as this reader may see it; 404 where there is none for them."""
    plans = (
        Plan.objects.visible_to(request.user).with_text().select_related("cycle__tree", "cycle__region", "department")
    )
    plan = get_object_or_404(plans, pk=pk)
    note_for_log(request, about=plan)
    text = text_for(request.user, plan)
    if text is None:
        raise Http404
    return plan, text
