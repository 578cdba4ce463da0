"""A text whose tables have every optional column, and the same without: what the walks over all places compare."""

from dataclasses import replace

from texts.columns import OPTIONAL, Kind
from texts.model import Indicator, Text

ON = tuple(column.name for column in OPTIONAL)
LABELS = tuple(column.label for column in OPTIONAL)
_SHARES = ("20", "20", "20", "20", "10", "10")  # of six rows, together 100


def said(name: str, number: int) -> str:
    """What an optional column says in a row, from 0."""
    kind = next(column.kind for column in OPTIONAL if column.name == name)
    return _SHARES[number % 6] if kind is Kind.NUMBER else f"未完成第{number + 1}项的按比例扣分。"


def with_columns(text: Text, columns: tuple[str, ...] = ON) -> Text:
    """The text with words in these columns of every row."""
    projects = (
        replace(
            project,
            columns=columns,
            indicators=tuple(_row(row, n, columns) for n, row in enumerate(project.indicators)),
        )
        for project in text.projects
    )
    return replace(text, projects=tuple(projects))


def _row(row: Indicator, number: int, columns: tuple[str, ...]) -> Indicator:
    return replace(row, **{name: said(name, number) for name in columns})
