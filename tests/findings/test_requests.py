"""申请豁免: asked by the department at the finding, declined by the bureau with a reason, asked again."""

import re
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from departments.models import Role, State
from findings.models import Explanation, Waiver
from findings.waivers.decisions import declined_for, requests_for
from projects.models import Notice
from tests import builders
from tests.findings.saying import a_faulty_case, found, written

pytestmark = pytest.mark.django_db

ASKED = "上级文件以百分比考核，申请豁免。"
NO = "上级文件规定的是总额，请按总额填写。"


@pytest.fixture
def draft():
    return a_faulty_case(State.DRAFTING)


@pytest.fixture
def asked(client, draft):
    """The request of the department to waive the percentage in its cost row."""
    written(client, draft, found(draft, "cost_percent"), ASKED)
    return Explanation.objects.get()


def declined(client, case, request, reason=NO, by=None):
    client.force_login(by or case.people.first)
    return client.post(reverse("waiver_decline", args=[request.pk]), {"reason": reason})


def page(client, case) -> str:
    """检查结果, for the department."""
    client.force_login(case.people.lead)
    return client.get(reverse("plan_findings", args=[case.plan.pk])).content.decode()


def submit(client, case):
    client.force_login(case.people.lead)
    return client.post(reverse("plan_step", args=[case.plan.pk, "submit"]))


class TestAsking:
    def test_is_kept_shown_at_the_finding_and_told_to_the_reviewer(self, client, draft):
        answer = written(client, draft, found(draft, "cost_percent"), ASKED).content.decode()

        request, told = Explanation.objects.get(), Notice.objects.get()
        assert (request.rule, request.level, request.body) == ("cost_percent", "error", ASKED)
        assert "已保存 1 处豁免申请。" in answer
        assert f"<strong>申请豁免</strong>　{ASKED}" in answer
        assert told.user == draft.people.first
        assert told.line.endswith("编制单位申请豁免 1 处错误，请在“豁免申请”中答复。")
        assert AuditEntry.objects.get(action="explain").detail == "1 处豁免申请"

    def test_reaches_the_last_reviewer_where_nobody_reviews_first(self, client, draft):
        draft.people.first.memberships.all().delete()

        written(client, draft, found(draft, "cost_percent"), ASKED)

        assert list(Notice.objects.values_list("user", flat=True)) == [draft.people.final.pk]

    def test_leaves_the_error_in_the_way_and_says_that_it_was_asked(self, client, draft, asked):
        refused = submit(client, draft)

        assert found(draft, "cost_percent").stops
        assert (refused.status_code, "（已申请豁免，等财政局答复）" in refused.content.decode()) == (422, True)

    def test_is_not_offered_for_what_no_waiver_would_lift(self, client, draft):
        shown = page(client, draft)
        demanded, other = (found(draft, rule).finding.key for rule in ("missing_category", "cost_percent"))

        assert (f'name="said:{demanded}"' in shown, f'name="said:{other}"' in shown) == (False, True)

    def test_is_taken_back_by_emptying_it(self, client, draft, asked):
        written(client, draft, found(draft, "cost_percent"), " ")

        assert not Explanation.objects.exists()

    def test_leads_from_the_message_to_the_requests(self, client, draft, asked):
        client.force_login(draft.people.first)
        notice = Notice.objects.get(user=draft.people.first)

        assert "打开申请" in client.get(reverse("inbox")).content.decode()
        assert client.post(reverse("notice_open", args=[notice.pk])).url == reverse("waivers")


class TestDeclining:
    def test_tells_the_department_who_when_and_why(self, client, draft, asked):
        answer = declined(client, draft, asked)

        asked.refresh_from_db()
        assert answer.status_code == 302
        assert (asked.answer, asked.answered_by, asked.is_declined) == (NO, draft.people.first, True)
        assert found(draft, "cost_percent").stops
        told = Notice.objects.get(user=draft.people.lead).line
        assert told.endswith(f"的问题，请修改，或写明新的理由再申请。理由：{NO}")
        assert f'<strong>财政局未同意</strong>　{NO}<span class="faint">　{draft.people.first} ' in page(client, draft)
        entry = AuditEntry.objects.get(action="decline")
        assert (entry.object_id, entry.detail, entry.is_success) == (str(draft.plan.pk), "成本指标填了百分比", True)

    def test_stands_where_the_text_is_refused_and_behind_the_message(self, client, draft, asked):
        declined(client, draft, asked)

        refused = submit(client, draft).content.decode()
        notice = Notice.objects.get(user=draft.people.lead)
        way = client.post(reverse("notice_open", args=[notice.pk])).url

        assert f"（豁免申请未获同意：{NO}）" in refused
        assert way == f"{reverse('plan_findings', args=[draft.plan.pk])}?level=error"

    def test_asks_for_a_reason_and_leaves_the_request_waiting(self, client, draft, asked):
        answer = declined(client, draft, asked, reason=" ")

        assert answer.status_code == 422
        assert "请写明不同意的理由" in answer.content.decode()
        assert list(requests_for(draft.people.first)) == [asked]

    def test_moves_it_to_what_was_declined_where_it_may_still_be_granted(self, client, draft, asked):
        declined(client, draft, asked)
        lists = [list(requests_for(draft.people.first)), list(declined_for(draft.people.first))]

        client.post(reverse("waivers"), {"request": asked.pk, "reason": "经核对，同意。"})

        assert lists == [[], [asked]]
        assert Waiver.objects.get().reason == "经核对，同意。"
        assert list(declined_for(draft.people.first)) == []

    def test_is_done_once(self, client, draft, asked):
        declined(client, draft, asked)

        again = declined(client, draft, asked, reason="另一个理由。")

        asked.refresh_from_db()
        assert (again.status_code, asked.answer) == (409, NO)
        assert "已经答复，没有再次办理" in again.content.decode()

    @pytest.mark.parametrize("is_granted", [False, True])
    def test_an_answer_to_words_that_were_written_anew_is_not_taken(self, client, draft, asked, is_granted):
        client.force_login(draft.people.first)
        (read,) = re.findall(r'name="read" value="([^"]+)"', client.get(reverse("waivers")).content.decode())
        written(client, draft, found(draft, "cost_percent"), "附上级文件原文，请再核。")

        client.force_login(draft.people.first)
        address = reverse("waivers") if is_granted else reverse("waiver_decline", args=[asked.pk])
        late = client.post(address, {"request": asked.pk, "read": unescape(read), "reason": NO})

        asked.refresh_from_db()
        shown = late.content.decode()
        assert (late.status_code, asked.answer, Waiver.objects.count()) == (409, "", 0)
        assert "改写了这条申请" in shown
        assert f">{NO}</textarea>" in shown

    def test_what_was_granted_in_another_tab_is_not_declined(self, client, draft, asked):
        client.force_login(draft.people.first)
        client.post(reverse("waivers"), {"request": asked.pk, "reason": "经核对，同意。"})

        late = declined(client, draft, asked)

        asked.refresh_from_db()
        assert (late.status_code, asked.answer, Waiver.objects.count()) == (409, "", 1)

    def test_is_not_for_other_reviewers_nor_for_the_department(self, client, draft, asked):
        stranger = builders.a_user(Role.FIRST_REVIEWER, place=builders.a_department())

        answers = [declined(client, draft, asked, by=user).status_code for user in (stranger, draft.people.lead)]

        asked.refresh_from_db()
        assert (answers, asked.answer) == ([404, 403], "")


class TestAskingAgain:
    def test_with_other_words_it_waits_once_more_with_the_answer_beside_it(self, client, draft, asked):
        declined(client, draft, asked)

        written(client, draft, found(draft, "cost_percent"), "附上级文件原文，请再核。")

        client.force_login(draft.people.first)
        shown = client.get(reverse("waivers")).content.decode()
        assert list(requests_for(draft.people.first)) == [asked]
        assert "附上级文件原文，请再核。" in shown
        assert "<strong>上次未同意</strong>" in shown
        assert Notice.objects.filter(user=draft.people.first).count() == 2

    def test_with_the_same_words_it_stays_declined(self, client, draft, asked):
        declined(client, draft, asked)

        answer = written(client, draft, found(draft, "cost_percent"), ASKED)

        assert "没有新的说明或申请。" in answer.content.decode()
        assert list(requests_for(draft.people.first)) == []

    def test_about_another_value_it_is_another_request(self, client, draft, asked):
        declined(client, draft, asked)
        draft.plan.projects.get().indicators.filter(target="≥95%", level2="成本指标").update(target="≥96%")

        before = page(client, draft)
        written(client, draft, found(draft, "cost_percent"), ASKED)

        assert NO not in before
        assert [one.body for one in requests_for(draft.people.first)] == [ASKED]


def about(case, rule: str) -> dict:
    finding = found(case, rule).finding
    words = {"rule": finding.rule, "key": finding.key, "level": finding.level.value, "message": finding.message}
    by = {"made_by": case.people.lead, "made_at": timezone.now()}
    return {"plan": case.plan, "where": "某处", "body": ASKED, **words, **by}


def test_beside_the_document_a_request_comes_first_and_a_declined_one_does_not(client):
    case = a_faulty_case()
    request = Explanation.objects.create(**about(case, "cost_percent"))
    beside = reverse("plan_checks", args=[case.plan.pk])

    client.force_login(case.people.first)
    first = client.get(beside).content.decode()
    declined(client, case, request)
    then = client.get(beside).content.decode()

    assert ("编制单位有说明" in first, f"#request-{request.pk}" in first) == (True, True)
    assert ("编制单位有说明" in then, f"<strong>未同意</strong>（{case.people.first}" in then) == (False, True)


@pytest.mark.parametrize(("rule", "answer"), [("cost_percent", ""), ("unquantified_value", NO)])
def test_an_answer_without_a_reason_or_to_a_warning_is_no_row(draft, rule, answer):
    answered = {"answered_by": draft.people.first, "answered_at": timezone.now(), "answer": answer}

    with pytest.raises(IntegrityError), transaction.atomic():
        Explanation.objects.create(**about(draft, rule), **answered)
