"""Findings for somebody who looks: of one project after each save, of the whole text when there is time."""

from uuid import UUID

from django.core.cache import cache
from django.shortcuts import get_object_or_404

from departments.models import Plan, User
from departments.posts import works_in
from findings.cases import FindingCase, cases_of
from findings.last_year import own_last_year, sent_last_year
from findings.settings import settings_of
from projects.models import Project
from texts.checks import Finding, Settings, check, check_project
from texts.interchange import fingerprint
from texts.model import Text

KEPT_FOR = 24 * 3600  # seconds; the same words with the same settings are never found otherwise


def project_at(plan: Plan, pk: UUID) -> tuple[Project, int]:
    """A project with its rows, and its place in the text (from 1); 404 where it is not there. Five queries."""
    order = list(plan.projects.order_by("position", "pk").values_list("pk", flat=True))
    project = get_object_or_404(plan.projects.prefetch_related("milestones", "goals", "indicators"), pk=pk)
    return project, order.index(project.pk) + 1


def in_project(plan: Plan, project: Project, number: int) -> list[FindingCase]:
    """What the rules on a project and its rows find: a few milliseconds and three queries, whatever the text."""
    value = project.to_value(plan.cycle.optional_columns)
    found = check_project(
        value,
        settings=settings_of(plan.cycle),
        fiscal_year=plan.fiscal_year,
        department=plan.department_name,
        number=number,
    )
    return cases_of(plan, Text(id=plan.pk, projects=(value,)), found)


def in_text(plan: Plan, text: Text, reader: User) -> list[FindingCase]:
    """What every rule finds in the whole text, beside last year's as this side has it; kept by what they say."""
    is_own = works_in(reader, plan.department_id)
    last_year = own_last_year(plan) if is_own else sent_last_year(plan)
    return cases_of(plan, text, found_in(text, settings_of(plan.cycle), last_year))


def found_in(text: Text, settings: Settings, last_year: Text | None) -> list[Finding]:
    """What the rules find; kept by content (identities included, for places name them) and by the settings' version."""
    key = f"found:{fingerprint(text)}:{settings.version}:{fingerprint(last_year) if last_year else ''}"
    kept: list[Finding] | None = cache.get(key)
    if kept is None:
        kept = check(text, settings=settings, last_year=last_year)
        cache.set(key, kept, KEPT_FOR)
    return kept


def keys_in_project(plan: Plan, text: Text, pk: str) -> list[str]:
    """The keys of what `in_project` finds in a project of this text; none where it is not there."""
    at = next((n for n, project in enumerate(text.projects, 1) if str(project.id) == pk), None)
    if at is None:
        return []
    found = check_project(
        text.projects[at - 1],
        settings=settings_of(plan.cycle),
        fiscal_year=plan.fiscal_year,
        department=plan.department_name,
        number=at,
    )
    return [one.key for one in found]
