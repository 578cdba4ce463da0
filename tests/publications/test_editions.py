"""What the public sees of a text: nothing of what is left out, everything else word for word."""

from dataclasses import replace
from uuid import uuid4

from publications.editions import Omissions, edition, mentions
from tests import builders
from texts.model import Line, SubGoal


def stored(text):
    """The text with an identity on every row, as a snapshot keeps it."""

    def named(row):
        return replace(row, id=uuid4())

    projects = tuple(
        replace(
            project,
            id=uuid4(),
            plan=tuple(map(named, project.plan)),
            goals=tuple(map(named, project.goals)),
            indicators=tuple(map(named, project.indicators)),
        )
        for project in text.projects
    )
    return replace(
        text,
        id=uuid4(),
        sub_goals=tuple(map(named, text.sub_goals)),
        measures=tuple(map(named, text.measures)),
        projects=projects,
    )


def test_nothing_left_out_is_the_text_itself_without_identities():
    text = stored(builders.a_text())

    public = edition(text, Omissions())

    assert public == text
    assert [row.id for row in (public, *public.projects, *public.sub_goals, *public.measures)] == [None] * 5


def test_a_project_and_its_sub_goal_are_left_out_whole():
    secret = builders.a_project(name="专项侦察经费", code="13990125P00009910001X")
    text = builders.a_text(projects=(builders.a_project(), secret))
    text = stored(replace(text, sub_goals=(*text.sub_goals, SubGoal(title="专项侦察经费绩效目标项目"))))
    rows = frozenset({str(text.projects[1].id), str(text.sub_goals[1].id)})

    public = edition(text, Omissions(rows=rows))

    assert public == replace(text, projects=text.projects[:1], sub_goals=text.sub_goals[:1])


def test_columns_that_a_region_withholds_are_empty():
    text = stored(builders.a_text())

    public = edition(text, Omissions(columns=frozenset({"basis", "purpose", "plan"})))

    project = text.projects[0]
    rows = tuple(replace(row, basis=None) for row in project.indicators)
    assert public.projects == (replace(project, purpose=None, plan=(), indicators=rows),)


def test_places_that_name_a_left_out_project_are_found_and_can_be_left_out():
    secret = builders.a_project(name="专项侦察经费", code="13990125P00009910001X")
    open_one = builders.a_project(goals=(Line(text="与专项 侦察经费配套。"), Line(text="印制读本。")))
    text = builders.a_text(
        projects=(open_one, secret),
        overall_goal=("办好教育。", "用好专项侦察经费。"),
        sub_goals=(
            SubGoal(title="专项侦察经费", goals=("保密。",)),
            SubGoal(title="读本", indicators="见13990125P00009910001X。"),
        ),
        measures=(Line(text="专项侦察经费另行管理。"), Line(text="建立台账。")),
    )
    text = stored(text)
    rows = frozenset({str(text.projects[1].id)})

    found = mentions(text, rows)
    public = edition(text, Omissions(rows=rows, places=frozenset(spot.place for spot in found)))

    assert [spot.where for spot in found] == [
        "总体绩效目标 · 第2段",
        "分项 1 专项侦察经费",
        "分项 2 读本 · 绩效指标",
        "工作保障措施 · 第1条",
        "乡土读本印制费 · 绩效目标 · 第1条",
    ]
    assert public == replace(
        text,
        overall_goal=("办好教育。",),
        sub_goals=(SubGoal(title="读本"),),
        measures=(Line(text="建立台账。"),),
        projects=(replace(text.projects[0], goals=(Line(text="印制读本。"),)),),
    )
