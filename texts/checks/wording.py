"""Characters and words: doubled, confused, or with the wrong brackets."""

import re
from collections.abc import Iterator
from functools import lru_cache

from texts.checks.examples import example_lines
from texts.checks.finding import Edit, Hit, Level, Place
from texts.checks.rule import extends, rule
from texts.checks.settings import Options, any_word
from texts.checks.views import ProjectView, SubGoalView
from texts.checks.whole import TextView
from texts.checks.words import HAN, quoted, squeeze
from texts.model import Project, SubGoal, Text

_DOUBLED = re.compile(rf"({HAN}{{2,6}})\1")
_DAY_WITHOUT_MONTH = re.compile(r"(20[0-9]{2}年)(1[0-2]|0?[1-9])(年?[底末])")
_DOCUMENT = re.compile(r"(?<=[\u4e00-\u9fff])\s*[\[［【(（]\s*((?:19|20)[0-9]{2})\s*[\]］】)）]\s*(?=[0-9]{1,4}\s*号)")
_OWN_NUMBER = re.compile(r"^\s*[0-9]{1,2}(?:、|[.．](?![0-9]))\s*")


@rule(
    level=Level.WARNING,
    title="词语重复",
    asks="同一个词不连写两遍。",
    why="“意见意见”“本本级”是录入或复制的差错，公开后有损形象。",
    wrong=Text(measures=example_lines("加强调研，提出提高资金使用效益的意见意见。")),
    right=Text(measures=example_lines("加强调研，提出提高资金使用效益的意见。")),
)
def duplicated_word(text: TextView, options: Options) -> Iterator[Hit]:
    for place, words in text.part_one():
        for found, wanted in _doubled(words, options):
            yield Hit(
                place,
                f"“{found}”重复。",
                f"改为“{wanted}”。",
                found,
                about=(words,),
                edits=(Edit(place, words, words.replace(found, wanted)),),
            )


def _doubled(words: str, options: Options) -> Iterator[tuple[str, str]]:
    """Each doubled stretch of a paragraph and what it should be; a heading before its own label is none."""
    right = options.words("right")
    for match in _DOUBLED.finditer(words):
        around = words[max(0, match.start() - 2) : match.end() + 2]
        is_label = words[match.end() : match.end() + 1] in ("：", ":")
        if not is_label and not any(phrase in around for phrase in right):
            yield match[0], match[1]
    for phrase in options.words("bodies"):
        if phrase in words:
            yield phrase, phrase[1:]


@rule(
    level=Level.WARNING,
    title="错别字",
    asks="没有错字、漏字、多字。",
    why="“公文旅游”“有利措施”“2025年12底”会被读者当作笑话或误解。",
    wrong=Project(goals=example_lines("采取有利措施，提高全民国防知识意思。")),
    right=Project(goals=example_lines("采取有力措施，提高全民国防意识。")),
)
def typo(project: ProjectView, options: Options) -> Iterator[Hit]:
    for place, words in project.passages():
        yield from _typos(place, words, options)


@extends("typo")
def typo_in_part_one(text: TextView, options: Options) -> Iterator[Hit]:
    for place, words in text.part_one():
        yield from _typos(place, words, options)


def _typos(place: Place, words: str, options: Options) -> Iterator[Hit]:
    for found, wanted in _confused(words, options):
        yield Hit(
            place,
            f"“{found}”有误，应为“{wanted}”。",
            f"改为“{wanted}”。",
            found,
            about=(found,),
            edits=(Edit(place, words, words.replace(found, wanted)),),
        )


def _confused(words: str, options: Options) -> Iterator[tuple[str, str]]:
    """Each wrong stretch of a passage and the right one."""
    right, wrong = _dictionary(options.rows("confusions"))
    for match in wrong.finditer(words):
        yield match[0], right[match[0]]
    if bare_day := _DAY_WITHOUT_MONTH.search(words):
        yield bare_day[0], f"{bare_day[1]}{bare_day[2]}月{bare_day[3]}"
    for doubled in re.finditer(rf"(?<=(.))({options.any_of('particles').pattern})\2(?=(.))", words):
        around = "".join(doubled.group(1, 0, 3))
        if not options.any_of("doubled_right").search(around):
            yield f"{doubled[1]}{doubled[0]}", f"{doubled[1]}{doubled[2]}"


@lru_cache(maxsize=8)
def _dictionary(rows: tuple[tuple[str, ...], ...]) -> tuple[dict[str, str], re.Pattern[str]]:
    right = {wrong: right for wrong, right, *_ in rows}
    return right, any_word(right)


@rule(
    level=Level.INFO,
    title="文号没有用六角括号",
    asks="发文字号的年份用六角括号：冀财预〔2023〕74号（GB/T 9704-2012）。",
    why="方括号、圆括号不合公文格式，也不便检索。",
    wrong=Project(name="冀财预[2023]74号补助资金"),
    right=Project(name="冀财预〔2023〕74号补助资金"),
)
def document_brackets(project: ProjectView, options: Options) -> Iterator[Hit]:
    cells = [(project.at("name"), project.source.name or ""), *project.passages()]
    cells += [(view.at("basis"), view.row.basis or "") for view in project.rows]
    wrong = [(place, words) for place, words in cells if _DOCUMENT.search(words)]
    if wrong:
        place, words = wrong[0]
        found = squeeze(words[: words.index("号") + 1][-16:]) if "号" in words else words
        yield Hit(
            place,
            f"{project.label}有{len(wrong)}处文号没有用六角括号，如{quoted(found)}。",
            "将文号中的年份改用六角括号“〔〕”。",
            found,
            about=tuple(words for _, words in wrong),
            edits=tuple(Edit(at, cell, _DOCUMENT.sub(r"〔\1〕", cell)) for at, cell in wrong),
        )


@rule(
    level=Level.INFO,
    title="内容自带序号",
    asks="分项标题、措施和绩效目标不带序号，序号由系统排印。",
    why="自带的序号会印成“1.1、”。",
    wrong=SubGoal(title="1、招商资金"),
    right=SubGoal(title="招商资金"),
)
def own_number(sub_goal: SubGoalView, options: Options) -> Iterator[Hit]:
    yield from _numbered(sub_goal.at("title"), sub_goal.source.title)


@extends("own_number")
def own_number_in_project(project: ProjectView, options: Options) -> Iterator[Hit]:
    for number, goal in enumerate(project.source.goals, 1):
        yield from _numbered(project.goal_at(number), goal.text)


@extends("own_number")
def own_number_in_measures(text: TextView, options: Options) -> Iterator[Hit]:
    for place, words in text.measures:
        yield from _numbered(place, words)


def _numbered(place: Place, words: str) -> Iterator[Hit]:
    if match := _OWN_NUMBER.match(words):
        yield Hit(
            place,
            f"{quoted(words, 16)}自带序号“{match[0].strip()}”，会与排印的序号重复。",
            "删去自带的序号。",
            words,
            about=(words,),
            edits=(Edit(place, words, words[match.end() :]),),
        )


@rule(
    level=Level.WARNING,
    title="用语不属于本单位",
    asks="使用本单位职权范围内的用语：政协委员提提案，人大代表提议案和建议。",
    why="照抄其他机关的文件，职责就写错了。",
    wrong=Project(unit_name="云溪县政协本级", goals=example_lines("及时提出高质量议案。")),
    right=Project(unit_name="云溪县政协本级", goals=example_lines("及时提出高质量提案。")),
)
def term_not_for_body(project: ProjectView, options: Options) -> Iterator[Hit]:
    passages = list(project.passages())
    for body, term, better, unless in options.rows("terms"):
        if body in project.owner:
            for place, words in passages:
                plain = squeeze(words)
                if term in plain and unless not in plain:
                    yield Hit(
                        place,
                        f"“{term}”不属于{project.source.unit_name or '本单位'}的职权，应为“{better}”。",
                        f"改为“{better}”。",
                        words,
                        about=(term, words),
                    )
