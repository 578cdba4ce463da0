"""Out and back: the text as an Excel workbook, and the page where what came back is accepted cell by cell."""

import io
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from audit.notes import note_for_log, refuse
from departments.account_request import AccountRequest
from departments.models import Plan
from projects.drafting.views import own_plan
from projects.models import ImportedFile
from projects.returned.accepting import MovedOnError, accept_changes
from projects.returned.forms import ReturnedForm
from projects.returned.handing_out import file_name, workbook_of
from projects.returned.kept_files import take_returned_file
from projects.returned.offering import groups_of, offer_of
from projects.saving.changes import BadSaveError
from projects.saving.save import NotWritableError
from texts.readers.blocks import UnreadableFileError
from texts.writers.workbook_layout import OverlongCellError

_MOVED = "刚才网页上又有修改，有的选择已不是您看到的样子。请核对下面的内容，再次接受；还没有存入任何修改。"


@require_safe
def plan_workbook(request: AccountRequest, pk: UUID) -> FileResponse | HttpResponse:
    """The text as it stands, as .xlsx."""
    plan = own_plan(request, pk, Plan.objects.with_text().select_related("cycle__tree"))
    try:
        content = workbook_of(plan, by=request.user)
    except OverlongCellError as error:
        refuse(request, str(error))
        return redirect("plan_returned", plan.pk)
    name = file_name(plan, plan.to_text(), ".xlsx")
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_returned(request: AccountRequest, pk: UUID) -> HttpResponse:
    """The way out and the way back in; own files that wait for a decision."""
    plan = own_plan(request, pk, Plan.objects.with_text().select_related("cycle__tree"))
    form = ReturnedForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            file = take_returned_file(upload=form.cleaned_data["file"], plan=plan, by=request.user)
        except UnreadableFileError as error:
            form.add_error("file", str(error))
        else:
            return redirect("returned_detail", plan.pk, file.pk)
    waiting = ImportedFile.objects.visible_to(request.user).filter(answers=plan)
    return render(request, "returned/new.html", {"plan": plan, "form": form, "waiting": waiting})


@require_http_methods(["GET", "HEAD", "POST"])
def returned_detail(request: AccountRequest, pk: UUID, file_pk: UUID) -> HttpResponse:
    """What the file changes, each with a box; POST accepts the ticked ones (`chosen`) or drops the file."""
    plan = own_plan(request, pk)
    mine = ImportedFile.objects.visible_to(request.user).filter(answers=plan)
    file = get_object_or_404(mine, pk=file_pk)
    if request.method != "POST":
        return _page(request, file)
    if request.POST.get("action") == "discard":
        file.delete()
        messages.success(request, f"已放弃“{file.name}”，没有存入任何修改。")
        return redirect("plan_returned", plan.pk)
    return _accept(request, plan, file)


def _accept(request: AccountRequest, plan: Plan, file: ImportedFile) -> HttpResponse:
    chosen = frozenset(request.POST.getlist("chosen"))
    if not chosen:
        note_for_log(request, done=False)
        return _page(request, file, chosen=chosen, refused="还没有选择要接受的修改。")
    try:
        accepted = accept_changes(file, chosen, by=request.user)
    except MovedOnError:
        note_for_log(request, done=False)
        return _page(request, file, chosen=chosen, refused=_MOVED)
    except (NotWritableError, BadSaveError) as error:
        note_for_log(request, done=False)
        return _page(request, file, chosen=chosen, refused=str(error))
    note_for_log(request, detail=f"{accepted.count} 处")
    messages.success(request, f"已存入“{file.name}”中的 {accepted.count} 处修改。")
    for sentence in accepted.secrecy.sentences:
        messages.warning(request, sentence)
    return redirect("plan_edit", plan.pk)


def _page(
    request: AccountRequest, file: ImportedFile, *, chosen: frozenset[str] | None = None, refused: str = ""
) -> HttpResponse:
    offer = offer_of(file, request.user)
    groups = groups_of(offer, chosen)
    rows = [row for group in groups for row in group.rows]
    context = {
        "plan": offer.plan,
        "file": file,
        "offer": offer,
        "groups": groups,
        "total": len(rows),
        "counts": {tone: sum(row.tone == tone for row in rows) for tone in ("collision", "closed")},
        "acceptable": len(offer.by_token),
        "refused": refused,
    }
    return render(request, "returned/detail.html", context, status=409 if refused else 200)
