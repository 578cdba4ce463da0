"""The table of addresses: what of each is logged. An address without a line fails tests/audit/test_requests.py.

A line names an action for looking (GET) and one for doing (POST); "" is not logged. Answers 403 and 404 of an address
with a line are logged as failures whatever was asked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.db.models import Model
from django.http import HttpRequest
from django.urls import ResolverMatch

from audit.actions import LogAction
from audit.log import Subject, subject_of
from departments.account_request import PageRequest
from departments.models import Plan, User
from jobs.models import Job
from projects.models import ImportedFile
from reviews.log_words import Action
from reviews.steps import STEPS


def nothing(match: ResolverMatch, about: Model | None) -> Subject:
    return Subject()


def the_plan(match: ResolverMatch, about: Model | None) -> Subject:
    """The text of an address, also one that the account may not see; its identity alone where there is none."""
    pk = match.kwargs["pk"]
    plan = about or Plan.objects.select_related("department", "cycle").filter(pk=pk).first()
    return subject_of(plan) if plan else Subject(str(pk), "没有这份文本")


def the_cycle(match: ResolverMatch, about: Model | None) -> Subject:
    """The cycle of an address; its number alone where the account has nothing to do with it."""
    return subject_of(about) if about else Subject(str(match.kwargs["pk"]), "编报批次")


def what_was_told(match: ResolverMatch, about: Model | None) -> Subject:
    """The text that a form named."""
    return subject_of(about) if about else Subject()


def the_import(match: ResolverMatch, about: Model | None) -> Subject:
    """Where an upload is meant to go; not what its file is called. It may be gone by now."""
    pk = match.kwargs["pk"]
    found = (
        cast("ImportedFile | None", about)
        or ImportedFile.objects.select_related("department", "cycle").filter(pk=pk).first()
    )
    return Subject(str(pk), f"上传 {found.department} {found.cycle}" if found else "没有这次上传")


def the_job(match: ResolverMatch, about: Model | None) -> Subject:
    """A job of whoever asks, or a foreign one; its identity alone where there is none."""
    pk = match.kwargs["pk"]
    job = about or Job.objects.filter(pk=pk).first()
    return subject_of(job) if job else Subject(str(pk), "没有这个任务")


def the_row(match: ResolverMatch, about: Model | None) -> Subject:
    """The kind and the identity of what a configuration page was asked for."""
    page = getattr(match.func, "model_admin", None)
    kind = page.opts.verbose_name if page else User._meta.verbose_name  # Django names only one page otherwise
    return Subject(str(match.kwargs.get("object_id", match.kwargs.get("id", ""))), str(kind))


@dataclass(frozen=True, slots=True)
class RequestLine:
    """`post` may depend on what was sent. `subject` names what it is done to, from the address and from what the view
    told about it (a query only where it told nothing); `behind_redirect`: it comes to be, so the page shown next says.

    `together`: the view and its entry are one transaction. `once`: actions of which a session has one entry a subject.
    `answers`: a POST succeeds with 2xx, others with a redirect. `as_file`: a look counts when a file is sent.
    `tells_itself`: the deed writes its own entry with record(), here only refusals are logged.
    """

    get: str = ""
    post: str | Callable[[PageRequest], str] = ""
    subject: Callable[[ResolverMatch, Model | None], Subject] = nothing
    behind_redirect: bool = False
    together: bool = False
    once: tuple[str, ...] = ()
    answers: bool = False
    as_file: bool = False
    tells_itself: bool = False
    is_public: bool = False


def import_deed(request: HttpRequest) -> str:
    deeds = {"discard": Action.IMPORT_DISCARD, "replace": Action.IMPORT_REPLACE}
    return deeds.get(request.POST.get("action", ""), Action.IMPORT_STORE)


def publication_deed(request: HttpRequest) -> str:
    deeds = {"take_down": Action.TAKE_DOWN, "schedule": Action.SCHEDULE, "unschedule": Action.UNSCHEDULE}
    return deeds.get(request.POST.get("do", ""), "publish")


def return_deed(request: HttpRequest) -> str:
    return Action.RETURN_DISCARD if request.POST.get("action") == "discard" else Action.RETURN_ACCEPT


def step_asked(request: PageRequest) -> str:
    name = request.resolver_match.kwargs["name"]
    return name if name in STEPS else Action.STEP


LINES = {
    "login": RequestLine(post=Action.LOGIN, is_public=True),
    "login_code": RequestLine(post=Action.LOGIN, is_public=True),
    "logout": RequestLine(post=Action.LOGOUT),
    "password_change": RequestLine(post=Action.PASSWORD, together=True),
    "two_step": RequestLine(post=Action.TWO_STEP_ON, together=True),
    "two_step_off": RequestLine(post=Action.TWO_STEP_OFF, together=True),
    "recovery_codes": RequestLine(post=Action.RECOVERY_CODES, together=True),
    "plan_detail": RequestLine(get=Action.VIEW, subject=the_plan),
    "plan_json": RequestLine(get=Action.EXPORT_JSON, subject=the_plan),
    "plan_pdf": RequestLine(get=Action.EXPORT_PDF, post=Action.PRINT, subject=the_plan, as_file=True),
    "opinion_pdf": RequestLine(get=Action.EXPORT_PDF, post=Action.PRINT, subject=the_plan, as_file=True),
    "plan_word": RequestLine(get=Action.EXPORT_WORD, post=Action.PRINT, subject=the_plan, as_file=True),
    "plan_edit": RequestLine(get=Action.OPEN, post=Action.SAVE, subject=the_plan, together=True, once=(Action.OPEN,)),
    "project_edit": RequestLine(
        get=Action.OPEN, post=Action.SAVE, subject=the_plan, together=True, once=(Action.OPEN,)
    ),
    "plan_save": RequestLine(post=Action.SAVE, subject=the_plan, once=(Action.SAVE,), answers=True),
    "project_add": RequestLine(post=Action.PROJECT_ADD, subject=the_plan, together=True),
    "project_copy": RequestLine(post=Action.PROJECT_COPY, subject=the_plan, together=True),
    "rows_copy": RequestLine(post=Action.ROWS_COPY, subject=the_plan, together=True),
    "removed_rows": RequestLine(post=Action.RESTORE, subject=the_plan, together=True),
    "plan_start": RequestLine(post=Action.START, subject=the_plan, behind_redirect=True, together=True),
    "import_new": RequestLine(post=Action.IMPORT_READ, subject=the_import, behind_redirect=True),
    "import_detail": RequestLine(get=Action.IMPORT_LOOK, post=import_deed, subject=the_import, together=True),
    "plan_workbook": RequestLine(get=Action.EXPORT_XLSX, subject=the_plan, as_file=True),
    "plan_returned": RequestLine(post=Action.RETURN_READ, subject=the_plan),
    "returned_detail": RequestLine(get=Action.RETURN_LOOK, post=return_deed, subject=the_plan, together=True),
    "export_new": RequestLine(post=Action.EXPORT_MANY, behind_redirect=True, together=True),
    "job_detail": RequestLine(post=Action.JOB_CANCEL, subject=the_job, together=True),
    "job_file": RequestLine(get=Action.EXPORT_FILE, subject=the_job, as_file=True),
    "folder_new": RequestLine(post=Action.FOLDER_READ, behind_redirect=True),
    "folder_detail": RequestLine(get=Action.FOLDER_LOOK, post=Action.FOLDER_STORE, subject=the_job, together=True),
    "plan_step": RequestLine(post=step_asked, subject=the_plan, tells_itself=True),
    "publication": RequestLine(post=publication_deed, subject=the_plan, tells_itself=True),
    "review_sheet": RequestLine(post=Action.SHEET, subject=the_plan, together=True),
    "plan_findings": RequestLine(get=Action.FINDINGS, subject=the_plan, once=(Action.FINDINGS,)),
    "findings_explain": RequestLine(post=Action.EXPLAIN, subject=the_plan, together=True),
    "findings_fix": RequestLine(post=Action.MEND, subject=the_plan, together=True),
    "worklist": RequestLine(get=Action.WORKLIST, subject=the_plan),
    "thread_new": RequestLine(post=Action.THREAD, subject=the_plan, together=True, answers=True),
    "thread_act": RequestLine(post=Action.THREAD_ACT, subject=the_plan, together=True, answers=True),
    "plan_checks": RequestLine(get=Action.FINDINGS, subject=the_plan, once=(Action.FINDINGS,)),
    "finding_waive": RequestLine(post=Action.WAIVE, subject=the_plan, together=True, answers=True),
    "plan_compare": RequestLine(get=Action.COMPARE, subject=the_plan),
    "version_restore": RequestLine(post=Action.RESTORE_VERSION, subject=the_plan, together=True),
    "summary": RequestLine(get=Action.EXPORT_SUMMARY, as_file=True),
    "desk": RequestLine(post=Action.STEP, tells_itself=True),
    "check_settings": RequestLine(post=Action.CHECK_SETTINGS, subject=the_cycle, together=True),
    "across": RequestLine(get=Action.ACROSS, once=(Action.ACROSS,), subject=what_was_told),
    "waivers": RequestLine(post=Action.WAIVE, subject=what_was_told, together=True),
    "waiver_decline": RequestLine(post=Action.DECLINE, subject=what_was_told, together=True),
    "audit_list": RequestLine(get=LogAction.LOG_SEARCH, once=(LogAction.LOG_SEARCH,)),
    "audit_csv": RequestLine(get=LogAction.LOG_EXPORT, as_file=True),
    "admin:login": RequestLine(get=Action.CONFIGURE_CHANGE, tells_itself=True),
    "admin:logout": RequestLine(post=Action.LOGOUT),
}

#: the configuration pages, by what their names end with; they record what they change (configuration.py)
CONFIGURATION = {
    "auth_user_password_change": RequestLine(post=Action.PASSWORD_RESET, subject=the_row, tells_itself=True),
    "_add": RequestLine(post=Action.CONFIGURE_ADD, subject=the_row, tells_itself=True),
    "_change": RequestLine(post=Action.CONFIGURE_CHANGE, subject=the_row, tells_itself=True),
    "_changelist": RequestLine(post=Action.CONFIGURE_DELETE, subject=the_row, tells_itself=True),
    "_delete": RequestLine(post=Action.CONFIGURE_DELETE, subject=the_row, tells_itself=True),
    "_history": RequestLine(get=Action.CONFIGURE_CHANGE, subject=the_row, tells_itself=True),
}

#: the addresses of the public pages: there is no account, and citizens are not watched
PUBLIC = (
    "robots",
    "public_home",
    "public_region",
    "public_year",
    "public_text",
    "public_edition",
    "public_project",
    "public_changes",
    "public_search",
    "public_check",
    "public_data",
    "public_feed",
    "public_sitemap",
    "public_year_json",
    "public_year_projects",
    "public_year_indicators",
    "public_text_json",
    "public_text_projects",
    "public_text_indicators",
    "public_text_file",
    "public_edition_json",
    "public_edition_file",
)

#: address -> why nothing of it is logged
NOT_LOGGED = {
    "account": "shows an account what is its own",
    "manual": "how the program is used; no words of a text",
    "manual_chapter": "how the program is used; no words of a text",
    "plan_list": "a list; what is opened from it is logged",
    "plan_way": "who took which step; the steps themselves are logged",
    "plan_read": "notes how far somebody has read; opening the text is logged",
    "plan_versions": "a list; what is compared from it is logged",
    "rule_list": "what the rules ask; no words of a text",
    "rule_detail": "what a rule asks; no words of a text",
    "board": "counts and dates; no words of a text",
    "inbox": "shows an account what was told to it",
    "notice_open": "ticks off an own notice and leads to its text",
    "notices_read": "ticks off own notices",
    "job_list": "shows an account its own jobs",
    "job_progress": "asks every second how far a job is",
    "publications": "a list with dates; what is done on its pages is logged",
    **dict.fromkeys(PUBLIC, "what is published is read by anybody, and nobody notes who"),
    "plan_pdf_progress": "asks every second whether a print is ready",
    "opinion_pdf_progress": "asks every second whether a print is ready",
    "plan_word_progress": "asks every second whether a print is ready",
    "findings_beside": "answers while typing, with what the review finds in one's own text",
    "indicator_suggest": "answers while typing, from the library",
    "indicator_target": "answers while typing, from what was typed",
    "admin:index": "a list of links",
    "admin:app_list": "a list of links",
    "admin:jsi18n": "translations",
    "admin:autocomplete": "answers while typing, names of accounts and places",
    "admin:password_change": "leads to the site's own page",
    "admin:password_change_done": "leads to the site's own page",
    "admin:view_on_site": "no model has such an address",
}


def line_of(name: str) -> RequestLine | None:
    """The line of an address by its name with its namespace; None for what is not logged."""
    if name in LINES or name in NOT_LOGGED or not name.startswith("admin:"):
        return LINES.get(name)
    return next((line for end, line in CONFIGURATION.items() if name.endswith(end)), None)


def account_of(typed: str) -> tuple[User | None, str]:
    """Whose account somebody tried to enter. Of a name that is none only the beginning is kept: it may be a password
    typed into the wrong field."""
    user = User.objects.filter(username=typed).first() if "\x00" not in typed else None
    return (user, "") if user else (None, f"{typed[:2]}…（无此账号）" if typed else "（未填账号）")
