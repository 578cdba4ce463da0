"""The words by which a 绩效目标表 is recognised: labels, levels, milestones, headings.

Tables are found by these words, never by position. Every comparison goes through `key`, so blanks, line wraps
and full- or half-width forms of a label make no difference.
"""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from texts import columns


class Label(StrEnum):
    """What a label cell announces; the value is the label as the provincial form prints it."""

    CODE = "项目编码"
    NAME = "项目名称"
    SCALE = "预算规模及资金用途"
    BUDGET = "预算数"
    FISCAL_FUNDS = "其中：财政资金"
    OTHER_FUNDS = "其他资金"
    PLAN = "资金支出计划（%）"
    GOALS = "绩效目标"
    LEVEL1 = "一级指标"
    LEVEL2 = "二级指标"
    INDICATOR = "三级指标"
    DESCRIPTION = "绩效指标描述"
    TARGET = "指标值"
    BASIS = "指标值确定依据"
    MONEY_UNIT = "单位：万元"
    # Columns of the indicator table whose words go into the cells of others.
    SERIAL = "序号"
    OPERATOR = "指标方向"
    VALUE = "指标数值"
    UNIT = "计量单位"


HEADER = (Label.LEVEL1, Label.LEVEL2, Label.INDICATOR, Label.DESCRIPTION, Label.TARGET, Label.BASIS)

# Other wordings of the same label, as departments and earlier years of the form print them.
_OTHER_WORDINGS = {
    Label.CODE: ("项目代码", "项目编号"),
    Label.SCALE: ("预算规模", "资金用途", "预算规模和资金用途", "预算规模与资金用途"),
    Label.BUDGET: ("预算数(万元)", "预算金额", "预算总额"),
    Label.FISCAL_FUNDS: ("其中财政资金", "财政资金", "其中:财政拨款", "财政拨款"),
    Label.OTHER_FUNDS: ("其它资金", "其中:其他资金"),
    Label.PLAN: ("资金支出计划", "支出计划(%)", "支出计划", "资金支出计划%"),
    Label.GOALS: ("项目绩效目标", "总体目标", "年度绩效目标", "年度目标"),
    Label.MONEY_UNIT: ("金额单位:万元", "单位(万元)"),
}

# First level -> second levels. The tree of 2015 has 成本指标 under 产出指标, that of 2021 has it on the first level.
LEVELS_2015 = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
}
LEVELS_2021 = {
    "成本指标": ("经济成本指标", "社会成本指标", "生态环境成本指标"),
    "产出指标": ("数量指标", "质量指标", "时效指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标"),
    "满意度指标": ("服务对象满意度指标",),
}
LEVELS1 = tuple(dict.fromkeys((*LEVELS_2015, *LEVELS_2021)))
LEVELS2 = tuple(dict.fromkeys(name for tree in (LEVELS_2015, LEVELS_2021) for names in tree.values() for name in names))


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """The form in which labels are compared: no blanks, no wraps, half-width signs and digits."""
    return "".join(unicodedata.normalize("NFKC", text).split())


_COLUMN_LABELS = {column.name: Label(column.label) for column in columns.in_table()}
_LABELS = {key(label): label for label in Label} | {
    key(wording): label for label, wordings in _OTHER_WORDINGS.items() for wording in wordings
}
_LABELS |= {key(words): _COLUMN_LABELS[column.name] for column in columns.in_table() for words in column.wordings}
# What is a heading only in a row of headings.
_HEADINGS: dict[str, str] = {
    key(words): Label(heading.label) for heading in columns.BESIDE for words in (heading.label, *heading.wordings)
} | {key(words): heading.name for heading in columns.OPTIONAL for words in (heading.label, *heading.wordings)}
#: label of a column that every form has -> its name
FIELDS = {label: name for name, label in _COLUMN_LABELS.items()}


def label_of(text: str) -> Label | None:
    """The label that a cell or a line is, trailing colon or not; None for anything else."""
    return _LABELS.get(key(text).rstrip(":"))


def column_of(text: str) -> str | None:
    """The column that a cell in a row of headings announces: a Label, the name of a column that not every form has
    (texts/columns.py), or None for one that nobody knows."""
    label = label_of(text)
    return label if label in HEADER else _HEADINGS.get(key(text))


def _levels(names: tuple[str, ...]) -> dict[str, str]:
    short = {key(name.removesuffix("指标")): name for name in names}
    return short | {key(name): name for name in names}


_LEVEL1 = _levels(LEVELS1)
_LEVEL2 = _levels(LEVELS2) | {"满意度": "服务对象满意度指标", "生态环境成本": "生态环境成本指标"}


def level1_of(text: str) -> str | None:
    """The canonical first level (产出指标 …) that these words are, of either tree; '产出' counts as 产出指标."""
    return _LEVEL1.get(key(text))


def level2_of(text: str) -> str | None:
    """The canonical second level (数量指标 …) that these words are, of either tree; '数量' counts as 数量指标."""
    return _LEVEL2.get(key(text))


_MONTH = re.compile(r"(?:截至|至|到)?(1[0-2]|0?[1-9])月(?:份)?(?:底|末)(?:前)?(?:\(%\)|%)?")


def month_of(text: str) -> int | None:
    """The month (1-12) of a milestone label: '3月底', '10 月末'; None for anything else."""
    match = _MONTH.fullmatch(key(text))
    return int(match[1]) if match else None


_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)%?")


def percent_of(text: str) -> str | None:
    """The digits of a share cell ('30%', '100.00 ％', '30'); None where the cell holds something else."""
    match = _PERCENT.fullmatch(key(text))
    return match[1] if match else None


_CODE = re.compile(r"\d{8}[0-9A-Z]\d{6,12}[0-9A-Z]")


def code_of(text: str) -> str | None:
    """The 项目编码 that these words are, blanks and wraps inside it dropped; None for anything else."""
    squeezed = key(text)
    return squeezed if len(squeezed) == 21 and _CODE.fullmatch(squeezed) else None


_TABLE_HEADING = re.compile(
    r"\s*(?:[(（]?\d{1,3}\s*[)）.．、]?|[(（]?[一二三四五六七八九十]{1,3}[)）、])?\s*(.{1,200}?)\s*绩\s*效\s*目\s*标\s*表\s*",
    re.S,
)


def table_heading(text: str) -> str | None:
    """The project's name in the heading of its table ('3.会议费绩效目标表'); None for anything else."""
    if len(text) > 300 or not key(text).endswith("绩效目标表"):
        return None
    match = _TABLE_HEADING.fullmatch(text)
    return match[1] if match else None


_UNIT = re.compile(r"\s*(?:预算单位(?:名称)?\s*[:：]?\s*)?(\d{3}|\d{6}|\d{9})\s*([\u3400-\u9fff].{3,80}?)\s*")
_MONEY_UNIT = re.compile(r"(?:金额)?\s*单\s*位\s*[:：]\s*万\s*元\s*$")


def unit_of_line(text: str) -> tuple[str, str] | None:
    """Unit code and name of the line over a table ('131001某某本级 单位：万元'); None for anything else."""
    if len(text) > 200:
        return None
    match = _UNIT.fullmatch(_MONEY_UNIT.sub("", text))
    return (match[1], match[2]) if match else None
