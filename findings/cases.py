"""The findings on a stored text as they stand: where in words, waived or not, explained or not."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from departments.models import Plan
from departments.models.states import MEANINGS, State
from findings.last_year import own_last_year
from findings.models import Explanation, Waiver
from findings.settings import settings_of
from projects.visible_text import last_sent
from texts.checks import Finding, Level, Place, check
from texts.model import Text
from texts.places import Spot, spots

#: fields of a project that mean the whole table
_WHOLE_PROJECT = ("basis", "goals", "indicators", "")


@dataclass(frozen=True, slots=True)
class FindingCase:
    """A finding and what was said to it. `spot` is its place on paper, in words and in the workbench."""

    finding: Finding
    spot: Spot
    waiver: Waiver | None = None
    explanation: Explanation | None = None

    @property
    def is_settled(self) -> bool:
        """Whether the bureau lets it stand."""
        return self.waiver is not None

    @property
    def request(self) -> Explanation | None:
        """What the department wrote to have an error waived that still stops it."""
        return self.explanation if self.stops else None

    @property
    def stops(self) -> bool:
        """Whether it refuses 送审."""
        return self.finding.level is Level.ERROR and not self.is_settled

    @property
    def wants_words(self) -> bool:
        """Whether the department should mend it or say why it is right."""
        return self.finding.level is Level.WARNING and not self.is_settled and self.explanation is None


def findings_of(plan: Plan, text: Text) -> list[FindingCase]:
    """Every finding on the department's own text, in the order of print, beside last year's; the queries do not grow
    with the text."""
    return cases_of(plan, text, check(text, settings=settings_of(plan.cycle), last_year=own_last_year(plan)))


def cases_of(plan: Plan, text: Text, found: Iterable[Finding]) -> list[FindingCase]:
    """Findings on the text with what was said to them: two queries."""
    waivers = {row.key: row for row in Waiver.objects.filter(plan=plan, ended_at=None).select_related("made_by")}
    said = {row.key: row for row in Explanation.objects.filter(plan=plan).select_related("made_by", "answered_by")}
    known = spots(text)
    return [
        FindingCase(finding, case_spot(finding.place, text, known), waivers.get(finding.key), said.get(finding.key))
        for finding in found
    ]


def case_spot(place: Place, text: Text, known: dict[str, Spot]) -> Spot:
    """Where a finding stands in the document; `known` are the `spots(text)` of a text whose rows have identities."""
    for name in _names(place, text):
        if name in known:
            return known[name]
    raise LookupError(f"no place of the text for {place}")


def _names(place: Place, text: Text) -> tuple[str, ...]:
    """Names in texts.places that fit, the narrowest first."""
    if place.kind == "overall_goal":
        number = place.at.partition("[")[2].rstrip("]")
        return (f"{text.id}:overall_goal.{number}", f"{text.id}:overall_goal")
    if place.kind == "text":
        return (f"{text.id}:{place.field}",)
    if place.kind == "project" and place.field in _WHOLE_PROJECT:
        return (f"{place.id}:project",)
    return (f"{place.id}:{place.field}", f"{place.id}:{place.field}.1", f"{place.id}:row", f"{place.id}:project")


def sent_at(plan: Plan) -> datetime | None:
    """Until when the department's words have reached the bureau; None while the text is in review: all of them."""
    sent = None if MEANINGS[State(plan.state)].is_in_review else last_sent(plan)
    return sent.made_at if sent else None


def as_sent(one: FindingCase, until: datetime | None) -> FindingCase:
    """Without what the department explains while it writes: that comes with the next version. A request for a waiver
    is sent when it is written."""
    said = one.explanation
    is_unsent = said is not None and until is not None and said.made_at > until
    return replace(one, explanation=None) if is_unsent and one.finding.level is not Level.ERROR else one
