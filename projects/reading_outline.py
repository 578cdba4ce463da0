"""The outline beside a text: where each part stands, with the budget of each project."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from texts.amounts import parse_amount
from texts.model import Text
from texts.places import COVER, MEASURES, OVERALL_GOAL, PROJECTS, SUB_GOALS


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One line of the outline; `level` 2 stands below the part before it. `part` names what threads can speak of as a
    whole (texts/places.py), "" where that is nothing."""

    anchor: str
    title: str
    level: int = 1
    part: str = ""
    budget: Decimal | None = None
    is_project: bool = False


def outline(text: Text) -> list[OutlineEntry]:
    """The parts and projects of a text, with the anchors that the official layout gives them."""
    parts = [
        OutlineEntry("cover", "封面", part=COVER),
        OutlineEntry("contents", "目录"),
        OutlineEntry("part-1", "第一部分 部门整体绩效目标"),
        OutlineEntry("section-1", "一、总体绩效目标", 2, OVERALL_GOAL),
        OutlineEntry("section-2", "二、分项绩效目标", 2, SUB_GOALS),
        OutlineEntry("section-3", "三、工作保障措施", 2, MEASURES),
    ]
    return [*parts, *_projects(text)]


def _projects(text: Text) -> Iterator[OutlineEntry]:
    if text.projects:
        yield OutlineEntry("part-2", "第二部分 预算项目绩效目标", part=PROJECTS)
    for n, project in enumerate(text.projects, 1):
        title = f"{n}. {project.name or project.code or '（未命名）'}"
        yield OutlineEntry(f"project-{n}", title, 2, str(project.id), parse_amount(project.budget), is_project=True)
