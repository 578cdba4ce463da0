"""Cells that cannot be taken are told one by one; workbooks that are not ours are refused in one sentence."""

import datetime
import io
import zipfile
from decimal import Decimal

import pytest
from openpyxl import Workbook

from tests import builders
from tests.readers.test_hostile import noise
from tests.workbook.sheets import Book, identified
from texts.readers.blocks import UnreadableFileError
from texts.readers.returned import read_returned
from texts.readers.sandbox import read_returned_in_child
from texts.readers.xlsx.workbook_cells import number_as_shown
from texts.writers.workbook import render_workbook


def a_book() -> Book:
    return Book(render_workbook(identified(builders.a_text())))


def told(book: Book) -> list[str]:
    return [str(problem) for problem in read_returned("a.xlsx", book.bytes()).problems]


class TestCells:
    def test_numbers_instead_of_words_are_read_as_they_are_shown(self):
        book = a_book()
        for label, value, form in (
            ("预算数（万元）", 7.5, "0.00"),
            ("其中：财政资金", 1234.5, '#,##0.00_);[Red]-#,##0.00"元"'),
            ("其他资金", 0.1 + 0.2, "General"),
        ):
            book.type_over("项目", "乡土读本印制费", label, value)
            book.cell("项目", "乡土读本印制费", label).number_format = form
        book.sheet("支出计划").cell(2, 5).value = 0.35
        book.sheet("支出计划").cell(2, 5).number_format = "0%"

        returned = read_returned("a.xlsx", book.bytes())

        project = returned.text.projects[0]
        assert (project.budget, project.fiscal_funds, project.other_funds) == ("7.50", "1234.50", "0.3")
        assert project.plan[0].percent == "35"
        assert returned.problems == ()

    def test_dates_are_read_as_words(self):
        book = a_book()
        for row, form in (("印制读本数量", "yyyy-mm-dd"), ("印刷合格率", 'yyyy"年"m"月"')):
            book.type_over("绩效指标", row, "指标值", datetime.datetime(2025, 9, 30))  # noqa: DTZ001
            book.cell("绩效指标", row, "指标值").number_format = form

        rows = read_returned("a.xlsx", book.bytes()).text.projects[0].indicators

        assert [row.target for row in rows[:2]] == ["2025年9月30日", "2025年9月"]

    def test_what_cannot_be_taken_is_told_and_counts_as_not_read(self):
        book = a_book()
        book.type_over("项目", "乡土读本印制费", "预算数（万元）", "=SUM(H2:I2)")
        book.type_over("项目", "乡土读本印制费", "项目编码", 13990125000012100015)
        book.type_over("绩效指标", "印刷合格率", "指标值", "#REF!")
        book.cell("绩效指标", "印刷合格率", "指标值").data_type = "e"
        book.type_over("绩效指标", "受益学校数", "项目序号", "9")
        book.type_over("文本", "分项编号", "内容", "第一")

        returned = read_returned("a.xlsx", book.bytes())

        assert [str(problem) for problem in returned.problems] == [
            "文本!B6：“第一”，应为 1. 或 1、 或 （一）",
            "绩效指标!B6：“9”，应为“项目”表中有的项目序号，这一行没有读入，例如 3",
            "项目!C2：“1.39901250000121e+19”，数字超过 15 位，Excel 已丢掉后面的位数，请先把单元格设为“文本”再填写，"
            "例如 13990125P00001210001R",
            "项目!G2：“=SUM(H2:I2)”，公式不会被读取，请填写文字或数字，例如 8.00",
            "绩效指标!H3：“#REF!”，这是 Excel 的错误值，请填写文字或数字，例如 ≥1200册",
        ]
        assert {place.partition(":")[2] for place in returned.unread} == {
            "numbering",
            "row",
            "code",
            "budget",
            "target",
        }

    def test_a_second_project_of_one_number_is_told(self):
        book = a_book()
        book.append("项目", 项目名称="食堂改造")
        row = book.row("项目", "食堂改造")
        book.sheet("项目").cell(row, book.column("项目", "项目序号")).value = "1"

        assert told(book) == [f"项目!B{row}：“1”，这个序号已用于另一个项目，应各不相同"]

    def test_a_lost_line_of_the_cover_is_told_and_not_emptied(self):
        book = a_book()
        book.sheet("文本").delete_rows(5)

        returned = read_returned("a.xlsx", book.bytes())

        assert [str(problem) for problem in returned.problems] == ["文本：缺少“阶段”这一行，这一项不作修改"]
        assert returned.unread == {f"{returned.plan_id}:stage"}

    @pytest.mark.parametrize(
        ("value", "form", "words"),
        [
            ("8", "General", "8"),
            ("8", "0.00", "8.00"),
            ("0.305", "0.0%", "30.5%"),
            ("12000", "#,##0", "12000"),
            ("-1.5", '0.00"万元"', "-1.50"),
        ],
    )
    def test_a_number_as_it_is_shown(self, value, form, words):
        assert number_as_shown(Decimal(value), form) == words


def _without(part: str):
    def change(book: Book) -> bytes:
        book.sheet("绩效指标").delete_cols(1)
        if part == "sheet":
            del book.book["项目"]
        return book.bytes()

    return change


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


def _changed(name: str, change):
    def make(book: Book) -> bytes:
        members = _members(book.bytes())
        members[name] = change(members[name])
        return _zipped(members)

    return make


SHEET = "xl/worksheets/sheet5.xml"
ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
ROWS = b"<sheetData>" + b'<row><c t="str"><v>x</v></c></row>' * 30_000 + b"</sheetData>"

HOSTILE = {
    "no hidden column": (_without("column"), "“标识”"),
    "no sheet": (_without("sheet"), "项目"),
    "not ours": (lambda book: _other(), "导出"),
    "macros": (
        _changed("[Content_Types].xml", lambda xml: xml.replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml", 1)),
        "宏",
    ),
    "entities": (_changed(SHEET, lambda xml: ENTITY + xml.replace(b"<sheetData>", b"<sheetData>&b;", 1)), "实体"),
    "from outside": (_changed(SHEET, lambda xml: OUTSIDE + xml), "实体"),
    "bomb": (_changed(SHEET, lambda xml: b" " * 400_000_000), "过大"),
    "large part": (_changed(SHEET, lambda xml: b" " * 30_000_000), "过大"),
    "many rows": (
        _changed(SHEET, lambda xml: xml[: xml.index(b"<sheetData>")] + ROWS + xml[xml.index(b"</sheetData>") + 12 :]),
        "行",
    ),
    "no XML": (_changed(SHEET, lambda xml: noise(3000)), "损坏"),
    "no workbook": (_changed("xl/workbook.xml", lambda xml: b"<a/>"), "工作簿"),
    "cut off": (lambda book: book.bytes()[:9000], "损坏"),
    "a number for a string": (
        _changed("xl/workbook.xml", lambda xml: xml.replace("_版本".encode(), "版本".encode())),
        "版本信息",
    ),
}


def _other() -> bytes:
    book, stream = Workbook(), io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.thorough("a child process a file")
@pytest.mark.parametrize(("make", "expected"), HOSTILE.values(), ids=HOSTILE)
def test_refused_in_one_sentence(make, expected):
    data = make(a_book())

    with pytest.raises(UnreadableFileError) as refusal:
        read_returned_in_child("a.xlsx", data)

    sentence = str(refusal.value)
    assert expected in sentence
    assert sentence.endswith("。")
    assert "\n" not in sentence
