"""Every address with who may open it, and how an address of a text is made: read by tests/test_access.py."""

from dataclasses import dataclass
from uuid import uuid4

from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from config.audit.requests import PUBLIC
from departments.models import Role
from findings.panel.remarks import finding_name
from jobs.models import Job, JobState
from projects.models import ImportedFile, JobKind
from tests import builders
from tests.publications.publishing import public_address
from texts.checks import check
from texts.interchange import to_json

STAFF, LEAD = Role.UNIT_STAFF, Role.DEPARTMENT_LEAD
FIRST, FINAL, MANAGER = Role.FIRST_REVIEWER, Role.FINAL_REVIEWER, Role.BUDGET_MANAGER
BUSINESS = (STAFF, LEAD, FIRST, FINAL, MANAGER)
EVERYBODY = tuple(Role)
SEPARATED = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
CONFIGURING = (MANAGER, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)


@dataclass(frozen=True)
class Line:
    """Who gets 200 from GET; everybody else with a login gets `otherwise`; without a login one is sent to it."""

    roles: tuple[Role, ...]
    otherwise: int = 404
    hidden_from: tuple[Role, ...] = ()  # who gets 404 instead
    is_public: bool = False
    by_post: bool = False  # GET answers 405
    without_login: int = 302


#: address -> who may open it, the text being their own department's and sent to the bureau
TABLE = {
    "login": Line(EVERYBODY, is_public=True),
    "logout": Line((), by_post=True),
    "login_code": Line((), otherwise=302),  # between the two steps of a login only
    "password_change": Line(EVERYBODY),
    "account": Line(EVERYBODY),
    "two_step": Line((FIRST, FINAL, MANAGER, *SEPARATED), otherwise=403),
    "two_step_off": Line(()),  # for whom it is on
    "recovery_codes": Line(()),
    "manual": Line(EVERYBODY),
    "manual_chapter": Line(EVERYBODY),
    "audit_list": Line((Role.AUDIT_ADMIN,), otherwise=403),
    "audit_csv": Line((Role.AUDIT_ADMIN,), otherwise=403),
    "plan_list": Line(EVERYBODY),
    "plan_detail": Line(BUSINESS),
    "plan_json": Line(BUSINESS),
    "plan_pdf": Line(BUSINESS),
    "plan_pdf_progress": Line(BUSINESS),
    "opinion_pdf": Line(()),  # nothing is decided yet
    "opinion_pdf_progress": Line(()),
    "plan_word": Line(BUSINESS),
    "plan_word_progress": Line(BUSINESS),
    "plan_read": Line((), by_post=True),
    "plan_findings": Line(BUSINESS),
    "findings_beside": Line((STAFF, LEAD), otherwise=403, hidden_from=SEPARATED),
    "findings_explain": Line((), by_post=True),
    "findings_fix": Line((STAFF, LEAD), otherwise=403, hidden_from=SEPARATED),
    "worklist": Line(BUSINESS),
    "thread_new": Line((FIRST, FINAL), otherwise=403, hidden_from=SEPARATED),
    "thread_act": Line((), by_post=True),
    "plan_edit": Line((STAFF, LEAD), otherwise=403, hidden_from=SEPARATED),
    "project_edit": Line((STAFF, LEAD), otherwise=403, hidden_from=SEPARATED),
    "rows_copy": Line((STAFF, LEAD), otherwise=403, hidden_from=SEPARATED),
    "project_add": Line((), by_post=True),
    "project_copy": Line((STAFF, LEAD), otherwise=403, hidden_from=SEPARATED),
    "removed_rows": Line((STAFF, LEAD), otherwise=403, hidden_from=SEPARATED),
    "plan_save": Line((STAFF, LEAD), otherwise=403, hidden_from=SEPARATED, without_login=401),
    "plan_start": Line((STAFF, LEAD), otherwise=403),
    "plan_step": Line((), otherwise=302, hidden_from=SEPARATED),
    "plan_way": Line(BUSINESS),
    "review_sheet": Line(()),  # no form is filled in yet
    "plan_versions": Line(BUSINESS),
    "plan_compare": Line(BUSINESS),
    "version_restore": Line((), by_post=True),
    "publications": Line((FINAL, MANAGER), otherwise=403),
    "publication": Line((), otherwise=403, hidden_from=(FINAL, MANAGER)),  # only what was approved
    **dict.fromkeys(PUBLIC, Line(EVERYBODY, is_public=True)),
    "desk": Line((FIRST, FINAL), otherwise=403),
    "plan_checks": Line((FIRST, FINAL, MANAGER), otherwise=403, hidden_from=SEPARATED),
    "finding_waive": Line((FIRST, FINAL), otherwise=403, hidden_from=SEPARATED),
    "rule_list": Line(BUSINESS, otherwise=403),
    "rule_detail": Line(BUSINESS, otherwise=403),
    "check_settings": Line((MANAGER,), otherwise=403),
    "across": Line((FIRST, FINAL, MANAGER), otherwise=403),
    "waivers": Line((FIRST, FINAL), otherwise=403),
    "waiver_decline": Line((), by_post=True),
    "board": Line((FIRST, FINAL, MANAGER), otherwise=403),
    "summary": Line((FIRST, FINAL, MANAGER), otherwise=403),
    "inbox": Line(EVERYBODY),
    "notice_open": Line((), by_post=True),
    "notices_read": Line((), by_post=True),
    "indicator_suggest": Line((STAFF, LEAD), otherwise=403),
    "indicator_target": Line(EVERYBODY),
    "plan_workbook": Line((STAFF, LEAD), otherwise=403, hidden_from=SEPARATED),
    "plan_returned": Line((STAFF, LEAD), otherwise=403, hidden_from=SEPARATED),
    "returned_detail": Line((), otherwise=403, hidden_from=(STAFF, LEAD, *SEPARATED)),  # its uploader's alone
    "import_new": Line((STAFF, LEAD), otherwise=403),
    "export_new": Line(BUSINESS, otherwise=403),
    "job_list": Line(BUSINESS, otherwise=403),
    "job_detail": Line((), otherwise=403, hidden_from=BUSINESS),  # its owner's alone
    "job_progress": Line((), otherwise=403, hidden_from=BUSINESS),
    "job_file": Line((), otherwise=403, hidden_from=BUSINESS),
    "folder_new": Line((FINAL, MANAGER), otherwise=403),
    "folder_detail": Line((), otherwise=403, hidden_from=(FINAL, MANAGER)),
    "import_detail": Line((), otherwise=403, hidden_from=(STAFF, LEAD)),  # its uploader's alone
}
BY_POST = {name for name, line in TABLE.items() if line.by_post}
#: what an address of a text may answer whoever asks
ALLOWED = {200, 202, 302, 403, 404, 405, 409}
OF_A_PROJECT = {"project_edit", "rows_copy"}
OF_A_JOB = {"job_detail", "job_progress", "job_file", "folder_detail"}
OF_A_PLAN = {"plan_detail", "plan_json", "plan_pdf", "plan_pdf_progress", "plan_edit", "plan_save", "removed_rows"} | {
    *OF_A_PROJECT,
    "project_copy",
    "project_add",
    "plan_way",
    "review_sheet",
    "plan_versions",
    "plan_compare",
    "plan_word",
    "plan_word_progress",
    "version_restore",
    "plan_read",
    "plan_workbook",
    "plan_returned",
    "returned_detail",
    "worklist",
    "plan_findings",
    "findings_beside",
    "findings_explain",
    "findings_fix",
    "thread_new",
    "thread_act",
    "opinion_pdf",
    "opinion_pdf_progress",
    "plan_checks",
    "finding_waive",
}
OF_A_ROW = {"returned_detail", "thread_act", "opinion_pdf", "opinion_pdf_progress"}


def addresses() -> set[str]:
    """The names of all addresses but the configuration site's, which asks per model (reviews/permissions.py)."""

    def walk(patterns):
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from () if pattern.namespace == "admin" else walk(pattern.url_patterns)
            elif isinstance(pattern, URLPattern):
                yield pattern.name

    return set(walk(get_resolver().url_patterns))


def a_user_at(role: Role, plan):
    at_department = role in (STAFF, LEAD, FIRST)
    return builders.a_user(role, place=plan.department if at_department else plan.department.region)


def address_of(name: str, plan) -> str:
    if name in OF_A_PROJECT:
        return reverse(name, args=[plan.pk, plan.projects.get().pk])
    if name == "finding_waive":
        return reverse(name, args=[plan.pk, finding_name(check(plan.to_text())[0])])
    if name == "manual_chapter":
        return reverse(name, args=["02-drafting"])
    if name == "rule_detail":
        return reverse(name, args=["plan_not_100"])
    if name == "check_settings":
        return reverse(name, args=[plan.cycle_id])
    if name == "summary":
        return reverse(name, args=["progress"])
    if name in OF_A_ROW:
        return reverse(name, args=[plan.pk, uuid4()])
    if name in OF_A_PLAN:
        return reverse(name, args=[plan.pk])
    if name in PUBLIC:
        return public_address(name, plan)
    if name == "publication":
        return reverse(name, args=[plan.pk])
    if name == "plan_step":
        return reverse(name, args=[plan.pk, "approve"])
    if name in ("notice_open", "waiver_decline"):
        return reverse(name, args=[uuid4()])
    if name == "import_detail":
        return reverse(name, args=[an_import(plan).pk])
    if name in OF_A_JOB:
        return reverse(name, args=[a_job().pk])
    return reverse(name)


def a_job() -> Job:
    return Job.objects.create(
        kind=JobKind.EXPORT, state=JobState.DONE, owner=builders.a_user(), title="导出 1 份文本（PDF）"
    )


def an_import(plan) -> ImportedFile:
    return ImportedFile.objects.create(
        uploaded_by=builders.a_user(),
        department=plan.department,
        cycle=plan.cycle,
        name="上年文本.docx",
        size=1,
        sha256="0" * 64,
        text=to_json(builders.a_text()),
    )
