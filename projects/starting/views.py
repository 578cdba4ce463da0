"""A year's text begins: empty, from last year's, or from a file (projects/imports/views.py)."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from departments.account_request import AccountRequest
from departments.models import Plan
from projects.actions import TextInTheWayError
from projects.models import CarriedPlace
from projects.starting.first_draft import last_text, start_empty, start_from
from projects.starting.forms import StartForm


@permission_required("departments.draft_plan", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_start(request: AccountRequest) -> HttpResponse:
    form = StartForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        return _start(request, form)
    return render(request, "drafting/start.html", {"form": form})


def _start(request: AccountRequest, form: StartForm) -> HttpResponse:
    department, cycle = form.cleaned_data["department"], form.cleaned_data["cycle"]
    source = last_text(department, cycle, request.user) if request.POST.get("with") == "last" else None
    if request.POST.get("with") == "last" and source is None:
        form.add_error(None, f"{department}没有更早年度的文本，可以从空白开始，或从文件导入。")
        return render(request, "drafting/start.html", {"form": form})
    try:
        if source is None:
            plan = start_empty(department=department, cycle=cycle, by=request.user)
        else:
            plan = start_from(source, cycle=cycle, by=request.user)
    except TextInTheWayError:
        standing = Plan.objects.get(department=department, cycle=cycle)
        return render(request, "drafting/start.html", {"form": form, "standing": standing})
    messages.success(request, _sentence(plan, source))
    return redirect("plan_edit", plan.pk)


def _sentence(plan: Plan, source: Plan | None) -> str:
    if source is None:
        return f"已新建{plan}。"
    count = CarriedPlace.objects.filter(plan=plan).count()
    return f"已由{source.cycle}带入全部内容，其中 {count} 处年份、届次、编码和金额已标出，请逐处核对。"
