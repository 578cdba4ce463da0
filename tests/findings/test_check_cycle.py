"""check_cycle: a year's texts on the command line and as a workbook."""

from io import StringIO

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from departments.models.plans import State
from findings.waivers.decisions import FindingWords, waive
from tests import builders
from tests.findings.saying import a_faulty_case, faulty_text, findings, found
from texts.checks import RULES

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    out = StringIO()
    call_command("check_cycle", *words, stdout=out)
    return out.getvalue()


def refused(*words: str) -> str:
    error = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("check_cycle", *words, stdout=StringIO(), stderr=error)
    assert stopped.value.code == 2
    return error.getvalue().strip()


def test_counts_drafts_too():
    case = a_faulty_case(State.DRAFTING)

    line = run("2025").strip()

    assert line.startswith(f"{case.plan.department.name}：错误 ")
    assert run("2025", "--level", "error").strip().count("，") == 0


def test_a_waived_finding_is_not_counted():
    case = a_faulty_case()
    before = run("2025", "--level", "error")
    waive(case.plan, FindingWords.of(found(case, "cost_percent")), by=case.people.first, reason="暂准。")

    assert run("2025", "--level", "error") != before


def test_of_one_region():
    one, other = a_faulty_case(), a_faulty_case()

    words = run("2025", "--region", one.plan.cycle.region.code)

    assert one.plan.department.name in words
    assert other.plan.department.name not in words


def test_writes_a_workbook(tmp_path):
    case = a_faulty_case()
    path = tmp_path / "2025.xlsx"

    run("2025", "--out", str(path))

    book = load_workbook(path)
    summary, listed, rules = book["汇总"], book["发现"], book["规则"]
    assert book.sheetnames == ["汇总", "发现", "规则"]
    assert [sheet.freeze_panes for sheet in book] == ["A2", "A2", "A2"]
    assert listed.auto_filter.ref == f"A1:J{len(findings(case)) + 1}"
    assert [cell.value for cell in summary[2]][1:4] == [case.plan.department.name, "初审中", 1]
    assert [row[5].value for row in listed.iter_rows(min_row=2)] == [one.finding.fix for one in findings(case)]
    assert [cell.data_type for cell in summary[2]][3:] == ["n"] * 5
    assert rules.max_row == len(RULES) + 1
    assert rules["D2"].value == max(row[3].value for row in rules.iter_rows(min_row=2))


def test_what_looks_like_a_formula_stays_words(tmp_path):
    region = builders.a_region(name="=1+1县")
    a_faulty_case(region=region, text=faulty_text(name='=HYPERLINK("http://example.invalid")', purpose="\x07-1"))
    path = tmp_path / "2025.xlsx"

    run("2025", "--out", str(path))

    cells = [cell for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert ("=1+1县", "s") in {(cell.value, cell.data_type) for cell in cells}


def test_tells_what_cannot_be_done(tmp_path):
    a_faulty_case()

    assert refused("1999") == "没有 1999 年的编报批次。"
    assert refused("2025", "--out", str(tmp_path / "2025.csv")).endswith("输出文件的名称应以 .xlsx 结尾。")
    assert "写不进去" in refused("2025", "--out", str(tmp_path / "no" / "2025.xlsx"))
    assert list(tmp_path.iterdir()) == []
