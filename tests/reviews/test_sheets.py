"""The 审核表: what it adds up to, who fills it in and reads it, what it stops."""

import pytest
from django.urls import reverse

from departments.models import Role
from reviews.models import Grade, ReviewSheet
from reviews.sheet.questions import OUTCOMES, QUESTIONS, full_points, grade_of
from tests import builders
from tests.reviews.people import a_case

pytestmark = pytest.mark.django_db


def address(case) -> str:
    return reverse("review_sheet", args=[case.plan.pk])


def a_general(**changes) -> dict:
    answers = {f"{question.name}_grade": "excellent" for question in QUESTIONS}
    return {"form": "general", "version": "0", "overall": "excellent", "opinion": "目标明确。"} | answers | changes


def in_review():
    return a_case().go("submit", "open_first")


def test_the_points_of_the_eight_questions_make_a_hundred():
    assert (len(QUESTIONS), full_points("key")) == (8, 100)
    assert [grade_of(points) for points in (100, 90, 89, 80, 79, 60, 59, 0)] == [
        *[Grade.EXCELLENT] * 2,
        *[Grade.GOOD] * 2,
        *[Grade.FAIR] * 2,
        *[Grade.POOR] * 2,
    ]
    assert [grade for grade, outcome in OUTCOMES.items() if outcome.may_pass] == [Grade.EXCELLENT, Grade.GOOD]


def test_is_stored_with_its_answers(client):
    case = in_review()
    client.force_login(case.people.first)

    client.post(address(case), a_general(goal_note="与年度计划一致。"))

    sheet = ReviewSheet.objects.get()
    assert (sheet.overall, sheet.role, sheet.snapshot.number) == ("excellent", Role.FIRST_REVIEWER, 1)
    assert dict(sheet.answers.values_list("question", "note"))["goal"] == "与年度计划一致。"
    assert set(sheet.answers.values_list("grade", flat=True)) == {"excellent"}


def test_points_decide_the_grade_of_the_key_version(client):
    case = in_review()
    client.force_login(case.people.first)
    points = {f"{question.name}_points": question.points - 2 for question in QUESTIONS}

    client.post(address(case), a_general(form="key", overall="excellent", **points))

    assert ReviewSheet.objects.get().overall == Grade.GOOD


def test_too_many_points_are_told_beside_the_field_and_nothing_typed_is_lost(client):
    case = in_review()
    client.force_login(case.people.first)

    answer = client.post(address(case), a_general(form="key", form_points="11", form_note="缺项较多"))

    page = answer.content.decode()
    assert (answer.status_code, ReviewSheet.objects.count()) == (422, 0)
    assert "规范完整性最多 10 分。" in page
    assert 'value="11"' in page
    assert "缺项较多" in page


def test_a_colleague_s_sheet_is_not_overwritten(client):
    case = in_review()
    client.force_login(case.people.first)
    client.post(address(case), a_general())

    answer = client.post(address(case), a_general(opinion="另一份意见"))

    assert answer.status_code == 409
    assert "刚刚由别人保存过" in answer.content.decode()
    assert "另一份意见" in answer.content.decode()
    assert ReviewSheet.objects.get().opinion == "目标明确。"


def test_a_decision_closes_it(client):
    case = in_review()
    client.force_login(case.people.first)
    client.post(address(case), a_general())
    case.go("pass")

    client.post(address(case), a_general(version="1", opinion="改了"))

    sheet = ReviewSheet.objects.get()
    assert (sheet.is_final, sheet.opinion) == (True, "目标明确。")


@pytest.mark.parametrize(
    ("name", "before", "after"), [("staff", 404, 200), ("lead", 404, 200), ("first", 200, 200), ("final", 200, 200)]
)
def test_the_department_reads_it_after_the_decision(client, name, before, after):
    case = in_review()
    client.force_login(case.people.first)
    client.post(address(case), a_general())
    client.force_login(getattr(case.people, name))
    seen = [client.get(address(case)).status_code]
    case.go("pass")

    seen.append(client.get(address(case)).status_code)

    assert seen == [before, after]


def test_a_stranger_finds_no_sheet(client):
    case = in_review()
    case.grade()
    client.force_login(builders.a_user(Role.FINAL_REVIEWER, place=builders.a_region()))

    assert client.get(address(case)).status_code == 404


def test_a_post_shows_the_department_no_unfinished_form(client):
    case = in_review()
    case.grade(opinion="没写完的意见")
    client.force_login(case.people.lead)

    answer = client.post(address(case), a_general())

    assert (answer.status_code, "没写完的意见" in answer.content.decode()) == (403, False)
    assert ReviewSheet.objects.get().opinion == "没写完的意见"


@pytest.mark.parametrize("grade", [Grade.FAIR, Grade.POOR])
def test_a_poor_text_does_not_pass(client, grade):
    case = in_review()
    case.grade(grade)
    client.force_login(case.people.first)

    answer = client.post(reverse("plan_step", args=[case.plan.pk, "pass"]), {"read": case.sha256})

    assert answer.status_code == 422
    assert f"审核表的总体等级为“{grade.label}”，不能通过。" in answer.content.decode()
