"""One value of the clean text changed: what mutations are made of. `n` counts mutations; the project is n % 10."""

from dataclasses import replace

from tests.checks.clean import FIELDS, a_clean_text
from texts.checks.examples import example_lines
from texts.checks.views import Neighbours
from texts.model import Indicator, Project, SubGoal, Text

CLEAN = a_clean_text()
Mutation = tuple[Text | Neighbours, str]


def project(n: int) -> Project:
    return CLEAN.projects[n % len(FIELDS)]


def field(n: int) -> str:
    return FIELDS[n % len(FIELDS)]


def budget(n: int) -> int:
    return n % len(FIELDS) + 11


def swapped(items: tuple, n: int, item: object) -> tuple:
    where = n % len(items)
    return (*items[:where], item, *items[where + 1 :])


def with_project(n: int, text: Text = CLEAN, **cells: object) -> Text:
    return replace(text, projects=swapped(text.projects, n, replace(text.projects[n % len(FIELDS)], **cells)))


def in_project(n: int, name: str, value: object, at: str = "") -> Mutation:
    """A project's field changed; found at that field, or elsewhere in the project."""
    return with_project(n, **{name: value}), f"projects[{project(n).code}].{at or name}"


def with_row(n: int, which: int, text: Text = CLEAN, **cells: str | None) -> Text:
    table = text.projects[n % len(FIELDS)].indicators
    return with_project(n, text, indicators=swapped(table, which, replace(table[which], **cells)))


def in_row(n: int, which: int, at: str = "target", **cells: str | None) -> Mutation:
    """Cells of a row changed; found at one of them."""
    return with_row(n, which, **cells), f"projects[{project(n).code}].indicators[{which + 1}].{at}"


def in_table(n: int, table: tuple[Indicator, ...], at: str = "indicators") -> Mutation:
    return in_project(n, "indicators", table, at)


def with_sub_goal(n: int, text: Text = CLEAN, **cells: object) -> Text:
    return replace(text, sub_goals=swapped(text.sub_goals, n, replace(text.sub_goals[n % len(FIELDS)], **cells)))


def in_sub_goal(n: int, name: str, value: object, at: str | None = None) -> Mutation:
    where = name if at is None else at
    return with_sub_goal(n, **{name: value}), f"sub_goals[{n % len(FIELDS) + 1}]" + (f".{where}" if where else "")


def renamed(n: int, name: str, text: Text = CLEAN) -> Text:
    """The project and its 分项 under another name."""
    return with_project(n, with_sub_goal(n, text, title=f"{name}项目绩效目标"), name=name)


def in_words(n: int, words: str) -> Mutation:
    """Words added to part one, in turn as a measure, a paragraph of the overall goal and a description."""
    if n % 3 == 0:
        return replace(CLEAN, measures=(*CLEAN.measures, *example_lines(words))), f"measures[{len(CLEAN.measures) + 1}]"
    if n % 3 == 1:
        number = n % len(CLEAN.overall_goal)
        return replace(CLEAN, overall_goal=swapped(CLEAN.overall_goal, number, words)), f"overall_goal[{number + 1}]"
    return in_sub_goal(n, "description", (words,))


def functions(n: int) -> tuple[SubGoal, ...]:
    """分项 by function: no title is a project's."""
    return tuple(replace(item, title=f"职责{n}之{k}") for k, item in enumerate(CLEAN.sub_goals))
