"""Two people at the same moment, with real threads and connections: whoever comes second finds it done or refused.

PostgreSQL runs each race 200 times; SQLite, where every writer waits for the one before, a few.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from departments.models import Plan, Role, State
from projects.saving.changes import CellChange, Save
from projects.saving.save import NotWritableError, save
from projects.visible_text import last_sent
from reviews.models import Grade, ReviewSheet
from reviews.workflow import StepRefusedError, StepWords, take
from tests import builders
from tests.reviews.people import a_case
from texts.interchange import sha256

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.both_databases("writers wait for one another by locks"),
]

ROUNDS = {"postgresql": 200, "sqlite": 10}


def rounds() -> range:
    return range(ROUNDS[connection.vendor])


@pytest.fixture
def together():
    """Runs two calls at the same moment, each on a connection of its own; tells which were carried out."""
    with ThreadPoolExecutor(2) as pool:
        meet = threading.Barrier(2)

        def attempt(call: Callable[[], object]) -> bool:
            meet.wait()
            try:
                call()
            except (StepRefusedError, NotWritableError):
                return False
            return True

        def leave(_: int) -> None:
            meet.wait()  # so that each thread closes its own
            connections.close_all()

        yield lambda *calls: list(pool.map(attempt, calls))
        list(pool.map(leave, range(2)))


def set_back(case, state: State) -> None:
    """The text as it stood before the race; its records stay."""
    Plan.objects.filter(pk=case.plan.pk).update(state=state, opened=None)


def now(case) -> tuple[str, str]:
    plan = Plan.objects.with_text().get(pk=case.plan.pk)
    return plan.state, sha256(plan.to_text())


def typing(case, words: str) -> Callable[[], object]:
    """A save of the overall goal over what stands there now."""
    was = Plan.objects.get(pk=case.plan.pk).overall_goal
    change = CellChange("plan", case.plan.pk, "overall_goal", was, words)
    return lambda: save(Plan.objects.get(pk=case.plan.pk), Save((), (change,), 0), by=case.people.staff)


def step(case, name: str, by, **word) -> Callable[[], object]:
    given = StepWords(**word)
    return lambda: take(case.plan, name, by=by, word=given)


def graded(case, state: State) -> None:
    role = Role.FINAL_REVIEWER if state == State.FINAL_REVIEW else Role.FIRST_REVIEWER
    ReviewSheet.objects.filter(plan=case.plan).delete()
    case.plan.state = state
    case.grade(Grade.EXCELLENT, role=role)


def test_what_was_submitted_is_what_stands_there(together):
    case = a_case()

    for n in rounds():
        set_back(case, State.DRAFTING)
        together(step(case, "submit", case.people.lead), typing(case, f"第{n}次的总体目标。"))

        state, digest = now(case)
        assert (state, digest) == (State.SUBMITTED, last_sent(case.plan).sha256)


def test_an_approved_text_is_the_one_that_was_read(together):
    case = a_case(review_steps=1).go("submit", "open_final")
    graded(case, State.FINAL_REVIEW)
    before = case.sha256

    for n in rounds():
        set_back(case, State.FINAL_REVIEW)
        ReviewSheet.objects.update(is_final=False)
        done = together(step(case, "approve", case.people.final, read=before), typing(case, f"第{n}次的总体目标。"))

        assert done == [True, False]
        assert now(case) == (State.APPROVED, before)


def test_of_two_reviewers_one_decides(together):
    case = a_case().go("submit", "open_first")
    colleague = builders.a_user(Role.FIRST_REVIEWER, place=case.plan.department)
    graded(case, State.FIRST_REVIEW)
    read = case.sha256

    for _ in rounds():
        set_back(case, State.FIRST_REVIEW)
        ReviewSheet.objects.update(is_final=False)
        count = case.plan.steps.count()
        passing, returning = together(
            step(case, "pass", case.people.first, read=read),
            step(case, "return", colleague, read=read, comment="请改。"),
        )

        assert passing != returning
        assert now(case)[0] == (State.PASSED if passing else State.RETURNED)
        assert case.plan.steps.count() == count + 1


def test_a_double_click_submits_once(together):
    case = a_case()

    for _ in rounds():
        set_back(case, State.DRAFTING)
        count = case.plan.steps.filter(step="submit").count()
        done = together(*[step(case, "submit", case.people.lead)] * 2)

        assert sorted(done) == [False, True]
        assert case.plan.steps.filter(step="submit").count() == count + 1


def test_withdrawn_or_opened_never_both(together):
    case = a_case()

    for _ in rounds():
        set_back(case, State.DRAFTING)
        case.go("submit")
        withdrawn, opened = together(
            step(case, "withdraw", case.people.lead), step(case, "open_first", case.people.first)
        )

        assert withdrawn != opened
        assert now(case)[0] == (State.DRAFTING if withdrawn else State.FIRST_REVIEW)


def test_records_are_numbered_without_a_gap():
    case = a_case().go("submit", "open_first", "return", "submit", "withdraw")

    numbers = list(case.plan.steps.values_list("number", flat=True))

    assert numbers == list(range(1, len(numbers) + 1))
    assert len(set(numbers)) == len(numbers)
