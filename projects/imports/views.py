"""Files on their way in: choose one, look at what was read beside what could not be placed, store or drop it."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from audit.notes import note_for_log
from departments.account_request import AccountRequest
from departments.models import Plan
from departments.models.states import State
from projects.actions import TextInTheWayError, store_import
from projects.forms import ImportForm
from projects.imports.uploads import doubts, own_departments, problems_with_lines, take_in_file, without
from projects.models import ImportedFile
from projects.reading_outline import outline
from projects.secrecy import carried
from texts.interchange import from_json
from texts.model import Text
from texts.readers.blocks import UnreadableFileError
from texts.writers.html.reading_view import render_html

may_import = permission_required("departments.import_plan", raise_exception=True)


@may_import
@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request: AccountRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, ImportForm(user=request.user))
    department = request.POST.get("department", "")
    own = own_departments(request.user).values_list("pk", flat=True)
    if department.isdecimal() and department not in map(str, own):
        raise Http404
    form = ImportForm(request.POST, request.FILES, user=request.user)
    if not form.is_valid():
        return _page(request, form)
    chosen = form.cleaned_data
    try:
        imported = take_in_file(
            upload=chosen["file"], department=chosen["department"], cycle=chosen["cycle"], by=request.user
        )
    except UnreadableFileError as error:
        form.add_error(form.source, str(error))
        return _page(request, form)
    return redirect("import_detail", imported.pk)


def _page(request: AccountRequest, form: ImportForm) -> HttpResponse:
    return render(request, "imports/new.html", {"form": form})


@may_import
@require_http_methods(["GET", "HEAD", "POST"])
def import_detail(request: AccountRequest, pk: UUID) -> HttpResponse:
    visible = ImportedFile.objects.visible_to(request.user).filter(answers=None)
    mine = visible.filter(department__in=own_departments(request.user))
    imported = get_object_or_404(mine.select_related("department", "cycle", "plan"), pk=pk)
    note_for_log(request, about=imported)
    if request.method != "POST" or imported.plan_id:
        return _preview(request, imported)
    if request.POST.get("action") == "discard":
        imported.delete()
        messages.success(request, f"已放弃“{imported.name}”，没有存入任何内容。")
        return redirect("import_new")
    return _store(request, imported, replace=request.POST.get("action") == "replace")


def _store(request: AccountRequest, imported: ImportedFile, *, replace: bool) -> HttpResponse:
    left = request.POST.getlist("leave")
    secrecy = carried(without(from_json(imported.text), left), imported.department, imported.cycle)
    try:
        plan = store_import(imported=imported, by=request.user, replace=replace, leaving_out=left)
    except TextInTheWayError as error:
        return _preview(request, imported, in_the_way=str(error), left=left)
    messages.success(request, f"已将“{imported.name}”存为草稿。以后可以重新导入来替换它。")
    for sentence in secrecy.sentences:
        messages.warning(request, sentence)
    return redirect("plan_detail", plan.pk)


def _preview(
    request: AccountRequest, imported: ImportedFile, in_the_way: str = "", left: Sequence[str] = ()
) -> HttpResponse:
    text = from_json(imported.text)
    drafts = Plan.objects.filter(department=imported.department, cycle=imported.cycle, state=State.DRAFTING)
    context = {
        "imported": imported,
        "text": text,
        "official": render_html(text),
        "outline": outline(text),
        "left": left,
        "problems": problems_with_lines(imported),
        "doubts": [*doubts(imported, text), *_secrecy_of(imported, text, left)],
        "in_the_way": in_the_way,
        "may_replace": bool(in_the_way) and drafts.exists(),
    }
    return render(request, "imports/detail.html", context)


def _secrecy_of(imported: ImportedFile, text: Text, left: Sequence[str]) -> list[str]:
    """What becomes of 密级 when it is stored; nothing to say of a file that was."""
    made = carried(without(text, left), imported.department, imported.cycle)
    return [] if imported.plan_id else made.sentences
