"""指标值: every way to write a target, its canonical form, and the round trip."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.generating import examples
from tests.places import text_files
from texts.interchange import from_json
from texts.targets import (
    OPERATORS,
    SCALES,
    UNITS,
    Ambiguity,
    Deadline,
    QualitativeTarget,
    Quantity,
    ambiguity,
    canonical,
    parse,
)

WRITTEN = {
    "≥95%": Quantity(operator="≥", low=Decimal(95), unit="%"),
    "≥95 %": Quantity(operator="≥", low=Decimal(95), unit="%"),
    "≧95百分比": Quantity(operator="≥", low=Decimal(95), unit="%"),
    "≥95%百分比": Quantity(operator="≥", low=Decimal(95), unit="%"),
    "≥９８％": Quantity(operator="≥", low=Decimal(98), unit="%"),
    "29人": Quantity(low=Decimal(29), unit="人"),
    "三场": Quantity(low=Decimal(3), unit="场"),
    "不少于十二次": Quantity(operator="≥", low=Decimal(12), unit="次"),
    "≤1,322.00万元": Quantity(operator="≤", low=Decimal("1322.00"), unit="万元"),
    "≥1万人次": Quantity(operator="≥", low=Decimal(1), scale="万", unit="人次"),
    "≤400元/人·天": Quantity(operator="≤", low=Decimal(400), unit="元/人·天"),
    "≤13万": Quantity(operator="≤", low=Decimal(13), scale="万"),
    "3-5次": Quantity(low=Decimal(3), high=Decimal(5), unit="次"),
    "2024年12月底前完成": Deadline(year=2024, month=12, end="底", is_before=True, after="完成"),
    "2024年 12月 31日前完成": Deadline(year=2024, month=12, day=31, is_before=True, after="完成"),
    "2024 年年底完成": Deadline(year=2024, end="底", after="完成"),
    "12月31日前": Deadline(month=12, day=31, is_before=True),
    "2023年度": Deadline(year=2023, end="度"),
    "全年": Deadline(end="全年"),
    "年底前完成": Deadline(end="年底", is_before=True, after="完成"),
    "老干部慰问工作于2024年12月前完成": Deadline(
        year=2024, month=12, is_before=True, before="老干部慰问工作于", after="完成"
    ),
    "2024-12-31前完成": Deadline(year=2024, month=12, day=31, is_before=True, after="完成"),
    "2024.9.30": Deadline(year=2024, month=9, day=30),
    "12月": Deadline(month=12),
    "≥12月": Quantity(operator="≥", low=Decimal(12), unit="月"),
    "3月以上": Quantity(operator="≥", low=Decimal(3), unit="月"),
    "90%以上": Quantity(operator="≥", low=Decimal(90), unit="%"),
    "≥90%及以上": Quantity(operator="≥", low=Decimal(90), unit="%"),
    "≥90%以下": QualitativeTarget(text="≥90%以下"),
    "30分钟以内": Quantity(operator="≤", low=Decimal(30), unit="分钟"),
    "15个工作日内": Quantity(operator="≤", low=Decimal(15), unit="个工作日"),
    "百分之九十五": Quantity(low=Decimal(95), unit="%"),
    "不低于百分之九十": Quantity(operator="≥", low=Decimal(90), unit="%"),
    "90%-95%": Quantity(low=Decimal(90), high=Decimal(95), unit="%"),
    "三至五次": Quantity(low=Decimal(3), high=Decimal(5), unit="次"),
    "≤400元/人天": Quantity(operator="≤", low=Decimal(400), unit="元/人天"),
    "≥2.6亿元": Quantity(operator="≥", low=Decimal("2.6"), unit="亿元"),
    "10-12": Quantity(low=Decimal(10), high=Decimal(12)),
    "≥5 2024年底": QualitativeTarget(text="≥5 2024年底"),
    "保持稳定": QualitativeTarget(text="保持稳定"),
    "控制在预算数内": QualitativeTarget(text="控制在预算数内"),
    "十分满意": QualitativeTarget(text="十分满意"),
    "≥952024年年底完成": QualitativeTarget(text="≥952024年年底完成"),
    "2025年12底前": QualitativeTarget(text="2025年12底前"),
    "": QualitativeTarget(text=""),
}


AMBIGUOUS = {
    "≥95%百分比": Ambiguity.TWO_UNITS,
    "≥95百分比%": Ambiguity.TWO_UNITS,
    "≥9 5%%": Ambiguity.TWO_UNITS,
    "≤5万元万元": Ambiguity.TWO_UNITS,
    "≥5 2024年底": Ambiguity.TWO_VALUES,
    "≧952024年年底完成": Ambiguity.TWO_VALUES,
    "≥95%2024年12月底前": Ambiguity.TWO_VALUES,
    "≤13万": Ambiguity.HALF_UNIT,
    "10-12": Ambiguity.NO_UNIT,
    "≥29": Ambiguity.NO_UNIT,
    "≥95百分比": None,
    "≥1万人次": None,
    "≥200 0 人": None,
    "2024年12月31日前完成": None,
    "≤400元/人·天": None,
    "保持稳定": None,
    "≥2次/日": None,
    "": None,
}


@pytest.mark.parametrize("written", AMBIGUOUS)
def test_an_ambiguous_target_says_why(written):
    assert ambiguity(written) == AMBIGUOUS[written]


@pytest.mark.parametrize("written", WRITTEN)
def test_a_target_says(written):
    assert parse(written) == WRITTEN[written]


@pytest.mark.parametrize("written", WRITTEN)
def test_its_printed_form_says_the_same(written):
    assert parse(canonical(written)) == parse(written)


def test_every_target_of_every_sample_round_trips():
    texts = [from_json(json.loads(path.read_text(encoding="utf-8"))) for path in text_files(".json")]
    targets = {row.target for text in texts for project in text.projects for row in project.indicators if row.target}

    assert len(targets) > 80
    assert [target for target in targets if parse(canonical(target)) != parse(target)] == []


numbers = st.decimals(0, 10**9, places=2).map(lambda n: n.quantize(Decimal("0.01")))
quantities = st.builds(
    Quantity,
    operator=st.none() | st.sampled_from(sorted(set(OPERATORS.values()))),
    low=numbers | st.integers(0, 10**9).map(Decimal),
    high=st.none() | st.integers(0, 10**6).map(Decimal),
    scale=st.sampled_from(["", *SCALES[2:]]),
    unit=st.sampled_from([u for u in UNITS if u != "百分比" and u[0] not in "万亿元"] + ["元/人·天", "次/日"]),
)
deadlines = st.builds(
    Deadline,
    year=st.integers(2000, 2199),
    month=st.integers(1, 12),
    end=st.sampled_from(["", "底", "内"]),
    is_before=st.booleans(),
    after=st.sampled_from(["", "完成", "全部完成"]),
)


@given(target=quantities | deadlines)
@examples(2000)
def test_any_target_round_trips(target):
    assert parse(str(parse(str(target)))) == parse(str(target))


@given(written=st.text(max_size=40) | st.text(alphabet="≥≤0123456789.万亿%元/人年月日底前完成至- ", max_size=40))
@examples(500)
def test_nothing_written_breaks_it(written):
    assert parse(canonical(written)) == parse(written)
