"""退回清单: the department works a return off; the bureau checks it item by item once the text was sent again."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from departments.account_request import AccountRequest
from departments.models import Plan
from projects.visible_text import seen_text
from reviews.threads.treatments import work_list
from texts.model import Text


@require_safe
def worklist(request: AccountRequest, pk: UUID) -> HttpResponse:
    plan, text = seen_text(request, pk)
    return render(request, "reading/worklist.html", list_of(request, plan, text))


def list_of(request: AccountRequest, plan: Plan, text: Text) -> dict[str, Any]:
    """What the list shows, in the page and as a fragment; `only` narrows it to what waits."""
    only = request.POST.get("only") or request.GET.get("only", "")
    return {"plan": plan, "list": work_list(request.user, plan, text, only_waiting=only == "waiting")}
