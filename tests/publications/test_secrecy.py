"""密级: a cell of the project that goes wherever the project goes, and is told by every version."""

import pytest
from django.urls import reverse

from departments.models import Plan
from projects.copying.copies import copy_project
from projects.models import Project, Snapshot
from projects.saving.changes import CellChange, RowChange, Save
from projects.saving.save import save
from projects.starting.first_draft import start_from
from reviews.versions.comparing import version_of
from reviews.versions.restore import restore
from tests import builders
from tests.publications.publishing import two_projects
from tests.reviews.people import a_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return builders.a_plan(two_projects())


def classified(plan) -> list[str]:
    return [project.name for project in Project.objects.filter(plan=plan).order_by("position") if project.is_classified]


def classify(plan, position: int) -> Project:
    """As the workbench does it."""
    project = plan.projects.get(position=position)
    save(plan, Save((), (CellChange("project", project.pk, "secrecy", "", "涉密"),), 0), by=plan.created_by)
    return Project.objects.get(pk=project.pk)


def test_is_chosen_on_the_project_s_page_and_posted_without_script(plan, log_in):
    client = log_in(plan.created_by)
    project = plan.projects.get(position=2)
    page = reverse("project_edit", args=[plan.pk, project.pk])

    before = client.get(page).content.decode()
    client.post(
        page, {"do": "save", f"project:{project.pk}:secrecy": "涉密", "was": f'{{"project:{project.pk}:secrecy": ""}}'}
    )
    after = client.get(page).content.decode()

    assert '<option value="涉密">' in before
    assert '<option value="涉密" selected>' in after
    assert classified(plan) == ["校园足球场修缮费"]


def test_comes_back_with_a_project_that_was_taken_out(plan):
    project = classify(plan, 2)

    for do in ("remove", "restore"):
        save(plan, Save((RowChange(do, "project", project.pk),), (), 10**6), by=plan.created_by)

    assert classified(plan) == ["校园足球场修缮费"]


def test_goes_with_a_copy_and_into_the_next_year(plan):
    project = classify(plan, 2)

    copy_project(plan, project, by=plan.created_by)
    source = Plan.objects.with_text().select_related("department__region").get(pk=plan.pk)
    following = start_from(source, cycle=builders.a_cycle(plan.department.region, fiscal_year=2026), by=plan.created_by)

    assert classified(plan) == ["校园足球场修缮费"] * 2
    assert classified(following) == ["校园足球场修缮费"] * 2


def test_a_version_says_which_rows_are_secret_and_is_another_one_when_that_changes():
    case = a_case(text=two_projects())
    case.go("keep")
    project, sub_goal = case.plan.projects.get(position=2), case.plan.sub_goals.get()
    Project.objects.filter(pk=project.pk).update(secrecy="涉密", sub_goal=sub_goal)

    case.go("keep", "keep")

    versions = Snapshot.objects.order_by("number").values_list("number", "classified")
    assert list(versions) == [(1, []), (2, sorted([str(project.pk), str(sub_goal.pk)]))]


def test_a_project_brought_back_from_an_old_version_is_secret_as_it_was():
    case = a_case(text=two_projects())
    project = case.plan.projects.get(position=2)
    Project.objects.filter(pk=project.pk).update(secrecy="涉密")
    case.go("keep")
    version = Snapshot.objects.get()
    lead = builders.again(case.people.lead)
    save(case.plan, Save((RowChange("remove", "project", project.pk),), (), 10**6), by=lead)

    old = version_of(case.plan, lead, str(version.pk))
    restore(case.plan, old, str(project.pk), by=lead)

    assert classified(case.plan) == ["校园足球场修缮费"]
