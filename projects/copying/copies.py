"""Projects and rows copied into a text: from last year's, or from another project of the department."""

from collections.abc import Iterable, Iterator
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q, QuerySet

from departments.models import Plan, User
from projects.drafting.carrying import places_of_project
from projects.drafting.contents import outline_contents
from projects.models import CarriedPlace, Goal, Indicator, PaymentMilestone, Project
from projects.saving.changes import RowChange, Save
from projects.saving.kinds import STORED_CELLS
from projects.saving.save import save
from texts.columns import names


def sources(plan: Plan, user: User) -> QuerySet[Project]:
    """The projects that may be copied from: those of the department's texts that the user sees, newest first."""
    plans = Plan.objects.visible_to(user).filter(department=plan.department_id)
    found = Project.objects.filter(plan__in=plans).select_related("plan__cycle")
    return found.order_by("-plan__cycle__fiscal_year", "position", "pk")


def last_years(plan: Plan, project: Project, user: User) -> Project | None:
    """The project of the same name in the newest earlier text of the department."""
    earlier = sources(plan, user).filter(plan__cycle__fiscal_year__lt=plan.cycle.fiscal_year)
    return earlier.filter(Q(name=project.name) & ~Q(name="")).first()


@transaction.atomic
def copy_project(plan: Plan, source: Project, *, by: User, new: UUID | None = None) -> UUID:
    """A project with all its rows, behind the one it was copied from, else at the end; returns its identity.

    What comes from another year's text is marked for checking. Raises NotWritableError.
    """
    new = new or uuid4()
    is_here = source.plan_id == plan.pk
    after = source.pk if is_here else plan.projects.order_by("position", "pk").values_list("pk", flat=True).last()
    cells = {name: getattr(source, name) for name in STORED_CELLS}
    goals, indicators = list(source.goals.all()), [row for row in source.indicators.all() if not row.is_waiting]
    head = RowChange("add", "project", new, None, after, cells)
    save(plan, Save((head, *_goals(goals, new), *_indicators(plan, indicators, new)), (), 0), by=by)
    for milestone in source.milestones.all():
        PaymentMilestone.objects.filter(project=new, month=milestone.month).update(percent=milestone.percent)
    if is_here:
        Project.objects.filter(pk=new).update(sub_goal=source.sub_goal_id)
    else:
        made = outline_contents(plan).project(new)
        CarriedPlace.objects.bulk_create(places_of_project(plan, made) if made else [])
    put_waiting_in_place(plan, new)
    return new


@transaction.atomic
def copy_rows(plan: Plan, project: Project, source: Project, rows: Iterable[str], *, by: User) -> int:
    """Goals and indicator rows of another project, each at the end of its list; returns how many."""
    wanted = set(rows)
    goals = [row for row in source.goals.all() if str(row.pk) in wanted]
    indicators = [row for row in source.indicators.all() if str(row.pk) in wanted]
    last_goal = project.goals.values_list("pk", flat=True).last()
    written = [row.pk for row in project.indicators.all() if not row.is_waiting]
    changes = (
        *_goals(goals, project.pk, last_goal),
        *_indicators(plan, indicators, project.pk, written[-1] if written else None),
    )
    saved = save(plan, Save(changes, (), 0), by=by)
    count = sum(outcome.state == "saved" for outcome in saved.rows)
    if count:  # none where the project is another unit's
        put_waiting_in_place(plan, project.pk)
    return count


def _goals(rows: Iterable[Goal], project: UUID, after: UUID | None = None) -> Iterator[RowChange]:
    for row in rows:
        change = RowChange("add", "goal", uuid4(), project, after, {"text": row.text})
        after = change.id
        yield change


def _indicators(plan: Plan, rows: Iterable[Indicator], project: UUID, after: UUID | None = None) -> Iterator[RowChange]:
    cells = names(plan.cycle.optional_columns)  # what the rows have beyond them stays behind
    for row in rows:
        change = RowChange("add", "indicator", uuid4(), project, after, {name: getattr(row, name) for name in cells})
        after = change.id
        yield change


def put_waiting_in_place(plan: Plan, project: UUID) -> None:
    """Rows that still wait stand where the tree has their 二级指标; those whose 二级指标 is written already go."""
    rows = list(Indicator.objects.filter(project=project))
    written = [row for row in rows if not row.is_waiting]
    present = {(row.level1, row.level2) for row in written}
    waiting = [row for row in rows if row.is_waiting]
    Indicator.objects.filter(pk__in=[row.pk for row in waiting if (row.level1, row.level2) in present]).delete()
    tree = plan.cycle.tree.categories.order_by("position").values_list("level1", "level2")
    rank = {pair: n for n, pair in enumerate(tree)}
    order = written
    for row in waiting:
        pair = (row.level1, row.level2)
        if pair not in present:
            before = [n for n, other in enumerate(order, 1) if rank.get((other.level1, other.level2), 0) <= rank[pair]]
            order.insert(before[-1] if before else 0, row)
    for position, row in enumerate(order, 1):
        row.position = position
    Indicator.objects.bulk_update(order, ["position"])
