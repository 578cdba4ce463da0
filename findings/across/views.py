"""跨部门比对: the same project in several texts, copied words, unit costs that stand out."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.notes import note_for_log
from departments.account_request import AccountRequest
from departments.models.accounts import BOARD_READERS
from findings.across.comparison import across_of
from findings.rules.views import business_cycles, chosen_cycle
from texts.checks.across import Across

TABS = {"same": "同名项目", "copied": "相同文字", "outliers": "单位成本"}
ROWS_A_PAGE = {"same": 10, "copied": 20, "outliers": 50}


@require_safe
def across_texts(request: AccountRequest) -> HttpResponse:
    """For the bureau: ?cycle=, ?tab=, ?q= (words of a project's or a department's name), ?page=."""
    if not request.user.roles & BOARD_READERS:
        raise PermissionDenied
    cycle = chosen_cycle(request)
    note_for_log(request, about=cycle)
    compared = across_of(request.user, cycle) if cycle else None
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "same"
    words = request.GET.get("q", "").strip()[:60]
    rows = _narrowed(compared.found, tab, words) if compared else []
    context = {
        "cycles": business_cycles(request.user),
        "cycle": cycle,
        "compared": compared,
        "tab": tab,
        "tabs": [(name, label, len(getattr(compared.found, name)) if compared else 0) for name, label in TABS.items()],
        "q": words,
        "page": Paginator(rows, ROWS_A_PAGE[tab]).get_page(request.GET.get("page")),
    }
    return render(request, "checks/across.html", context)


def _narrowed(found: Across, tab: str, words: str) -> Sequence[Any]:
    rows = getattr(found, tab)
    return [row for row in rows if words in _words(row)] if words else rows


def _words(row: Any) -> str:
    members = row.members if hasattr(row, "members") else [row.member]
    return " ".join(f"{member.name} {member.department}" for member in members)
