"""Blocks from Excel, WPS and Word, pasted with Ctrl+V from a real clipboard."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.draft_grid.page import cell, cells, focus, ids, open_grid, put_on_clipboard, row_id
from tests.builders import ROWS

pytestmark = pytest.mark.browser

BLOCK = (
    ("产出指标", "数量指标", "举办培训场次", "全年举办教师培训的场次", "≥12场", "培训计划"),
    ("产出指标", "数量指标", "培训教师人次", "参加培训的教师人次", "≥600人次", "培训计划"),
    ("产出指标", "质量指标", "培训合格率", "结业考核合格的比例", "≥95%", "考核办法"),
    ("产出指标", "时效指标", "培训完成时间", "全部培训完成的时间", "2025年11月底前", "培训计划"),
    ("产出指标", "成本指标", "人均培训成本", "培训经费除以人次", "≤300元/人", "经费标准"),
    ("效益指标", "社会效益指标", "受益学生数", "受训教师任课的学生数", "≥9000人", "学籍统计"),
    ("效益指标", "可持续影响指标", "骨干教师留任率", "一年后仍在岗的比例", "≥90%", "人事统计"),
    ("满意度指标", "服务对象满意度指标", "教师满意度", "问卷中满意的比例", "≥90%", "问卷调查"),
    ("满意度指标", "服务对象满意度指标", "学校满意度", "回访中满意的比例", "≥92%", "回访记录"),
)
NINE_ROWS = "\n".join("\t".join(row) for row in BLOCK) + "\n"

# As Excel writes it: formats, merged levels, a line break in a cell, heads, 运算符 and 计量单位 apart.
EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!--td{mso-number-format:General;}--></style>
</head><body><!--StartFragment--><table border=0 style='border-collapse:collapse'>
<tr><td class=xl65 style='height:14pt'>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标说明</td><td>运算符</td><td>指标值</td>
 <td>计量单位</td><td>指标值确定依据</td><td>评分标准</td></tr>
<tr><td rowspan=3 style='mso-ignore:colspan'>产出指标</td><td rowspan=2>数量指标</td><td>培训
  场次</td><td>第一行<br style='mso-data-placement:same-cell'>第二行</td><td>≥</td><td>12</td><td>场</td><td>计划</td><td>10分</td></tr>
<tr><td>培训人次</td><td></td><td>≥</td><td>600</td><td>人次</td><td>计划</td><td></td></tr>
<tr><td>质量指标</td><td>合格率</td><td></td><td>≥</td><td>95</td><td>百分比</td><td>办法</td><td></td></tr>
<tr><td>创新指标</td><td>示范作用</td><td>课程推广</td><td></td><td>定性</td><td>显著</td><td></td><td>总结</td><td></td></tr>
</table><!--EndFragment--></body></html>"""


def paste(page: Page, row: int, name: str, *, text: str, html: str | None = None) -> None:
    cell(page, row, name).focus()
    put_on_clipboard(page, text=text, html=html)
    page.keyboard.press("Control+v")


class TestSingleValues:
    def test_a_value_goes_straight_into_the_cell_in_plain_words(self, page: Page):
        open_grid(page)

        paste(page, 1, "target", text="≥99%\r\n", html="<table><tr><td style='color:red'><b>≥99%</b></td></tr></table>")
        paste(page, 2, "name", text="完成\n时间")
        paste(page, 2, "description", text="第一行\n第二行")

        assert cells(page)[1][4] == "≥99%"
        assert cells(page)[2][2] == "完成 时间"
        assert cells(page)[2][3] == "第一行\n第二行"

    def test_a_value_fills_a_marked_range(self, page: Page):
        open_grid(page)
        cell(page, 0, "basis").click()
        cell(page, 2, "basis").click(modifiers=["Shift"])

        put_on_clipboard(page, text="年度计划")
        page.keyboard.press("Control+v")

        assert [row[5] for row in cells(page)] == ["年度计划"] * 3 + [row[5] for row in ROWS[3:]]


class TestBlocks:
    def test_nine_rows_go_where_their_category_stands_and_undo_takes_them_back_at_once(self, page: Page):
        open_grid(page)
        before, identities = cells(page), ids(page)

        paste(page, 0, "level1", text=NINE_ROWS)
        expect(page.get_by_role("dialog").locator(".preview-summary")).to_have_text(
            "9 行：填入 6 行，新增 3 行；覆盖 22 格原有内容。"
        )
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog")).to_have_count(0)
        pasted, kept, place = cells(page), ids(page), focus(page)
        page.keyboard.press("Control+z")

        assert pasted == [list(row) for row in BLOCK]
        assert [kept[n] for n in (0, 2, 3, 4, 5, 7)] == identities
        assert place == (0, "name")
        assert (cells(page), ids(page)) == (before, identities)

        page.keyboard.press("Control+y")
        assert (cells(page), ids(page)) == (pasted, kept)

    def test_what_is_there_may_be_kept(self, page: Page):
        open_grid(page, (ROWS[0], ("产出指标", "数量指标", "", "", "", ""), *ROWS[1:3]))

        paste(page, 0, "name", text="甲\t乙\t≥1场\t丙\n丁\t戊\t≥2场\t己\n")
        page.get_by_label("保留已有内容").check()
        page.get_by_role("button", name="粘贴", exact=True).click()

        levels = ["产出指标", "数量指标"]
        assert cells(page) == [
            list(ROWS[0]),
            [*levels, "甲", "乙", "≥1场", "丙"],
            [*levels, "丁", "戊", "≥2场", "己"],
            list(ROWS[1]),
            list(ROWS[2]),
        ]

    def test_a_table_of_excel_is_read_by_its_heads_and_merged_cells(self, page: Page):
        open_grid(page, ROWS[:2])

        paste(page, 0, "level1", text="ignored", html=EXCEL)
        dialog = page.get_by_role("dialog")
        expect(dialog.locator(".is-unknown")).to_have_text("体系外，请核对")
        expect(dialog.locator(".preview-rest li")).to_have_text("第 2 行第 9 列：10分")
        expect(dialog.locator("del").first).to_have_text("印制读本数量")
        dialog.get_by_role("button", name="粘贴").click()

        assert cells(page) == [
            ["产出指标", "数量指标", "培训 场次", "第一行\n第二行", "≥12场", "计划"],
            ["产出指标", "数量指标", "培训人次", "", "≥600人次", "计划"],
            ["产出指标", "质量指标", "合格率", "", "≥95%", "办法"],
            ["创新指标", "示范作用", "课程推广", "", "显著", "总结"],
        ]

    def test_a_block_may_be_refused_and_columns_sent_elsewhere(self, page: Page):
        open_grid(page)
        before = cells(page)

        paste(page, 0, "name", text="甲\t乙\n丙\t丁\n")
        page.keyboard.press("Escape")
        refused, place = cells(page), focus(page)
        page.keyboard.press("Control+v")
        page.get_by_text("各列放到哪里").click()
        page.get_by_label("第 2 列").select_option("basis")
        page.get_by_role("button", name="粘贴", exact=True).click()

        assert (refused, place) == (before, (0, "name"))
        assert [row[2:] for row in cells(page)[:2]] == [["甲", *ROWS[0][3:5], "乙"], ["丙", *ROWS[1][3:5], "丁"]]

    def test_rows_that_others_changed_meanwhile_are_shown_again_first(self, page: Page):
        open_grid(page)

        paste(page, 0, "name", text="甲\t乙\n丙\t丁\n")
        page.evaluate(
            "(id) => { document.querySelector(`[data-cell='indicator:${id}:name']`).value = '他人的新名称'; }",
            row_id(0),
        )
        page.keyboard.press("Enter")
        expect(page.locator(".preview-summary")).to_contain_text("表格刚刚变了，请再看一遍。")
        expect(page.locator("del").first).to_have_text("他人的新名称")
        page.keyboard.press("Enter")

        assert cells(page)[0][2:4] == ["甲", "乙"]

    def test_three_hundred_rows_are_pasted_and_walked_through(self, page: Page):
        rows = [("产出指标", "数量指标", f"指标{n}", "描述", f"≥{n}个", "计划") for n in range(300)]
        open_grid(page, rows[:250])

        paste(page, 0, "level1", text="\n".join("\t".join((*row[:5], "新计划")) for row in rows))
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.keyboard.press("Control+End")

        assert cells(page) == [[*row[:5], "新计划"] for row in rows]
        assert len(set(ids(page))) == 300
        assert focus(page) == (299, "basis")
