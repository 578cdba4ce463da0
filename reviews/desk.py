"""待我审核: the texts that wait for a reviewer, with all that a line of the queue shows; no query grows with them."""

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from departments.models import Plan, Role, State, User
from departments.models.states import states
from reviews.models import Reading, Snapshot, StepRecord, Thread

FIRST_TURN = Q(state=State.FIRST_REVIEW) | Q(state=State.SUBMITTED, cycle__review_steps=2)
FINAL_TURN = Q(state__in=[State.PASSED, State.FINAL_REVIEW]) | Q(state=State.SUBMITTED, cycle__review_steps=1)

#: name -> (label, order) of the ways to sort the queue
SORTS = {
    "waiting": ("等待最久", ["moved_at", "department__code", "pk"]),
    "department": ("部门", ["department__code", "-cycle__fiscal_year", "pk"]),
    "budget": ("预算最大", ["-budget_total", "department__code", "pk"]),
    "rounds": ("轮次最多", ["-rounds", "moved_at", "pk"]),
}


def reviewed_by(user: User) -> QuerySet[Plan]:
    """The texts that the account reviews, in whatever state the bureau knows of: never those of its own department."""
    first = Q(department__in=user.at("department_id", Role.FIRST_REVIEWER))
    final = Q(cycle__region__in=user.at("region_id", Role.FINAL_REVIEWER))
    return Plan.objects.visible_to(user).filter(first | final).exclude(department__in=user.own_departments)


def waiting_for(user: User) -> QuerySet[Plan]:
    """Those whose next step is this reviewer's."""
    first = FIRST_TURN & Q(department__in=user.at("department_id", Role.FIRST_REVIEWER))
    final = FINAL_TURN & Q(cycle__region__in=user.at("region_id", Role.FINAL_REVIEWER))
    return reviewed_by(user).filter(first | final)


def as_queue(plans: QuerySet[Plan], user: User) -> QuerySet[Plan]:
    """With what a line shows: rounds, the version the bureau has, the one this reader read last, open threads."""
    steps = StepRecord.objects.filter(plan=OuterRef("pk")).order_by("-number")
    sent = Snapshot.objects.filter(plan=OuterRef("pk"), is_sent=True).order_by("-number")
    read = Reading.objects.filter(plan=OuterRef("pk"), user=user)
    threads = Thread.objects.visible_to(user).filter(plan=OuterRef("pk"), resolved_at=None).order_by()
    counted = threads.values("plan").annotate(count=Count("pk")).values("count")
    shown = plans.select_related("cycle", "department").annotate(
        rounds=Coalesce(Subquery(steps.values("round")[:1]), 0),
        sent_id=Subquery(sent.values("pk")[:1]),
        sent_sha256=Subquery(sent.values("sha256")[:1]),
        sent_number=Subquery(sent.values("number")[:1]),
        budget_total=Subquery(sent.values("budget_total")[:1]),
        project_count=Subquery(sent.values("project_count")[:1]),
        error_count=Subquery(sent.values("error_count")[:1]),
        warning_count=Subquery(sent.values("warning_count")[:1]),
        read_number=Subquery(read.values("snapshot__number")[:1]),
        read_id=Subquery(read.values("snapshot")[:1]),
        thread_count=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
    )
    return shown.annotate(has_changed=Q(read_number__lt=F("sent_number")))


def _with_department(user: User) -> QuerySet[Plan]:
    return reviewed_by(user).filter(state__in=states(is_sent=True, is_in_review=False))


def _done(user: User) -> QuerySet[Plan]:
    known = reviewed_by(user).filter(state__in=states(is_in_review=True))
    return known.exclude(pk__in=waiting_for(user).values("pk"))


#: name -> (label, texts) of the tabs
TABS = {
    "waiting": ("待我审核", waiting_for),
    "department": ("编制单位修改中", _with_department),
    "done": ("已审核", _done),
    "all": ("全部", reviewed_by),
}
