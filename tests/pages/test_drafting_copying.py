"""Projects and rows copied: from last year's text, from another project, into the same text."""

import pytest
from django.urls import reverse

from departments.models import Plan, Role
from projects.copying.copies import last_years, sources
from projects.models import CarriedPlace, Project
from tests import builders

pytestmark = pytest.mark.django_db

#: a project that has no 质量指标 yet
ROWS = tuple(row for row in builders.a_project().indicators if row.level2 != "质量指标")


@pytest.fixture
def department():
    return builders.a_department()


@pytest.fixture
def plan(department):
    return builders.a_plan(builders.a_text(fiscal_year=2025, projects=()), department=department)


@pytest.fixture
def last(department):
    text = builders.a_text(fiscal_year=2024, projects=(builders.a_project(), builders.a_project(name="会议费")))
    return builders.a_plan(text, department=department)


@pytest.fixture
def lead(department):
    return builders.a_user(Role.DEPARTMENT_LEAD, place=department)


def text_of(plan):
    return Plan.objects.with_text().get(pk=plan.pk).to_text()


def test_a_project_of_last_year_comes_whole_and_is_marked(log_in, plan, last, lead):
    source = last.projects.get(name="会议费")

    answer = log_in(lead).post(reverse("project_copy", args=[plan.pk]), {"project": str(source.pk)})

    copied = plan.projects.get()
    assert answer.url == reverse("project_edit", args=[plan.pk, copied.pk])
    assert text_of(plan).projects == text_of(last).projects[1:]
    assert set(CarriedPlace.objects.filter(plan=plan).values_list("cell", flat=True)) == {
        "code", "budget", "fiscal_funds", "target",
    }  # fmt: skip


def test_categories_that_the_source_does_not_have_wait_in_their_place(log_in, plan, department, lead):
    source = builders.a_plan(
        builders.a_text(fiscal_year=2024, projects=(builders.a_project(indicators=ROWS),)), department=department
    )

    log_in(lead).post(reverse("project_copy", args=[plan.pk]), {"project": str(source.projects.get().pk)})

    rows = plan.projects.get().indicators.all()
    assert [(row.level2, row.is_waiting) for row in rows] == [
        ("数量指标", False),
        ("质量指标", True),
        ("时效指标", False),
        ("成本指标", False),
        ("经济效益指标", True),
        ("社会效益指标", False),
        ("生态效益指标", True),
        ("可持续影响指标", True),
        ("服务对象满意度指标", False),
    ]


def test_a_project_is_doubled_behind_itself_with_its_link(log_in, lead, last):
    first, second = last.projects.all()
    Project.objects.filter(pk=first.pk).update(sub_goal=last.sub_goals.get())
    page = reverse("project_edit", args=[last.pk, first.pk])

    answer = log_in(lead).post(page, {"do": f"duplicate:{first.pk}"})

    names = list(last.projects.values_list("name", flat=True))
    doubled = last.projects.exclude(pk__in=[first.pk, second.pk]).get()
    assert names == ["乡土读本印制费", "乡土读本印制费", "会议费"]
    assert doubled.sub_goal == last.sub_goals.get()
    assert answer.url == reverse("project_edit", args=[last.pk, doubled.pk])
    assert not CarriedPlace.objects.exists()


def test_chosen_rows_come_from_last_years_project_of_the_same_name(log_in, plan, last, lead):
    client = log_in(lead)
    client.post(reverse("project_add", args=[plan.pk]), {"id": "a0000000-0000-4000-8000-000000000001"})
    project = plan.projects.get()
    Project.objects.filter(pk=project.pk).update(name="会议费")
    source = last_years(plan, plan.projects.get(), lead)
    rows = [source.goals.first(), *source.indicators.all()[1:3]]
    address = reverse("rows_copy", args=[plan.pk, project.pk])

    page = client.get(address).content.decode()
    client.post(address, {"from": str(source.pk), "row": [str(row.pk) for row in rows]})

    value = text_of(plan).projects[0]
    old = text_of(last).projects[1]
    assert "会议费" in page
    assert (value.goals, value.indicators) == (old.goals[:1], old.indicators[1:3])


def test_only_the_own_departments_projects_are_offered(plan, last, lead):
    builders.a_plan()

    found = sources(plan, lead)

    assert {project.plan for project in found} == {last}


def test_a_foreign_project_is_not_copied(log_in, plan, lead):
    foreign = builders.a_plan().projects.get()
    client = log_in(lead)

    answers = [
        client.post(reverse("project_copy", args=[plan.pk]), {"project": value}).status_code
        for value in (str(foreign.pk), "nonsense", "")
    ]

    assert answers == [404, 403, 403]
    assert not plan.projects.exists()


def test_nothing_is_copied_into_a_text_that_was_sent(log_in, plan, last, lead):
    Plan.objects.filter(pk=plan.pk).update(state="submitted")

    log_in(lead).post(reverse("project_copy", args=[plan.pk]), {"project": str(last.projects.first().pk)})
    log_in(lead).post(reverse("project_add", args=[plan.pk]), {"id": "a0000000-0000-4000-8000-000000000001"})

    assert not plan.projects.exists()
