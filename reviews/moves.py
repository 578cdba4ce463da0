"""What a step of reviews/steps.py is: a verb with its moves, each under a setting of the cycle."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from departments.models.accounts import Role
from departments.models.plans import Cycle
from departments.models.states import State

BEFORE = "before"  # a target: the state that the text was sent from
SENT_FROM = (State.DRAFTING, State.SIGNING, State.RETURNED, State.REOPENED)


class Setting(Enum):
    """Under which settings of the cycle a move exists, and for which of its texts."""

    ALWAYS = "总是"
    SIGNED = "有单位审核"
    UNSIGNED = "无单位审核"
    TWO_STEPS = "初审和复审"
    ONE_STEP = "只有复审"
    PAST = "往年批次，从未送审"

    def holds(self, cycle: Cycle, rounds: int) -> bool:
        """Whether it does for a text of the cycle that was submitted so many times."""
        if self is Setting.PAST:  # what a department submitted is approved by review, and by nothing else
            return not rounds and cycle.is_past
        return {
            Setting.ALWAYS: True,
            Setting.SIGNED: cycle.has_sign_off,
            Setting.UNSIGNED: not cycle.has_sign_off,
            Setting.TWO_STEPS: cycle.review_steps == 2,
            Setting.ONE_STEP: cycle.review_steps == 1,
        }[self]


@dataclass(frozen=True, slots=True)
class Move:
    """One arrow of the picture. `target` None: the text stays where it is."""

    role: Role
    source: State
    target: State | str | None
    when: Setting = Setting.ALWAYS

    def targets(self) -> tuple[State, ...]:
        """Every state that the text may be in afterwards."""
        if self.target is None:
            return (self.source,)
        return SENT_FROM if self.target == BEFORE else (State(self.target),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A verb. `told` are the roles that hear of it; `line` is their message, `done` the answer to who took it."""

    name: str
    label: str
    moves: tuple[Move, ...]
    done: str
    line: str
    told: frozenset[Role] = frozenset()
    comment: str = ""  # what the required reason is called; "" where none is asked for
    is_decision: bool = False  # on the text as it was read: bound to its hash, and may be undone for ten minutes
    is_quiet: bool = False  # a side way: not the button that leads on
    is_partial: bool = False  # may open chosen parts only
    is_opinion: bool = False  # 审核意见 is issued with it
    keeps: bool = True  # a version is kept
    is_final_word: bool = False  # that version may be published
    is_history: bool = False  # what was decided elsewhere is taken over: the findings on it count for no rule
    inner_to: frozenset[Role] = frozenset()  # the side that alone hears of it; both where empty
    blocked_by: tuple[str, ...] = field(default=())  # names of reviews/blockers.py
    page: str = ""  # the address (by name) on which alone it is taken: more belongs to it than a comment; never undone


def each(
    roles: Iterable[Role], sources: Iterable[State], target: State | str | None, when: Setting = Setting.ALWAYS
) -> tuple[Move, ...]:
    """One move a role and source."""
    return tuple(Move(role, source, target, when) for role in roles for source in sources)
