"""The whole text as rules read it, and the text beside its neighbours."""

from collections.abc import Iterator
from functools import cached_property

from texts.checks.finding import Place
from texts.checks.pairing import Pair, paired
from texts.checks.phrase_matching import Disagreement, Match, compared
from texts.checks.settings import Settings
from texts.checks.views import Neighbours, ProjectView, SubGoalView, part_at
from texts.checks.words import squeeze
from texts.model import Text


class TextView:
    """Every part of a text with its place, and which 分项 belongs to which project."""

    def __init__(self, text: Text, settings: Settings) -> None:
        self.text, self.settings = text, settings
        self.department = squeeze(text.department)
        self.sub_goals = [SubGoalView(item, number) for number, item in enumerate(text.sub_goals, 1)]
        self.projects = [
            ProjectView(item, number, text.fiscal_year, self.department) for number, item in enumerate(text.projects, 1)
        ]

    @cached_property
    def pairs(self) -> list[Pair]:
        """Each 分项 with its project, where it has one."""
        return paired(self.sub_goals, self.projects, self.settings.rules["project_name_mismatch"])

    @cached_property
    def comparisons(self) -> list[tuple[Match, Disagreement]]:
        """Every phrase of a paired 分项 with its nearest row, and how they disagree."""
        return list(compared(self.pairs, self.settings.rules))

    @cached_property
    def bodies(self) -> str:
        """The names of the department and its units in one string."""
        return " ".join({self.department: 0, **{project.owner: 0 for project in self.projects}})

    @cached_property
    def measures(self) -> list[tuple[Place, str]]:
        """Each 工作保障措施 with its place."""
        return [(part_at("measures", n, line.id), line.text) for n, line in enumerate(self.text.measures, 1)]

    @cached_property
    def overall(self) -> list[tuple[Place, str]]:
        """Each paragraph of 总体绩效目标 with its place."""
        return [(part_at("overall_goal", n), words) for n, words in enumerate(self.text.overall_goal, 1)]

    def part_one(self) -> Iterator[tuple[Place, str]]:
        """Every paragraph of part one with its place, as it stands."""
        yield from self.overall
        for sub_goal in self.sub_goals:
            yield from sub_goal.passages()
        yield from self.measures

    def passages(self) -> Iterator[tuple[Place, str]]:
        """Every paragraph and cell of the text in which words run, with its place."""
        yield from self.part_one()
        for project in self.projects:
            if project.source.name:
                yield project.at("name"), project.source.name
            yield from project.passages()


class NeighbourView(TextView):
    """A text beside last year's and other departments'."""

    def __init__(self, beside: Neighbours, settings: Settings) -> None:
        super().__init__(beside.text, settings)
        self.last_year, self.others = beside.last_year, beside.others
