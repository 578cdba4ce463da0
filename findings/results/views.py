"""自动审核, for the department: findings beside the writing and on a page of their own, one-click fixes, 说明."""

from contextlib import suppress
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.notes import note_for_log, refuse
from departments.account_request import AccountRequest
from departments.models import Plan
from findings.checking import in_text
from findings.results.explanations import explain
from findings.results.fixes import Applied, apply, reversed_changes, write
from findings.results.pages import all_findings, beside_project, beside_text, fixes_of
from findings.rights import rights_of
from projects.drafting.views import own_plan
from projects.saving.changes import CellChange
from projects.saving.save import NotWritableError
from projects.visible_text import seen_text
from texts.checks import RULES

#: the session's memory of what was mended last, so that it can be taken back
MENDED = "mended"


@require_safe
def findings_beside(request: AccountRequest, pk: UUID) -> HttpResponse:
    """What the workbench shows beside its cells: of one project after a save, of the whole text when there is time."""
    project = request.GET.get("project", "")
    if project and "whole" not in request.GET:
        context = beside_project(own_plan(request, pk), _uuid(project), request.user)
    else:
        context = beside_text(_plan_with_text(request, pk), request.user, project)
    return render(request, "findings/beside.html", context)


def _plan_with_text(request: AccountRequest, pk: UUID) -> Plan:
    return own_plan(request, pk, Plan.objects.with_text().select_related("cycle__tree", "department"))


def _uuid(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise Http404 from None


@require_safe
def plan_findings(request: AccountRequest, pk: UUID) -> HttpResponse:
    """检查结果: every finding on the text that this reader sees, by part or by rule, also on paper."""
    plan, text = seen_text(request, pk)
    asked = {"level": request.GET.get("level", ""), "layout": request.GET.get("by", "")}
    return render(request, "findings/findings.html", all_findings(plan, text, request.user, **asked))


@require_POST
def findings_explain(request: AccountRequest, pk: UUID) -> HttpResponse:
    """Keeps what the department says to the warnings: said:<key> to one, all:<rule> to the rest of a rule. Said to an
    error it asks for a waiver."""
    plan = _plan_with_text(request, pk)
    said = explain(
        plan,
        in_text(plan, plan.to_text(), request.user),
        _named(request, "said:"),
        _named(request, "all:"),
        by=request.user,
        rights=rights_of(plan, request.user, plan.projects.all()),
    )
    note_for_log(request, detail=str(said))
    messages.success(request, f"已保存 {said}。" if str(said) else "没有新的说明或申请。")
    if step := request.POST.get("step", ""):
        with suppress(NoReverseMatch):  # which steps there are, the page of a step knows
            return redirect(reverse("plan_step", args=[plan.pk, step]))
    shown = urlencode({name: request.GET[name] for name in ("level", "by") if name in request.GET})
    return redirect(reverse("plan_findings", args=[plan.pk]) + (f"?{shown}" if shown else ""))


def _named(request: AccountRequest, prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): str(value) for name, value in request.POST.items() if name.startswith(prefix)}


@require_http_methods(["GET", "HEAD", "POST"])
def findings_fix(request: AccountRequest, pk: UUID) -> HttpResponse:
    """One-click fixes as a list of differences: those that are ticked are written at once, and can be taken back."""
    plan = _plan_with_text(request, pk)
    rule = request.GET.get("rule", "")
    if rule and rule not in RULES:
        raise Http404
    if request.method != "POST":
        return _differences(request, plan, rule)
    try:
        sentence = _take_back(request, plan) if request.POST.get("do") == "undo" else _mend(request, plan, rule)
    except NotWritableError as error:
        refuse(request, str(error))
    else:
        note_for_log(request, detail=sentence)
        messages.success(request, sentence)
    there = reverse("findings_fix", args=[plan.pk])
    return redirect(f"{there}?{urlencode({'rule': rule})}" if rule else there)


def _differences(request: AccountRequest, plan: Plan, rule: str) -> HttpResponse:
    fixes = fixes_of(plan, plan.to_text(), request.user, rule)
    mended = request.session.get(MENDED) or {}
    shown = {
        "plan": plan,
        "rule": RULES.get(rule),
        "fixes": fixes,
        "mended": len(mended.get("changes", [])) if mended.get("plan") == str(plan.pk) else 0,
    }
    return render(request, "findings/fix.html", shown)


def _mend(request: AccountRequest, plan: Plan, rule: str) -> str:
    """Writes the chosen fixes that are still what was shown."""
    chosen = request.POST.getlist("fix")
    fixes = [fix for fix in fixes_of(plan, plan.to_text(), request.user, rule) if fix.token in chosen]
    applied = apply(plan, fixes, by=request.user)
    if applied.changes:
        kept = [[c.kind, str(c.id), c.cell, c.was, c.now] for c in applied.changes]
        request.session[MENDED] = {"plan": str(plan.pk), "changes": kept}
    return _told(applied, gone=len(set(chosen)) - len(fixes))


def _take_back(request: AccountRequest, plan: Plan) -> str:
    """Writes the old values back, where nobody has written anything else since."""
    mended = request.session.pop(MENDED, None) or {}
    if mended.get("plan") != str(plan.pk):
        return "没有可以撤销的修改。"
    changes = [CellChange(kind, UUID(row), cell, was, now) for kind, row, cell, was, now in mended["changes"]]
    back = write(plan, reversed_changes(changes), by=request.user)
    kept = f"，{len(back.met)} 处之后又有改动，没有动" if back.met else ""
    return f"已撤销 {len(back.changes)} 处修改{kept}。"


def _told(applied: Applied, *, gone: int) -> str:
    """What became of the fixes, in one sentence."""
    sentence = f"已修改 {len(applied.changes)} 处" if applied.changes else "没有修改"
    if changed := len(applied.met) + gone:
        sentence += f"，{changed} 处在您查看之后有了改动，没有动"
    if applied.left:
        sentence += f"，{applied.left} 处与它们在同一格，请看过新的对照再改"
    return f"{sentence}。"
