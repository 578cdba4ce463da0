"""A text of a file that names its optional columns itself, brought to those that are asked for."""

from collections.abc import Iterator
from dataclasses import replace

from texts.columns import LABELS
from texts.model import Text
from texts.readers.blocks import Problem


def with_columns(text: Text, columns: tuple[str, ...] | None) -> tuple[Text, tuple[Problem, ...]]:
    """The text with exactly these columns, and what that leaves out, cell by cell; as it is where None is asked for."""
    if columns is None:
        return text, ()
    projects = tuple(project.with_columns(columns) for project in text.projects)
    return replace(text, projects=projects), tuple(_left_out(text, columns))


def _left_out(text: Text, columns: tuple[str, ...]) -> Iterator[Problem]:
    for project in text.projects:
        off = [name for name in project.columns if name not in columns]
        for number, row in enumerate(project.indicators, 1):
            for name in off:
                if words := getattr(row, name):
                    at = f"项目“{project.name or ''}”第{number}行{LABELS[name]}"
                    yield Problem(at, words, "本批次没有启用这一栏，没有可放的位置")
