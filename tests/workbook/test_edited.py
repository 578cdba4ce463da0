"""A workbook that somebody worked in: exactly what was changed comes back as changed."""

from dataclasses import replace
from uuid import uuid4

from projects.returned.kept_files import anchored
from projects.returned.merging import changes_between
from tests import builders
from tests.workbook.sheets import Book, identified
from texts.model import Indicator, Line, Milestone, Project, SubGoal, Text
from texts.readers.returned import read_returned
from texts.writers.workbook import render_workbook

_FIRST, _SECOND = "乡土读本印制费", "校舍维修"


def a_text() -> Text:
    second = builders.a_project(code="13990125P00001310001K", name=_SECOND, budget="120.00", purpose="用于校舍维修。")
    goals = (Line(text="维修校舍12处。"), Line(text="开学前完工。"))
    rows = tuple(replace(row, name=f"{row.name}（校舍）") for row in second.indicators)
    other = SubGoal(title="校舍维修", goals=("完成12处维修。",))
    text = builders.a_text()
    return identified(
        replace(
            text,
            sub_goals=(*text.sub_goals, other),
            projects=(*text.projects, replace(second, goals=goals, indicators=rows)),
        )
    )


def came_back(text: Text, book: Book) -> Text:
    return anchored(read_returned("a.xlsx", book.bytes()).text, text)


def done(text: Text, book: Book) -> list[tuple[str, str, str, str, str]]:
    changes = changes_between(text, came_back(text, book), text)
    return [(change.do, change.kind, change.cell, change.old, change.new) for change in changes]


def test_an_untouched_workbook_changes_nothing():
    text = a_text()

    assert done(text, Book(render_workbook(text))) == []


def test_twenty_changed_cells_are_those_twenty():
    text = a_text()
    book = Book(render_workbook(text))
    edits = [
        ("文本", "阶段", "内容", "草案", "正式", ("plan", "stage")),
        ("文本", "审核部门", "内容", "云溪县财政局", "云溪县财政厅", ("plan", "finance_bureau")),
        ("分项绩效目标", "校舍维修", "绩效目标", "完成12处维修。", "完成15处维修。\n验收合格。", ("sub_goal", "goals")),
        ("分项绩效目标", "校舍维修", "说明", "", "全县公办学校。", ("sub_goal", "description")),
        ("分项绩效目标", "校舍维修", "绩效指标", "", "维修校舍≥15处", ("sub_goal", "indicators")),
        (
            "工作保障措施",
            "建立项目台账，按月监控进度。",
            "措施",
            "建立项目台账，按月监控进度。",
            "按周调度。",
            ("measure", "text"),
        ),
        ("项目", _FIRST, "预算数（万元）", "6.00", "7.50", ("project", "budget")),
        ("项目", _FIRST, "其中：财政资金", "6.00", "7.50", ("project", "fiscal_funds")),
        ("项目", _FIRST, "其他资金", "", "0.00", ("project", "other_funds")),
        ("项目", _FIRST, "资金用途", "用于印制面向中小学的乡土读本。", "=1+1", ("project", "purpose")),
        ("项目", _SECOND, "项目编码", "13990125P00001310001K", "13990125P00001310002L", ("project", "code")),
        ("绩效目标", "开学前完工。", "绩效目标", "开学前完工。", "8月底前完工。", ("goal", "text")),
        ("绩效指标", "印刷合格率", "指标值", "≥98%", "≥99%", ("indicator", "target")),
        ("绩效指标", "印刷合格率", "三级指标", "印刷合格率", "印刷优良率", ("indicator", "name")),
        (
            "绩效指标",
            "受益学校数",
            "绩效指标描述",
            "收到读本的学校数量",
            "收到读本的中小学数量",
            ("indicator", "description"),
        ),
        ("绩效指标", "受益学校数", "指标值确定依据", "年度工作计划", "教育年报", ("indicator", "basis")),
        ("绩效指标", "师生满意度（校舍）", "指标值", "≥90%", "≥95%", ("indicator", "target")),
        (
            "绩效指标",
            "师生满意度（校舍）",
            "二级指标",
            "服务对象满意度指标",
            "社会公众满意度指标",
            ("indicator", "level2"),
        ),
    ]
    cells = [book.cell(sheet, row, label) for sheet, row, label, *_ in edits]
    assert [cell.value or "" for cell in cells] == [was for _, _, _, was, _, _ in edits]
    for cell, (*_, now, _) in zip(cells, edits, strict=True):
        cell.value, cell.data_type = now, "s"
    column = book.column("支出计划", "累计支出（%）")
    book.sheet("支出计划").cell(2, column).value = "35"
    book.sheet("文本").cell(7, 2).value = "办好人民满意的教育。"

    overall = text.overall_goal
    expected = {("cell", *where, was, now) for _, _, _, was, now, where in edits}
    expected |= {
        ("cell", "milestone", "percent", "30", "35"),
        ("cell", "plan", "overall_goal", "\n".join(overall), "\n".join(("办好人民满意的教育。", *overall[1:]))),
    }

    assert len(expected) == 20
    assert sorted(done(text, book)) == sorted(expected)


def test_rows_come_go_and_move():
    text = a_text()
    book = Book(render_workbook(text))
    book.append("绩效指标", 项目序号="2", 一级指标="产出指标", 二级指标="数量指标", 三级指标="维修处数", 指标值="≥12处")
    book.append("工作保障措施", 措施="公开验收结果。")
    book.type_over("绩效指标", "印刷合格率", "删除", "删除")
    book.type_over("工作保障措施", "建立项目台账，按月监控进度。", "删除", "删")
    _exchange(book, "绩效目标", "维修校舍12处。", "开学前完工。")

    found = [(do, kind) for do, kind, *_ in done(text, book)]

    assert sorted(found) == [
        ("add", "indicator"),
        ("add", "measure"),
        ("move", "goal"),
        ("remove", "indicator"),
        ("remove", "measure"),
    ]


def _exchange(book: Book, sheet: str, one: str, other: str) -> None:
    page, first, second = book.sheet(sheet), book.row(sheet, one), book.row(sheet, other)
    for column in range(1, page.max_column + 1):
        a, b = page.cell(first, column), page.cell(second, column)
        a.value, b.value = b.value, a.value


def test_a_new_project_is_one_change_with_all_that_stands_in_it():
    text = a_text()
    book = Book(render_workbook(text))
    book.append("项目", 项目名称="食堂改造", **{"预算数（万元）": "30.00"})
    for row in book.sheet("支出计划").iter_rows(min_row=2):
        if row[1].value == "3":
            row[4].value = "50"
    book.append("绩效目标", 项目序号="3", 绩效目标="改造食堂2处。")
    book.append("绩效指标", 项目序号="3", 一级指标="产出指标", 三级指标="改造食堂数", 指标值="2处")

    change, *others = changes_between(text, came_back(text, book), text)

    assert others == []
    assert [(row.kind, row.do) for row in change.rows] == [
        ("project", "add"),
        *[("milestone", "add")] * 4,
        ("goal", "add"),
        ("indicator", "add"),
    ]
    assert change.new == "食堂改造\n30.00\n绩效目标 1 条，绩效指标 1 行"


def test_a_row_copied_with_its_identity_is_a_new_one():
    text = a_text()
    book = Book(render_workbook(text))
    page, row = book.sheet("工作保障措施"), book.row("工作保障措施", "建立项目台账，按月监控进度。")
    page.cell(5, 1).value = page.cell(row, 1).value
    page.cell(5, 2).value = "建立维修台账。"

    assert [(do, kind, new) for do, kind, _, _, new in done(text, book)] == [("add", "measure", "建立维修台账。")]


class TestMeanwhile:
    """The text moved on while the file was away."""

    def changed(self, text: Text, **cells) -> Text:
        first, *others = text.projects
        return replace(text, projects=(replace(first, **cells), *others))

    def edited(self, text: Text) -> Text:
        book = Book(render_workbook(text))
        book.type_over("项目", _FIRST, "预算数（万元）", "7.50")
        book.type_over("项目", _FIRST, "资金用途", "印制读本。")
        return came_back(text, book)

    def test_another_cell_collides_with_nothing(self):
        text = a_text()
        current = self.changed(text, name="乡土读本印制")

        changes = changes_between(text, self.edited(text), current)

        assert [(c.cell, c.theirs) for c in changes] == [("budget", None), ("purpose", None)]

    def test_the_same_cell_collides_and_shows_both(self):
        text = a_text()
        current = self.changed(text, budget="9.00")

        changes = changes_between(text, self.edited(text), current)

        assert [(c.cell, c.old, c.new, c.theirs) for c in changes] == [
            ("budget", "6.00", "7.50", "9.00"),
            ("purpose", "用于印制面向中小学的乡土读本。", "印制读本。", None),
        ]
        assert changes[0].cells[0].was == "9.00"

    def test_what_stands_there_already_is_no_change(self):
        text = a_text()
        current = self.changed(text, budget="7.50")

        assert [c.cell for c in changes_between(text, self.edited(text), current)] == ["purpose"]

    def test_a_row_that_is_gone_cannot_be_written(self):
        text = a_text()
        current = replace(text, projects=text.projects[1:])

        assert {c.trouble for c in changes_between(text, self.edited(text), current)} == {"这一行已在网页上删除"}

    def test_a_row_that_goes_and_was_changed_collides(self):
        text = a_text()
        first = text.projects[0]
        returned = replace(text, projects=text.projects[1:])
        current = self.changed(text, goals=(*first.goals, Line(text="又一条。", id=uuid4())))

        change = changes_between(text, returned, current)[0]

        assert (change.do, change.is_collision) == ("remove", True)

    def test_a_row_that_was_accepted_before_is_not_offered_again(self):
        text = a_text()
        book = Book(render_workbook(text))
        book.append("工作保障措施", 措施="公开验收结果。")
        current = replace(text, measures=(*text.measures, Line(text="公开验收结果。", id=uuid4())))

        assert changes_between(text, came_back(text, book), current) == []

    def test_what_could_not_be_read_changes_nothing(self):
        text = a_text()
        unread = [f"{text.projects[0].id}:budget"]

        assert [c.cell for c in changes_between(text, self.edited(text), text, unread=unread)] == ["purpose"]


def test_identities_that_stood_elsewhere_are_not_trusted():
    text = a_text()
    foreign = Indicator(id=text.measures[0].id, name="借来的标识")
    project = Project(id=uuid4(), name="别处的项目", plan=(Milestone(month=3, id=uuid4()),), indicators=(foreign,))

    named = anchored(replace(text, projects=(*text.projects, project)), text)

    assert named.projects[:2] == text.projects
    assert named.projects[2].id != project.id
    assert named.projects[2].indicators[0].id != foreign.id
