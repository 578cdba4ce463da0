"""Findings on their pages: beside the writing, all of a text, one-click fixes, 说明; and what costs how many queries."""

import html
import re
from dataclasses import replace
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import AuditEntry
from departments.models import Plan, Role
from findings.cases import findings_of
from findings.models import Explanation, Waiver
from tests import builders
from tests.findings.faulty import NAME, faulty_project, faulty_text
from tests.reviews.people import a_case, about

pytestmark = pytest.mark.django_db


def at(name: str, plan, **query) -> str:
    return reverse(name, args=[plan.pk], query=query or None)


def page_of(answer) -> str:
    return html.unescape(answer.content.decode())


def found_in(page: str) -> list[tuple[str, str]]:
    """Each finding of a fragment: its rule and where it stands in the workbench, rows by their cell alone."""
    listed = re.findall(r'data-finding="([a-z0-9_]+)/[^"]+" data-at="([^"]+)"', page)
    return [(rule, place.rpartition(":")[2]) for rule, place in listed]


@pytest.fixture
def plan():
    return builders.a_plan(faulty_text())


@pytest.fixture
def lead(plan, client):
    client.force_login(builders.a_user(Role.DEPARTMENT_LEAD, place=plan.department))
    return client


def of_project(client, plan, project, **query) -> str:
    return page_of(client.get(at("findings_beside", plan, project=str(project.pk), **query)))


class TestBesideTheWriting:
    def test_shows_what_a_project_alone_shows_and_nothing_that_is_told_already(self, lead, plan):
        page = of_project(lead, plan, plan.projects.first())

        assert found_in(page) == [
            ("amount_in_purpose", "purpose"),
            ("plan_not_rising", "milestones"),
            ("plan_not_100", "milestones"),
            ("count_with_percent", "target"),
            ("rate_name_nonpercent_value", "target"),
            ("operator_direction", "target"),
            ("time_name_percent_value", "target"),
            ("cost_lower_bound", "target"),
            ("cost_percent", "target"),
            ("placeholder_left", "name"),
            ("glued_value", "target"),
        ]
        assert 'data-found="project"' in page
        assert set(re.findall(r'data-layer="(\w+)"', page)) == {"project"}

    def test_shows_with_the_whole_text_what_needs_it_and_counts_every_part(self, lead, plan):
        first, copy = plan.projects.all()

        page = of_project(lead, plan, copy, whole="1")

        layers = dict(re.findall(r'data-finding="(\w+)/[^>]+data-layer="(\w+)"', page))
        assert (layers["duplicate_project_name"], layers["cost_lower_bound"]) == ("text", "project")
        counted = re.findall(r'data-count-of="([^"]+)" data-errors="(\d+)"', page)
        assert counted == [("overall-goal", "1"), ("sub-goals", "3"), (str(first.pk), "11"), (str(copy.pk), "10")]

    def test_of_part_one_are_those_of_its_sections(self, lead, plan):
        page = page_of(lead.get(at("findings_beside", plan)))

        assert [place for _, place in found_in(page)] == [
            "overall_goal", "title", "title", "indicators", "indicators",
        ]  # fmt: skip

    def test_carries_the_whole_cell_that_one_click_writes(self, lead, plan):
        page = of_project(lead, plan, plan.projects.first())
        row = plan.projects.first().indicators.get(target="≥6万元")

        assert f'data-edits="[{{"place": "indicator:{row.pk}:target", "was": "≥6万元", "now": "≤6万元"}}]"' in page

    def test_is_not_there_for_projects_of_other_texts(self, lead, plan):
        other = builders.a_plan()

        statuses = [
            lead.get(at("findings_beside", plan, project=pk)).status_code for pk in (other.projects.get().pk, "none")
        ]

        assert statuses == [404, 404]


def large(count: int) -> Plan:
    projects = [replace(faulty_project(), name=f"{NAME}{n}", code=f"1399012{n}P00001210001Y") for n in range(count)]
    return builders.a_plan(builders.a_text(projects=tuple(projects)))


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("findings_beside", {"project": True}),
        ("findings_beside", {"project": True, "whole": "1"}),
        ("findings_beside", {}),
        ("plan_findings", {"by": "rule"}),
        ("findings_fix", {}),
        ("plan_step", {}),
    ],
    ids=["project", "whole", "part one", "page", "fixes", "step"],
)
def test_costs_as_many_queries_for_three_projects_as_for_one(name, query, client):
    counts = []
    for size in (1, 3):
        plan = large(size)
        client.force_login(builders.a_user(Role.DEPARTMENT_LEAD, place=plan.department))
        asked = query | ({"project": str(plan.projects.first().pk)} if "project" in query else {})
        address = reverse(name, args=[plan.pk, "submit"] if name == "plan_step" else [plan.pk], query=asked or None)
        client.get(address)  # the log notes a look once a session
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


class TestThePage:
    def test_lists_all_by_part_or_by_rule_and_by_level(self, lead, plan):
        heads = {
            query: re.findall(
                r'<h2 id="g-\d+">(?:<a[^>]*>)?([^<]+)', page_of(lead.get(at("plan_findings", plan, **dict([query]))))
            )
            for query in (("by", "part"), ("by", "rule"), ("level", "warning"))
        }

        assert heads["by", "part"][:3] == ["总体绩效目标", "分项绩效目标", NAME]
        assert heads["by", "rule"][:3] == [
            "资金支出计划没有逐期上升",
            "12月底支出计划不是100%",
            "预算数不等于各项资金之和",
        ]
        assert heads["level", "warning"] == []

    def test_folds_what_is_waived_or_explained_with_its_reason(self, lead, plan):
        text = Plan.objects.with_text().get(pk=plan.pk).to_text()
        error = next(one for one in findings_of(plan, text) if one.stops)
        by = {"made_by": builders.a_user(), "made_at": plan.created_at}
        Waiver.objects.create(**about(plan, error), reason="本年保留。", **by)

        page = page_of(lead.get(at("plan_findings", plan)))

        folded = page.partition("已豁免、已说明")[2]
        assert error.finding.message in folded
        assert "<strong>已豁免</strong>　本年保留。" in folded

    def test_offers_readers_nothing_to_write(self, log_in):
        case = a_case().go("submit", "open_first")

        page = page_of(log_in(case.people.first).get(at("plan_findings", case.plan)))

        assert "建议" in page
        assert [words for words in ("保存说明", "一键修改", "<textarea") if words in page] == []


class TestFixes:
    def test_those_that_are_ticked_are_written_and_taken_back(self, lead, plan):
        before = Plan.objects.with_text().get(pk=plan.pk).to_text()
        address = at("findings_fix", plan, rule="cost_lower_bound")
        tokens = re.findall(r'name="fix" value="(\w+)"', page_of(lead.get(address)))

        answer = lead.post(address, {"fix": tokens[:1]}, follow=True)
        mended = list(plan.projects.first().indicators.filter(level2="成本指标").values_list("target", flat=True))
        undone = lead.post(address, {"do": "undo"}, follow=True)

        assert len(tokens) == 2
        assert "已修改 1 处。" in page_of(answer)
        assert mended == ["≤6万元", "≤100%"]
        assert "已撤销 1 处修改。" in page_of(undone)
        assert Plan.objects.with_text().get(pk=plan.pk).to_text() == before

    def test_what_changed_since_it_was_shown_is_not_touched(self, lead, plan):
        address = at("findings_fix", plan, rule="cost_lower_bound")
        tokens = re.findall(r'name="fix" value="(\w+)"', page_of(lead.get(address)))
        plan.projects.first().indicators.filter(target="≥6万元").update(target="≥7万元")

        answer = page_of(lead.post(address, {"fix": tokens}, follow=True))

        assert "已修改 1 处，1 处在您查看之后有了改动，没有动。" in answer

    def test_is_logged(self, lead, plan):
        address = at("findings_fix", plan, rule="cost_lower_bound")
        tokens = re.findall(r'name="fix" value="(\w+)"', page_of(lead.get(address)))

        lead.post(address, {"fix": tokens})

        entry = AuditEntry.objects.get(action="mend")
        assert (entry.object_id, entry.detail, entry.is_success) == (str(plan.pk), "已修改 2 处。", True)

    def test_of_an_unknown_rule_there_are_none(self, lead, plan):
        assert lead.get(at("findings_fix", plan, rule="no_rule")).status_code == 404


class TestBeforeAStep:
    @pytest.fixture
    def case(self):
        row = builders.a_project().indicators
        vague = (*row[:1], replace(row[1], target="明显提高"), *row[2:])
        return a_case(text=builders.a_text(projects=(builders.a_project(indicators=vague),), sub_goals=a_sub_goal()))

    def submit(self, client, case):
        return client.post(reverse("plan_step", args=[case.plan.pk, "submit"]))

    def test_errors_refuse_it_with_a_way_to_each(self, log_in):
        wrong = builders.a_project(purpose="预算数8万元。用于印制乡土读本。")
        case = a_case(text=builders.a_text(projects=(wrong,)))

        answer = self.submit(log_in(case.people.lead), case)

        project = case.plan.projects.get()
        assert answer.status_code == 422
        link = f'href="/plans/{case.plan.pk}/edit/projects/{project.pk}/#project:{project.pk}:purpose"'
        assert f"{link}>乡土读本印制费 · 资金用途：资金用途写预算数8万元，表中预算数为6万元。" in page_of(answer)

    def test_a_waived_error_passes(self, log_in):
        case = a_case(text=builders.a_text(projects=(builders.a_project(purpose="预算数8万元。用于印制乡土读本。"),)))
        case.settle()

        assert self.submit(log_in(case.people.lead), case).status_code == 302

    def test_a_warning_wants_a_change_or_words(self, case, log_in):
        client = log_in(case.people.lead)
        refused = page_of(self.submit(client, case))
        name = re.search(r'name="(said:[^"]+)"', refused)[1]

        answer = client.post(at("findings_explain", case.plan), {name: "按方案评定。", "step": "submit"}, follow=True)

        assert "请改正，或写明理由" in refused
        assert "已保存 1 处说明。" in page_of(answer)
        assert list(Explanation.objects.values_list("body", flat=True)) == ["按方案评定。"]
        assert AuditEntry.objects.get(action="explain").detail == "1 处说明"
        assert self.submit(client, case).status_code == 302

    @pytest.mark.parametrize("step", ["送审", "../../", "a.b"])
    def test_what_is_no_name_of_a_step_leads_back_to_the_findings(self, step, case, log_in):
        answer = log_in(case.people.lead).post(at("findings_explain", case.plan), {"step": step})

        assert (answer.status_code, answer.headers["Location"]) == (302, at("plan_findings", case.plan))

    def test_what_is_shown_stays_when_something_was_said(self, case, log_in):
        client = log_in(case.people.lead)
        page = page_of(client.get(at("plan_findings", case.plan), {"level": "warning", "by": "rule"}))
        name, action = re.search(r'name="(said:[^"]+)"', page)[1], re.search(r'action="([^"]*explain[^"]*)"', page)[1]

        answer = client.post(unescape(action), {name: "按方案评定。"})

        assert answer.url == f"{at('plan_findings', case.plan)}?level=warning&by=rule"

    def test_what_the_bureau_left_locked_is_not_asked_about(self, case, log_in):
        case.go("submit", "open_first")
        Explanation.objects.all().delete()
        Plan.objects.filter(pk=case.plan.pk).update(state="returned", opened=["measures"])

        assert self.submit(log_in(case.people.lead), case).status_code == 302


def a_sub_goal():
    return (replace(builders.a_text().sub_goals[0], indicators="印制读本数量≥1200册。"),)
