"""Two strings word by word: what a reader would say changed."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.versions import FOREVER, written
from texts.compare.word_differences import LONGEST, Fate, cut_words, differences, mirrored

CASES = [
    (
        "one Han character",
        "新建教学楼三栋，改造食堂。",
        "新建教学楼四栋，改造食堂。",
        "新建教学楼[三|四]栋，改造食堂。",
    ),
    ("two in one sentence", "三栋教学楼和五百套课桌", "四栋教学楼和六百套课桌", "[三|四]栋教学楼和[五|六]百套课桌"),
    ("a number, not its digits", "印制读本1200册。", "印制读本1350册。", "印制读本[1200册|1350册]。"),
    ("a number with its comma", "共1,200.50万元", "共1,300.50万元", "共[1,200.50万元|1,300.50万元]"),
    ("a year", "2024年12月底前", "2025年12月底前", "[2024年|2025年]12月底前"),
    ("a share, its operator kept", "≥95%", "≥98%", "≥[95%|98%]"),
    ("an operator, its share kept", "≥95%", "≤95%", "[≥|≤]95%"),
    ("an amount", "8.00", "13.00", "[8.00|13.00]"),
    ("a unit", "每人400元", "每人400万元", "每人[400元|400万元]"),
    ("a compound unit", "≤400元/人·天", "≤450元/人·天", "≤[400元/人·天|450元/人·天]"),
    ("a mark", "保质，保量", "保质、保量", "保质[，|、]保量"),
    ("a Latin word", "接入WeChat平台", "接入Alipay平台", "接入[WeChat|Alipay]平台"),
    ("a code", "13990124P00001210001R", "13990125P00001210001R", "[13990124P00001210001R|13990125P00001210001R]"),
    ("a blank", "开展 2024年走访", "开展2024年走访", "开展[ |]2024年走访"),
    ("a clause put in", "建立台账，公开结果。", "建立台账，按月调度，公开结果。", "建立台账，[|按月调度，]公开结果。"),
    ("words before a kept mark", "建立台账，努力推进。", "完善台账，推进。", "[建立|完善]台账，[努力|]推进。"),
    ("a line break", "办好教育。扩建学校。", "办好教育。\n扩建学校。", "办好教育。[|\n]扩建学校。"),
    (
        "another sentence",
        "用于慰问离退休老干部",
        "保障机关运转并支付物业费",
        "[用于慰问离退休老干部|保障机关运转并支付物业费]",
    ),
    ("all of it gone", "用于慰问", "", "[用于慰问|]"),
    ("nothing", "用于慰问", "用于慰问", "用于慰问"),
]


@pytest.mark.parametrize(("old", "new", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_marks_what_a_reader_would_mark(old, new, expected):
    assert written(differences(old, new, until=FOREVER)) == expected


def test_a_clause_that_changed_places_is_one_insertion_and_one_deletion():
    old = "发挥地区优势，提高地方经济的竞争力；改善产业结构，提高资源的利用率。"
    new = "改善产业结构，提高资源的利用率；发挥地区优势，提高地方经济的竞争力。"

    runs = differences(old, new, until=FOREVER)

    assert written(runs) == (
        "[|改善产业结构，提高资源的利用率；]发挥地区优势，提高地方经济的竞争力[；改善产业结构，提高资源的利用率|]。"
    )


def test_words_are_what_a_reader_takes_as_one():
    text = "Cafe\u0301的葛\U000e0100市2.5km长100m²，12条e-mail；2024-2025"

    assert cut_words(text) == [
        *("Cafe\u0301", "的", "葛\U000e0100", "市", "2.5km", "长", "100m²", "，"),
        *("12条", "e-mail", "；", "2024", "-", "2025"),
    ]


@given(st.text(max_size=60))
def test_words_joined_are_the_text(text):
    assert "".join(cut_words(text)) == text


@given(st.text("绩效目标，。0123年 ab", max_size=40), st.text("绩效目标，。0123年 ab", max_size=40))
def test_the_way_back_is_the_mirror(old, new):
    assert differences(new, old, until=FOREVER) == mirrored(differences(old, new, until=FOREVER))


def test_a_long_text_with_many_edits_falls_into_as_many_pieces():
    random.seed(7)
    alphabet = [chr(code) for code in range(0x4E00, 0x5200)]
    old = random.choices(alphabet, k=16_000)
    new = [random.choice(alphabet) if n % 107 == 0 else character for n, character in enumerate(old)]

    runs = differences("".join(old), "".join(new), until=FOREVER)

    changed = sum(a != b for a, b in zip(old, new, strict=True))
    assert changed > 140
    assert sum(run.fate is Fate.DELETED for run in runs) == changed
    assert sum(len(run.text) for run in runs if run.fate is Fate.DELETED) == changed


def test_no_search_after_its_time():
    random.seed(8)
    old, new = ("".join(random.choices("甲乙丙丁", k=20_000)) for _ in range(2))
    old, new = f"子{old}丑", f"寅{new}卯"

    runs = differences(old, new, until=time.time() - 1)

    assert [(run.fate, run.text) for run in runs] == [(Fate.DELETED, old), (Fate.INSERTED, new)]


def test_what_is_too_long_is_replaced_as_a_whole():
    old = "甲" * (LONGEST + 1)

    runs = differences(old, f"{old}乙", until=FOREVER)

    assert [(run.fate, run.text) for run in runs] == [(Fate.DELETED, old), (Fate.INSERTED, f"{old}乙")]
