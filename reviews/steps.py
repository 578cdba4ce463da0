"""The steps of a text between department and bureau, as one table.

Buttons, labels, rights, messages, the database's constraint and the picture in the manual all come from `STEPS`;
reviews/workflow.py carries a step out. A `Move` says from which state to which, by whom, under which settings of the
cycle. What a state means is departments/models/states.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from departments.models.accounts import Role
from departments.models.plans import Cycle
from departments.models.states import State

STAFF, LEAD, FIRST, FINAL = Role.UNIT_STAFF, Role.DEPARTMENT_LEAD, Role.FIRST_REVIEWER, Role.FINAL_REVIEWER
DEPARTMENT_ROLES, BUREAU_ROLES = frozenset({STAFF, LEAD}), frozenset({FIRST, FINAL})
BEFORE = "before"  # a target: the state that the text was sent from


class Setting(Enum):
    """Under which settings of the cycle a move exists."""

    ALWAYS = "总是"
    SIGNED = "有单位审核"
    UNSIGNED = "无单位审核"
    TWO_STEPS = "初审和复审"
    ONE_STEP = "只有复审"

    def holds(self, cycle: Cycle) -> bool:
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
        return tuple(SENT_FROM) if self.target == BEFORE else (State(self.target),)


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
    inner_to: frozenset[Role] = frozenset()  # the side that alone hears of it; both where empty
    blocked_by: tuple[str, ...] = field(default=())  # names of reviews/blockers.py
    page: str = ""  # the address (by name) on which alone it is taken: more belongs to it than a comment; never undone


def _each(roles, sources, target, when=Setting.ALWAYS) -> tuple[Move, ...]:
    return tuple(Move(role, source, target, when) for role in roles for source in sources)


WRITING = (State.DRAFTING, State.RETURNED, State.REOPENED)
SENT_FROM = (State.DRAFTING, State.SIGNING, State.RETURNED, State.REOPENED)
READING = (State.FIRST_REVIEW, State.PASSED, State.FINAL_REVIEW)

_ALL = (
    Step(
        name="hand_in",
        inner_to=DEPARTMENT_ROLES,
        label="提交单位审核",
        moves=_each([STAFF], WRITING, State.SIGNING, Setting.SIGNED),
        done="已提交单位审核。单位审核人送审前可收回。",
        line="{plan}已由{by}提交，请审核后送审。",
        told=frozenset({LEAD}),
        blocked_by=("complete", "checked", "answered"),
    ),
    Step(
        name="take_back",
        inner_to=DEPARTMENT_ROLES,
        label="收回",
        moves=_each([STAFF], [State.SIGNING], BEFORE, Setting.SIGNED),
        done="已收回，可以继续修改。",
        line="{plan}已由{by}收回。",
        told=frozenset({LEAD}),
        is_quiet=True,
        keeps=False,
    ),
    Step(
        name="send_back",
        inner_to=DEPARTMENT_ROLES,
        label="退回修改",
        moves=_each([LEAD], [State.SIGNING], BEFORE, Setting.SIGNED),
        comment="修改意见",
        done="已退回编制人修改。",
        line="{plan}由{by}退回修改：{comment}",
        told=frozenset({STAFF}),
        is_quiet=True,
    ),
    Step(
        name="submit",
        label="送审",
        moves=(
            *_each([LEAD], SENT_FROM, State.SUBMITTED),
            *_each([STAFF], WRITING, State.SUBMITTED, Setting.UNSIGNED),
        ),
        done="已送审。财政局开始审核前可撤回。",
        line="{plan}已送审，请审核。",
        told=BUREAU_ROLES,
        blocked_by=("complete", "checked", "answered"),
    ),
    Step(
        name="withdraw",
        label="撤回",
        moves=(
            *_each([LEAD], [State.SUBMITTED], BEFORE),
            *_each([STAFF], [State.SUBMITTED], BEFORE, Setting.UNSIGNED),
        ),
        done="已撤回，可以继续修改。",
        line="{plan}已由{by}撤回。",
        told=BUREAU_ROLES,
        is_quiet=True,
        keeps=False,
    ),
    Step(
        name="ask_return",
        label="申请退回",
        moves=(*_each([LEAD], READING, None), *_each([STAFF], READING, None, Setting.UNSIGNED)),
        comment="申请理由",
        done="已向财政局申请退回。",
        line="{by}申请退回{plan}：{comment}",
        told=BUREAU_ROLES,
        is_quiet=True,
        keeps=False,
    ),
    Step(
        name="open_first",
        label="开始初审",
        moves=(Move(FIRST, State.SUBMITTED, State.FIRST_REVIEW, Setting.TWO_STEPS),),
        done="已开始初审，编制单位不能再撤回。",
        line="财政局已开始初审{plan}。",
        told=DEPARTMENT_ROLES,
        keeps=False,
    ),
    Step(
        name="open_final",
        label="开始复审",
        moves=(
            Move(FINAL, State.PASSED, State.FINAL_REVIEW, Setting.TWO_STEPS),
            Move(FINAL, State.SUBMITTED, State.FINAL_REVIEW, Setting.ONE_STEP),
        ),
        done="已开始复审。",
        line="财政局已开始复审{plan}。",
        told=DEPARTMENT_ROLES,
        keeps=False,
    ),
    Step(
        name="pass",
        label="初审通过",
        moves=(Move(FIRST, State.FIRST_REVIEW, State.PASSED, Setting.TWO_STEPS),),
        done="初审已通过，转绩效科复审。",
        line="{plan}初审通过，请复审。",
        told=frozenset({FINAL, STAFF, LEAD}),
        is_decision=True,
        is_opinion=True,
        blocked_by=("settled", "graded"),
    ),
    Step(
        name="back_to_first",
        inner_to=BUREAU_ROLES,
        label="退回初审",
        moves=(Move(FINAL, State.FINAL_REVIEW, State.FIRST_REVIEW, Setting.TWO_STEPS),),
        comment="退回理由",
        done="已退回初审。",
        line="{plan}由{by}退回初审：{comment}",
        told=frozenset({FIRST}),
        is_decision=True,
        is_quiet=True,
    ),
    Step(
        name="return",
        label="退回",
        moves=(
            Move(FIRST, State.FIRST_REVIEW, State.RETURNED, Setting.TWO_STEPS),
            Move(FINAL, State.FINAL_REVIEW, State.RETURNED),
        ),
        comment="退回意见",
        done="已退回，意见已送达编制单位。",
        line="{plan}已退回，请按意见修改后重新送审：{comment}",
        told=DEPARTMENT_ROLES,
        is_decision=True,
        is_opinion=True,
        is_partial=True,
    ),
    Step(
        name="approve",
        label="审核通过",
        moves=(Move(FINAL, State.FINAL_REVIEW, State.APPROVED),),
        done="已审核通过。",
        line="{plan}已审核通过。",
        told=frozenset({STAFF, LEAD, FIRST}),
        is_decision=True,
        is_opinion=True,
        blocked_by=("settled", "graded"),
    ),
    Step(
        name="refuse",
        label="不予通过",
        moves=(Move(FINAL, State.FINAL_REVIEW, State.REFUSED),),
        comment="理由",
        done="已作出不予通过的决定。",
        line="{plan}未予通过：{comment}",
        told=frozenset({STAFF, LEAD, FIRST}),
        is_decision=True,
        is_opinion=True,
        is_quiet=True,
    ),
    Step(
        name="reopen",
        label="重新打开",
        moves=_each([FINAL], [State.APPROVED, State.REFUSED, State.PUBLISHED], State.REOPENED),
        comment="理由",
        done="已重新打开，编制单位可以修改。",
        line="{plan}已重新打开，请修改后重新送审：{comment}",
        told=DEPARTMENT_ROLES,
        is_quiet=True,
        is_partial=True,
    ),
    Step(
        name="publish",
        label="公开",
        moves=(Move(FINAL, State.APPROVED, State.PUBLISHED),),
        done="已公开。",
        line="{plan}已公开。",
        told=frozenset({STAFF, LEAD, FIRST}),
        is_decision=True,
        page="publication",
    ),
    Step(
        name="keep",
        inner_to=DEPARTMENT_ROLES,
        label="存档",
        moves=(*_each([LEAD], SENT_FROM, None), *_each([STAFF], WRITING, None)),
        done="已存为一个版本。",
        line="",
        is_quiet=True,
    ),
    Step(
        name="undo",
        label="撤销决定",
        moves=(
            *_each([FIRST], [State.PASSED], State.FIRST_REVIEW),
            *_each([FIRST], [State.RETURNED], State.FIRST_REVIEW),
            *_each([FINAL], [State.RETURNED, State.APPROVED, State.REFUSED, State.FIRST_REVIEW], State.FINAL_REVIEW),
            *_each([FINAL], [State.PUBLISHED], State.APPROVED),  # in old records: now it is taken down instead
        ),
        done="已撤销，回到作出决定之前。",
        line="{by}撤销了刚才对{plan}的决定。",
        told=frozenset({STAFF, LEAD, FIRST, FINAL}),
        is_quiet=True,
        keeps=False,
    ),
)

#: name -> step, in the order in which buttons stand
STEPS = {step.name: step for step in _ALL}


def moves_of(cycle: Cycle, state: str, roles: frozenset[str]) -> Iterator[tuple[Step, Move]]:
    """What holders of these roles can do with a text of the cycle in this state."""
    for step in STEPS.values():
        for move in step.moves:
            if move.source == state and move.role in roles and move.when.holds(cycle):
                yield step, move
                break


def listed_moves() -> list[tuple[str, str, str]]:
    """Every (step, from, to) of the table: the database refuses a record of any other."""
    found = {(s.name, str(m.source), str(target)) for s in STEPS.values() for m in s.moves for target in m.targets()}
    return sorted(found)
