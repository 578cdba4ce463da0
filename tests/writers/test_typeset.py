"""Words as a compositor would set them."""

import pytest

from texts.writers.typeset import chinese_number, ordinal, typeset


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("a<b & c", "a&lt;b &amp; c"),
        ("数量 ≥ 60 套 ；合格率 。", "数量 ≥ 60 套；合格率。"),
        ("他说：“好。”", '他说<span class="narrow">：</span>“好<span class="narrow">。</span>”'),
        ("（一）（二）", '（一<span class="narrow">）</span>（二）'),
        ("零\u200b宽\ufeff", "零宽"),
        ("第一行\n第二行", "第一行\n第二行"),
        ("分\x0b段\x0c分\x1f页", "分 段 分 页"),
    ],
)
def test_typeset(words, html):
    assert typeset(words) == html


def test_chinese_numbers():
    assert [chinese_number(n) for n in (1, 9, 10, 11, 20, 35, 99, 105)] == [
        "一", "九", "十", "十一", "二十", "三十五", "九十九", "一〇五",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("numbering", "printed"), [("1.", "12."), ("1、", "12、"), ("（一）", "（十二）"), (None, "12.")]
)
def test_ordinals(numbering, printed):
    assert ordinal(12, numbering) == printed


def test_a_number_keeps_apart_from_figures():
    assert [ordinal(1, "1.", "18座水库"), ordinal(1, "1.", "水库18座"), ordinal(1, "1、", "18座")] == [
        "1. ",
        "1.",
        "1、",
    ]
