"""Who may open the drafting page of a text, asked by lists of texts without a query a row."""

from django import template

from departments.models import Plan, User
from departments.scopes import drafting_scope

register = template.Library()


@register.filter
def drafts(user: User, plan: Plan) -> bool:
    """Whether the account writes in this text, all of it or some projects."""
    return bool(drafting_scope(user, plan.department_id))
