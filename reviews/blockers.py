"""What still stops a step: each a sentence and a link to where it is put right. reviews/steps.py names them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from departments.models import Plan
from departments.scopes import WHOLE
from findings.cases import FindingCase, findings_of
from findings.results.listing import workbench_address
from findings.results.workbench_gaps import known_gaps
from projects.drafting.carrying import open_places
from projects.drafting.contents import outline_contents
from projects.drafting.outline import outline_of
from reviews.models import Grade, ReviewSheet
from reviews.sheet.questions import OUTCOMES
from reviews.threads.worklist import work_items
from texts.model import Text


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing to do first; `warning` is the finding that may be explained instead of mended."""

    sentence: str
    url: str
    warning: FindingCase | None = None


def blockers(plan: Plan, text: Text, names: tuple[str, ...]) -> list[Blocker]:
    """Everything that stops a step of this text, in the order of the text."""
    return [blocker for name in names for blocker in _BLOCKERS[name](plan, text)]


def _complete(plan: Plan, _text: Text) -> Iterator[Blocker]:
    """Required fields are demanded here, not by saving."""
    categories = list(plan.cycle.tree.categories.order_by("position").values_list("level1", "level2", "is_required"))
    contents = outline_contents(plan)
    outline = outline_of(contents, categories, WHOLE)
    workbench = reverse("plan_edit", args=[plan.pk])
    if not outline.projects:
        yield Blocker("还没有预算项目。", workbench)
    for part in outline.parts:
        for gap in part.examined.gaps:
            yield Blocker(gap.sentence, f"{workbench}#{gap.at}")
    for line in outline.projects:
        page = reverse("project_edit", args=[plan.pk, line.id])
        for gap in line.examined.gaps:
            yield Blocker(f"{line.number}. {line.name}：{gap.sentence}", f"{page}#{gap.at}")
    for place in open_places(plan, contents):
        page = reverse("project_edit", args=[plan.pk, place.project_id]) if place.project_id else workbench
        yield Blocker(f"由上年带入，还没有核对：{place.around}", f"{page}#{place.at}")


def _checked(plan: Plan, text: Text) -> Iterator[Blocker]:
    """Errors are mended or waived, warnings explained as well; in what the bureau left locked nobody could."""
    told = known_gaps(plan, text.projects)
    for one in findings_of(plan, text):
        is_locked = plan.opened is not None and one.spot.part not in plan.opened
        if is_locked or told.has(one):  # what is told already stands under "complete"
            continue
        url = workbench_address(one.finding.place, one.spot.part, plan.pk)
        if one.stops:
            yield Blocker(f"{one.spot.where}：{one.finding.message}{one.finding.fix}{_asked(one)}", url)
        elif one.wants_words:
            yield Blocker(f"{one.spot.where}：{one.finding.message}请改正，或写明理由。", url, one)


def _asked(one: FindingCase) -> str:
    """What became of the request to waive an error."""
    if one.request is None:
        return ""
    return f"（豁免申请未获同意：{one.request.answer}）" if one.request.is_declined else "（已申请豁免，等财政局答复）"


def _answered(plan: Plan, text: Text) -> Iterator[Blocker]:
    """Every blocking thread has a change or an answer."""
    page = reverse("worklist", args=[plan.pk])
    for item in work_items(plan, text):
        if item.is_open:
            yield Blocker(
                f"意见未处理：{item.thread.where}。请修改，或写明不改的理由。", f"{page}#thread-{item.thread.pk}"
            )


def _settled(plan: Plan, _text: Text) -> Iterator[Blocker]:
    """A text passes only with every blocking thread resolved."""
    page = reverse("plan_detail", args=[plan.pk])
    for thread in plan.threads.blocking():
        yield Blocker(f"必须处理的意见还没有办结：{thread.where}。", f"{page}#thread-{thread.pk}")


def _graded(plan: Plan, _text: Text) -> Iterator[Blocker]:
    """The form on the version at hand is filled in, and its overall grade lets the text pass."""
    page = reverse("review_sheet", args=[plan.pk])
    sheet = ReviewSheet.objects.filter(plan=plan, snapshot__in=plan.snapshots.order_by("-number")[:1]).last()
    if sheet is None or not sheet.overall:
        yield Blocker("审核表还没有填写总体等级。", page)
    elif not OUTCOMES[Grade(sheet.overall)].may_pass:
        yield Blocker(f"审核表的总体等级为“{sheet.get_overall_display()}”，不能通过。", page)


_BLOCKERS: dict[str, Callable[[Plan, Text], Iterator[Blocker]]] = {
    "complete": _complete,
    "checked": _checked,
    "answered": _answered,
    "settled": _settled,
    "graded": _graded,
}
