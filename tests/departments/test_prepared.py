"""Prepared statements: the same answers as the QuerySet they are made of, for each call's own values."""

import pytest
from django.urls import reverse
from django.utils import timezone

from departments.models import Plan, Role, User
from departments.models.plans import State
from departments.prepared import PreparedUpdate, PreparedUpsert, Slot, prepared, room_for, slots
from projects.models import CellEdit
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("prepared statements are SQL of the engine")]

NAME, STATE = User.name.field, Plan.state.field


@pytest.fixture(autouse=True, params=[True, False], ids=["prepared", "plain"])
def _way(request, settings):
    """Each the one way and the other: what was built for the way before is forgotten."""
    settings.PREPARED_STATEMENTS = request.param
    for build in (_named, _among, _nobody, _renaming, _moving_on, _noted):
        build.cache_clear()


@prepared
def _named():
    return User.objects.filter(name=Slot("name", NAME))


@prepared
def _among(room):
    return Plan.objects.filter(pk__in=slots("plans", Plan._meta.pk, room)).select_related("department")


@prepared
def _nobody():
    return User.objects.filter(pk__in=[], name=Slot("name", NAME))


@prepared
def _renaming(written):
    return PreparedUpdate(User.objects.filter(name=Slot("was", NAME)), {written: Slot("now", NAME)})


@prepared
def _moving_on():
    return PreparedUpdate(Plan.objects.filter(state__in=[]), {"state": Slot("state", STATE)})


class TestRows:
    def test_are_those_of_each_calls_values(self):
        first, second = builders.a_user(name="沈知行"), builders.a_user(name="顾一帆")

        found = [_named().rows(name=name) for name in ("沈知行", "顾一帆", "没有这个人", "沈知行")]

        assert found == [[first], [second], [], [first]]

    def test_are_as_they_stand_at_each_call(self):
        user = builders.a_user(name="沈知行")
        before = _named().first(name="沈知行")

        User.objects.filter(pk=user.pk).update(email="shen@example.org")
        after = _named().first(name="沈知行")

        assert (before.email, after.email) == (user.email, "shen@example.org")

    def test_come_with_what_was_fetched_beside_them(self, django_assert_num_queries):
        plan = builders.a_plan()

        with django_assert_num_queries(1):
            departments = [found.department for found in _among(1).rows(plans=[plan.pk])]

        assert departments == [plan.department]

    @pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
    def test_of_as_many_values_as_there_are(self, count):
        plans = [builders.a_plan() for _ in range(5)]

        found = _among(room_for(count)).rows(plans=[plan.pk for plan in plans[:count]])

        assert {plan.pk for plan in found} == {plan.pk for plan in plans[:count]}

    def test_of_a_statement_that_finds_nothing_are_none(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert (_nobody().rows(name="沈知行"), _nobody().first(name="沈知行")) == ([], None)


class TestUpdate:
    def test_writes_where_its_conditions_hold_and_says_how_many(self):
        user, other = builders.a_user(name="沈知行"), builders.a_user(name="顾一帆")

        counts = [_renaming("name").run(was="沈知行", now="沈知远") for _ in range(2)]

        assert counts == [1, 0]
        assert [builders.again(one).name for one in (user, other)] == ["沈知远", "顾一帆"]

    def test_of_another_shape_is_another_statement(self):
        user = builders.a_user(name="沈知行")

        _renaming("name").run(was="沈知行", now="沈知远")
        _renaming("email").run(was="沈知远", now="shen@example.org")

        assert [builders.again(user).name, builders.again(user).email] == ["沈知远", "shen@example.org"]

    def test_that_finds_nothing_changes_nothing(self):
        plan = builders.a_plan()

        assert _moving_on().run(state=State.APPROVED) == 0
        assert Plan.objects.get(pk=plan.pk).state == State.DRAFTING


@prepared
def _noted():
    return PreparedUpsert(CellEdit, key=["plan", "place"], cells=["kind", "version", "edited_by", "edited_at"])


class TestUpsert:
    def test_writes_a_row_or_over_the_one_with_its_key(self, django_assert_num_queries):
        plan, at = builders.a_plan(), timezone.now()
        row = {"plan_id": plan.pk, "kind": "goal", "edited_by_id": plan.created_by_id, "edited_at": at}

        _noted().run([row | {"place": "a", "version": 2}])
        with django_assert_num_queries(1):
            _noted().run([row | {"place": "a", "version": 3}, row | {"place": "b", "version": 3}])

        stored = CellEdit.objects.order_by("place").values_list("plan", "place", "version", "edited_by", "edited_at")
        assert list(stored) == [(plan.pk, place, 3, plan.created_by_id, at) for place in ("a", "b")]


def test_the_door_of_a_save_is_the_door_of_the_pages():
    plans = [builders.a_plan(state=state) for state in State]
    places = [(role, plans[0].department) for role in (Role.UNIT_STAFF, Role.DEPARTMENT_LEAD, Role.FIRST_REVIEWER)]
    places += [(role, plans[0].department.region) for role in (Role.FINAL_REVIEWER, Role.BUDGET_MANAGER)]
    places += [(role, plans[-1].department.region) for role in (Role.FINAL_REVIEWER, Role.AUDIT_ADMIN)]
    users = [builders.a_user(role, place=place) for role, place in places]

    for user in users:
        found = [plan.pk for plan in plans if Plan.objects.find(user, plan.pk)]

        assert set(found) == set(Plan.objects.visible_to(user).values_list("pk", flat=True))


def test_a_cookie_that_no_database_looks_for_is_nobodys(client):
    answer = client.get(reverse("login"), HTTP_COOKIE='session="\\000aaaaaaaaaaaaaaaa"')

    assert answer.status_code == 200
