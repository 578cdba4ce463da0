"""The outline beside a text: where each part stands, with the budget of each project."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from texts.amounts import parse_amount
from texts.model import Text
from texts.places import COVER, MEASURES, OVERALL_GOAL, PROJECTS, SUB_GOALS


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the outline; `level` 2 stands below the part before it. `part` names what threads can speak of as a
    whole (texts/places.py), "" where that is nothing."""

    anchor: str
    title: str
    level: int = 1
    part: str = ""
    budget: Decimal | None = None
    is_project: bool = False


def outline(text: Text) -> list[Entry]:
    """The parts and projects of a text, with the anchors that the official layout gives them."""
    parts = [
        Entry("cover", "封面", part=COVER),
        Entry("contents", "目录"),
        Entry("part-1", "第一部分 部门整体绩效目标"),
        Entry("section-1", "一、总体绩效目标", 2, OVERALL_GOAL),
        Entry("section-2", "二、分项绩效目标", 2, SUB_GOALS),
        Entry("section-3", "三、工作保障措施", 2, MEASURES),
    ]
    return [*parts, *_projects(text)]


def _projects(text: Text) -> Iterator[Entry]:
    if text.projects:
        yield Entry("part-2", "第二部分 预算项目绩效目标", part=PROJECTS)
    for n, project in enumerate(text.projects, 1):
        title = f"{n}. {project.name or project.code or '（未命名）'}"
        yield Entry(f"project-{n}", title, 2, str(project.id), parse_amount(project.budget), is_project=True)
