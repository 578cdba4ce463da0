"""The chain: what an entry holds, that nothing in it can be changed unnoticed, and what noticing says."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from audit.actions import LogAction, groups, label
from audit.chain import START, Point, digest, head, verify, verify_newest
from audit.log import Subject, record
from audit.models import GENESIS, AuditEntry
from audit.sealing import unsealed
from reviews.log_words import Action
from reviews.steps import STEPS
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("the chain stands on triggers and on a locked row")]


def entries(count: int, **changes) -> list[AuditEntry]:
    user = builders.a_user()
    return [record(Action.VIEW, by=user, of=Subject(f"t{n}", f"文本{n}"), **changes) for n in range(count)]


def tamper(statement: str, *values) -> None:
    """What somebody with the right to alter tables could do."""
    connection.check_constraints()  # as after a commit: PostgreSQL has nothing left to look at
    with unsealed(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_entry_says_who_did_what_to_what_and_is_chained_to_the_one_before():
    user = builders.a_user(name="周雨桐")
    plan = builders.a_plan()

    first = record(Action.VIEW, by=user, of=plan)
    second = record(Action.LOGIN, by=None, account="nobody\x00\nx", is_success=False, detail="没有这个账号")

    assert AuditEntry.objects.filter(pk=first.pk).values().get() == {
        "number": 1,
        "at": first.at,
        "user_id": user.pk,
        "account": user.username,
        "name": "周雨桐",
        "address": "",
        "action": "view",
        "object_id": str(plan.pk),
        "object_name": f"绩效文本 {plan}",
        "is_success": True,
        "detail": "",
        "previous": GENESIS,
        "hash": first.hash,
    }
    stored = AuditEntry.objects.get(pk=2)
    assert (stored.account, stored.user_id, stored.is_success) == ("nobody x", None, False)
    assert stored.previous == first.hash
    assert head() == Point(2, second.hash)


def test_a_name_of_a_membership_says_whose_it_is():
    user = builders.a_user(name="周雨桐")
    membership = builders.join(user, "final_reviewer", builders.a_region(name="云溪县"))

    entry = record(Action.CONFIGURE_ADD, by=user, of=membership)

    assert entry.object_name == "任职 周雨桐：绩效科审核人（云溪县）"


def test_what_is_too_long_is_cut_and_says_so():
    entry = record(Action.VIEW, by=None, of=Subject("x", "长" * 300), detail="长" * 500)

    assert entry.object_name == "长" * 199 + "…"
    assert entry.detail == "长" * 399 + "…"
    assert verify().is_whole


def test_an_entry_costs_two_statements(django_assert_num_queries):
    user = builders.a_user()

    with django_assert_num_queries(2):
        record(Action.VIEW, by=user)


def test_an_entry_is_never_older_than_the_one_before_it():
    later = timezone.now() + timedelta(minutes=5)  # a server whose clock was put back meanwhile
    tamper("UPDATE audit_audithead SET at = %s", later)

    assert record(Action.VIEW, by=None).at == later


def test_an_entry_falls_with_the_deed_it_tells():
    user = builders.a_user()

    @transaction.atomic
    def deed() -> None:
        record("submit", by=user)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        deed()

    assert not AuditEntry.objects.exists()
    assert head() == START


def test_a_chain_that_nobody_touched_is_whole():
    made = entries(5)

    assert verify() == (verify_newest(99))
    assert verify().last == Point(5, made[-1].hash)
    assert verify_newest(2).first == Point(3, made[2].hash)


def test_an_empty_log_is_whole():
    assert verify().is_whole
    assert verify().last == START


@pytest.mark.parametrize(
    ("statement", "fault", "good"),
    [
        ("UPDATE audit_auditentry SET account = 'other' WHERE number = 3", "第 3 条的内容与其校验值不符", 2),
        (
            "UPDATE audit_auditentry SET is_success = NOT is_success WHERE number = 3",
            "第 3 条的内容与其校验值不符",
            2,
        ),
        ("UPDATE audit_auditentry SET user_id = NULL WHERE number = 3", "第 3 条的内容与其校验值不符", 2),
        ("UPDATE audit_auditentry SET hash = 'f' WHERE number = 3", "第 3 条的内容与其校验值不符", 2),
        ("UPDATE audit_auditentry SET previous = 'f' WHERE number = 3", "第 3 条与第 2 条衔接不上", 2),
        ("UPDATE audit_auditentry SET number = 9 WHERE number = 3", "第 3 条缺失，其后是第 4 条", 2),
        ("DELETE FROM audit_auditentry WHERE number = 1", "第 1 条缺失，其后是第 2 条", 0),
        ("DELETE FROM audit_auditentry WHERE number = 3", "第 3 条缺失，其后是第 4 条", 2),
        ("DELETE FROM audit_auditentry WHERE number = 5", "第 5 条起缺失，应到第 5 条为止", 4),
    ],
)
def test_whatever_is_changed_is_found_at_its_place(statement, fault, good):
    entries(5)

    tamper(statement)

    walked = verify()
    assert (walked.fault, walked.last.number) == (fault, good)


def test_an_entry_hashed_anew_after_a_change_breaks_at_the_next():
    entries(3)
    tamper("UPDATE audit_auditentry SET account = 'other' WHERE number = 2")
    row = AuditEntry.objects.filter(number=2).values().get()
    tamper("UPDATE audit_auditentry SET hash = %s WHERE number = 2", digest(row))

    assert verify().fault == "第 3 条与第 2 条衔接不上"


def test_a_point_is_written_and_read():
    point = Point(12, "a" * 64)

    assert Point.parse(str(point)) == point
    for wrong in ("", "12", "x:" + "a" * 64, "12:abc"):
        with pytest.raises(ValueError, match="应为 序号:校验值"):
            Point.parse(wrong)


def test_every_action_has_its_word_and_its_group():
    grouped = [value for _, actions in groups() for value, _ in actions]

    assert len(grouped) == len(set(grouped))
    assert set(grouped) == {*Action.values, *STEPS, *LogAction.values}
    assert label("submit") == "送审"
    assert label("of_old") == "of_old"
