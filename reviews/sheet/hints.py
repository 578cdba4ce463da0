"""Beside each question of the 审核表: what the automatic review and the open threads say to it, a grade to think of.

Nothing is filled in: the reviewer grades. Which rule or reason speaks to which question is the table below; a rule
without a line of its own goes with its topic.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from departments.models import Plan
from findings.cases import FindingCase, cases_of
from findings.checking import found_in
from findings.last_year import sent_last_year
from findings.panel.remarks import finding_name
from findings.settings import settings_of
from reviews.models import Grade, Thread
from reviews.sheet.questions import QUESTION, QUESTIONS
from texts.checks import RULES, TOPICS, Finding, Level
from texts.model import Text
from texts.places import anchors

#: topic of texts/checks -> question
TOPIC_SPEAKS_TO = {
    "numbers": "funds",
    "quantities": "funds",
    "target_values": "indicators",
    "bounds": "indicators",
    "fitness": "indicators",
    "names": "indicators",
    "categories": "indicators",
    "part_one": "goal",
    "copies": "clarity",
    "identity": "form",
    "substance": "clarity",
    "wording": "form",
    "references": "goal",
    "neighbours": "effect",
}
#: rules that speak to another question than the rest of their topic
RULE_SPEAKS_TO = {
    "plan_not_rising": "feasible",
    "plan_not_100": "feasible",
    "quantity_conflicts_with_text": "indicators",
    "goal_quantity_without_indicator": "indicators",
    "ge_100_percent": "effect",
    "uniform_targets": "effect",
    "vague_deadline": "feasible",
    "subgoal_unquantified": "indicators",
    "subgoal_value_mismatch": "indicators",
    "subgoal_indicator_not_in_table": "indicators",
    "subgoal_indicator_name_mismatch": "indicators",
    "vague_basis": "feasible",
    "basis_conflicts_with_name": "feasible",
    "personal_info": "form",
    "missing_measure": "conditions",
    "same_text_elsewhere": "clarity",
}
#: reason code of a thread -> question; a bureau's own codes speak to none
REASON_SPEAKS_TO = {
    "not_quantified": "indicators",
    "wrong_direction": "indicators",
    "funds_mismatch": "funds",
    "copied": "clarity",
    "inconsistent": "goal",
    "wrong_category": "indicators",
    "vague_basis": "feasible",
    "incomplete": "form",
    "wording": "form",
}
#: faults a project (errors and open threads whole, warnings in part) up to which a grade is suggested, the best first
MOST_FAULTS = ((Grade.EXCELLENT, 0.1), (Grade.GOOD, 0.6), (Grade.FAIR, 2.0))
WARNING_WEIGHS = 1 / 3
#: the share of a question's points that goes with a grade
SHARE = {Grade.EXCELLENT: 0.95, Grade.GOOD: 0.85, Grade.FAIR: 0.7, Grade.POOR: 0.5}

_TONES = {Level.ERROR: "error", Level.WARNING: "warn", Level.INFO: "info"}
MOST_LINES = 20  # that a question shows; the rest are counted


@dataclass(frozen=True, slots=True)
class HintLine:
    """One finding or thread with the way to its place."""

    tone: str
    label: str
    where: str
    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class Hint:
    """What is known to one question. `summary` counts by topic: 指标值：3 处错误、5 处警告."""

    summary: str
    lines: list[HintLine]
    more: int
    grade: Grade
    points: int


def question_of(rule: str) -> str:
    """The question that a rule's findings speak to."""
    return RULE_SPEAKS_TO.get(rule) or TOPIC_SPEAKS_TO[RULES[rule].topic]


def hints(plan: Plan, text: Text) -> dict[str, Hint]:
    """A hint for every question, by its name, from what the bureau has not waived: five queries; the rules run once a
    version (a twentieth of a second)."""
    known = cases_of(plan, text, found_in(text, settings_of(plan.cycle), sent_last_year(plan)))
    found: dict[str, list[FindingCase]] = {question.name: [] for question in QUESTIONS}
    for one in known:
        if not one.is_settled:
            found[question_of(one.finding.rule)].append(one)
    said: dict[str, list[Thread]] = {question.name: [] for question in QUESTIONS}
    for thread in plan.threads.filter(resolved_at=None).select_related("reason"):
        if thread.reason and (question := REASON_SPEAKS_TO.get(thread.reason.code)):
            said[question].append(thread)
    ways = _Ways(plan, text)
    count = max(1, len(text.projects))
    return {name: _hint(name, found[name], said[name], ways, count) for name in found}


def _hint(name: str, found: list[FindingCase], said: list[Thread], ways: "_Ways", projects: int) -> Hint:
    lines = [*map(ways.to_thread, said), *map(ways.to_finding, _worst_first(found))]
    findings = [one.finding for one in found]
    grade = _grade(findings, len(said), projects)
    return Hint(
        summary=_summary(findings, len(said)),
        lines=lines[:MOST_LINES],
        more=max(0, len(lines) - MOST_LINES),
        grade=grade,
        points=int(QUESTION[name].points * SHARE[grade]),
    )


def _worst_first(found: list[FindingCase]) -> list[FindingCase]:
    return sorted(found, key=lambda one: list(Level).index(one.finding.level))


def _grade(found: list[Finding], threads: int, projects: int) -> Grade:
    counts = Counter(finding.level for finding in found)
    faults = (counts[Level.ERROR] + threads + counts[Level.WARNING] * WARNING_WEIGHS) / projects
    return next((grade for grade, most in MOST_FAULTS if faults <= most), Grade.POOR)


def _summary(found: Iterable[Finding], threads: int) -> str:
    counts = Counter((RULES[finding.rule].topic, finding.level) for finding in found)
    topics = [f"{TOPICS[topic]}：{said}" for topic in TOPICS if (said := "、".join(_counted(counts, topic)))]
    return "；".join([*topics, *([f"未办结的意见：{threads} 条"] if threads else [])])


def _counted(counts: Counter[tuple[str, Level]], topic: str) -> Iterator[str]:
    for level in Level:
        if number := counts[topic, level]:
            yield f"{number} 处{level.label}"


class _Ways:
    """From a finding or a thread to the page that shows its place."""

    def __init__(self, plan: Plan, text: Text) -> None:
        self._page = reverse("plan_detail", args=[plan.pk])
        self._at = anchors(text)

    def to_finding(self, case: FindingCase) -> HintLine:
        level, spot = case.finding.level, case.spot
        url = f"{self._page}?finding={finding_name(case.finding)}#{self._at.get(spot.part, 'cover')}"
        return HintLine(_TONES[level], level.label, spot.where, case.finding.message, url)

    def to_thread(self, thread: Thread) -> HintLine:
        return HintLine(
            "mark",
            "意见",
            thread.where,
            thread.reason.label if thread.reason else "",
            f"{self._page}#thread-{thread.pk}",
        )
