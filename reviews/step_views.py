"""One address a step: GET shows its form and what stands in the way, POST takes it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from audit.notes import refuse
from departments.account_request import AccountRequest
from departments.models import Plan
from projects.visible_text import seen_text
from reviews.moves import Step
from reviews.reading.read_marks import mark_read
from reviews.step_pages import StepForm, way_of
from reviews.steps import STEPS
from reviews.workflow import StepRefusedError, StepWords, TextMovedOnError, steps_for, take
from texts.interchange import sha256
from texts.model import Text


@require_http_methods(["GET", "HEAD", "POST"])
def plan_step(request: AccountRequest, pk: UUID, name: str) -> HttpResponse:
    """A step that this reader cannot take now is told in a sentence; one that does not exist is 404."""
    if name not in STEPS:
        raise Http404
    plan, text = seen_text(request, pk)
    step = STEPS[name]
    if step.page and step in steps_for(request.user, plan):
        return redirect(step.page, plan.pk)
    if request.method == "POST":
        return _take(request, plan, text, step)
    if step not in steps_for(request.user, plan):
        messages.info(request, f"{plan}现为“{plan.get_state_display()}”，您现在不能{step.label}。")
        return redirect("plan_detail", plan.pk)
    return _form(request, StepForm(plan, step, text, sha256(text)))


def _take(request: AccountRequest, plan: Plan, text: Text, step: Step) -> HttpResponse:
    word = _word(request, step)
    try:
        take(plan, step.name, by=request.user, word=word)
    except TextMovedOnError as moved:
        return _form(request, _again(plan, step, text, word, str(moved)), status=409)
    except StepRefusedError as refused:
        if step not in steps_for(request.user, plan):
            refuse(request, str(refused))
            return redirect("plan_detail", plan.pk)
        return _form(request, _again(plan, step, text, word, str(refused)), status=422)
    if step.is_decision:
        mark_read(request.user, plan)
    messages.success(request, f"{plan}{step.done}")
    return redirect(_next_page(request, plan))


def _again(plan: Plan, step: Step, text: Text, word: StepWords, error: str) -> StepForm:
    """The form with everything that was typed, on the text as it stands now."""
    return StepForm(plan, step, text, sha256(text), word.comment, word.opened, error)


def _word(request: AccountRequest, step: Step) -> StepWords:
    is_partial = step.is_partial and request.POST.get("extent") == "parts"
    opened = frozenset(request.POST.getlist("part")) if is_partial else None
    return StepWords(read=request.POST.get("read", ""), comment=request.POST.get("comment", "")[:4000], opened=opened)


def _next_page(request: AccountRequest, plan: Plan) -> str:
    """The text, as long as it is still seen (a text taken back by its authors is gone for the bureau)."""
    is_seen = Plan.objects.visible_to(request.user).filter(pk=plan.pk).exists()
    return reverse("plan_detail", args=[plan.pk]) if is_seen else reverse("plan_list")


def _form(request: AccountRequest, form: StepForm, status: int = 200) -> HttpResponse:
    return render(request, "reviews/step.html", {"form": form, "plan": form.plan}, status=status)


@require_safe
def plan_way(request: AccountRequest, pk: UUID) -> HttpResponse:
    """流程: every step of the text with who took it, and the versions it kept."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("cycle", "department"), pk=pk)
    return render(request, "reviews/way.html", {"plan": plan, "way": way_of(plan, request.user)})
