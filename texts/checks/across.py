"""All texts of a year beside each other: the same project in several departments, text that was copied from one to
another, unit costs that stand out. One pass in about n log n over all projects (gathering.py)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from uuid import UUID
from zlib import crc32

from texts.checks.gathering import character_pairs, contained, dice, fingerprints, gather, jaccard
from texts.checks.quantities import unit_costs
from texts.checks.settings import Settings, any_word
from texts.checks.substance import AMOUNTS
from texts.checks.views import ProjectView
from texts.checks.words import bare, letters, squeeze
from texts.model import Indicator, Project, Text

LEAST_NAME = 0.72  # likeness of names (Dice over neighbouring characters)
LEAST_COPIED = 0.6  # of the shorter passage
SHORTEST_OWN, SHORTEST_CORE = 2, 3  # characters of a department in a project's name, and of what is left of it
FEWEST_PRINTS = 3  # fingerprints: about 30 characters


@dataclass(frozen=True, slots=True)
class SignificantRow:
    """An indicator as it is compared: category, name and target."""

    category: str
    name: str
    target: str


@dataclass(frozen=True, slots=True)
class GroupMember:
    """A project in a group. `plan` is the identity of its text, `number` its place there, from 1."""

    plan: UUID | None
    department: str
    number: int
    name: str
    budget: str
    rows: tuple[SignificantRow, ...]


@dataclass(frozen=True, slots=True)
class SameProject:
    """One project, by its like name, in several texts."""

    name: str
    members: tuple[GroupMember, ...]

    @property
    def lines(self) -> list[tuple[str, list[list[SignificantRow]]]]:
        """The indicators of each member, category by category: a table across."""
        categories = dict.fromkeys(row.category for member in self.members for row in member.rows)
        return [(one, [[row for row in m.rows if row.category == one] for m in self.members]) for one in categories]


@dataclass(frozen=True, slots=True)
class Copied:
    """The same words in several departments' texts: `what` they are, and how they read where they were met first."""

    what: str
    words: str
    members: tuple[GroupMember, ...]


@dataclass(frozen=True, slots=True)
class Outlier:
    """A unit cost far from the usual one; yuan a unit."""

    member: GroupMember
    indicator: str
    target: str
    unit: str
    cost: Decimal
    usual: Decimal
    compared: int

    @property
    def times(self) -> Decimal:
        """How many times the usual cost, or the usual how many times this one."""
        return round(max(self.cost / self.usual, self.usual / self.cost), 1)


@dataclass(frozen=True, slots=True)
class Across:
    """What was found, and over how much."""

    texts: int
    projects: int
    same: tuple[SameProject, ...]
    copied: tuple[Copied, ...]
    outliers: tuple[Outlier, ...]


def across(texts: Sequence[Text], settings: Settings) -> Across:
    """Compares all texts of a year; the word lists and thresholds of `settings` hold here too."""
    placed = [_Placed(text, n, row) for text in texts for n, row in enumerate(text.projects, 1)]
    return Across(
        texts=len(texts),
        projects=len(placed),
        same=tuple(_same_projects(placed, settings)),
        copied=tuple(_copied(placed, settings)),
        outliers=tuple(_outliers(placed, settings)),
    )


class _Placed:
    """A project with the text it stands in."""

    def __init__(self, text: Text, number: int, project: Project) -> None:
        self.text, self.number, self.project = text, number, project

    @property
    def owner(self) -> UUID | str:
        """What tells texts apart."""
        return self.text.id or self.text.department or ""

    def member(self) -> GroupMember:
        rows = tuple(_row(indicator) for indicator in self.project.indicators)
        name, budget = self.project.name or "", self.project.budget or ""
        return GroupMember(self.text.id, self.text.department or "", self.number, name, budget, rows)


def _row(indicator: Indicator) -> SignificantRow:
    return SignificantRow(squeeze(indicator.level2).removesuffix("指标"), indicator.name or "", indicator.target or "")


def _is_across(found: Iterable[_Placed]) -> bool:
    return len({placed.owner for placed in found}) > 1


def _by_words(placed: Iterable[_Placed], words: Iterable[str]) -> dict[str, list[_Placed]]:
    """Equal words together: only different ones have to be compared."""
    found: dict[str, list[_Placed]] = defaultdict(list)
    for one, key in zip(placed, words, strict=True):
        if key:
            found[key].append(one)
    return found


def _like(groups: dict[str, list[_Placed]], like: list[list[int]]) -> Iterator[tuple[str, list[_Placed]]]:
    """Equal ones and what is like them, where several texts hold it; the words are the leader's."""
    keys = list(groups)
    joined = {number for group in like for number in group}
    alone = [[number] for number in range(len(keys)) if number not in joined]
    for group in sorted((*like, *alone)):
        found = [placed for number in group for placed in groups[keys[number]]]
        if _is_across(found):
            yield keys[group[0]], found


def _same_projects(placed: list[_Placed], settings: Settings) -> Iterator[SameProject]:
    """The largest groups first."""
    endings = settings.rules["project_name_mismatch"].ends_in("endings")
    groups = _by_words(placed, (_core(one, endings) for one in placed))
    like = gather([character_pairs(name) for name in groups], dice, LEAST_NAME)
    found = [SameProject(row[0].project.name or "", tuple(p.member() for p in row)) for _, row in _like(groups, like)]
    yield from sorted(found, key=lambda same: -len(same.members))


def _core(placed: _Placed, endings: re.Pattern[str]) -> str:
    """A project's name without brackets, signs, a usual ending and the department's own name (政协招商资金)."""
    name = letters(bare(squeeze(placed.project.name)))
    name = endings.sub("", name) or name
    owner, own = squeeze(placed.text.department), 0
    while own < len(name) - SHORTEST_CORE and name[: own + 1] in owner:
        own += 1
    return name[own:] if own >= SHORTEST_OWN else name


def _copied(placed: list[_Placed], settings: Settings) -> Iterator[Copied]:
    options = settings.rules["same_text_elsewhere"]
    fixed = any_word(map(letters, options.words("fixed_phrases")))
    shortest = int(options.number("shortest_goal"))
    for what, words in (("绩效目标", _goals), ("资金用途", _purpose)):
        yield from _copied_words(placed, what, [fixed.sub("", letters(words(one))) for one in placed], shortest)
    yield from _copied_tables(placed, float(options.number("share")), int(options.number("fewest_rows")))


def _goals(placed: _Placed) -> str:
    return "".join(goal.text for goal in placed.project.goals)


def _purpose(placed: _Placed) -> str:
    """Without the amounts, which every text words alike."""
    return AMOUNTS.sub("", placed.project.purpose or "")


def _copied_words(placed: list[_Placed], what: str, words: list[str], shortest: int) -> Iterator[Copied]:
    groups = _by_words(placed, (found if len(found) >= shortest else "" for found in words))
    prints = [fingerprints(key) for key in groups]
    long = [found if len(found) >= FEWEST_PRINTS else frozenset() for found in prints]
    source = _goals if what == "绩效目标" else _purpose
    for _, found in _like(groups, gather(long, contained, LEAST_COPIED)):
        yield Copied(what, source(found[0]).strip(), tuple(one.member() for one in found))


def _copied_tables(placed: list[_Placed], share: float, fewest: int) -> Iterator[Copied]:
    tables = [frozenset(_hash_of(row) for row in one.project.indicators if row.name) for one in placed]
    tables = [table if len(table) >= fewest else frozenset() for table in tables]
    for group in gather(tables, jaccard, share):
        found = [placed[number] for number in group]
        if _is_across(found):
            names = "、".join(row.name or "" for row in found[0].project.indicators)
            yield Copied("指标表", names, tuple(one.member() for one in found))


def _hash_of(row: Indicator) -> int:
    """An indicator's name and description as a feature."""
    return crc32(f"{squeeze(row.name)}|{squeeze(row.description)}".encode())


def _outliers(placed: list[_Placed], settings: Settings) -> Iterator[Outlier]:
    """Against the median of all projects that count in that unit; the farthest first."""
    options = settings.rules["unit_cost_unreasonable"]
    times, fewest = options.number("times_median"), options.number("fewest")
    known = defaultdict(list)
    for one in placed:
        for view, unit, cost in unit_costs(ProjectView(one.project, one.number, None), options):
            known[unit].append((one, view, cost))
    found = []
    for unit, costs in known.items():
        usual = median(cost for _, _, cost in costs)
        for one, view, cost in costs:
            if len(costs) > fewest and usual and cost and not usual / times <= cost <= usual * times:
                found.append(Outlier(one.member(), view.name, view.target, unit, cost, usual, len(costs)))
    yield from sorted(found, key=lambda outlier: -outlier.times)
