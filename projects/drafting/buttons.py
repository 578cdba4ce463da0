"""What the buttons of the pages do beside saving: compose a sentence, take in measures, link, confirm a place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.utils import timezone

from departments.models import Plan, SubGoal, User
from departments.scopes import writing_scope
from projects.copying.bin import NAMES, removed_words
from projects.copying.copies import copy_project
from projects.drafting.composing import composed
from projects.drafting.contents import outline_contents
from projects.drafting.linking import link_by_name
from projects.models import CarriedPlace, Project, RemovedRow
from projects.saving.changes import BadSaveError, CellChange, RowChange, Save, number_of
from projects.saving.save import save
from texts.places import SUB_GOALS


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, as a sentence ("" for nothing beside the save), and the project to show afterwards."""

    sentence: str = ""
    project: UUID | None = None


def carry_out(plan: Plan, posted: Mapping[str, str], *, by: User) -> Done:
    """Does what the pressed button (`do`) asks for.

    Called after the page's own save, which has asked whether the text may be written. Raises BadSaveError.
    """
    act, _, what = posted.get("do", "").partition(":")
    if act == "duplicate":
        return _duplicate(plan, what, by)
    return Done(_ACTS[act](plan, what, posted, by)) if act in _ACTS else Done()


def _duplicate(plan: Plan, what: str, by: User) -> Done:
    source = plan.projects.filter(pk=_uuid(what)).first()
    if source is None:
        raise BadSaveError("项目已被删除，请刷新页面。")
    return Done(f"已复制“{source}”，这是复制出的项目。", copy_project(plan, source, by=by))


def _compose(plan: Plan, what: str, posted: Mapping[str, str], by: User) -> str:
    _must_write_all(plan, by)
    contents = outline_contents(plan)
    wanted = _uuid(what)
    row = next((row for row in contents.sub_goals if row["id"] == wanted), None)
    sentence = composed(project for project in contents.projects if project["sub_goal_id"] == wanted)
    if row is None or not sentence:
        return "所关联的项目还没有填写绩效指标，没有可生成的内容。"
    save(plan, Save((), (CellChange("sub_goal", wanted, "indicators", row["indicators"], sentence),), 0), by=by)
    return f"已生成绩效指标：{sentence}"


def _take_measures(plan: Plan, what: str, posted: Mapping[str, str], by: User) -> str:
    _must_write_all(plan, by)
    standing = list(plan.measures.order_by("position", "pk").values_list("pk", "text"))
    begun = {text.split("。")[0] for _, text in standing}
    lines = [line for line in plan.cycle.measures.splitlines() if line.strip() and line.split("。")[0] not in begun]
    after, rows = (standing[-1][0] if standing else None), []
    for line in lines:
        rows.append(RowChange("add", "measure", uuid4(), None, after, {"text": line}))
        after = rows[-1].id
    save(plan, Save(tuple(rows), (), 0), by=by)
    return f"已带入 {len(rows)} 条保障措施，请按本部门情况修改。"


def _link(plan: Plan, what: str, posted: Mapping[str, str], by: User) -> str:
    """what = <分项>; the project chosen beside it is in `link:<分项>`."""
    chosen = posted.get(f"link:{what}", "")
    if not chosen:
        return "请先选择要关联的项目。"
    return f"已关联项目“{_set_link(plan, chosen, what, by)}”。"


def _unlink(plan: Plan, what: str, posted: Mapping[str, str], by: User) -> str:
    return f"已取消项目“{_set_link(plan, what, None, by)}”的关联。"


def _set_link(plan: Plan, project: str, sub_goal: str | None, by: User) -> Project:
    _must_write_all(plan, by)
    found = Project.objects.filter(plan=plan, pk=_uuid(project)).first()
    target = SubGoal.objects.filter(plan=plan, pk=_uuid(sub_goal)).first() if sub_goal else None
    if found is None or (sub_goal and target is None):
        raise BadSaveError("项目或分项已被删除，请刷新页面。")
    Project.objects.filter(pk=found.pk).update(sub_goal=target)
    return found


def _link_all(plan: Plan, what: str, posted: Mapping[str, str], by: User) -> str:
    _must_write_all(plan, by)
    count = link_by_name(plan)
    return f"已按名称关联 {count} 个项目。" if count else "没有名称相符的项目，请逐项选择。"


def _confirm(plan: Plan, what: str, posted: Mapping[str, str], by: User) -> str:
    places = CarriedPlace.objects.filter(plan=plan, checked_at=None)
    scope = writing_scope(by, plan)
    if not scope.is_whole:
        own = Project.objects.filter(plan=plan, unit__in=scope.units)
        below = [own.values("pk"), own.values("goals"), own.values("indicators")]
        places = places.filter(row__in=[pk for rows in below for pk in rows.values_list(flat=True)])
    if what:
        places = places.filter(pk=number_of(what, otherwise=0))
    count = places.update(checked_by=by, checked_at=timezone.now())
    return f"已核对 {count} 处。"


def _tell_removed(plan: Plan, what: str, posted: Mapping[str, str], by: User) -> str:
    """what = <kind>:<row>; the save before has taken it out, unless another had written in it."""
    kind, _, row = what.partition(":")
    removed = RemovedRow.objects.filter(plan=plan, kind=kind, pk=_uuid(row)).first()
    return f"已删除{NAMES[kind]}“{removed_words(removed)}”，可以在回收站恢复。" if removed else ""


def _must_write_all(plan: Plan, by: User) -> None:
    if not writing_scope(by, plan).opens(SUB_GOALS):
        raise BadSaveError("第一部分由部门本级填写，部分退回时须在退回范围之内。")


def _uuid(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise BadSaveError(f"“{value}”应为标识") from None


_ACTS: dict[str, Callable[[Plan, str, Mapping[str, str], User], str]] = {
    "compose": _compose,
    "measures": _take_measures,
    "link": _link,
    "unlink": _unlink,
    "link-all": _link_all,
    "confirm": _confirm,
    "remove": _tell_removed,
}
