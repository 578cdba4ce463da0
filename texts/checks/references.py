"""What a text refers to: campaigns and congresses of their time, its territory, persons, prescribed measures."""

import re
from collections.abc import Iterator

from texts.checks.examples import example_lines
from texts.checks.finding import Hit, Level, Place
from texts.checks.rule import rule
from texts.checks.settings import Options, any_word
from texts.checks.views import part_at
from texts.checks.whole import TextView
from texts.checks.words import HAN, listed, quoted, squeeze
from texts.model import Project, Text

_QUOTES = re.compile(r"[“”\"‘’'《》]")
_MOBILE = re.compile(r"(?<![0-9A-Za-z])1[3-9][0-9]{9}(?![0-9A-Za-z])")
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9][0-9]{3}[0-9Xx](?![0-9A-Za-z])"
)
_TITLED = re.compile(r"《[^》]*》")


@rule(
    level=Level.ERROR,
    title="提法已经过时",
    asks="当年的工作使用当年的提法，往年的会议、活动只在回顾中出现。",
    why="把已经结束的活动写成当年任务，说明整段沿用旧稿。",
    wrong=Text(fiscal_year=2024, measures=example_lines("认真学习党的十九大精神。")),
    right=Text(fiscal_year=2024, measures=example_lines("认真学习党的二十大精神。")),
)
def outdated_reference(text: TextView, options: Options) -> Iterator[Hit]:
    year = text.text.fiscal_year
    if year is None:
        return
    ended = {_QUOTES.sub("", term): int(last) for term, last in options.rows("terms") if year > int(last)}
    pattern, lasting = any_word(tuple(ended)), options.any_of("lasting")
    for place, words in text.passages():
        plain = _QUOTES.sub("", squeeze(words))
        for match in pattern.finditer(plain):
            if place.field == "name" or lasting.match(plain[match.end() :].removeprefix("精神")):
                continue
            yield Hit(
                place,
                f"“{match[0]}”是{ended[match[0]]}年及以前的提法，不应写作{year}年的工作。",
                "删去或改为当年的部署。",
                match[0],
                about=(words, str(year)),
            )
            break


@rule(
    level=Level.WARNING,
    title="地域范围写错",
    asks="区级部门的文本写“全区”，不写“全市”。",
    why="照抄上级文件，范围大了一级。",
    wrong=Text(department="路北区教育局", overall_goal=("推动全市教育均衡发展。",)),
    right=Text(department="路北区教育局", overall_goal=("推动全区教育均衡发展。",)),
)
def scope_error(text: TextView, options: Options) -> Iterator[Hit]:
    for ending, wider in options.rows("territories"):
        if not _is_of_territory(text, ending):
            continue
        for place, words in text.passages():
            plain = options.any_of("right").sub("", squeeze(words))
            if wider in plain:
                yield Hit(
                    place,
                    f"本文本属于{ending}级，此处写“{wider}”，范围不符。",
                    f"核实范围，应为“全{ending}”的予以改正。",
                    wider,
                    about=(words,),
                )


def _is_of_territory(text: TextView, ending: str) -> bool:
    """Whether department, bureau or units are a district's (路北区教育局), not an autonomous region's."""
    names = f"{text.department} {squeeze(text.text.finance_bureau)} {text.bodies}"
    return re.search(rf"{HAN}{{2,6}}(?<!自治)(?<!开发)(?<!校){ending}(?={HAN})", names) is not None


@rule(
    level=Level.WARNING,
    title="出现个人信息",
    asks="公开的文本不写私人姓名、电话和身份证号，只写岗位或对象类别。",
    why="文本要向社会公开，个人信息受法律保护。",
    wrong=Text(projects=(Project(code="1", goals=example_lines("由教导主任王晓燕（电话13800000000）负责考核。")),)),
    right=Text(projects=(Project(code="1", goals=example_lines("由教导处负责考核。")),)),
)
def personal_info(text: TextView, options: Options) -> Iterator[Hit]:
    person = _person(options)
    for place, words in text.passages():
        plain = _TITLED.sub("", squeeze(words))
        found = [match[0] for pattern in (_MOBILE, _IDENTITY) for match in pattern.finditer(plain)]
        found += [match["name"] for match in person.finditer(plain) if _is_private(match["name"], options)]
        if found:
            yield _personal(place, words, list(dict.fromkeys(found)))


def _person(options: Options) -> re.Pattern[str]:
    """A surname and a given name between words that stand before and after persons."""
    name = rf"(?P<name>(?:{any_word(options.text('surnames')).pattern}){HAN}{{1,2}})"
    before, after = any_word(options.words("before")).pattern, any_word(options.words("after")).pattern
    return re.compile(rf"(?:(?:{before})[:：]?|^|[，。、（(]){name}(?=[（(]?(?:{after}))")


def _is_private(name: str, options: Options) -> bool:
    return not any(name.startswith(word) for word in (*options.words("public"), *options.words("not_names")))


def _personal(place: Place, words: str, found: list[str]) -> Hit:
    return Hit(
        place,
        f"{quoted(words, 24)}中出现个人信息{listed(f'“{piece}”' for piece in found)}。",
        "删去姓名、电话和证件号，只写岗位或对象类别。",
        " | ".join(found),
        about=tuple(found),
    )


@rule(
    level=Level.WARNING,
    title="保障措施缺少规定内容",
    asks="工作保障措施写明绩效运行监控和绩效自评，并涵盖制度建设、支出管理、财务资产、内部监督、培训。",
    why="措施全是业务工作，没有一条保证绩效目标的实现。",
    wrong=Text(measures=example_lines("加强业务学习。", "改进工作作风。")),
    right=Text(measures=example_lines("按要求开展绩效运行监控。", "做好绩效自评，结果与下年预算挂钩。")),
)
def missing_measure(text: TextView, options: Options) -> Iterator[Hit]:
    written = "".join(squeeze(words) for _, words in text.measures)
    missing = [word for word in options.words("required") if word not in written]
    if written and missing:
        absent = [w for w in options.words("prescribed") if w not in written and not any(m in w for m in missing)]
        usual = f"，也未见{listed(absent)}等规定内容" if absent else ""
        yield Hit(
            part_at("measures"),
            f"{len(text.measures)}条工作保障措施没有写绩效{listed(missing)}{usual}。",
            f"补写绩效{listed(missing)}的时间、方式和责任。",
            quoted(text.measures[0][1])[1:-1],
            about=(*missing, *absent),
        )
