"""No silent box on paper: a character that no face has stops the printing, with its place."""

from collections.abc import Iterator
from typing import Any

from texts.columns import in_table
from texts.model import Project, SubGoal, Text
from texts.writers.fonts.font_folder import missing_characters
from texts.writers.typeset import printable_words

COVER = {"department": "封面的部门名称", "finance_bureau": "封面的财政局名称", "stage": "封面的阶段"}
PROJECT = {
    "unit_code": "单位编码",
    "unit_name": "单位名称",
    "code": "项目编码",
    "name": "项目名称",
    "budget": "预算数",
    "fiscal_funds": "财政资金",
    "other_funds": "其他资金",
    "purpose": "资金用途",
}


class UnprintableTextError(ValueError):
    """The text cannot be printed as it is; the message is one Chinese sentence: what, where, what to do."""


class MissingGlyphError(UnprintableTextError):
    """A character that no font has."""

    def __init__(self, character: str, place: str) -> None:
        self.character = character
        self.place = place
        super().__init__(
            f"{place}中的“{character}”（U+{ord(character):04X}）在排版字体中没有字形，"
            "请换用其他字，或请管理员把含有该字的字体放入自有字体文件夹。"
        )


def check_glyphs(text: Text) -> None:
    """Raises MissingGlyphError for the first character, in print order, that would print as a box."""
    missing = missing_characters(printable_words("".join(text.strings())))
    if not missing:
        return
    for place, words in _places(text):
        for character in words:
            if character in missing:
                raise MissingGlyphError(character, place)


def _places(text: Text) -> Iterator[tuple[str, str]]:
    """Every string with its place in words, in print order."""
    yield from _cells(text, COVER, "")
    yield from _numbered("总体绩效目标第{}段", text.overall_goal)
    for n, sub_goal in enumerate(text.sub_goals, 1):
        yield from _sub_goal(sub_goal, f"第{n}项分项绩效目标")
    yield from _numbered("第{}条工作保障措施", [measure.text for measure in text.measures])
    for n, project in enumerate(text.projects, 1):
        yield from _project(project, f"第{n}个项目“{project.name or ''}”的")


def _sub_goal(sub_goal: SubGoal, at: str) -> Iterator[tuple[str, str]]:
    yield f"{at}的标题", sub_goal.title
    yield from _numbered(f"{at}的说明第{{}}段", sub_goal.description)
    yield from _numbered(f"{at}的绩效目标第{{}}段", sub_goal.goals)
    yield f"{at}的绩效指标", sub_goal.indicators or ""


def _project(project: Project, at: str) -> Iterator[tuple[str, str]]:
    yield from _cells(project, PROJECT, at)
    for milestone in project.plan:
        yield f"{at}{milestone.month}月底支出计划", milestone.percent or ""
    yield from ((f"{at}绩效目标第{n}条", goal.text) for n, goal in enumerate(project.goals, 1))
    labels = {column.name: column.label for column in in_table(project.columns)}
    for n, row in enumerate(project.indicators, 1):
        yield from _cells(row, labels, f"{at}绩效指标第{n}行")


def _cells(node: Any, names: dict[str, str], at: str) -> Iterator[tuple[str, str]]:
    yield from ((at + label, getattr(node, name) or "") for name, label in names.items())


def _numbered(label: str, paragraphs: Any) -> Iterator[tuple[str, str]]:
    yield from ((label.format(n), words) for n, words in enumerate(paragraphs, 1))
