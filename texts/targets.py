"""The grammar of 指标值: what a target says, and how it is printed in one canonical way.

A target is an operator, a number and a unit (≥95%, ≤400元/人·天, 29人, 3至5次, 90%以上, 百分之九十), a deadline
(2025年9月底前完成), or words (定性: 保持稳定). Glyph variants (≧ ＜ ％) are the same target; whatever the grammar does
not know stays words. `parse` never corrects: `canonical` is an offer to the author, and
`parse(canonical(t)) == parse(t)` for every target. `ambiguity` says why a target cannot be taken at its word.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

_WRITTEN_OPERATORS = {
    "≥": "≥ ≧ ⩾ >= => 不低于 不少于 不小于 大于等于",
    "≤": "≤ ≦ ⩽ <= =< 不高于 不超过 不大于 小于等于",
    ">": "> 大于 高于",
    "<": "< 小于 低于",
    "=": "= 等于",
}
#: written form -> canonical operator
OPERATORS = {form: operator for operator, forms in _WRITTEN_OPERATORS.items() for form in forms.split()}
SCALES = ("万亿", "亿", "千万", "百万", "万")
_UNITS_BY_KIND = {
    "shares": "% ‰ 百分比 个百分点 倍",
    "money": "元 万元 亿元 角 美元",
    "people": "人 人次 人日 人天 人份 名 位 户 家 家次",
    "times": "次 批 批次 场 场次 期 轮 届 条次 车次 班次 台次 户次 例次 剂次 课时 学时 节",
    "things": "个 项 件 起 宗 所 篇 份 册 本 部 套 台 台(套) 台(件、辆、套) 辆 架 艘 条 支 根 株 棵 头 只 只(头) 座 处 "
    "间 栋 幢 盏 块 片 幅 张 面 枚 发 种 类 门 级 星 点 分 例 剂 床 张床 眼 羽 尾 匹 标段",
    "measures": "米 公里 千米 里 厘米 毫米 平方米 ㎡ m² 平方公里 立方米 m³ 亩 公顷 吨 公斤 "
    "千克 克 升 千瓦 千瓦时 度 兆 分贝 微克/立方米 毫克/升",
    "periods": "年 个月 月 周 天 日 个工作日 工作日 小时 分钟 秒",
}
#: Units that a target may end with; after a slash any word is taken (元/人·天).
UNITS = tuple(unit for units in _UNITS_BY_KIND.values() for unit in units.split())
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_OPERATOR = "|".join(sorted(map(re.escape, OPERATORS), key=len, reverse=True))
_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,12}(?:\.[0-9]{1,8})?"
_HAN = r"[零〇一二两三四五六七八九十百千]{1,7}"
_PER = r"(?:/(?:10{1,3})?[^0-9/,，。;；]{1,8}){0,2}"  # also 12/10万
_QUANTITY = re.compile(
    rf"(?P<operator>{_OPERATOR})?(?P<share>百分之)?(?P<low>{_DIGITS}|{_HAN})"
    rf"(?:(?P<twice>%)?(?:-|—|–|~|～|至|到)(?P<high>{_DIGITS}|{_HAN}))?"
    rf"(?P<scale>{'|'.join(SCALES)})?(?P<unit>(?:{_UNIT}){_PER}|{_PER})(?P<extra>百分比)?"
    r"(?P<bound>及?以上|及?以下|[以之]?内)?"
)
#: What follows a number instead of an operator before it: 3次以上 is ≥3次.
_BOUNDS = {"上": "≥", "下": "≤", "内": "≤"}
_DEADLINE = re.compile(
    r"(?P<before>[^0-9≥≤<>=%]{0,20}?)(?:(?P<year>(?:19|20|21)[0-9]{2})年)?"
    r"(?:(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>3[01]|[12][0-9]|0?[1-9])日)?)?"
    r"(?P<end>年?底|年?末|年度|度|全年|内|初|中旬|上旬|下旬|上半年|下半年)?(?P<bound>之前|以前|前)?(?P<after>[^0-9%]{0,30})"
)
_DATE = re.compile(
    r"(?P<year>20[0-9]{2})[-./](?P<month>1[0-2]|0?[1-9])[-./](?P<day>3[01]|[12][0-9]|0?[1-9])"
    r"(?P<bound>之前|以前|前)?(?P<after>完成)?"
)
_HAN_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_TENS = {"十": 10, "百": 100, "千": 1000}
_HAN_SIGNS = frozenset((*_HAN_DIGITS, *_HAN_TENS))
_SPACES = re.compile(r"(?<=[^A-Za-z])\s+|\s+(?=[^A-Za-z])")
_TWO_UNITS = re.compile(rf"[0-9](?:(?:%|百分比){{2,}}|({_UNIT})\1$)")
_TWO_VALUES = re.compile(rf"[≥≤><=][0-9]+(?:\.[0-9]+)?(?:{_UNIT})?(?:19|20|21)[0-9]{{2}}年")


class Ambiguity(Enum):
    """Why a target can be read in two ways, in words that a sentence may use."""

    TWO_UNITS = "一个数写了两个计量单位"
    TWO_VALUES = "两个指标值连在一起"
    HALF_UNIT = "“万”“亿”之后没有计量单位"
    NO_UNIT = "数字没有计量单位"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its operator and unit. `scale` is a power word of the number (万), `high` the end of a range."""

    low: Decimal
    operator: str | None = None
    high: Decimal | None = None
    scale: str = ""
    unit: str = ""

    def __str__(self) -> str:
        number = _number(self.low) + (f"至{_number(self.high)}" if self.high is not None else "")
        return f"{self.operator or ''}{number}{self.scale}{self.unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day, month or year, by its end (底) or before it (前), with the words around it."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    end: str = ""
    is_before: bool = False
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        year = "" if self.year is None else f"{self.year}年"
        month = "" if self.month is None else f"{self.month}月"
        day = "" if self.day is None else f"{self.day}日"
        return f"{self.before}{year}{month}{day}{self.end}{'前' if self.is_before else ''}{self.after}"


@dataclass(frozen=True, slots=True, kw_only=True)
class QualitativeTarget:
    """A target in words (定性)."""

    text: str

    def __str__(self) -> str:
        return self.text


Target = Quantity | Deadline | QualitativeTarget


def parse(printed: str) -> Target:
    """What a 指标值 says. Never raises: what is neither a quantity nor a deadline is words, as printed."""
    written = normalized(printed)
    if match := _QUANTITY.fullmatch(written):
        quantity = _quantity(match)
        if quantity is not None:
            return quantity
    if match := _DATE.fullmatch(written) or _DEADLINE.fullmatch(written):
        deadline = _deadline(match)
        if deadline is not None:
            return deadline
    return QualitativeTarget(text=printed.strip())


def canonical(printed: str) -> str:
    """The one printed form of a target: `≧95百分比` -> `≥95%`, `2024 年年底完成` -> `2024年底完成`."""
    return str(parse(printed))


def ambiguity(printed: str) -> Ambiguity | None:
    """Why the target can be read in two ways: `≥95%百分比`, `≥5 2024年底`, `≤13万`, `10-12`; None for a clear one."""
    written = normalized(printed)
    signs = "".join(_GLYPHS.get(c, c) for c in written)
    if _TWO_UNITS.search(signs):
        return Ambiguity.TWO_UNITS
    if _TWO_VALUES.search(signs):
        return Ambiguity.TWO_VALUES
    target = parse(printed)
    if not isinstance(target, Quantity) or target.unit.strip("/"):
        return None
    return Ambiguity.HALF_UNIT if target.scale else Ambiguity.NO_UNIT


def normalized(printed: str) -> str:
    """Half-width digits and signs, no blanks between Chinese and figures: `≥９８ ％` -> `≥98%`."""
    return _SPACES.sub("", printed.strip().translate(_NARROW))


_NARROW = {ord(c): unicodedata.normalize("NFKC", c) for c in "０１２３４５６７８９．，％＜＞＝／－（）＋"}
_GLYPHS = {form: operator for form, operator in OPERATORS.items() if len(form) == 1}


def _quantity(match: re.Match[str]) -> Quantity | None:
    parts = match.groupdict()
    unit = _unit(parts)
    if unit is None or _is_date(parts, unit):
        return None
    if parts["low"][0] in _HAN_SIGNS and not parts["share"] and (not unit or _is_phrase(parts)):
        return None
    operator = OPERATORS[parts["operator"]] if parts["operator"] else None
    if parts["bound"]:
        bound = _BOUNDS[parts["bound"][-1]]
        if operator not in (None, bound):
            return None
        operator = bound
    scale = parts["scale"] or ""
    if scale in ("万", "亿") and unit.startswith("元"):
        scale, unit = "", f"{scale}{unit}"
    high = None if parts["high"] is None else _decimal(parts["high"])
    return Quantity(operator=operator, low=_decimal(parts["low"]), high=high, scale=scale, unit=unit)


def _unit(parts: dict[str, str | None]) -> str | None:
    """The unit with 百分比 and 百分之 as %; None where two different units are written."""
    unit = parts["unit"] or ""
    if (parts["extra"] or parts["share"] or parts["twice"]) and unit not in ("%", "百分比", ""):
        return None
    is_share = parts["extra"] or parts["share"] or unit == "百分比"
    return None if parts["twice"] and not (unit or is_share) else ("%" if is_share else unit)


def _is_date(parts: dict[str, str | None], unit: str) -> bool:
    """12月 and 12月内 are a month, ≥12月 and 12月以上 are terms."""
    return unit == "月" and parts["operator"] is None and parts["high"] is None and parts["bound"] in (None, "内")


def _is_phrase(parts: dict[str, str | None]) -> bool:
    """Numerals that are words: a whole cell of 三场 is a count, one of 十分 is not."""
    return f"{parts['low']}{parts['unit']}" in ("十分", "万分", "百分", "一级", "一点")


def _deadline(match: re.Match[str]) -> Deadline | None:
    parts = {"before": "", "end": "", "after": ""} | {k: v for k, v in match.groupdict().items() if v is not None}
    year, month, day = (int(parts[name]) if name in parts else None for name in ("year", "month", "day"))
    dated = year or month
    if not dated and not (parts["end"] in ("年底", "年末", "全年") and not parts["before"]):
        return None
    if not dated and parts["after"] not in ("", "完成", "完成。", "前完成"):
        return None
    end = parts["end"].removeprefix("年") if year and not month else parts["end"]  # 2024年年底 and 2024年底 are one
    around = {"before": parts["before"], "after": parts["after"]}
    return Deadline(year=year, month=month, day=day, end=end, is_before="bound" in parts, **around)


def _decimal(written: str) -> Decimal:
    if written[0].isascii():
        return Decimal(written.replace(",", ""))
    total, digit = 0, 0
    for character in written:
        if character in _HAN_TENS:
            total += (digit or 1) * _HAN_TENS[character]
            digit = 0
        else:
            digit = _HAN_DIGITS[character]
    return Decimal(total + digit)


def _number(value: Decimal) -> str:
    return format(value, "f")
