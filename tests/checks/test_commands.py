"""check_text and explain_check as processes: what they print, and their exit status."""

import json

import pytest

from tests.places import SAMPLES
from tests.projects.test_file_commands import manage
from texts.checks import RULES, check
from texts.interchange import dumps, loads

pytestmark = pytest.mark.thorough("every command is a process of its own")

WITH_ERRORS = SAMPLES / "yunxi-jiaoyu-2025.json"
CLEAN = SAMPLES / "yunxi-wenlv-2025.docx"


def test_errors_make_status_1_and_stand_below_their_project():
    done = manage("check_text", WITH_ERRORS)

    lines = done.stdout.decode().splitlines()
    assert done.returncode == 1
    assert lines[0].startswith("yunxi-jiaoyu-2025.json：错误 ")
    head = lines.index("项目2 学前教育生均公用经费补助 13990125P00030110002W")
    assert lines[head + 1 : head + 3] == [
        "  ✖ 错误 预算数：预算数215万元不等于财政资金195万元与其他资金15万元之和210万元。",
        "      核实资金来源，使预算数等于财政资金与其他资金之和。 [budget_sum]",
    ]


def test_a_clean_file_makes_status_0():
    done = manage("check_text", CLEAN)

    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, "yunxi-wenlv-2025.docx：没有发现问题。\n", b"")


def test_json_holds_every_finding():
    done = manage("check_text", WITH_ERRORS, "--json")

    assert done.returncode == 1
    assert json.loads(done.stdout) == [f.to_json() for f in check(loads(WITH_ERRORS.read_bytes()))]


@pytest.mark.parametrize(("level", "levels"), [("error", {"error"}), ("warning", {"error", "warning"})])
def test_only_findings_of_a_level_and_above_are_listed(level, levels):
    done = manage("check_text", WITH_ERRORS, "--json", "--level", level)

    assert done.returncode == 1
    assert {finding["level"] for finding in json.loads(done.stdout)} == levels


def test_advice_alone_makes_status_0(tmp_path):
    text = loads((SAMPLES / "yunxi-wenlv-2025.json").read_bytes())
    (tmp_path / "a.json").write_bytes(dumps(text).replace("≥310天".encode(), "≧310天".encode()))

    done = manage("check_text", tmp_path / "a.json", "--level", "error")

    assert (done.returncode, done.stdout.decode()) == (0, "a.json：建议 1 处。\n")


def test_an_unreadable_file_gets_one_line_and_status_2(tmp_path):
    (tmp_path / "坏.json").write_bytes(b'{"format": ')

    done = manage("check_text", tmp_path / "坏.json", "--json")

    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.decode().splitlines()) == 1


def test_needs_no_database():
    done = manage("check_text", CLEAN, PERFORMANCE_TEXT_DATABASE="postgresql://nobody@127.0.0.1:9/nothing")

    assert done.returncode == 0


def test_the_list_names_every_rule_with_its_level():
    done = manage("explain_check")

    assert done.returncode == 0
    assert {line.split()[0] for line in done.stdout.decode().splitlines() if line.startswith("  ")} == set(RULES)


def test_a_rule_is_explained():
    done = manage("explain_check", "plan_not_100")

    assert done.stdout.decode().splitlines() == [
        "12月底支出计划不是100%（plan_not_100，资金数字，错误）",
        "要求：12月底的累计支出计划应为100%。",
        "理由：预算应当年执行完毕，年底达不到100%就要说明结转。",
        "错误示例：资金支出计划：3月底30%，6月底60%，10月底90%，12月底95%",
        "正确示例：资金支出计划：3月底30%，6月底60%，10月底90%，12月底100%",
    ]


def test_an_unknown_rule_is_said_in_one_line():
    done = manage("explain_check", "plan_not10")

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == ["没有名为“plan_not10”的检查规则，是否指 plan_not_100？"]
