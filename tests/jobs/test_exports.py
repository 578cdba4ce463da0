"""Many texts as one zip: every text once, as its reader may see it, with an index, whatever happens to a worker."""

import csv
import io
import zipfile
from hashlib import sha256

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from audit.models import AuditEntry
from departments.models import Plan, State
from jobs import printing
from jobs.models import Job, JobState, PrintedText
from jobs.queue import folder_of, result_of
from projects.models import Notice, Project
from reviews.background.runs import worker
from reviews.exports.indexing import COLUMNS
from reviews.versions.snapshots import keep_snapshot
from tests import builders
from tests.jobs.county import a_manager, an_export, texts_sent
from tests.writers.paging import numbers_in_word, numbers_on_paper
from texts.interchange import loads
from texts.writers.print.official_pdf import Printer

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def printer():
    return Printer()


def work(job: Job, printer: Printer) -> Job:
    assert worker.work_next(printer)
    job.refresh_from_db()
    return job


def members(job: Job) -> dict[str, bytes]:
    with zipfile.ZipFile(result_of(job)) as archive:
        assert len(archive.namelist()) == len(set(archive.namelist()))
        return {name: archive.read(name) for name in archive.namelist()}


def names_of(plans: list[Plan], suffix: str) -> set[str]:
    return {f"{plan.department.code}_{plan.department.name}_2025{suffix}" for plan in plans}


INDEX = {"index.html", "index.css", "index.csv", "目录.xlsx"}


class TestZip:
    def test_has_every_text_in_every_format_and_says_what_it_is(self, printer):
        plans = texts_sent(3)
        owner = a_manager(plans[0].department.region)

        job = work(an_export(plans, owner, "pdf", "json"), printer)

        inside = members(job)
        assert (job.state, job.done, job.total) == (JobState.DONE, 3, 3)
        assert set(inside) == names_of(plans, ".pdf") | names_of(plans, ".json") | INDEX
        assert job.size == result_of(job).stat().st_size
        for plan in plans:
            stem = f"{plan.department.code}_{plan.department.name}_2025"
            assert inside[f"{stem}.pdf"].startswith(b"%PDF-")
            assert loads(inside[f"{stem}.json"]).department == plan.department.name

    def test_its_index_names_version_fingerprint_and_pages(self, printer):
        plans = texts_sent(2)
        owner = a_manager(plans[0].department.region)

        inside = members(work(an_export(plans, owner, "pdf", "json"), printer))

        header, *rows = csv.reader(io.StringIO(inside["index.csv"].decode("utf-8-sig"), newline=""))
        sheet = load_workbook(io.BytesIO(inside["目录.xlsx"])).active
        assert tuple(header) == COLUMNS
        assert [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)] == [header, *rows]
        for plan, row in zip(plans, rows, strict=True):
            stem = f"{plan.department.code}_{plan.department.name}_2025"
            assert row[:5] == [plan.department.name, plan.department.code, "2025", "已送审", "第1版"]
            assert row[5] == sha256(inside[f"{stem}.json"]).hexdigest()
            assert int(row[6]) >= 4
            assert row[7:] == [f"{stem}.pdf；{stem}.json", ""]
            assert row[5] in inside["index.html"].decode()

    def test_prints_that_lie_there_are_copied(self, printer):
        plans = texts_sent(2)
        for plan in plans:
            printing.request_print(Plan.objects.with_text().get(pk=plan.pk).to_text())
            printing.print_next(printer)
        made = {row.sha256: row.finished_at for row in PrintedText.objects.all()}

        work(an_export(plans, a_manager(plans[0].department.region), "pdf"), printer)

        assert {row.sha256: row.finished_at for row in PrintedText.objects.all()} == made

    def test_a_text_that_cannot_be_printed_is_told_and_the_others_are_there(self, printer):
        plans = texts_sent(2)
        Project.objects.filter(plan=plans[0]).update(purpose="用\U000e0041完成。")

        inside = members(work(an_export(plans, a_manager(plans[0].department.region), "pdf"), printer))

        assert set(inside) == names_of(plans[1:], ".pdf") | INDEX
        assert "U+E0041" in inside["index.csv"].decode()

    def test_word_and_pdf_say_the_same_pages_and_are_printed_once(self, printer):
        plans = texts_sent(2)

        inside = members(work(an_export(plans, a_manager(plans[0].department.region), "pdf", "docx"), printer))

        for plan in plans:
            stem = f"{plan.department.code}_{plan.department.name}_2025"
            assert numbers_in_word(inside[f"{stem}.docx"]) == numbers_on_paper(inside[f"{stem}.pdf"]) == [1, 1, 1, 2]
        assert [row.token for row in PrintedText.objects.all()] == [1, 1]

    def test_word_by_itself_has_its_pages_too(self, printer):
        plans = texts_sent(1)

        inside = members(work(an_export(plans, a_manager(plans[0].department.region), "docx"), printer))

        assert set(inside) == names_of(plans, ".docx") | INDEX
        assert numbers_in_word(inside[names_of(plans, ".docx").pop()]) == [1, 1, 1, 2]

    def test_a_text_that_cannot_be_printed_is_there_as_word_without_pages(self, printer):
        plans = texts_sent(1)
        Project.objects.filter(plan=plans[0]).update(purpose="用\U000e0041完成。")

        inside = members(work(an_export(plans, a_manager(plans[0].department.region), "pdf", "docx"), printer))

        assert set(inside) == names_of(plans, ".docx") | INDEX
        assert numbers_in_word(inside[names_of(plans, ".docx").pop()]) == [None] * 4
        assert "PDF（正式版式）未能导出" in inside["index.csv"].decode()
        assert "Word的目录没有页码" in inside["index.csv"].decode()

    def test_costs_one_statement_a_text_beside_what_all_cost(self, printer):
        plans = texts_sent(8)
        owner = a_manager(plans[0].department.region)
        counts = []
        for some in (plans[:4], plans):
            an_export(some, owner, "json")
            with CaptureQueriesContext(connection) as captured:
                worker.work_next(printer)
            counts.append(len(captured))

        assert counts[1] - counts[0] == 4


class TestReader:
    def test_gets_what_was_sent_while_the_department_writes(self, printer):
        (plan,) = texts_sent(1)
        Plan.objects.filter(pk=plan.pk).update(state=State.RETURNED)
        Project.objects.filter(plan=plan).update(purpose="还没有送出的话。")

        inside = members(work(an_export([plan], a_manager(plan.department.region), "json"), printer))

        (name,) = names_of([plan], ".json")
        assert loads(inside[name]).projects[0].purpose == "第0个部门的用途。"

    def test_gets_nothing_that_was_taken_back_before_the_job_ran(self, printer):
        plans = texts_sent(2)
        job = an_export(plans, a_manager(plans[0].department.region), "json")
        Plan.objects.filter(pk=plans[0].pk).update(state=State.DRAFTING)

        inside = members(work(job, printer))

        assert set(inside) == names_of(plans[1:], ".json") | INDEX
        assert "另有 1 份您已无权查看" in job.message

    def test_who_lost_every_role_meanwhile_gets_nothing(self, printer):
        plans = texts_sent(1)
        owner = a_manager(plans[0].department.region)
        job = an_export(plans, owner, "json")
        owner.memberships.all().delete()

        work(job, printer)

        assert (job.state, job.message) == (JobState.FAILED, "您的角色已不能导出文本。")
        assert not result_of(job).exists()

    def test_is_told_when_it_is_ready_and_the_log_has_it(self, printer):
        plans = texts_sent(1)
        owner = a_manager(plans[0].department.region)

        job = work(an_export(plans, owner, "json"), printer)

        notice = Notice.objects.get(user=owner)
        entry = AuditEntry.objects.get(action="job_end")
        assert (notice.job, notice.line) == (job, job.message)
        assert (entry.user_id, entry.object_id, entry.is_success) == (owner.pk, str(job.pk), True)


def test_an_end_of_the_disk_stops_a_job_with_a_sentence(printer, settings):
    plans = texts_sent(1)
    job = an_export(plans, a_manager(plans[0].department.region), "json")
    settings.JOB_FREE_BYTES = 1 << 62

    work(job, printer)

    assert (job.state, "磁盘空间不足" in job.message) == (JobState.FAILED, True)
    assert list(folder_of(job.pk).iterdir()) == []


def test_two_departments_of_one_name_are_two_files(printer):
    plans = texts_sent(1, builders.a_region()) + texts_sent(1, builders.a_region())
    owner = a_manager(plans[0].department.region)
    builders.join(owner, "budget_manager", plans[1].department.region)
    for plan in plans:
        type(plan.department).objects.filter(pk=plan.department_id).update(name="云溪县教育局")

    inside = members(work(an_export(plans, owner, "json"), printer))

    assert set(inside) == {"131_云溪县教育局_2025.json", "131_云溪县教育局_2025_2.json"} | INDEX


def test_its_names_are_marked_as_utf_8(printer):
    plans = texts_sent(1)
    job = work(an_export(plans, a_manager(plans[0].department.region), "json"), printer)

    with zipfile.ZipFile(result_of(job)) as archive:
        damaged, infos = archive.testzip(), archive.infolist()

    assert damaged is None
    assert {info.flag_bits & 0x800 for info in infos if not info.filename.isascii()} == {0x800}


def test_a_table_of_indicators_says_whose_they_are_where_the_cover_does_not(printer):
    (plan,) = texts_sent(1)
    Plan.objects.filter(pk=plan.pk).update(department_name="")
    stored = Plan.objects.with_text().get(pk=plan.pk).to_text()
    keep_snapshot(plan, stored, by=plan.created_by, at=timezone.now(), is_sent=True)

    inside = members(work(an_export([plan], a_manager(plan.department.region), "csv"), printer))

    (name,) = names_of([plan], ".csv")
    _, *lines = csv.reader(io.StringIO(inside[name].decode("utf-8-sig"), newline=""))
    assert {line[1] for line in lines} == {plan.department.name}
