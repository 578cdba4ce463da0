"""Projects and rows that come and go by hand: new ones, copies from other texts, and the bin with the way back."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from audit.notes import refuse
from departments.account_request import AccountRequest
from departments.models import Plan
from projects.copying.bin import removed_rows_of
from projects.copying.copies import copy_project, copy_rows, last_years, sources
from projects.drafting.views import own_plan
from projects.models import Project
from projects.saving.changes import BadSaveError, RowChange, Save
from projects.saving.save import NotWritableError, save


@require_POST
def project_add(request: AccountRequest, pk: UUID) -> HttpResponse:
    """The page made the identity: pressed twice, the button adds one project."""
    plan = own_plan(request, pk)
    new = _uuid(request.POST.get("id", ""))
    last = plan.projects.order_by("position", "pk").values_list("pk", flat=True).last()
    try:
        save(plan, Save((RowChange("add", "project", new, None, last),), (), 0), by=request.user)
    except (NotWritableError, BadSaveError) as error:
        refuse(request, str(error))
        return redirect("plan_edit", plan.pk)
    return redirect("project_edit", plan.pk, new)


def _uuid(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise PermissionDenied from None


@require_http_methods(["GET", "HEAD", "POST"])
def project_copy(request: AccountRequest, pk: UUID) -> HttpResponse:
    """A project of any text of the department, copied into this one."""
    plan = own_plan(request, pk)
    found = sources(plan, request.user)
    if request.method != "POST":
        return render(request, "drafting/project_copy.html", {"plan": plan, "years": _by_text(found)})
    source = get_object_or_404(found, pk=_uuid(request.POST.get("project", "")))
    try:
        new = copy_project(plan, source, by=request.user)
    except NotWritableError as error:
        refuse(request, str(error))
        return redirect("plan_edit", plan.pk)
    messages.success(request, f"已复制“{source}”，请核对标出的各处。")
    return redirect("project_edit", plan.pk, new)


def _by_text(found: QuerySet[Project]) -> list[tuple[Plan, list[Project]]]:
    texts: dict[Plan, list[Project]] = {}
    for project in found.only("name", "code", "budget", "plan__cycle__name", "plan__state"):
        texts.setdefault(project.plan, []).append(project)
    return list(texts.items())


@require_http_methods(["GET", "HEAD", "POST"])
def rows_copy(request: AccountRequest, pk: UUID, project_pk: UUID) -> HttpResponse:
    """Goals and indicators of another project, chosen one by one; last year's project of the same name first."""
    plan = own_plan(request, pk)
    project = get_object_or_404(plan.projects.prefetch_related("goals", "indicators"), pk=project_pk)
    found = sources(plan, request.user).exclude(pk=project.pk)
    chosen = request.POST.get("from") or request.GET.get("from")
    source = get_object_or_404(found, pk=_uuid(chosen)) if chosen else last_years(plan, project, request.user)
    if request.method != "POST" or source is None:
        context = {"plan": plan, "project": project, "source": source, "sources": found}
        return render(request, "drafting/rows_copy.html", context)
    try:
        count = copy_rows(plan, project, source, request.POST.getlist("row"), by=request.user)
    except NotWritableError as error:
        refuse(request, str(error))
    else:
        messages.success(request, f"已带入 {count} 行，请核对年份和指标值。" if count else "没有选择任何一行。")
    return redirect("project_edit", plan.pk, project.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def removed_rows(request: AccountRequest, pk: UUID) -> HttpResponse:
    """What was taken out of this text, by whom and when; POST puts one back."""
    plan = own_plan(request, pk)
    if request.method == "POST":
        _restore(request, plan)
        return redirect("removed_rows", plan.pk)
    return render(request, "drafting/removed_rows.html", {"plan": plan, "rows": removed_rows_of(plan, request.user)})


def _restore(request: AccountRequest, plan: Plan) -> None:
    kind, _, row = request.POST.get("row", "").partition(":")
    removed = get_object_or_404(plan.removed_rows, kind=kind, pk=_uuid(row))
    try:
        saved = save(plan, Save((RowChange("restore", kind, removed.pk),), (), 0), by=request.user)
    except NotWritableError as error:
        refuse(request, str(error))
        return
    if saved.rows[0].state == "gone":
        refuse(request, "它所在的项目已删除，请先恢复那个项目。")
    else:
        messages.success(request, "已恢复到原来的位置。")
