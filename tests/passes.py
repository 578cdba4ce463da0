"""Which tests run when, and on which database.

`make quick` takes one pass, `make test` takes two, and between the two every test runs at least once:

    quick        SQLite: all but browsers and what is thorough; for every commit
    sqlite       what touches no database, and what can differ between the databases
    postgresql   all that touches a database, browsers and stress with it: this is what deployments run

A test says what it is by a marker, and the marker says why:

    both_databases("saves wait for one another by locks")     runs on SQLite too: the engines could answer differently
    thorough("1,000 damaged files")                           repeats, prints or starts so much that a commit need not wait

What cannot differ between the engines (who may see a page, what a page says, how a text is read) runs on one of them.
"""

from dataclasses import dataclass

import pytest

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_reset_sequences"}
MARKERS = ("both_databases", "thorough")


@dataclass(frozen=True)
class Traits:
    """What decides where a test runs."""

    touches_database: bool = False
    both_databases: bool = False
    thorough: bool = False
    browser: bool = False


PASSES = {
    "quick": lambda test: not (test.thorough or test.browser),
    "sqlite": lambda test: test.both_databases or not (test.touches_database or test.browser),
    "postgresql": lambda test: test.touches_database or test.browser,
}


def takes(name: str, test: Traits) -> bool:
    return PASSES[name](test)


def traits_of(item: pytest.Item) -> Traits:
    """Read off a collected test: its fixtures and its markers."""
    names = set(getattr(item, "fixturenames", ()))
    is_marked = {name: item.get_closest_marker(name) is not None for name in MARKERS}
    return Traits(
        touches_database=item.get_closest_marker("django_db") is not None or bool(names & DATABASE_FIXTURES),
        browser=item.get_closest_marker("browser") is not None,
        **is_marked,
    )
