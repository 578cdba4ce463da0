"""kill -9 in the middle of a job, of real workers: what the job was to do is done once, nothing twice, nothing lost.

Bounded by counts: so many workers are killed, each after so many steps of the job.
"""

import os
import subprocess
import sys
import time
import zipfile

import pytest

from departments.models import Plan
from jobs.models import Job, JobState
from jobs.queue import folder_of, result_of
from projects.folders.storing import confirm
from projects.folders.taking_in import take_in_folder
from projects.models import FileState, Notice
from tests import builders
from tests.jobs.county import a_manager, a_past_cycle, an_export, file_of, let_leases_end, texts_sent
from tests.places import CHECKOUT
from tests.stress.server import AS_LONG_AS_WE_LIVE, as_the_test

pytestmark = [
    pytest.mark.both_databases("a lease is a row that two workers want at once"),
    pytest.mark.thorough("workers as processes, killed at every stage"),
]

WORKER = (*AS_LONG_AS_WE_LIVE, sys.executable, "manage.py", "print_worker", "--once")
MOST_LOOKS = 1200  # for a step of a job, 50 ms apart: a busy machine starts a worker in ten seconds


@pytest.fixture
def start(transactional_db, tmp_path):
    """Starts a worker on the test's database and folders."""
    environ = os.environ | as_the_test() | {"PERFORMANCE_TEXT_VAR": str(tmp_path)}
    (tmp_path / "static").mkdir()
    return lambda: subprocess.Popen(WORKER, cwd=CHECKOUT, env=environ)


def kill_at(start, job: Job, steps: list[int]) -> None:
    """One worker after the other is killed as soon as it holds the job and has come so far; the last one works it to
    its end. One that is quicker than we look is done before it is killed."""
    for step in steps:
        held = Job.objects.get(pk=job.pk).token
        with start() as worker:
            for _ in range(MOST_LOOKS):
                now = Job.objects.get(pk=job.pk)
                if worker.poll() is not None or (now.token > held and now.done >= step):
                    break
                time.sleep(0.05)
            worker.kill()
        let_leases_end()
    with start() as worker:
        assert worker.wait() == 0
    job.refresh_from_db()


def test_an_export_has_every_text_once(start):
    plans = texts_sent(6)
    owner = a_manager(plans[0].department.region)
    job = an_export(plans, owner, "pdf", "json")

    kill_at(start, job, [1, 2, 3])

    with zipfile.ZipFile(result_of(job)) as archive:
        names = archive.namelist()
        damaged = archive.testzip()
    stems = [f"{plan.department.code}_{plan.department.name}_2025" for plan in plans]
    texts = sorted(name for name in names if not name.startswith(("index.", "目录.")))
    assert texts == sorted(f"{stem}{suffix}" for stem in stems for suffix in (".pdf", ".json"))
    assert damaged is None
    assert (job.state, job.done) == (JobState.DONE, 6)
    assert 1 < job.token <= 4  # some were hit
    assert Notice.objects.filter(user=owner).count() == 1


def test_two_workers_share_a_job_and_make_nothing_twice(start):
    plans = texts_sent(6)
    owner = a_manager(plans[0].department.region)
    exports = [an_export(plans, owner, "pdf") for _ in range(2)]

    with start() as one, start() as other:
        ended = [one.wait(), other.wait()]

    for job in exports:
        job.refresh_from_db()
        with zipfile.ZipFile(result_of(job)) as archive:
            names = archive.namelist()
        assert (job.state, job.token) == (JobState.DONE, 1)
        assert len([name for name in names if name.endswith(".pdf")]) == len(set(names)) - 4 == 6
        assert [path.name for path in folder_of(job.pk).iterdir()] == ["1.zip"]
    assert ended == [0, 0]


def test_a_folder_is_read_and_stored_once(start):
    region = builders.a_region()
    cycle, manager = a_past_cycle(region), a_manager(region)
    departments = [builders.a_department(region=region, code=f"{131 + n}") for n in range(6)]
    folder = take_in_folder(uploads=[file_of(one) for one in departments], cycle=cycle, by=manager)

    kill_at(start, folder, [2, 4])
    read = [file.state for file in folder.files.all()]
    job = confirm(folder, {file.pk: file.department for file in folder.files.all()}, by=manager)
    kill_at(start, job, [2, 4])

    plans = Plan.objects.filter(cycle=cycle)
    assert read == [FileState.READ] * 6
    assert sorted(plan.department.code for plan in plans) == [one.code for one in departments]
    assert {file.plan_id for file in folder.files.all()} == {plan.pk for plan in plans}
    assert (job.state, job.done) == (JobState.DONE, 6)
