"""Part one against part two: every 分项 speaks of a project, by its name, its indicators and its values."""

from collections.abc import Iterator

from texts.checks.examples import example_row
from texts.checks.finding import Edit, Hit, Level
from texts.checks.phrase_matching import Disagreement, Match
from texts.checks.rule import rule
from texts.checks.sessions import sessions
from texts.checks.settings import Options
from texts.checks.views import ProjectView, part_at
from texts.checks.whole import TextView
from texts.checks.words import quoted
from texts.composing import sentence
from texts.model import Project, SubGoal, Text


def _pair(title: str, indicators: str | None, name: str, *table: tuple[str, str, str]) -> Text:
    """An example: one 分项 and its project."""
    project = Project(code="1", name=name, indicators=tuple(example_row(*cells) for cells in table))
    return Text(sub_goals=(SubGoal(title=title, indicators=indicators),), projects=(project,))


@rule(
    level=Level.ERROR,
    title="届次前后不一",
    asks="同一会议的届次全文一致：分项标题、项目名称、资金用途、目标和指标。",
    why="届次不同多是沿用上年文本。",
    wrong=_pair("政协八届三次会议费", None, "政协八届五次会议费"),
    right=_pair("政协八届五次会议费", None, "政协八届五次会议费"),
)
def session_number_mismatch(text: TextView, options: Options) -> Iterator[Hit]:
    for pair in text.pairs:
        ours, theirs = sessions(pair.sub_goal.title), sessions(pair.project.name)
        if ours and theirs and all(one.is_other_than(other) for one in ours for other in theirs):
            yield Hit(
                pair.sub_goal.at("title"),
                f"分项标题写“{ours[0].printed}”，项目名称写“{theirs[0].printed}”，届次不一致。",
                "核实会议届次，全文统一。",
                pair.sub_goal.source.title,
                about=(pair.sub_goal.title, pair.project.name),
            )
    for project in text.projects:
        yield from _sessions_within(project)


def _sessions_within(project: ProjectView) -> Iterator[Hit]:
    """A project named after a session speaks of that session, where it speaks of any of that body."""
    named = sessions(project.name)
    for place, words in project.passages() if named else ():
        said = [one for one in sessions("".join(words.split())) if one.body == named[0].body]
        if said and all(one.is_other_than(named[0]) for one in said):
            yield Hit(
                place,
                f"项目名称写“{named[0].printed}”，此处写“{said[0].printed}”，届次不一致。",
                "核实会议届次，全文统一。",
                said[0].printed,
                about=(project.name, words),
            )


@rule(
    level=Level.INFO,
    title="分项标题与项目名称不一致",
    asks="分项标题以项目库中的项目名称为准。",
    why="名称不同，读者无法确定是不是同一个项目。",
    wrong=_pair("政协慰问老干部补贴绩效目标项目", None, "慰问老干部"),
    right=_pair("慰问老干部绩效目标项目", None, "慰问老干部"),
)
def project_name_mismatch(text: TextView, options: Options) -> Iterator[Hit]:
    for pair in text.pairs:
        if not pair.is_equal:
            yield Hit(
                pair.sub_goal.at("title"),
                f"分项标题{quoted(pair.sub_goal.source.title)}与项目名称{quoted(pair.project.source.name)}不一致。",
                f"以项目库中的项目名称为准，两处统一为{quoted(pair.project.source.name)}。",
                pair.sub_goal.source.title,
                about=(pair.sub_goal.title, pair.project.name),
            )


@rule(
    level=Level.ERROR,
    title="分项没有按项目编写",
    asks="分项绩效目标按项目逐项编写，标题使用项目名称。",
    why="分项与项目没有一项对应，两部分就无法互相印证。",
    wrong=_pair("综合协调与服务保障", "满意度≥95%", "校舍维修资金"),
    right=_pair("校舍维修资金", "满意度≥95%", "校舍维修资金"),
)
def subgoals_not_by_project(text: TextView, options: Options) -> Iterator[Hit]:
    if text.sub_goals and text.projects and not text.pairs:
        titles = [sub_goal.source.title for sub_goal in text.sub_goals]
        yield Hit(
            part_at("sub_goals"),
            f"{len(titles)}个分项（{quoted(titles[0], 16)}等）没有一个与{len(text.projects)}个项目对应。",
            "按项目逐项编写分项绩效目标，标题使用项目名称。",
            " | ".join(titles),
            about=(*titles, *(project.name for project in text.projects)),
        )


@rule(
    level=Level.WARNING,
    title="分项没有可衡量的指标",
    asks="分项的绩效指标写出指标名称和指标值。",
    why="只有工作要求，没有一个数字，分项目标无法考核。",
    wrong=_pair("校园安保服务", "加强巡逻值守，严格出入登记。", "校园安保服务"),
    right=_pair("校园安保服务", "配备专职保安员人数≥130人。", "校园安保服务"),
)
def subgoal_unquantified(text: TextView, options: Options) -> Iterator[Hit]:
    is_usual = any(sub_goal.indicators for sub_goal in text.sub_goals)
    for sub_goal in text.sub_goals:
        if is_usual and not any(character.isdigit() for character in sub_goal.indicators):
            written = f"的绩效指标{quoted(sub_goal.indicators)}" if sub_goal.indicators else "没有写绩效指标，"
            yield Hit(
                sub_goal.at("indicators"),
                f"分项{quoted(sub_goal.source.title, 24)}{written}没有一个可以衡量的指标值。",
                "从绩效目标表中选取主要指标，写出名称和指标值。",
                sub_goal.source.indicators or "",
                about=(sub_goal.indicators,),
            )


def _offered(match: Match) -> tuple[Edit, ...]:
    """One click: the sentence composed anew from the project's table."""
    source = match.pair.project.source
    composed = sentence((row.name or "", row.target or "") for row in source.indicators)
    return match.pair.sub_goal.edit("indicators", composed) if composed else ()


@rule(
    level=Level.ERROR,
    title="同一指标在分项和表中的值不同",
    asks="分项绩效指标的值与绩效目标表相同，包括符号和单位。",
    why="两处不同，考核时以谁为准说不清。",
    wrong=_pair("文史资料编印费", "自采自编率≥98%。", "文史资料编印费", ("质量", "稿件自采自编率", "≥90%")),
    right=_pair("文史资料编印费", "自采自编率≥90%。", "文史资料编印费", ("质量", "稿件自采自编率", "≥90%")),
)
def subgoal_value_mismatch(text: TextView, options: Options) -> Iterator[Hit]:
    for match, kind in text.comparisons:
        if kind is Disagreement.VALUE:
            target = quoted(match.row.row.target) if match.row.target else "空白"
            yield Hit(
                match.pair.sub_goal.at("indicators"),
                f"分项写“{match.phrase.printed}”，绩效目标表中{match.row.label}为{target}。",
                "核实后两处统一为同一指标值和单位。",
                match.phrase.printed,
                about=(match.phrase.printed, match.row.name, match.row.target),
                edits=_offered(match),
            )


@rule(
    level=Level.WARNING,
    title="分项中的指标在表中没有",
    asks="分项绩效指标都取自本项目的绩效目标表。",
    why="表里没有的指标不会被监控和评价，多为沿用上年或其他项目的文字。",
    wrong=_pair("招商资金", "强化招商引资工作≥90%。", "招商资金", ("数量", "签约项目数", "≥8个")),
    right=_pair("招商资金", "签约项目数≥8个。", "招商资金", ("数量", "签约项目数", "≥8个")),
)
def subgoal_indicator_not_in_table(text: TextView, options: Options) -> Iterator[Hit]:
    for match, kind in text.comparisons:
        if kind is Disagreement.ABSENT:
            yield Hit(
                match.pair.sub_goal.at("indicators"),
                f"分项绩效指标“{match.phrase.printed}”在{match.pair.project.label}的指标表中没有对应指标。",
                "在指标表中补充该指标，或从分项中删去，使两部分一致。",
                match.phrase.printed,
                about=(match.phrase.printed, *(view.name for view in match.pair.project.rows)),
                edits=_offered(match),
            )


@rule(
    level=Level.INFO,
    title="分项与表中的指标名称不一致",
    asks="分项绩效指标的名称与绩效目标表的三级指标相同。",
    why="值相同而名称不同，读者无法确定是不是同一指标。",
    wrong=_pair("会议费", "会议召开时限≥3天。", "会议费", ("数量", "参会天数", "≥3天")),
    right=_pair("会议费", "参会天数≥3天。", "会议费", ("数量", "参会天数", "≥3天")),
)
def subgoal_indicator_name_mismatch(text: TextView, options: Options) -> Iterator[Hit]:
    for match, kind in text.comparisons:
        if kind is Disagreement.NAME:
            view = match.row_of_same_value or match.row
            yield Hit(
                match.pair.sub_goal.at("indicators"),
                f"分项写“{match.phrase.printed}”，绩效目标表中同值的指标名为{view.label}，名称不一致。",
                f"两处统一为{view.label}。",
                match.phrase.printed,
                about=(match.phrase.printed, view.name, view.target),
                edits=_offered(match),
            )
