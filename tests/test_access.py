"""Every address x every role, as one table (access_table.py): what each may open. A new address without a line fails."""

import pytest
from django.test import Client
from django.urls import reverse

from departments.models import Plan, Role
from departments.models.plans import State
from tests import builders
from tests.access_table import (
    ALLOWED,
    BY_POST,
    CONFIGURING,
    FINAL,
    FIRST,
    LEAD,
    MANAGER,
    OF_A_PLAN,
    STAFF,
    TABLE,
    a_user_at,
    address_of,
    addresses,
)

pytestmark = pytest.mark.django_db


def status_of(answer) -> int:
    """What was answered; a file is read to its end, as a browser does, and so closed."""
    if answer.streaming:
        list(answer.streaming_content)
    return answer.status_code


def test_every_address_has_a_line():
    assert addresses() == set(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_without_a_login(name, client):
    plan = builders.a_plan(state=State.SUBMITTED)

    answer = client.get(address_of(name, plan))

    line = TABLE[name]
    assert answer.status_code == (200 if line.is_public else 405 if name == "logout" else line.without_login)
    assert answer.headers.get("Location", reverse("login")).split("?")[0] == reverse("login")


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", [name for name, line in TABLE.items() if not line.is_public])
def test_with_a_role_at_its_own_place(name, role, client):
    plan = builders.a_plan(state=State.SUBMITTED)
    client.force_login(a_user_at(role, plan))
    line = TABLE[name]

    status = status_of(client.get(address_of(name, plan)))

    refused = 405 if line.by_post else 404 if role in line.hidden_from else line.otherwise
    assert status in ({200, 202} if role in line.roles else {refused})


@pytest.mark.parametrize("role", [STAFF, LEAD, FIRST, FINAL, MANAGER])
@pytest.mark.parametrize("name", sorted(OF_A_PLAN - BY_POST))
def test_a_text_elsewhere_does_not_exist(name, role, client):
    plan, elsewhere = builders.a_plan(state=State.SUBMITTED), builders.a_plan(state=State.SUBMITTED)
    client.force_login(a_user_at(role, elsewhere))

    assert client.get(address_of(name, plan)).status_code == 404


@pytest.mark.parametrize("role", [FIRST, FINAL, MANAGER])
@pytest.mark.parametrize("name", sorted(OF_A_PLAN - BY_POST))
def test_a_draft_does_not_exist_for_the_bureau(name, role, client):
    plan = builders.a_plan(state=State.DRAFTING)
    client.force_login(a_user_at(role, plan))

    assert client.get(address_of(name, plan)).status_code == 404


@pytest.mark.parametrize("role", Role)
def test_the_configuration_site_opens_for_whoever_configures(role, client):
    plan = builders.a_plan()
    client.force_login(a_user_at(role, plan))

    status = client.get(reverse("admin:index")).status_code

    assert status == (200 if role in CONFIGURING else 302)


@pytest.mark.parametrize("role", CONFIGURING)
def test_a_configuration_page_asks_for_its_own_right(role, client):
    client.force_login(a_user_at(role, builders.a_plan()))

    may = {
        name: client.get(reverse(f"admin:{name}_changelist")).status_code == 200
        for name in (
            "departments_user",
            "departments_membership",
            "departments_authenticator",
            "departments_cycle",
            "indicators_libraryindicator",
        )
    }

    assert may == {
        "departments_user": role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN),
        "departments_membership": role == Role.SECURITY_ADMIN,
        "departments_authenticator": role == Role.SECURITY_ADMIN,
        "departments_cycle": role == MANAGER,
        "indicators_libraryindicator": role == MANAGER,
    }


@pytest.mark.parametrize("name", sorted(OF_A_PLAN - BY_POST))
def test_in_every_state_only_who_sees_the_text_gets_an_answer(name):
    plan = builders.a_plan()
    elsewhere = builders.a_department()
    users = [a_user_at(role, plan) for role in Role]
    users += [builders.a_user(role, place=elsewhere) for role in (STAFF, LEAD, FIRST)]
    users += [builders.a_user(role, place=elsewhere.region) for role in (FINAL, MANAGER)]
    windows = [(user, Client()) for user in users]
    for user, client in windows:
        client.force_login(user)

    leaks, faults = [], []
    for state in State:
        Plan.objects.filter(pk=plan.pk).update(state=state)
        for user, client in windows:
            status = client.get(address_of(name, plan)).status_code
            is_seen = Plan.objects.visible_to(user).filter(pk=plan.pk).exists()
            leaks += [(state, user.roles)] if status != 404 and not is_seen else []
            faults += [(state, user.roles, status)] if status not in ALLOWED else []

    assert (leaks, faults) == ([], [])
