"""Findings and rules as plain Chinese text, for the command line and for mail."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from texts.checks.examples import show
from texts.checks.finding import Finding, Level, Place
from texts.checks.rule import TOPICS, Rule
from texts.checks.settings import Settings
from texts.columns import LABELS
from texts.model import Text

_MARKS = {Level.ERROR: "✖", Level.WARNING: "⚠", Level.INFO: "·"}
_SECTIONS = ("总体绩效目标", "分项绩效目标", "工作保障措施", "预算项目")
_FIELDS = {
    "title": "标题",
    "description": "说明",
    "code": "项目编码",
    "name": "项目名称",
    "budget": "预算数",
    "fiscal_funds": "财政资金",
    "other_funds": "其他资金",
    "purpose": "资金用途",
    "plan": "资金支出计划",
    "goals": "绩效目标",
    "indicators": "绩效指标",
    "basis": LABELS["basis"],
}


def summary(findings: Iterable[Finding]) -> str:
    """How many of each level: 错误 2 处，警告 5 处，建议 1 处; 没有发现问题."""
    counts = Counter(finding.level for finding in findings)
    parts = [f"{level.label} {counts[level]} 处" for level in Level if counts[level]]
    return "，".join(parts) if parts else "没有发现问题"


def report(text: Text, findings: list[Finding]) -> str:
    """Every finding in the order of print below its section or project, a line for what and a line for how."""
    lines = []
    for head, group in groupby(findings, key=lambda finding: _head(text, finding.place)):
        lines += ["", head, *(line for finding in group for line in _lines(finding))]
    return "\n".join(lines).lstrip("\n")


def _lines(finding: Finding) -> Iterator[str]:
    where = where_in_words(finding.place)
    yield f"  {_MARKS[finding.level]} {finding.level.label} {where}：{finding.message}"
    yield f"      {finding.fix} [{finding.rule}]"


def _head(text: Text, place: Place) -> str:
    section, number = place.order[0], place.order[1] if len(place.order) > 1 else 0
    if section == 3 and number:
        project = text.projects[number - 1]
        return f"项目{number} {' '.join((project.name or '（无名称）').split())} {project.code or ''}".rstrip()
    if section == 1 and number:
        return f"分项{number} {' '.join(text.sub_goals[number - 1].title.split())}"
    return _SECTIONS[section]


def where_in_words(place: Place) -> str:
    """The place within its section or project: 第4行指标值, 绩效目标第2条, 第7条."""
    number = place.order[-1] if place.order else 0
    if place.kind == "indicator":
        label = {"description": "描述", "basis": "依据"}.get(place.field, LABELS.get(place.field, ""))
        return f"第{number}行{label}"
    if place.kind == "goal":
        return f"绩效目标第{number}条"
    if place.kind in ("measure", "overall_goal"):
        return f"第{number}{'条' if place.kind == 'measure' else '段'}"
    return _FIELDS.get(place.field, "全文" if place.kind == "text" else "全项")


def rule_list(rules: Iterable[Rule], settings: Settings) -> str:
    """Every rule in a line, below its topic."""
    lines = []
    for topic, group in groupby(rules, key=lambda rule: rule.topic):
        lines += ["", TOPICS[topic]]
        for rule in group:
            options = settings.rules[rule.slug]
            lines.append(f"  {rule.slug:<32}{options.level.label if options.on else '停用'}  {rule.title}")
    return "\n".join(lines).lstrip("\n")


def explanation(rule: Rule, settings: Settings) -> str:
    """What a rule asks, why, and a wrong and a right example."""
    options = settings.rules[rule.slug]
    return "\n".join(
        [
            f"{rule.title}（{rule.slug}，{TOPICS[rule.topic]}，{options.level.label}）",
            f"要求：{rule.asks}",
            f"理由：{rule.why}",
            f"错误示例：{_indented(show(rule.wrong))}",
            f"正确示例：{_indented(show(rule.right))}",
        ]
    )


def _indented(words: str) -> str:
    return words.replace("\n", "\n          ")
