"""进度 of a cycle for the bureau: charts that print, each with its figures as a table."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from departments.account_request import AccountRequest
from departments.cycle_choice import chosen_of
from departments.models import Cycle, User
from departments.models.accounts import BOARD_READERS
from reviews.boards.board import board_of
from reviews.summaries.rows import SUMMARIES


@require_safe
def board(request: AccountRequest) -> HttpResponse:
    """The newest cycle of the reader's region, or the one that was chosen."""
    if not request.user.roles & BOARD_READERS:
        raise PermissionDenied
    cycles = board_cycles(request.user)
    cycle = chosen_of(request, cycles)
    board = board_of(cycle) if cycle else None
    context = {"cycles": cycles, "cycle": cycle, "board": board, "summaries": SUMMARIES.values()}
    return render(request, "reviews/board.html", context)


def board_cycles(user: User) -> QuerySet[Cycle]:
    """The cycles of the regions where the account reads the board, newest first."""
    regions = [post.region_id for post in user.posts if post.role in BOARD_READERS]
    return Cycle.objects.filter(region__in=regions).select_related("region").order_by("-fiscal_year", "pk")
