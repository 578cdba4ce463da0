"""Steps of a text in the log: one entry a step, written with it; refusals too; several at once never wait in a circle."""

import threading

import pytest
from django.db import connections
from django.urls import reverse

from audit.chain import verify
from audit.models import AuditEntry
from departments.models import Plan
from reviews.desk.bulk import take_all
from tests.reviews.people import a_case

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("the chain stands on triggers and on a locked row")]


def logged() -> list[tuple]:
    columns = ("account", "action", "object_id", "is_success", "detail")
    return list(AuditEntry.objects.order_by("number").values_list(*columns))


def test_a_step_is_one_entry_with_where_it_led():
    case = a_case(review_steps=1)

    case.go(("submit", case.people.staff), "open_final", "return")

    plan, people = str(case.plan.pk), case.people
    assert logged() == [
        (people.staff.username, "submit", plan, True, "编制中→已送审"),
        (people.final.username, "open_final", plan, True, "已送审→复审中"),
        (people.final.username, "return", plan, True, "复审中→已退回"),
    ]
    assert "请修改" not in str(list(AuditEntry.objects.values()))


def test_a_step_of_a_page_is_one_entry_with_its_address(log_in):
    case = a_case(review_steps=1).go(("submit", None))
    client = log_in(case.people.final)

    client.post(reverse("plan_step", args=[case.plan.pk, "open_final"]), REMOTE_ADDR="10.2.3.4")

    entry = AuditEntry.objects.first()
    assert (entry.action, entry.address, entry.is_success) == ("open_final", "10.2.3.4", True)
    assert AuditEntry.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "read", "detail"),
    [
        ("approve", True, "还不能办理"),  # no form filled in
        ("approve", False, "内容已变化或不能修改"),
        ("publish", True, ""),  # not now
    ],
)
def test_a_step_that_is_refused_is_a_failure(log_in, name, read, detail):
    case = a_case(review_steps=1).go("submit", "open_final")
    client = log_in(case.people.final)

    client.post(reverse("plan_step", args=[case.plan.pk, name]), {"read": case.sha256 if read else "x"})

    assert logged()[2:] == [(case.people.final.username, name, str(case.plan.pk), False, detail)]


def test_a_step_of_a_foreign_text_is_a_failure(log_in):
    case, other = a_case().go("submit"), a_case()

    log_in(other.people.lead).post(reverse("plan_step", args=[case.plan.pk, "withdraw"]))

    assert logged()[1:] == [(other.people.lead.username, "withdraw", str(case.plan.pk), False, "不存在或不可见")]


@pytest.mark.django_db(transaction=True)
def test_two_who_take_several_texts_in_opposite_order_do_not_wait_for_each_other():
    first = a_case(review_steps=1).go("submit")
    second = a_case(review_steps=1, region=first.plan.department.region).go("submit")
    plans = [case.plan for case in (first, second)]
    together = threading.Barrier(2)
    answers: list[object] = []

    def take(order: list[Plan], by) -> None:
        try:
            together.wait(timeout=30)
            answers.append(take_all(dict.fromkeys(order, ""), "open_final", by=by))
        except Exception as error:  # a thread's error is seen by nobody else
            answers.append(type(error).__name__)
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=take, args=(order, by))
        for order, by in ((plans, first.people.final), (plans[::-1], second.people.final))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(str, answers)) == ["2", "StepRefusedError"]
    assert verify().is_whole
