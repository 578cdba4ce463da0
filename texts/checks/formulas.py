"""Formulas printed in running text: 400人×3天×100元/人·天＋2万元 = 14万元, in yuan."""

import re
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = r"[0-9]{1,9}(?:\.[0-9]{1,6})?"
_UNIT = r"[^0-9×xX*＊＋+=＝，,。；;、（）()：:\s]{0,10}"
_FACTOR = rf"{_NUMBER}{_UNIT}"
_TIMES = r"[×xX*＊]"
_TERM = rf"{_FACTOR}(?:{_TIMES}{_FACTOR})+"
_SUM = re.compile(rf"{_TERM}(?:[＋+](?:{_TERM}|{_FACTOR}))*(?:[=＝](?P<stated>{_FACTOR}))?")
_ONE = re.compile(rf"(?P<number>{_NUMBER})(?P<scale>万|亿)?(?P<unit>{_UNIT})")
_TAIL = re.compile(r"(?:测算|计算|核定|核算|安排|补助|发放|执行|标准)+$")
_AMOUNT = re.compile(rf"{_NUMBER}(?:万|亿)?元(?!/)")
_SENTENCE = re.compile(r"(?:预算数|财政资金|其他资金)[:：为]*[0-9.]+万?元")
_SCALES = {"万": Decimal(10000), "亿": Decimal(10) ** 8, "": Decimal(1)}


@dataclass(frozen=True, slots=True)
class Formula:
    """A sum of products as printed, its value in yuan, the result printed behind it, and whether the text names
    amounts that stand outside any formula."""

    printed: str
    value: Decimal
    stated: Decimal | None
    has_other_amounts: bool


def formulas(text: str) -> list[Formula]:
    """Every formula of a text without blanks whose terms each hold one amount of money; no other speaks of a budget."""
    matches = list(_SUM.finditer(text))
    outside = _SUM.sub("", _SENTENCE.sub("", text))
    has_others = _AMOUNT.search(outside) is not None
    found = []
    for match in matches:
        body = _TAIL.sub("", match[0].partition("=")[0].partition("＝")[0])
        terms = [_term(term) for term in re.split(r"[＋+]", body)]
        if None not in terms:
            stated = _money(match["stated"]) if match["stated"] else None
            value = sum((term for term in terms if term is not None), Decimal(0))
            found.append(Formula(body, value, stated, has_others))
    return found


def _term(printed: str) -> Decimal | None:
    """A product in yuan; None unless exactly one factor is money."""
    value, amounts = Decimal(1), 0
    for factor in re.split(_TIMES, printed):
        match = _ONE.fullmatch(factor)
        if match is None:
            return None
        amounts += match["unit"].startswith("元")
        value *= (
            Decimal(match["number"]) * _SCALES[match["scale"] or ""] * (Decimal("0.01") if match["unit"] == "%" else 1)
        )
    return value if amounts == 1 else None


def _money(printed: str) -> Decimal | None:
    match = _ONE.fullmatch(printed)
    if match is None or not match["unit"].startswith("元"):
        return None
    return Decimal(match["number"]) * _SCALES[match["scale"] or ""]
