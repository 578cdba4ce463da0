"""What holds for any two texts."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from tests.compare.versions import later_versions, rows_of, with_ids
from tests.generating import examples
from texts.compare import Comparison, Fate, RowFate, compare
from texts.compare.kinds import PROJECT
from texts.compare.word_differences import mirrored

MIRRORED = {RowFate.ADDED: RowFate.DROPPED, RowFate.DROPPED: RowFate.ADDED}


@st.composite
def versions(draw):
    """Two texts: a later version of the first, or another one, with identities or without."""
    old = with_ids(draw(strategies.texts))
    new = draw(later_versions(old) | strategies.texts)
    return old, replace(new, id=old.id) if new.id else new


@given(versions())
@examples(80)
def test_the_runs_are_both_strings(texts):
    for row in rows_of(compare(*texts)):
        for cell in row.cells.values():
            old = "".join(run.text for run in cell.runs if run.fate is not Fate.INSERTED)
            new = "".join(run.text for run in cell.runs if run.fate is not Fate.DELETED)
            assert (old, new) == (cell.old or "", cell.new or "")


@given(versions())
@examples(80)
def test_both_texts_are_there_in_print_order(texts):
    old, new = texts

    found = compare(old, new)

    assert _strings(found, "new") == list(new.strings())
    assert sorted(_strings(found, "old")) == sorted(old.strings())


@given(strategies.texts)
@examples(40)
def test_a_text_does_not_differ_from_itself(text):
    found = compare(text, with_ids(text))

    assert found.is_same
    assert (found.numbers, found.counts.total(), found.shifted_years) == ((), 0, 0)


@given(versions())
@examples(80)
def test_the_way_back_is_the_mirror(texts):
    old, new = texts

    there, back = compare(old, new), compare(new, old)

    assert sorted(_facts(there)) == sorted(_facts(back, is_back=True))


def _facts(found: Comparison, *, is_back: bool = False) -> list[str]:
    """Each cell with its places, state and runs, as seen from the old version."""
    facts = []
    for row in rows_of(found):
        state = MIRRORED.get(row.state, row.state) if is_back else row.state
        for name, cell in row.cells.items():
            places = (cell.new_place, cell.old_place) if is_back else (cell.old_place, cell.new_place)
            runs = mirrored(cell.runs) if is_back else cell.runs
            facts.append(repr((row.kind, name, places, str(state), row.is_moved, [(str(f), t) for f, t in runs])))
    return facts


def _strings(found: Comparison, side: str) -> list[str]:
    """The words of one version out of the comparison, in print order."""
    order = {
        "cover": ("department", "stage", "finance_bureau"),
        "sub_goal": ("title", "description", "goals", "indicators"),
        "project": (*PROJECT.cells, "plan", "goals", "indicators"),
        "milestone": ("percent",),
    }

    def words(row):
        for name in order.get(row.kind, tuple(row.cells)):
            if name in row.cells and not (row.kind == "sub_goal" and name == "goals"):
                text = getattr(row.cells[name], side)
                yield from (text.split("\n") if row.kind == "paragraph" and text else [text])
            else:
                for part in row.parts[name]:
                    yield from words(part)

    found_words = [text for rows in found.parts.values() for row in rows for text in words(row)]
    return [text for text in found_words if text]
