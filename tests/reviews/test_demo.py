"""The demo's staging: every role finds work."""

import pytest

from departments.models import Plan, State
from reviews.demo_texts import stage
from reviews.threads.worklist import Treatment, work_items
from tests.pages.reading import text_of
from tests.reviews.people import a_case
from texts.model import Text

pytestmark = pytest.mark.django_db


def test_a_list_half_worked_off_one_sent_again_one_waiting_one_with_gaps():
    cases = [a_case() for _ in range(3)]
    unfinished = a_case(text=Text(fiscal_year=2025))

    lines = stage()

    plans = [Plan.objects.get(pk=case.plan.pk) for case in (*cases, unfinished)]
    work = [[item.treatment for item in work_items(plan, text_of(plan))] for plan in plans]
    assert [plan.state for plan in plans] == [State.RETURNED, State.FIRST_REVIEW, State.SUBMITTED, State.DRAFTING]
    assert [plan.rounds for plan in plans] == [1, 2, 1, 0]
    assert work[0] == [Treatment.CHANGED, Treatment.EXPLAINED, Treatment.OPEN]
    assert len(work[1]) == 3
    assert lines == [
        f"{plans[0]}：已退回，意见处理了一部分",
        f"{plans[1]}：修改后重新送审，初审中",
        f"{plans[2]}：已送审，等待初审",
        f"{plans[3]}：编制中，还有没填完的地方",
    ]
