"""意见: raised on a place of the text, answered, applied, resolved. Each answer is a fragment for the page at hand, or,
without JavaScript, the way back to it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap, retarget, trigger_client_event

from departments.account_request import AccountRequest
from departments.models import Plan
from departments.posts import may_review, why_not_now
from findings.panel.remarks import thread_words
from projects.saving.save import NotWritableError
from projects.visible_text import seen_text
from reviews.models import Thread
from reviews.reading.views import side_of
from reviews.threads.raising import PlaceChoice, ThreadForm, places_around, wholes, within
from reviews.threads.thread_actions import (
    NotYoursError,
    ThreadRefusedError,
    apply_suggestion,
    raise_thread,
    reopen,
    reply,
    resolve,
)
from reviews.threads.worklist_views import list_of
from texts.model import Text


@require_http_methods(["GET", "HEAD", "POST"])
def thread_new(request: AccountRequest, pk: UUID) -> HttpResponse:
    """GET: the form on a place (?place=), with every place of a part (?part=), or with every part; filled in with the
    words of a finding (?finding=). POST raises."""
    plan, text = seen_text(request, pk)
    if not may_review(request.user, plan):
        raise PermissionDenied
    if request.method == "POST":
        return _raise(request, plan, text)
    why_not = why_not_now(plan)
    words = thread_words(request.user, plan, text, request.GET.get("finding", ""))
    return _form(
        request, plan, text, ThreadForm(plan=plan, words=words), refused=why_not, status=409 if why_not else 200
    )


def _form(
    request: AccountRequest, plan: Plan, text: Text, form: ThreadForm, *, refused: str = "", status: int = 200
) -> HttpResponse:
    choices = _choices(request, text)
    context = {"plan": plan, "form": form, "choices": choices, "refused": refused, "chosen": _chosen(form, choices)}
    template = "reading/raise_form.html" if request.htmx else "reading/raise.html"
    return render(request, template, context, status=status)


def _choices(request: AccountRequest, text: Text) -> list[PlaceChoice]:
    """What the form offers; 404 for a place or part that the text does not have, but words that were typed for one
    that is gone come back with all there is."""
    part, place = request.GET.get("part"), request.GET.get("place") or request.POST.get("place")
    found = within(text, part) if part else places_around(text, place) if place else wholes(text)
    if not found and request.method != "POST":
        raise Http404
    return found or wholes(text)


def _chosen(form: ThreadForm, choices: list[PlaceChoice]) -> PlaceChoice:
    place = form["place"].value()
    return next((one for one in choices if one.place == place), choices[0])


def _raise(request: AccountRequest, plan: Plan, text: Text) -> HttpResponse:
    form = ThreadForm(request.POST, plan=plan)
    if not form.is_valid():
        return _not_raised(request, plan, text, form, sentence="".join(form.sentences), status=422)
    try:
        thread = raise_thread(plan, by=request.user, **form.thread())
    except ThreadRefusedError as refused:
        return _not_raised(request, plan, text, form, sentence=str(refused), status=_status(refused))
    if not request.htmx:
        messages.success(request, f"意见已提出：{thread.where}。退回或通过时一并送达编制单位。")
        return redirect(f"{reverse('plan_detail', args=[plan.pk])}#thread-{thread.pk}")
    answer = render(request, "reading/threads.html", side_of(request.user, plan, text))
    return trigger_client_event(answer, "thread-raised", {"thread": str(thread.pk), "place": thread.place})


def _not_raised(
    request: AccountRequest, plan: Plan, text: Text, form: ThreadForm, *, sentence: str, status: int
) -> HttpResponse:
    """The typed words stay: in the page's own form, or in the one that is sent back."""
    if request.htmx:
        return _said(request, sentence, "#raise-said", status)
    return _form(request, plan, text, form, refused=sentence, status=status)


def _said(request: AccountRequest, sentence: str, at: str, status: int) -> HttpResponse:
    answer = render(request, "reading/said.html", {"sentence": sentence}, status=status)
    return reswap(retarget(answer, at), "innerHTML")


def _status(refused: Exception) -> int:
    return 403 if isinstance(refused, NotYoursError) else 409


@require_POST
def thread_act(request: AccountRequest, pk: UUID, thread_pk: UUID) -> HttpResponse:
    """One act on a thread, named by the pressed button (`do`); `on` is the page that it was pressed on."""
    plan, _ = seen_text(request, pk)
    found = get_object_or_404(Thread.objects.visible_to(request.user).filter(plan=plan), pk=thread_pk)
    act = ACTS.get(request.POST.get("do", ""))
    if act is None:
        raise BadRequest("do 不认识")
    on = "worklist" if request.POST.get("on") == "worklist" else "plan_detail"
    try:
        done = act(found, request)
    except (ThreadRefusedError, NotWritableError) as refused:
        if request.htmx:
            return _said(request, str(refused), f"#said-{found.pk}", _status(refused))
        context = {"plan": plan, "thread": found, "on": on, "refused": refused, "body": request.POST.get("body", "")}
        return render(request, "reading/refused.html", context, status=_status(refused))
    if not request.htmx:
        messages.success(request, done)
        return redirect(f"{reverse(on, args=[plan.pk])}#thread-{found.pk}")
    answer = _page_again(request, pk, on)
    return trigger_client_event(answer, "thread-answered", {"thread": str(found.pk), "done": done})


def _page_again(request: AccountRequest, pk: UUID, on: str) -> HttpResponse:
    """The part of the page that shows the threads, as it is after the act."""
    plan, text = seen_text(request, pk)
    if on == "worklist":
        return render(request, "reading/worklist_body.html", list_of(request, plan, text))
    return render(request, "reading/threads.html", side_of(request.user, plan, text))


def _reply(thread: Thread, request: AccountRequest, *, is_answer: bool = False) -> str:
    body = request.POST.get("body", "")
    reply(thread, by=request.user, body=body, is_answer=is_answer, comment_id=_identity(request))
    return "说明已写下，重新送审时一并送达。" if is_answer else "已回复。"


def _answer(thread: Thread, request: AccountRequest) -> str:
    return _reply(thread, request, is_answer=True)


def _resolve(thread: Thread, request: AccountRequest) -> str:
    """With the last word, where one was typed."""
    with transaction.atomic():
        if request.POST.get("body", "").strip():
            _reply(thread, request)
        resolve(thread, by=request.user)
    return "已办结。"


def _reopen(thread: Thread, request: AccountRequest) -> str:
    reopen(thread, by=request.user)
    return "已重新打开。"


def _apply(thread: Thread, request: AccountRequest) -> str:
    apply_suggestion(thread, by=request.user)
    return f"已按建议改写：{thread.where}。"


def _identity(request: AccountRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("identity", ""))
    except ValueError:
        return None


ACTS = {"reply": _reply, "answer": _answer, "resolve": _resolve, "reopen": _reopen, "apply": _apply}
