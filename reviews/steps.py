"""The steps of a text between department and bureau, as one table.

Buttons, labels, rights, messages, the database's constraint and the picture in the manual all come from `STEPS`;
reviews/workflow.py carries a step out, reviews/moves.py says what a step is. What a state means is
departments/models/states.py.
"""

from collections.abc import Iterator

from departments.models.accounts import Role
from departments.models.plans import Cycle
from departments.models.states import State
from reviews.moves import BEFORE, SENT_FROM, Move, Setting, Step, each

STAFF, LEAD, FIRST, FINAL = Role.UNIT_STAFF, Role.DEPARTMENT_LEAD, Role.FIRST_REVIEWER, Role.FINAL_REVIEWER
MANAGER = Role.BUDGET_MANAGER
DEPARTMENT_ROLES, BUREAU_ROLES = frozenset({STAFF, LEAD}), frozenset({FIRST, FINAL})

WRITING = (State.DRAFTING, State.RETURNED, State.REOPENED)
READING = (State.FIRST_REVIEW, State.PASSED, State.FINAL_REVIEW)

_ALL = (
    Step(
        name="hand_in",
        inner_to=DEPARTMENT_ROLES,
        label="提交单位审核",
        moves=each([STAFF], WRITING, State.SIGNING, Setting.SIGNED),
        done="已提交单位审核。单位审核人送审前可收回。",
        line="{plan}已由{by}提交，请审核后送审。",
        told=frozenset({LEAD}),
        blocked_by=("complete", "checked", "answered"),
    ),
    Step(
        name="take_back",
        inner_to=DEPARTMENT_ROLES,
        label="收回",
        moves=each([STAFF], [State.SIGNING], BEFORE, Setting.SIGNED),
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
        moves=each([LEAD], [State.SIGNING], BEFORE, Setting.SIGNED),
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
            *each([LEAD], SENT_FROM, State.SUBMITTED),
            *each([STAFF], WRITING, State.SUBMITTED, Setting.UNSIGNED),
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
            *each([LEAD], [State.SUBMITTED], BEFORE),
            *each([STAFF], [State.SUBMITTED], BEFORE, Setting.UNSIGNED),
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
        moves=(*each([LEAD], READING, None), *each([STAFF], READING, None, Setting.UNSIGNED)),
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
        is_final_word=True,
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
        moves=(
            *each([FINAL], [State.APPROVED, State.REFUSED, State.PUBLISHED], State.REOPENED),
            *each([MANAGER], [State.ON_FILE], State.REOPENED),
        ),
        comment="理由",
        done="已重新打开，编制单位可以修改。",
        line="{plan}已重新打开，请修改后重新送审：{comment}",
        told=DEPARTMENT_ROLES,
        is_quiet=True,
        is_partial=True,
    ),
    Step(
        name="file",
        label="入库",
        moves=each([MANAGER, FINAL], [State.DRAFTING, State.REOPENED], State.ON_FILE, Setting.PAST),
        done="已入库，只能查看，可作上年对照。",
        line="财政局已将{plan}入库，只能查看，可用作上年对照和编报的起点。",
        told=DEPARTMENT_ROLES,
        is_final_word=True,
        is_history=True,
    ),
    Step(
        name="publish",
        label="公开",
        moves=each([FINAL], [State.APPROVED, State.ON_FILE], State.PUBLISHED),
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
        moves=(*each([LEAD], SENT_FROM, None), *each([STAFF], WRITING, None)),
        done="已存为一个版本。",
        line="",
        is_quiet=True,
    ),
    Step(
        name="undo",
        label="撤销决定",
        moves=(
            *each([FIRST], [State.PASSED], State.FIRST_REVIEW),
            *each([FIRST], [State.RETURNED], State.FIRST_REVIEW),
            *each([FINAL], [State.RETURNED, State.APPROVED, State.REFUSED, State.FIRST_REVIEW], State.FINAL_REVIEW),
            *each([FINAL], [State.PUBLISHED], State.APPROVED),  # in old records: now it is taken down instead
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

FINAL_WORDS = [step.name for step in _ALL if step.is_final_word]


def moves_of(cycle: Cycle, state: str, roles: frozenset[str], rounds: int) -> Iterator[tuple[Step, Move]]:
    """What holders of these roles can do with a text of the cycle in this state, submitted so many times."""
    for step in STEPS.values():
        for move in step.moves:
            if move.source == state and move.role in roles and move.when.holds(cycle, rounds):
                yield step, move
                break


def listed_moves() -> list[tuple[str, str, str]]:
    """Every (step, from, to) of the table: the database refuses a record of any other."""
    found = {(s.name, str(m.source), str(target)) for s in STEPS.values() for m in s.moves for target in m.targets()}
    return sorted(found)
