"""Somebody without JavaScript: presses buttons, types into the fields of a page, presses 保存."""

import re
from collections.abc import Sequence

from django.test import Client
from django.urls import reverse

from departments.models import Plan
from tests.pages.drafting import form_of, shown, workbench
from texts.columns import names
from texts.interchange import PROJECT_CELLS
from texts.model import Project, Text

Cells = dict[str, str | None]


class Typist:
    def __init__(self, client: Client, plan: Plan) -> None:
        self.client, self.plan = client, plan

    def type_text(self, text: Text) -> None:
        """The whole text, from an empty one."""
        self._type_part_one(text)
        for project in text.projects:
            self._type_project(self._new_project(), project)

    def press(self, address: str, button: str, times: int = 1) -> None:
        """A button of the page, which sends the page's form with it."""
        form = form_of(shown(self.client, address))
        for _ in range(times):
            assert self.client.post(address, form | {"do": button}).status_code == 302

    def fill(self, address: str, **rows: Sequence[Cells]) -> None:
        """The fields of each kind, row by row in the order of the page; what is left over stays as it is."""
        form = form_of(shown(self.client, address))
        typed = {}
        for kind, wanted in rows.items():
            standing = list(dict.fromkeys(name.split(":")[1] for name in form if name.startswith(f"{kind}:")))
            assert len(standing) >= len(wanted)
            for row, cells in zip(standing, wanted, strict=False):
                typed |= {f"{kind}:{row}:{cell}": words or "" for cell, words in cells.items()}
        assert typed.keys() <= form.keys()
        assert self.client.post(address, form | typed | {"do": "save"}).status_code == 302

    def _type_part_one(self, text: Text) -> None:
        page = workbench(self.plan)
        self.press(page, f"add:sub_goal:{self.plan.pk}", len(text.sub_goals))
        self.press(page, f"add:measure:{self.plan.pk}", len(text.measures))
        cover = {
            "department_name": text.department,
            "finance_bureau": text.finance_bureau,
            "stage": text.stage,
            "numbering": text.numbering,
            "overall_goal": "\r\n".join(text.overall_goal),  # as browsers send line breaks
        }
        sub_goals = [
            {
                "title": row.title,
                "description": "\r\n".join(row.description),
                "goals": "\r\n".join(row.goals),
                "indicators": row.indicators,
            }
            for row in text.sub_goals
        ]
        self.fill(page, plan=[cover], sub_goal=sub_goals, measure=[{"text": line.text} for line in text.measures])

    def _new_project(self) -> str:
        page = shown(self.client, workbench(self.plan))
        fresh = re.search(r'name="id" value="([^"]+)"', page)[1]
        return self.client.post(reverse("project_add", args=[self.plan.pk]), {"id": fresh}).url

    def _type_project(self, page: str, project: Project) -> None:
        """Goals are added first, and indicators where there are more than the rows that wait."""
        identity = page.rstrip("/").rpartition("/")[2]
        waiting = self.plan.cycle.tree.categories.count()
        self.press(page, f"add:goal:{identity}", len(project.goals))
        self.press(page, f"add:indicator:{identity}", max(0, len(project.indicators) - waiting))
        self.fill(
            page,
            project=[{name: getattr(project, name) for name in PROJECT_CELLS}],
            milestone=[{"percent": row.percent} for row in project.plan],
            goal=[{"text": goal.text} for goal in project.goals],
            indicator=[{name: getattr(row, name) for name in names()} for row in project.indicators],
        )
