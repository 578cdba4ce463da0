"""检查设置 of a cycle: rules on or off, levels, thresholds and word lists; versions; a look at what would change."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from audit.notes import note_for_log, refuse
from departments.account_request import AccountRequest
from departments.models import Cycle, Role
from findings.settings import understood
from findings.tuning.settings_form import STATES, TuneForm
from findings.tuning.settings_versions import (
    StaleSettingsError,
    ignored_in,
    keep_settings,
    newest_of,
    preview_of,
    settings_in,
    settings_versions,
)
from texts.checks import DEFAULT

MOST_VERSIONS = 50


@require_http_methods(["GET", "HEAD", "POST"])
def check_settings(request: AccountRequest, pk: int) -> HttpResponse:
    """For the bureau's manager of the region. POST: do=preview, save or restore (`version`); `number` is the lock."""
    if not request.user.has_perm("findings.change_checksettings"):
        raise PermissionDenied
    regions = request.user.at("region_id", Role.BUDGET_MANAGER)
    cycle = get_object_or_404(Cycle.objects.filter(region__in=regions).select_related("region"), pk=pk)
    note_for_log(request, about=cycle)
    if request.method != "POST":
        return _page(request, cycle, TuneForm(settings_in(newest_of(cycle))))
    if request.POST.get("do") == "restore":
        return _restore(request, cycle)
    form = TuneForm(settings_in(newest_of(cycle)), request.POST)
    if form.errors:
        return _page(request, cycle, form, status=422)
    if request.POST.get("do") == "preview":
        standing = settings_in(newest_of(cycle))
        seen = preview_of(cycle, standing, DEFAULT.with_overrides(form.overrides()))
        note_for_log(request, done=False, detail="只是预览")
        return _page(request, cycle, form, preview=seen.sentence)
    return _save(request, cycle, form)


def _save(request: AccountRequest, cycle: Cycle, form: TuneForm) -> HttpResponse:
    note = request.POST.get("note", "").strip()
    try:
        kept, changed = keep_settings(cycle, form.overrides(), number=_number(request), note=note, by=request.user)
    except StaleSettingsError as stale:
        seen = settings_in(cycle.check_settings.filter(number=_number(request)).first())
        again = TuneForm(settings_in(newest_of(cycle)), form.typed_over(seen))
        return _page(request, cycle, again, refused=str(stale), status=409)
    return _done(request, cycle, kept, changed)


def _restore(request: AccountRequest, cycle: Cycle) -> HttpResponse:
    """The settings of an earlier version as a new one; version 0 are the defaults."""
    wanted = _number(request, "version")
    old = get_object_or_404(cycle.check_settings, number=wanted) if wanted else None
    note = f"恢复第{wanted}版" if old else "恢复默认设置"
    overrides, ignored = understood(old.overrides if old else {})
    try:
        kept, changed = keep_settings(cycle, overrides, number=_number(request), note=note, by=request.user)
    except StaleSettingsError as refused:
        refuse(request, str(refused))
        return redirect("check_settings", cycle.pk)
    for sentence in ignored:
        messages.warning(request, f"没有恢复：{sentence}")
    return _done(request, cycle, kept, changed)


def _done(request: AccountRequest, cycle: Cycle, kept: Any, changed: list[str]) -> HttpResponse:
    if changed:
        note_for_log(request, detail=f"第{kept.number}版，改动 {len(changed)} 项：{'；'.join(changed)}")
        messages.success(request, f"已保存为第{kept.number}版，改动 {len(changed)} 项，立即生效。")
    else:
        messages.info(request, "没有改动，设置与现在的一样。")
    return redirect("check_settings", cycle.pk)


def _number(request: AccountRequest, name: str = "number") -> int:
    typed = request.POST.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < 9 else -1


def _page(
    request: AccountRequest, cycle: Cycle, form: TuneForm, *, preview: str = "", refused: str = "", status: int = 200
) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:60]
    newest = newest_of(cycle)
    context = {
        "cycle": cycle,
        "form": form,
        "topics": form.topics(words),
        "q": words,
        "states": STATES,
        "number": newest.number if newest else 0,
        "newest": newest,
        "ignored": ignored_in(newest),
        "versions": settings_versions(cycle)[:MOST_VERSIONS],
        "note": request.POST.get("note", "") if request.POST.get("do") != "restore" else "",
        "preview": preview,
        "refused": refused,
    }
    return render(request, "checks/settings.html", context, status=status)
