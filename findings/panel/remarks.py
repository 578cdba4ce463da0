"""The findings beside the document for a reader of the bureau: in groups, what the department explained first."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from departments.models import Plan, User
from departments.posts import may_raise, may_review
from findings.cases import FindingCase, as_sent, cases_of, sent_at
from findings.checking import found_in
from findings.last_year import sent_last_year
from findings.settings import settings_of
from findings.waivers.decisions import verb_of
from texts.checks import RULES, Finding, Level
from texts.model import Text
from texts.places import SECTIONS, anchors

#: what the list shows -> the levels of it; advice is folded by default
LEVELS = {
    "main": ("错误和警告", (Level.ERROR, Level.WARNING)),
    "error": ("错误", (Level.ERROR,)),
    "warning": ("警告", (Level.WARNING,)),
    "info": ("建议", (Level.INFO,)),
    "all": ("全部", tuple(Level)),
}
GROUPINGS = {"part": "按项目", "rule": "按规则"}
_ICONS = {Level.ERROR: ("error", "error"), Level.WARNING: ("warning", "warn"), Level.INFO: ("info", "info")}


@dataclass(frozen=True, slots=True)
class PanelFinding:
    """A finding as the list shows it; `anchor` is the heading that stands for its place."""

    case: FindingCase
    anchor: str

    @property
    def finding(self) -> Finding:
        return self.case.finding

    @property
    def name(self) -> str:
        """The finding in an address."""
        return finding_name(self.finding)

    @property
    def icon(self) -> str:
        return _ICONS[self.finding.level][0]

    @property
    def tone(self) -> str:
        return _ICONS[self.finding.level][1]

    @property
    def title(self) -> str:
        """What the rule is called."""
        return RULES[self.finding.rule].title

    @property
    def is_said(self) -> bool:
        """Whether the department said something that waits for the bureau's word."""
        said = self.case.explanation
        return said is not None and not said.is_declined

    @property
    def verb(self) -> str:
        """豁免 or 不采纳."""
        return verb_of(self.finding.level)

    @property
    def suggestion(self) -> str:
        """A wording for the very cell where the finding stands; "" where one click would change something else."""
        edits, spot = self.finding.edits, self.case.spot
        fits = len(edits) == 1 and bool(spot.kind) and edits[0].was == spot.words
        return edits[0].now if fits and edits[0].place.name == self.finding.place.name else ""

    @property
    def sentence(self) -> str:
        """What a reviewer would write about it."""
        return f"{self.finding.message}{self.finding.fix}"


@dataclass(frozen=True, slots=True)
class PanelGroup:
    """Remarks under one heading: a project, a section, a rule, or what the department explained."""

    title: str
    remarks: list[PanelFinding]


@dataclass(frozen=True, slots=True)
class FindingsPanel:
    """Everything the automatic review has to say to this reader about the text before them."""

    plan: Plan
    remarks: list[PanelFinding]
    titles: dict[str, str]
    may_raise: bool
    may_waive: bool

    @property
    def counts(self) -> dict[str, int]:
        """Open findings by level."""
        counted = Counter(remark.finding.level.value for remark in self.remarks if not remark.case.is_settled)
        return {level.value: counted[level.value] for level in Level}

    @property
    def settled(self) -> list[PanelFinding]:
        return [remark for remark in self.remarks if remark.case.is_settled]

    def groups(self, by: str, levels: tuple[Level, ...]) -> list[PanelGroup]:
        """The open findings of these levels: explained ones first, then by part of the text or by rule."""
        shown = [r for r in self.remarks if r.finding.level in levels and not r.case.is_settled]
        said = [remark for remark in shown if remark.is_said]
        rest = [remark for remark in shown if not remark.is_said]
        first = [PanelGroup("编制单位有说明", said)] if said else []
        return first + (self._by_rule(rest) if by == "rule" else self._by_part(rest))

    def _by_part(self, remarks: list[PanelFinding]) -> list[PanelGroup]:
        order = {part: number for number, part in enumerate(self.titles)}
        return _grouped(remarks, lambda r: (order[r.case.spot.part], self.titles[r.case.spot.part]))

    def _by_rule(self, remarks: list[PanelFinding]) -> list[PanelGroup]:
        counted = Counter(remark.finding.rule for remark in remarks)
        levels = list(Level)
        return _grouped(
            remarks, lambda r: (levels.index(r.finding.level), -counted[r.finding.rule], r.finding.rule, r.title)
        )

    def named(self, name: str) -> PanelFinding | None:
        """The finding of an address."""
        return next((remark for remark in self.remarks if remark.name == name), None)


def _grouped(remarks: Iterable[PanelFinding], key: Callable[[PanelFinding], tuple[Any, ...]]) -> list[PanelGroup]:
    """By a key whose last part is the heading; the order of print within."""
    return [PanelGroup(head[-1], list(found)) for head, found in groupby(sorted(remarks, key=key), key=key)]


def finding_name(finding: Finding) -> str:
    """16 hexadecimal digits of the finding's key."""
    return hashlib.sha256(finding.key.encode()).hexdigest()[:16]


def findings_panel(user: User, plan: Plan, text: Text) -> FindingsPanel:
    """The findings on the text that this reader sees (visible_text): four queries, the checks once a version."""
    found = found_in(text, settings_of(plan.cycle), sent_last_year(plan))
    at, since = anchors(text), sent_at(plan)
    known = (as_sent(one, since) for one in cases_of(plan, text, found))
    remarks = [PanelFinding(one, at.get(one.spot.part, "cover")) for one in known]
    titles = SECTIONS | {str(row.id): row.name or f"第{n}个项目" for n, row in enumerate(text.projects, 1)}
    return FindingsPanel(plan, remarks, titles, may_raise(user, plan), may_review(user, plan))


def thread_words(user: User, plan: Plan, text: Text, name: str) -> dict[str, str]:
    """What a thread on a finding begins with: body and suggestion; nothing where there is no such finding."""
    remark = findings_panel(user, plan, text).named(name) if name else None
    return {"body": remark.sentence, "suggestion": remark.suggestion} if remark else {}
