"""A Text stored and taken back is the same Text; a failure half-way leaves nothing."""

import json

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given

from departments.models import Plan, Role
from departments.models.plans import State
from projects.actions import TextInTheWayError, store_text
from projects.models import Indicator, Project
from tests import builders, strategies
from tests.generating import examples
from tests.places import text_files
from texts.interchange import from_json, sha256
from texts.model import Text

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("strings come back as the database kept them")]


def stored(text: Text) -> Text:
    return Plan.objects.with_text().get(pk=builders.a_plan(text).pk).to_text()


@pytest.mark.parametrize("path", text_files(".json"), ids=lambda path: path.stem)
def test_every_sample_comes_back_as_it_was(path):
    text = from_json(json.loads(path.read_text(encoding="utf-8")))

    taken_back = stored(text)

    assert taken_back == text
    assert sha256(taken_back) == sha256(text)


class TestGenerated:
    @given(text=strategies.texts)
    @examples(300)
    def test_any_text_comes_back_as_it_was(self, text):
        department = builders.a_department()
        cycle = builders.a_cycle(department.region, columns=list(text.columns))
        by = builders.a_user()

        plan = store_text(text=text, department=department, cycle=cycle, by=by)

        assert Plan.objects.with_text().get(pk=plan.pk).to_text() == text
        plan.delete()


def test_every_row_gets_an_identity_of_its_own():
    text = stored(builders.a_text())

    project = text.projects[0]
    rows = (text, *text.sub_goals, *text.measures, project, *project.plan, *project.goals, *project.indicators)

    assert len({row.id for row in rows}) == len(rows)
    assert None not in {row.id for row in rows}


@pytest.mark.parametrize("count", [1, 3])
def test_reading_costs_the_same_queries_however_long_the_text(count, django_assert_num_queries):
    plan = builders.a_plan(builders.a_text(projects=(builders.a_project(),) * count))

    with django_assert_num_queries(7):
        Plan.objects.with_text().get(pk=plan.pk).to_text()


def test_storing_costs_a_handful_of_queries():
    department = builders.a_department()
    cycle, by = builders.a_cycle(department.region), builders.a_user()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        store_text(text=builders.a_text(), department=department, cycle=cycle, by=by)
    with CaptureQueriesContext(connection) as more_queries:
        long_text = builders.a_text(projects=(builders.a_project(),) * 12)
        store_text(text=long_text, department=department, cycle=cycle, by=by, replace=True)

    assert len(queries) <= 14
    assert len(more_queries) <= 14 + 14  # the same, and the draft in the way deleted, table by table


def test_a_failure_leaves_nothing():
    department = builders.a_department()
    cycle, by = builders.a_cycle(department.region), builders.a_user()
    milestone = builders.a_project().plan[0]
    bad_project = builders.a_project(plan=(milestone.__class__(month=13, percent="1"),))

    with pytest.raises(IntegrityError):
        store_text(text=builders.a_text(projects=(bad_project,)), department=department, cycle=cycle, by=by)

    assert not Plan.objects.filter(department=department).exists()
    assert not Project.objects.exists()
    assert not Indicator.objects.exists()


def test_a_draft_is_replaced_only_on_request():
    plan = builders.a_plan()
    arguments = {"department": plan.department, "cycle": plan.cycle, "by": plan.created_by}
    other = builders.a_text(overall_goal=("另一份。",))

    with pytest.raises(TextInTheWayError, match="已有草稿"):
        store_text(text=other, **arguments)
    replaced = store_text(text=other, replace=True, **arguments)

    assert [p.to_text() for p in Plan.objects.with_text().filter(department=plan.department)] == [other]
    assert replaced.pk == plan.pk


@pytest.mark.parametrize("state", [s for s in State if s != State.DRAFTING])
def test_what_left_the_drafting_table_is_never_replaced(state):
    plan = builders.a_plan(state=state, rounds=1)

    with pytest.raises(TextInTheWayError, match="不能用文件替换"):
        store_text(
            text=builders.a_text(), department=plan.department, cycle=plan.cycle, by=plan.created_by, replace=True
        )

    assert Plan.objects.filter(pk=plan.pk).exists()


def test_a_project_finds_its_unit_by_the_code():
    department = builders.a_department(code="131")
    unit = builders.a_unit(department, code="131001")

    plan = builders.a_plan(department=department)

    assert plan.projects.get().unit == unit
    assert str(plan.projects.get().budget_amount) == "6.000000"


def test_staff_of_another_department_see_no_draft():
    plan = builders.a_plan()
    stranger = builders.a_user(Role.UNIT_STAFF)

    assert list(Plan.objects.visible_to(plan.created_by)) == [plan]
    assert list(Plan.objects.visible_to(stranger)) == []
