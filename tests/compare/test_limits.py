"""Hostile or huge texts: only what changed is searched, and a search that takes long is given up, never wrong."""

import random

import pytest
from diff_match_patch import diff_match_patch

from tests.builders import a_project, a_text
from tests.compare.versions import rows_of, with_ids
from texts.compare import Fate, RowFate, compare
from texts.compare.row_matching import MOST_PAIRS
from texts.model import Line


@pytest.fixture
def searches(monkeypatch):
    """The pairs of strings that were searched for differences."""
    asked = []
    search = diff_match_patch.diff_main

    def counted(self, old, new, checklines=True, deadline=None):
        asked.append((old, new))
        return search(self, old, new, checklines, deadline)

    monkeypatch.setattr(diff_match_patch, "diff_main", counted)
    return asked


def many_projects(**changes):
    return with_ids(a_text(projects=tuple(a_project(code=str(n), name=f"项目{n}", **changes) for n in range(200))))


def test_only_cells_that_changed_are_searched(searches):
    old, new = many_projects(), many_projects()
    measures = (Line(id=new.measures[0].id, text=f"{new.measures[0].text}每月通报。"), new.measures[1])

    compare(old, new)
    assert searches == []

    compare(old, a_text(projects=new.projects, measures=measures))
    assert len(searches) == 1


def test_words_that_share_nothing_are_replaced_when_time_is_up():
    rng = random.Random(5)
    old, new = (
        a_text(projects=tuple(_nonsense(rng, letters) for _ in range(20))) for letters in ("甲乙丙丁", "丙丁戊己")
    )

    found = compare(old, new, patience=0.2)

    for row in rows_of(found):
        for cell in row.cells.values():
            assert "".join(run.text for run in cell.runs if run.fate is not Fate.INSERTED) == (cell.old or "")
            assert "".join(run.text for run in cell.runs if run.fate is not Fate.DELETED) == (cell.new or "")


def _nonsense(rng: random.Random, letters: str):
    return a_project(purpose="".join(rng.choices(letters, k=8_000)))


def test_lists_too_long_for_likeness_are_matched_by_their_keys():
    old = tuple(Line(text=f"措施{n}，按月调度。") for n in range(2_000))
    new = tuple(Line(text=f"措施{n}，按{'月' if n % 2 else '季'}调度。") for n in range(2_000))
    assert len(old) * len(new) > MOST_PAIRS

    counts = compare(a_text(measures=old), a_text(measures=new)).counts

    assert counts == {RowFate.ADDED: 1_000, RowFate.DROPPED: 1_000}


def test_an_endless_cell_is_replaced_as_a_whole(searches):
    endless = "预算绩效" * 20_000

    found = compare(a_text(measures=(Line(text=endless),)), a_text(measures=(Line(text=f"{endless}。"),)))

    assert [[str(run.fate) for run in row.cells["text"].runs] for row in found.measures] == [["deleted", "inserted"]]
    assert searches == []
