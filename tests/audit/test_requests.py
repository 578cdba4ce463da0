"""What of a request is logged: the table is complete, and each kind of line does what it says."""

import pytest
from django.db import connection
from django.test import override_settings
from django.urls import get_resolver, include, path, reverse
from django.urls.resolvers import URLPattern, URLResolver

from audit.chain import verify
from audit.models import AuditEntry, AuditHead
from audit.sealing import unsealed
from config.audit.requests import CONFIGURATION, LINES, NOT_LOGGED, line_of
from departments.models import Role
from departments.models.plans import State
from projects.models import ImportedFile
from reviews.log_words import Action
from tests import builders
from tests.projects.drafting.author import Author, a_cell
from texts.interchange import to_json

pytestmark = pytest.mark.django_db


def break_down(request, pk):
    raise RuntimeError("a mistake of the program")


urlpatterns = [path("plans/<uuid:pk>/", break_down, name="plan_detail"), path("", include("config.urls"))]


def names() -> set[str]:
    """All named addresses, with their namespaces."""

    def walk(patterns, namespace):
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else namespace)
            elif isinstance(pattern, URLPattern) and pattern.name:
                yield f"{namespace}{pattern.name}"

    return set(walk(get_resolver().url_patterns, ""))


def logged() -> list[tuple]:
    """The log, oldest first, without what differs between two runs."""
    columns = ("account", "action", "object_name", "is_success", "detail")
    return list(AuditEntry.objects.order_by("number").values_list(*columns))


class TestTable:
    def test_every_address_has_a_line_or_a_reason(self):
        without = {name for name in names() if line_of(name) is None and name not in NOT_LOGGED}

        assert without == set()

    def test_no_line_speaks_of_an_address_that_is_gone(self):
        of_old = {name for name in {*LINES, *NOT_LOGGED} if name not in names()}

        assert of_old == set()
        assert all(any(name.endswith(end) for name in names()) for end in CONFIGURATION)

    def test_no_address_is_both_logged_and_not(self):
        assert set(NOT_LOGGED) & set(LINES) == set()
        assert all(NOT_LOGGED.values())


@pytest.fixture
def author(plan, log_in):
    return log_in(plan.created_by)


class TestLooking:
    def test_at_a_text_is_logged_with_who_what_and_from_where(self, plan, author):
        author.get(reverse("plan_detail", args=[plan.pk]), REMOTE_ADDR="10.2.3.4")

        entry = AuditEntry.objects.get()
        assert (entry.user_id, entry.account) == (plan.created_by.pk, plan.created_by.username)
        assert (entry.action, entry.object_id, entry.object_name) == ("view", str(plan.pk), f"绩效文本 {plan}")
        assert (entry.address, entry.is_success, entry.detail) == ("10.2.3.4", True, "")

    def test_at_what_is_foreign_is_logged_as_a_failure_that_names_it(self, plan, log_in):
        stranger = builders.a_user(Role.UNIT_STAFF)

        log_in(stranger).get(reverse("plan_json", args=[plan.pk]))
        log_in(stranger).get(reverse("plan_detail", args=["00000000-0000-4000-8000-000000000000"]))

        assert logged() == [
            (stranger.username, "export_json", f"绩效文本 {plan}", False, "不存在或不可见"),
            (stranger.username, "view", "没有这份文本", False, "不存在或不可见"),
        ]

    def test_at_what_one_may_not_do_is_logged_as_a_failure(self, log_in):
        plan = builders.a_plan(state=State.SUBMITTED)
        reviewer = builders.a_user(Role.FIRST_REVIEWER, place=plan.department)

        log_in(reviewer).get(reverse("plan_edit", args=[plan.pk]))
        log_in(reviewer).get(reverse("audit_list"))

        assert logged() == [
            (reviewer.username, "open", f"绩效文本 {plan}", False, "没有权限"),
            (reviewer.username, "log_search", "", False, "没有权限"),
        ]

    def test_at_what_is_not_logged_leaves_nothing(self, author):
        for name in ("plan_list", "account", "password_change", "plan_start", "import_new"):
            assert author.get(reverse(name)).status_code == 200

        assert logged() == []

    def test_without_a_login_leaves_nothing(self, plan, client):
        client.get(reverse("plan_detail", args=[plan.pk]))
        client.post(reverse("plan_save", args=[plan.pk]))

        assert logged() == []

    def test_at_a_print_that_is_not_made_yet_is_no_export(self, plan, author):
        address = reverse("plan_pdf", args=[plan.pk])

        author.get(address)
        author.post(address)
        author.get(address)

        assert [action for _, action, *_ in logged()] == ["print"]


class TestSaving:
    def test_is_logged_once_a_session_and_text_and_with_no_word_of_it(self, plan, log_in):
        client = log_in(plan.created_by)
        author = Author(client, plan)
        row = plan.projects.get().indicators.first()
        was = row.basis

        for now in ("采购合同一", "采购合同二", "采购合同三"):
            author.save(cells=[a_cell(f"indicator:{row.pk}:basis", was, now)])
            was = now
        Author(log_in(plan.created_by), plan).save(cells=[])

        entry = (plan.created_by.username, "save", f"绩效文本 {plan}", True, "")
        assert logged() == [entry, entry]

    def test_that_is_refused_is_logged_once_as_such(self, plan, author):
        type(plan).objects.filter(pk=plan.pk).update(state=State.SUBMITTED)

        for _ in range(3):
            Author(author, plan).post(rows=[], cells=[])

        assert logged() == [
            (plan.created_by.username, "save", f"绩效文本 {plan}", False, "内容已变化或不能修改"),
        ]

    def test_a_page_is_opened_once_a_session(self, plan, author):
        for _ in range(3):
            author.get(reverse("plan_edit", args=[plan.pk]))
        author.get(reverse("project_edit", args=[plan.pk, plan.projects.get().pk]))

        assert [action for _, action, *_ in logged()] == ["open"]


class TestDeeds:
    def test_a_new_text_is_named_by_the_page_it_leads_to(self, log_in):
        department = builders.a_department()
        user = builders.a_user(Role.DEPARTMENT_LEAD, place=department)
        cycle = builders.a_cycle(department.region)
        form = {"department": department.pk, "cycle": cycle.pk}

        log_in(user).post(reverse("plan_start"), form)
        log_in(user).post(reverse("plan_start"), form)

        plan = cycle.plans.get()
        assert logged() == [
            (user.username, "start", f"绩效文本 {plan}", True, ""),
            (user.username, "start", "", False, "填写有误"),
        ]

    @pytest.mark.parametrize(
        ("action", "expected"),
        [("", Action.IMPORT_STORE), ("replace", Action.IMPORT_REPLACE), ("discard", Action.IMPORT_DISCARD)],
    )
    def test_an_import_says_what_became_of_it_and_not_what_the_file_is_called(self, log_in, action, expected):
        department = builders.a_department()
        user = builders.a_user(Role.DEPARTMENT_LEAD, place=department)
        cycle = builders.a_cycle(department.region)
        imported = ImportedFile.objects.create(
            uploaded_by=user,
            department=department,
            cycle=cycle,
            name="张三慰问金明细.docx",
            size=1,
            sha256="0" * 64,
            text=to_json(builders.a_text()),
        )

        log_in(user).post(reverse("import_detail", args=[imported.pk]), {"action": action})

        assert logged() == [(user.username, expected, f"上传 {department} {cycle}", True, "")]

    def test_one_that_was_refused_on_its_way_is_a_failure_though_it_leads_on(self, plan, author):
        type(plan).objects.filter(pk=plan.pk).update(state=State.SUBMITTED)

        answer = author.post(reverse("project_add", args=[plan.pk]), {"id": "00000000-0000-4000-8000-000000000001"})

        assert answer.status_code == 302
        assert logged() == [(plan.created_by.username, "project_add", f"绩效文本 {plan}", False, "")]

    def test_one_and_its_entry_are_one_transaction(self, plan, author):
        project = plan.projects.get()
        Author(author, plan).save(rows=[{"do": "remove", "kind": "project", "id": str(project.pk)}])
        connection.check_constraints()
        with unsealed():
            AuditHead.objects.all().delete()  # no entry can be written any more
        author.raise_request_exception = False

        answer = author.post(reverse("removed_rows", args=[plan.pk]), {"row": f"project:{project.pk}"})

        assert answer.status_code == 500
        assert not plan.projects.exists()

    @override_settings(ROOT_URLCONF=__name__)
    def test_one_that_met_an_error_of_the_program_is_a_failure(self, plan, author):
        author.raise_request_exception = False

        answer = author.get(f"/plans/{plan.pk}/")

        assert answer.status_code == 500
        assert logged() == [(plan.created_by.username, "view", f"绩效文本 {plan}", False, "系统出错")]


def test_the_chain_holds_whatever_was_done(plan, author):
    for name in ("plan_detail", "plan_json", "plan_edit"):
        author.get(reverse(name, args=[plan.pk]))

    assert verify().is_whole
    assert verify().count == 3
