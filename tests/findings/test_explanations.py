"""说明: kept by the finding's key, asked for rule by rule, prefilled with what was said before."""

import pytest
from django.urls import reverse
from django.utils import timezone

from departments.models import Plan, Role, State
from findings.cases import findings_of
from findings.models import Explanation
from findings.results.explanations import explain, questions
from findings.rights import rights_of
from reviews.versions.snapshots import keep_snapshot
from tests import builders
from tests.findings.saying import a_faulty_case
from texts.checks import Level, check

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    """With two targets that say nothing one could count."""
    project = builders.a_project()
    plan = builders.a_plan(builders.a_text(projects=(project,)))
    plan.projects.get().indicators.filter(level2__in=("质量指标", "社会效益指标")).update(target="明显提高")
    return again(plan)


def again(plan) -> Plan:
    return Plan.objects.with_text().select_related("cycle__tree").get(pk=plan.pk)


@pytest.fixture
def lead(plan):
    return builders.a_user(Role.DEPARTMENT_LEAD, place=plan.department)


def warnings(plan):
    return [one for one in findings_of(plan, plan.to_text()) if one.wants_words]


def say(plan, user, words=None, for_all=None) -> str:
    found = findings_of(plan, plan.to_text())
    rights = rights_of(plan, user, plan.projects.all())
    return str(explain(plan, found, words or {}, for_all or {}, by=user, rights=rights))


def said() -> list[tuple[str, str]]:
    return list(Explanation.objects.order_by("made_at", "key").values_list("where", "body"))


def test_one_is_said_to_each_or_the_same_to_all_of_a_rule(plan, lead):
    first = next(one for one in warnings(plan) if one.finding.rule == "unquantified_value")

    count = say(plan, lead, {first.finding.key: " 由问卷\n评定。 "}, {"unquantified_value": "按方案评定。"})

    assert count == "2 处说明"
    assert sorted(said()) == [
        ("乡土读本印制费 · 第2行 · 指标值", "由问卷 评定。"),
        ("乡土读本印制费 · 第5行 · 指标值", "按方案评定。"),
    ]
    assert not [one for one in warnings(plan) if one.finding.rule == "unquantified_value"]


def test_saying_it_again_changes_it_and_saying_nothing_takes_it_back(plan, lead):
    keys = [one.finding.key for one in warnings(plan) if one.finding.rule == "unquantified_value"]
    say(plan, lead, dict.fromkeys(keys, "按方案评定。"))

    counts = [say(plan, lead, dict.fromkeys(keys, "按方案评定。")), say(plan, lead, {keys[0]: "另说。", keys[1]: ""})]

    assert counts == ["", "2 处说明"]
    assert [body for _, body in said()] == ["另说。"]


def test_what_the_author_may_not_write_is_passed_over(plan):
    builders.a_unit(plan.department)
    staff = builders.a_user(Role.UNIT_STAFF, place=plan.department)
    staff.memberships.update(unit=builders.a_unit(plan.department))

    count = say(plan, builders.again(staff), for_all={"unquantified_value": "按方案评定。"})

    assert (count, said()) == ("", [])


def test_is_asked_with_what_was_said_before_the_value_changed(plan, lead):
    say(plan, lead, for_all={"unquantified_value": "按方案评定。"})
    plan.projects.get().indicators.filter(level2="质量指标").update(target="显著提高")

    asked = [q for q in questions(again(plan), warnings(again(plan))) if q.rule == "unquantified_value"]

    assert [(one.case.spot.words, one.body) for q in asked for one in q.asked] == [("显著提高", "按方案评定。")]


def test_words_for_all_of_a_rule_are_never_said_to_errors_and_advice(plan, lead):
    rules = {one.finding.rule: "说明。" for one in findings_of(again(plan), again(plan).to_text())}

    say(again(plan), lead, for_all=rules)

    assert set(Explanation.objects.values_list("level", flat=True)) == {"warning"}


def test_what_is_explained_after_the_return_reaches_no_page_of_the_bureau(client):
    case = a_faulty_case()
    Plan.objects.filter(pk=case.plan.pk).update(state=State.RETURNED)
    plan = Plan.objects.with_text().get(pk=case.plan.pk)
    text = plan.to_text()
    keep_snapshot(plan, text, by=plan.created_by, at=timezone.now(), is_sent=True)
    warning = next(found for found in check(text) if found.level is Level.WARNING)
    words = {"rule": warning.rule, "key": warning.key, "level": "warning", "where": "某处", "message": "某事"}
    said = {"body": "还没有送审的说明", "made_by": plan.created_by, "made_at": timezone.now()}
    Explanation.objects.create(plan=plan, **words, **said)
    pages = [reverse("plan_findings", args=[plan.pk]), reverse("plan_checks", args=[plan.pk])]

    client.force_login(case.people.final)
    bureau = ["还没有送审的说明" in client.get(page).content.decode() for page in pages]
    client.force_login(plan.created_by)
    own = "还没有送审的说明" in client.get(pages[0]).content.decode()

    assert (bureau, own) == ([False, False], True)


def test_words_are_kept_without_what_no_database_takes(plan, lead):
    found = findings_of(plan, plan.to_text())
    warning = next(one.finding for one in found if one.finding.level is Level.WARNING)

    explain(
        plan, found, {warning.key: "按\x00惯例\x01"}, {}, by=lead, rights=rights_of(plan, lead, plan.projects.all())
    )

    assert Explanation.objects.get().body == "按惯例"
