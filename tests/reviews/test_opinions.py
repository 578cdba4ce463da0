"""审核意见: written down with a decision, from what the department may read, and never again."""

import pytest
from django.db import transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from departments.models import Plan
from reviews.models import Comment, IssuedOpinion, SheetAnswer, Thread
from reviews.threads.thread_actions import raise_thread, reply
from reviews.workflow import StepWords
from tests.pages.reading import a_reason, in_review, target_of, text_of
from tests.reviews.people import Case, a_case
from texts.opinion import Opinion, Remark, opinion_from_json, opinion_sha256, opinion_to_json

pytestmark = pytest.mark.django_db


def issued(case: Case) -> Opinion:
    return IssuedOpinion.objects.order_by("record__number").last().to_opinion()


def ask(case: Case, **changes) -> Thread:
    fields = {"by": case.people.first, "body": "请改为本项目的控制数。", "suggestion": "≥1300册", "reason": a_reason()}
    return raise_thread(case.plan, target_of(case), **fields | changes)


def test_says_who_decided_what_on_which_text():
    case = in_review()
    sheet = case.grade(opinion="目标明确。")
    SheetAnswer.objects.create(sheet=sheet, question="goal", grade="good", note="与年度计划一致。")

    case.go("pass")

    said = issued(case)
    facts = (said.department, said.fiscal_year, said.stage, said.decision, said.round, said.version, said.budget)
    assert facts == ("云溪县教育局", 2025, "初审", "初审通过", 1, 1, "6.00")
    assert (said.text_sha256, said.reviewer) == (case.sha256, case.people.first.name)
    assert said.decided_on == timezone.localdate().isoformat()
    assert (said.form, said.overall, said.opinion) == ("一般", "优", "目标明确。")
    marked = {answer.label: (answer.grade, answer.points, answer.note) for answer in said.answers if answer.grade}
    assert (len(said.answers), marked) == (8, {"目标相关性": ("良", None, "与年度计划一致。")})


def test_the_key_form_has_points():
    case = in_review()
    sheet = case.grade(form="key")
    SheetAnswer.objects.create(sheet=sheet, question="form", points=9)

    case.go("pass")

    said = issued(case)
    first = said.answers[0]
    assert (said.form, said.points, said.full_points) == ("重点", 9, 100)
    assert (first.grade, first.points, first.most) == ("", 9, 10)


def test_a_return_lists_what_has_to_be_worked_off_and_what_may_be_changed():
    case = in_review()
    thread = ask(case)
    reply(thread, by=case.people.first, body="并附合同。")
    project = text_of(case.plan).projects[0]
    word = StepWords(read=case.sha256, comment="请修改。", opened=frozenset({str(project.id)}))

    case.go(("return", None, word))

    said = issued(case)
    assert said.remarks == (
        Remark(
            where=thread.where,
            words="≥1200册",
            asks="请改为本项目的控制数。\n并附合同。",
            reason="指标不量化",
            suggestion="≥1300册",
        ),
    )
    assert (said.decision, said.comment, said.opened) == ("退回", "请修改。", ("1. 乡土读本印制费",))


def test_what_the_department_may_not_read_is_not_in_it():
    case = in_review()
    case.grade(overall="", opinion="没写完的意见")
    ask(case, is_internal=True, body="内部的话")
    ask(case, is_blocking=False, body="只是建议")
    closed = ask(case, body="已经办结的话")
    Thread.objects.filter(pk=closed.pk).update(resolved_by=case.people.first, resolved_at=timezone.now())

    case.go("return")

    said = issued(case)
    assert (said.form, said.answers, said.remarks) == ("", (), ())
    hidden = ("没写完的意见", "内部的话", "已经办结的话", "只是建议")
    assert [words for words in hidden if words in str(opinion_to_json(said))] == []


def test_stays_as_it_was_said():
    case = in_review()
    thread = ask(case)
    case.go("return")
    before = issued(case)

    reply(Thread.objects.get(pk=thread.pk), by=case.people.lead, body="已核实，不改。", is_answer=True)
    case.go("submit", "open_first")
    Thread.objects.update(words="别的话", resolved_by=case.people.first, resolved_at=timezone.now())
    Comment.objects.update(body="别的话")

    assert issued(case) == before
    with pytest.raises(DatabaseError), transaction.atomic():
        IssuedOpinion.objects.update(content={})


def test_an_undone_decision_issued_nothing():
    case = in_review().go("return")

    case.go("undo")

    assert IssuedOpinion.objects.count() == 0


def test_every_decision_of_a_way_has_its_own():
    in_review().go("return", "submit", "open_first", "pass", "open_final", "approve", "publish")

    said = [one.to_opinion() for one in IssuedOpinion.objects.order_by("record__number")]

    assert [(one.stage, one.decision, one.round) for one in said] == [
        ("初审", "退回", 1),
        ("初审", "初审通过", 2),
        ("复审", "审核通过", 2),
    ]


def test_with_one_review_it_is_no_second_one():
    case = a_case(review_steps=1).go("submit", "open_final")

    case.go("approve")

    assert issued(case).stage == "审核"


def test_long_words_are_quoted_from_their_beginning_and_a_whole_project_not_at_all():
    case = in_review()
    text = text_of(case.plan)
    Plan.objects.filter(pk=case.plan.pk).update(overall_goal="好" * 300)
    ask_on = {"by": case.people.first, "body": "太长。"}
    raise_thread(case.plan, f"{case.plan.pk}:overall_goal.1", **ask_on)
    raise_thread(case.plan, f"{text.projects[0].id}:project", **ask_on)

    case.go("return")

    assert [remark.words for remark in issued(case).remarks] == ["好" * 120 + "……", ""]


def test_comes_back_from_json_as_it_was():
    case = in_review()
    ask(case)
    case.go("return")
    said = issued(case)

    again = opinion_from_json(opinion_to_json(said))

    assert (again, len(opinion_sha256(again))) == (said, 64)
