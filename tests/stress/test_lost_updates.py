"""Many people in one text, over a real web server: what a save was acknowledged for is there in the end.

Everything is bounded by counts: so many saves, so many killed workers. What became of each save is worked out
afterwards, from the lines its author wrote down and from the database.
"""

import re
from collections import Counter

import pytest

from departments.models import Plan
from projects.models import Goal, Project
from tests import builders
from tests.stress.authors import an_order, cells_of, killer, write
from tests.stress.server import as_the_test, serving

pytestmark = [
    pytest.mark.both_databases("writers wait for one another by locks"),
    pytest.mark.thorough("eight processes and killed workers before a real server"),
]


@pytest.fixture
def plan(transactional_db, settings) -> Plan:
    """A text with four projects, committed; passwords as the server knows them."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    return builders.a_plan(builders.a_text(projects=(builders.a_project(),) * 4))


def test_what_eight_authors_saved_is_there_or_was_shown_in_a_conflict(plan):
    project = plan.projects.first()
    orders = [an_order(project, do="overlapping", saves=200) for _ in range(8)]

    with serving(workers=3, environ=as_the_test()) as server:
        lines = write(server, orders)

    outcomes = [(place, line["mark"], told) for line in lines for place, told in line["cells"].items()]
    kept = [(place, mark) for place, mark, told in outcomes if told["state"] == "saved"]
    shown = [(mark, told) for _, mark, told in outcomes if told["state"] == "conflict"]
    assert len(lines) == 8 * 200
    assert Counter(marks_in(project)) == Counter(kept)  # none lost, none twice, none that was not acknowledged
    assert len(kept) + len(shown) == len(outcomes)
    assert [told for mark, told in shown if mark in told["value"] or not (told["by"] and told["at"])] == []
    assert shown  # they did meet
    assert rows_of(plan) == sorted(line["mark"] for line in lines if line["rows"])
    assert Plan.objects.get(pk=plan.pk).version == 1 + len(lines)


def test_a_save_whose_worker_is_killed_is_whole_or_not_there(plan):
    projects = list(plan.projects.all())
    orders = [an_order(project, do="alone", saves=25, most_repeats=40) for project in projects]

    with serving(workers=3, environ=as_the_test()) as server:
        lines = write(server, orders, each=killer(server, kills=40, saves=100))

    last = {line["author"]: line for line in lines}
    assert [line for line in lines if line["states"] not in (["saved"], ["same"])] == []  # none was torn
    assert [set(cells_of(project).values()) for project in projects] == [
        {last[order["username"]]["mark"]} for order in orders
    ]
    assert rows_of(plan) == sorted(line["mark"] for line in lines)
    assert 0 < sum(line["repeats"] for line in last.values()) <= 40  # some were hit


def marks_in(project: Project) -> list[tuple[str, str]]:
    """Every mark that stands in a cell, as often as it stands there."""
    return [(place, mark) for place, words in cells_of(project).items() for mark in re.findall(r"\[[^\]]+\]", words)]


def rows_of(plan: Plan) -> list[str]:
    """The marks of the rows that were added."""
    return sorted(Goal.objects.filter(project__plan=plan, text__startswith="[").values_list("text", flat=True))
