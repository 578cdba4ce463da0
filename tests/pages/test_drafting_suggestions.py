"""Suggestions while an indicator is typed, and how a 指标值 will print."""

from datetime import date

import pytest
from django.urls import reverse

from departments.models import Plan, Role
from departments.models.plans import State
from indicators.models import LibraryIndicator, LibraryVersion
from projects.models import Indicator
from tests import builders

pytestmark = pytest.mark.django_db


def an_entry(name, *, version, level2="数量指标", field="通用", **changes):
    fields = {"level1": "产出指标", "description": f"{name}的数量", "operator": "≥", "unit": "册", "example": "1000"}
    return LibraryIndicator.objects.create(version=version, level2=level2, name=name, field=field, **fields | changes)


@pytest.fixture
def library(plan):
    old, new = (
        LibraryVersion.objects.create(name=name, published_on=day)
        for name, day in (("旧库", date(2027, 1, 1)), ("新库", date(2027, 6, 1)))
    )
    an_entry("印制旧册数", version=old)
    for name, field in (("印刷册数", "文化"), ("印制读本数量", "教育"), ("会议场次", "通用"), ("读本发放册数", "教育")):
        an_entry(name, version=new, field=field)
    an_entry("印刷合格率", version=new, level2="质量指标")
    return new


@pytest.fixture
def ask(plan, log_in, library):
    client = log_in(plan.created_by)
    client.get("/")

    def names_of(**asked):
        return client.get(reverse("indicator_suggest"), asked).json()

    return names_of


def names(suggestions) -> list[str]:
    return [one["name"] for one in suggestions]


def test_the_newest_library_by_category_and_typed_words(ask):
    assert names(ask(q="印", level2="数量指标")) == ["印刷册数", "印制读本数量"]
    assert names(ask(q="合格", level2="质量")) == ["印刷合格率"]
    assert names(ask(q="印册数")) == ["印刷册数"]
    assert names(ask(q="没有的指标")) == []


def test_the_projects_name_brings_its_own_field_to_the_front(ask, plan):
    found = names(ask(level2="数量指标", project=plan.projects.get().pk))

    assert found[:2] == ["印制读本数量", "读本发放册数"]


def test_an_entry_comes_with_all_that_helps(ask, plan):
    department = plan.department
    builders.a_plan(builders.a_text(fiscal_year=2024), department=department)
    Indicator.objects.filter(project__plan__cycle__fiscal_year=2024, name="印制读本数量").update(target="≥900册")
    for count, target in ((1, "≥500册"), (2, "≥800册")):
        for _ in range(count):
            elsewhere = builders.a_department(region=department.region)
            other = builders.a_plan(department=elsewhere, state=State.APPROVED)
            Indicator.objects.filter(project__plan=other, name="印制读本数量").update(target=target)
    builders.a_plan(department=builders.a_department(region=department.region))  # a draft: nobody learns from it
    secret = builders.a_plan(department=builders.a_department(region=department.region), state=State.APPROVED)
    secret.projects.update(secrecy="秘密")

    first = ask(q="印制", level2="数量指标", project=plan.projects.get().pk)[0]

    assert first == {
        "name": "印制读本数量",
        "level1": "产出指标",
        "level2": "数量指标",
        "description": "印制读本数量的数量",
        "operator": "≥",
        "unit": "册",
        "example": "1000",
        "field": "教育",
        "last_year": "≥900册",
        "used": 3,
        "others": [{"target": "≥800册", "count": 2}, {"target": "≥500册", "count": 1}],
    }


def test_a_project_that_one_does_not_see_tells_nothing(ask):
    foreign = builders.a_plan(builders.a_text(fiscal_year=2024))
    Plan.objects.filter(pk=foreign.pk).update(state=State.APPROVED)

    (first,) = ask(q="印制", project=foreign.projects.get().pk)

    assert (first["last_year"], first["used"], first["others"]) == ("", 0, [])


@pytest.mark.parametrize("project", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_an_odd_question_has_an_answer(ask, project):
    assert names(ask(q="会议", project=project)) == ["会议场次"]


def test_costs_seven_queries(ask, plan, django_assert_num_queries):
    project = plan.projects.get().pk

    with django_assert_num_queries(7):
        ask(q="印", level2="数量指标", project=project)


def test_changes_nothing_and_asks_for_a_login(client, plan, library):
    answer = client.get(reverse("indicator_suggest"))

    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("value", "canonical", "message"),
    [
        ("≧95百分比", "≥95%", ""),
        ("2024 年年底完成", "2024年底完成", ""),
        ("保持稳定", "保持稳定", ""),
        ("长" * 31, "长" * 31, "有 62 字节，省系统最多收 60 字节（一个汉字 2 字节），请缩短。"),
    ],
)
def test_how_a_target_prints(log_in, value, canonical, message):
    client = log_in(builders.a_user(Role.DEPARTMENT_LEAD))

    answer = client.get(reverse("indicator_target"), {"value": value}).json()

    assert answer == {"canonical": canonical, "message": message}
