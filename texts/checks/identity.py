"""项目编码, names that tell projects apart, and cells that must be filled and must fit."""

import re
from collections.abc import Iterator
from decimal import Decimal

from texts.checks.examples import example_row
from texts.checks.finding import Hit, Level, Place
from texts.checks.rule import extends, rule
from texts.checks.settings import Options
from texts.checks.views import ProjectView, RowView, part_at
from texts.checks.whole import TextView
from texts.checks.words import quoted, squeeze
from texts.columns import Kind
from texts.model import Project, Text

_LABELS = {
    "code": "项目编码", "name": "项目名称", "unit_code": "单位编码", "unit_name": "单位名称", "budget": "预算数",
    "fiscal_funds": "财政资金", "other_funds": "其他资金", "purpose": "资金用途",
}  # fmt: skip
_LONGEST = {Kind.TARGET: "target_bytes", Kind.WORDS: "words_bytes"}
_CODE = re.compile(r"[0-9]{8}P[0-9]{6}1[0-9]{4}[0-9A-Z]")


@rule(
    level=Level.ERROR,
    title="项目名称重复",
    asks="同一文本中没有两个同名项目。",
    why="同名的项目无法区分，批复、拨款和评价都会混淆。",
    wrong=Text(projects=(Project(code="1", name="实训设备购置经费"), Project(code="2", name="实训设备购置经费"))),
    right=Text(
        projects=(Project(code="1", name="机电实训设备购置经费"), Project(code="2", name="护理实训设备购置经费"))
    ),
)
def duplicate_project_name(text: TextView, options: Options) -> Iterator[Hit]:
    seen: dict[str, ProjectView] = {}
    for project in text.projects:
        earlier = seen.setdefault(project.name, project)
        if project.name and earlier is not project:
            yield Hit(
                project.at("name"),
                f"{project.label}与第{earlier.number}个项目的名称完全相同，无法区分。",
                "按建设内容或实施单位重新命名，或合并为一个项目。",
                project.source.name or "",
                about=(project.name,),
            )


@rule(
    level=Level.ERROR,
    title="项目编码重复",
    asks="每个项目的编码各不相同。",
    why="编码是项目在预算系统里的唯一标识。",
    wrong=Text(projects=(Project(code="13028124P00084710001A"), Project(code="13028124P00084710001A"))),
    right=Text(projects=(Project(code="13028124P00084710001A"), Project(code="13028124P000928100019"))),
)
def duplicate_code(text: TextView, options: Options) -> Iterator[Hit]:
    seen: dict[str, ProjectView] = {}
    for project in text.projects:
        code = squeeze(project.source.code)
        earlier = seen.setdefault(code, project)
        if code and earlier is not project:
            yield Hit(
                project.at("code"),
                f"项目编码“{code}”与{earlier.label}相同。",
                "核对预算系统，改为本项目自己的编码。",
                code,
                about=(code, str(project.number)),
            )


@rule(
    level=Level.WARNING,
    title="项目编码的年份不是预算年度",
    asks="项目编码第7、8位是编码年份，一般与预算年度相同。",
    why="不同的可能是结转项目，也可能是沿用了上年编码。",
    wrong=Text(fiscal_year=2024, projects=(Project(code="13028123P00091110001U"),)),
    right=Text(fiscal_year=2024, projects=(Project(code="13028124P00084710001A"),)),
)
def code_year_mismatch(project: ProjectView, options: Options) -> Iterator[Hit]:
    code = squeeze(project.source.code)
    if project.fiscal_year is None or not _CODE.fullmatch(code):
        return
    expected = f"{project.fiscal_year % 100:02d}"
    if code[6:8] != expected:
        yield Hit(
            project.at("code"),
            f"项目编码的年份位为“{code[6:8]}”，{project.fiscal_year}年的项目应为“{expected}”。",
            f"核实是否为结转项目，是的注明结转，否则改用{project.fiscal_year}年的编码。",
            code,
            about=(code, str(project.fiscal_year)),
        )


@rule(
    level=Level.WARNING,
    title="项目编码的校验位不对",
    asks="项目编码21位：区划6位、年份2位、P、顺序号6位、1、发布号4位、校验位1位，校验位由前20位算出。",
    why="校验位不对，说明编码抄错了一位或颠倒了两位。",
    wrong=Project(code="13028124P00084710001B"),
    right=Project(code="13028124P00084710001A"),
)
def code_check(project: ProjectView, options: Options) -> Iterator[Hit]:
    code = squeeze(project.source.code)
    length = int(options.number("length"))
    if len(code) != length or not _CODE.fullmatch(code):
        return  # another region's scheme; beside codes of this one it is asked about below
    expected = check_character(code[:-1], options)
    if code[-1] != expected:
        reckoned = f"按前{length - 1}位计算应为“{expected}”" if expected else "编码中有不使用的字母"
        yield Hit(
            project.at("code"),
            f"项目编码“{code}”的校验位为“{code[-1]}”，{reckoned}。",
            "对照预算系统核对项目编码，检查是否抄错一位或颠倒两位。",
            code,
            about=(code,),
        )


@extends("code_check")
def code_check_form(text: TextView, options: Options) -> Iterator[Hit]:
    codes = [squeeze(project.source.code) for project in text.projects]
    if sum(_CODE.fullmatch(code) is not None for code in codes) * 2 <= len(codes):
        return
    for project, code in zip(text.projects, codes, strict=True):
        if code and not _CODE.fullmatch(code):
            yield Hit(
                project.at("code"),
                f"项目编码“{code}”有{len(code)}位，应为21位：区划6位、年份2位、P、顺序号6位、1、发布号4位、校验位。",
                "对照预算系统核对项目编码，检查是否多写、漏写或写错字母。",
                code,
                about=(code,),
            )


def check_character(body: str, options: Options) -> str:
    """The last character of a 项目编码, from those before it; "" where one is not of the alphabet.

    Weight 3^i from the left, 30 minus the sum, modulo 31; worked out from 52 real codes of two counties.
    """
    alphabet, weight = options.text("alphabet"), int(options.number("weight"))
    if any(character not in alphabet for character in body):
        return ""
    size = len(alphabet)
    total = sum(pow(weight, i, size) * alphabet.index(character) for i, character in enumerate(body))
    return alphabet[(size - 1 - total) % size]


@rule(
    level=Level.ERROR,
    title="必填内容空白",
    asks="项目编码、名称、预算数、资金用途、绩效目标，每条指标的名称、指标值和依据都要填写。",
    why="空着的内容无法审核，也不能公开。",
    wrong=example_row("满意度", "师生满意度", "", basis="问卷"),
    right=example_row("满意度", "师生满意度", "≥90%", basis="问卷"),
)
def empty_field(row: RowView, options: Options) -> Iterator[Hit]:
    asked = {*options.words("indicator_fields"), *(c.name for c in row.columns if c.is_optional and c.is_required)}
    for column in row.columns:
        if column.name in asked and not squeeze(getattr(row.row, column.name)):
            yield Hit(
                row.at(column.name),
                f"{row.level2 or '指标表'}中{row.label}的{column.label}没有填写。",
                f"填写{column.label}，不需要的整行删去。",
                row.quote,
                about=(row.name, column.name),
            )


@extends("empty_field")
def empty_field_in_project(project: ProjectView, options: Options) -> Iterator[Hit]:
    source = project.source
    for name in options.words("project_fields"):
        if name in _LABELS and not squeeze(getattr(source, name)):
            yield _empty(project.at(name), f"{project.label}的{_LABELS[name]}")
    if not any(project.goals):
        yield _empty(project.at("goals"), f"{project.label}的绩效目标")
    if not source.indicators:
        yield _empty(project.at("indicators"), f"{project.label}的绩效指标")
    if not any(squeeze(milestone.percent) for milestone in source.plan):
        yield _empty(project.at("plan"), f"{project.label}的资金支出计划")


@extends("empty_field")
def empty_field_in_part_one(text: TextView, options: Options) -> Iterator[Hit]:
    sections = {
        "overall_goal": "总体绩效目标",
        "sub_goals": "分项绩效目标",
        "measures": "工作保障措施",
        "projects": "预算项目",
    }
    for name, label in sections.items():
        if not getattr(text.text, name):
            yield _empty(part_at(name), label)
    for sub_goal in text.sub_goals:
        if not sub_goal.title:
            yield _empty(sub_goal.at("title"), f"第{sub_goal.number}个分项的标题")
        if not (sub_goal.source.goals or sub_goal.source.description):
            yield _empty(sub_goal.at("goals"), f"分项{quoted(sub_goal.source.title, 24)}的绩效目标")


def _empty(place: Place, what: str) -> Hit:
    return Hit(place, f"{what}没有填写。", f"填写{what}。", about=(what,))


@rule(
    level=Level.WARNING,
    title="内容超过预算系统的长度",
    asks="项目名称不超过60字，指标值不超过60字节，描述和依据不超过2000字节（一个汉字2字节）。",
    why="超过的内容录入省预算管理系统时会被截断。",
    wrong=example_row(
        "时效", "设备投入使用时间", "2025年8月底前完成全部设备安装调试、验收、入账并正式投入实训教学使用"
    ),
    right=example_row("时效", "设备投入使用时间", "2025年8月底前"),
)
def too_long(view: RowView, options: Options) -> Iterator[Hit]:
    for column in (column for column in view.columns if column.kind in _LONGEST):
        words, most = getattr(view.row, column.name) or "", options.number(_LONGEST[column.kind])
        length = size_in_bytes(words)
        if length > most:
            what = f"{view.label}的{column.label}"
            yield _too_long(view.at(column.name), what, words, f"{length}字节", f"{most}字节")


@extends("too_long")
def too_long_in_project(project: ProjectView, options: Options) -> Iterator[Hit]:
    name, most = project.source.name or "", options.number("name_characters")
    if len(name) > most:
        yield _too_long(project.at("name"), "项目名称", name, f"{len(name)}字", f"{most}字")


def _too_long(place: Place, what: str, words: str, length: str, most: str) -> Hit:
    return Hit(place, f"{what}有{length}，预算系统最多收{most}。", f"缩短到{most}以内。", words, about=(words,))


def size_in_bytes(words: str) -> Decimal:
    """The length as provincial systems count it: a Chinese character two bytes, a Latin one one (GBK)."""
    return Decimal(sum(1 if character.isascii() else 2 for character in words))
