"""三级指标 and 绩效指标描述: names that name something, descriptions that add something."""

import re
from collections.abc import Iterator

from texts.checks.examples import example_row, example_rows
from texts.checks.finding import Hit, Level
from texts.checks.rule import rule
from texts.checks.settings import Options
from texts.checks.views import ProjectView, RowView
from texts.checks.words import HAN, asides, bare, quoted, squeeze
from texts.model import Project

_PLACEHOLDER = re.compile(r"[*＊]{2,}|×{2,}|(?<![A-Za-z])[Xx]{2,}(?![A-Za-z])|_{2,}|[○〇]{2,}")
_PLACEHOLDER_ASIDE = re.compile(r"[（(][^（()）]*(?:[*＊]{2,}|×{2,})[^（()）]*[）)]")
_RATE_OF = re.compile(r"被(..)的(?:比率|比例|占比)")
_RATE = re.compile(r"(..)率$")


@rule(
    level=Level.ERROR,
    title="残留指标库的占位符",
    asks="从指标库选用的指标，把“**”“××”换成本项目的内容或删去。",
    why="占位符说明指标是照搬的，没有改过。",
    wrong=example_row("满意度", "群众满意度（≥**%）", "≥95%"),
    right=example_row("满意度", "受益群众满意度", "≥95%"),
)
def placeholder_left(view: RowView, options: Options) -> Iterator[Hit]:
    cells = [name for name in ("name", "description", "target") if _PLACEHOLDER.search(getattr(view.row, name) or "")]
    if not cells:
        return
    found = _PLACEHOLDER.search(getattr(view.row, cells[0]))
    edits = tuple(
        edit for name in cells for edit in view.edit(name, _PLACEHOLDER_ASIDE.sub("", getattr(view.row, name)))
    )
    yield Hit(
        view.at(cells[0]),
        f"{view.label}残留指标库的占位符“{found[0] if found else ''}”。",
        "删去占位符，或换成本项目的具体内容。",
        view.quote,
        about=view.about,
        edits=edits,
    )


@rule(
    level=Level.WARNING,
    title="残留指标库的单位选项",
    asks="指标名称只保留一个计量单位，不留“（台/件/辆/套）”这样的选项。",
    why="单位选项没有选定，说明指标是照搬的。",
    wrong=example_row("数量", "专业设备购置数量（台/件/辆/套）", "49套"),
    right=example_row("数量", "自动气象站购置数量（套）", "49套"),
)
def template_unit_options(view: RowView, options: Options) -> Iterator[Hit]:
    measures = options.words("measures")
    for aside in asides(view.name):
        parts = re.split(r"[/／]", aside)
        if len(parts) >= 3 and all(part in measures for part in parts):
            now = re.sub(r"[（(]" + re.escape(aside) + r"[）)]", "", view.row.name or "")
            yield Hit(
                view.at("name"),
                f"指标名称{view.label}残留指标库的单位选项“{aside}”，没有选定单位。",
                f"删去选项，写明所计的事物和一个单位，例如“{squeeze(now)}”。",
                view.quote,
                about=(view.name,),
                edits=view.edit("name", now),
            )


@rule(
    level=Level.INFO,
    title="描述照抄指标名称",
    asks="绩效指标描述写明指标的内涵、计算公式和数据来源。",
    why="半数以上的描述重复名称，等于没有描述。",
    wrong=Project(
        indicators=(
            example_row("质量", "验收合格率", "≥98%", "验收合格率"),
            example_row("社会效益", "受益人数", "≥90人", "直接受益人数"),
        )
    ),
    right=Project(indicators=(example_row("质量", "验收合格率", "≥98%", "合格件数占验收件数的比例"),)),
)
def description_repeats_name(project: ProjectView, options: Options) -> Iterator[Hit]:
    repeated = [view for view in project.rows if view.name and view.bare == bare(view.description.rstrip("。"))]
    if repeated and len(repeated) >= options.number("share") * len(project.rows):
        yield Hit(
            project.at("indicators"),
            f"{len(project.rows)}条指标中有{len(repeated)}条的绩效指标描述照抄三级指标名称，没有说明内涵或计算口径。",
            "在描述中写明指标内涵、计算公式（分子/分母）和取数来源。",
            " | ".join(view.row.name or "" for view in repeated),
            about=tuple(view.name for view in repeated),
        )


@rule(
    level=Level.WARNING,
    title="三级指标写成了一句话",
    asks="三级指标用简短的名称，计算说明写在描述栏。",
    why="整句话作名称，汇总和检索都无法使用。",
    wrong=example_row("满意度", "通过问卷调查，满意和较满意的对象占所有调查对象的比例", "≥95%"),
    right=example_row("满意度", "服务对象满意度", "≥95%", "通过问卷调查，满意和较满意的对象占所有调查对象的比例"),
)
def description_used_as_name(view: RowView, options: Options) -> Iterator[Hit]:
    if len(view.bare) > options.number("longest"):
        example = "，如“服务对象满意度”" if "满意" in view.name else ""
        yield Hit(
            view.at("name"),
            f"三级指标{quoted(view.name)}有{len(view.bare)}字，是一整句说明，不是指标名称。",
            f"三级指标改为简短名称{example}，原句移入描述栏。",
            view.quote,
            about=(view.name,),
        )


@rule(
    level=Level.WARNING,
    title="三级指标重复二级指标",
    asks="三级指标写具体内容，不重复二级指标的名称。",
    why="“可持续性”“质量”没有说考核什么。",
    wrong=example_row("可持续影响", "可持续性", "≥90%"),
    right=example_row("可持续影响", "签约项目后续落地率", "≥90%"),
)
def level3_repeats_level2(view: RowView, options: Options) -> Iterator[Hit]:
    if view.name and (view.name == view.level2 or view.bare in options.words("empty_names")):
        what = f"照抄二级指标“{view.level2}”" if view.name == view.level2 else "只是类别的名称"
        yield Hit(
            view.at("name"),
            f"三级指标{view.label}{what}，没有具体内容。",
            "改为说明考核什么的具体名称。",
            view.quote,
            about=(view.level2, view.name),
        )


@rule(
    level=Level.WARNING,
    title="三级指标不完整",
    asks="三级指标是完整的名称。",
    why="名称被截断，读者看不出考核什么；多因录入时超长。",
    wrong=example_row("社会效益", "受助学生巩固", "≥99%", "受助学生巩固率=在校人数/年初人数×100%"),
    right=example_row("社会效益", "受助学生巩固率", "≥99%", "在校人数/年初人数×100%"),
)
def truncated_name(view: RowView, options: Options) -> Iterator[Hit]:
    rest = view.description[len(view.name) :]
    if not view.name or not view.description.startswith(view.name) or not re.match(HAN, rest):
        return
    if rest.startswith(options.words("goes_on")) or options.ends_in("whole_endings").search(view.bare):
        return
    if rest.rstrip("。") in options.words("count_endings"):
        return  # a deed, and how often it is done: 培训骨干, 培训骨干人数
    tail = re.match(rf"{HAN}+", rest)
    whole = view.name + (tail[0] if tail else "")
    yield Hit(
        view.at("name"),
        f"三级指标{view.label}不完整，描述中为{quoted(whole)}。",
        f"补全为{quoted(whole)}。",
        view.quote,
        about=(view.name, view.description),
        edits=view.edit("name", whole),
    )


@rule(
    level=Level.INFO,
    title="三级指标是问句",
    asks="三级指标用名词，不用“是否……”。",
    why="问句不能量化，也不是指标名称。",
    wrong=example_row("社会效益", "是否缓解入园贵问题", "≥85%"),
    right=example_row("社会效益", "普惠性幼儿园收费达标率", "≥95%"),
)
def question_form_name(view: RowView, options: Options) -> Iterator[Hit]:
    if "是否" in view.name:
        yield Hit(
            view.at("name"),
            f"三级指标{view.label}是问句，不是指标名称。",
            "改为名词性的指标名称，并写明如何计算。",
            view.quote,
            about=(view.name,),
        )


@rule(
    level=Level.WARNING,
    title="同一指标重复设置",
    asks="一张表里同一内容只设一个指标。",
    why="重复的指标会重复计分。",
    wrong=Project(indicators=example_rows(("质量", "故障排除率", "≥95%"), ("成本", "故障排除率", "≥95%"))),
    right=Project(indicators=example_rows(("质量", "故障排除率", "≥95%"), ("成本", "网络服务费", "≤81.4万元"))),
)
def duplicate_indicator(project: ProjectView, options: Options) -> Iterator[Hit]:
    for number, view in enumerate(project.rows):
        for earlier in project.rows[:number]:
            if reason := _same_measure(earlier, view, options):
                yield Hit(
                    view.at("name"),
                    f"{view.label}与“{earlier.level2}”中的{earlier.label}{reason}，是同一个指标。",
                    "保留一处，另一处换成不同的指标。",
                    view.quote,
                    about=(*earlier.about, *view.about),
                )
                break


def _same_measure(one: RowView, other: RowView, options: Options) -> str:
    """Why two rows measure the same thing, "" when they do not."""
    if not one.name or not other.name:
        return ""
    if one.bare == other.bare:
        return "名称相同"
    if sorted(one.bare) == sorted(other.bare):
        return "名称只是词序不同"
    if one.description == other.description and _is_telling(one, other, options):
        return "描述相同"
    roots = _roots(one) & _roots(other) - set(options.words("common_roots"))
    if roots and one.target == other.target:
        return f"都是“{roots.pop()}”的比率"
    return ""


def _is_telling(one: RowView, other: RowView, options: Options) -> bool:
    """Whether a shared description makes one measure of two: not of who is asked, nor of standards for different
    people (小学生均标准, 初中生均标准)."""
    is_asked = "满意" in one.name and "满意" in other.name
    is_standard = one.is_cost and other.is_cost and one.target != other.target
    return len(one.description) >= options.number("shortest_description") and not is_asked and not is_standard


def _roots(view: RowView) -> set[str]:
    """What a rate is of: 采纳 of 意见采纳率 and of 被采纳的比率."""
    named, described = _RATE.search(view.bare), _RATE_OF.search(view.description)
    return {match[1] for match in (named, described) if match} if described or named else set()
