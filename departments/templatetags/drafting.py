"""Who goes on writing a text, asked by lists of texts without a query a row."""

from django import template

from departments.models import Plan, User
from departments.models.states import WRITABLE_STATES
from departments.scopes import drafting_scope

register = template.Library()


@register.filter
def drafts(user: User, plan: Plan) -> bool:
    """Whether the account writes in this text, all of it or some projects, and the text may still be written."""
    return plan.state in WRITABLE_STATES and bool(drafting_scope(user, plan.department_id))
