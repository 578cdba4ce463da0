"""THE table of indicator columns: what an 绩效指标 row has, how each column is called, how wide it is, what it holds.

Whoever shows, reads, stores or compares the rows of an indicator table walks this table: nobody else has a list of
columns. Optional ones are there where a cycle switches them on (`Cycle.columns`); in a text each project says which
of them its table has (`texts.model.Project.columns`), so that what is about the text needs no database. Where a column
is off, nothing shows it and every row has None in it.

A new column: a line here, a field of `texts.model.Indicator`, one of the models that store rows (`projects.Indicator`,
`publications.PublicIndicator`) and their migrations; CONTRIBUTING.md has the recipe.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Kind(StrEnum):
    """What a column holds: how it is typed, fitted, compared and printed follows from it."""

    LEVEL = "level"  # 一级 and 二级指标: chosen from the cycle's tree, printed once over the rows they are repeated in
    NAME = "name"
    WORDS = "words"
    TARGET = "target"  # 指标值, by the grammar of texts/targets.py
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A column of an indicator table, ours or another form's. `wordings` are what other forms call it, wherever it is
    printed; `pasted` what it is called only where a block of cells is pasted, with no running text to be confused."""

    name: str
    label: str
    kind: Kind = Kind.WORDS
    wordings: tuple[str, ...] = ()
    pasted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Heading):
    """A column of ours. `name` is the field of every row, stored or not, and its key in the interchange form.

    `usual` and `least` are millimetres of its print, `narrow` the least beside optional columns; `excel` and `line`
    are characters: its width in a workbook, and what stands on a line of the workbench. `share` is its part of the
    workbench's width in per cent, where it has a fixed one, `narrow_share` that beside optional columns. `example` is
    shown where something else was found. `longest` is what the provincial systems take, in bytes, a Chinese character
    two; None where they do not say.
    """

    usual: int
    least: int
    narrow: int
    excel: int
    line: int
    example: str
    share: int | None = None
    narrow_share: int | None = None
    longest: int | None = None
    is_one_line: bool = False
    is_required: bool = False  # a row is complete only with it
    may_be_withheld: bool = False  # a region may keep it from the public
    is_optional: bool = False  # a cycle switches it on


#: in the order of print
COLUMNS = (
    Column(
        name="level1",
        label="一级指标",
        kind=Kind.LEVEL,
        wordings=("绩效指标一级",),
        pasted=("一级",),
        usual=18,
        least=18,
        narrow=16,
        excel=12,
        line=4,
        example="产出指标",
        is_one_line=True,
    ),
    Column(
        name="level2",
        label="二级指标",
        kind=Kind.LEVEL,
        pasted=("二级",),
        usual=22,
        least=22,
        narrow=16,
        excel=16,
        line=5,
        example="数量指标",
        is_one_line=True,
    ),
    Column(
        name="name",
        label="三级指标",
        kind=Kind.NAME,
        wordings=("指标名称", "绩效指标", "三级指标名称"),
        pasted=("三级", "绩效指标名称"),
        usual=30,
        least=22,
        narrow=18,
        excel=22,
        line=9,
        share=20,
        narrow_share=16,
        example="印制读本数量",
        is_one_line=True,
        is_required=True,
    ),
    Column(
        name="description",
        label="绩效指标描述",
        wordings=("指标描述", "绩效指标说明", "指标说明", "指标内容", "绩效指标解释", "指标解释"),
        pasted=("描述",),
        usual=38,
        least=24,
        narrow=18,
        excel=40,
        line=12,
        longest=2000,
        example="全年印制乡土读本的册数",
        may_be_withheld=True,
    ),
    Column(
        name="target",
        label="指标值",
        kind=Kind.TARGET,
        wordings=("绩效指标值", "目标值", "年度指标值"),
        pasted=("年度目标值", "预期指标值"),
        usual=22,
        least=18,
        narrow=14,
        excel=20,
        line=7,
        share=16,
        narrow_share=13,
        longest=60,
        example="≥1200册",
        is_one_line=True,
        is_required=True,
    ),
    Column(
        name="basis",
        label="指标值确定依据",
        wordings=("确定依据", "指标确定依据", "指标值依据", "指标值设定依据"),
        pasted=("依据",),
        usual=26,
        least=25,
        narrow=18,
        excel=30,
        line=10,
        share=17,
        narrow_share=14,
        longest=2000,
        example="年度工作计划",
        is_required=True,
        may_be_withheld=True,
    ),
    Column(
        name="weight",
        label="权重",
        kind=Kind.NUMBER,
        wordings=("分值", "指标权重", "指标分值", "权重（%）", "权重（分值）", "权重/分值", "分值权重"),
        usual=12,
        least=12,
        narrow=12,
        excel=8,
        line=4,
        example="10",
        is_one_line=True,
        is_required=True,
        may_be_withheld=True,
        is_optional=True,
    ),
    Column(
        name="scoring",
        label="评分标准",
        wordings=(
            *("评（扣）分标准", "评扣分标准", "扣分标准", "计分标准", "评价标准", "评分标准/指标说明"),
            *("评分标准及指标说明", "指标说明及评分标准"),
        ),
        usual=30,
        least=18,
        narrow=18,
        excel=40,
        line=10,
        narrow_share=14,
        longest=2000,
        example="未完成的按比例扣分",
        may_be_withheld=True,
        is_optional=True,
    ),
)

#: parts of an 指标值 that other forms print in columns of their own, and their running number: they go into our cells
BESIDE = (
    Heading(name="counter", label="序号", kind=Kind.NUMBER, wordings=("编号", "行次"), pasted=("序号", "编号")),
    Heading(
        name="operator",
        label="指标方向",
        wordings=("符号", "指标符号", "运算符号", "运算符", "比较符", "计算符号"),
        pasted=("运算符", "运算符号", "计算符号", "关系符号", "比较符号", "符号"),
    ),
    Heading(
        name="number",
        label="指标数值",
        wordings=("值", "数值", "目标数值"),
        pasted=("数值", "指标数值"),
    ),
    Heading(
        name="unit",
        label="计量单位",
        wordings=("单位", "度量单位", "指标单位", "指标值单位"),
        pasted=("计量单位", "度量单位", "单位"),
    ),
)

BY_NAME = {column.name: column for column in COLUMNS}
#: every column, also those that are off
ALL = tuple(BY_NAME)
OPTIONAL = tuple(column for column in COLUMNS if column.is_optional)
LEVELS = tuple(column.name for column in COLUMNS if column.kind is Kind.LEVEL)
#: the columns in which something is written: a row with nothing in them is none
BELOW_LEVELS = tuple(name for name in ALL if name not in LEVELS)
#: what may be asked of a whole table: its label by name
LABELS = {column.name: column.label for column in COLUMNS}


@cache
def in_table(switched_on: tuple[str, ...] = ()) -> tuple[Column, ...]:
    """The columns of a table in which these optional ones are on, in the order of print."""
    return tuple(column for column in COLUMNS if not column.is_optional or column.name in switched_on)


@cache
def names(switched_on: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The names of the same."""
    return tuple(column.name for column in in_table(switched_on))


def switchable(wanted: Collection[str]) -> tuple[str, ...]:
    """The optional columns among these names, each once, in the order of print."""
    return tuple(column.name for column in OPTIONAL if column.name in wanted)
