"""What the public reads, by address: codes of region and department, the year, the number of an edition.

The only door of the public pages: an edition that is here may be read by anybody.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.http import Http404

from departments.models import Department, Region
from publications.models import Publication, PublicIndicator, PublicProject, TakenDown


def edition_of(region: str, year: int, department: str, number: int | None = None) -> Publication:
    """The newest edition of an address, or one by its number, taken down or not. Raises Http404."""
    found = (
        Publication.objects.addressed()
        .prefetch_related("files")
        .filter(plan__department__region__code=region, plan__cycle__fiscal_year=year, plan__department__code=department)
    )
    found = found.filter(number=number) if number else found
    publication: Publication | None = found.order_by("-number").first()
    if publication is None:
        raise Http404
    return publication


def current(region: str = "", year: int | None = None) -> QuerySet[Publication]:
    """The editions in force, of a region and year where they are given, without their content."""
    found = Publication.objects.current().addressed().defer("text", "omitted", "plan__overall_goal")
    if region:
        found = found.filter(plan__department__region__code=region)
    if year:
        found = found.filter(plan__cycle__fiscal_year=year)
    return found.order_by("plan__department__region__code", "-plan__cycle__fiscal_year", "plan__department__code")


def region_of(code: str) -> Region:
    """A region that has published something. Raises Http404."""
    region = Region.objects.filter(code=code, departments__plans__publications__isnull=False).distinct().first()
    if region is None:
        raise Http404
    return region


def years_of(region: Region) -> list[tuple[int, int]]:
    """(year, texts in force), newest first."""
    found = Publication.objects.current().filter(plan__department__region=region).order_by()
    counted = found.values("plan__cycle__fiscal_year").annotate(texts=Count("pk"))
    return sorted(((row["plan__cycle__fiscal_year"], row["texts"]) for row in counted), reverse=True)


def years_of_department(department: Department) -> list[int]:
    """The years of which a text is in force, newest first."""
    found = Publication.objects.current().filter(plan__department=department).order_by()
    return sorted(found.values_list("plan__cycle__fiscal_year", flat=True), reverse=True)


@dataclass(frozen=True, slots=True)
class PublicSummary:
    """One published text in figures; the budget in 万元, what cannot be read as a number not counted."""

    publication: Publication
    projects: int = 0
    budget: Decimal = Decimal(0)
    indicators: int = 0
    measurable: int = 0

    @property
    def share(self) -> int:
        """Measurable indicators in per cent, a whole number."""
        return round(100 * self.measurable / self.indicators) if self.indicators else 0


def summaries(publications: list[Publication]) -> list[PublicSummary]:
    """The figures of each; two queries."""
    ids = [publication.pk for publication in publications]
    projects = PublicProject.objects.filter(publication__in=ids).order_by().values("publication")
    budgets = {row["publication"]: row for row in projects.annotate(count=Count("pk"), budget=Sum("budget"))}
    indicators = PublicIndicator.objects.filter(project__publication__in=ids).order_by()
    counted: Any = indicators.values("project__publication").annotate(
        count=Count("pk"), measurable=Count("pk", filter=Q(is_measurable=True))
    )
    targets = {row["project__publication"]: row for row in counted}
    return [_summary(publication, budgets, targets) for publication in publications]


def _summary(publication: Publication, budgets: dict[Any, Any], targets: dict[Any, Any]) -> PublicSummary:
    budget, target = budgets.get(publication.pk), targets.get(publication.pk)
    return PublicSummary(
        publication,
        budget["count"] if budget else 0,
        (budget["budget"] if budget else None) or Decimal(0),
        target["count"] if target else 0,
        target["measurable"] if target else 0,
    )


def last_change() -> datetime | None:
    """When anything public changed last: an edition, or one that was taken down; two small queries."""
    moments = (
        Publication.objects.aggregate(at=Max("published_at"))["at"],
        TakenDown.objects.aggregate(at=Max("taken_at"))["at"],
    )
    return max((moment for moment in moments if moment), default=None)
