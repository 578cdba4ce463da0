"""豁免申请: a department asks while its text is still a draft; the bureau reads the request and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import AuditEntry
from departments.models import Role
from departments.models.plans import State
from findings.models import Waiver
from tests import builders
from tests.findings.saying import a_faulty_case, explained, found

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("what was said is kept by a constraint and an upsert")]


def asked(client, user):
    client.force_login(user)
    return client.get(reverse("waivers"))


@pytest.fixture
def draft():
    """A first draft with a request on its cost row, and an explanation of a warning that nobody asked about."""
    case = a_faulty_case(State.DRAFTING)
    case.request = explained(case, found(case, "cost_percent"), "上级文件以百分比考核，申请豁免。")
    explained(case, found(case, "unquantified_value"), "只写给自己看的说明。")
    return case


class TestOfADraft:
    def test_shows_the_request_and_nothing_else(self, client, draft):
        page = asked(client, draft.people.first).content.decode()

        assert "上级文件以百分比考核，申请豁免。" in page
        assert draft.request.message in page
        assert "只写给自己看的说明。" not in page
        assert "印制效果" not in page
        assert reverse("plan_detail", args=[draft.plan.pk]) not in page

    def test_opens_no_other_way_into_the_draft(self, client, draft):
        client.force_login(draft.people.first)

        assert client.get(reverse("plan_detail", args=[draft.plan.pk])).status_code == 404
        assert client.get(reverse("plan_checks", args=[draft.plan.pk])).status_code == 404

    def test_is_granted_so_that_the_error_stops_no_more(self, client, draft):
        client.force_login(draft.people.first)

        answer = client.post(reverse("waivers"), {"request": draft.request.pk, "reason": "以上级文件为准。"})

        assert answer.status_code == 302
        assert Waiver.objects.get().reason == "以上级文件为准。"
        assert not found(draft, "cost_percent").stops
        assert "上级文件以百分比考核" not in asked(client, draft.people.final).content.decode()
        entry = AuditEntry.objects.filter(action="waive").get()
        assert (entry.object_id, entry.is_success) == (str(draft.plan.pk), True)

    def test_asks_for_a_reason_and_keeps_the_request(self, client, draft):
        client.force_login(draft.people.first)

        answer = client.post(reverse("waivers"), {"request": draft.request.pk, "reason": " "})

        assert answer.status_code == 422
        assert "请写明豁免的理由" in answer.content.decode()
        assert not Waiver.objects.exists()

    def test_a_waiver_is_taken_back(self, client, draft):
        client.force_login(draft.people.first)
        client.post(reverse("waivers"), {"request": draft.request.pk, "reason": "以上级文件为准。"})

        client.post(reverse("waivers"), {"waiver": Waiver.objects.get().pk})

        assert found(draft, "cost_percent").stops
        assert "上级文件以百分比考核" in asked(client, draft.people.first).content.decode()


class TestWhose:
    @pytest.mark.parametrize("role", [Role.FIRST_REVIEWER, Role.FINAL_REVIEWER])
    def test_another_reviewers_are_neither_seen_nor_granted(self, client, draft, role):
        elsewhere = builders.a_department()
        place = elsewhere if role == Role.FIRST_REVIEWER else elsewhere.region

        page = asked(client, builders.a_user(role, place=place)).content.decode()
        answer = client.post(reverse("waivers"), {"request": draft.request.pk, "reason": "准。"})

        assert "上级文件以百分比考核" not in page
        assert answer.status_code == 404
        assert not Waiver.objects.exists()

    def test_nobody_grants_what_the_own_department_asks(self, client, draft):
        builders.join(draft.people.final, Role.DEPARTMENT_LEAD, draft.plan.department)

        page = asked(client, builders.again(draft.people.final)).content.decode()

        assert "上级文件以百分比考核" not in page

    def test_a_department_has_no_such_page(self, client, draft):
        assert asked(client, draft.people.lead).status_code == 403

    @pytest.mark.parametrize("name", ["request", "waiver"])
    def test_a_word_that_is_no_identity_is_not_found(self, client, draft, name):
        client.force_login(draft.people.first)

        assert client.post(reverse("waivers"), {name: "x", "reason": "准。"}).status_code == 404


def test_costs_the_same_for_one_request_and_many(client):
    region = builders.a_region()
    final = builders.a_user(Role.FINAL_REVIEWER, place=region)
    for count in (1, 3):
        for _ in range(count):
            case = a_faulty_case(State.DRAFTING, region=region)
            explained(case, found(case, "cost_percent"), "申请豁免。")
        asked(client, final)
        with CaptureQueriesContext(connection) as queries:
            asked(client, final)
        if count == 1:
            few = len(queries)

    assert len(queries) == few
