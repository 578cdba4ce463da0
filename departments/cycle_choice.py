"""Which cycle a page shows: the one that its address names, among those that the reader may choose from."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from departments.models import Cycle

LONGEST_NUMBER = 10  # digits


def chosen_of(request: HttpRequest, cycles: QuerySet[Cycle]) -> Cycle | None:
    """The one that ?cycle= names (404 where it is not among them), else the first. A longer number than a database
    counts names none."""
    chosen = request.GET.get("cycle", "")
    if not chosen.isdecimal():
        return cycles.first()
    return get_object_or_404(cycles, pk=int(chosen) if len(chosen) < LONGEST_NUMBER else 0)
