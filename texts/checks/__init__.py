"""The automatic review: rules over a Text, pure Python, silent without a database.

    check(text)                    every finding, in the order of print
    check_project(project)         one project, on every save
    RULES["plan_not_100"]          what a rule asks, why, a wrong and a right example
    DEFAULT.with_overrides({...})  a cycle's own levels, thresholds and word lists

rule.py        the decorator; a rule is one generator function and a row in tests/checks/cases_*.py and mutations.py
finding.py     Place, Hit, Finding, Edit; engine.py runs the rules
settings.py    what a bureau may tune, from data/defaults.toml
views.py, whole.py   a text as rules read it; pairing.py, phrases.py, phrase_matching.py: part one against part two;
                     formulas.py, sessions.py, words.py: what is found in running text
numbers.py quantities.py target_values.py bounds.py fitness.py names.py categories.py part_one.py copies.py identity.py
substance.py wording.py references.py neighbours.py   the rules by topic
across.py, gathering.py   all texts of a year beside each other, in about n log n
"""

from collections.abc import Iterable
from importlib import resources

# The rules register themselves when their modules are read: in the order of the topics.
from texts.checks import (  # noqa: F401  isort: skip
    numbers,
    quantities,
    target_values,
    bounds,
    fitness,
    names,
    categories,
    part_one,
    copies,
    identity,
    substance,
    wording,
    references,
    neighbours,
)
from texts.checks import engine
from texts.checks.finding import Edit, Finding, Level, Place
from texts.checks.rule import RULES, TOPICS, Rule
from texts.checks.settings import Settings, SettingsError
from texts.model import Project, Text

__all__ = [
    "DEFAULT",
    "RULES",
    "TOPICS",
    "Edit",
    "Finding",
    "Level",
    "Place",
    "Rule",
    "Settings",
    "SettingsError",
    "check",
    "check_project",
]

#: What the checks are told unless a cycle says otherwise.
DEFAULT = Settings.load(
    (resources.files(__name__) / "data" / "defaults.toml").read_text(encoding="utf-8"),
    {slug: rule.level for slug, rule in RULES.items()},
)


def check(
    text: Text, *, settings: Settings = DEFAULT, last_year: Text | None = None, others: Iterable[Text] = ()
) -> list[Finding]:
    """Every finding on a text, in the order of print.

    `last_year` is the same department's text of the year before, `others` are other departments' of this year; the
    rules that compare with them find nothing without.
    """
    return engine.check(text, settings=settings, last_year=last_year, others=others)


def check_project(
    project: Project,
    *,
    settings: Settings = DEFAULT,
    fiscal_year: int | None = None,
    department: str = "",
    number: int = 1,
) -> list[Finding]:
    """What the rules on one project and its rows find: cheap enough for every save.

    `number` is the project's place in its text, `department` its name on the cover.
    """
    return engine.check_project(
        project, settings=settings, fiscal_year=fiscal_year, department=department, number=number
    )
