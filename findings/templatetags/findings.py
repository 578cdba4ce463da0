"""What pages of findings say of a rule, a place and the words that were said."""

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from departments.models import Plan
from findings.cases import FindingCase
from findings.results.listing import ListedFinding, workbench_address
from texts.checks import RULES

register = template.Library()


@register.simple_tag
def rule_name(slug: str) -> SafeString | str:
    """The title of a rule, with a link to what it asks and why."""
    title = RULES[slug].title
    try:
        return format_html('<a href="{}">{}</a>', reverse("rule_detail", args=[slug]), title)
    except NoReverseMatch:
        return title


@register.simple_tag
def place_url(plan: Plan, one: FindingCase) -> str:
    """Where in the workbench a finding is mended."""
    return workbench_address(one.finding.place, one.spot.part, plan.pk)


@register.simple_tag
def said_to(said: dict[str, str], one: ListedFinding) -> str:
    """The words for a warning's box: what was said to it, or to the same place before its value changed."""
    return said.get(one.finding.key, "")
