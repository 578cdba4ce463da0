"""A part of an old version put back: what to type and click, no more, and the part reads as it did."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from tests.builders import a_project, a_text
from tests.compare.applied import applied
from tests.compare.versions import later_versions, with_ids
from tests.generating import examples
from texts.compare import RestoredCell, RowEdit, compare, edits_to_restore
from texts.model import Line

OLD = with_ids(a_text())
PARTS = ("cover", "overall_goal", "sub_goals", "measures", "projects")


def test_paragraphs_are_one_cell():
    current = replace(OLD, overall_goal=("另一段。",))

    edits = edits_to_restore(current, OLD, "overall_goal")

    assert edits.rows == []
    assert edits.cells == [RestoredCell("plan", OLD.id, "overall_goal", "另一段。", "\n".join(OLD.overall_goal))]


def test_a_list_brings_back_removes_moves_and_types_over():
    first, second = OLD.measures
    came, typed = Line(text="后加的一条。", id=UUID(int=900)), replace(second, text="改过的一条。")

    edits = edits_to_restore(replace(OLD, measures=(came, typed)), OLD, "measures")

    assert edits.rows == [
        RowEdit("remove", "measure", came.id),
        RowEdit("add", "measure", first.id, None, None, {"text": first.text}),
    ]
    assert edits.cells == [RestoredCell("measure", second.id, "text", "改过的一条。", second.text)]


def test_of_a_long_list_only_the_row_that_moved_moves_back():
    rows = tuple(Line(text=f"第{n}条。", id=UUID(int=800 + n)) for n in range(6))
    old = replace(OLD, measures=rows)

    edits = edits_to_restore(replace(OLD, measures=(rows[5], *rows[:5])), old, "measures")

    assert (edits.rows, edits.cells) == ([RowEdit("move", "measure", rows[5].id, None, rows[4].id)], [])


def test_a_project_is_restored_in_its_place_and_no_other_is_touched():
    old = with_ids(a_text(projects=(a_project(code="1"), a_project(code="2", name="会议费"))))
    first, second = old.projects
    edited = replace(
        second, budget="9.00", goals=second.goals[1:], plan=(replace(second.plan[0], percent="1"), *second.plan[1:])
    )
    current = replace(old, projects=(edited, replace(first, budget="7.00")))

    edits = edits_to_restore(current, old, str(second.id))

    assert edits.rows == [RowEdit("add", "goal", second.goals[0].id, second.id, None, {"text": second.goals[0].text})]
    assert edits.cells == [
        RestoredCell("project", second.id, "budget", "9.00", "6.00"),
        RestoredCell("milestone", second.plan[0].id, "percent", "1", "30"),
    ]


def test_a_dropped_project_comes_back_behind_the_one_it_stood_behind():
    old = with_ids(a_text(projects=tuple(a_project(code=str(n), name=f"项目{n}") for n in range(1, 4))))
    first, second, third = old.projects
    current = replace(old, projects=(third, first))

    edits = edits_to_restore(current, old, str(second.id))

    assert applied(current, edits).projects == (third, first, second)
    assert [edit.after for edit in edits.rows if edit.kind == "project"] == [first.id]


def test_a_project_that_the_old_version_does_not_have_goes():
    current = replace(
        OLD, projects=(*OLD.projects, replace(OLD.projects[0], id=UUID(int=900), code="9", name="新项目"))
    )

    edits = edits_to_restore(current, OLD, str(UUID(int=900)))

    assert (edits.rows, edits.cells) == ([RowEdit("remove", "project", UUID(int=900))], [])


def test_a_version_without_identities_is_written_into_the_rows_that_are_there():
    current = with_ids(a_text(measures=(replace(OLD.measures[0], text="建立项目台账，按季调度进度。"),)))

    edits = edits_to_restore(current, a_text(), "measures")

    after = applied(current, edits)
    assert after.measures == a_text().measures
    assert after.measures[0].id == current.measures[0].id
    assert all(row.id for row in after.measures)


def test_an_identity_in_use_elsewhere_is_not_taken():
    row = OLD.projects[0].goals[0]
    current = replace(OLD, measures=(), projects=(replace(OLD.projects[0], goals=(row,)),))

    edits = edits_to_restore(current, replace(OLD, measures=(replace(row, text="措施。"),)), "measures")

    assert edits.rows[0].id != row.id


@pytest.mark.parametrize("part", ["nonsense", str(UUID(int=123_456)), ""])
def test_an_unknown_part_is_told(part):
    with pytest.raises(LookupError):
        edits_to_restore(OLD, OLD, part)


def test_a_current_text_needs_identities():
    with pytest.raises(ValueError, match="no identities"):
        edits_to_restore(a_text(stage="审定"), OLD, "cover")


@given(st.data())
@examples(60)
def test_any_part_of_any_version_comes_back(data):
    old = with_ids(data.draw(strategies.plain_texts))
    current = data.draw(later_versions(old))
    for part in PARTS:
        after = applied(current, edits_to_restore(current, old, part))

        assert _without_plans(getattr(after, part, None)) == _without_plans(getattr(old, part, None))
        assert (after.department == old.department) or part != "cover"


@given(st.data())
@examples(40)
def test_any_section_of_a_comparison_can_be_restored(data):
    old = with_ids(data.draw(strategies.plain_texts))
    current = data.draw(later_versions(old))

    for section in compare(old, current).sections:
        applied(current, edits_to_restore(current, old, section.key))


def _without_plans(part):
    """Milestones are the cycle's: theirs are typed over, not put in order."""
    if not isinstance(part, tuple):
        return part
    return [replace(row, plan=()) if hasattr(row, "plan") else row for row in part]
