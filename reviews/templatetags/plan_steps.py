"""The buttons of a text's steps, for pages of every app: {% step_bar plan %}."""

from typing import Any

from django import template

from departments.models import Plan
from reviews.sheet.filling import grading_role
from reviews.workflow import steps_for

register = template.Library()


@register.inclusion_tag("reviews/step_bar.html", takes_context=True)
def step_bar(context: template.Context, plan: Plan) -> dict[str, Any]:
    """The steps that the reader of the page can take now: those that lead on, and the side ways."""
    steps = steps_for(context["user"], plan)
    return {
        "plan": plan,
        "csrf_token": context.get("csrf_token"),
        "main": [step for step in steps if not step.is_quiet],
        "quiet": [step for step in steps if step.is_quiet],
        "has_sheet": bool(grading_role(context["user"], plan)),
    }
