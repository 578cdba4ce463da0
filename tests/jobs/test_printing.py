"""The print queue: one print a content, whoever asks; a killed worker's print is made by another, never twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from jobs import printing
from jobs.models import PrintedText, PrintState
from projects.models import Project
from tests import builders
from texts.writers.print.official_pdf import Printer

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("a lease is a row that two workers want at once")]


@pytest.fixture(scope="module")
def printer():
    return Printer()


def text_of(plan):
    return type(plan).objects.with_text().get(pk=plan.pk).to_text()


def let_lease_end(printed: PrintedText) -> None:
    PrintedText.objects.filter(pk=printed.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_content_is_printed_once_and_served_from_its_file(printer):
    text = text_of(builders.a_plan())

    first = printing.request_print(text)
    worked = [printing.print_next(printer), printing.print_next(printer)]
    second = printing.request_print(text)

    assert worked == [True, False]
    assert (first.pk, second.state) == (second.pk, PrintState.DONE)
    assert printing.print_path(second).read_bytes().startswith(b"%PDF-")


def test_a_changed_cell_is_another_content(printer):
    plan = builders.a_plan()
    before = printing.request_print(text_of(plan))

    Project.objects.filter(plan=plan).update(purpose="改作他用。")
    after = printing.request_print(text_of(plan))

    assert before.pk != after.pk
    assert printing.waiting_before(after) == 1


def test_a_lost_file_is_made_again(printer):
    text = text_of(builders.a_plan())
    printed = printing.request_print(text)
    printing.print_next(printer)
    printing.print_path(printed).unlink()

    again = printing.request_print(text)

    assert again.state == PrintState.WAITING
    assert printing.print_next(printer)
    assert printing.print_path(again).exists()


def test_a_killed_workers_print_is_taken_over_and_its_late_answer_is_void():
    printing.request_print(text_of(builders.a_plan()))
    killed = printing.claim_print()
    nothing = printing.claim_print()
    let_lease_end(killed)

    other = printing.claim_print()

    assert nothing is None
    assert other.pk == killed.pk
    assert not printing._finish(killed, PrintState.DONE)
    assert printing._finish(other, PrintState.DONE)


def test_a_text_that_takes_its_worker_down_is_given_up(printer):
    printed = printing.request_print(text_of(builders.a_plan()))
    for _ in range(printing.MOST_CLAIMS):
        let_lease_end(printing.claim_print())

    printing.print_next(printer)

    printed.refresh_from_db()
    assert printed.state == PrintState.FAILED
    assert "系统管理员" in printed.message


def test_a_character_without_a_glyph_fails_with_its_place(printer):
    text = text_of(builders.a_plan(builders.a_text(overall_goal=("用\U000e0041完成。",))))
    printed = printing.request_print(text)

    printing.print_next(printer)

    printed.refresh_from_db()
    assert printed.state == PrintState.FAILED
    assert "U+E0041" in printed.message


@pytest.mark.django_db(transaction=True)
def test_many_workers_claim_each_print_once():
    for n in range(12):
        PrintedText.objects.create(sha256=f"{n:064d}", layout="1", content={})

    with ThreadPoolExecutor(4) as pool:
        claimed = [pk for pks in pool.map(claim_all, range(4)) for pk in pks]

    assert sorted(claimed) == sorted(PrintedText.objects.values_list("pk", flat=True))


def claim_all(_) -> list[int]:
    """What one worker gets until nothing waits."""
    claimed = []
    try:
        while (row := printing.claim_print()) is not None:
            claimed.append(row.pk)
    finally:
        connection.close()
    return claimed
