"""The outline beside a text: where each part stands, with the budget of each project."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from texts.amounts import parse_amount
from texts.model import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the outline; `level` 2 stands below the part before it."""

    anchor: str
    title: str
    level: int = 1
    budget: Decimal | None = None
    is_project: bool = False


def outline(text: Text) -> list[Entry]:
    """The parts and projects of a text, with the anchors that the official layout gives them."""
    parts = [
        Entry("cover", "封面"),
        Entry("contents", "目录"),
        Entry("part-1", "第一部分 部门整体绩效目标"),
        Entry("section-1", "一、总体绩效目标", 2),
        Entry("section-2", "二、分项绩效目标", 2),
        Entry("section-3", "三、工作保障措施", 2),
    ]
    return [*parts, *_projects(text)]


def _projects(text: Text) -> Iterator[Entry]:
    if text.projects:
        yield Entry("part-2", "第二部分 预算项目绩效目标")
    for n, project in enumerate(text.projects, 1):
        title = f"{n}. {project.name or project.code or '（未命名）'}"
        yield Entry(f"project-{n}", title, 2, parse_amount(project.budget), is_project=True)
