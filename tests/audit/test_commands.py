"""The commands of the log: verifying all of it, and taking what is old to a file."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from audit.chain import GENESIS, Point, digest, head, verify, verify_newest
from audit.log import Subject, record
from audit.models import AuditEntry
from audit.sealing import unsealed
from departments.models import Membership, Role, User
from reviews.log_words import Action
from tests import builders
from texts.interchange import dumps

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("the chain stands on triggers and on a locked row")]


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def entries(count: int, *, days_ago: int = 0) -> None:
    """A whole chain whose entries lie in the past: written today, then moved and chained anew."""
    for n in range(count):
        record(Action.VIEW, by=None, account="zhou", of=Subject(f"t{n}"))
    if days_ago:
        connection.check_constraints()
        with unsealed():
            _put_back(AuditEntry.objects.order_by("number").values(), timedelta(days=days_ago))


def _put_back(rows, by: timedelta) -> None:
    previous = GENESIS
    for row in rows:
        row |= {"at": row["at"] - by, "previous": previous}
        previous = digest(row)
        AuditEntry.objects.filter(number=row["number"]).update(at=row["at"], previous=row["previous"], hash=previous)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_audithead SET hash = %s", [previous])


class TestVerify:
    def test_of_a_whole_chain_says_how_far_and_is_logged(self):
        entries(3)
        end = head()

        answer = run("verify_audit")

        assert answer == f"链完整：第 1–3 条，共 3 条。\n末条 {end}\n"
        entry = AuditEntry.objects.first()
        assert (entry.action, entry.is_success, entry.detail) == ("log_verify", True, "全部 3 条核验无误")
        assert (entry.object_id, entry.object_name) == (str(end), "第 1–3 条")
        assert entry.account.startswith("命令行 ")
        assert verify().is_whole

    def test_of_a_broken_one_names_the_first_entry_that_does_not_fit(self):
        entries(5)
        connection.check_constraints()
        with unsealed():
            AuditEntry.objects.filter(number__in=[3, 5]).update(account="li")

        with pytest.raises(CommandError, match=r"链不完整：第 3 条的内容与其校验值不符（第 2 条以前完好）。"):
            run("verify_audit")

        assert AuditEntry.objects.first().is_success is False

    def test_against_a_note_finds_a_chain_that_was_made_anew(self):
        entries(3)
        noted = run("verify_audit").split("末条 ")[1].strip()
        connection.check_constraints()

        assert "链完整" in run("verify_audit", "--noted", noted)
        connection.check_constraints()
        with unsealed():
            AuditEntry.objects.filter(number=2).update(account="li")
            _put_back(AuditEntry.objects.order_by("number").values(), timedelta(0))
        assert "链完整" in run("verify_audit")
        with pytest.raises(CommandError, match="第 3 条与抄存的校验值不符"):
            run("verify_audit", "--noted", noted)

    def test_of_a_note_that_is_none(self):
        with pytest.raises(CommandError, match="应为 序号:校验值"):
            run("verify_audit", "--noted", "x")


class TestArchive:
    def archive(self, tmp_path, before=None) -> str:
        day = before or timezone.localdate() - timedelta(days=180)
        return run("archive_audit", "--before", str(day), "--to", str(tmp_path / "old.jsonl"))

    def test_takes_what_is_old_to_a_file_and_the_chain_holds(self, tmp_path):
        entries(4, days_ago=200)
        entries(2)
        last = AuditEntry.objects.get(number=4)

        answer = self.archive(tmp_path)

        assert f"已归档第 1–4 条到 {tmp_path / 'old.jsonl'}，末条 4:{last.hash}" in answer
        assert list(AuditEntry.objects.values_list("number", flat=True)) == [7, 6, 5]
        anchor = AuditEntry.objects.first()
        assert (anchor.action, anchor.object_id, anchor.object_name) == ("log_archive", f"4:{last.hash}", "第 1–4 条")
        assert (verify().is_whole, verify().first) == (True, Point(4, last.hash))
        assert (verify_newest(99).is_whole, verify_newest(99).count) == (True, 3)
        assert "链完整：第 1–4 条" in run("verify_audit", "--file", str(tmp_path / "old.jsonl"))

    def test_again_goes_on_where_it_stopped(self, tmp_path):
        entries(4, days_ago=200)
        self.archive(tmp_path)
        entries(3)
        connection.check_constraints()
        with unsealed():
            AuditEntry.objects.update(at=timezone.now() - timedelta(days=190))
            rows = list(AuditEntry.objects.order_by("number").values())
            _rechain(rows)

        run("archive_audit", "--before", str(timezone.localdate() - timedelta(days=185)), "--to", str(tmp_path / "b"))

        assert verify().is_whole
        assert verify().first.number == 8
        assert "链完整：第 5–8 条" in run("verify_audit", "--file", str(tmp_path / "b"))

    def test_seals_the_log_again(self, tmp_path):
        entries(2, days_ago=200)
        self.archive(tmp_path)
        connection.check_constraints()

        with pytest.raises(Exception, match="append-only"):
            AuditEntry.objects.all().delete()

    @pytest.mark.parametrize(
        ("days", "sentence"),
        [(179, "日志至少保留 180 天"), (0, "日志至少保留 180 天"), (999, "这个日期以前没有日志。")],
    )
    def test_keeps_half_a_year(self, tmp_path, days, sentence):
        entries(2, days_ago=200)

        with pytest.raises(CommandError, match=sentence):
            self.archive(tmp_path, timezone.localdate() - timedelta(days=days))

        assert AuditEntry.objects.count() == 2
        assert list(tmp_path.iterdir()) == []

    def test_takes_nothing_of_a_broken_chain(self, tmp_path):
        entries(3, days_ago=200)
        connection.check_constraints()
        with unsealed():
            AuditEntry.objects.filter(number=2).update(account="li")

        with pytest.raises(CommandError, match="链不完整，不能归档：第 2 条"):
            self.archive(tmp_path)

        assert AuditEntry.objects.count() == 3

    def test_writes_over_no_file(self, tmp_path):
        entries(2, days_ago=200)
        (tmp_path / "old.jsonl").write_text("x")

        with pytest.raises(CommandError, match="已存在"):
            self.archive(tmp_path)

    def test_a_file_that_was_changed_is_found(self, tmp_path):
        entries(3, days_ago=200)
        self.archive(tmp_path)
        path = tmp_path / "old.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines()
        changed = json.loads(lines[1])
        changed["entry"] = changed["entry"].replace("zhou", "li")
        path.write_text("\n".join([lines[0], json.dumps(changed), lines[2]]), encoding="utf-8")

        with pytest.raises(CommandError, match="第 2 条的内容与其校验值不符"):
            run("verify_audit", "--file", str(path))

    @pytest.mark.parametrize("content", ["", "hello\n", '{"entry": "{}", "hash": ""}\n'])
    def test_a_file_of_another_kind_is_none(self, tmp_path, content):
        path = tmp_path / "other"
        path.write_text(content)

        with pytest.raises(CommandError, match="这一行不是归档的日志"):
            run("verify_audit", "--file", str(path))

    def test_a_day_that_is_none(self, tmp_path):
        with pytest.raises(CommandError, match="应为日期"):
            self.archive(tmp_path, "2025-13-01")


def _rechain(rows: list[dict]) -> None:
    previous = rows[0]["previous"]
    for row in rows:
        row["previous"] = previous
        previous = digest(row)
        AuditEntry.objects.filter(number=row["number"]).update(previous=row["previous"], hash=previous)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_audithead SET hash = %s", [previous])


class TestAccountsAndTexts:
    def test_a_first_account_is_logged(self):
        run("create_account", "xitong", "--name", "李明", "--role", Role.SYSTEM_ADMIN, "--region", "139901=云溪县")

        rows = AuditEntry.objects.order_by("number").values_list("action", "object_name", "object_id")
        user = User.objects.get(username="xitong")
        assert list(rows) == [
            ("configure_add", "账号 李明", str(user.pk)),
            ("configure_add", "任职 李明：系统管理员（云溪县）", str(Membership.objects.get().pk)),
        ]

    def test_a_loaded_text_is_logged(self, tmp_path):
        plan = builders.a_plan()
        path = tmp_path / "text.json"
        path.write_bytes(dumps(plan.to_text()))

        run("load_text", str(path), "--user", plan.created_by.username, "--replace")

        entry = AuditEntry.objects.get()
        assert (entry.action, entry.account) == ("import_replace", plan.created_by.username)
        assert entry.object_name == f"绩效文本 {plan}"
        assert entry.detail.startswith("由命令行 ")
