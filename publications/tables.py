"""Open data as CSV: one table a file, UTF-8 with a mark for spreadsheets, numbers as numbers, no formula runs.

PROJECTS and indicator_columns are the data dictionary: the page /public/data/ prints it, the files are written by it.
"""

from collections.abc import Iterable
from decimal import Decimal
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from publications.models import PublicIndicator, PublicProject
from texts import columns
from texts.amounts import plain_number
from texts.writers.safe_csv import as_csv


class DataColumn(NamedTuple):
    """The head of a column, where its value stands in a row of the database, and what it says."""

    head: str
    source: str
    kind: str
    meaning: str


def _of_text(before: str) -> tuple[DataColumn, ...]:
    return (
        DataColumn("区划代码", f"{before}publication__plan__department__region__code", "文字", "6 位行政区划代码"),
        DataColumn("年度", f"{before}publication__plan__cycle__fiscal_year", "整数", "预算年度"),
        DataColumn("部门代码", f"{before}publication__plan__department__code", "文字", "3 位部门代码"),
        DataColumn("部门", f"{before}publication__plan__department__name", "文字", "部门名称"),
        DataColumn("版次", f"{before}publication__number", "整数", "公开的第几版，更正一次加一"),
    )


PROJECTS = (
    *_of_text(""),
    DataColumn("次序", "position", "整数", "在文本中的次序，从 1 开始"),
    DataColumn("项目编码", "code", "文字", "21 位项目编码，照原文"),
    DataColumn("项目名称", "name", "文字", "照原文"),
    DataColumn("单位代码", "unit_code", "文字", "6 位预算单位代码"),
    DataColumn("单位名称", "unit_name", "文字", "预算单位名称"),
    DataColumn("预算数（万元）", "budget", "小数", "单位万元；原文不是数字的为空"),
    DataColumn("财政资金（万元）", "fiscal_funds", "小数", "其中：财政资金，单位万元"),
    DataColumn("其他资金（万元）", "other_funds", "小数", "单位万元"),
    DataColumn("资金用途", "purpose", "文字", "照原文"),
    DataColumn("绩效目标", "goals", "文字", "一行一条"),
)
_OF_PROJECT = (
    *_of_text("project__"),
    DataColumn("项目编码", "project__code", "文字", "所属项目，对应项目表"),
    DataColumn("项目名称", "project__name", "文字", "所属项目"),
    DataColumn("次序", "position", "整数", "在项目中的次序，从 1 开始"),
)
_MEASURABLE = DataColumn("可衡量", "is_measurable", "0 或 1", "1：指标值是数量或时限；0：是文字")


def indicator_columns(rows: QuerySet[PublicIndicator]) -> tuple[DataColumn, ...]:
    """The columns of the indicators' table; of the optional ones those in which any of these rows has words, behind
    what is always there, so that no column of older files moves. One query, none where there is no optional column."""
    written = {column.name: Count("pk", filter=~Q(**{column.name: ""})) for column in columns.OPTIONAL}
    found = rows.order_by().aggregate(**written) if written else {}
    always = (_of_column(column) for column in columns.in_table())
    more = (_of_column(column) for column in columns.OPTIONAL if found[column.name])
    return (*_OF_PROJECT, *always, _MEASURABLE, *more)


def _of_column(column: columns.Column) -> DataColumn:
    return DataColumn(column.label, column.name, "文字", _MEANINGS.get(column.name) or _meaning(column))


def _meaning(column: columns.Column) -> str:
    withheld = "；不公开的为空" if column.may_be_withheld else ""
    return f"照原文{withheld}{'；编报批次启用这一栏时才有' if column.is_optional else ''}"


_MEANINGS = {
    "level1": "例如 产出指标",
    "level2": "例如 数量指标",
    "name": "指标名称",
    "target": "照原文，例如 ≥95%",
}


def projects_csv(rows: QuerySet[PublicProject]) -> bytes:
    """One query, whatever the number of rows."""
    order = ("publication__plan__department__code", "position")
    return _table(PROJECTS, rows.order_by(*order))


def indicators_csv(rows: QuerySet[PublicIndicator]) -> bytes:
    """Two queries, whatever the number of rows."""
    order = ("project__publication__plan__department__code", "project__position", "position")
    return _table(indicator_columns(rows), rows.order_by(*order))


def _table(wanted: tuple[DataColumn, ...], rows: QuerySet[Any]) -> bytes:
    values = rows.values_list(*(column.source for column in wanted))
    return as_csv(chain([[column.head for column in wanted]], map(_cells, values)))


def _cells(row: Iterable[object]) -> list[str]:
    return [_words(value) for value in row]


def _words(value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, Decimal):
        return plain_number(value)
    return "" if value is None else str(value)
