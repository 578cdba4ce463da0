"""Who sees which text: one table of role x relation x state."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from departments.models import Plan, Role
from departments.models.plans import State
from tests import builders

pytestmark = pytest.mark.django_db

SENT = set(State) - {State.DRAFTING, State.SIGNING}
ALL = set(State)

#: role, at the text's own place? -> states in which the text is seen
TABLE = {
    (Role.UNIT_STAFF, True): ALL,
    (Role.UNIT_STAFF, False): set(),
    (Role.DEPARTMENT_LEAD, True): ALL,
    (Role.DEPARTMENT_LEAD, False): set(),
    (Role.FIRST_REVIEWER, True): SENT,
    (Role.FIRST_REVIEWER, False): set(),
    (Role.FINAL_REVIEWER, True): SENT,
    (Role.FINAL_REVIEWER, False): set(),
    (Role.BUDGET_MANAGER, True): SENT,
    (Role.BUDGET_MANAGER, False): set(),
    (Role.SYSTEM_ADMIN, True): set(),
    (Role.SECURITY_ADMIN, True): set(),
    (Role.AUDIT_ADMIN, True): set(),
}
AT_A_DEPARTMENT = (Role.UNIT_STAFF, Role.DEPARTMENT_LEAD, Role.FIRST_REVIEWER)


def test_every_role_has_a_line():
    assert {role for role, _ in TABLE} == set(Role)


@pytest.mark.parametrize(("role", "at_home"), TABLE, ids=str)
def test_a_text_is_seen_by(role, at_home):
    plan = builders.a_plan()
    department = plan.department if at_home else builders.a_department()
    user = builders.a_user(role, place=department if role in AT_A_DEPARTMENT else department.region)

    seen = set()
    for state in State:
        Plan.objects.filter(pk=plan.pk).update(state=state)
        seen |= {state} if Plan.objects.visible_to(user).filter(pk=plan.pk).exists() else set()

    assert seen == TABLE[role, at_home]


def test_nobody_sees_without_a_login():
    builders.a_plan(state=State.PUBLISHED)

    assert list(Plan.objects.visible_to(AnonymousUser())) == []


@pytest.mark.parametrize(("first", "last", "is_seen"), [(-3, 3, True), (None, -1, False), (1, None, False)])
def test_a_stand_in_sees_for_the_period(first, last, is_seen):
    plan = builders.a_plan()
    user = builders.a_user(Role.DEPARTMENT_LEAD, place=plan.department)
    today = timezone.localdate()
    day = {None: None} | {n: today + timedelta(days=n) for n in range(-3, 4)}
    user.memberships.update(starts_on=day[first], ends_on=day[last])

    assert Plan.objects.visible_to(user).exists() == is_seen


def test_two_roles_show_a_text_once():
    plan = builders.a_plan(state=State.SUBMITTED)
    user = builders.a_user(Role.FIRST_REVIEWER, place=plan.department)
    builders.join(user, Role.FINAL_REVIEWER, plan.department.region)

    assert list(Plan.objects.visible_to(user)) == [plan]
