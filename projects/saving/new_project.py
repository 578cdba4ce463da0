"""What a new project has from the start: its unit, the cycle's milestones, and a row for every 二级指标 of its tree."""

from departments.models import Plan, Unit
from departments.models.places import MAIN_UNIT
from departments.scopes import Scope
from projects.models import Indicator, PaymentMilestone, Project
from texts.amounts import parse_amount


def belongs_to(project: Project, plan: Plan, scope: Scope, *, is_stated: bool) -> None:
    """Sets the unit: the stated one, else the department's own; the staff of a subordinate unit add to theirs."""
    units = {unit.code: unit for unit in Unit.objects.filter(department=plan.department_id)}
    unit: Unit | None
    if not scope.is_whole:
        own = {code: unit for code, unit in units.items() if scope.covers(unit.pk)}
        unit = own.get(project.unit_code) or next(iter(own.values()))
    elif is_stated:
        project.unit = units.get(project.unit_code)
        return
    else:
        unit = units.get(f"{plan.department.code}{MAIN_UNIT}")
    if unit is not None:
        project.unit, project.unit_code, project.unit_name = unit, unit.code, unit.name


def complete_project(plan: Plan, project: Project) -> None:
    """The amount as a number, a milestone a date of the cycle, and the rows that wait to be written in."""
    Project.objects.filter(pk=project.pk).update(budget_amount=parse_amount(project.budget))
    months = enumerate(plan.cycle.milestones, 1)
    PaymentMilestone.objects.bulk_create(PaymentMilestone(project=project, position=n, month=m) for n, m in months)
    Indicator.objects.bulk_create(
        Indicator(project=project, position=n, level1=level1, level2=level2, is_offered=True)
        for n, (level1, level2) in enumerate(_categories(plan), 1)
    )


def _categories(plan: Plan) -> list[tuple[str, str]]:
    return list(plan.cycle.tree.categories.values_list("level1", "level2"))
