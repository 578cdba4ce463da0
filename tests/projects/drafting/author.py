"""Somebody who writes a text through the site's own addresses: opens pages, types into their cells, saves."""

import html
import json
import re
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from departments.models import Plan
from texts.columns import names
from texts.interchange import PROJECT_CELLS
from texts.model import Project, Text

FIELD = re.compile(
    r'<(?:input|textarea)[^>]*?\bdata-cell="(?P<place>[^"]+)"(?:[^>]*?\bvalue="(?P<value>[^"]*)")?[^>]*>'
    r"(?:\n(?P<words>[^<]*)</textarea>)?"
)
TEMPLATE = re.compile(r"<template.*?</template>", re.DOTALL)


def cells_of(page: str) -> dict[str, str]:
    """Every cell of a page with what it shows, in page order; the templates of new rows left out."""
    found = FIELD.finditer(TEMPLATE.sub("", page))
    return {match["place"]: html.unescape(match["value"] or match["words"] or "") for match in found}


class Author:
    """Types like the page's own script: changed cells with what they replaced, rows with identities of their own."""

    def __init__(self, client: Client, plan: Plan) -> None:
        self.client, self.plan, self.seen = client, plan, 0
        self.address = reverse("plan_save", args=[plan.pk])

    def post(self, **body):
        return self.client.post(self.address, json.dumps({"seen": self.seen, **body}), content_type="application/json")

    def save(self, *, cells=(), rows=()) -> dict:
        """One autosave that must be taken whole."""
        answer = self.post(cells=list(cells), rows=list(rows))
        told = answer.json()
        assert answer.status_code == 200, told
        self.seen = told["version"]
        assert {outcome["state"] for outcome in (*told["cells"], *told["rows"])} <= {"saved", "same"}, told
        return told

    def open(self, name: str, *args) -> dict[str, str]:
        page = self.client.get(reverse(name, args=[self.plan.pk, *args]))
        assert page.status_code == 200
        return cells_of(page.content.decode())

    def type(self, shown: dict[str, str], wanted: dict[str, str]) -> None:
        """Types over what differs."""
        self.save(cells=[a_cell(place, shown[place], now) for place, now in wanted.items() if shown[place] != now])

    def add(self, kind: str, parent, after: str | None, **cells: str) -> str:
        """A row added and then typed into, as the page does it."""
        row = str(uuid4())
        self.save(rows=[{"do": "add", "kind": kind, "id": row, "parent": str(parent), "after": after, "cells": {}}])
        self.save(cells=[a_cell(f"{kind}:{row}:{cell}", "", words) for cell, words in cells.items() if words])
        return row

    def type_text(self, text: Text) -> None:
        """The whole text, from an empty one."""
        shown = self.open("plan_edit")
        cover = {
            "department_name": text.department,
            "finance_bureau": text.finance_bureau,
            "stage": text.stage,
            "numbering": text.numbering,
            "overall_goal": "\n".join(text.overall_goal),
        }
        self.type(shown, {f"plan:{self.plan.pk}:{name}": words or "" for name, words in cover.items()})
        after = None
        for row in text.sub_goals:
            words = {"description": "\n".join(row.description), "goals": "\n".join(row.goals)}
            after = self.add("sub_goal", self.plan.pk, after, title=row.title, indicators=row.indicators or "", **words)
        after = None
        for line in text.measures:
            after = self.add("measure", self.plan.pk, after, text=line.text)
        for project in text.projects:
            self.type_project(project)

    def type_project(self, project: Project) -> None:
        new = uuid4()
        self.client.post(reverse("project_add", args=[self.plan.pk]), {"id": str(new)})
        shown = self.open("project_edit", new)
        wanted = {f"project:{new}:{name}": getattr(project, name) or "" for name in PROJECT_CELLS}
        milestones = [place for place in shown if place.startswith("milestone:")]
        wanted |= {place: row.percent or "" for place, row in zip(milestones, project.plan, strict=True)}
        self.type(shown, wanted)
        after = None
        for goal in project.goals:
            after = self.add("goal", new, after, text=goal.text)
        self._type_indicators(new, shown, project)

    def _type_indicators(self, project, shown: dict[str, str], value: Project) -> None:
        """Into the row that waits for its 二级指标 where there is one further down, else into a new one."""
        waiting = [place.split(":")[1] for place in shown if place.startswith("indicator:") and "level2" in place]
        after = None
        for row in value.indicators:
            words = {name: getattr(row, name) or "" for name in names()}
            levels = (words["level1"], words["level2"])
            standing = [tuple(shown[f"indicator:{one}:{name}"] for name in ("level1", "level2")) for one in waiting]
            if levels in standing:
                at = standing.index(levels)
                after, waiting = waiting[at], waiting[at + 1 :]
                self.type(shown, {f"indicator:{after}:{name}": value for name, value in words.items()})
            else:
                after = self.add("indicator", project, after, **words)


def a_cell(place: str, was: str, now: str) -> dict[str, str]:
    kind, row, cell = place.split(":")
    return {"kind": kind, "id": row, "cell": cell, "was": was, "now": now}
