"""The auditor's page: finding entries, walking through them, taking them along, and seeing that the chain is whole."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit import export
from audit.actions import LogAction
from audit.log import Subject, coming_from, record
from audit.models import AuditEntry
from audit.sealing import unsealed
from audit.search import PAGE
from departments.models import Role
from reviews.log_words import Action
from tests import builders
from texts.writers.safe_csv import harmless

pytestmark = pytest.mark.django_db

LIST, CSV = reverse("audit_list"), reverse("audit_csv")


@pytest.fixture
def auditor():
    return builders.a_user(Role.AUDIT_ADMIN, place=builders.a_region(), name="审计")


@pytest.fixture
def client(auditor, log_in):
    client = log_in(auditor)
    client.get(LIST)  # the first search of a session is logged, as number 1
    return client


def entries(count: int, **changes) -> list[AuditEntry]:
    fields = {"by": None, "account": "zhou", "of": Subject("t1", "云溪县教育局")} | changes
    return [record(Action.VIEW, **fields) for _ in range(count)]


def numbers(client, **asked) -> list[int]:
    return [entry.number for entry in client.get(LIST, asked).context["page"].entries]


def shift(number: int, **by) -> None:
    """Puts an entry at another time, past every rule."""
    connection.check_constraints()
    with unsealed():
        AuditEntry.objects.filter(number=number).update(at=timezone.now() + timedelta(**by))


def minute(**by) -> str:
    return f"{timezone.localtime() + timedelta(**by):%Y-%m-%dT%H:%M}"


class TestSearch:
    @pytest.fixture(autouse=True)
    def _log(self, client, rf):
        """Number 1 is the auditor's own search; 2 to 5 differ in one thing each."""
        zhou = builders.a_user(name="周雨桐")
        with coming_from(rf.get("/", REMOTE_ADDR="10.2.3.4")):
            record(Action.LOGIN, by=zhou)
        record(
            Action.VIEW,
            by=zhou,
            of=Subject("11111111-2222-4333-8444-555555555555", "云溪县教育局 2025年部门预算绩效文本"),
        )
        record(Action.LOGIN, by=None, account="zz…（无此账号）", is_success=False)
        record(Action.EXPORT_PDF, by=builders.a_user(name="李明"), of=Subject("3333", "云溪县卫生局"))
        self.zhou = zhou

    def test_without_conditions_shows_all_newest_first(self, client):
        assert numbers(client) == [5, 4, 3, 2, 1]

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({"account": "周雨桐"}, [3, 2]),
            ({"account": "李明"}, [5]),
            ({"account": "zz…（无此账号）"}, [4]),
            ({"account": "周"}, []),
            ({"action": "login"}, [4, 2]),
            ({"object": "教育局"}, [3]),
            ({"object": "11111111-2222-4333-8444-555555555555"}, [3]),
            ({"object": "3333"}, [5]),
            ({"address": "10.2.3.4"}, [2]),
            ({"outcome": "0"}, [4]),
            ({"outcome": "1", "action": "login"}, [2]),
            ({"account": "周雨桐", "object": "卫生局"}, []),
        ],
    )
    def test_by(self, client, asked, found):
        assert numbers(client, **asked) == found

    def test_by_account_as_it_is_written(self, client):
        assert numbers(client, account=self.zhou.username) == [3, 2]

    def test_by_a_span_of_time_both_minutes_included(self, client):
        for number, days in ((1, -9), (2, -8), (3, -7)):
            shift(number, days=days)

        assert numbers(client, since=minute(days=-8)) == [5, 4, 3, 2]
        assert numbers(client, until=minute(days=-8)) == [2, 1]
        assert numbers(client, since=minute(days=-8), until=minute(days=-7)) == [3, 2]
        assert numbers(client, until=minute(days=-30)) == []
        assert numbers(client, since=minute(days=1)) == []

    def test_that_finds_nothing_says_how_to_go_on(self, client):
        page = client.get(LIST, {"account": "nobody"}).content.decode()

        assert "没有符合条件的日志。" in page
        assert f'<a href="{LIST}">清除条件，查看全部</a>' in page

    @pytest.mark.parametrize(
        ("asked", "sentence"),
        [
            ({"since": "yesterday"}, "请填写完整的日期和时间。"),
            ({"since": "2025-03-02T00:00", "until": "2025-03-01T00:00"}, "“到”不能早于“从”。"),
        ],
    )
    def test_that_is_wrong_says_what_and_finds_nothing(self, client, asked, sentence):
        answer = client.get(LIST, asked)

        assert sentence in answer.content.decode()
        assert answer.context["page"].entries == []
        assert client.get(CSV, asked).status_code == 302

    def test_shows_an_entry_with_its_words(self, client):
        page = client.get(LIST, {"outcome": "0"}).content.decode()

        assert "zz…（无此账号）" in page
        assert "未成功" in page
        assert "清除条件" in page


def test_an_empty_log_says_what_will_stand_in_it(log_in, auditor):
    page = log_in(auditor).get(LIST).content.decode()

    assert "还没有日志。" in page
    assert "清除条件" not in page


class TestPages:
    def test_lead_from_the_newest_to_the_oldest_and_back(self, client):
        entries(2 * PAGE + 10)
        newest = 2 * PAGE + 11

        first = client.get(LIST).context["page"]
        second = client.get(LIST, {"before": first.older}).context["page"]
        third = client.get(LIST, {"before": second.older}).context["page"]
        back = client.get(LIST, {"after": third.newer}).context["page"]

        spans = [(page.entries[0].number, page.entries[-1].number) for page in (first, second, third, back)]
        assert spans == [(newest, newest - 49), (newest - 50, newest - 99), (newest - 100, 1), spans[1]]
        assert [(page.newer is None, page.older is None) for page in (first, second, third)] == [
            (True, False),
            (False, False),
            (False, True),
        ]

    def test_keep_the_conditions(self, client):
        entries(PAGE + 1)

        page = client.get(LIST, {"account": "zhou"}).content.decode()

        assert f'href="?account=zhou&amp;before={3}"' in page
        assert f'href="{CSV}?account=zhou"' in page

    @pytest.mark.parametrize("asked", [{"before": "x"}, {"after": "-1"}, {"before": "9" * 30}])
    def test_of_nonsense_are_the_first(self, client, asked):
        assert numbers(client, **asked) == [1]

    def test_cost_the_same_queries_for_few_and_many(self, client):
        asked = {"since": minute(days=-1), "until": minute(days=1), "account": "zhou", "object": "教育局"}
        counts = []
        for more in (1, 3 * PAGE):
            entries(more)
            with CaptureQueriesContext(connection) as queries:
                client.get(LIST, asked)
            counts.append(len(queries))
            assert not any("COUNT(" in query["sql"] for query in queries if "auditentry" in query["sql"])

        assert counts[0] == counts[1] <= 12, counts


class TestState:
    def test_of_a_whole_chain(self, client):
        entries(3)

        page = client.get(LIST).content.decode()

        assert "链完整" in page
        assert "最近 4 条刚刚核验；尚未全部核验" in page

    def test_names_the_last_verification_of_all(self, client):
        record(LogAction.LOG_VERIFY, by=None, account="命令行 root", detail="全部 1 条核验无误")

        assert "全部 1 条核验无误" in client.get(LIST).content.decode()

    def test_of_a_broken_chain_names_the_entry_and_what_to_do(self, client):
        entries(3)
        connection.check_constraints()
        with unsealed():
            AuditEntry.objects.filter(number=3).update(account="li")

        page = client.get(LIST).content.decode()

        assert "链不完整" in page
        assert "第 3 条的内容与其校验值不符。" in page
        assert "请立即报告单位负责人" in page

    def test_remembers_a_verification_that_failed(self, client):
        record(LogAction.LOG_VERIFY, by=None, detail="第 3 条缺失，其后是第 4 条", is_success=False)

        page = client.get(LIST).content.decode()

        assert "链不完整" in page
        assert "第 3 条缺失，其后是第 4 条。" in page


class TestExport:
    def rows(self, client, **asked) -> list[list[str]]:
        answer = client.get(CSV, asked)
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="audit-')
        text = b"".join(answer.streaming_content).decode("utf-8")
        assert text.startswith("\ufeff序号,")
        return list(csv.reader(io.StringIO(text)))[1:]

    def test_has_what_the_page_finds_and_is_logged_with_its_conditions(self, client, auditor):
        entry = entries(1)[0]
        record(Action.LOGIN, by=None, account="li")

        rows = self.rows(client, account="zhou", outcome="1")

        assert rows == [
            [
                "2",
                f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M:%S}",
                "zhou",
                "",
                "阅读文本",
                "云溪县教育局",
                "t1",
                "成功",
                "",
                "",
                entry.hash,
            ]
        ]
        last = AuditEntry.objects.first()
        assert (last.account, last.action, last.detail) == (
            auditor.username,
            "log_export",
            "条件 账号或姓名：zhou；结果：成功",
        )

    def test_of_all_comes_in_chunks_and_is_cut_with_a_word(self, client, monkeypatch):
        monkeypatch.setattr(export, "CHUNK", 3)
        entries(10)

        whole = [line.split(",")[0] for line in export.csv_lines(AuditEntry.objects.order_by("-number"))]
        cut = list(export.csv_lines(AuditEntry.objects.order_by("-number"), most=7))

        assert whole[1:] == [str(n) for n in range(11, 0, -1)]
        assert len(cut) == 1 + 7 + 1
        assert cut[-1] == "只列出最近的 7 条，更早的请缩小时间范围后再导出\r\n"

    @pytest.mark.parametrize("cell", ["=1+1", "+A1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"])
    def test_runs_nothing_in_a_spreadsheet(self, cell):
        assert harmless(cell) == f"'{cell}"
        assert harmless(f"x{cell}") == f"x{cell}"

    def test_of_an_account_that_would_be_a_formula(self, client):
        entries(1, account="=cmd()")

        assert self.rows(client, account="=cmd()")[0][2] == "'=cmd()"
