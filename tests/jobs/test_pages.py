"""The pages of jobs: who may begin, see, cancel and fetch what; a GET changes nothing, ten rows cost what a hundred do."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import AuditEntry
from departments.models import Membership, Plan, Role, State
from jobs.models import Job, JobState
from jobs.queue import begin_job, result_of
from projects.models import FileState, FolderFile, JobKind, Notice
from reviews.background.runs import worker
from tests import builders
from tests.jobs.county import a_manager, a_past_cycle, a_zip, an_export, file_of, text_of, texts_sent, upload
from texts.interchange import dumps
from texts.writers.print.official_pdf import Printer

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def printer():
    return Printer()


@pytest.fixture
def plans():
    return texts_sent(3)


@pytest.fixture
def owner(plans):
    return a_manager(plans[0].department.region)


def address(name: str, job: Job) -> str:
    return reverse(name, args=[job.pk])


def settled(client):
    """After its first page, which notes the session."""
    client.get(reverse("account"))
    return client


def queries_of(client, page: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


def sentences(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


class TestExporting:
    def test_takes_all_that_the_filter_leaves(self, plans, owner, log_in):
        Plan.objects.filter(pk=plans[0].pk).update(state=State.APPROVED)

        answer = log_in(owner).post(f"{reverse('export_new')}?state=submitted", {"extent": "all", "format": ["pdf"]})

        job = Job.objects.get()
        assert answer.headers["Location"] == address("job_detail", job)
        assert job.order == {"plans": [str(plan.pk) for plan in plans[1:]], "formats": ["pdf"]}
        assert (job.owner, job.title, job.total) == (owner, "导出 2 份文本（PDF）", 2)

    def test_takes_the_ticked_and_nothing_foreign(self, plans, owner, log_in):
        foreign = texts_sent(1)[0]
        ticked = [str(plans[1].pk), str(foreign.pk), "no-identity"]

        log_in(owner).post(reverse("export_new"), {"extent": "ticked", "plan": ticked, "format": ["json", "exe"]})

        assert Job.objects.get().order == {"plans": [str(plans[1].pk)], "formats": ["json"]}

    @pytest.mark.parametrize(
        ("form", "sentence"),
        [
            ({"extent": "ticked", "format": ["pdf"]}, "请先勾选要导出的文本。"),
            ({"extent": "all"}, "请至少选择一种格式。"),
        ],
    )
    def test_asks_for_what_is_missing(self, plans, owner, log_in, form, sentence):
        answer = log_in(owner).post(reverse("export_new"), form, follow=True)

        assert sentences(answer) == [sentence]
        assert Job.objects.count() == 0

    def test_two_at_once_are_enough(self, plans, owner, log_in):
        client = log_in(owner)
        answers = [
            client.post(reverse("export_new"), {"extent": "all", "format": ["pdf"]}, follow=True) for _ in range(3)
        ]

        assert sentences(answers[-1]) == ["您已有 2 个任务在进行，请等其中一个完成，或先取消它。"]
        assert Job.objects.count() == 2

    def test_of_a_department_is_of_its_own_texts(self, plans, log_in):
        author = plans[0].created_by

        page = log_in(author).get(reverse("export_new"))

        assert page.context["plans"] == [plans[0]]

    def test_costs_the_same_queries_for_three_texts_and_for_six(self, plans, owner, log_in):
        client = settled(log_in(owner))
        few = queries_of(client, reverse("export_new"))
        texts = [builders.a_department(region=plans[0].department.region) for _ in range(3)]
        for department in texts:
            builders.a_plan(department=department, state=State.SUBMITTED)

        many = queries_of(client, reverse("export_new"))

        assert few == many <= 12


class TestJob:
    def test_is_waited_for_cancelled_and_not_fetched(self, plans, owner, log_in, stored):
        job = an_export(plans, owner, "pdf")
        client = log_in(owner)
        before = stored()
        pages = [client.get(address(name, job)).status_code for name in ("job_detail", "job_progress")]
        untouched = stored() == before

        cancelled = client.post(address("job_detail", job), follow=True)
        again = client.post(address("job_detail", job), follow=True)

        job.refresh_from_db()
        assert (pages, untouched) == ([200, 200], True)
        assert sentences(cancelled) == ["任务已取消，没有留下文件。"]
        assert sentences(again) == ["任务已经结束，不用取消。"]
        assert job.state == JobState.CANCELLED
        assert sentences(client.get(address("job_file", job), follow=True)) == ["文件已不在服务器上，请重新导出。"]

    @pytest.mark.parametrize("name", ["job_detail", "job_progress", "job_file"])
    def test_is_its_owners_alone(self, plans, owner, log_in, name):
        job = an_export(plans, owner, "pdf")
        colleague = a_manager(plans[0].department.region)

        assert log_in(colleague).get(address(name, job)).status_code == 404
        assert log_in(colleague).post(address("job_detail", job)).status_code == 404
        assert Job.objects.get().state == JobState.WAITING

    def test_is_found_from_the_inbox_and_fetched(self, plans, owner, log_in, printer):
        job = an_export(plans, owner, "json")
        worker.work_next(printer)
        client = log_in(owner)

        opened = client.post(reverse("notice_open", args=[Notice.objects.get(user=owner).pk]), follow=True)
        answer = client.get(address("job_file", job))
        sent = b"".join(answer.streaming_content)

        assert opened.redirect_chain == [(address("job_detail", job), 302)]
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert sent == result_of(Job.objects.get()).read_bytes()
        assert AuditEntry.objects.filter(action="export_file", user_id=owner.pk).count() == 1

    @pytest.mark.parametrize("change", ["taken back", "another post"])
    def test_is_not_fetched_when_a_text_in_it_may_no_longer_be_seen(self, plans, owner, log_in, printer, change):
        job = an_export(plans, owner, "json")
        worker.work_next(printer)
        if change == "taken back":
            Plan.objects.filter(pk=plans[0].pk).update(state=State.DRAFTING)
        else:
            Membership.objects.filter(user=owner).update(region=builders.a_region())

        answer = log_in(owner).get(address("job_file", job), follow=True)

        assert "无权查看" in sentences(answer)[0]
        assert AuditEntry.objects.get(action="export_file").is_success is False

    def test_list_costs_the_same_queries_for_one_and_for_ten(self, plans, owner, log_in):
        client = settled(log_in(owner))
        counts = []
        for count in (1, 9):
            Job.objects.bulk_create(
                Job(kind=JobKind.EXPORT, owner=owner, title=f"任务{n}", state=JobState.DONE) for n in range(count)
            )
            counts.append(queries_of(client, reverse("job_list")))

        assert counts[0] == counts[1] <= 12


class TestFolder:
    @pytest.fixture
    def region(self):
        return builders.a_region()

    @pytest.fixture
    def cycle(self, region):
        return a_past_cycle(region)

    @pytest.fixture
    def manager(self, region):
        return a_manager(region)

    @pytest.fixture
    def departments(self, region):
        return [builders.a_department(region=region, code=f"{131 + n}") for n in range(2)]

    def test_goes_from_files_to_texts(self, cycle, manager, departments, log_in, printer, stored):
        client = log_in(manager)
        files = [file_of(departments[0]), upload("存疑.json", dumps(builders.a_text(department=None, projects=())))]
        client.post(reverse("folder_new"), {"cycle": cycle.pk, "files": files})
        folder = Job.objects.get()
        worker.work_next(printer)
        certain, doubtful = folder.files.all()
        before = stored()
        page = client.get(address("folder_detail", folder))
        untouched = stored() == before

        form = {"file": [certain.pk, doubtful.pk], f"department-{doubtful.pk}": departments[1].pk}
        client.post(address("folder_detail", folder), form)
        worker.work_next(printer)

        assert untouched
        assert page.content.decode().count("<select") == 1
        assert {plan.department for plan in Plan.objects.filter(cycle=cycle)} == set(departments)
        assert [entry.action for entry in AuditEntry.objects.order_by("number")] == [
            "folder_read",
            "job_end",
            "folder_look",
            "folder_store",
            "file",
            "file",
            "job_end",
        ]

    def test_takes_a_folder_and_a_zip_too(self, cycle, manager, departments, log_in):
        data = a_zip({"一.json": dumps(text_of(departments[0], year=2024))})
        client = log_in(manager)

        client.post(
            reverse("folder_new"), {"cycle": cycle.pk, "folder": [upload(".DS_Store", b"x"), file_of(departments[0])]}
        )
        client.post(reverse("folder_new"), {"cycle": cycle.pk, "files": [upload("去年.zip", data)]})

        orders = [job.order["is_archive"] for job in Job.objects.order_by("requested_at")]
        assert orders == [False, True]
        assert FolderFile.objects.count() == 1

    def test_asks_for_files(self, cycle, manager, log_in):
        page = log_in(manager).post(reverse("folder_new"), {"cycle": cycle.pk})

        assert page.context["form"].errors["files"] == ["请选择要导入的文件、文件夹或一个 .zip 压缩包。"]
        assert Job.objects.count() == 0

    def test_is_its_owners_alone_and_of_their_region(self, cycle, manager, departments, log_in, printer):
        log_in(manager).post(reverse("folder_new"), {"cycle": cycle.pk, "files": [file_of(departments[0])]})
        folder = Job.objects.get()
        worker.work_next(printer)
        colleague = builders.a_user(Role.FINAL_REVIEWER, place=cycle.region)
        form = {"file": [folder.files.get().pk]}

        refused = log_in(colleague).post(address("folder_detail", folder), form).status_code
        Membership.objects.filter(user=manager).update(region=builders.a_region())
        moved = log_in(manager).post(address("folder_detail", folder), form).status_code

        assert (refused, moved) == (404, 404)
        assert folder.files.get().state == FileState.READ

    def test_a_department_elsewhere_is_none(self, cycle, manager, log_in, printer):
        data = dumps(builders.a_text(department=None, projects=()))
        client = log_in(manager)
        client.post(reverse("folder_new"), {"cycle": cycle.pk, "files": [upload("存疑.json", data)]})
        folder = Job.objects.get()
        worker.work_next(printer)
        (file,) = folder.files.all()

        elsewhere = builders.a_department()
        form = {"file": [file.pk], f"department-{file.pk}": elsewhere.pk}
        answer = client.post(address("folder_detail", folder), form, follow=True)

        assert sentences(answer)[-1] == "没有可以存入的文件：请勾选文件并选择部门。"
        assert Plan.objects.count() == 0

    def test_preview_costs_the_same_queries_for_two_files_and_for_twenty(self, cycle, manager, departments, log_in):
        folder = begin_job(JobKind.READ, owner=manager, title="导入", order={"cycle": cycle.pk, "is_archive": False})
        Job.objects.update(state=JobState.DONE)
        client = settled(log_in(manager))
        counts = []
        for first, last in ((0, 2), (2, 20)):
            FolderFile.objects.bulk_create(
                FolderFile(
                    job=folder,
                    cycle=cycle,
                    number=n,
                    name=f"{n}.json",
                    state=FileState.READ,
                    department=departments[n % 2] if n % 3 else None,
                )
                for n in range(first, last)
            )
            counts.append(queries_of(client, address("folder_detail", folder)))

        assert counts[0] == counts[1] <= 14
