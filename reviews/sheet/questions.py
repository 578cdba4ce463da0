"""审核表: the eight questions, the points of the 重点 version, and what an overall grade leads to.

Questions, points and limits: 河北省预算绩效目标审核表 as DOMAIN.md of the product's notes has it; a region may word
its form otherwise, so what is printed comes from these tables only.
"""

from dataclasses import dataclass

from reviews.models import Grade, SheetForm


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the eight, in its group; `points` is the most that the 重点 version gives."""

    name: str
    group: str
    label: str
    asks: str
    points: int


QUESTIONS = (
    Criterion("form", "完整性", "规范完整性", "填报格式是否规范，内容是否完整、准确、详实，有无缺项、错项。", 10),
    Criterion("clarity", "完整性", "明确清晰性", "绩效目标是否明确、清晰，是否能够反映项目主要情况。", 10),
    Criterion("goal", "相关性", "目标相关性", "总体目标是否符合国家政策、部门职能和年度工作计划。", 15),
    Criterion("indicators", "相关性", "指标科学性", "绩效指标是否全面、充分、细化、量化，难以量化的是否可衡量。", 15),
    Criterion("effect", "适当性", "绩效合理性", "预期绩效是否显著，是否符合行业正常水平或事业发展规律。", 15),
    Criterion("funds", "适当性", "资金匹配性", "绩效目标与项目资金量、使用方向等是否匹配。", 15),
    Criterion("feasible", "可行性", "实现可能性", "绩效目标是否经过充分论证、合理测算，能否如期实现。", 10),
    Criterion("conditions", "可行性", "条件充分性", "实施方案、组织机构、管理制度等条件是否具备。", 10),
)
QUESTION = {question.name: question for question in QUESTIONS}


@dataclass(frozen=True, slots=True)
class GradeOutcome:
    """What an overall grade leads to; `least` points in the 重点 version."""

    least: int
    may_pass: bool
    steps: tuple[str, ...]  # the steps that it recommends, in this order
    meaning: str


OUTCOMES = {
    Grade.EXCELLENT: GradeOutcome(90, True, ("pass", "approve"), "审核通过。"),
    Grade.GOOD: GradeOutcome(80, True, ("pass", "approve"), "与编制单位协商完善后通过。"),
    Grade.FAIR: GradeOutcome(60, False, ("return",), "退回修改，重新履行报送和审核程序。"),
    Grade.POOR: GradeOutcome(0, False, ("refuse", "return"), "不得进入下一步预算编审流程。"),
}


def grade_of(points: int) -> Grade:
    """The overall grade of a sum of points (0 to 100) in the 重点 version."""
    return next(grade for grade, outcome in OUTCOMES.items() if points >= outcome.least)


def full_points(form: str) -> int:
    """What the questions add up to: 100 in the 重点 version, 0 where no points are given."""
    return sum(question.points for question in QUESTIONS) if form == SheetForm.KEY else 0
