"""版本: the versions of a text, any two of them compared, a part of an old one brought back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from audit.notes import note_for_log, refuse
from departments.account_request import AccountRequest
from departments.models import Plan
from departments.models.states import MEANINGS, State
from departments.scopes import writing_scope
from projects.saving.save import NotWritableError
from reviews.versions.comparing import (
    NOW,
    ComparedVersion,
    kept_comparison,
    offered_comparisons,
    version_of,
    visible_versions,
)
from reviews.versions.restore import restore
from texts.compare import Comparison
from texts.writers.html.differences import render_comparison


def _seen(request: AccountRequest, pk: UUID) -> Plan:
    plans = Plan.objects.visible_to(request.user).with_text().select_related("cycle__tree", "cycle__region")
    plan = get_object_or_404(plans, pk=pk)
    note_for_log(request, about=plan)
    return plan


@require_safe
def plan_versions(request: AccountRequest, pk: UUID) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("cycle", "department"), pk=pk)
    note_for_log(request, about=plan)
    context = {
        "plan": plan,
        "versions": visible_versions(plan, request.user),
        "offered": offered_comparisons(plan, request.user),
    }
    return render(request, "reviews/versions.html", context)


@require_safe
def plan_compare(request: AccountRequest, pk: UUID) -> HttpResponse:
    """?old=<version>&new=<version or now>&only=1; a version that the reader may not see is 404."""
    plan = _seen(request, pk)
    old, new = _side(request, plan, "old"), _side(request, plan, "new")
    comparison = kept_comparison(old.text, new.text)
    only = request.GET.get("only") == "1"
    article = render_comparison(
        comparison,
        old_name=old.name,
        new_name=new.name,
        only_changes=only,
        switch=_address(old, new, only=not only),
        actions=_restoring(request, plan, old, new, comparison),
    )
    context = {
        "plan": plan,
        "old": old,
        "new": new,
        "article": article,
        "offered": offered_comparisons(plan, request.user),
    }
    return render(request, "reviews/compare.html", context)


def _side(request: AccountRequest, plan: Plan, name: str) -> ComparedVersion:
    key = request.GET.get(name, NOW if name == "new" else "")
    if name == "old" and not key:
        choices = offered_comparisons(plan, request.user)
        key = choices[0].key if choices else NOW
    version = version_of(plan, request.user, key)
    if version is None:
        raise Http404
    return version


def _address(old: ComparedVersion, new: ComparedVersion, *, only: bool) -> str:
    return f"?old={old.key}&new={new.key}" + ("&only=1" if only else "")


def _restoring(
    request: AccountRequest, plan: Plan, old: ComparedVersion, new: ComparedVersion, comparison: Comparison
) -> dict[str, Any]:
    """A button for every changed part, for whoever may write the text as it stands."""
    is_possible = new.key == NOW and old.key not in (NOW, "year") and MEANINGS[State(plan.state)].is_writable
    if not is_possible or not writing_scope(request.user, plan):
        return {}
    token = get_token(request)
    return {
        section.key: render_to_string(
            "reviews/restore_button.html", {"plan": plan, "old": old, "part": section, "csrf_token": token}
        )
        for section in comparison.sections
        if section.total
    }


@require_POST
def version_restore(request: AccountRequest, pk: UUID) -> HttpResponse:
    """Brings one part back; what stood there is in the newest version kept before, and in 回收站."""
    plan = _seen(request, pk)
    old = version_of(plan, request.user, request.POST.get("old", ""))
    if old is None or not writing_scope(request.user, plan):
        raise Http404
    try:
        saved = restore(plan, old, request.POST.get("part", ""), by=request.user)
    except (LookupError, NotWritableError) as error:
        refuse(request, str(error).strip("'"))
    else:
        kept = sum(outcome.state not in ("saved", "same") for outcome in (*saved.rows, *saved.cells))
        said = f"，有 {kept} 处不能恢复（不在您可以修改的范围，或刚被别人改动）" if kept else ""
        messages.success(request, f"已恢复为{old.name}的内容{said}。")
    return redirect(reverse("plan_compare", args=[plan.pk]) + f"?old={old.key}&new=now")
