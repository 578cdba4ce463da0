"""What the tests of publication share: an approved text with its people, and its publication in one word."""

from dataclasses import replace

from departments.models import Department, Plan, Role
from projects.models import Project
from publications.editions import Omissions
from publications.models import Publication
from publications.publishing import approved_version, publish
from tests import builders
from tests.reviews.people import Case, People, a_case
from texts.model import Line, Text

TO_APPROVAL = ("submit", "open_first", "pass", "open_final", "approve")


def approved(*, classified: tuple[int, ...] = (), **fields) -> Case:
    """A text on the last step before its publication; `classified` are positions of 涉密 projects, from 1."""
    case = a_case(**fields)
    return _approved(case, classified)


def approved_at(department: Department, text: Text) -> Case:
    """The same of a department that is there already."""
    plan = builders.a_plan(text, department=department)
    roles = (Role.UNIT_STAFF, Role.DEPARTMENT_LEAD, Role.FIRST_REVIEWER)
    people = [builders.a_user(role, place=department) for role in roles]
    return _approved(Case(plan, People(*people, builders.a_user(Role.FINAL_REVIEWER, place=department.region))), ())


def _approved(case: Case, classified: tuple[int, ...]) -> Case:
    Project.objects.filter(plan=case.plan, position__in=classified).update(secrecy="涉密")
    return case.go(*TO_APPROVAL)


def published(case: Case | None = None, *, note: str = "", **omitted) -> Publication:
    """The next edition of an approved text."""
    case = case or approved()
    plan = Plan.objects.select_related("cycle", "department").get(pk=case.plan.pk)
    omissions = replace(Omissions(), **{name: frozenset(values) for name, values in omitted.items()})
    made = publish(plan, omissions, read=approved_version(plan).sha256, by=case.people.final, note=note)
    case.plan.refresh_from_db()
    return made


def corrected(case: Case, note: str = "资金用途有误，予以更正。", **changes) -> Publication:
    """Reopened, changed in its first project, approved again and published with a note."""
    case.go("reopen")
    Project.objects.filter(plan=case.plan, position=1).update(**{"purpose": "用于印制新版乡土读本。"} | changes)
    case.go(*TO_APPROVAL)
    return published(case, note=note)


def two_projects(**changes):
    """A text of two projects of their own codes and words."""
    second = builders.a_project(
        code="13990125P00001310001C",
        name="校园足球场修缮费",
        budget="10.00",
        fiscal_funds="10.00",
        purpose="用于更换草皮。",
        goals=(Line(text="修缮足球场3处。"),),
    )
    return builders.a_text(projects=(builders.a_project(), second), **changes)
