"""What a cell may hold, in sentences: what was found, what is expected, an example.

Wrong words are stored all the same: a draft may still be wrong, and nothing typed is ever cleared.
The lengths are those of the provincial systems, into which a text is keyed afterwards.
"""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from departments.templatetags.display import amount
from texts.amounts import parse_amount, parse_number
from texts.columns import COLUMNS, Column, Kind
from texts.model import NUMBERINGS
from texts.targets import QualitativeTarget, Quantity, parse

LONGEST_PURPOSE = 1000  # characters
LONGEST_NAME = 60  # characters
_A_CODE = "13990125P00001210001Y"
CODE_LENGTH = 21  # characters of a 项目编码; whether they fit together is asked by the rule code_check
_CODE = re.compile(r"[0-9A-HJ-NP-Z]{21}")
_UNIT = re.compile(r"[0-9]{6}")
_PERCENT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,2})?")
_WRITTEN_AMOUNT = re.compile(r"[¥￥]?([0-9.,]+)(亿元|万元|元|亿|万|)")
_IN_TEN_THOUSANDS = {"亿元": Decimal(10_000), "亿": Decimal(10_000), "元": Decimal("0.0001")}
_SHOWN = 20


def in_quotes(value: str) -> str:
    """A value as a sentence quotes it."""
    line = value.replace("\n", " ")
    return f"“{line[:_SHOWN]}…”" if len(line) > _SHOWN else f"“{line}”"


def _amount(value: str) -> str:
    if parse_amount(value) is not None:
        return ""
    meant = _meant_amount(value)
    example = "例如 13.00" if meant is None else f"应写作 {amount(meant)}"
    return f"{in_quotes(value)}不是金额，应为以万元为单位的数字，不写单位，{example}。"


def _meant_amount(value: str) -> Decimal | None:
    """13万, 130000元, １３: what was meant, in 万元, where that is beyond doubt."""
    match = _WRITTEN_AMOUNT.fullmatch("".join(unicodedata.normalize("NFKC", value).split()))
    if match is None:
        return None
    number = parse_amount(match[1])
    return None if number is None else number * _IN_TEN_THOUSANDS.get(match[2], 1)


def _percent(value: str) -> str:
    if _is_percent(value):
        return ""
    meant = unicodedata.normalize("NFKC", value).strip().removesuffix("%").strip()
    example = f"应写作 {meant}" if _is_percent(meant) else "例如 30"
    return f"{in_quotes(value)}应为 0 至 100 的数字，不写百分号，{example}。"


def _is_percent(value: str) -> bool:
    return bool(_PERCENT.fullmatch(value.strip())) and Decimal(value.strip()) <= 100


def _small_percent(value: str) -> str:
    if not _is_percent(value) or not 0 < Decimal(value.strip()) < 1:
        return ""
    meant = f"{(Decimal(value.strip()) * 100).normalize():f}"
    return f"{value.strip()} 是 {value.strip()}%；如指 {meant}%，应写作 {meant}。"


def _code(value: str) -> str:
    if _CODE.fullmatch(value.strip()):
        return ""
    if len(value.strip()) != CODE_LENGTH:
        return f"项目编码有 {len(value.strip())} 位，应为 {CODE_LENGTH} 位，例如 {_A_CODE}。"
    return f"项目编码{in_quotes(value)}应由数字和大写字母组成（没有 I 和 O），例如 {_A_CODE}。"


def _target(value: str) -> str:
    """A target with figures that cannot be read as a quantity or a deadline, or without a unit."""
    target = parse(value)
    if isinstance(target, QualitativeTarget) and any(character.isdigit() for character in value):
        return (
            f"{in_quotes(value)}读不出数量或时限，应为运算符、数字和单位，例如 ≥95%，或时限，例如 2025年12月底前完成。"
        )
    if isinstance(target, Quantity) and not target.unit:
        return f"{in_quotes(value)}没有计量单位，例如 {target}{'元' if target.scale else '%'}。"
    return ""


def _numbering(value: str) -> str:
    return "" if value in NUMBERINGS else f"{in_quotes(value)}不是编号样式，应为 {' '.join(NUMBERINGS)} 之一，例如 1.。"


def _unit_code(value: str) -> str:
    return "" if _UNIT.fullmatch(value.strip()) else f"{in_quotes(value)}应为 6 位数字，例如 131001。"


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


def _number(value: str) -> str:
    """A number, with the sign that people write behind it."""
    return "" if parse_number(value) is not None else f"{in_quotes(value)}应为数字，例如 10。"


def _of_column(column: Column) -> Callable[[str], str] | None:
    if column.kind is Kind.NUMBER:
        return _number
    return _at_most_bytes(column.longest) if column.longest else None


Expectations = dict[str, dict[str, Callable[[str], str]]]
#: kind -> cell -> the sentence for a value that cannot be right, "" for one that can
EXPECTED: Expectations = {
    "plan": {"numbering": _numbering},
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
    "indicator": {column.name: expect for column in COLUMNS if (expect := _of_column(column))},
}
#: the same for a value that may be right and is worth a second look
ADVISED: Expectations = {
    "milestone": {"percent": _small_percent},
    "indicator": {"target": _target},
}


def has_expectation(kind: str, cell: str) -> bool:
    """Whether anything is ever said about this cell."""
    return cell in EXPECTED.get(kind, {}) or cell in ADVISED.get(kind, {})


def message_for(kind: str, cell: str, value: str) -> str:
    """The sentence beside a cell; "" where nothing is wrong with it, or nothing is there."""
    expects = (table.get(kind, {}).get(cell) for table in (EXPECTED, ADVISED))
    return next((sentence for expect in expects if expect and value and (sentence := expect(value))), "")


def is_advice(kind: str, cell: str, value: str) -> bool:
    """Whether what is said beside a cell is worth a second look and no error."""
    expect = EXPECTED.get(kind, {}).get(cell)
    return bool(message_for(kind, cell, value)) and not (expect and expect(value))


def row_messages(kind: str, row: dict[str, Any], table: Expectations = EXPECTED) -> dict[str, str]:
    """The sentences of a row by place `<kind>:<row>:<cell>`."""
    found = {}
    for cell, expect in table.get(kind, {}).items():
        value = row.get(cell)
        if value and (sentence := expect(value)):
            found[f"{kind}:{row['id']}:{cell}"] = sentence
    return found


def sum_message(project: dict[str, Any]) -> str:
    """预算数 = 财政资金 + 其他资金, a blank one counting as nothing; "" where they agree or cannot be compared yet."""
    budget = parse_amount(project["budget"])
    parts = [parse_amount(project[cell]) for cell in ("fiscal_funds", "other_funds") if project[cell]]
    known = [part for part in parts if part is not None]
    total = sum(known, Decimal())
    if budget is None or not parts or len(known) < len(parts) or total == budget:
        return ""
    less = "少" if total < budget else "多"
    return (
        f"财政资金与其他资金合计 {amount(total)} 万元，比预算数{less} {amount(abs(budget - total))} 万元，两者应相等。"
    )


def falling_messages(milestones: list[dict[str, Any]]) -> dict[str, str]:
    """By place: each share that is lower than the one before it, where a cumulative plan can only rise."""
    found = {}
    before = None
    for row in milestones:
        if not _is_percent(row["percent"]):
            continue
        if before and Decimal(row["percent"].strip()) < Decimal(before["percent"].strip()):
            found[f"milestone:{row['id']}:percent"] = (
                f"{row['month']}月底（{row['percent'].strip()}%）低于{before['month']}月底（{before['percent'].strip()}%）："
                "计划是累计数，只增不减，例如 30、60、90、100。"
            )
        before = row
    return found
