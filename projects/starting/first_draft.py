"""A year's text begins: empty, or from last year's text of the same department."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from departments.models import Cycle, Department, Plan, SubGoal, User
from projects.actions import store_text
from projects.drafting.carrying import places_in
from projects.drafting.contents import outline_contents
from projects.drafting.linking import link_by_name
from projects.models import CarriedPlace, Project
from texts.model import Milestone, Text
from texts.model import Project as ProjectValue

STAGE = "草案"


def start_empty(*, department: Department, cycle: Cycle, by: User) -> Plan:
    """A text with its cover and nothing else. Raises TextInTheWayError."""
    return store_text(text=_cover(department, cycle), department=department, cycle=cycle, by=by)


def _cover(department: Department, cycle: Cycle) -> Text:
    return Text(
        fiscal_year=cycle.fiscal_year,
        department=department.name,
        finance_bureau=department.region.finance_bureau,
        stage=STAGE,
        numbering=cycle.numbering,
    )


def last_text(department: Department, cycle: Cycle, user: User) -> Plan | None:
    """The department's newest text before this cycle."""
    own = Plan.objects.visible_to(user).filter(department=department, cycle__fiscal_year__lt=cycle.fiscal_year)
    return own.with_text().order_by("-cycle__fiscal_year").first()


@transaction.atomic
def start_from(source: Plan, *, cycle: Cycle, by: User) -> Plan:
    """A text with everything of an earlier one under this year's cover; whatever may be out of date is marked.

    `source` comes with its text. Raises TextInTheWayError.
    """
    carried = source.to_text()
    text = replace(
        _cover(source.department, cycle),
        numbering=carried.numbering or cycle.numbering,
        overall_goal=carried.overall_goal,
        sub_goals=carried.sub_goals,
        measures=carried.measures,
        projects=tuple(replace(project, plan=_milestones(project, cycle)) for project in carried.projects),
    )
    plan = store_text(text=text, department=source.department, cycle=cycle, by=by)
    _link_as_before(source, plan)
    CarriedPlace.objects.bulk_create(places_in(plan, outline_contents(plan)))
    return plan


def _milestones(project: ProjectValue, cycle: Cycle) -> tuple[Milestone, ...]:
    """The new cycle's dates; a share comes along where the date is the same."""
    shares = {row.month: row.percent for row in project.plan}
    return tuple(Milestone(month=month, percent=shares.get(month)) for month in cycle.milestones)


def _link_as_before(source: Plan, plan: Plan) -> None:
    """Each project to the 分项 that stands where its own stood, else by name; and with its 密级."""
    before = [row.pk for row in source.sub_goals.all() if not row.is_blank]
    now = list(SubGoal.objects.filter(plan=plan).values_list("pk", flat=True))
    new: dict[UUID | None, UUID] = dict(zip(before, now, strict=True))
    projects = zip(source.projects.all(), plan.projects.order_by("position", "pk"), strict=True)
    linked = []
    for old, project in projects:
        project.sub_goal_id, project.secrecy = new.get(old.sub_goal_id), old.secrecy
        linked.append(project)
    Project.objects.bulk_update(linked, ["sub_goal", "secrecy"])
    link_by_name(plan)
