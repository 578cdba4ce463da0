"""One-click fixes: which cell an edit is typed into, what is written, and the way back."""

import pytest

from departments.models import Plan, Role
from findings.cases import findings_of
from findings.results.fixes import apply, fix_of, reversed_changes, stored_rows, write
from findings.results.pages import fixes_of
from tests import builders
from tests.findings.faulty import faulty_text
from texts.model import Line, SubGoal

pytestmark = pytest.mark.django_db


def again(plan) -> Plan:
    return Plan.objects.with_text().select_related("cycle__tree").get(pk=plan.pk)


@pytest.fixture
def plan():
    """With a word typed twice in part one, and a target with two units."""
    text = builders.a_text(
        overall_goal=("办好人民满意的教育。", "落实校园校园安全。"),
        sub_goals=(SubGoal(title="印制费", description=("通报通报进度。", "配送到校。"), goals=("有利措施到位。",)),),
        measures=(Line(text="按月监控，年末自评。"), Line(text="公开公开验收结果。")),
    )
    return again(builders.a_plan(text))


@pytest.fixture
def lead(plan):
    return builders.a_user(Role.DEPARTMENT_LEAD, place=plan.department)


def fixes(plan, user, rule: str = ""):
    return fixes_of(again(plan), again(plan).to_text(), user, rule)


def changes(found) -> set[tuple[str, str, str, str]]:
    return {(c.kind, c.cell, c.was, c.now) for fix in found for c in fix.changes}


def test_a_paragraph_is_written_into_the_cell_that_holds_it(plan, lead):
    Plan.objects.update(overall_goal="办好人民满意的教育。\n\n落实校园校园安全。")  # a blank line is no paragraph

    assert changes(fixes(plan, lead)) == {
        (
            "plan",
            "overall_goal",
            "办好人民满意的教育。\n\n落实校园校园安全。",
            "办好人民满意的教育。\n\n落实校园安全。",
        ),
        ("sub_goal", "description", "通报通报进度。\n配送到校。", "通报进度。\n配送到校。"),
        ("sub_goal", "goals", "有利措施到位。", "有力措施到位。"),
        ("measure", "text", "公开公开验收结果。", "公开验收结果。"),
    }


def test_every_edit_of_a_text_with_every_error_finds_its_cell():
    plan = again(builders.a_plan(faulty_text()))
    found = findings_of(plan, plan.to_text())

    with_edits = [one for one in found if one.finding.edits]

    assert with_edits
    assert [one.finding.key for one in with_edits if fix_of(one, stored_rows(plan), plan) is None] == []


def test_is_written_as_if_typed_and_taken_back(plan, lead):
    before = again(plan).to_text()

    applied = apply(plan, fixes(plan, lead), by=lead)
    mended = again(plan).to_text()
    back = write(again(plan), reversed_changes(applied.changes), by=lead)

    assert (len(applied.changes), applied.met, applied.left) == (4, [], 0)
    assert (mended.overall_goal[1], mended.measures[1].text) == ("落实校园安全。", "公开验收结果。")
    assert (len(back.changes), again(plan).to_text()) == (4, before)
    assert plan.cell_edits.filter(edited_by=lead).count() == 4


def test_paragraphs_of_one_cell_are_mended_together(lead, plan):
    Plan.objects.update(overall_goal="落实校园校园安全。\n通报通报进度。")

    applied = apply(again(plan), fixes(plan, lead, "duplicated_word"), by=lead)

    assert again(plan).overall_goal == "落实校园安全。\n通报进度。"
    assert applied.left == 0


def test_two_fixes_of_one_paragraph_are_put_together_and_taken_back(plan, lead):
    was = "公开公开结果，通报通报进度，有利措施到位。"
    plan.measures.filter(text__startswith="公开").update(text=was)

    applied = apply(again(plan), fixes(plan, lead), by=lead)
    mended = plan.measures.get(text__startswith="公开").text
    write(again(plan), reversed_changes(applied.changes), by=lead)

    assert (len(applied.changes), applied.left) == (4, 0)
    assert mended == "公开结果，通报进度，有力措施到位。"
    assert plan.measures.get(text__startswith="公开").text == was


def test_what_another_fix_has_rewritten_is_left_for_another_look(plan, lead):
    plan.projects.get().indicators.filter(level2="成本指标").update(target="≧6万元")

    applied = apply(again(plan), fixes(plan, lead), by=lead)
    target = plan.projects.get().indicators.get(level2="成本指标").target

    assert (len(applied.changes), applied.left, target) == (5, 1, "≤6万元")


def test_words_that_somebody_else_wrote_meanwhile_stand(plan, lead):
    shown = fixes(plan, lead)
    plan.measures.filter(text__startswith="公开").update(text="另写。")

    applied = apply(again(plan), shown, by=lead)

    assert (len(applied.changes), [outcome.state for outcome in applied.met]) == (3, ["conflict"])
    assert plan.measures.filter(text="另写。").exists()


def test_who_writes_for_one_unit_mends_its_projects_alone(plan):
    builders.a_unit(plan.department)
    staff = builders.a_user(Role.UNIT_STAFF, place=plan.department)
    staff.memberships.update(unit=builders.a_unit(plan.department))

    assert fixes(plan, builders.again(staff)) == []


def test_another_difference_has_another_token(plan, lead):
    before = {fix.token for fix in fixes(plan, lead, "typo")}
    plan.sub_goals.update(goals="有利措施落实。")

    assert before.isdisjoint({fix.token for fix in fixes(plan, lead, "typo")})
