"""Rows of two versions: which became which, which came, went and moved, and where each stands."""

from dataclasses import replace
from uuid import UUID

import pytest

from tests.builders import ROWS, a_project, a_text
from tests.compare.versions import rows_of, with_ids, written
from texts.compare import RowFate, compare
from texts.model import Indicator, Line, Milestone, SubGoal

A, B, C, D = (Line(text=text, id=UUID(int=n)) for n, text in enumerate(("调研", "视察", "培训", "宣传"), 101))


def states(rows, field="text"):
    """What became of each row, in the order shown: old and new number, state, words."""
    return [(row.old, row.new, row.state.value, written(row.cells[field].runs)) for row in rows]


def measures(old, new):
    return states(compare(a_text(measures=old), a_text(measures=new)).measures)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((A, B), (A, C, B), [(1, 1, "same", "调研"), (None, 2, "added", "[|培训]"), (2, 3, "same", "视察")]),
        ((A, B, C), (A, C), [(1, 1, "same", "调研"), (2, None, "dropped", "[视察|]"), (3, 2, "same", "培训")]),
        ((A, B, C), (C, A, B), [(3, 1, "moved", "培训"), (1, 2, "same", "调研"), (2, 3, "same", "视察")]),
        (
            (A, B, C, D),
            (B, C, D, A),
            [(2, 1, "same", "视察"), (3, 2, "same", "培训"), (4, 3, "same", "宣传"), (1, 4, "moved", "调研")],
        ),
        ((A,), (), [(1, None, "dropped", "[调研|]")]),
        ((), (A,), [(None, 1, "added", "[|调研]")]),
    ],
    ids=["put in", "taken out", "moved up", "moved to the end", "the only one gone", "the first one"],
)
def test_rows_with_identities(old, new, expected):
    assert measures(old, new) == expected


def test_an_identity_outweighs_words():
    before, after = replace(A, text="组织调研"), replace(A, text="开展培训")

    assert measures((before, B), (after, B)) == [(1, 1, "changed", "[组织调研|开展培训]"), (2, 2, "same", "视察")]


def test_a_row_that_changed_and_moved_says_both():
    rows = compare(a_text(measures=(A, B, C)), a_text(measures=(replace(C, text="培训二期"), A, B))).measures

    assert [(row.state, row.is_moved) for row in rows] == [
        (RowFate.CHANGED, True),
        (RowFate.SAME, False),
        (RowFate.SAME, False),
    ]


def test_a_row_typed_anew_with_the_same_words_is_the_same_row():
    again = replace(B, id=UUID(int=999))

    assert measures((A, B), (A, again)) == [(1, 1, "same", "调研"), (2, 2, "same", "视察")]


def test_another_row_in_the_place_of_one_with_a_known_identity_is_not_that_row():
    like = Line(text="视察二", id=UUID(int=999))

    assert measures((A, B), (A, like)) == [
        (1, 1, "same", "调研"),
        (2, None, "dropped", "[视察|]"),
        (None, 2, "added", "[|视察二]"),
    ]


def test_without_identities_the_likest_lines_are_one():
    old = (Line(text="建立项目台账，按月调度进度。"), Line(text="严格采购程序，公开验收结果。"))
    new = (Line(text="加强培训。"), Line(text="建立台账，按季调度进度。"), Line(text="严格政府采购程序，公开结果。"))

    assert measures(old, new) == [
        (None, 1, "added", "[|加强培训。]"),
        (1, 2, "changed", "建立[项目|]台账，按[月|季]调度进度。"),
        (2, 3, "changed", "严格[|政府]采购程序，公开[验收|]结果。"),
    ]


class TestProjectsOfAnotherYear:
    """Last year's text knows other identities."""

    def compared(self, old, new):
        before = with_ids(a_text(fiscal_year=2024, projects=old), start=1)
        after = with_ids(a_text(fiscal_year=2025, projects=new), start=1000)
        return states(compare(before, after).projects, "name")

    def test_by_the_code_up_to_its_serial_number(self):
        old = (
            a_project(code="13990124P00001210001R", name="甲项"),
            a_project(code="13990124P00001310001R", name="乙项"),
        )
        new = (
            a_project(code="13990124P00001310002X", name="丙项"),
            a_project(code="13990124P00001210002X", name="丁项"),
        )

        assert [(old, new) for old, new, *_ in self.compared(old, new)] == [(2, 1), (1, 2)]

    def test_by_the_name(self):
        old = (a_project(code="1", name="会议费"), a_project(code="2", name="培训费"))
        new = (a_project(code="3", name="培训费"), a_project(code="4", name="接待费", purpose="公务接待。"))

        assert self.compared(old, new) == [
            (1, None, "dropped", "[会议费|]"),
            (2, 1, "changed", "培训费"),
            (None, 2, "added", "[|接待费]"),
        ]

    def test_by_likeness_where_all_share_an_ending(self):
        names = ("八届三次全会会议绩效目标项目", "委员培训绩效目标项目", "文史资料编印绩效目标项目")
        later = ("文史资料整理编印绩效目标项目", "八届四次全会会议绩效目标项目", "招商引资绩效目标项目")
        old = tuple(a_project(code=str(n), name=name, purpose=None) for n, name in enumerate(names))
        new = tuple(a_project(code=f"9{n}", name=name, purpose=None) for n, name in enumerate(later))

        assert [(old, new) for old, new, *_ in self.compared(old, new)] == [(3, 1), (1, 2), (2, None), (None, 3)]


def test_indicators_of_a_text_read_again_are_known_by_category_and_name():
    rows = [Indicator(level1=a, level2=b, name=c, description=d, target=e, basis=f) for a, b, c, d, e, f in ROWS]
    old = with_ids(a_text(projects=(a_project(indicators=tuple(rows[:4])),)))
    changed = replace(rows[1], target="≥99%"), replace(rows[2], name="读本印制完成时间"), rows[4]
    new = a_text(projects=(a_project(indicators=(rows[0], *changed)),))

    found = compare(old, new).projects[0].parts["indicators"]

    assert [(row.old, row.new, row.state.value) for row in found] == [
        (1, 1, "same"),
        (2, 2, "changed"),
        (3, 3, "changed"),
        (4, None, "dropped"),
        (None, 4, "added"),
    ]


def test_milestones_are_known_by_their_month():
    plan = tuple(Milestone(month=month, percent=str(month * 8)) for month in (3, 6, 12))
    old = a_text(projects=(a_project(plan=plan),))
    new = a_text(projects=(a_project(plan=(plan[0], Milestone(month=9, percent="75"), plan[2])),))

    assert states(compare(old, new).projects[0].parts["plan"], "percent") == [
        (1, 1, "same", "24"),
        (2, None, "dropped", "[48|]"),
        (None, 2, "added", "[|75]"),
        (3, 3, "same", "96"),
    ]


def test_a_project_that_moved_is_the_only_one_that_did():
    projects = tuple(a_project(name=f"项目{n}", code=str(n)) for n in range(1, 7))
    old = with_ids(a_text(projects=projects))
    moved = (old.projects[5], *old.projects[:5])

    found = compare(old, replace(old, projects=moved))

    assert [row.state.value for row in found.projects] == ["moved", *["same"] * 5]
    assert dict(found.counts) == {RowFate.MOVED: 1}


def test_places_are_those_of_the_reading_view():
    old = with_ids(a_text())
    row = old.projects[0].indicators[1]
    project = replace(a_project(), indicators=(replace(row, id=None), a_project().indicators[0]))
    new = a_text(projects=(project,), overall_goal=(*old.overall_goal[1:], "新增一段。"))

    found = compare(old, new)

    indicator = found.projects[0].parts["indicators"][0]
    at = "projects[13990125P00001210001Y]"
    assert (indicator.cells["target"].old_place, indicator.cells["target"].new_place) == (
        f"{row.id}:target",
        f"{at}.indicators[1].target",
    )
    assert [(r.cells["text"].old_place, r.cells["text"].new_place) for r in found.overall_goal] == [
        (f"{old.id}:overall_goal.1", None),
        (f"{old.id}:overall_goal.2", "overall_goal[1]"),
        (None, "overall_goal[2]"),
    ]
    assert (found.measures[0].cells["text"].old_place, found.measures[0].cells["text"].new_place) == (
        f"{old.measures[0].id}:text",
        "measures[1]",
    )


def test_the_cover_is_compared_cell_by_cell():
    found = compare(a_text(), a_text(fiscal_year=2026, stage=None, numbering="（一）")).cover

    assert {name: written(cell.runs) for name, cell in found.cells.items() if cell.is_changed} == {
        "fiscal_year": "[2025|2026]",
        "stage": "[草案|]",
        "numbering": "[1.|（一）]",
    }


class TestTheBarOfChangedPlaces:
    def test_counts_rows_by_section_and_project(self):
        old = with_ids(a_text(projects=(a_project(), a_project(name="会议费", code="2"))))
        first, second = old.projects
        edited = replace(
            first, budget="7.00", indicators=(replace(first.indicators[0], target="≥9册"), *first.indicators[2:])
        )
        added = with_ids(a_text(projects=(a_project(name="培训费", code="3"),)), start=900).projects[0]
        new = replace(old, measures=old.measures[::-1], projects=(edited, second, added))

        found = [(s.key, s.title, s.state.value, dict(s.counts)) for s in compare(old, new).sections]

        assert found == [
            ("cover", "封面", "same", {}),
            ("overall_goal", "总体绩效目标", "same", {}),
            ("sub_goals", "分项绩效目标", "same", {}),
            ("measures", "工作保障措施", "changed", {RowFate.MOVED: 1}),
            (str(first.id), "乡土读本印制费", "changed", {RowFate.CHANGED: 2, RowFate.DROPPED: 1}),
            (str(second.id), "会议费", "same", {}),
            (str(added.id), "培训费", "added", {RowFate.ADDED: 1}),
        ]

    def test_leads_to_the_first_change(self):
        old = with_ids(a_text())
        goal = replace(old.sub_goals[0], goals=("印制并分发乡土读本。",))

        sections = compare(old, replace(old, sub_goals=(goal,))).sections

        assert sections[2].place == f"{old.sub_goals[0].id}:goals.1"


def test_sub_goals_are_known_by_title_and_compared_inside():
    old = SubGoal(title="会议费绩效目标项目", description=("说明甲。",), goals=("开好会议。",), indicators="会议≥3天。")
    new = SubGoal(title="会议费绩效目标项目", description=("说明甲。",), goals=("开好全会。",), indicators="会议≥4天。")

    row = compare(a_text(sub_goals=(old,)), a_text(sub_goals=(new,))).sub_goals[0]

    assert written(row.cells["indicators"].runs) == "会议≥[3天|4天]。"
    assert states(row.parts["description"]) == [(1, 1, "same", "说明甲。")]
    assert states(row.parts["goals"]) == [(1, 1, "changed", "开好[|全]会[议|]。")]


def test_equal_texts_have_no_differences_whoever_stored_them():
    found = compare(with_ids(a_text(), start=1), with_ids(a_text(), start=500))

    assert found.is_same
    assert {row.state for row in rows_of(found)} == {RowFate.SAME}
    assert (found.numbers, dict(found.counts)) == ((), {})
