"""入库: last year's text comes with a folder and is a finished one, for reading and comparing, until it is reopened."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from departments.models import Cycle, Plan, Role, State
from departments.models.states import Tab
from findings.last_year import sent_last_year
from findings.models import RaisedFinding
from projects.folders.storing import confirm
from projects.folders.taking_in import past_cycles, take_in_folder
from projects.models import Notice
from projects.notices.mailing import remind
from projects.saving.changes import CellChange, Save
from projects.saving.save import NotWritableError, save
from publications.editions import Omissions
from publications.publishing import approved_version, publish
from reviews.background.runs import worker
from reviews.boards.board import board_of
from reviews.models import StepRecord
from reviews.versions.comparing import LAST_YEAR, version_of
from reviews.workflow import StepRefusedError, StepWords, steps_for, take
from tests import builders
from tests.jobs.county import a_past_cycle, file_of, text_of
from tests.reviews.people import Case, a_case
from texts.writers.print.press import Press

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    """This year's text of a department, and people; last year's comes in by `filed`."""
    return a_case(text=text_of(builders.a_department()))


@pytest.fixture
def manager(case):
    return builders.a_user(Role.BUDGET_MANAGER, place=case.plan.department.region)


@pytest.fixture
def filed(case, manager):
    """Stores last year's text from a file of a folder, as the job does."""

    def file_(**changes) -> Plan:
        region = case.plan.department.region
        cycle = Cycle.objects.filter(region=region, fiscal_year=2024).first() or a_past_cycle(region)
        return brought_in(case.plan.department, cycle, manager, **changes)

    return file_


def brought_in(department, cycle, by, **changes) -> Plan:
    folder = take_in_folder(uploads=[file_of(department, **changes)], cycle=cycle, by=by)
    worker.work_next(Press())
    confirm(folder, {file.pk: department for file in folder.files.all()}, by=by)
    worker.work_next(Press())
    return Plan.objects.select_related("cycle", "department").get(cycle=cycle, department=department)


def names(user, plan) -> list[str]:
    return [step.name for step in steps_for(user, plan)]


class TestFiling:
    def test_makes_a_finished_text_with_a_version_that_the_log_and_the_department_hear_of(self, case, filed, manager):
        plan = filed()

        record, version = plan.steps.get(), plan.snapshots.get()
        assert (plan.state, plan.rounds) == (State.ON_FILE, 0)
        assert (record.step, record.source, record.target) == ("file", "drafting", "on_file")
        assert (record.taken_by, record.role, record.snapshot) == (manager, Role.BUDGET_MANAGER, version)
        assert (version.number, version.is_sent) == (1, True)
        assert AuditEntry.objects.get(action="file").object_id == str(plan.pk)
        assert Notice.objects.get(user=case.people.lead).line.startswith(f"财政局已将{plan}入库")
        assert not RaisedFinding.objects.filter(plan=plan).exists()

    def test_nobody_writes_in_it(self, case, filed):
        plan = filed()
        change = CellChange("plan", plan.pk, "overall_goal", plan.overall_goal, "改动。")

        with pytest.raises(NotWritableError, match="现为“已入库”，不能修改"):
            save(plan, Save((), (change,), plan.version), by=case.people.lead)

        assert [names(user, plan) for user in case.people] == [[], [], [], ["publish"]]

    def test_is_no_way_past_a_review(self, case, manager):
        case.go("submit", "open_first", "pass", "open_final", "approve", "reopen")
        Cycle.objects.filter(pk=case.plan.cycle_id).update(is_open=False)

        with pytest.raises(StepRefusedError):
            take(case.plan, "file", by=manager)

        assert Plan.objects.get(pk=case.plan.pk).state == State.REOPENED

    def test_is_for_past_years_only(self, manager, case):
        for user in (manager, case.people.final):
            with pytest.raises(StepRefusedError):
                take(case.plan, "file", by=user)

        assert Plan.objects.get(pk=case.plan.pk).state == State.DRAFTING

    def test_who_works_in_the_department_files_none_of_its_texts(self, case, filed, manager):
        builders.join(manager, Role.DEPARTMENT_LEAD, case.plan.department)

        with pytest.raises(Plan.DoesNotExist):
            filed()

        assert not StepRecord.objects.filter(step="file").exists()

    def test_a_year_is_past_for_the_step_where_it_is_for_the_import(self, case, manager):
        region = case.plan.department.region
        builders.a_cycle(region, fiscal_year=2024)
        builders.a_cycle(region, fiscal_year=2023, is_open=False)

        past = [cycle.fiscal_year for cycle in Cycle.objects.filter(region=region) if cycle.is_past]

        assert past == [cycle.fiscal_year for cycle in past_cycles(manager)] == [2024, 2023]


class TestOthers:
    def test_this_year_s_text_has_it_to_compare_with(self, case, filed):
        filed(purpose="上年的用途。")
        case.go("submit")

        seen = version_of(case.plan, case.people.final, LAST_YEAR)

        assert seen.text.projects[0].purpose == "上年的用途。"
        assert sent_last_year(case.plan) == seen.text

    def test_nobody_is_reminded_of_it_and_no_list_calls_it_a_draft(self, case, filed, log_in):
        plan = filed()
        tomorrow = timezone.now() + timedelta(days=1)
        Cycle.objects.filter(pk=plan.cycle_id).update(is_open=True, submit_by=tomorrow)
        told = Notice.objects.filter(plan=plan).count()

        remind()

        bars = {bar.label: bar.figure for bar in board_of(plan.cycle).states}
        assert Notice.objects.filter(plan=plan).count() == told
        assert (bars[Tab.DRAFTING.label], bars[Tab.APPROVED.label]) == ("0 个部门", "1 个部门")
        client = log_in(case.people.lead)
        drafts, finished = (
            client.get(reverse("plan_list"), {"state": tab, "year": 2024}) for tab in (Tab.DRAFTING, Tab.APPROVED)
        )
        assert [plan in answer.context["page"].object_list for answer in (drafts, finished)] == [False, True]

    def test_the_public_table_of_two_years_has_it_once_it_is_published(self, case, filed, client):
        before = filed()
        case.go("submit", "open_first", "pass", "open_final", "approve")
        for plan in (before, case.plan):
            publish(plan, Omissions(), read=approved_version(plan).sha256, by=case.people.final)

        address = [case.plan.department.region.code, 2025, case.plan.department.code]
        page = client.get(reverse("public_changes", args=address))

        assert page.status_code == 200
        assert Plan.objects.get(pk=before.pk).state == State.PUBLISHED

    def test_is_nothing_that_has_to_be_published_in_time(self, case, filed, log_in):
        plan = filed()

        page = log_in(case.people.final).get(reverse("publications"))

        (row,) = [row for row in page.context["rows"] if row.plan == plan]
        assert (row.due_on, row.days_left, row.tone) == (None, None, "")


class TestReopening:
    def test_is_the_manager_s_with_a_reason(self, case, filed, manager, log_in):
        plan = filed()
        reason = StepWords(comment="金额与批复不符。")

        refused = [names(user, plan) for user in (case.people.final, case.people.lead)]
        with pytest.raises(StepRefusedError, match="请填写理由"):
            take(plan, "reopen", by=manager)
        take(plan, "reopen", by=manager, word=reason)

        plan.refresh_from_db()
        page = log_in(manager).get(reverse("plan_detail", args=[plan.pk])).content.decode()
        assert ("reopen" in refused[0], refused[1]) == (False, [])
        assert plan.state == State.REOPENED
        assert reverse("plan_step", args=[plan.pk, "file"]) in page

    def test_lets_a_file_take_its_place_and_keeps_both_versions(self, filed, manager):
        plan = filed(purpose="错的。")
        take(plan, "reopen", by=manager, word=StepWords(comment="传错了文件。"))

        again = filed(purpose="对的。")

        assert (again.pk, again.state) == (plan.pk, State.ON_FILE)
        assert [version.to_text().projects[0].purpose for version in again.snapshots.order_by("number")] == [
            "错的。",
            "对的。",
        ]
        assert [record.step for record in again.steps.order_by("number")] == ["file", "reopen", "file"]

    def test_by_the_step_alone_it_is_on_file_again(self, filed, manager):
        plan = filed()
        take(plan, "reopen", by=manager, word=StepWords(comment="再看一看。"))

        take(plan, "file", by=manager)

        plan.refresh_from_db()
        assert (plan.state, plan.snapshots.count()) == (State.ON_FILE, 1)

    def test_in_an_open_year_the_department_goes_the_usual_way(self, case, filed, manager):
        plan = filed()
        take(plan, "reopen", by=manager, word=StepWords(comment="请补正。"))
        Cycle.objects.filter(pk=plan.cycle_id).update(is_open=True)

        took = Case(Plan.objects.get(pk=plan.pk), case.people).go("submit")

        assert (took.plan.state, took.plan.rounds) == (State.SUBMITTED, 1)
