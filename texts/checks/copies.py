"""Words that stand twice where each should be its own: goals, descriptions, whole tables; one thing under two names."""

import re
from collections.abc import Iterator

from texts.checks.examples import example_lines, example_rows
from texts.checks.finding import Hit, Level, Place
from texts.checks.rule import rule
from texts.checks.settings import Options, any_word
from texts.checks.views import ProjectView
from texts.checks.whole import TextView
from texts.checks.words import HAN, quoted, squeeze
from texts.model import Project, SubGoal, Text

_TITLE = re.compile(r"《[^》]*》")
_CUT = "\x00"
_LETTER = re.compile(HAN)
_EDGES = re.compile(rf"^(?:(?!{HAN}|[“《（]).)+|(?:(?!{HAN}|[”》）。]).)+$")
_COPIED = "深入开展访民情汇民智主题活动，适时听取活动开展情况的汇报。"


@rule(
    level=Level.WARNING,
    title="文字照抄其他项目",
    asks="各分项、各项目的目标、说明和指标按自己的内容编写；分项与自己的绩效目标表可以相同。",
    why="二十字以上一字不差，多为复制后没有改，读者分不清两个项目。",
    wrong=Text(sub_goals=(SubGoal(title="会议费", goals=(_COPIED,)), SubGoal(title="培训费", goals=(_COPIED,)))),
    right=Text(
        sub_goals=(SubGoal(title="会议费", goals=(_COPIED,)), SubGoal(title="培训费", goals=("组织代表培训。",)))
    ),
)
def copied_text(text: TextView, options: Options) -> Iterator[Hit]:
    length = max(1, int(options.number("shortest")))
    fixed = _fixed(text, options)
    seen: dict[str, str] = {}
    for place, words in (*text.overall, *text.measures):
        _remember(seen, fixed, words, _source(place), length)
    for sub_goal in text.sub_goals:
        passages = [words for place, words in sub_goal.passages() if place.field != "title"]
        yield from _copied(sub_goal.at(), passages, seen, fixed, length)
        for words in passages:
            _remember(seen, fixed, words, f"分项{quoted(sub_goal.source.title, 20)}", length)
    seen = {}
    for project in text.projects:
        passages = [goal.text for goal in project.source.goals]
        yield from _copied(project.at("goals"), passages, seen, fixed, length)
        for words in passages:
            _remember(seen, fixed, words, f"{project.label}的绩效目标", length)


def _fixed(text: TextView, options: Options) -> re.Pattern[str]:
    """What may be repeated: the template's phrases, the names of projects, titles of documents."""
    names = {squeeze(project.source.name) for project in text.projects}
    phrases = {*map(squeeze, options.words("fixed_phrases")), *(name for name in names if len(name) >= 6)}
    return re.compile(f"{_TITLE.pattern}|{any_word(phrases).pattern}")


def _source(place: Place) -> str:
    number = place.at.partition("[")[2].rstrip("]")
    return f"工作保障措施第{number}条" if place.kind == "measure" else f"总体绩效目标第{number}段"


def _remember(seen: dict[str, str], fixed: re.Pattern[str], words: str, source: str, length: int) -> None:
    plain = fixed.sub(_CUT, squeeze(words))
    for start in range(len(plain) - length + 1):
        seen.setdefault(plain[start : start + length], source)


def _copied(
    place: Place, passages: list[str], seen: dict[str, str], fixed: re.Pattern[str], length: int
) -> Iterator[Hit]:
    """The longest copied stretch of the passages, if it holds enough characters beside signs and figures."""
    stretches = [found for words in passages for found in _stretches(fixed.sub(_CUT, squeeze(words)), seen, length)]
    longest = max(stretches, key=lambda stretch: len(_LETTER.findall(stretch)), default="")
    count = len(_LETTER.findall(longest))
    if count >= length:
        copied, source = _EDGES.sub("", longest), seen[longest[:length]]
        yield Hit(
            place,
            f"{quoted(copied)}与{source}一字不差，共{count}字。",
            "按本项目的实际内容改写，确属同一内容的合并编写。",
            copied,
            about=(copied, source),
        )


def _stretches(plain: str, seen: dict[str, str], length: int) -> Iterator[str]:
    """Every maximal stretch of a passage that stands elsewhere, at least so long."""
    begun = None
    for start in range(len(plain) - length + 2):
        piece = plain[start : start + length]
        is_known = piece in seen and _CUT not in piece
        if is_known and begun is None:
            begun = start
        elif not is_known and begun is not None:
            yield plain[begun : start + length - 1]
            begun = None


_MEETING = example_rows(("数量", "参会人数", "≥9人"), ("质量", "保障率", "≥9%"), ("时效", "完成时间", "6月"))
_VIDEO = example_rows(("数量", "保障场次", "≥9场"), ("质量", "可用率", "≥9%"), ("时效", "响应时间", "≤1小时"))


@rule(
    level=Level.ERROR,
    title="整张指标表照抄其他项目",
    asks="每个项目按自己的内容设置指标。",
    why="两个项目的指标名称和描述大半相同，必有一个是复制的。",
    wrong=Text(
        projects=(
            Project(code="1", name="会议费", indicators=_MEETING),
            Project(code="2", name="视频会议费", indicators=_MEETING),
        )
    ),
    right=Text(
        projects=(
            Project(code="1", name="会议费", indicators=_MEETING),
            Project(code="2", name="视频会议费", indicators=_VIDEO),
        )
    ),
)
def copied_indicator_set(text: TextView, options: Options) -> Iterator[Hit]:
    fewest = options.number("fewest_rows")
    tables = [(project, names_and_descriptions(project)) for project in text.projects]
    for number, (project, table) in enumerate(tables):
        for earlier, other in tables[:number]:
            if min(len(table), len(other)) >= fewest and shared_part(table, other) >= options.number("share"):
                yield Hit(
                    project.at("indicators"),
                    f"{len(table & other)}条指标的名称和描述与{earlier.label}相同，属于整表复制。",
                    "按本项目的产出和效果重新设置指标。",
                    project.rows[0].quote,
                    about=tuple(f"{name}|{words}" for name, words in sorted(table)),
                )
                break


def names_and_descriptions(project: ProjectView) -> frozenset[tuple[str, str]]:
    """The names and descriptions of a table."""
    return frozenset((view.name, view.description) for view in project.rows if view.name)


def shared_part(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> float:
    """How much of two tables is shared, 0 to 1 (Jaccard)."""
    return len(one & other) / len(one | other) if one | other else 0.0


@rule(
    level=Level.INFO,
    title="同一事物用了两个名称",
    asks="同一机构、平台、系统全文用一个名称；模板的用语照写。",
    why="名称不一，读者会以为是两个事物。",
    wrong=Text(
        overall_goal=("建设社会治理综合指挥中心。",),
        measures=example_lines("社会治理综合服务中心入驻部门。", "社会治理综合服务中心按月调度。"),
    ),
    right=Text(
        overall_goal=("建设社会治理综合服务中心。",),
        measures=example_lines("社会治理综合服务中心入驻部门。", "社会治理综合服务中心按月调度。"),
    ),
)
def inconsistent_term(text: TextView, options: Options) -> Iterator[Hit]:
    passages = [(place, squeeze(words)) for place, words in text.passages()]
    for right, *variants in options.rows("terms"):
        for place, words in passages:
            for variant in variants:
                if variant in words:
                    yield _term_hit(place, variant, right, "模板用语")
    yield from _two_names(passages, text.bodies, options)


def _two_names(passages: list[tuple[Place, str]], bodies: str, options: Options) -> Iterator[Hit]:
    """Names of six characters or more that differ in two before the noun; the rarer one is asked about."""
    things = options.any_of("things").pattern
    alike = int(options.number("alike"))
    named = re.compile(rf"(?=({HAN}{{{alike}}})({HAN}{{2}})({things}))")
    places: dict[tuple[str, str], dict[str, list[Place]]] = {}
    for place, words in passages:
        for match in named.finditer(words):
            before, differs, thing = match.groups()
            places.setdefault((before, thing), {}).setdefault(differs, []).append(place)
    for (before, thing), names in places.items():
        usual = max(names, key=lambda differs: len(names[differs]))
        for rare in names:
            if len(names[rare]) == 1 < len(names[usual]) and before[:2] not in bodies:
                yield _term_hit(names[rare][0], f"{before}{rare}{thing}", f"{before}{usual}{thing}", "别处")


def _term_hit(place: Place, found: str, expected: str, where: str) -> Hit:
    return Hit(
        place,
        f"此处写“{found}”，{where}为“{expected}”，名称不一。",
        f"同一事物统一写为“{expected}”。",
        found,
        about=(found, expected),
    )
