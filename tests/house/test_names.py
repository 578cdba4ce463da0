"""A module's name says which module it is: none stands twice in an app, and few in the whole program."""

from pathlib import Path

import pytest

from tests.places import CHECKOUT
from tools.house_figures import basenames, defined_twice, product_files

MOST_BORNE_BY_SEVERAL = 25
#: the same thing in its two lives: a row of the database and a part of the value
TWO_LIVES = {"Indicator", "Project", "SubGoal"}
#: the same act of several modules that are chosen from (readers) or begun with
SAME_ACT = {"main", "read", "read_returned"}


def test_no_module_name_stands_twice_in_an_app():
    in_an_app, in_all = basenames(product_files(CHECKOUT))

    assert in_an_app == []
    assert len(in_all) <= MOST_BORNE_BY_SEVERAL


@pytest.mark.parametrize(
    ("paths", "twice"),
    [
        (["reviews/desk/queue.py", "reviews/threads/queue.py"], ["reviews/queue"]),
        (["reviews/desk/queue.py", "jobs/queue.py"], []),
        (["reviews/desk/views.py", "reviews/threads/views.py"], []),
    ],
)
def test_a_name_that_stands_twice_is_found(paths, twice):
    in_an_app, _ = basenames([Path(path) for path in paths])

    assert in_an_app == twice


def test_a_public_name_means_one_thing():
    assert set(defined_twice(CHECKOUT, product_files(CHECKOUT))) <= TWO_LIVES | SAME_ACT


def test_a_public_name_that_means_two_things_is_found(tmp_path):
    for module in ("one.py", "other.py"):
        (tmp_path / module).write_text("class Sheet: ...\n\n\ndef _own(): ...\n", encoding="utf-8")

    assert defined_twice(tmp_path, [Path("one.py"), Path("other.py")]) == ["Sheet"]
