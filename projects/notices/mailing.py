"""E-mail: what `tell` put into the queue, one digest a day of the rest, reminders before a deadline.

Nothing goes out twice: a row is claimed with one UPDATE before its mail is sent, and every mail has a key. A server
that fails is tried again later; the inbox has everything meanwhile.
"""

import logging
from collections import defaultdict
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import F, Q
from django.utils import timezone

from departments.deadlines import deadline_of
from departments.models import Cycle, Department, Membership, Plan, State, User
from departments.models.accounts import DEPARTMENT_ROLES
from departments.models.states import MEANINGS
from departments.scopes import WRITES_ALL
from projects.models import Mailing, Notice
from projects.notices.sending import send_notice

log = logging.getLogger(__name__)

MOST_TRIES = 8
DIGEST_FROM = 8  # o'clock, Beijing time
REMIND_DAYS = (7, 3, 1, 0)


def send_waiting(at: datetime | None = None, most: int = 100) -> int:
    """Sends what waits; tells how many went out."""
    at = at or timezone.now()
    due = Q(next_try_at=None) | Q(next_try_at__lte=at)
    waiting = Mailing.objects.filter(due, sent_at=None, tries__lt=MOST_TRIES, user__is_active=True)
    return sum(_send(mailing, at) for mailing in waiting.select_related("user").order_by("made_at", "pk")[:most])


def _send(mailing: Mailing, at: datetime) -> bool:
    mine = Mailing.objects.filter(pk=mailing.pk, sent_at=None, tries=mailing.tries)
    if not mine.update(sent_at=at, tries=F("tries") + 1):
        return False  # another sender has it
    try:
        send_mail(mailing.subject, _with_address(mailing.body), None, [mailing.user.email])
    except OSError as error:  # smtplib's errors and the network's are all of this kind
        log.warning("mail %s failed: %s", mailing.pk, error)
        pause = timedelta(minutes=2**mailing.tries)
        Mailing.objects.filter(pk=mailing.pk).update(sent_at=None, next_try_at=at + pause)
        return False
    return True


def _with_address(body: str) -> str:
    return f"{body}\n\n{settings.SITE_ADDRESS}/inbox/" if settings.SITE_ADDRESS else body


def write_digests(at: datetime | None = None) -> int:
    """One mail a person and day with the notices of the last day that are no turn of theirs and still unread."""
    at = at or timezone.now()
    there = timezone.localtime(at)
    if there.hour < DIGEST_FROM:
        return 0
    key = f"digest:{there:%Y-%m-%d}"
    lines: dict[User, list[str]] = defaultdict(list)
    since = at - timedelta(days=1)
    unread = Notice.objects.filter(read_at=None, is_turn=False, made_at__gte=since, user__is_active=True)
    for notice in unread.exclude(user__email="").select_related("user").order_by("user", "made_at"):
        lines[notice.user].append(notice.line)
    mails = [
        Mailing(user=user, key=key, subject=f"绩效文本：{len(told)} 条未读消息", body="\n".join(told), made_at=at)
        for user, told in lines.items()
    ]
    return len(Mailing.objects.bulk_create(mails, ignore_conflicts=True))


def remind(today: date | None = None) -> None:
    """Tells whoever has not sent their text yet how many days are left, on the 7th, 3rd, last but one and last day."""
    today = today or timezone.localdate()
    for cycle in Cycle.objects.filter(is_open=True, submit_by__isnull=False).select_related("region"):
        plans = {plan.department_id: plan for plan in Plan.objects.filter(cycle=cycle).with_deadline()}
        for department in Department.objects.filter(region=cycle.region):
            _remind(cycle, department, plans.get(department.pk), today)


def _remind(cycle: Cycle, department: Department, plan: Plan | None, today: date) -> None:
    if plan and not MEANINGS[State(plan.state)].minds_deadline:
        return
    until = deadline_of(plan).at if plan else cycle.submit_by
    days = (timezone.localdate(until) - today).days
    if days not in REMIND_DAYS:
        return
    there = timezone.localtime(until)
    what = f"{plan}还没有送审" if plan else f"{department}{cycle.fiscal_year}年的绩效文本还没有建立"
    left = "今天" if days == 0 else f"还有 {days} 天"
    line = f"{what}，{left}截止（{there.month}月{there.day}日 {there:%H:%M}）。"
    authors = _authors(department)
    send_notice(
        authors,
        key=f"deadline:{cycle.pk}:{department.pk}:{until:%Y%m%d}:{days}",
        line=line,
        at=timezone.now(),
        plan=plan,
        turns=[user.pk for user in authors],
    )


def _authors(department: Department) -> list[User]:
    posts = Membership.objects.in_force().filter(WRITES_ALL, role__in=DEPARTMENT_ROLES, department=department)
    return list(User.objects.filter(pk__in=posts.values("user"), is_active=True).order_by("pk"))
