"""Who is in a text: where, in which role, since when; and nobody who left."""

from datetime import timedelta

import pytest
from django.utils import timezone

from departments.models import Role
from projects.models import Presence
from projects.presence import STALE_AFTER, Other, be_present
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("prepared statements are SQL of the engine")]

NOW = timezone.now()


@pytest.fixture
def lead(plan):
    return builders.a_user(Role.DEPARTMENT_LEAD, place=plan.department, name="沈知行")


def place_of(plan, kind: str) -> tuple[str, str]:
    """A place of this kind, and where that is in words."""
    project = plan.projects.get()
    project_words = "项目“乡土读本印制费”"
    return {
        "plan": (f"plan:{plan.pk}:overall_goal", "第一部分"),
        "measure": (f"measure:{plan.measures.first().pk}:text", "第一部分"),
        "project": (f"project:{project.pk}:name", project_words),
        "milestone": (f"milestone:{project.milestones.first().pk}:percent", project_words),
        "goal": (f"{project.goals.first().pk}:text", project_words),
        "indicator": (f"indicator:{project.indicators.first().pk}:target", project_words),
        "nowhere": ("", ""),
        "nonsense": ("x:y:z", ""),
    }[kind]


@pytest.mark.parametrize(
    "kind", ["plan", "measure", "project", "milestone", "goal", "indicator", "nowhere", "nonsense"]
)
def test_others_are_told_who_where_and_since_when(plan, lead, kind):
    place, where = place_of(plan, kind)

    alone = be_present(plan, lead, place=place, at=NOW)

    assert alone == []
    assert be_present(plan, plan.created_by, place="", at=NOW) == [Other("沈知行", "单位审核人", place, where, NOW)]


def test_who_stays_has_been_there_since_coming(plan, lead):
    for seconds in (0, 15, 30):
        be_present(plan, lead, place="", at=NOW + timedelta(seconds=seconds))

    (other,) = be_present(plan, plan.created_by, place="", at=NOW + timedelta(seconds=31))

    assert other.since == NOW
    assert Presence.objects.filter(user=lead).count() == 1


def test_who_goes_on_typing_has_not_left(plan, lead):
    be_present(plan, lead, place="", at=NOW)
    for seconds in range(1, 100, 2):
        be_present(plan, lead, place="", at=NOW + timedelta(seconds=seconds))

    (other,) = be_present(plan, plan.created_by, place="", at=NOW + timedelta(seconds=130))

    assert other.since == NOW


def test_who_goes_to_another_place_is_seen_there_at_once(plan, lead):
    place, where = place_of(plan, "goal")
    be_present(plan, lead, place="", at=NOW)

    be_present(plan, lead, place=place, at=NOW + timedelta(seconds=1))

    (other,) = be_present(plan, plan.created_by, place="", at=NOW + timedelta(seconds=1))
    assert (other.place, other.where) == (place, where)


def test_who_gives_no_sign_is_gone_and_comes_back_anew(plan, lead):
    be_present(plan, lead, place="", at=NOW)
    later = NOW + STALE_AFTER + timedelta(seconds=1)

    away = be_present(plan, plan.created_by, place="", at=later)
    be_present(plan, lead, place="", at=later)

    assert away == []
    assert [other.since for other in be_present(plan, plan.created_by, place="", at=later)] == [later]


def test_another_text_is_another_room(plan, lead):
    be_present(builders.a_plan(), lead, place="", at=NOW)

    assert be_present(plan, plan.created_by, place="", at=NOW) == []


@pytest.mark.parametrize("count", [1, 5])
def test_costs_two_queries_whoever_is_there(plan, count, django_assert_num_queries):
    place, _ = place_of(plan, "indicator")
    for _ in range(count):
        be_present(plan, builders.a_user(Role.DEPARTMENT_LEAD, place=plan.department), place=place, at=NOW)
    be_present(plan, plan.created_by, place="", at=NOW)

    with django_assert_num_queries(2):
        assert len(be_present(plan, plan.created_by, place="", at=NOW)) == count
