"""Workers of an export that are killed, cancelled or asked to end, and what is left behind and removed."""

import os
import shutil
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from departments.models import Plan
from jobs import printing
from jobs.leasing import claim
from jobs.models import Job, JobState, PrintedText, PrintState
from jobs.queue import ARRIVING, Hold, JobOutcome, cancel_job, folder_of, result_of
from jobs.worker import MOST_CLAIMS
from projects.models import Notice
from reviews.background.runs import sweep, worker
from reviews.exports import packing
from tests.jobs.county import a_manager, an_export, let_leases_end, texts_sent
from tests.jobs.test_exports import INDEX, members, names_of, work
from texts.writers.print.official_pdf import Printer

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("a lease is a row that two workers want at once")]


@pytest.fixture(scope="module")
def printer():
    return Printer()


class TestWorker:
    def test_that_was_killed_is_followed_by_one_that_leaves_every_text_once(self, printer):
        plans = texts_sent(3)
        job = an_export(plans, a_manager(plans[0].department.region), "json")
        killed = claim(Job.objects.all(), order=("requested_at",))
        nothing = worker.work_next(printer)
        let_leases_end()

        work(job, printer)

        assert not nothing
        assert job.token == killed.token + 1
        assert set(members(job)) == names_of(plans, ".json") | INDEX

    def test_that_was_thought_dead_ends_nothing_and_leaves_no_file(self, printer):
        plans = texts_sent(1)
        owner = a_manager(plans[0].department.region)
        job = an_export(plans, owner, "json")
        late = claim(Job.objects.all(), order=("requested_at",))
        let_leases_end()
        work(job, printer)

        worker.end(late, JobState.FAILED, JobOutcome("太晚"))

        job.refresh_from_db()
        assert job.state == JobState.DONE
        assert [path.name for path in folder_of(job.pk).iterdir()] == [result_of(job).name]
        assert Notice.objects.filter(user=owner).count() == 1

    def test_hears_that_a_job_was_cancelled_and_leaves_no_file(self, printer):
        plans = texts_sent(3)
        owner = a_manager(plans[0].department.region)
        job = an_export(plans, owner, "json")

        worker.work_next(printer, is_ending=lambda: cancel_job(job) and False)

        job.refresh_from_db()
        assert job.state == JobState.CANCELLED
        assert list(folder_of(job.pk).iterdir()) == []
        assert not Notice.objects.filter(user=owner).exists()

    def test_that_is_asked_to_end_gives_its_job_back(self, printer):
        plans = texts_sent(1)
        job = an_export(plans, a_manager(plans[0].department.region), "json")

        worker.work_next(printer, is_ending=lambda: True)
        given_back = Job.objects.get(pk=job.pk)
        work(job, printer)

        assert (given_back.state, given_back.lease_until) == (JobState.WAITING, None)
        assert job.state == JobState.DONE

    def test_is_not_taken_down_by_a_job_again_and_again(self, printer):
        plans = texts_sent(1)
        job = an_export(plans, a_manager(plans[0].department.region), "json")
        Job.objects.update(token=MOST_CLAIMS)

        work(job, printer)

        assert (job.state, "系统管理员" in job.message) == (JobState.FAILED, True)

    def test_prints_first_what_a_person_waits_for(self, printer):
        plans = texts_sent(2)
        texts = [Plan.objects.with_text().get(pk=plan.pk).to_text() for plan in plans]
        for_a_job = printing.request_print(texts[0], is_urgent=False)
        for_a_person = printing.request_print(texts[1])

        printing.print_next(printer)

        states = {row.pk: row.state for row in PrintedText.objects.all()}
        assert states == {for_a_job.pk: PrintState.WAITING, for_a_person.pk: PrintState.DONE}
        assert printing.waiting_before(for_a_job) == 0
        assert printing.request_print(texts[0]).is_urgent  # now a person waits for this one too


class TestKilledBetween:
    """A worker killed where a file is there and its row does not say so yet, or the other way round."""

    def test_the_file_and_its_row_is_followed_by_one_file_of_the_next(self, printer):
        plans = texts_sent(2)
        job = an_export(plans, a_manager(plans[0].department.region), "json")
        killed = claim(Job.objects.all(), order=("requested_at",))
        packing.pack_export(Hold(killed, printer))  # renamed into its place, and then nothing more
        before = [path.name for path in folder_of(job.pk).iterdir()]
        let_leases_end()

        work(job, printer)
        sweep()

        assert (before, job.token) == (["1.zip"], 2)
        assert set(members(job)) == names_of(plans, ".json") | INDEX
        assert [path.name for path in folder_of(job.pk).iterdir()] == ["2.zip"]

    def test_the_removal_of_a_file_and_its_row_removes_it_again(self, printer):
        plans = texts_sent(1)
        job = work(an_export(plans, a_manager(plans[0].department.region), "json"), printer)
        Job.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        shutil.rmtree(folder_of(job.pk))  # gone, and the row was rolled back

        swept = [sweep(), sweep()]

        job.refresh_from_db()
        assert (swept, job.state, job.size) == ([1, 0], JobState.REMOVED, 0)


class TestSweeping:
    def test_leaves_an_upload_that_is_still_coming(self):
        coming, left = folder_of(uuid4()), folder_of(uuid4())
        for folder in (coming, left):
            folder.mkdir(parents=True)
        long_ago = time.time() - ARRIVING - 1
        os.utime(left, (long_ago, long_ago))

        sweep()

        assert (coming.exists(), left.exists()) == (True, False)

    def test_stumbles_over_nothing_that_is_not_ours(self):
        stray = folder_of(uuid4()).parent / "lost+found"
        stray.mkdir(parents=True)

        assert (sweep(), stray.exists()) == (0, True)
