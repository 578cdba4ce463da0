"""What the pages show of the steps: buttons, the form of a step with what still stops it, and the way so far."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from departments.models import Plan, User
from departments.posts import works_in
from findings.results.explanations import ExplanationQuestion, questions
from reviews.blockers import Blocker, blockers
from reviews.models import StepRecord
from reviews.moves import Step
from reviews.steps import BUREAU_ROLES, DEPARTMENT_ROLES, STEPS
from texts.model import Text
from texts.places import COVER, MEASURES, OVERALL_GOAL, SECTIONS, SUB_GOALS


@dataclass(frozen=True, slots=True)
class PartChoice:
    """A part of the text that a partial return may open."""

    value: str
    label: str
    threads: int  # blocking ones on it
    is_chosen: bool


@dataclass(frozen=True)
class StepForm:
    """One step as a form: its hash of what was read, the reason, the parts, and what stands in the way."""

    plan: Plan
    step: Step
    text: Text
    read: str
    comment: str = ""
    opened: frozenset[str] | None = None
    error: str = ""

    @cached_property
    def blockers(self) -> list[Blocker]:
        return blockers(self.plan, self.text, self.step.blocked_by)

    @cached_property
    def faults(self) -> list[Blocker]:
        """What has to be put right first; what may be explained instead is asked for below."""
        return [blocker for blocker in self.blockers if blocker.warning is None]

    @cached_property
    def questions(self) -> list[ExplanationQuestion]:
        """The warnings that want words, rule by rule."""
        return questions(self.plan, (blocker.warning for blocker in self.blockers if blocker.warning))

    @cached_property
    def parts(self) -> list[PartChoice]:
        """The parts with those chosen that have blocking threads, as long as nobody chose otherwise."""
        if not self.step.is_partial:
            return []
        counts: dict[str, int] = {}
        for part in self.plan.threads.blocking().values_list("part", flat=True):
            counts[part] = counts.get(part, 0) + 1
        chosen = self.opened if self.opened is not None else frozenset(counts)
        return [PartChoice(value, label, counts.get(value, 0), value in chosen) for value, label in _parts(self.text)]

    @property
    def is_whole(self) -> bool:
        """Whether the whole text is opened: by choice, and where no thread speaks of a single part."""
        return self.opened is None and not any(part.is_chosen for part in self.parts)


def _parts(text: Text) -> Iterator[tuple[str, str]]:
    for section in (COVER, OVERALL_GOAL, SUB_GOALS, MEASURES):
        yield section, SECTIONS[section]
    for number, project in enumerate(text.projects, 1):
        yield str(project.id), f"{number}. {project.name or project.code or '（未命名）'}"


@dataclass(frozen=True, slots=True)
class Passage:
    """A record of the way with the words and the colour it is shown in."""

    record: StepRecord
    label: str
    tone: str


def way_of(plan: Plan, user: User) -> list[Passage]:
    """The steps so far that this reader's side knows of, newest first; one query."""
    hidden_side = BUREAU_ROLES if works_in(user, plan.department_id) else DEPARTMENT_ROLES
    hidden = [step.name for step in STEPS.values() if step.inner_to and step.inner_to <= hidden_side]
    records = plan.steps.exclude(step__in=hidden).select_related("taken_by", "snapshot", "opinion")
    records = records.defer("snapshot__text", "opinion__content").order_by("-number")
    return [Passage(record, STEPS[record.step].label, _tone(record)) for record in records]


def _tone(record: StepRecord) -> str:
    if record.step in ("return", "send_back", "back_to_first", "reopen"):
        return "warn"
    if record.step == "refuse":
        return "error"
    return "ok" if STEPS[record.step].is_decision else "info"
