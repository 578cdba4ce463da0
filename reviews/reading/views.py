"""阅读: the text as it looks, with what is said about it beside it; and the note that one has read it."""

import re
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST, require_safe

from departments.account_request import AccountRequest
from departments.models import Plan, User
from departments.models.states import MEANINGS, State
from departments.posts import works_in
from projects.reading_outline import outline
from projects.visible_text import seen_text
from reviews.reading.fragments import keep_fragments
from reviews.reading.read_marks import mark_read
from reviews.reading.since_read import Changes, changes_for
from reviews.threads.panel import ThreadPanel, margin_of
from reviews.versions.returns import last_return, sent_version
from texts.amounts import parse_amount
from texts.interchange import sha256
from texts.model import Text
from texts.writers.html.reading_view import render_html

_PLACE = re.compile(r'data-place="([^"]+)"')


@require_safe
def plan_detail(request: AccountRequest, pk: UUID) -> HttpResponse:
    plan, text = seen_text(request, pk)
    changes = changes_for(request.user, plan, text)
    side = side_of(request.user, plan, text)
    context = {
        "text": text,
        "budget": sum((parse_amount(project.budget) or Decimal(0) for project in text.projects), Decimal(0)),
        "outline": outline(text),
        "official": _marked(render_html(text, keep_fragments), changes, side["margin"]),
        "changes": changes,
        **_standing(plan, text, changes, side["margin"]),
    }
    return render(request, "reading/plan.html", side | context)


def side_of(user: User, plan: Plan, text: Text) -> dict[str, Any]:
    """What the column of threads shows, in the page and as a fragment."""
    return {"plan": plan, "margin": margin_of(user, plan, text)}


def _standing(plan: Plan, text: Text, changes: Changes, margin: ThreadPanel) -> dict[str, Any]:
    """Which version this is for the reader, and what they are asked to do with it."""
    if margin.reader.is_of_department:
        is_writing = MEANINGS[State(plan.state)].is_writable
        return {"returned": last_return(plan) if is_writing and margin.work else None}
    sent = None if margin.reader.sees_work else sent_version(plan)
    is_read = changes.reading is not None and changes.reading.snapshot.sha256 == sha256(text)
    return {"sent": sent, "is_read": is_read}


def _marked(official: str, changes: Changes, margin: ThreadPanel) -> SafeString:
    """The document with a mark on every changed place and on every one that is spoken of."""
    if not changes.places and not margin.notes:
        return mark_safe(official)  # noqa: S308 our own
    marks = dict.fromkeys(changes.places, " data-changed")
    for note in margin.notes:
        place = note.thread.place
        marks[place] = f"{marks.get(place, '').removesuffix(' data-noted')} data-noted"
    return mark_safe(_PLACE.sub(lambda found: found[0] + marks.get(found[1], ""), official))  # noqa: S308 our own marks


@require_POST
def plan_read(request: AccountRequest, pk: UUID) -> HttpResponse:
    """标为已阅: changes are counted from here for this reader of the bureau."""
    plan, _ = seen_text(request, pk)
    if works_in(request.user, plan.department_id):
        raise PermissionDenied
    mark_read(request.user, plan)
    messages.success(request, f"已标为已阅。{plan}下次有改动时，以黄底标出。")
    return redirect("plan_detail", plan.pk)
