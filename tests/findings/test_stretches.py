"""Rewritings of the same words: put together where they speak of different stretches, refused where they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from findings.results.stretches import Stretch, agree, compose_stretches, stretches

WORDS = st.text("公开结果≥%0。", max_size=12)


@given(WORDS, WORDS)
def test_the_stretches_of_two_wordings_lead_from_one_to_the_other(was, now):
    assert compose_stretches(was, stretches(was, now)) == now


@given(WORDS, WORDS, WORDS, WORDS, WORDS)
def test_changes_on_either_side_of_a_word_that_stays_are_both_made(left, right, before, behind, word):
    was = f"{before}|{word}|{behind}"
    one, other = stretches(was, f"{left}|{word}|{behind}"), stretches(was, f"{before}|{word}|{right}")

    assert agree(one, other)
    assert compose_stretches(was, [*other, *one]) == f"{left}|{word}|{right}"


@pytest.mark.parametrize(
    ("one", "other", "is_both"),
    [
        (Stretch(0, 2, ""), Stretch(2, 4, "力"), True),
        (Stretch(0, 1, "≥"), Stretch(0, 1, "≥"), True),
        (Stretch(0, 1, "≥"), Stretch(0, 1, "≤"), False),
        (Stretch(0, 3, ""), Stretch(2, 4, ""), False),
        (Stretch(2, 2, "月"), Stretch(2, 2, "日"), False),
        (Stretch(0, 4, ""), Stretch(2, 2, "月"), False),
    ],
)
def test_whether_two_can_be_done_together(one, other, is_both):
    assert (agree([one], [other]), agree([other], [one])) == (is_both, is_both)
