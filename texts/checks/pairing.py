"""Which 分项绩效目标 speaks of which project: by name, then by likeness, then what is left over."""

import re
from dataclasses import dataclass
from itertools import product

from texts.checks.settings import Options
from texts.checks.views import ProjectView, SubGoalView
from texts.checks.words import is_within, ratio

_QUOTES = re.compile(r"[“”\"‘’'＂]")
_NUMBER = re.compile(r"^[（(]?[0-9一二三四五六七八九十]{1,3}(?:[）)、]|[.．](?![0-9]))")
_LONGEST_BODY = 8


@dataclass(frozen=True, slots=True)
class Pair:
    """A 分项 and its project; equal when the names differ in nothing that matters."""

    sub_goal: SubGoalView
    project: ProjectView
    is_equal: bool


def paired(sub_goals: list[SubGoalView], projects: list[ProjectView], options: Options) -> list[Pair]:
    """Each 分项 with at most one project, each project with at most one 分项, in the order of the 分项.

    None at all where not one title is really like a name: such a text is written by function, not by project.
    """
    left, free = list(sub_goals), list(projects)
    equal = _equal(left, free, options)
    alike = _alike(left, free, options)
    strong = options.number("strong_ratio")
    if not equal and all(_likeness(pair.sub_goal, pair.project, options) < strong for pair in alike):
        return []
    return sorted([*equal, *alike], key=lambda pair: pair.sub_goal.number)


def title(name: str, options: Options) -> str:
    """A name without number, quotes and the template's ending (项目绩效目标)."""
    plain = _NUMBER.sub("", _QUOTES.sub("", name))
    return options.ends_in("endings").sub("", plain)


def is_same(sub_goal: SubGoalView, project: ProjectView, options: Options) -> bool:
    """Equal but for a body's name in front of one of them: 政协招商资金 and 招商资金 of 遵化市政协本级."""
    one, other = sorted((title(sub_goal.title, options), title(project.name, options)), key=len)
    if one == other:
        return True
    body = other[: len(other) - len(one)]
    return bool(one) and other.endswith(one) and len(body) <= _LONGEST_BODY and is_within(body, project.owner)


def _equal(left: list[SubGoalView], free: list[ProjectView], options: Options) -> list[Pair]:
    found = []
    for sub_goal in list(left):
        project = next((project for project in free if is_same(sub_goal, project, options)), None)
        if project is not None and sub_goal.title:
            left.remove(sub_goal)
            free.remove(project)
            found.append(Pair(sub_goal, project, True))
    return found


def _alike(left: list[SubGoalView], free: list[ProjectView], options: Options) -> list[Pair]:
    likeness = {(one, other): _likeness(one, other, options) for one, other in product(left, free)}
    candidates = sorted(likeness, key=lambda two: (-likeness[two], abs(two[0].number - two[1].number)))
    found: list[Pair] = []
    for sub_goal, project in candidates:
        if sub_goal not in left or project not in free:
            continue
        least = options.number("last_pair_ratio" if len(left) == len(free) == 1 else "pair_ratio")
        if likeness[sub_goal, project] >= least:
            left.remove(sub_goal)
            free.remove(project)
            found.append(Pair(sub_goal, project, False))
    return found


def _likeness(sub_goal: SubGoalView, project: ProjectView, options: Options) -> float:
    return ratio(title(sub_goal.title, options), title(project.name, options))
