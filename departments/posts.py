"""In which roles somebody meets a text. Whoever works on a department's texts never reviews them."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from departments.models import Membership, Plan, Role, User
from departments.models.accounts import BUREAU_ROLES, DEPARTMENT_ROLES
from departments.models.states import MEANINGS, State
from departments.scopes import WRITES_ALL

REVIEWING = frozenset(BUREAU_ROLES)
OF_REGION = (Role.FINAL_REVIEWER, Role.BUDGET_MANAGER)


def works_in(user: User, department_id: int) -> bool:
    """Whether the account belongs to the department, in whatever working role."""
    return any(post.role in DEPARTMENT_ROLES and post.department_id == department_id for post in user.posts)


def roles_at(user: User, plan: Plan) -> frozenset[str]:
    """The roles that count for steps of this text: of its department (who writes all of it), else of the bureau."""
    if works_in(user, plan.department_id):
        posts = (post for post in user.posts if post.department_id == plan.department_id)
        return frozenset(post.role for post in posts if post.role == Role.DEPARTMENT_LEAD or _writes_all(post))
    return frozenset(post.role for post in user.posts if _reviews(post, plan))


def _writes_all(post: Membership) -> bool:
    return post.role == Role.UNIT_STAFF and post.unit is not None and post.unit.is_main


def _reviews(post: Membership, plan: Plan) -> bool:
    if post.role == Role.FIRST_REVIEWER:
        return post.department_id == plan.department_id
    return post.role in OF_REGION and post.region_id == plan.cycle.region_id


def holders(plan: Plan, roles: Collection[str]) -> QuerySet[User]:
    """The active accounts that hold one of these roles for the text today, each once; reviewers of their own
    department's text left out."""
    here = Membership.objects.in_force().filter(role__in=roles)
    of_department = Q(department=plan.department_id) & (Q(role=Role.DEPARTMENT_LEAD) | WRITES_ALL)
    first = Q(role=Role.FIRST_REVIEWER, department=plan.department_id)
    final = Q(role=Role.FINAL_REVIEWER, region=plan.cycle.region_id)
    own = Membership.objects.in_force().filter(role__in=DEPARTMENT_ROLES, department=plan.department_id)
    found = here.filter((of_department & Q(role__in=DEPARTMENT_ROLES)) | first | final)
    reviewing = found.filter(role__in=BUREAU_ROLES).exclude(user__in=own.values("user"))
    working = found.filter(role__in=DEPARTMENT_ROLES)
    ids = Q(pk__in=reviewing.values("user")) | Q(pk__in=working.values("user"))
    return User.objects.filter(ids, is_active=True).order_by("pk")


def may_review(user: User, plan: Plan) -> bool:
    """Whether the account speaks for the bureau on this text: raises, resolves and reopens."""
    return bool(roles_at(user, plan) & REVIEWING)


def may_raise(user: User, plan: Plan) -> bool:
    """Whether the account can raise a thread now."""
    return may_review(user, plan) and not why_not_now(plan)


def why_not_now(plan: Plan) -> str:
    """Why nobody can raise a thread while the text is with its authors; "" while one may."""
    if MEANINGS[State(plan.state)].is_in_review:
        return ""
    return f"{plan}现为“{plan.get_state_display()}”，重新送审后才能提意见。"
