"""A Word file of ours that comes back: the same text where nothing was changed, exactly the changes where something was."""

from dataclasses import replace

import pytest
from hypothesis import given

from tests import builders, strategies
from tests.compare.versions import rows_of, with_ids
from tests.generating import examples
from tests.places import REAL_TEXTS, SAMPLES
from tests.readers.closeness import closeness
from tests.readers.word_editing import Editor
from tests.writers.returning import as_it_comes_back
from tests.writers.tracked import accepted, changed
from texts.compare import compare
from texts.interchange import loads, sha256, to_json
from texts.model import Line, Milestone
from texts.readers.docx import docx_reader
from texts.readers.returned import read_returned
from texts.writers.docx import render_docx

TEXTS = sorted(path.with_suffix(".json") for folder in (SAMPLES, REAL_TEXTS) for path in folder.glob("*.txt"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def returned(data: bytes):
    return read_returned("文本.docx", data)


def everything(text) -> dict:
    return to_json(text, identities=True)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_what_nobody_changed_is_the_same_text(path):
    text = with_ids(loads(path.read_bytes()))

    data = render_docx(text)

    back = returned(data)
    assert everything(back.text) == everything(text)
    assert (back.plan_id, back.base_sha256, back.problems) == (text.id, sha256(text), ())
    assert closeness(to_json(text), to_json(docx_reader.read(data).text)) == (1, [])


@given(strategies.texts)
@examples(30)
def test_any_text_comes_back(text):
    text = replace(with_ids(text), overall_goal=("紧扣部署。", *text.overall_goal))

    back = returned(render_docx(text))

    assert everything(back.text) == everything(as_it_comes_back(text))


def edited(editor: Editor) -> bytes:
    """Fifteen changed cells and paragraphs, five rows that came or went."""
    editor.type_over("云溪县教育局", "云溪县教育体育局")
    editor.type_over("（草案）", "（修改稿）")
    editor.type_over("全年新增学位600个。", "全年新增学位650个。")
    editor.add_paragraph_behind("全年新增学位650个。", "办好家长学校。")
    editor.type_over("面向小学三至六年级。", "面向小学一至六年级。")
    editor.type_over("绩效目标：印制并发放乡土读本。", "绩效目标：印制、发放并讲解乡土读本。")
    editor.type_over(
        "绩效指标：印制读本数量≥1200册；印刷合格率≥98%。", "绩效指标：印制读本数量≥1350册；印刷合格率≥98%。"
    )
    editor.type_over("严格采购程序，开展绩效自评。", "严格采购程序，公开采购和验收结果。")
    editor.add_paragraph_behind("建立项目台账，按月监控进度。", "年中开展绩效监控。")
    editor.type_over("6.00", "7.50")
    editor.type_over("6.00", "7.50")
    editor.type_over("用于印制面向中小学的乡土读本。", "用于印制面向全县中小学的乡土读本。")
    editor.type_over("60%", "55%")
    editor.type_over("印制乡土读本1200册。", "印制乡土读本1350册。")
    editor.remove_paragraph("发放至全县40所学校。")
    editor.type_over("≥1200册", "≥1350册")
    editor.type_over("年度工作计划", "《乡土读本管理办法》")
    editor.type_over("收到读本的学校数量", "收到读本的中小学校数量")
    editor.remove_row("印刷合格率")
    editor.add_row_behind("受益学校数", "受益学生数", "收到读本的学生人数", "≥1200人", "学籍系统")
    return editor.saved()


def expected(old):
    """The text after these edits, with the identities of what was there before."""
    (project,) = old.projects
    rows = project.indicators
    number, _, *others, effect, satisfaction = rows
    plan = tuple(replace(step, percent="55") if step.month == 6 else step for step in project.plan)
    project = replace(
        project,
        budget="7.50",
        fiscal_funds="7.50",
        purpose="用于印制面向全县中小学的乡土读本。",
        plan=plan,
        goals=(replace(project.goals[0], text="印制乡土读本1350册。"),),
        indicators=(
            replace(number, target="≥1350册", basis="《乡土读本管理办法》"),
            *others,
            replace(effect, description="收到读本的中小学校数量"),
            replace(
                effect,
                name="受益学生数",
                description="收到读本的学生人数",
                target="≥1200人",
                basis="学籍系统",
                id=None,
            ),
            satisfaction,
        ),
    )
    sub_goal = replace(
        old.sub_goals[0],
        description=("面向小学一至六年级。",),
        goals=("印制、发放并讲解乡土读本。",),
        indicators="印制读本数量≥1350册；印刷合格率≥98%。",
    )
    return replace(
        old,
        department="云溪县教育体育局",
        stage="修改稿",
        overall_goal=(old.overall_goal[0], "全年新增学位650个。", "办好家长学校。"),
        sub_goals=(sub_goal,),
        measures=(
            old.measures[0],
            Line(text="年中开展绩效监控。"),
            replace(old.measures[1], text="严格采购程序，公开采购和验收结果。"),
        ),
        projects=(project,),
    )


@pytest.mark.parametrize("manner", ["plain", "split", "tracked", "accepted"])
def test_twenty_changes_come_back_as_those_twenty(manner):
    old = with_ids(builders.a_text())

    data = edited(Editor(render_docx(old), "tracked" if manner == "accepted" else manner))
    back = returned(accepted(data) if manner == "accepted" else data)

    assert everything(back.text) == everything(expected(old))
    assert back.problems == ()
    rows = rows_of(compare(old, back.text))
    cells = [cell for row in rows if not row.is_one_sided for cell in row.cells.values() if cell.is_changed]
    assert (len(cells), sum(row.is_one_sided for row in rows)) == (15, 5)


def test_a_row_copied_in_word_is_a_new_row():
    old = with_ids(builders.a_text())

    def double(root):
        row = next(node for node in root.iter(f"{W}tr") if "印制总成本" in "".join(node.itertext()))
        row.addnext(row.__deepcopy__({}))

    back = returned(changed(render_docx(old), double)).text.projects[0].indicators

    ids = [row.id for row in old.projects[0].indicators]
    assert [row.id for row in back] == [*ids[:4], None, *ids[4:]]


def test_a_row_keeps_its_identity_while_one_of_its_cells_does():
    old = with_ids(builders.a_text())

    def strip(root):
        starts = [node for node in root.iter(f"{W}bookmarkStart") if node.get(f"{W}name").startswith("_i")]
        for start in starts:
            if not start.get(f"{W}name").startswith("_i2_"):
                start.getparent().remove(start)

    assert everything(returned(changed(render_docx(old), strip)).text) == everything(old)


def test_styles_lost_in_word_are_made_up_for_by_the_words():
    old = with_ids(builders.a_text())

    def unstyle(root):
        for style in list(root.iter(f"{W}pStyle")):
            if style.get(f"{W}val") in ("SubGoalGoals", "SubGoalIndicators", "Measure", "OverallGoal", "TableUnit"):
                style.getparent().remove(style)

    assert everything(returned(changed(render_docx(old), unstyle)).text) == everything(old)


def test_what_has_no_place_is_told_word_for_word():
    old = with_ids(builders.a_text())
    editor = Editor(render_docx(old), "plain")
    editor.add_paragraph_behind("131001云溪县教育局本级单位：万元", "请领导审阅。")

    back = returned(editor.saved())

    assert [problem.found for problem in back.problems] == ["请领导审阅。"]
    assert back.text == old


def test_a_table_title_that_differs_from_the_name_in_the_table_is_told():
    old = with_ids(builders.a_text())
    editor = Editor(render_docx(old), "plain")
    editor.type_over("乡土读本印制费绩效目标表", "乡土教材印制费绩效目标表", nth=0)

    back = returned(editor.saved())

    assert back.text == old
    assert [str(problem) for problem in back.problems] == [
        "“乡土教材印制费”：“乡土读本印制费”，表的标题与表中的项目名称不一致，已按表中的读取"
    ]


def test_a_row_of_another_shape_is_told_and_not_taken_as_gone():
    old = with_ids(builders.a_text())
    row_id = old.projects[0].indicators[3].id

    def cut(root):
        row = next(node for node in root.iter(f"{W}tr") if "印制总成本" in "".join(node.itertext()))
        row.remove(row[-1])

    back = returned(changed(render_docx(old), cut))

    assert back.unread == {f"{row_id}:row"}
    assert [problem.found for problem in back.problems] == ["成本指标 印制总成本 印制费用总额 ≤6万元"]


def test_another_word_file_is_read_by_its_words_alone():
    path = next(path.with_suffix(".docx") for path in TEXTS if path.with_suffix(".docx").exists())

    back = returned(path.read_bytes())

    assert (back.text, back.plan_id, back.base_sha256) == (loads(path.with_suffix(".json").read_bytes()), None, "")
    assert str(back.problems[0]).startswith("全文：不是本系统导出的 Word 文件")


def test_a_plan_without_shares_keeps_its_months():
    old = builders.a_text(projects=(builders.a_project(plan=(Milestone(month=6), Milestone(month=12))),))

    assert returned(render_docx(old)).text == old
