"""Running the rules over a text or one project."""

from collections.abc import Iterable, Iterator

from texts.checks.finding import Finding, Hit, Level, key_of
from texts.checks.rule import RULES, Example, Rule
from texts.checks.settings import Settings
from texts.checks.views import Neighbours, ProjectView, RowView, SubGoalView
from texts.checks.whole import NeighbourView, TextView
from texts.model import Indicator, Project, SubGoal, Text


def check(
    text: Text, *, settings: Settings, last_year: Text | None = None, others: Iterable[Text] = ()
) -> list[Finding]:
    """Every finding on a text, in the order of print. `last_year` and `others` are what stands beside it, if known."""
    beside = Neighbours(text=text, last_year=last_year, others=tuple(others))
    return _run(NeighbourView(beside, settings), RULES.values(), settings)


def check_project(
    project: Project, *, settings: Settings, fiscal_year: int | None = None, department: str = "", number: int = 1
) -> list[Finding]:
    """What the rules on one project and its rows find: cheap enough for every save.

    `number` is the project's place in its text, `department` its name on the cover.
    """
    view = ProjectView(project, number, fiscal_year, department)
    return _sorted(_of_project(view, list(RULES.values()), settings))


def check_example(rule: Rule, example: Example, settings: Settings) -> list[Finding]:
    """What one rule finds in a part of a text that stands alone: a row in the row, a project in the project."""
    if isinstance(example, Indicator):
        row = ProjectView(Project(indicators=(example,)), 1, None).rows[0]
        return _sorted(_hits([rule], row, settings))
    if isinstance(example, SubGoal):
        return _sorted(_hits([rule], SubGoalView(example, 1), settings))
    if isinstance(example, Project):
        return _sorted(_of_project(ProjectView(example, 1, None), [rule], settings))
    beside = example if isinstance(example, Neighbours) else Neighbours(text=example)
    return _run(NeighbourView(beside, settings), [rule], settings)


def _run(view: NeighbourView, rules: Iterable[Rule], settings: Settings) -> list[Finding]:
    chosen = list(rules)
    found = [*_hits(chosen, view, settings)]
    for sub_goal in view.sub_goals:
        found.extend(_hits(chosen, sub_goal, settings))
    for project in view.projects:
        found.extend(_of_project(project, chosen, settings))
    return _sorted(found)


def _of_project(view: ProjectView, rules: list[Rule], settings: Settings) -> Iterator[Finding]:
    yield from _hits(rules, view, settings)
    for row in view.rows:
        yield from _hits(rules, row, settings)


def _hits(
    rules: list[Rule], view: TextView | SubGoalView | ProjectView | RowView, settings: Settings
) -> Iterator[Finding]:
    """What the rules that read such a view find in it."""
    for rule in rules:
        options = settings.rules[rule.slug]
        for reads, run in rule.runs:
            if options.on and isinstance(view, reads):
                yield from (_finding(rule.slug, hit, options.level) for hit in run(view, options))


def _finding(slug: str, hit: Hit, level: Level) -> Finding:
    return Finding(
        rule=slug,
        level=level,
        place=hit.place,
        quote=hit.quote,
        message=hit.message,
        fix=hit.fix,
        key=key_of(slug, hit),
        edits=hit.edits,
    )


def _sorted(found: Iterable[Finding]) -> list[Finding]:
    rank = {slug: number for number, slug in enumerate(RULES)}
    return sorted(found, key=lambda finding: (finding.place.order, rank[finding.rule]))
