"""What a cell may hold, in sentences: what was found, what is expected, an example.

Wrong words are stored all the same: a draft may still be wrong, and nothing typed is ever cleared.
The lengths are those of the provincial systems, into which a text is keyed afterwards.
"""

import re
from collections.abc import Callable
from decimal import Decimal

from texts.amounts import parse_amount

LONGEST_PURPOSE = 1000  # characters
LONGEST_NAME = 60  # characters
LONGEST_TARGET, LONGEST_WORDS = 60, 2000  # bytes, a Chinese character two (GBK)
_CODE = re.compile(r"[0-9A-HJ-NP-Z]{21}")
_UNIT = re.compile(r"[0-9]{6}")
_PERCENT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,2})?")
_SHOWN = 20


def shown(value: str) -> str:
    """A value as a sentence quotes it."""
    line = value.replace("\n", " ")
    return f"“{line[:_SHOWN]}…”" if len(line) > _SHOWN else f"“{line}”"


def _amount(value: str) -> str:
    if parse_amount(value) is not None:
        return ""
    return f"{shown(value)}不是金额，应为以万元为单位的数字，不写单位，例如 13.00。"


def _percent(value: str) -> str:
    if _PERCENT.fullmatch(value.strip()) and Decimal(value.strip()) <= 100:
        return ""
    return f"{shown(value)}应为 0 至 100 的数字，不写百分号，例如 30。"


def _code(value: str) -> str:
    if _CODE.fullmatch(value.strip()):
        return ""
    if len(value.strip()) != 21:
        return f"项目编码有 {len(value.strip())} 位，应为 21 位，例如 13990125P00001210001R。"
    return f"项目编码{shown(value)}应由数字和大写字母组成，例如 13990125P00001210001R。"


def _unit_code(value: str) -> str:
    return "" if _UNIT.fullmatch(value.strip()) else f"{shown(value)}应为 6 位数字，例如 131001。"


def _at_most(characters: int) -> Callable[[str], str]:
    def expect(value: str) -> str:
        if len(value) <= characters:
            return ""
        return f"有 {len(value)} 字，最多 {characters} 字，请删去 {len(value) - characters} 字。"

    return expect


def _at_most_bytes(most: int) -> Callable[[str], str]:
    def expect(value: str) -> str:
        if len(value) * 2 <= most:
            return ""
        count = sum(1 if c.isascii() else 2 for c in value)
        return "" if count <= most else f"有 {count} 字节，省系统最多收 {most} 字节（一个汉字 2 字节），请缩短。"

    return expect


#: kind -> cell -> the sentence for a value that cannot be right, "" for one that can
EXPECTED: dict[str, dict[str, Callable[[str], str]]] = {
    "project": {
        "code": _code,
        "name": _at_most(LONGEST_NAME),
        "unit_code": _unit_code,
        "budget": _amount,
        "fiscal_funds": _amount,
        "other_funds": _amount,
        "purpose": _at_most(LONGEST_PURPOSE),
    },
    "milestone": {"percent": _percent},
    "indicator": {
        "description": _at_most_bytes(LONGEST_WORDS),
        "target": _at_most_bytes(LONGEST_TARGET),
        "basis": _at_most_bytes(LONGEST_WORDS),
    },
}


def message_for(kind: str, cell: str, value: str) -> str:
    """The sentence beside a cell; "" where nothing is wrong with it, or nothing is there."""
    expect = EXPECTED.get(kind, {}).get(cell)
    return expect(value) if expect and value else ""


def row_messages(kind: str, row: dict) -> dict[str, str]:
    """The sentences of a row by place `<kind>:<row>:<cell>`."""
    found = {}
    for cell, expect in EXPECTED.get(kind, {}).items():
        value = row[cell]
        if value and (sentence := expect(value)):
            found[f"{kind}:{row['id']}:{cell}"] = sentence
    return found
