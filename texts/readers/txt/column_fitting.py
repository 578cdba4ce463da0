"""How well words fit a column of the indicator table: costs, as used to choose among readings of a damaged row.

A cost of 0 is a perfect fit; about 3 is odd but seen; 6 and more is nearly impossible. The numbers come from the
grammar of the form (FORMAT and the indicator trees), not from any one text.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from texts.columns import OPTIONAL, Kind
from texts.readers.form.labels import Label, key, label_of, level1_of, level2_of

Column = str | None  # as column_of has it; None: a column whose heading is not one of the form's own

_OPERATOR = "≥≤≧≦<>=＜＞＝"
_VALUE = re.compile(
    r"(?:[<>=≥≤≧≦]{0,2}|不(?:低于|少于|高于|超过)|大于|小于|等于)\*{0,2}\d[\d,.]*[%‰\w/㎡℃*()+~-]{0,12}"
)
_DEADLINE = re.compile(r"\d{4}年|\d+月|\d+日|年底|月底|年末|前完成|以前|之前|全年|年度")
_BASIS = re.compile(
    r"依据|计划|文件|通知|方案|合同|标准|规定|办法|要求|安排|历史|行业|政策|意见|决定|申请|协议|制度|\[20|〔20|号"
)
_NAME_END = re.compile(
    r"(?:率|数|量|度|额|值|时间|时限|期限|日期|成本|费用|标准|效果|效益|能力|水平|情况|面积|长度|年限|影响|次数|人次|比例|程度|性)"
    r"(?:\([^()]{1,8}\))?$"
)
_EMPTY: dict[Column, float] = {
    Label.LEVEL1: 0.0,
    Label.LEVEL2: 2.5,
    Label.INDICATOR: 7.0,
    Label.DESCRIPTION: 5.0,
    Label.TARGET: 4.5,
    Label.BASIS: 4.0,
    Label.SERIAL: 6.0,
    Label.OPERATOR: 1.5,
    Label.VALUE: 3.0,
    Label.UNIT: 1.5,
    None: 0.5,
}
_EMPTY |= {column.name: 2.0 if column.kind is Kind.NUMBER else 2.5 for column in OPTIONAL}
_OPENING, _CLOSING = frozenset("(（《“〔[【"), frozenset(")）》”〕]】")
_DIRECTIONS = ("正向", "反向", "正向指标", "反向指标", "定性", "定量", "其他")


def empty_cost(column: Column) -> float:
    """The cost of a column that has nothing in this row (levels are merged downwards, so they often have)."""
    return _EMPTY.get(column, 4.0)


@lru_cache(maxsize=65536)
def fit_cost(column: Column, text: str) -> float:
    """The cost of these words in this column."""
    squeezed = key(text)
    if own := _OF_COLUMN.get(column):
        return own(squeezed)
    cost = _alien_cost(squeezed) + _ragged_cost(squeezed) + _half_date_cost(squeezed, column)
    cost += _unbalanced_cost(squeezed)
    if column is Label.BASIS:
        return cost + (0.0 if _BASIS.search(squeezed) else 0.8)
    if column is Label.INDICATOR:
        return cost + 0.06 * len(squeezed) - (0.6 if _NAME_END.search(squeezed) else 0.0)
    return cost + max(0, len(squeezed) - 60) * 0.1


def _ragged_cost(squeezed: str) -> float:
    """A cell hardly begins with a closing sign or ends with one that asks for more."""
    return (4.0 if squeezed[0] in "，。、；：）)》”%×/" else 0.0) + (3.0 if squeezed[-1] in "，、（(《“" else 0.0)


def _unbalanced_cost(squeezed: str) -> float:
    """A bracket that opens here and closes in another cell, or the other way round."""
    depth = lost = 0
    for sign in squeezed:
        if sign in _OPENING:
            depth += 1
        elif sign in _CLOSING:
            lost += depth == 0
            depth = max(0, depth - 1)
    return 2.5 * min(2, lost + depth)


def _level1_cost(squeezed: str) -> float:
    return -2.0 if level1_of(squeezed) else 14.0


def _level2_cost(squeezed: str) -> float:
    if level2_of(squeezed):
        return -2.0
    return 3.5 if len(squeezed) <= 10 and squeezed.endswith("指标") and not level1_of(squeezed) else 12.0


def _target_cost(squeezed: str) -> float:
    if _VALUE.fullmatch(squeezed) and len(squeezed) <= 20:
        return _cut_date_cost(squeezed)
    if is_level(squeezed):
        return 8.0
    if squeezed[0] in "×/" or re.search(r"[≥≤≧≦＞＜<>]", squeezed[2:]):
        return 5.0  # the end of a formula, or two values
    if squeezed[0] in _OPERATOR:
        return 1.0 + 0.2 * len(squeezed)
    if _DEADLINE.search(squeezed) and len(squeezed) <= 30:
        return 0.5 + _cut_date_cost(squeezed)
    return (1.8 if any(c.isdigit() for c in squeezed) else 2.4) + 0.06 * len(squeezed)


def _count_cost(squeezed: str) -> float:
    return -2.0 if squeezed.isdecimal() and len(squeezed) <= 3 else 14.0


def _operator_cost(squeezed: str) -> float:
    return -1.0 if squeezed in _DIRECTIONS or not squeezed.strip(_OPERATOR) else 10.0


def _unit_cost(squeezed: str) -> float:
    return 0.4 * len(squeezed) + (6.0 if any(c.isdigit() for c in squeezed) else 0.0)


_OF_COLUMN: dict[Column, Callable[[str], float]] = {
    Label.LEVEL1: _level1_cost,
    Label.LEVEL2: _level2_cost,
    Label.TARGET: _target_cost,
    Label.VALUE: _target_cost,
    Label.SERIAL: _count_cost,
    Label.OPERATOR: _operator_cost,
    Label.UNIT: _unit_cost,
}
_OF_COLUMN |= {column.name: _count_cost for column in OPTIONAL if column.kind is Kind.NUMBER}


def _alien_cost(squeezed: str) -> float:
    """Words that belong to another column: a value, a level, a heading."""
    if squeezed[:1] in _OPERATOR or re.fullmatch(r"[\d,.]+%?", squeezed):
        return 6.0
    if _VALUE.fullmatch(squeezed) and len(squeezed) <= 6:
        return 2.0
    if is_level(squeezed):
        return 2.5
    return 3.0 if label_of(squeezed) else 0.0


def is_level(squeezed: str) -> bool:
    """A first or second level, written out with 指标."""
    return squeezed.endswith("指标") and bool(level1_of(squeezed) or level2_of(squeezed))


def _half_date_cost(squeezed: str, column: Column) -> float:
    """Words in front of a value or a date that was cut: '…日期2025年8', or a unit in brackets that lost its name."""
    if column is Label.BASIS:
        return 1.5 if re.match(r"[(（][^)）]{1,3}[)）]", squeezed) else 0.0
    is_date = re.fullmatch(r"\d{4}年.{0,8}", squeezed)
    return (2.0 if re.search(r"\d[年月]?$", squeezed) or is_date else 0.0) + (1.5 if squeezed[0] in "(（" else 0.0)


def _cut_date_cost(squeezed: str) -> float:
    """A date begins with its year, or with a month at the least."""
    return 2.0 if re.match(r"\d{1,2}日", squeezed) else 4.0 if squeezed[0] in "年月日" else 0.0


@lru_cache(maxsize=65536)
def likeness_bonus(name: str, description: str) -> float:
    """A description mostly repeats or explains its indicator: up to -4 for the same words."""
    one, other = key(name), key(description)
    if one == other:
        return -4.0
    shared = len(set(one) & set(other)) / max(1, len(set(one)))
    return -2.0 * shared + (-0.8 if other.startswith(one) or other.endswith(one) else 0.0)
