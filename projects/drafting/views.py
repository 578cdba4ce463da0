"""编报: the workbench of a text, a project on a page of its own, and the address where every save arrives."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from audit.notes import note_for_log
from departments.account_request import AccountRequest
from departments.models import Plan
from departments.models.plans import PlanQuerySet
from projects.drafting.answer import answer, heartbeat
from projects.drafting.buttons import carry_out
from projects.drafting.pages import Desk, desk_of, project_page, workbench
from projects.drafting.posted import parse_posted
from projects.saving.changes import BadSaveError, CellOutcome, parse_save
from projects.saving.save import NotWritableError, save


def own_plan(request: AccountRequest, pk: UUID, plans: PlanQuerySet | None = None) -> Plan:
    """The text of the address for somebody who drafts in its department: 404 where it is foreign, 403 for readers.

    With all that a page of the workbench shows of it, unless `plans` says what is needed.
    """
    plans = Plan.objects.with_deadline() if plans is None else plans
    return _drafted(request, plans.visible_to(request.user).filter(pk=pk).first())


def _drafted(request: AccountRequest, plan: Plan | None) -> Plan:
    if plan is None:
        raise Http404
    note_for_log(request, about=plan)
    if not request.user.has_perm("projects.draft_project", plan):
        raise PermissionDenied
    return plan


@require_http_methods(["GET", "HEAD", "POST"])
def plan_edit(request: AccountRequest, pk: UUID) -> HttpResponse:
    plan = own_plan(request, pk)
    if request.method == "POST":
        return _posted(request, plan)
    return _page(request, desk_of(plan, request.user), None)


@require_http_methods(["GET", "HEAD", "POST"])
def project_edit(request: AccountRequest, pk: UUID, project_pk: UUID) -> HttpResponse:
    plan = own_plan(request, pk)
    if request.method == "POST":
        return _posted(request, plan, project_pk)
    return _page(request, desk_of(plan, request.user), project_pk)


def _page(request: AccountRequest, desk: Desk, project_pk: UUID | None, **shown: Any) -> HttpResponse:
    mine = shown.pop("mine", {})
    status = 409 if shown else 200
    if project_pk is None:
        return render(request, "drafting/plan.html", workbench(desk, mine) | shown, status=status)
    project = desk.contents.project(project_pk)
    if project is None:
        raise Http404
    return render(request, "drafting/project.html", project_page(desk, project, mine) | shown, status=status)


def _posted(request: AccountRequest, plan: Plan, project_pk: UUID | None = None) -> HttpResponse:
    """A page sent as a plain form: saved like any save, and what its button asked for beside; both or neither."""
    try:
        with transaction.atomic():
            saved = save(plan, parse_posted(plan, request.POST), by=request.user)
            done = carry_out(plan, request.POST, by=request.user)
    except (NotWritableError, BadSaveError) as error:
        plan.refresh_from_db(fields=["version"])  # what was stored is taken back
        typed = {name: value for name, value in request.POST.items() if name.count(":") == 2}
        return _page(request, desk_of(plan, request.user), project_pk, mine=typed, refused=str(error))
    unsaved = [outcome for outcome in (*saved.rows, *saved.cells) if outcome.state in ("conflict", "gone")]
    if unsaved:
        places = {f"{outcome.id}:{outcome.cell}" for outcome in unsaved}
        mine = {name: value for name, value in request.POST.items() if name.partition(":")[2] in places}
        shown = [(outcome, _words(mine, outcome)) for outcome in unsaved]
        return _page(request, desk_of(plan, request.user), project_pk, mine=mine, unsaved=shown)
    messages.success(request, done.sentence or "已保存。")
    there = done.project or project_pk
    if there is None or not plan.projects.filter(pk=there).exists():
        return redirect("plan_edit", plan.pk)
    return redirect("project_edit", plan.pk, there)


def _words(mine: Mapping[str, Any], outcome: CellOutcome) -> str:
    return next((v for name, v in mine.items() if name.endswith(f"{outcome.id}:{outcome.cell}")), "")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_save(request: AccountRequest, pk: UUID) -> JsonResponse:
    """One autosave, or (GET) a heartbeat: who else is here and what they changed."""
    if not request.user.is_authenticated:
        return JsonResponse({"login": True}, status=401)
    plan = _drafted(request, Plan.objects.find(request.user, pk))
    if request.method != "POST":
        return JsonResponse(heartbeat(plan, request.GET, by=request.user, at=timezone.now()))
    try:
        asked = parse_save(json.loads(request.body))
        saved = save(plan, asked, by=request.user)
    except NotWritableError as error:
        return JsonResponse({"error": str(error)}, status=409)
    except (BadSaveError, ValueError, RecursionError) as error:
        return JsonResponse({"error": f"保存请求无法识别：{error}"}, status=400)
    return JsonResponse(answer(asked, saved))
