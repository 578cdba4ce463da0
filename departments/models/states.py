"""Where a text stands, and what that means: who may write, whose turn it is, who sees it, how it is drawn.

Everything else asks for a column of `MEANINGS`, never for a state by its name; the steps from one state to the next
are reviews/steps.py.
"""

from dataclasses import dataclass

from django.db import models

from departments.models.accounts import Role


class State(models.TextChoices):
    """The states of a text in the order in which it passes them."""

    DRAFTING = "drafting", "编制中"
    SIGNING = "signing", "单位审核中"
    SUBMITTED = "submitted", "已送审"
    FIRST_REVIEW = "first_review", "初审中"
    PASSED = "passed", "初审通过"
    FINAL_REVIEW = "final_review", "复审中"
    RETURNED = "returned", "已退回"
    APPROVED = "approved", "已通过"
    REOPENED = "reopened", "重新打开"
    REFUSED = "refused", "不予通过"
    ON_FILE = "on_file", "已入库"
    PUBLISHED = "published", "已公开"


class Tab(models.TextChoices):
    """How lists gather states: the tabs that people know from the provincial systems."""

    DRAFTING = "drafting", "编制中"
    SUBMITTED = "submitted", "已送审"
    RETURNED = "returned", "已退回"
    APPROVED = "approved", "已通过"
    PUBLISHED = "published", "已公开"


STAFF_AND_LEAD = frozenset({Role.UNIT_STAFF, Role.DEPARTMENT_LEAD})
LEAD = frozenset({Role.DEPARTMENT_LEAD})
NOBODY: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a state means; asked for by column, never by the state's name."""

    tab: Tab
    tone: str  # the colour it is drawn in; its icon is named as the state
    turn: frozenset[Role]  # who has to act next
    writers: frozenset[Role] = NOBODY  # of the department, who may change the text
    is_sent: bool = False  # the bureau knows of the text
    keeps_sent: bool = False  # the bureau goes on reading what was sent before, where something was
    is_in_review: bool = False  # the bureau reads it as it stands; otherwise only what was sent to it
    is_settled: bool = False  # finished: others may learn from it
    is_replaceable: bool = False  # a file may take the place of one that was never sent
    minds_deadline: bool = False  # the cycle's deadline ends writing

    @property
    def is_writable(self) -> bool:
        return bool(self.writers)


_FIRST, _FINAL = frozenset({Role.FIRST_REVIEWER}), frozenset({Role.FINAL_REVIEWER})

MEANINGS = {
    State.DRAFTING: Meaning(
        Tab.DRAFTING, "info", STAFF_AND_LEAD, writers=STAFF_AND_LEAD, is_replaceable=True, minds_deadline=True
    ),
    State.SIGNING: Meaning(Tab.DRAFTING, "info", LEAD, writers=LEAD, minds_deadline=True, keeps_sent=True),
    State.SUBMITTED: Meaning(Tab.SUBMITTED, "info", _FIRST | _FINAL, is_sent=True, is_in_review=True),
    State.FIRST_REVIEW: Meaning(Tab.SUBMITTED, "info", _FIRST, is_sent=True, is_in_review=True),
    State.PASSED: Meaning(Tab.SUBMITTED, "ok", _FINAL, is_sent=True, is_in_review=True),
    State.FINAL_REVIEW: Meaning(Tab.SUBMITTED, "info", _FINAL, is_sent=True, is_in_review=True),
    State.RETURNED: Meaning(Tab.RETURNED, "warn", STAFF_AND_LEAD, writers=STAFF_AND_LEAD, is_sent=True),
    State.APPROVED: Meaning(Tab.APPROVED, "ok", _FINAL, is_sent=True, is_in_review=True, is_settled=True),
    State.REOPENED: Meaning(
        Tab.RETURNED, "warn", STAFF_AND_LEAD, writers=STAFF_AND_LEAD, is_sent=True, is_replaceable=True
    ),
    State.REFUSED: Meaning(Tab.RETURNED, "error", NOBODY, is_sent=True, is_in_review=True),
    State.ON_FILE: Meaning(Tab.APPROVED, "mark", NOBODY, is_sent=True, is_in_review=True, is_settled=True),
    State.PUBLISHED: Meaning(Tab.PUBLISHED, "mark", NOBODY, is_sent=True, is_in_review=True, is_settled=True),
}


def states(*, tab: str | None = None, **columns: bool) -> list[State]:
    """The states whose meaning has these columns: states(is_sent=True), states(tab=Tab.RETURNED)."""
    return [
        state
        for state, meaning in MEANINGS.items()
        if tab in (None, meaning.tab) and all(getattr(meaning, name) == value for name, value in columns.items())
    ]


WRITABLE_STATES = states(is_writable=True)
SENT_STATES = states(is_sent=True)
KEEPING_STATES = states(keeps_sent=True)
SETTLED_STATES = states(is_settled=True)
