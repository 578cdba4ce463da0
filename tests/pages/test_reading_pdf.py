"""下载 PDF: asked for, waited for, downloaded; never made within the request."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.urls import reverse
from django.utils import timezone

from departments.models import Role
from jobs.models import PrintedText, PrintState
from jobs.printing import print_next, print_path
from projects.models import Project
from tests import builders
from texts.writers.print.official_pdf import Printer

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return builders.a_plan(department=builders.a_department(name="云溪县教育局"))


@pytest.fixture
def client(log_in, plan):
    return log_in(builders.a_user(Role.UNIT_STAFF, place=plan.department))


@pytest.fixture
def pdf(plan):
    return reverse("plan_pdf", args=[plan.pk])


@pytest.fixture
def progress(plan):
    return reverse("plan_pdf_progress", args=[plan.pk])


def finish(state: str, **fields) -> PrintedText:
    PrintedText.objects.update(state=state, **fields)
    return PrintedText.objects.get()


def test_looking_asks_for_nothing(client, pdf, progress):
    pages = [client.get(pdf).content.decode(), client.get(progress).content.decode()]

    assert ["当前内容还没有排版" in page for page in pages] == [True, True]
    assert PrintedText.objects.count() == 0


def test_asking_puts_the_text_into_the_queue_once(client, pdf):
    answers = [client.post(pdf), client.post(pdf)]

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, pdf)] * 2
    assert [printed.state for printed in PrintedText.objects.all()] == [PrintState.WAITING]


def test_waiting_asks_again_each_second(client, pdf, progress):
    client.post(pdf)

    pages = [client.get(pdf).content.decode(), client.get(progress).content.decode()]

    assert ["正在排版…" in page for page in pages] == [True, True]
    assert [f'hx-get="{progress}" hx-trigger="load delay:1s"' in page for page in pages] == [True, True]
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in pages[0]


def test_waiting_says_how_many_are_before(client, pdf, progress):
    for digit in "ab":
        PrintedText.objects.create(sha256=digit * 64, layout="1", content={})
    client.post(pdf)

    assert "排队中，前面还有 2 份" in client.get(progress).content.decode()


def test_waiting_long_says_what_one_can_do(client, pdf, progress):
    client.post(pdf)
    finish(PrintState.WAITING, requested_at=timezone.now() - timedelta(seconds=90))

    page = client.get(progress).content.decode()

    assert "已等 90 秒" in page
    assert "等候较久。" in page
    assert 'hx-trigger="load delay:3s"' in page


def test_a_finished_print_starts_its_download_and_asks_no_more(client, pdf, progress):
    client.post(pdf)
    print_next(Printer())

    page = client.get(progress).content.decode()

    assert f'<a href="{pdf}" data-download>' in page
    assert "hx-trigger" not in page


def test_a_finished_print_is_served_from_its_file_under_an_official_name(client, pdf):
    client.post(pdf)
    print_next(Printer())

    response = client.get(pdf)

    content = b"".join(response.streaming_content)
    name = "云溪县教育局2025年部门预算绩效文本（草案）.pdf"
    assert content == print_path(PrintedText.objects.get()).read_bytes()
    assert response.headers["Content-Type"] == "application/pdf"
    assert unquote(response.headers["Content-Disposition"]) == f"attachment; filename*=utf-8''{name}"


def test_a_changed_text_is_not_served_from_the_old_file(client, pdf, plan):
    client.post(pdf)
    print_next(Printer())
    Project.objects.filter(plan=plan).update(purpose="改作他用。")

    assert "当前内容还没有排版" in client.get(pdf).content.decode()


def test_a_failed_print_says_why_and_asks_no_more(client, pdf, progress):
    client.post(pdf)
    finish(PrintState.FAILED, message="第 3 个项目“项目名称”里的“𮬼”没有字形，请换一个字。")

    pages = [client.get(pdf).content.decode(), client.get(progress).content.decode()]

    assert ["里的“𮬼”没有字形，请换一个字。" in page for page in pages] == [True, True]
    assert ["hx-trigger" in page for page in pages] == [False, False]
