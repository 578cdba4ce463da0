"""What the pages of reading show in more than one place; {% return_notice plan %} is for pages of every app."""

from typing import Any
from uuid import UUID, uuid4

from django import template

from departments.models import Plan, Role
from departments.models.states import MEANINGS, State
from reviews.threads.worklist import work_items
from reviews.versions.returns import last_return

register = template.Library()


@register.filter
def role_word(value: str) -> str:
    """A stored role as people call it."""
    return Role(value).label


@register.simple_tag
def fresh_id() -> UUID:
    """An identity for what a form will store: however often it is sent, it is stored once."""
    return uuid4()


@register.inclusion_tag("reading/return_notice.html")
def return_notice(plan: Plan) -> dict[str, Any]:
    """For the authors of a returned text: who returned it, why, and how much of the list is done.

    No query for a text that never took a step, one where nothing is to be done, else those of the list.
    """
    is_written = plan.moved_at is not None and MEANINGS[State(plan.state)].is_writable
    is_work = is_written and plan.threads.blocking().filter(sent_at__isnull=False).exists()
    if not is_work:
        return {"returned": None}
    text = Plan.objects.with_text().get(pk=plan.pk).to_text()
    items = work_items(plan, text)
    done = sum(not item.is_open for item in items)
    return {"plan": plan, "returned": last_return(plan), "total": len(items), "done": done}
