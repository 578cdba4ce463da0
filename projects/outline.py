"""The outline beside a text: where each part stands, with the budget of each project."""

from collections.abc import Iterator
from dataclasses import dataclass

from texts.model import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the outline; `level` 2 stands below the part before it."""

    anchor: str
    title: str
    level: int = 1
    budget: str = ""
    is_project: bool = False


def outline(text: Text) -> Iterator[Entry]:
    yield Entry("cover", "封面")
    yield Entry("part-one", "第一部分 部门整体绩效目标")
    yield Entry("overall-goal", "一、总体绩效目标", 2)
    yield Entry("sub-goals", "二、分项绩效目标", 2)
    yield Entry("measures", "三、工作保障措施", 2)
    yield Entry("part-two", "第二部分 预算项目绩效目标")
    for n, project in enumerate(text.projects, 1):
        title = f"{n}. {project.name or project.code or '（未命名）'}"
        yield Entry(f"project-{n}", title, 2, project.budget or "", is_project=True)
