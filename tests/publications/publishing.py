"""What the tests of publication share: an approved text with its people, and its publication in one word."""

from dataclasses import replace

from django.urls import get_resolver, reverse
from django.utils import timezone

from departments.models import Department, Plan, Role
from projects.models import Project
from publications.addresses import codes_of
from publications.editions import Omissions
from publications.files import keep_file
from publications.models import Publication
from publications.models.publication import FileKind
from publications.publishing import approved_version, publish
from publications.rows import renew_rows
from reviews.versions.snapshots import keep_snapshot
from tests import builders
from tests.reviews.people import Case, People, a_case
from texts.interchange import sha256, to_json
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


def set_public(plan: Plan) -> Publication:
    """An edition set past every rule, with its print: for tests of who may look, not of what is published."""
    text = Plan.objects.with_text().get(pk=plan.pk).to_text()
    number = plan.publications.count() + 1
    snapshot = keep_snapshot(
        Plan.objects.with_text().get(pk=plan.pk), text, by=plan.created_by, at=timezone.now(), is_sent=True
    )
    made = Publication.objects.create(
        plan=plan,
        snapshot=snapshot,
        number=number,
        text=to_json(text),
        sha256=sha256(text),
        omitted={"rows": [], "columns": [], "places": []},
        published_at=timezone.now(),
        published_by=plan.created_by,
    )
    renew_rows(made, text)
    keep_file(made, FileKind.PDF, b"%PDF-")
    return Publication.objects.addressed().get(pk=made.pk)


def public_address(name: str, plan: Plan) -> str:
    """A public address by its name, of this text and one of the year before, both set public."""
    if not plan.publications.exists():
        before = builders.a_text(fiscal_year=plan.cycle.fiscal_year - 1)
        set_public(builders.a_plan(before, department=plan.department))
        set_public(plan)
    made = Publication.objects.addressed().get(plan=plan)
    codes = codes_of(made) | {"number": 1, "kind": "pdf", "slug": made.projects.first().slug}
    taken = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
    return reverse(name, kwargs={key: codes[key] for key in taken})
