"""The pages of steps: buttons, the form of a step, what stands in the way, the way so far."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from departments.models import Plan, State
from reviews.models import ReadMark
from tests import builders
from tests.reviews.people import a_case, a_thread

pytestmark = pytest.mark.django_db


def step(case, name: str) -> str:
    return reverse("plan_step", args=[case.plan.pk, name])


def page_of(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def log_in(client):
    def log_in(user):
        client.force_login(user)
        return client

    return log_in


def test_a_step_is_taken_by_post_only(log_in):
    case = a_case()
    client = log_in(case.people.lead)

    shown = page_of(client.get(step(case, "submit")))
    before = Plan.objects.get().state
    answer = client.post(step(case, "submit"), follow=True)

    assert "<h1>送审</h1>" in shown
    assert (before, Plan.objects.get().state) == (State.DRAFTING, State.SUBMITTED)
    assert "已送审。财政局开始审核前可撤回。" in page_of(answer)


def test_what_stands_in_the_way_leads_to_its_place(log_in):
    case = a_case(text=builders.a_text(projects=(builders.a_project(purpose=None),)))

    answer = log_in(case.people.lead).post(step(case, "submit"))

    project = case.plan.projects.get().pk
    assert answer.status_code == 422
    assert f'#project:{project}:purpose">1. 乡土读本印制费：资金用途还没有填写。</a>' in page_of(answer)
    assert "disabled>送审</button>" in page_of(answer)


def test_a_return_offers_the_parts_with_threads(log_in):
    case = a_case().go("submit", "open_first")
    a_thread(case)

    page = page_of(log_in(case.people.first).get(step(case, "return")))

    project = case.plan.projects.get().pk
    assert f'name="part" value="{project}" checked>1. 乡土读本印制费<span class="count">1 条意见</span>' in page
    assert 'value="parts" checked' in page


def test_a_partial_return_opens_what_was_chosen(log_in):
    case = a_case().go("submit", "open_first")
    project = str(case.plan.projects.get().pk)

    log_in(case.people.first).post(
        step(case, "return"),
        {"read": case.sha256, "comment": "请改。", "extent": "parts", "part": [project, "measures"]},
    )

    plan = Plan.objects.get()
    assert (plan.state, plan.opened) == (State.RETURNED, sorted([project, "measures"]))


def test_a_refused_form_keeps_what_was_typed(log_in):
    case = a_case().go("submit", "open_first")

    answer = log_in(case.people.first).post(
        step(case, "return"), {"read": "0" * 64, "comment": "第3行请核实。", "extent": "parts", "part": ["measures"]}
    )

    assert answer.status_code == 409
    assert "在您阅读之后有了改动" in page_of(answer)
    assert ">第3行请核实。</textarea>" in page_of(answer)
    assert 'name="part" value="measures" checked' in page_of(answer)


def test_a_step_that_cannot_be_taken_is_told(log_in):
    case = a_case().go("submit")

    answer = log_in(case.people.lead).get(step(case, "approve"), follow=True)

    assert "现为“已送审”，您现在不能审核通过。" in page_of(answer)


def test_a_step_of_a_foreign_text_does_not_exist(log_in):
    case = a_case().go("submit")
    stranger = builders.a_user("department_lead", place=builders.a_department())

    assert [log_in(stranger).post(step(case, name)).status_code for name in ("withdraw", "nothing")] == [404, 404]


def test_whoever_decides_has_read(log_in):
    case = a_case().go("submit", "open_first")

    log_in(case.people.first).post(step(case, "return"), {"read": case.sha256, "comment": "请改。"})

    assert ReadMark.objects.get().user == case.people.first


class TestTheWay:
    def test_each_side_reads_what_concerns_it(self, log_in):
        case = a_case(has_sign_off=True)
        case.go("hand_in", "send_back", "hand_in", "submit", "open_first", "pass", "open_final", "back_to_first")

        pages = {
            name: page_of(log_in(getattr(case.people, name)).get(reverse("plan_way", args=[case.plan.pk])))
            for name in ("lead", "first")
        }

        assert ["退回修改" in pages[name] for name in ("lead", "first")] == [True, False]
        assert ["退回初审" in pages[name] for name in ("lead", "first")] == [False, True]

    def test_costs_the_same_for_many_steps(self, log_in, django_assert_num_queries):
        case = a_case().go("submit")
        client = log_in(case.people.lead)
        address = reverse("plan_way", args=[case.plan.pk])
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        case.go("withdraw", "submit", "withdraw", "submit", "withdraw", "submit")

        with django_assert_num_queries(len(few)):
            client.get(address)

    def test_is_empty_before_the_first_step(self, log_in):
        case = a_case()

        assert "还没有送审。" in page_of(log_in(case.people.lead).get(reverse("plan_way", args=[case.plan.pk])))
