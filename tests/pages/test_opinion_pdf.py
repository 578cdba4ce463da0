"""审核意见 as PDF: asked for, waited for, downloaded, by whoever may read the text, once a decision was taken."""

from urllib.parse import unquote

import pytest
from django.urls import reverse

from departments.models import Role
from jobs.models import PrintedText, PrintState
from jobs.printing import print_next, print_path
from reviews.models import IssuedOpinion
from tests import builders
from tests.pages.reading import in_review, page
from tests.reviews.people import Case
from texts.writers.print.press import Press

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return in_review()


def address(case: Case, name: str = "opinion_pdf") -> str:
    return reverse(name, args=[case.plan.pk, case.plan.steps.last().pk])


def test_is_printed_by_the_same_queue_and_served_under_an_official_name(case, log_in):
    case.go("return")
    client = log_in(case.people.lead)

    asked = client.post(address(case))
    waiting = client.get(address(case)).content.decode()
    while print_next(Press()):
        pass
    done = client.get(address(case, "opinion_pdf_progress")).content.decode()
    served = client.get(address(case))

    assert (asked.status_code, asked.url) == (302, address(case))
    assert f'hx-get="{address(case, "opinion_pdf_progress")}" hx-trigger="load delay:1s"' in waiting
    assert f'<a href="{address(case)}" data-download>' in done
    assert b"".join(served.streaming_content) == print_path(PrintedText.objects.get()).read_bytes()
    assert served.headers["Cache-Control"] == "private, no-store"
    name = "云溪县教育局2025年部门预算绩效文本审核意见（初审第1次）.pdf"
    assert unquote(served.headers["Content-Disposition"]) == f"attachment; filename*=utf-8''{name}"


def test_text_and_opinion_are_two_prints(case, log_in):
    case.go("return")
    client = log_in(case.people.first)

    client.post(page("plan_pdf", case))
    client.post(address(case))
    press = Press()
    worked = [print_next(press) for _ in range(3)]

    assert worked == [True, True, False]
    assert set(PrintedText.objects.values_list("state", flat=True)) == {PrintState.DONE}
    assert PrintedText.objects.values("sha256").distinct().count() == 2


@pytest.mark.parametrize("name", ["staff", "lead", "first", "final"])
def test_is_for_both_sides(case, log_in, name):
    case.go("return")

    assert log_in(getattr(case.people, name)).get(address(case)).status_code == 200


@pytest.mark.parametrize("name", ["opinion_pdf", "opinion_pdf_progress"])
def test_does_not_exist_before_a_decision_elsewhere_or_once_undone(case, log_in, name):
    opened = address(case, name)
    case.go("return")
    taken = address(case, name)
    stranger = builders.a_user(Role.DEPARTMENT_LEAD, place=builders.a_department())
    elsewhere = reverse(name, args=[in_review().plan.pk, case.plan.steps.last().pk])

    client = log_in(case.people.lead)
    found = [client.get(opened).status_code, client.get(elsewhere).status_code, log_in(stranger).get(taken).status_code]
    case.go("undo")

    assert found == [404] * 3
    assert log_in(case.people.first).get(taken).status_code == 404


def test_another_text_s_decision_is_not_reached_through_one_s_own(case, log_in):
    other = in_review().go("return")
    foreign = IssuedOpinion.objects.get().pk
    address_of_own = reverse("opinion_pdf", args=[case.plan.pk, foreign])

    statuses = [log_in(user).get(address_of_own).status_code for user in (case.people.lead, case.people.first)]

    assert (other.plan.state, statuses) == ("returned", [404, 404])


def test_the_way_the_list_and_the_form_lead_to_it(case, log_in):
    case.grade()
    case.go("pass")
    form = log_in(case.people.lead).get(page("review_sheet", case)).content.decode()
    way = log_in(case.people.lead).get(page("plan_way", case)).content.decode()
    passed = address(case)
    case.go("open_final", "return")
    work = log_in(case.people.lead).get(page("worklist", case)).content.decode()

    assert [f'action="{passed}"' in seen for seen in (form, way)] == [True, True]
    assert f'action="{address(case)}"' in work
