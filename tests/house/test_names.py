"""A module's name says which module it is: none stands twice in an app, and few in the whole program."""

from pathlib import Path

import pytest

from tests.places import CHECKOUT
from tools.house_figures import basenames, product_files

MOST_BORNE_BY_SEVERAL = 25


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
