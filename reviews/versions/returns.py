"""What was sent and what came back: the version that the bureau has, and the return on which the department works."""

from dataclasses import dataclass
from datetime import datetime

from departments.models import Plan
from projects.models import Snapshot
from projects.visible_text import last_sent
from reviews.models import StepRecord
from reviews.steps import STEPS
from texts.model import Text
from texts.places import SECTIONS


@dataclass(frozen=True, slots=True)
class Sent:
    """The version that the bureau has, and when it was sent."""

    version: Snapshot
    at: datetime


def sent_version(plan: Plan) -> Sent | None:
    """Two queries."""
    version = last_sent(plan)
    if version is None:
        return None
    record = version.steps.filter(step=STEPS["submit"].name).order_by("number").last()
    return Sent(version, record.taken_at if record else version.made_at)


def last_return(plan: Plan) -> StepRecord | None:
    """The step that gave the text back to its authors last, unless it was undone: who, when, why. One query."""
    taken = plan.steps.select_related("taken_by", "opinion").defer("opinion__content")
    records = iter(taken.order_by("-number"))
    for record in records:
        if record.step == STEPS["undo"].name:
            next(records, None)  # undone, and with it what it took back
        elif STEPS[record.step].is_partial:
            return record
    return None


def part_names(text: Text) -> dict[str, str]:
    """Every part as people call it, in the order of the text."""
    projects = {str(row.id): f"{n}. {row.name or row.code or '（未命名）'}" for n, row in enumerate(text.projects, 1)}
    return SECTIONS | projects


def opened_parts(record: StepRecord, text: Text) -> list[str]:
    """The parts that a return opened; empty for the whole text."""
    opened = frozenset(record.opened or ())
    return [name for part, name in part_names(text).items() if part in opened]
