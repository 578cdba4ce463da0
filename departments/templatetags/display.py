"""How values look on a page: amounts, moments, states, icons; the same thing looks the same everywhere."""

from datetime import datetime
from decimal import Decimal
from functools import cache

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from departments.models.states import MEANINGS, State

register = template.Library()


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A picture beside a word, never instead of one: screen readers pass it over."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("img/icons.svg"), name
    )


@register.simple_tag
@cache
def state(value: str) -> SafeString:
    """A state as icon, colour and word."""
    meaning = MEANINGS[State(value)]
    return format_html('<span class="tag tag-{}">{}{}</span>', meaning.tone, icon(meaning.tab), State(value).label)


@register.filter
def amount(value: Decimal | None) -> str:
    """An amount in 万元 with two decimals at least, as in print: 1,322.00."""
    if value is None:
        return ""
    value = value.normalize()
    return f"{value:,.{max(2, -int(value.as_tuple().exponent))}f}"


@register.filter
def moment(value: datetime | None) -> str:
    """A point in time as 11月21日 14:03, with its year when that is not this one."""
    if value is None:
        return ""
    there = timezone.localtime(value)
    year = "" if there.year == timezone.localtime().year else f"{there.year}年"
    return f"{year}{there.month}月{there.day}日 {there:%H:%M}"


@register.filter
def size(count: int) -> str:
    """A number of bytes as people say it: 48 KB, 3.1 MB."""
    if count >= 1024 * 1024:
        return f"{count / 1024 / 1024:.1f} MB".replace(".0 ", " ")
    return f"{max(1, round(count / 1024))} KB"


@register.filter
def days_since(value: datetime) -> int:
    """Whole days in Beijing time since a moment: 0 today."""
    return (timezone.localdate() - timezone.localdate(value)).days
