"""Hints on the 审核表: every rule speaks to a question, counts and ways are told, a grade is suggested, none filled in."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from findings.cases import findings_of
from findings.models import Waiver
from findings.panel.remarks import finding_name
from reviews.models import Grade, ReasonCode
from reviews.sheet.hints import REASON_SPEAKS_TO, RULE_SPEAKS_TO, TOPIC_SPEAKS_TO, Hint, HintLine, hints, question_of
from reviews.sheet.questions import QUESTION
from tests import builders
from tests.pages.reading import in_review, page, text_of
from tests.reviews.people import Case, a_thread
from texts.checks import RULES, TOPICS, Level

pytestmark = pytest.mark.django_db


def hints_of(case: Case) -> dict[str, Hint]:
    return hints(case.plan, text_of(case.plan))


def a_faulty_case() -> Case:
    """One target that is a percentage of costs, which nobody let stand; else as the builder has it."""
    project = builders.a_project()
    rows = [replace(row, target="≥95%") if "成本" in row.level2 else row for row in project.indicators]
    case = in_review(text=builders.a_text(projects=(replace(project, indicators=tuple(rows)),)))
    case.plan.waivers.all().delete()
    return case


def test_the_tables_know_every_topic_rule_and_question():
    assert set(TOPIC_SPEAKS_TO) == set(TOPICS)
    assert set(RULE_SPEAKS_TO) <= set(RULES)
    assert {question_of(rule) for rule in RULES} == set(QUESTION)
    assert set(REASON_SPEAKS_TO) <= set(ReasonCode.objects.values_list("code", flat=True))
    assert set(REASON_SPEAKS_TO.values()) <= set(QUESTION)


def test_counts_by_topic_and_leads_to_the_place():
    case = a_faulty_case()

    hint = hints_of(case)["indicators"]

    errors = [line for line in hint.lines if line.tone == "error"]
    (found,) = (one.finding for one in findings_of(case.plan, text_of(case.plan)) if one.finding.level == Level.ERROR)
    assert "成本与上下限：1 处错误" in hint.summary
    assert [(line.label, line.where, line.url) for line in errors] == [
        (
            "错误",
            "乡土读本印制费 · 第4行 · 指标值",
            f"{page('plan_detail', case)}?finding={finding_name(found)}#project-1",
        )
    ]


def test_open_threads_count_and_settled_ones_do_not():
    case = in_review()
    reason = ReasonCode.objects.get(code="funds_mismatch")
    before = hints_of(case)["funds"]
    thread = a_thread(case, reason=reason)
    a_thread(case)  # without a reason it speaks to no question

    hint = hints_of(case)["funds"]

    assert before.summary == ""
    assert (hint.summary, hint.lines) == (
        "未办结的意见：1 条",
        [HintLine("mark", "意见", thread.where, reason.label, f"{page('plan_detail', case)}#thread-{thread.pk}")],
    )


def test_more_faults_suggest_a_lower_grade():
    case = in_review()
    reason = ReasonCode.objects.get(code="funds_mismatch")
    grades = [(hints_of(case)["funds"].grade, hints_of(case)["funds"].points)]
    for _ in range(3):
        a_thread(case, reason=reason)
        grades.append((hints_of(case)["funds"].grade, hints_of(case)["funds"].points))

    assert grades == [(Grade.EXCELLENT, 14), (Grade.FAIR, 10), (Grade.FAIR, 10), (Grade.POOR, 7)]


def test_stand_beside_the_questions_and_fill_nothing_in(client):
    case = a_faulty_case()

    client.force_login(case.people.first)
    seen = client.get(page("review_sheet", case)).content.decode()

    assert seen.count('class="hint-grade"') == len(QUESTION)
    assert "成本与上下限：1 处错误" in seen
    assert 'name="indicators_grade" value="fair" id="id_indicators_grade_2">' in seen
    assert "checked" not in seen[seen.index("<tbody>") : seen.index("</tbody>")]


def test_the_department_reads_none(client):
    case = a_faulty_case()
    case.grade()
    case.go("pass")

    client.force_login(case.people.lead)
    seen = client.get(page("review_sheet", case)).content.decode()

    assert "hint" not in seen


def test_cost_the_same_queries_however_much_is_found():
    case = a_faulty_case()
    text = text_of(case.plan)
    reason = ReasonCode.objects.get(code="wording")
    for _ in range(3):
        a_thread(case, reason=reason)

    with CaptureQueriesContext(connection) as queries:
        hints(case.plan, text)

    assert len(queries) == 5


def test_what_the_bureau_waived_is_no_fault():
    case = a_faulty_case()
    text = text_of(case.plan)
    found = next(one.finding for one in findings_of(case.plan, text) if one.finding.rule == "cost_percent")
    said = {"rule": found.rule, "key": found.key, "level": "error", "where": "指标值", "message": found.message}
    Waiver.objects.create(
        plan=case.plan, made_by=case.people.first, made_at=timezone.now(), reason="按比例补助。", **said
    )

    assert "成本与上下限" not in hints_of(case)["indicators"].summary
