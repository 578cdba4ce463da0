"""A finding's edits carried out, as a page would: one cell each, only where it still holds what the edit says."""

from dataclasses import replace

from texts.checks import Edit
from texts.model import Text


def carried_out(text: Text, edits: tuple[Edit, ...]) -> Text:
    for edit in edits:
        text = _one(text, edit)
    return text


def _one(text: Text, edit: Edit) -> Text:
    section, number, *rest = edit.place.order
    if section == 0:
        return replace(text, overall_goal=_at(text.overall_goal, number, lambda words: _cell(words, edit)))
    if section == 1:
        return replace(text, sub_goals=_at(text.sub_goals, number, lambda item: _in_sub_goal(item, edit)))
    if section == 2:
        return replace(
            text, measures=_at(text.measures, number, lambda line: replace(line, text=_cell(line.text, edit)))
        )
    return replace(text, projects=_at(text.projects, number, lambda project: _in_project(project, edit, rest)))


def _at(items, number, change):
    return tuple(change(item) if n == number else item for n, item in enumerate(items, 1))


def _cell(standing, edit):
    assert (standing or "") == edit.was, edit
    return edit.now


def _in_sub_goal(item, edit):
    name = edit.place.field
    if name in ("description", "goals"):
        paragraphs = getattr(item, name)
        assert edit.was in paragraphs
        return replace(item, **{name: tuple(edit.now if words == edit.was else words for words in paragraphs)})
    return replace(item, **{name: _cell(getattr(item, name), edit)})


def _in_project(project, edit, rest):
    field = edit.place.field
    if edit.place.kind == "project":
        return replace(project, **{field: _cell(getattr(project, field), edit)})
    tables = {"indicator": "indicators", "goal": "goals", "milestone": "plan"}
    name = tables[edit.place.kind]
    changed = _at(
        getattr(project, name), rest[-1], lambda row: replace(row, **{field: _cell(getattr(row, field), edit)})
    )
    return replace(project, **{name: changed})
