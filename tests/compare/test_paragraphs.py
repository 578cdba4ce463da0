"""Paragraphs: aligned in their order, split, joined, and no slower for being many."""

import math
import time

import pytest

from texts.compare.paragraphs import MOST_PAIRS, aligned_groups

A = "紧扣县委、县政府部署，办好人民满意的教育。"
B = "全年新增学位600个。"
C = "扩建城北小学教学楼一栋，建筑面积3000平方米。"
D = "落实“双减”政策，规范校外培训。"


def groups(old, new, until=math.inf):
    return [(list(group.old), list(group.new)) for group in aligned_groups(old, new, until=until)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((A, B), (A, B), [([0], [0]), ([1], [1])]),
        ((A, B, D), (A, C, B.replace("600", "800"), D), [([0], [0]), ([], [1]), ([1], [2]), ([2], [3])]),
        ((A, B, C), (A, C), [([0], [0]), ([1], []), ([2], [1])]),
        ((A, B + C, D), (A, B, C, D), [([0], [0]), ([1], [1, 2]), ([2], [3])]),
        ((A, B, C, D), (A, B + C, D), [([0], [0]), ([1, 2], [1]), ([3], [2])]),
        ((A, B), (D, C), [([0], []), ([1], []), ([], [0]), ([], [1])]),
        ((A, B), (A, D), [([0], [0]), ([1], [1])]),
        ((), (A, B), [([], [0]), ([], [1])]),
        ((), (), []),
    ],
    ids=[
        "same",
        "put in, and one edited",
        "taken out",
        "split",
        "joined",
        "others",
        "one in the place of one",
        "first ones",
        "none",
    ],
)
def test_paragraphs_find_each_other(old, new, expected):
    assert groups(old, new) == expected
    assert sorted(groups(new, old)) == sorted((n, o) for o, n in expected)


def test_of_two_that_changed_places_one_is_dropped_and_added():
    assert groups((A, C), (C, A)) in (
        [([0], []), ([1], [0]), ([], [1])],
        [([], [0]), ([0], [1]), ([1], [])],
    )


def test_very_many_are_matched_where_they_are_equal():
    old = [f"第{n}段" for n in range(3_000)]
    new = [f"第{n}段" if n % 2 else f"改{n}段" for n in range(3_000)]
    assert len(old) * len(new) > MOST_PAIRS

    found = groups(old, new)

    assert [pair for pair in found if pair[0] and pair[1]] == [([n], [n]) for n in range(1, 3_000, 2)]


def test_after_its_time_only_equal_ones_are_matched():
    assert groups((A, B, "尾段"), (A.replace("县委", "市委"), B, "末段"), until=time.time() - 1) == [
        ([0], []),
        ([], [0]),
        ([1], [1]),
        ([2], []),
        ([], [2]),
    ]
