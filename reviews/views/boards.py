"""进度 of a cycle for the bureau: charts that print, each with its figures as a table."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from departments.models import Cycle, Role, User
from reviews.boards.board import board_of
from reviews.summaries.rows import SUMMARIES

READERS = frozenset({Role.FIRST_REVIEWER, Role.FINAL_REVIEWER, Role.BUDGET_MANAGER})
LONGEST_NUMBER = 10  # digits


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The newest cycle of the reader's region, or the one that was chosen."""
    if not request.user.roles & READERS:
        raise PermissionDenied
    cycles = cycles_of(request.user)
    cycle = chosen_of(request, cycles)
    context = {"cycles": cycles, "cycle": cycle, "board": board_of(cycle) if cycle else None}
    context["summaries"] = SUMMARIES.values()
    return render(request, "reviews/board.html", context)


def chosen_of(request: HttpRequest, cycles: QuerySet[Cycle]) -> Cycle | None:
    """The one that ?cycle= names (404 where it is not among them), else the first. A longer number than a database
    counts names none."""
    chosen = request.GET.get("cycle", "")
    if not chosen.isdecimal():
        return cycles.first()
    return get_object_or_404(cycles, pk=int(chosen) if len(chosen) < LONGEST_NUMBER else 0)


def cycles_of(user: User):
    """The cycles of the regions where the account reads the board, newest first."""
    regions = [post.region_id for post in user.posts if post.role in READERS]
    return Cycle.objects.filter(region__in=regions).select_related("region").order_by("-fiscal_year", "pk")
