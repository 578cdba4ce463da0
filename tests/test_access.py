"""Every address x every role, as one table (access_table.py): what each may open. A new address without a line fails.

One walk a role: its place, its text and its login are made once, every address is asked, and what all of them answered
is compared as a whole. Where an address changes what the next one shows, that is a fault of its own: a GET changes nothing.
"""

from collections.abc import Iterable, Iterator

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
    Line,
    a_user_at,
    address_of,
    addresses,
)

pytestmark = pytest.mark.django_db

OPEN_TO_SOME = [name for name, line in TABLE.items() if not line.is_public]
READ_OF_A_PLAN = sorted(OF_A_PLAN - BY_POST)


def walk(client: Client, names: Iterable[str], plan: Plan) -> Iterator[tuple[str, int]]:
    """Asks for each address, and tells its status; a file is read to its end, as a browser does, and so closed."""
    for name in names:
        answer = client.get(address_of(name, plan))
        if answer.streaming:
            list(answer.streaming_content)
        yield name, answer.status_code


def differences(found: dict, expected: dict) -> dict:
    """What is otherwise than the table says: name → (found, expected)."""
    assert found.keys() == expected.keys()
    return {name: (found[name], expected[name]) for name in found if found[name] != expected[name]}


def test_every_address_has_a_line():
    assert addresses() == set(TABLE)


def test_without_a_login(client):
    plan = builders.a_plan(state=State.SUBMITTED)
    found, leads_to = {}, {}

    for name in TABLE:
        client.cookies.clear()
        answer = client.get(address_of(name, plan))
        found[name] = answer.status_code
        leads_to[name] = answer.headers.get("Location", reverse("login")).split("?")[0]

    expected = {
        name: 200 if line.is_public else 405 if name == "logout" else line.without_login for name, line in TABLE.items()
    }
    assert differences(found, expected) == {}
    assert set(leads_to.values()) == {reverse("login")}


@pytest.mark.parametrize("role", Role)
def test_with_a_role_at_its_own_place(role, client):
    plan = builders.a_plan(state=State.SUBMITTED)
    client.force_login(a_user_at(role, plan))

    found = dict(walk(client, OPEN_TO_SOME, plan))

    opened = {name for name, status in found.items() if status in (200, 202)}
    refused = {name: status for name, status in found.items() if name not in opened}
    assert opened == {name for name in OPEN_TO_SOME if role in TABLE[name].roles}
    assert differences(refused, {name: _refusal(TABLE[name], role) for name in refused}) == {}


def _refusal(line: Line, role: Role) -> int:
    return 405 if line.by_post else 404 if role in line.hidden_from else line.otherwise


@pytest.mark.parametrize("role", [STAFF, LEAD, FIRST, FINAL, MANAGER])
def test_a_text_elsewhere_does_not_exist(role, client):
    plan, elsewhere = builders.a_plan(state=State.SUBMITTED), builders.a_plan(state=State.SUBMITTED)
    client.force_login(a_user_at(role, elsewhere))

    assert dict(walk(client, READ_OF_A_PLAN, plan)) == dict.fromkeys(READ_OF_A_PLAN, 404)


@pytest.mark.parametrize("role", [FIRST, FINAL, MANAGER])
def test_a_draft_does_not_exist_for_the_bureau(role, client):
    plan = builders.a_plan(state=State.DRAFTING)
    client.force_login(a_user_at(role, plan))

    assert dict(walk(client, READ_OF_A_PLAN, plan)) == dict.fromkeys(READ_OF_A_PLAN, 404)


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


@pytest.mark.thorough("6,000 requests")
@pytest.mark.parametrize("state", State)
def test_in_every_state_only_who_sees_the_text_gets_an_answer(state):
    plan = builders.a_plan(state=state)
    elsewhere = builders.a_department()
    users = [a_user_at(role, plan) for role in Role]
    users += [builders.a_user(role, place=elsewhere) for role in (STAFF, LEAD, FIRST)]
    users += [builders.a_user(role, place=elsewhere.region) for role in (FINAL, MANAGER)]

    leaks, faults = [], []
    for user in users:
        client = Client()
        client.force_login(user)
        is_seen = Plan.objects.visible_to(user).filter(pk=plan.pk).exists()
        for name, status in walk(client, READ_OF_A_PLAN, plan):
            leaks += [(name, user.roles)] if status != 404 and not is_seen else []
            faults += [(name, user.roles, status)] if status not in ALLOWED else []

    assert (leaks, faults) == ([], [])
