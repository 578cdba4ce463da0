"""A folder of last year's files: read one by one, assigned, looked at, stored once each."""

from datetime import timedelta

import pytest
from django.utils import timezone

from departments.models import Plan, Role
from jobs.leasing import claim
from jobs.models import Job, JobState
from jobs.queue import KEPT, JobRefusedError, folder_of
from projects.folders.preview import folder_lines
from projects.folders.storing import confirm
from projects.folders.taking_in import past_cycles, take_in_folder
from projects.models import FileState, FolderFile
from projects.starting.first_draft import last_text, start_from
from reviews.background.runs import sweep, worker
from tests import builders
from tests.jobs.county import a_manager, a_past_cycle, a_zip, file_of, let_leases_end, text_of, upload
from texts.interchange import dumps
from texts.writers.print.official_pdf import Printer

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def printer():
    return Printer()


@pytest.fixture
def region():
    return builders.a_region()


@pytest.fixture
def cycle(region):
    return a_past_cycle(region)


@pytest.fixture
def manager(region):
    return a_manager(region)


@pytest.fixture
def departments(region):
    return [builders.a_department(region=region, code=f"{131 + n}") for n in range(3)]


@pytest.fixture
def read(cycle, manager, printer):
    """Takes files in and reads them."""

    def read_(*uploads) -> Job:
        job = take_in_folder(uploads=uploads, cycle=cycle, by=manager)
        worker.work_next(printer)
        job.refresh_from_db()
        return job

    return read_


def told_of(job: Job, cycle) -> list[tuple]:
    return [(line.file.name, line.file.department, line.is_proposed, line.told) for line in folder_lines(job, cycle)]


def all_of(job: Job) -> dict:
    return {file.pk: file.department for file in job.files.exclude(department=None)}


class TestReading:
    def test_assigns_each_file_by_its_unit_codes(self, read, cycle, departments):
        job = read(*(file_of(department) for department in departments))

        assert (job.state, job.done, job.total) == (JobState.DONE, 3, 3)
        assert told_of(job, cycle) == [(f"{one.name}.json", one, True, ()) for one in departments]
        assert list(folder_of(job.pk).iterdir()) == []  # what was read is not kept twice

    def test_leaves_doubts_to_people(self, read, cycle, departments):
        first, second, third = departments
        files = [
            upload("一.json", dumps(text_of(first, year=2024, code=None))),
            upload("二.json", dumps(builders.a_text(department=second.name, fiscal_year=2024))),
            upload("三.json", dumps(builders.a_text(department=None, fiscal_year=2024, projects=()))),
            upload(f"{third.name}.json", dumps(builders.a_text(department=None, fiscal_year=2023, projects=()))),
        ]

        job = read(*files)

        code_and_cover = f"单位代码属于{first}，封面写的是{second}，请选择部门。"
        nothing = "没有找到预算项目的绩效目标表。"
        assert told_of(job, cycle) == [
            ("一.json", first, True, ()),
            ("二.json", None, False, (code_and_cover,)),
            ("三.json", None, False, ("文件里没有单位代码，也没有认出的部门名称，请选择部门。", nothing)),
            (
                f"{third.name}.json",
                None,
                False,
                (f"只有文件名提到{third}，请确认部门。", "文件是2023年的，所选批次是2024年。", nothing),
            ),
        ]

    def test_tells_what_is_there_twice_and_what_stands_already(self, read, cycle, departments, manager):
        first, second, _ = departments
        builders.a_plan(text_of(first, year=2024), department=first)
        files = [
            file_of(first),
            file_of(second, "甲.json"),
            file_of(second, "乙.json"),
            file_of(second, "丙.json", name="别的项目"),
        ]

        job = read(*files)

        assert [told for *_, told in told_of(job, cycle)] == [
            (f"{first}已有这一年的文本（编制中），不会覆盖。",),
            (),
            ("与“甲.json”内容相同。",),
            ("与“甲.json”属于同一部门，只能存入一份。",),
        ]

    def test_lists_what_cannot_be_read_with_its_reason(self, read, departments):
        files = [upload("a.exe", b"MZ"), upload("b.docx", b"PK no"), upload("c.json", b""), file_of(departments[0])]

        job = read(*files)

        states = [(file.name, file.state, bool(file.message)) for file in job.files.all()]
        assert states == [
            ("a.exe", FileState.UNREADABLE, True),
            ("b.docx", FileState.UNREADABLE, True),
            ("c.json", FileState.UNREADABLE, True),
            (f"{departments[0].name}.json", FileState.READ, False),
        ]

    def test_goes_on_with_the_next_file_after_a_killed_worker(self, cycle, manager, departments, printer):
        job = take_in_folder(uploads=[file_of(one) for one in departments], cycle=cycle, by=manager)
        seen = iter([False, False, True])
        worker.work_next(printer, is_ending=lambda: next(seen))  # unpacking, the first file, and no more
        after_the_first = [file.state for file in job.files.all()]
        claim(Job.objects.all(), order=("requested_at",))
        let_leases_end()

        worker.work_next(printer)

        assert after_the_first == [FileState.READ, FileState.WAITING, FileState.WAITING]
        assert [file.state for file in job.files.all()] == [FileState.READ] * 3

    def test_reads_a_zip_like_a_folder(self, read, cycle, departments):
        data = a_zip({f"往年/{one.name}.json": dumps(text_of(one, year=2024)) for one in departments})

        job = read(upload("去年.zip", data))

        assert told_of(job, cycle) == [(f"往年/{one.name}.json", one, True, ()) for one in departments]
        assert list(folder_of(job.pk).iterdir()) == []


class TestStoring:
    def test_makes_each_chosen_file_a_text_that_the_next_year_starts_from(
        self, read, cycle, departments, manager, printer
    ):
        folder = read(*(file_of(one) for one in departments))

        confirm(folder, all_of(folder), by=manager)
        worker.work_next(printer)

        lead = builders.a_user(Role.DEPARTMENT_LEAD, place=departments[0])
        this_year = builders.a_cycle(departments[0].region, fiscal_year=2025)
        source = last_text(departments[0], this_year, lead)
        assert {plan.department for plan in Plan.objects.filter(cycle=cycle)} == set(departments)
        assert [file.state for file in folder.files.all()] == [FileState.STORED] * 3
        assert start_from(source, cycle=this_year, by=lead).projects.count() == 1

    def test_never_replaces_a_text_and_says_so(self, read, cycle, departments, manager, printer):
        folder = read(*(file_of(one) for one in departments[:2]))
        standing = builders.a_plan(text_of(departments[0], year=2024), department=departments[0])

        confirm(folder, all_of(folder), by=manager)
        worker.work_next(printer)

        first, second = folder.files.all()
        assert (first.state, "已有草稿" in first.message) == (FileState.READ, True)
        assert second.state == FileState.STORED
        assert Plan.objects.get(department=departments[0]).updated_at == standing.updated_at

    def test_happens_once_whoever_asks_again(self, read, cycle, departments, manager, printer):
        folder = read(file_of(departments[0]))
        choice = all_of(folder)
        confirm(folder, choice, by=manager)

        with pytest.raises(JobRefusedError, match="没有可以存入的文件"):
            confirm(folder, choice, by=manager)

        worker.work_next(printer)
        assert Plan.objects.filter(cycle=cycle).count() == 1

    def test_goes_on_after_a_killed_worker(self, read, cycle, departments, manager, printer):
        folder = read(*(file_of(one) for one in departments))
        confirm(folder, all_of(folder), by=manager)
        seen = iter([False, True])
        worker.work_next(printer, is_ending=lambda: next(seen))
        half = Plan.objects.filter(cycle=cycle).count()

        worker.work_next(printer)

        assert (half, Plan.objects.filter(cycle=cycle).count()) == (1, 3)

    def test_of_somebody_who_lost_the_role_stores_nothing(self, read, departments, manager, printer):
        folder = read(file_of(departments[0]))
        job = confirm(folder, all_of(folder), by=manager)
        manager.memberships.all().delete()

        worker.work_next(printer)

        job.refresh_from_db()
        assert (job.state, Plan.objects.count()) == (JobState.FAILED, 0)
        assert folder.files.get().state == FileState.READ


class TestLimits:
    def test_two_jobs_at_once_are_enough(self, cycle, manager, departments):
        for _ in range(2):
            take_in_folder(uploads=[file_of(departments[0])], cycle=cycle, by=manager)

        with pytest.raises(JobRefusedError, match="已有 2 个任务"):
            take_in_folder(uploads=[file_of(departments[0])], cycle=cycle, by=manager)

        assert Job.objects.count() == 2
        assert len(list(folder_of(Job.objects.first().pk).parent.iterdir())) == 2

    def test_a_cycle_that_is_open_and_the_newest_is_no_past_one(self, cycle, manager, region):
        builders.a_cycle(region, fiscal_year=2025)
        builders.a_cycle(region, fiscal_year=2023)
        builders.a_cycle(builders.a_region(), fiscal_year=2022, is_open=False)

        assert [one.fiscal_year for one in past_cycles(manager)] == [2024, 2023]

    def test_after_a_week_files_go_and_what_was_stored_stays(self, read, cycle, departments, manager, printer):
        folder = read(*(file_of(one) for one in departments))
        first = folder.files.first()
        confirm(folder, {first.pk: first.department}, by=manager)
        worker.work_next(printer)
        early = sweep()
        Job.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

        swept = sweep()

        assert (early, swept, KEPT) == (0, 2, timedelta(days=7))
        assert {job.state for job in Job.objects.all()} == {JobState.REMOVED}
        assert list(FolderFile.objects.all()) == [first]
        assert Plan.objects.filter(cycle=cycle).count() == 1
        assert not folder_of(folder.pk).exists()
