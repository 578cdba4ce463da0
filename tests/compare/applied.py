"""Edits carried out on a text the way the server does it: rows in order, then cells over what their author saw."""

from dataclasses import fields, replace

from texts.compare import Edits, RestoredCell, RowEdit
from texts.model import Indicator, Line, Milestone, Project, SubGoal, Text

KINDS = {
    "sub_goal": ("sub_goals", SubGoal),
    "measure": ("measures", Line),
    "project": ("projects", Project),
    "milestone": ("plan", Milestone),
    "goal": ("goals", Line),
    "indicator": ("indicators", Indicator),
}
PARAGRAPHS = {("sub_goal", "description"), ("sub_goal", "goals"), ("plan", "overall_goal")}


def applied(text: Text, edits: Edits) -> Text:
    """The text after the edits; fails where a row or the words to be replaced are not there."""
    for edit in edits.rows:
        text = _with_row(text, edit)
    for edit in edits.cells:
        text = _with_cell(text, edit)
    return text


def _with_row(text: Text, edit: RowEdit) -> Text:
    name, model = KINDS[edit.kind]
    if edit.do == "remove":
        return _in_every_list(text, name, lambda rows: tuple(row for row in rows if row.id != edit.id))
    if edit.parent is not None:
        assert edit.parent in {project.id for project in text.projects}
        changed = [
            replace(p, **{name: _placed(getattr(p, name), edit, model)}) if p.id == edit.parent else p
            for p in text.projects
        ]
        return replace(text, projects=tuple(changed))
    return replace(text, **{name: _placed(getattr(text, name), edit, model)})


def _placed(rows: tuple, edit: RowEdit, model: type) -> tuple:
    own = [row for row in rows if row.id == edit.id]
    assert bool(own) is (edit.do == "move")
    row = (
        own[0] if own else model(id=edit.id, **{name: _value(edit.kind, name, edit.cells[name]) for name in edit.cells})
    )
    others = [other for other in rows if other.id != edit.id]
    at = 0 if edit.after is None else [other.id for other in others].index(edit.after) + 1
    return (*others[:at], row, *others[at:])


def _with_cell(text: Text, edit: RestoredCell) -> Text:
    cell = "department" if edit.cell == "department_name" else edit.cell
    now, was = _value(edit.kind, cell, edit.now), _value(edit.kind, cell, edit.was)

    def typed(row):
        assert (getattr(row, cell) or "") == (was or "")
        return replace(row, **{cell: now})

    if edit.kind == "plan":
        assert edit.id == text.id
        return typed(text)
    name, _ = KINDS[edit.kind]
    return _in_every_list(text, name, lambda rows: tuple(typed(row) if row.id == edit.id else row for row in rows))


def _in_every_list(text: Text, name: str, change) -> Text:
    if name in {field.name for field in fields(Text)}:
        return replace(text, **{name: change(getattr(text, name))})
    return replace(text, projects=tuple(replace(p, **{name: change(getattr(p, name))}) for p in text.projects))


def _value(kind: str, cell: str, words: str):
    if (kind, cell) in PARAGRAPHS:
        return tuple(line for line in words.split("\n") if line)
    if cell == "month":
        return int(words)
    return words if cell in ("title", "text") else words or None
