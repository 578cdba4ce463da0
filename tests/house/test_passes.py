"""Every test runs: each kind of test belongs to a pass of `make test`, and a marker that leaves one out says why."""

import ast
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from tests.passes import MARKERS, PASSES, Traits, takes
from tests.places import CHECKOUT

KINDS = [Traits(*kind) for kind in product([False, True], repeat=4)]


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_make_test_takes_every_kind(kind):
    assert takes("sqlite", kind) or takes("postgresql", kind)


def test_what_touches_a_database_runs_on_the_one_of_deployments():
    missed = [kind for kind in KINDS if kind.touches_database and not takes("postgresql", kind)]
    once = [kind for kind in KINDS if kind.both_databases and not takes("sqlite", kind)]

    assert (missed, once) == ([], [])


def test_a_commit_waits_for_all_but_browsers_and_what_is_thorough():
    assert {kind for kind in KINDS if takes("quick", kind)} == {k for k in KINDS if not (k.browser or k.thorough)}


def markers(path: Path) -> Iterator[tuple[str, int, list[ast.expr]]]:
    """Uses of our markers in a file: name, line, what stands in its brackets."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {id(node.func): node.args for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in MARKERS and ast.unparse(node.value) == "pytest.mark":
            yield node.attr, node.lineno, called.get(id(node), [])


def test_every_marker_says_why():
    uses = [(path, *use) for path in (CHECKOUT / "tests").rglob("*.py") for use in markers(path)]

    mute = [
        f"{path.relative_to(CHECKOUT)}:{line} {name}"
        for path, name, line, reason in uses
        if not (len(reason) == 1 and isinstance(reason[0], ast.Constant) and len(str(reason[0].value)) > 10)
    ]

    assert {name for _, name, _, _ in uses} == set(MARKERS)
    assert mute == []


def test_the_passes_are_those_of_the_makefile():
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")

    assert {name for name in PASSES if f"--pass {name}" in makefile} == set(PASSES)


def test_nothing_is_skipped_but_for_real_texts_that_are_not_there():
    words = ("mark.skip", "mark.xfail", "pytest.skip", "pytest.xfail", "importorskip", "skipIf(", "skipUnless(")
    lines = (
        (str(path.relative_to(CHECKOUT)), line.strip())
        for path in (CHECKOUT / "tests").rglob("*.py")
        if path != Path(__file__)
        for line in path.read_text(encoding="utf-8").splitlines()
    )

    skipping = [(name, line) for name, line in lines if any(word in line for word in words)]

    assert [(name, line) for name, line in skipping if "REAL_TEXTS" not in line] == []
