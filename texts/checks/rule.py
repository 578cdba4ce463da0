"""A rule: one decorated generator function. Its name is the slug, its module the topic, its first parameter what it
reads.

    @rule(
        level=Level.ERROR,
        title="12月底支出计划不是100%",
        asks="12月底的累计支出计划应为100%。",
        why="预算当年执行完毕，累计进度到年底应为100%。",
        wrong=Project(plan=months(30, 60, 90, 95)),
        right=Project(plan=months(30, 60, 90, 100)),
    )
    def plan_not_100(project: ProjectView, options: Options) -> Iterator[Hit]:
        yield Hit(place, message, fix)

The examples are parts of a text (Indicator, SubGoal, Project, Text, or Neighbours for what is beside a text); tests run
them. `@extends("incomplete_unit")` lets a rule look at another kind of part as well: tables and part one. Messages and
fixes are one Chinese sentence each. What a bureau may tune comes from `options` (data/defaults.toml).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast, get_type_hints

from texts.checks.finding import Hit, Level
from texts.checks.views import Neighbours
from texts.model import Indicator, Project, SubGoal, Text

#: module -> what its rules are about, in print order
TOPICS = {
    "numbers": "资金数字",
    "quantities": "数量测算",
    "target_values": "指标值",
    "bounds": "成本与上下限",
    "fitness": "指标值与指标名称",
    "names": "指标名称与描述",
    "categories": "指标类别",
    "part_one": "分项与项目",
    "copies": "复制与重复",
    "identity": "项目编码与必填内容",
    "substance": "用途、目标与依据",
    "wording": "文字",
    "references": "提法与范围",
    "neighbours": "上年与其他部门",
}

Example = Indicator | SubGoal | Project | Text | Neighbours
Run = Callable[[Any, Any], Iterator[Hit]]
F = TypeVar("F", bound=Callable[..., Iterator[Hit]])


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule asks, why, and a wrong and a right example of it."""

    slug: str
    level: Level
    topic: str
    title: str
    asks: str
    why: str
    wrong: Example
    right: Example
    runs: tuple[tuple[type, Run], ...]  # the view that a function reads, and the function


#: slug -> rule, in the order of the topics
RULES: dict[str, Rule] = {}


def rule(*, level: Level, title: str, asks: str, why: str, wrong: Example, right: Example) -> Callable[[F], F]:
    """Makes a rule of a generator function over a view (texts/checks/views.py) and its Options."""

    def register(function: F) -> F:
        slug = function.__name__
        if slug in RULES:
            raise ValueError(f"two rules are called {slug}")
        topic = function.__module__.rpartition(".")[2]
        RULES[slug] = Rule(slug, level, topic, title, asks, why, wrong, right, ((_read_by(function), function),))
        return function

    return register


def extends(slug: str) -> Callable[[F], F]:
    """Lets a rule read another kind of view too, by a second generator function."""

    def register(function: F) -> F:
        known = RULES[slug]
        RULES[slug] = replace(known, runs=(*known.runs, (_read_by(function), function)))
        return function

    return register


def _read_by(function: Callable[..., Iterator[Hit]]) -> type:
    """The class of its first parameter."""
    reads = next(iter(get_type_hints(function).values()))
    return cast(type, reads)
