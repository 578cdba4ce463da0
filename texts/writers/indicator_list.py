"""The indicators of a text as one CSV table: what a bureau sorts, filters and counts in a spreadsheet."""

from collections.abc import Iterator

from texts import columns
from texts.model import Text
from texts.writers.safe_csv import as_csv

#: whose indicators they are: label, field of the project
_OF_PROJECT = (("项目编码", "code"), ("项目名称", "name"), ("预算数（万元）", "budget"))


def render_indicators(text: Text) -> bytes:
    """One line an indicator, in the order of print, with the optional columns that any of the text's tables has."""
    return as_csv([_head(text), *_lines(text)])


def _head(text: Text) -> list[str]:
    labels = [column.label for column in columns.in_table(text.columns)]
    return ["年度", "部门", *(label for label, _ in _OF_PROJECT), *labels]


def _lines(text: Text) -> Iterator[list[str]]:
    names = columns.names(text.columns)
    for project in text.projects:
        of_project = [str(text.fiscal_year or ""), text.department or ""]
        of_project += [getattr(project, field) or "" for _, field in _OF_PROJECT]
        for row in project.indicators:
            yield of_project + [getattr(row, name) or "" for name in names]
