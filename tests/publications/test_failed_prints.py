"""A print of an edition that fails: said where it is waited for, told to the final reviewer once, tried again ever
more rarely, and told when it is there."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobs import printing
from jobs.models import PrintedText, PrintState
from projects.models import Notice
from publications.files import keep_files
from tests.publications.publishing import approved, published
from tests.publications.reading import read, shown
from texts.writers.print.press import Press

pytestmark = pytest.mark.django_db

INTERRUPTED = "排版程序多次中断，请联系系统管理员。"


@pytest.fixture
def case():
    return approved()


def lines(case) -> list[str]:
    told = Notice.objects.filter(user=case.people.final, key__startswith="print_").order_by("made_at")
    return list(told.values_list("line", flat=True))


def fail(*, asked: timedelta, failed: timedelta) -> None:
    """As if the print had been asked for so long ago, and failed so long ago."""
    now = timezone.now()
    PrintedText.objects.update(state=PrintState.FAILED, message=INTERRUPTED, token=4, finished_at=now - failed)
    PrintedText.objects.update(requested_at=now - asked)


def test_is_said_and_told_once(case, client, log_in):
    made = published(case)
    page = reverse("publication", args=[case.plan.pk])
    reviewer = log_in(case.people.final)
    waiting = reviewer.get(page).content.decode()
    fail(asked=timedelta(seconds=50), failed=timedelta(seconds=5))

    kept = [keep_files(), keep_files()]

    failed, public = reviewer.get(page).content.decode(), shown(read(client, made))
    assert ("PDF 排版中" in waiting, "PDF 排版中" in failed) == (True, False)
    assert f"PDF 未能排版：{INTERRUPTED}系统会继续尝试" in failed
    assert "PDF 还没有排好，请先阅读网页版或下载数据" in public
    assert kept == [0, 0]
    assert [line.startswith(f"{made}的 PDF 未能排版：{INTERRUPTED}") for line in lines(case)] == [True]


def test_is_tried_again_and_the_end_is_told_too(case):
    made = published(case)
    fail(asked=timedelta(seconds=65), failed=timedelta(seconds=5))
    keep_files()
    fail(asked=timedelta(seconds=130), failed=timedelta(seconds=65))

    keep_files()
    printing.print_next(Press())
    kept = keep_files()

    assert kept == 2
    assert lines(case)[1:] == [f"{made}的 PDF 已经排好，公众可以下载。"]


@pytest.mark.parametrize(
    ("asked", "failed", "is_tried"),
    [
        (timedelta(seconds=70), timedelta(seconds=50), False),
        (timedelta(seconds=70), timedelta(seconds=61), True),
        (timedelta(hours=5), timedelta(hours=2), False),
        (timedelta(hours=5), timedelta(hours=3), True),
        (timedelta(days=30), timedelta(hours=23), False),
        (timedelta(days=30), timedelta(hours=25), True),
    ],
)
def test_rests_as_long_as_it_was_asked_for_in_vain(case, asked, failed, is_tried):
    published(case)
    fail(asked=asked, failed=failed)

    keep_files()

    assert PrintedText.objects.get().state == (PrintState.WAITING if is_tried else PrintState.FAILED)
