"""Rights end at once: statements are kept, answers never; what ended since the last save counts for the next."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from departments.models import Membership, Plan, User
from departments.models.plans import State
from projects.models import Indicator
from tests.projects.drafting.author import Author, a_cell

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(plan, log_in):
    return Author(log_in(plan.created_by), plan)


@pytest.fixture
def row(plan):
    return Indicator.objects.filter(project__plan=plan).first()


def the_target(row, now, *, was="≥1200册"):
    return a_cell(f"indicator:{row.pk}:target", was, now)


def test_a_post_that_ended(author, plan, row):
    author.save(cells=[the_target(row, "≥1300册")])
    Membership.objects.update(ends_on=timezone.localdate() - timedelta(days=1))

    answers = [
        author.post(cells=[the_target(row, "≥1400册", was="≥1300册")]).status_code,
        author.client.get(author.address).status_code,
    ]

    row.refresh_from_db()
    assert (answers, row.target) == ([404, 404], "≥1300册")


def test_a_disabled_account(author, row):
    author.save(cells=[the_target(row, "≥1300册")])
    User.objects.update(is_active=False)

    answer = author.post(cells=[the_target(row, "≥1400册", was="≥1300册")])

    row.refresh_from_db()
    assert (answer.status_code, row.target) == (401, "≥1300册")


def test_a_session_that_was_ended(author, row):
    author.save(cells=[the_target(row, "≥1300册")])
    Session.objects.all().delete()

    assert author.post(cells=[the_target(row, "≥1400册", was="≥1300册")]).status_code == 401


def test_a_part_that_was_closed(author, plan, row):
    Plan.objects.update(state=State.RETURNED, opened=[str(row.project_id)])
    author.save(cells=[the_target(row, "≥1300册")])
    Plan.objects.update(opened=["measures"])

    told = author.post(cells=[the_target(row, "≥1400册", was="≥1300册")]).json()

    row.refresh_from_db()
    assert ([cell["state"] for cell in told["cells"]], row.target) == (["gone"], "≥1300册")
