"""跨部门比对: of what was sent, for whoever sees those texts; worked out once."""

from dataclasses import replace

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from departments.models import Role
from departments.models.plans import State
from findings.across.comparison import across_of
from projects.models import Project
from tests import builders
from tests.findings.saying import a_faulty_case, faulty_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return builders.a_region()


def names(found) -> list[tuple[str, list[str]]]:
    return [(same.name, [member.department for member in same.members]) for same in found.same]


def test_puts_the_same_project_of_several_departments_together(region):
    one, other = a_faulty_case(region=region), a_faulty_case(region=region)
    final = builders.a_user(Role.FINAL_REVIEWER, place=region)

    found = across_of(final, one.plan.cycle).found

    departments = sorted([one.plan.department.name, other.plan.department.name])
    assert [(name, sorted(where)) for name, where in names(found)] == [("乡土读本印制费", departments)]
    assert (found.texts, found.projects) == (2, 2)
    assert {copied.what for copied in found.copied} == {"绩效目标", "指标表"}


def test_reads_what_was_sent_and_no_draft(region):
    one, other = a_faulty_case(region=region), a_faulty_case(region=region)
    a_faulty_case(State.DRAFTING, region=region)
    Project.objects.filter(plan=other.plan).update(name="送审以后改的名称")
    final = builders.a_user(Role.FINAL_REVIEWER, place=region)

    found = across_of(final, one.plan.cycle).found

    assert found.texts == 2
    assert [name for name, _ in names(found)] == ["乡土读本印制费"]


def test_a_first_reviewer_compares_the_own_departments_only(region):
    one, _ = a_faulty_case(region=region), a_faulty_case(region=region)

    found = across_of(builders.again(one.people.first), one.plan.cycle).found

    assert (found.texts, found.same) == (1, ())


def test_is_worked_out_once_and_again_when_something_is_sent(client, region):
    one = a_faulty_case(region=region)
    a_faulty_case(region=region)
    client.force_login(builders.a_user(Role.FINAL_REVIEWER, place=region))
    client.get(reverse("across"))

    with CaptureQueriesContext(connection) as first:
        client.get(reverse("across"))
    text = faulty_text()
    more = replace(text.projects[0], name="校园足球场修缮")
    third = a_faulty_case(region=region, text=replace(text, projects=(text.projects[0], more)))
    page = client.get(reverse("across"))
    with CaptureQueriesContext(connection) as second:
        client.get(reverse("across"))

    assert page.context["compared"].found.texts == 3
    assert third.plan.department.name in page.content.decode()
    assert len(first) == len(second)
    assert one.plan.department.name in page.content.decode()


@pytest.mark.parametrize("tab", ["same", "copied", "outliers", "unknown"])
def test_every_tab_opens_also_with_nothing_to_compare(client, region, tab):
    cache.clear()
    builders.a_cycle(region)
    client.force_login(builders.a_user(Role.BUDGET_MANAGER, place=region))

    page = client.get(reverse("across"), {"tab": tab, "q": "招商"})

    assert page.status_code == 200


def test_is_not_the_departments(client):
    case = a_faulty_case()
    client.force_login(case.people.lead)

    assert client.get(reverse("across")).status_code == 403
