"""The findings beside the document: what the bureau reads of the text that it has, and what becomes of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from departments.models import Plan
from departments.models.plans import State
from findings.models import Waiver
from findings.panel.remarks import finding_name, findings_panel
from findings.waivers.decisions import FindingWords, WaiverRefusedError, end_waiver, waive
from projects.models import Notice, Project
from projects.visible_text import text_for
from tests import builders
from tests.findings.saying import a_faulty_case, explained, faulty_text, findings, found
from tests.pages.reading import FRAGMENT
from texts.checks import Level

pytestmark = pytest.mark.django_db


def listed(client, case, user=None, **query):
    client.force_login(user or case.people.first)
    return client.get(reverse("plan_checks", args=[case.plan.pk]), query, **FRAGMENT)


def review(case, user=None):
    plan = Plan.objects.with_text().select_related("cycle__region").get(pk=case.plan.pk)
    user = builders.again(user or case.people.first)
    return findings_panel(user, plan, text_for(user, plan))


class TestTheList:
    def test_has_what_is_explained_first_then_parts_or_rules(self):
        case = a_faulty_case()
        warning = found(case, "unquantified_value")
        explained(case, warning, "质量以验收结论为准。")

        by_part = review(case).groups("part", tuple(Level))
        by_rule = review(case).groups("rule", tuple(Level))

        assert [r.finding.key for r in by_part[0].remarks] == [r.finding.key for r in by_rule[0].remarks]
        assert [r.finding.key for r in by_part[0].remarks] == [warning.finding.key]
        assert by_part[0].title == "编制单位有说明"
        assert {r.finding.key for g in by_part for r in g.remarks} == {one.finding.key for one in findings(case)}
        assert by_rule[1].remarks[0].finding.level is Level.ERROR

    def test_shows_the_levels_that_were_asked_for(self, client):
        case = a_faulty_case()

        only_errors = listed(client, case, level="error").content.decode()

        assert 'data-level="error"' in only_errors
        assert 'data-level="warning"' not in only_errors
        assert 'data-level="info"' not in listed(client, case).content.decode()

    def test_costs_the_same_for_few_and_many(self, client):
        few = a_faulty_case()
        project = faulty_text().projects[0]
        many = a_faulty_case(
            text=builders.a_text(
                projects=tuple(builders.a_project(name=f"读本{n}", indicators=project.indicators) for n in range(6))
            )
        )
        for case in (few, many):
            listed(client, case)  # the session and the cache

        with CaptureQueriesContext(connection) as of_few:
            listed(client, few)
        with CaptureQueriesContext(connection) as of_many:
            listed(client, many)

        assert len(of_few) == len(of_many)

    def test_speaks_of_the_version_that_was_sent(self, client):
        case = a_faulty_case(State.RETURNED)
        Project.objects.filter(plan=case.plan).update(name="改了一半的名称")

        page = listed(client, case).content.decode()

        assert "改了一半的名称" not in page
        assert "乡土读本印制费" in page

    def test_words_of_a_draft_come_with_the_next_version(self):
        case = a_faulty_case(State.RETURNED)
        warning, error = found(case, "unquantified_value"), found(case, "cost_percent")
        explained(case, warning, "还在斟酌的说明。", at=timezone.now() + timedelta(minutes=5))
        explained(case, error, "申请豁免。", at=timezone.now() + timedelta(minutes=5))

        said = {r.finding.key: r.case.explanation for r in review(case).remarks if r.case.explanation}

        assert set(said) == {error.finding.key}

    def test_is_not_the_departments(self, client):
        case = a_faulty_case()

        assert listed(client, case, case.people.lead).status_code == 403
        client.force_login(case.people.lead)
        assert "data-findings" not in client.get(reverse("plan_detail", args=[case.plan.pk])).content.decode()


class TestTheForm:
    def test_is_filled_in_with_the_finding(self, client):
        case = a_faulty_case()
        one = found(case, "cost_percent")
        client.force_login(case.people.first)

        address = reverse("thread_new", args=[case.plan.pk])
        page = client.get(address, {"place": one.spot.place, "finding": finding_name(one.finding)}, **FRAGMENT)

        assert page.context["form"]["body"].value() == f"{one.finding.message}{one.finding.fix}"
        assert page.context["chosen"].place == one.spot.place

    def test_suggests_what_one_click_would_write(self):
        case = a_faulty_case(text=faulty_text(name="乡土读本印制费费"))

        offered = [r for r in review(case).remarks if r.suggestion]

        for remark in offered:
            assert remark.suggestion == remark.finding.edits[0].now
            assert remark.case.spot.words == remark.finding.edits[0].was

    def test_is_empty_for_a_finding_that_is_gone(self, client):
        case = a_faulty_case()
        client.force_login(case.people.first)

        page = client.get(reverse("thread_new", args=[case.plan.pk]), {"finding": "0" * 16}, **FRAGMENT)

        assert page.context["form"]["body"].value() is None


class TestWaiving:
    def test_lets_an_error_stand_and_tells_the_department(self, client):
        case = a_faulty_case()
        one = found(case, "cost_percent")
        client.force_login(case.people.first)

        address = reverse("finding_waive", args=[case.plan.pk, finding_name(one.finding)])
        answer = client.post(address, {"do": "waive", "reason": "上级文件如此规定。"}, **FRAGMENT)

        waiver = Waiver.objects.get()
        assert answer.status_code == 200
        assert (waiver.key, waiver.reason, waiver.made_by) == (one.finding.key, "上级文件如此规定。", case.people.first)
        assert not found(case, "cost_percent").stops
        assert {notice.user for notice in Notice.objects.filter(plan=case.plan)} == {
            case.people.lead,
            case.people.staff,
            case.plan.created_by,
        }
        entry = AuditEntry.objects.order_by("-number").first()
        assert (entry.action, entry.is_success, entry.detail) == ("waive", True, "已豁免：成本指标填了百分比")

    def test_ends_when_the_value_changes(self):
        case = a_faulty_case()
        waive(case.plan, FindingWords.of(found(case, "cost_percent")), by=case.people.first, reason="暂准。")

        plan = Plan.objects.with_text().get(pk=case.plan.pk)
        plan.projects.get().indicators.filter(target="≥95%").update(target="≥96%")

        assert found(case, "cost_percent").stops

    def test_is_one_however_often_it_is_sent(self):
        case = a_faulty_case()
        about = FindingWords.of(found(case, "cost_percent"))

        first = waive(case.plan, about, by=case.people.first, reason="暂准。")
        again = waive(case.plan, about, by=builders.again(case.people.final), reason="另一个理由。")

        assert first == again
        assert Waiver.objects.count() == 1

    def test_is_taken_back_and_kept_as_a_record(self):
        case = a_faulty_case()
        waiver = waive(case.plan, FindingWords.of(found(case, "cost_percent")), by=case.people.first, reason="暂准。")

        end_waiver(waiver, by=case.people.final)

        assert found(case, "cost_percent").stops
        assert Waiver.objects.get().ended_by == case.people.final

    @pytest.mark.parametrize("reason", ["", "  \n", "字" * 501])
    def test_asks_for_a_reason_and_keeps_what_was_typed(self, client, reason):
        case = a_faulty_case()
        client.force_login(case.people.first)

        address = reverse("finding_waive", args=[case.plan.pk, finding_name(found(case, "cost_percent").finding)])
        answer = client.post(address, {"do": "waive", "reason": reason})

        assert answer.status_code == 422
        assert answer.context["reason"] == reason
        assert not Waiver.objects.exists()

    @pytest.mark.parametrize("who", ["staff", "lead"])
    def test_is_not_the_departments_to_do(self, client, who):
        case = a_faulty_case()
        one = found(case, "cost_percent")
        client.force_login(getattr(case.people, who))

        answer = client.post(
            reverse("finding_waive", args=[case.plan.pk, finding_name(one.finding)]),
            {"do": "waive", "reason": "自己准。"},
        )

        assert answer.status_code == 403
        with pytest.raises(WaiverRefusedError):
            waive(case.plan, FindingWords.of(one), by=getattr(case.people, who), reason="自己准。")
