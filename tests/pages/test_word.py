"""下载 Word: through the print queue's page numbers, of the text as its reader sees it, and what changed as a file."""

from urllib.parse import unquote

import pytest
from django.urls import reverse

from audit.models import AuditEntry
from jobs.models import PrintedText, PrintState
from jobs.printing import print_next
from projects.models import Indicator
from tests import builders
from tests.pages.reading import text_of
from tests.reviews.people import a_case
from tests.writers.paging import numbers_in_word, numbers_on_paper
from tests.writers.tracked import accepted, rejected
from texts.readers.returned import read_returned
from texts.writers.print.official_pdf import Printer

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def printer():
    return Printer()


@pytest.fixture
def case():
    """Sent, returned, sent again with another 指标值."""
    case = a_case().go("submit", "open_first", "return")
    row = Indicator.objects.order_by("position").first()
    Indicator.objects.filter(pk=row.pk).update(target="≥1350册")
    return case.go("submit")


def word(plan, query: str = "") -> str:
    return reverse("plan_word", args=[plan.pk]) + query


def test_it_is_asked_for_waited_for_and_downloaded(log_in, case, printer):
    client = log_in(case.people.lead)
    progress = reverse("plan_word_progress", args=[case.plan.pk])

    before = client.get(word(case.plan)).content.decode()
    asked = client.post(word(case.plan))
    waiting = client.get(word(case.plan)).content.decode()
    print_next(printer)
    ready = client.get(progress).content.decode()
    answer = client.get(word(case.plan))

    assert "当前内容还没有排版" in before
    assert (asked.status_code, asked.url) == (302, word(case.plan))
    assert f'hx-get="{progress}"' in waiting
    assert f'<a href="{word(case.plan)}" data-download>' in ready
    assert "云溪县教育局2025年部门预算绩效文本（草案）.docx" in unquote(answer.headers["Content-Disposition"])
    assert read_returned("文本.docx", answer.content).text == text_of(case.plan)


def test_a_finished_pdf_is_enough(log_in, case, printer):
    client = log_in(case.people.lead)
    client.post(reverse("plan_pdf", args=[case.plan.pk]))
    print_next(printer)

    answer = client.get(word(case.plan))

    assert answer.headers["Content-Type"].endswith("wordprocessingml.document")
    assert PrintedText.objects.get().paging["pages"]["section-1"] == 1


def test_its_contents_name_the_pages_of_the_pdf(log_in, case, printer):
    client = log_in(case.people.lead)
    pdf = reverse("plan_pdf", args=[case.plan.pk])
    first = case.plan.snapshots.filter(is_sent=True).order_by("number").first()
    client.post(pdf)
    print_next(printer)

    pages = numbers_on_paper(b"".join(client.get(pdf).streaming_content))
    alone, compared = (client.get(word(case.plan, query)).content for query in ("", f"?old={first.pk}"))

    assert pages == [1, 1, 1, 2]
    assert (numbers_in_word(alone), numbers_in_word(compared)) == (pages, pages)


def test_what_has_no_glyph_can_be_had_in_word(log_in, case):
    client = log_in(case.people.lead)
    client.post(word(case.plan))
    PrintedText.objects.update(state=PrintState.FAILED, message="没有字形")

    assert read_returned("文本.docx", client.get(word(case.plan)).content).text == text_of(case.plan)


def test_rows_carry_their_identities(log_in, case, printer):
    client = log_in(case.people.lead)
    client.post(word(case.plan))
    print_next(printer)

    back = read_returned("文本.docx", client.get(word(case.plan)).content)

    assert back.plan_id == case.plan.pk
    assert [row.id for row in back.text.projects[0].indicators] == [
        row.id for row in text_of(case.plan).projects[0].indicators
    ]


def test_a_draft_is_not_in_the_bureau_s_file(log_in, printer):
    case = a_case().go("submit", "open_first", "return")
    sent = text_of(case.plan)
    Indicator.objects.update(target="尚未送审的话")
    client = log_in(case.people.first)
    client.post(word(case.plan))
    print_next(printer)

    assert read_returned("文本.docx", client.get(word(case.plan)).content).text == sent


def test_a_comparison_is_a_file_with_tracked_changes(log_in, case, printer):
    client = log_in(case.people.final)
    first, second = case.plan.snapshots.filter(is_sent=True).order_by("number")
    page = client.get(reverse("plan_compare", args=[case.plan.pk]), {"old": first.pk}).content.decode()
    query = f"?old={first.pk}&new=now"
    client.post(word(case.plan, query))
    print_next(printer)

    answer = client.get(word(case.plan, query))

    assert f'action="{word(case.plan)}?old={first.pk}&amp;new=now"' in page
    name = unquote(answer.headers["Content-Disposition"])
    assert f"修订稿（{first}至现在的文本）.docx" in name
    assert read_returned("甲.docx", accepted(answer.content)).text == second.to_text()
    assert read_returned("甲.docx", rejected(answer.content)).text == first.to_text()


def test_a_version_that_the_reader_does_not_see_is_not_there(log_in):
    case = a_case().go("keep", "submit")
    own = case.plan.snapshots.get(is_sent=False)
    other = a_case().go("submit").plan.snapshots.get()

    addresses = [word(case.plan, f"?old={key}") for key in (own.pk, other.pk, "abc")]

    assert [log_in(case.people.first).get(address).status_code for address in addresses] == [404] * 3
    assert log_in(case.people.lead).get(addresses[0]).status_code == 200


def test_a_stranger_sees_none(log_in, case):
    stranger = builders.a_plan().created_by

    assert log_in(stranger).get(word(case.plan)).status_code == 404


def test_a_download_is_logged_and_waiting_is_not(log_in, case, printer):
    client = log_in(case.people.lead)
    client.get(word(case.plan))
    client.post(word(case.plan))
    print_next(printer)
    client.get(word(case.plan))

    actions = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
    assert [action for action in actions if action in ("print", "export_word")] == ["print", "export_word"]


def test_the_buttons_stand_beside_the_pdf_s(log_in, case):
    page = log_in(case.people.lead).get(reverse("plan_detail", args=[case.plan.pk])).content.decode()

    assert f'action="{word(case.plan)}"' in page
    assert "下载 Word" in page
