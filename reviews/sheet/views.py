"""审核表: filled in by whoever reviews, read by the bureau; the department reads it once a decision was taken on it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from audit.notes import note_for_log
from departments.account_request import AccountRequest
from departments.models import Plan
from departments.posts import may_review, works_in
from reviews.models import Grade, ReviewSheet
from reviews.sheet.filling import SheetRefusedError, fill_sheet, grading_role, sheet_of, sheets_of
from reviews.sheet.forms import SheetFormFields, filled_from
from reviews.sheet.hints import hints
from reviews.sheet.questions import OUTCOMES, full_points
from reviews.workflow import steps_for


@require_http_methods(["GET", "HEAD", "POST"])
def review_sheet(request: AccountRequest, pk: UUID) -> HttpResponse:
    """The form for whose turn it is; for other readers the forms that they may read."""
    plans = Plan.objects.visible_to(request.user).select_related("cycle__tree", "cycle__region", "department")
    plan = get_object_or_404(plans, pk=pk)
    note_for_log(request, about=plan)
    role = grading_role(request.user, plan)
    if request.method == "POST":
        if not may_review(request.user, plan):
            raise PermissionDenied
        return _save(request, plan)
    if role:
        sheet = sheet_of(plan, role)
        return _page(request, plan, SheetFormFields(initial=filled_from(sheet)), sheet)
    sheets = [sheet for sheet in sheets_of(plan) if sheet.is_final or not works_in(request.user, plan.department_id)]
    if not sheets:
        raise Http404
    context = {"plan": plan, "sheets": [_shown(sheet) for sheet in sheets]}
    return render(request, "reviews/sheet_read.html", context)


def _save(request: AccountRequest, plan: Plan) -> HttpResponse:
    form = SheetFormFields(request.POST)
    if form.is_valid():
        try:
            fill_sheet(plan, form.cleaned_data, by=request.user)
        except SheetRefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "审核表已保存。")
            return redirect("review_sheet", plan.pk)
    role = grading_role(request.user, plan)
    sheet = sheet_of(plan, role) if role else None
    if sheet and form.non_field_errors():
        form.data = dict(form.data.items()) | {"version": str(sheet.version)}
    return _page(request, plan, form, sheet, status=409 if form.non_field_errors() else 422)


def _page(
    request: AccountRequest, plan: Plan, form: SheetFormFields, sheet: ReviewSheet | None, status: int = 200
) -> HttpResponse:
    outcome = OUTCOMES[Grade(sheet.overall)] if sheet and sheet.overall else None
    advised = [step for step in steps_for(request.user, plan) if outcome and step.name in outcome.steps]
    others = [_shown(other) for other in sheets_of(plan) if sheet is None or other.pk != sheet.pk]
    context = {"plan": plan, "form": form, "sheet": sheet, "outcome": outcome, "advised": advised, "others": others}
    known = hints(plan, Plan.objects.with_text().get(pk=plan.pk).to_text())
    context["rows"] = [(row, known[row.question.name]) for row in form.rows()]
    context["total"] = sum(answer.points or 0 for answer in sheet.answers.all()) if sheet else 0
    return render(request, "reviews/sheet.html", context, status=status)


def _shown(sheet: ReviewSheet) -> dict[str, Any]:
    """A sheet that is only read: its questions with grades, points and notes."""
    full = full_points(sheet.form)
    answers = {answer.question: answer for answer in sheet.answers.all()}
    rows = [(row, answers.get(row.question.name)) for row in SheetFormFields(initial=filled_from(sheet)).rows()]
    points = sum(answer.points or 0 for answer in answers.values())
    issued = sheet.snapshot.steps.filter(role=sheet.role, opinion__isnull=False).last() if sheet.is_final else None
    return {"sheet": sheet, "rows": rows, "full": full, "points": points, "issued": issued}
