"""How pasted blocks are read: their columns by heads or by what stands in them, their cells as plain text."""

import pytest
from playwright.sync_api import Page

from tests.browser.draft_grid.page import CATEGORIES, open_grid

pytestmark = pytest.mark.browser

READ = """
async ([rows, categories, start]) => {
  const { readColumns } = await import("/static/js/draft/columns.js");
  const { readRecords } = await import("/static/js/draft/records.js");
  const { columnsOf, namesOf } = await import("/static/js/draft/table.js");
  const grid = columnsOf(document.querySelector("[data-grid]"));
  const known = new Map(categories.map(([level1, level2], order) => [level2.replace(/指标$/, ""), { level1, level2, order }]));
  const read = readColumns(rows, known, start, grid);
  const { records, rest } = readRecords(rows, read, namesOf(grid));
  return [records.map(({ values }) => values), rest.map(({ text }) => text)];
}
"""
PARSE = """
async ([text, html]) => {
  const { parseTsv } = await import("/static/js/draft/tsv.js");
  const { parseHtmlTable } = await import("/static/js/draft/html-table.js");
  return html ? parseHtmlTable(html) : parseTsv(text);
}
"""
LEVELS = {"level1": "产出指标", "level2": "数量指标"}
WHOLE = {**LEVELS, "name": "场次", "description": "说明", "target": "≥12场", "basis": "计划"}


@pytest.fixture(scope="module")
def modules(window):
    """A page in which the modules can be called."""
    page = window.new_page()
    open_grid(page)
    yield page
    page.close()


BLOCKS = {
    "six columns": ([["产出指标", "数量指标", "场次", "说明", "≥12场", "计划"]], 2, [WHOLE], []),
    "numbered, levels without 指标": (
        [["1", "产出", "数量", "甲", "乙", "≥1场", "丙"], ["2", "产出", "质量", "丁", "戊", "≥2%", "己"]],
        0,
        [
            {"level1": "产出", "level2": "数量", "name": "甲", "description": "乙", "target": "≥1场", "basis": "丙"},
            {"level1": "产出", "level2": "质量", "name": "丁", "description": "戊", "target": "≥2%", "basis": "己"},
        ],
        [],
    ),
    "nine columns, operator, number and unit apart, without heads": (
        [
            ["1", "产出指标", "数量指标", "场次", "说明", "≥", "12", "场", "计划"],
            ["2", "", "", "人次", "", "≥", "600", "人次", "计划"],
        ],
        0,
        [WHOLE, {**LEVELS, "name": "人次", "description": "", "target": "≥600人次", "basis": "计划"}],
        [],
    ),
    "heads in another order, stars and brackets in them": (
        [["指标值*", "三级指标（必填）", "二级指标"], ["≥12场", "场次", "数量指标"]],
        0,
        [{"level2": "数量指标", "name": "场次", "target": "≥12场"}],
        [],
    ),
    "heads on two lines under a whole table": (
        [
            ["乡土读本绩效目标表", None, None, None, None],
            ["二级指标", "三级指标", "指标值", None, None],
            ["二级指标", "三级指标", "运算符", "数值", "计量单位"],
            ["质量指标", "合格率", "≥", "95%", "百分比"],
            ["质量指标", "评价", "定性", "优良", ""],
        ],
        0,
        [
            {"level2": "质量指标", "name": "合格率", "target": "≥95%"},
            {"level2": "质量指标", "name": "评价", "target": "优良"},
        ],
        ["乡土读本绩效目标表"],
    ),
    "from the cell where one stands": ([["≥12场", "计划"]], 4, [{"target": "≥12场", "basis": "计划"}], []),
    "four columns on a level go to the words": (
        [["场次", "说明", "≥12场", "计划"]],
        0,
        [{"name": "场次", "description": "说明", "target": "≥12场", "basis": "计划"}],
        [],
    ),
    "more columns than there are": ([["计划", "多余"]], 5, [{"basis": "计划"}], ["多余"]),
    "a note below the table": (
        [["一级指标", "二级指标", "三级指标"], ["产出指标", "数量指标", "场次"], ["注：按学年统计", None, None]],
        0,
        [{**LEVELS, "name": "场次"}],
        ["注：按学年统计"],
    ),
    "level merged over lines, as Excel leaves it in text": (
        [["产出指标", "数量指标", "甲", "", "", ""], ["", "", "乙", "", "", ""], ["效益指标", "", "丙", "", "", ""]],
        0,
        [
            {**LEVELS, "name": "甲", "description": "", "target": "", "basis": ""},
            {**LEVELS, "name": "乙", "description": "", "target": "", "basis": ""},
            {"level1": "效益指标", "level2": "", "name": "丙", "description": "", "target": "", "basis": ""},
        ],
        [],
    ),
}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_columns_find_their_cells(modules: Page, block):
    rows, start, records, rest = block

    assert modules.evaluate(READ, [rows, CATEGORIES, start]) == [records, rest]


TEXTS = {
    "quoted cells with breaks, tabs and quotation marks": (
        'a\t"一\n二"\t"说 ""是"" "\r\nb\tc\t',
        [["a", "一\n二", '说 "是"'], ["b", "c", ""]],
    ),
    "words in quotation marks are no quoted cell": ('"直径"\tb\n', [['"直径"', "b"]]),
    "blanks that nobody sees": ("\u3000a\u00a0\t\u200bb\ufeff\n", [["a", "b"]]),
    "one cell": ("95%\r\n", [["95%"]]),
    "an open quotation mark": ('"a\tb', [['"a', "b"]]),
}


@pytest.mark.parametrize(("text", "rows"), TEXTS.values(), ids=TEXTS)
def test_text_with_tabs_is_rows_of_cells(modules: Page, text, rows):
    assert modules.evaluate(PARSE, [text, None]) == rows


TABLES = {
    "word: a paragraph a line, formats dropped": (
        "<table><tr><td><p class=MsoNormal><span style='font-family:仿宋'>一</span></p><p>二<o:p></o:p></p></td><td>三</td></tr></table>",
        [["一\n二", "三"]],
    ),
    "merged downwards is repeated, merged sideways is once": (
        "<table><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
        [["a", "b", None], ["a", "c", "d"]],
    ),
    "heads and bodies, breaks of the source are blanks": (
        "<table><thead><tr><th>a\n  b</th></tr></thead><tbody><tr><td>c<br>d</td></tr></tbody></table>",
        [["a b"], ["c\nd"]],
    ),
    "spans without end": (
        "<table><tr><td rowspan=99999 colspan=0>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
        [["a", "b"], ["a", "c"]],
    ),
    "no table": ("<p>a</p>", None),
}


@pytest.mark.parametrize(("html", "rows"), TABLES.values(), ids=TABLES)
def test_a_table_of_the_clipboard_is_rows_of_cells(modules: Page, html, rows):
    assert modules.evaluate(PARSE, ["", html]) == rows
