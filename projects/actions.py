"""Several rows at once: a whole Text stored as a department's draft."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from departments.models import Cycle, Department, Measure, Plan, SubGoal, Unit, User
from projects.imports.uploads import without
from projects.models import Goal, ImportedFile, Indicator, PaymentMilestone, Project
from projects.secrecy import Carried, carried, link_carried
from texts.amounts import parse_amount
from texts.columns import names
from texts.interchange import PROJECT_CELLS, from_json
from texts.model import Project as ProjectValue
from texts.model import Text


class TextInTheWayError(ValueError):
    """The department has a text in this cycle already, and it may not be replaced; the message says why."""


@transaction.atomic
def store_text(*, text: Text, department: Department, cycle: Cycle, by: User, replace: bool = False) -> Plan:
    """Stores a Text as the department's draft of the cycle: all or nothing, a handful of queries whatever its size.

    Every row gets an identity of its own: those a file brings along are not ours to trust. What is 涉密 stays so
    (projects/secrecy.py). Raises TextInTheWayError.
    """
    standing = _standing(department=department, cycle=cycle, replace=replace)
    secret = carried(text, department, cycle)
    words = {
        "fiscal_year": text.fiscal_year,
        "department_name": text.department or "",
        "finance_bureau": text.finance_bureau or "",
        "stage": text.stage or "",
        "numbering": text.numbering or "",
        "overall_goal": "\n".join(text.overall_goal),
    }
    plan = _emptied(standing, words) if standing else _begin(cycle, department, created_by=by, **words)
    SubGoal.objects.bulk_create(_sub_goals(plan, text))
    Measure.objects.bulk_create(
        Measure(plan=plan, position=n, text=measure.text) for n, measure in enumerate(text.measures, 1)
    )
    _store_projects(plan, text, secret)
    return plan


def _begin(cycle: Cycle, department: Department, **fields: Any) -> Plan:
    """A new plan; two people who store a first text at the same moment cannot both."""
    try:
        with transaction.atomic():
            return Plan.objects.create(cycle=cycle, department=department, **fields)
    except IntegrityError:
        raise TextInTheWayError(f"{department}{cycle}的文本刚刚由别人建立，请打开它查看。") from None


def _standing(*, department: Department, cycle: Cycle, replace: bool) -> Plan | None:
    """The text that is there already and may be replaced. Raises TextInTheWayError where it may not."""
    standing = Plan.objects.select_for_update().filter(department=department, cycle=cycle).first()
    if standing is None:
        return None
    if not standing.is_replaceable:
        raise TextInTheWayError(f"{standing}现为“{standing.get_state_display()}”，不能用文件替换。")
    if not replace:
        raise TextInTheWayError(f"{standing}已有草稿。要用文件替换它，请先确认替换。")
    return standing


def _emptied(plan: Plan, words: Mapping[str, Any]) -> Plan:
    """The same text (its versions and its way stay) without its rows; open pages hear that they are gone."""
    for rows in (plan.projects, plan.sub_goals, plan.measures, plan.carried_places):
        rows.all().delete()
    Plan.objects.filter(pk=plan.pk).update(**words, version=F("version") + 1, updated_at=timezone.now())
    plan.refresh_from_db()
    return plan


def _sub_goals(plan: Plan, text: Text) -> Iterable[SubGoal]:
    for n, sub_goal in enumerate(text.sub_goals, 1):
        yield SubGoal(
            plan=plan,
            position=n,
            title=sub_goal.title,
            description="\n".join(sub_goal.description),
            goals="\n".join(sub_goal.goals),
            indicators=sub_goal.indicators or "",
        )


def _store_projects(plan: Plan, text: Text, secret: Carried) -> None:
    units = {unit.code: unit for unit in Unit.objects.filter(department=plan.department)}
    pairs = [(_project(plan, n, value, units), value) for n, value in enumerate(text.projects, 1)]
    for index, old in secret.found.items():
        pairs[index][0].secrecy = old.secrecy
    Project.objects.bulk_create(project for project, _ in pairs)
    link_carried(plan, [project for project, _ in pairs], secret)
    PaymentMilestone.objects.bulk_create(
        PaymentMilestone(project=project, position=n, month=row.month, percent=row.percent or "")
        for project, value in pairs
        for n, row in enumerate(value.plan, 1)
    )
    Goal.objects.bulk_create(
        Goal(project=project, position=n, text=goal.text)
        for project, value in pairs
        for n, goal in enumerate(value.goals, 1)
    )
    Indicator.objects.bulk_create(
        Indicator(project=project, position=n, **{name: getattr(row, name) or "" for name in names(value.columns)})
        for project, value in pairs
        for n, row in enumerate(value.indicators, 1)
    )


def _project(plan: Plan, position: int, value: ProjectValue, units: dict[str, Unit]) -> Project:
    return Project(
        id=uuid4(),
        plan=plan,
        position=position,
        unit=units.get(value.unit_code or ""),
        budget_amount=parse_amount(value.budget),
        **{name: getattr(value, name) or "" for name in PROJECT_CELLS},
    )


@transaction.atomic
def store_import(*, imported: ImportedFile, by: User, replace: bool = False, leaving_out: Collection[str] = ()) -> Plan:
    """Makes an upload that its uploader has looked at a draft, but for the parts left out. Raises TextInTheWayError."""
    text = without(from_json(imported.text), leaving_out)
    plan = store_text(text=text, department=imported.department, cycle=imported.cycle, by=by, replace=replace)
    ImportedFile.objects.filter(pk=imported.pk).update(plan=plan)
    return plan
