"""检查规则: what each rule asks, why, an example of each kind, and how it is set in the reader's cycle."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from departments.account_request import AccountRequest
from departments.cycle_choice import chosen_of
from departments.models import Cycle, User
from departments.models.accounts import BOARD_READERS, DEPARTMENT_ROLES
from findings.rules.statistics import NONE, Fare, fares_of
from findings.settings import settings_of
from findings.tuning.settings_form import SettingLine, shown_values
from texts.checks import DEFAULT, RULES, TOPICS, Rule, Settings
from texts.checks.examples import show
from texts.checks.settings import Options

BUSINESS = frozenset(DEPARTMENT_ROLES) | BOARD_READERS


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule with its settings of the cycle, and how it fared."""

    rule: Rule
    options: Options
    fare: Fare


@require_safe
def rule_list(request: AccountRequest) -> HttpResponse:
    """Every rule below its topic; ?q= narrows by words of its name, title or question."""
    cycle = chosen_cycle(request)
    settings = settings_of(cycle) if cycle else DEFAULT
    fares = _fares(request.user, cycle)
    words = request.GET.get("q", "").strip()[:60]
    lines = [RuleLine(rule, settings.rules[rule.slug], (fares or {}).get(rule.slug, NONE)) for rule in matching(words)]
    context = {
        "cycles": business_cycles(request.user),
        "cycle": cycle,
        "topics": by_topic(lines),
        "has_fares": fares is not None,
        "may_tune": cycle is not None and request.user.has_perm("findings.change_checksettings", cycle),
        "q": words,
    }
    return render(request, "checks/rules.html", context)


@require_safe
def rule_detail(request: AccountRequest, slug: str) -> HttpResponse:
    """One rule."""
    cycle = chosen_cycle(request)
    if slug not in RULES:
        raise Http404
    settings = settings_of(cycle) if cycle else DEFAULT
    rule, fares = RULES[slug], _fares(request.user, cycle)
    context = {
        "cycle": cycle,
        "rule": rule,
        "topic": TOPICS[rule.topic],
        "options": settings.rules[slug],
        "values": list(values_of(settings, slug)),
        "wrong": show(rule.wrong),
        "right": show(rule.right),
        "fare": None if fares is None else fares.get(slug, NONE),
    }
    return render(request, "checks/rule.html", context)


def matching(words: str) -> list[Rule]:
    """The rules in which the words occur, in the order of the topics."""
    return [
        r for r in RULES.values() if all(w in f"{r.slug} {r.title} {r.asks} {TOPICS[r.topic]}" for w in words.split())
    ]


def by_topic(lines: list[RuleLine]) -> list[tuple[str, list[RuleLine]]]:
    """Neighbouring rules of one topic below its name."""
    return [(TOPICS[topic], list(group)) for topic, group in groupby(lines, key=lambda line: line.rule.topic)]


def values_of(settings: Settings, slug: str) -> Iterator[SettingLine]:
    """The rule's own thresholds and words as people read them."""
    return shown_values(settings.rules[slug].values, settings.labels)


def business_cycles(user: User) -> QuerySet[Cycle]:
    """The cycles of the regions where the account works, the newest first."""
    regions = {post.region_id for post in user.posts if post.role in BUSINESS}
    return Cycle.objects.filter(region__in=regions).select_related("region").order_by("-fiscal_year", "pk")


def chosen_cycle(request: AccountRequest) -> Cycle | None:
    """The one that ?cycle= names, else the newest. Business roles only."""
    if not request.user.roles & BUSINESS:
        raise PermissionDenied
    return chosen_of(request, business_cycles(request.user))


def _fares(user: User, cycle: Cycle | None) -> dict[str, Fare] | None:
    """For the bureau only; None for departments."""
    return fares_of(user, cycle) if cycle is not None and user.roles & BOARD_READERS else None
