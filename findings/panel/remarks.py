"""The findings beside the document for a reader of the bureau: in groups, what the department explained first."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from departments.models import Plan, User
from departments.posts import may_raise, may_review
from findings.cases import Standing, as_sent, sent_at, standing
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
class Remark:
    """A finding as the list shows it; `anchor` is the heading that stands for its place."""

    standing: Standing
    anchor: str

    @property
    def finding(self) -> Finding:
        return self.standing.finding

    @property
    def name(self) -> str:
        """The finding in an address."""
        return name_of(self.finding)

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
        said = self.standing.explanation
        return said is not None and not said.is_declined

    @property
    def verb(self) -> str:
        """豁免 or 不采纳."""
        return verb_of(self.finding.level)

    @property
    def suggestion(self) -> str:
        """A wording for the very cell where the finding stands; "" where one click would change something else."""
        edits, spot = self.finding.edits, self.standing.spot
        fits = len(edits) == 1 and bool(spot.kind) and edits[0].was == spot.words
        return edits[0].now if fits and edits[0].place.name == self.finding.place.name else ""

    @property
    def sentence(self) -> str:
        """What a reviewer would write about it."""
        return f"{self.finding.message}{self.finding.fix}"


@dataclass(frozen=True, slots=True)
class Group:
    """Remarks under one heading: a project, a section, a rule, or what the department explained."""

    title: str
    remarks: list[Remark]


@dataclass(frozen=True, slots=True)
class Review:
    """Everything the automatic review has to say to this reader about the text before them."""

    plan: Plan
    remarks: list[Remark]
    titles: dict[str, str]
    may_raise: bool
    may_waive: bool

    @property
    def counts(self) -> dict[str, int]:
        """Open findings by level."""
        counted = Counter(remark.finding.level.value for remark in self.remarks if not remark.standing.is_settled)
        return {level.value: counted[level.value] for level in Level}

    @property
    def settled(self) -> list[Remark]:
        return [remark for remark in self.remarks if remark.standing.is_settled]

    def groups(self, by: str, levels: tuple[Level, ...]) -> list[Group]:
        """The open findings of these levels: explained ones first, then by part of the text or by rule."""
        shown = [r for r in self.remarks if r.finding.level in levels and not r.standing.is_settled]
        said = [remark for remark in shown if remark.is_said]
        rest = [remark for remark in shown if not remark.is_said]
        first = [Group("编制单位有说明", said)] if said else []
        return first + (self._by_rule(rest) if by == "rule" else self._by_part(rest))

    def _by_part(self, remarks: list[Remark]) -> list[Group]:
        order = {part: number for number, part in enumerate(self.titles)}
        return _grouped(remarks, lambda r: (order[r.standing.spot.part], self.titles[r.standing.spot.part]))

    def _by_rule(self, remarks: list[Remark]) -> list[Group]:
        counted = Counter(remark.finding.rule for remark in remarks)
        levels = list(Level)
        return _grouped(
            remarks, lambda r: (levels.index(r.finding.level), -counted[r.finding.rule], r.finding.rule, r.title)
        )

    def named(self, name: str) -> Remark | None:
        """The finding of an address."""
        return next((remark for remark in self.remarks if remark.name == name), None)


def _grouped(remarks: Iterable[Remark], key: Callable[[Remark], tuple]) -> list[Group]:
    """By a key whose last part is the heading; the order of print within."""
    return [Group(head[-1], list(found)) for head, found in groupby(sorted(remarks, key=key), key=key)]


def name_of(finding: Finding) -> str:
    """16 hexadecimal digits of the finding's key."""
    return hashlib.sha256(finding.key.encode()).hexdigest()[:16]


def review_of(user: User, plan: Plan, text: Text) -> Review:
    """The findings on the text that this reader sees (visible_text): four queries, the checks once a version."""
    found = found_in(text, settings_of(plan.cycle), sent_last_year(plan))
    at, since = anchors(text), sent_at(plan)
    known = (as_sent(one, since) for one in standing(plan, text, found))
    remarks = [Remark(one, at.get(one.spot.part, "cover")) for one in known]
    titles = SECTIONS | {str(row.id): row.name or f"第{n}个项目" for n, row in enumerate(text.projects, 1)}
    return Review(plan, remarks, titles, may_raise(user, plan), may_review(user, plan))


def words_of(user: User, plan: Plan, text: Text, name: str) -> dict[str, str]:
    """What a thread on a finding begins with: body and suggestion; nothing where there is no such finding."""
    remark = review_of(user, plan, text).named(name) if name else None
    return {"body": remark.sentence, "suggestion": remark.suggestion} if remark else {}
