"""资金用途, 绩效目标 and 依据: whether they say something of their own."""

import re
from collections.abc import Iterator

from texts.checks.examples import example_lines, example_row
from texts.checks.finding import Hit, Level
from texts.checks.rule import rule
from texts.checks.settings import Options
from texts.checks.views import ProjectView
from texts.checks.whole import TextView
from texts.checks.words import document_numbers, letters, listed, quoted, ratio, squeeze
from texts.model import Project, Text

AMOUNTS = re.compile(
    r"(?:[0-9]{4}年)?(?:预算数|预算安排|安排预算|年初预算|其中[:：]?|财政(?:拨款|资金)|其他资金|自筹资金|单位资金|本年预算)[^，,。；;：:]*?[0-9.,]+万?元[，,。；;]?"
)
_YEAR = re.compile(r"20[0-9]{2}年度?")
_STATED = re.compile(r"预算数[:：为]*[0-9][0-9.,]*万?元")
_NUMBERED = re.compile(r"[（(]([1-9一二三四五])[）)]|(?:^|[。；，])([1-9])[、.．](?![0-9])|([一二三])是")
_USED_FOR = re.compile(r"^(?:主要)?用于")
_TITLED = re.compile(r"《([^》]+)》")


@rule(
    level=Level.WARNING,
    title="资金用途只重复项目名称",
    asks="资金用途写明支出内容、数量、单价标准和测算过程。",
    why="重复名称等于没写，看不出钱花在哪里。",
    wrong=Project(name="教师培训专项经费", budget="45.00", purpose="预算数45万元。主要用于教师培训专项的费用。"),
    right=Project(name="教师培训专项经费", budget="45.00", purpose="用于新任教师岗前培训6期、师资和教材。"),
)
def purpose_repeats_name(project: ProjectView, options: Options) -> Iterator[Hit]:
    if not project.purpose or not project.name:
        return
    said = _core(project.purpose, options)
    new = [character for character in said if character not in project.name]
    if len(new) <= options.number("most_new"):
        budget = project.budget_words or "资金"
        written = quoted(AMOUNTS.sub("", project.purpose) or project.purpose)
        yield Hit(
            project.at("purpose"),
            f"资金用途{written}只重复项目名称，没有写明{budget}的具体支出内容、数量和标准。",
            "写明支出内容、数量、单价标准和测算过程。",
            project.source.purpose or "",
            about=(project.name, project.purpose),
        )


def _core(purpose: str, options: Options) -> str:
    """What a purpose says: without the amounts, function words and signs."""
    return options.any_of("empty_words").sub("", letters(_YEAR.sub("", AMOUNTS.sub("", purpose))))


def _purposes(*purposes: str) -> Text:
    """An example: as many projects as purposes."""
    return Text(projects=tuple(Project(code=f"{n}", name=f"项目{n}", purpose=w) for n, w in enumerate(purposes, 1)))


@rule(
    level=Level.INFO,
    title="资金用途缺少资金构成",
    asks="资金用途写明预算数和资金构成，与本文本其他项目一致。",
    why="多数项目都写了，个别不写，格式不一，也少了核对的依据。",
    wrong=_purposes("预算数8万元，用于印刷。", "预算数9万元，用于差旅。", "预算数5万元，用于租赁。", "用于慰问。"),
    right=_purposes("预算数8万元，用于印刷。", "预算数9万元，用于差旅。", "预算数5万元，用于租赁。"),
)
def purpose_missing_amount(text: TextView, options: Options) -> Iterator[Hit]:
    written = [project for project in text.projects if project.purpose]
    stated = [project for project in written if _STATED.search(project.purpose)]
    if len(written) < options.number("fewest_projects") or len(stated) < options.number("share") * len(written):
        return
    for project in written:
        if project not in stated:
            yield Hit(
                project.at("purpose"),
                f"其余{len(stated)}个项目写明预算数和资金构成，{project.label}的资金用途没有写。",
                f"补写“预算数{project.budget_words or '××万元'}”及资金构成。",
                project.source.purpose or "",
                about=(project.purpose,),
            )


@rule(
    level=Level.INFO,
    title="只有一条绩效目标",
    asks="绩效目标至少分产出和效果两条编写。",
    why="一条目标往往只说做什么，没有说达到什么效果。",
    wrong=Project(goals=example_lines("完成6片运动场改造。")),
    right=Project(goals=example_lines("完成6片运动场改造。", "学生有达标的场地锻炼。")),
)
def single_goal(project: ProjectView, options: Options) -> Iterator[Hit]:
    if len(project.goals) == 1 and len(set(_NUMBERED.findall(project.goals[0]))) < 2:
        yield Hit(
            project.at("goals"),
            f"{project.label}只有一条绩效目标，没有分别说明产出和效果。",
            "至少分产出、效果两条编写，并与指标对应。",
            project.source.goals[0].text,
            about=tuple(project.goals),
        )


@rule(
    level=Level.WARNING,
    title="绩效目标照抄资金用途",
    asks="资金用途写花在哪里，绩效目标写达到什么结果。",
    why="照抄用途，就没有目标可考核。",
    wrong=Project(
        purpose="升级自动气象站19套，加固自动站30套。", goals=example_lines("升级自动气象站19套，加固自动站30套。")
    ),
    right=Project(purpose="升级自动气象站19套，加固自动站30套。", goals=example_lines("预警信息提前10分钟发布。")),
)
def goal_copies_purpose(project: ProjectView, options: Options) -> Iterator[Hit]:
    goals, purpose = letters(_USED_FOR.sub("", "".join(project.goals))), letters(project.purpose)
    least, shortest = options.number("ratio"), options.number("shortest")
    core = letters(_USED_FOR.sub("", AMOUNTS.sub("", project.purpose)))
    if min(len(goals), len(core)) >= shortest and max(ratio(goals, purpose), ratio(goals, core)) >= least:
        yield Hit(
            project.at("goals"),
            f"{project.label}的绩效目标{quoted(project.source.goals[0].text)}照抄资金用途，没有写预期结果。",
            "改写为预期产出和效果，并分条列示。",
            project.source.goals[0].text,
            about=(*project.goals, project.purpose),
        )


@rule(
    level=Level.WARNING,
    title="绩效目标没有写完",
    asks="每条绩效目标是完整的句子，不以逗号、顿号、冒号结尾。",
    why="以逗号结尾的，多为复制时漏了后半句。",
    wrong=Project(goals=example_lines("升级自动气象站19套，加固自动站30套，")),
    right=Project(goals=example_lines("升级自动气象站19套，加固自动站30套。")),
)
def goal_incomplete(project: ProjectView, options: Options) -> Iterator[Hit]:
    for number, goal in enumerate(project.goals, 1):
        if goal.endswith(("，", "、", "：", ",", ":", "（", "“", "《")):
            yield Hit(
                project.goal_at(number),
                f"绩效目标第{number}条以“{goal[-1]}”结尾，内容不完整。",
                "补全目标，并以句号结尾。",
                project.source.goals[number - 1].text,
                about=(goal,),
            )


@rule(
    level=Level.INFO,
    title="指标值依据过于笼统",
    asks="依据写明文件名称和文号、标准名称、合同或历史数据。",
    why="“年初工作计划”“上级文件要求”无法核对指标值是怎么来的。",
    wrong=Project(indicators=(example_row("数量", "培训人数", "900人", basis="年初工作计划"),)),
    right=Project(
        indicators=(example_row("数量", "培训人数", "900人", basis="《云溪县教师培训管理办法》（云教〔2024〕5号）"),)
    ),
)
def vague_basis(project: ProjectView, options: Options) -> Iterator[Hit]:
    vague = [view for view in project.rows if _is_vague(squeeze(view.row.basis), options)]
    if vague:
        written = list(dict.fromkeys(view.row.basis or "" for view in vague))
        which = "统一填" if len(vague) == len(project.rows) else f"有{len(vague)}条填"
        yield Hit(
            project.at("basis"),
            f"指标值确定依据{which}{listed(map(quoted, written[:2]))}，没有文号、名称或标准，无法核对。",
            "逐项写明政策文件文号、行业标准、历史数据或合同等具体依据。",
            " | ".join(written),
            about=tuple(written),
        )


def _is_vague(basis: str, options: Options) -> bool:
    """A generic phrase, and no document number, no full title, no contract or scheme by name."""
    plain = basis.rstrip("。；")
    if plain in options.words("alone"):
        return True
    if not options.any_of("generic").search(plain) or document_numbers(plain):
        return False
    titles = _TITLED.findall(plain)
    if any(not title.endswith(options.words("laws")) for title in titles):
        return False
    rest = options.any_of("generic").sub("", _TITLED.sub("", plain))
    return options.any_of("documents").search(rest) is None


@rule(
    level=Level.WARNING,
    title="依据与项目名称引用的文件不同",
    asks="项目名称中的文号应出现在指标值确定依据中。",
    why="名称引用一个文件，依据却是另一个，资金来源说不清。",
    wrong=Project(
        name="冀财预〔2023〕74号补助资金",
        indicators=(example_row("数量", "设备", "49套", basis="冀财农〔2023〕197号"),),
    ),
    right=Project(
        name="冀财预〔2023〕74号补助资金", indicators=(example_row("数量", "设备", "49套", basis="冀财预〔2023〕74号"),)
    ),
)
def basis_conflicts_with_name(project: ProjectView, options: Options) -> Iterator[Hit]:
    named = document_numbers(project.name)
    based = {number for view in project.rows for number in document_numbers(view.row.basis or "")}
    if named and based and not named & based:
        cited = next(view.row.basis or "" for view in project.rows if document_numbers(view.row.basis or ""))
        yield Hit(
            project.at("basis"),
            f"项目名称引用{_cited(named)}，指标值依据引用{_cited(based)}，文件不一致。",
            "核实资金的下达文件，使名称与依据一致。",
            cited,
            about=(project.name, *sorted("-".join(number) for number in based)),
        )


def _cited(numbers: set[tuple[str, str]]) -> str:
    return listed(f"〔{year}〕{number}号" for year, number in sorted(numbers))
