"""What is not for everybody: internal and unsent threads; the same numbers and costs on both sides."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from departments.models import Role
from reviews.models import Comment
from reviews.threads.thread_actions import resolve
from tests import builders
from tests.pages.reading import acted, explained, in_review, page, target_of
from tests.reviews.people import a_thread

pytestmark = pytest.mark.django_db


class TestHidden:
    def test_internal_and_unsent_threads_do_not_exist_for_the_department(self, log_in):
        case = in_review()
        internal = a_thread(case, is_internal=True, is_blocking=False, where="内部的位置")
        case.go("return", "submit", "open_first")
        unsent = a_thread(case, where="未送达的位置")
        client = log_in(case.people.lead)

        statuses = [acted(client, thread, "reply", body="？").status_code for thread in (internal, unsent)]
        seen = (
            client.get(page("plan_detail", case)).content.decode() + client.get(page("worklist", case)).content.decode()
        )

        assert statuses == [404, 404]
        assert [word in seen for word in ("内部的位置", "未送达的位置", str(internal.pk), "tag-mark")] == [False] * 4

    def test_the_bureau_sees_both_marked(self, log_in):
        case = in_review()
        a_thread(case, is_internal=True, is_blocking=False)
        a_thread(case)

        seen = log_in(case.people.final).get(page("plan_detail", case)).content.decode()

        assert (seen.count("</svg>内部</span>"), seen.count("未送达（退回或通过时一并送达）")) == (1, 1)

    def test_numbers_are_the_same_on_both_sides(self, log_in):
        case = in_review()
        a_thread(case, place=f"{case.plan.pk}:overall_goal.1", is_internal=True, is_blocking=False)
        resolve(a_thread(case, place=f"{case.plan.pk}:overall_goal.2"), by=case.people.first)
        a_thread(case)
        case.go("return")

        numbers = [
            log_in(user).get(page("plan_detail", case)).context["margin"].notes[-1].number
            for user in (case.people.first, case.people.lead)
        ]

        assert numbers == ["1", "1"]

    @pytest.mark.parametrize("role", [Role.DEPARTMENT_LEAD, Role.FIRST_REVIEWER])
    def test_a_thread_elsewhere_does_not_exist(self, log_in, role):
        case, other = in_review(), in_review()
        thread = a_thread(other)
        client = log_in(builders.a_user(role, place=case.plan.department))

        mixed = client.post(page("thread_act", case, thread.pk), {"do": "reply", "body": "？"})

        assert (acted(client, thread, "reply", body="？").status_code, mixed.status_code) == (404, 404)


def test_looking_changes_nothing(log_in, stored):
    case = in_review()
    a_thread(case)
    client = log_in(case.people.first)
    client.get("/")
    before = stored()

    for name in ("plan_detail", "worklist", "thread_new"):
        client.get(page(name, case))

    assert stored() == before


@pytest.mark.parametrize("name", ["plan_detail", "worklist"])
def test_costs_the_same_queries_for_one_thread_and_thirty(log_in, name):
    case = in_review()
    explained(case, a_thread(case))
    clients = [log_in(user) for user in (case.people.first, case.people.lead)]
    for client in clients:
        client.get("/")  # the first visit notes itself in the session

    few = [queries_of(client, page(name, case)) for client in clients]
    for n in range(29):
        thread = a_thread(case, sent_at=case.plan.steps.last().taken_at, place=target_of(case, n % 6))
        said = {"by": case.people.first, "role": Role.FIRST_REVIEWER, "at": thread.raised_at}
        Comment.objects.create(thread=thread, body="请核实。", **said)

    assert [queries_of(client, page(name, case)) for client in clients] == few
    assert max(few) <= 19


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)
