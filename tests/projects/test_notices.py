"""Who is told, by which way, and never twice."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from config import environment
from departments.models import Cycle, Extension, Role
from projects.models import Mailing, Notice
from projects.notices.mailing import remind, send_waiting, write_digests
from projects.notices.sending import send_notice
from tests import builders
from tests.reviews.people import a_case

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)  # nine o'clock in Beijing


def lines(user) -> list[str]:
    return list(Notice.objects.filter(user=user).order_by("made_at", "line").values_list("line", flat=True))


class TestMail:
    def test_whose_turn_it_is_gets_one_at_once(self):
        case = a_case(email="someone@example.com").go("submit")

        sent = [send_waiting(), send_waiting()]

        assert sent == [2, 0]
        assert [message.body for message in mail.outbox] == [f"{case.plan}已送审，请审核。"] * 2

    def test_without_an_address_the_inbox_is_enough(self):
        case = a_case().go("submit")

        assert (send_waiting(), len(lines(case.people.first))) == (0, 1)

    def test_a_server_that_fails_is_tried_again_later(self, settings):
        a_case(email="someone@example.com").go("submit")
        settings.EMAIL_BACKEND = "tests.projects.test_notices.Broken"
        now = timezone.now()
        failed = send_waiting(now)
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

        at_once, later = send_waiting(now), send_waiting(now + timedelta(minutes=2))

        assert (failed, at_once, later) == (0, 0, 2)

    def test_a_decision_undone_in_time_goes_to_nobody(self):
        a_case(email="someone@example.com").go("submit", "open_first")
        mails = Mailing.objects.count()
        case = a_case(email="someone@example.com").go("submit", "open_first", "return", "undo")

        told = Mailing.objects.filter(user=case.people.lead).values_list("body", flat=True)
        assert not [body for body in told if "已退回" in body]
        assert mails == 2

    @pytest.mark.parametrize(
        ("url", "expected"),
        [
            ("smtp://bureau:pass%40word@mail.example.com:587?tls=1", ("smtp", "mail.example.com", 587, True, False)),
            ("smtps://mail.example.com", ("smtp", "mail.example.com", 465, False, True)),
            ("console:", ("console", "", 25, False, False)),
            ("none:", ("dummy", "", 25, False, False)),
        ],
    )
    def test_a_server_is_named_by_its_address(self, url, expected, monkeypatch):
        monkeypatch.setenv("PERFORMANCE_TEXT_MAIL", url)

        given = environment.mail("MAIL", "none:")

        backend = given["EMAIL_BACKEND"].split(".")[-2]
        found = (backend, given["EMAIL_HOST"], given["EMAIL_PORT"], given["EMAIL_USE_TLS"], given["EMAIL_USE_SSL"])
        assert found == expected


class Broken:
    """A mail server that does not answer."""

    def __init__(self, *args, **kwargs) -> None: ...

    def send_messages(self, messages) -> int:
        raise ConnectionRefusedError("no server")


class TestDigest:
    def test_gathers_a_day_s_unread_notices_once(self):
        user = builders.a_user(email="someone@example.com")
        for n in range(3):
            send_notice([user], key=f"thing:{n}", line=f"第{n}件事。", at=MORNING - timedelta(hours=n))

        written = [write_digests(MORNING), write_digests(MORNING + timedelta(hours=1))]

        assert written == [1, 1]
        assert [(row.subject, row.body.count("\n")) for row in Mailing.objects.all()] == [("绩效文本：3 条未读消息", 2)]

    def test_waits_for_the_morning(self):
        send_notice([builders.a_user(email="someone@example.com")], key="thing", line="一件事。", at=MORNING)

        assert write_digests(MORNING.replace(hour=20)) == 0


class TestReminders:
    def case(self, days: int):
        case = a_case()
        until = timezone.localtime().replace(hour=17, minute=30) + timedelta(days=days)
        Cycle.objects.filter(pk=case.plan.cycle_id).update(submit_by=until)
        return case

    def test_tell_the_authors_how_many_days_are_left_and_only_once(self):
        case = self.case(3)
        remind()
        remind()

        told = lines(case.people.lead)
        assert len(told) == 1
        assert told[0].startswith(f"{case.plan}还没有送审，还有 3 天截止（")

    def test_stop_when_the_text_is_submitted(self):
        case = self.case(3)
        case.go("submit")
        remind()

        assert lines(case.people.lead) == []

    def test_follow_an_extension(self):
        case = self.case(3)
        until = timezone.now() + timedelta(days=20)
        granted = {"granted_by": builders.a_user(), "reason": "机构改革", "until": until}
        Extension.objects.create(cycle=case.plan.cycle, department=case.plan.department, **granted)
        remind()

        assert lines(case.people.lead) == []

    def test_reach_a_department_that_has_not_begun(self):
        case = self.case(1)
        idle = builders.a_department(region=case.plan.department.region)
        lead = builders.a_user(Role.DEPARTMENT_LEAD, place=idle)
        remind()

        assert [line[: line.index("（")] for line in lines(lead)] == [
            f"{idle}2025年的绩效文本还没有建立，还有 1 天截止"
        ]


class TestInbox:
    def test_shows_the_own_notices_and_ticks_them_off(self, client):
        case = a_case().go("submit")
        client.force_login(case.people.first)
        notice = Notice.objects.get(user=case.people.first)

        page = client.get(reverse("inbox")).content.decode()
        opened = client.post(reverse("notice_open", args=[notice.pk]))
        after = client.get(reverse("inbox")).content.decode()

        assert f"{case.plan}已送审，请审核。" in page
        assert opened.headers["Location"] == reverse("plan_detail", args=[case.plan.pk])
        assert "没有未读消息。" in after

    def test_a_foreign_notice_does_not_exist(self, client):
        case = a_case().go("submit")
        client.force_login(case.people.lead)

        assert client.post(reverse("notice_open", args=[Notice.objects.first().pk])).status_code == 404

    def test_leads_to_no_text_that_is_not_seen_any_more(self, client):
        case = a_case().go("submit", "withdraw")
        client.force_login(case.people.first)
        notice = Notice.objects.filter(user=case.people.first).first()

        page = client.get(reverse("inbox")).content.decode()
        opened = client.post(reverse("notice_open", args=[notice.pk]))

        assert "打开文本" not in page
        assert opened.headers["Location"] == reverse("inbox")
