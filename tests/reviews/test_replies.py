"""Replies are told to the other side, never across the line of what it may read, and once until somebody looked."""

import pytest
from django.urls import reverse
from django.utils import timezone

from departments.models import Role
from projects.models import Notice
from reviews.models import Thread
from reviews.threads.thread_actions import reply
from tests import builders
from tests.pages.reading import in_review
from tests.reviews.people import Case, a_thread

pytestmark = pytest.mark.django_db


def told(case: Case) -> dict[str, int]:
    """Who was told of replies, how often."""
    names = {user.pk: name for name, user in case.people._asdict().items()}
    found = Notice.objects.filter(key__startswith="reply:").order_by("pk").values_list("user", flat=True)
    return {name: list(found).count(pk) for pk, name in names.items() if pk in set(found)}


def a_returned_thread(**changes) -> tuple[Case, Thread]:
    case = in_review()
    thread = a_thread(case, **changes)
    case.go("return")
    return case, Thread.objects.get(pk=thread.pk)


def test_a_reply_of_the_department_is_told_to_who_raised_it():
    case, thread = a_returned_thread()

    reply(thread, by=case.people.staff, body="请问依据哪份合同？")

    assert told(case) == {"first": 1}
    assert Notice.objects.filter(key__startswith="reply:").get().line == (
        f"{case.plan}：{case.people.staff}回复了“{thread.where}”的意见。"
    )


def test_an_explanation_goes_with_the_text_and_is_not_told_apart():
    case, thread = a_returned_thread()

    reply(thread, by=case.people.lead, body="已核实，不改。", is_answer=True)

    assert told(case) == {}


def test_a_reply_of_the_bureau_is_told_to_the_authors_of_a_thread_that_they_have():
    case, thread = a_returned_thread()

    reply(thread, by=case.people.first, body="依据采购合同。")

    assert told(case) == {"staff": 1, "lead": 1}


@pytest.mark.parametrize("changes", [{"is_internal": True, "is_blocking": False}, {}])
def test_an_internal_or_unsent_thread_is_told_to_the_bureau_alone(changes):
    case = in_review()
    thread = a_thread(case, **changes)

    reply(thread, by=case.people.final, body="同意。")
    reply(thread, by=case.people.first, body="好。")

    assert told(case) == {"first": 1, "final": 1}


def test_who_has_not_looked_yet_is_not_told_again():
    case, thread = a_returned_thread()
    for body in ("一", "二"):
        reply(thread, by=case.people.lead, body=body)
    before = told(case)
    Notice.objects.update(read_at=timezone.now())

    reply(thread, by=case.people.lead, body="三")

    assert (before, told(case)) == ({"first": 1}, {"first": 2})


def test_who_no_longer_reviews_the_text_is_not_told():
    case, thread = a_returned_thread()
    case.people.first.memberships.all().delete()

    reply(thread, by=case.people.lead, body="请问依据哪份合同？")

    assert told(case) == {}


def test_leads_to_the_thread(client):
    case, thread = a_returned_thread()
    reply(thread, by=case.people.lead, body="请问依据哪份合同？")
    notice = Notice.objects.get(key__startswith="reply:")
    client.force_login(case.people.first)

    answer = client.post(reverse("notice_open", args=[notice.pk]))

    assert answer.url == f"{reverse('plan_detail', args=[case.plan.pk])}#thread-{thread.pk}"


def test_the_reviewer_of_another_department_hears_nothing():
    case, thread = a_returned_thread()
    stranger = builders.a_user(Role.FIRST_REVIEWER, place=builders.a_department(region=case.plan.department.region))

    reply(thread, by=case.people.lead, body="请问依据哪份合同？")

    assert not stranger.notices.exists()
