"""The indicators of a text as a CSV table: every row, with the columns that the text has and no others."""

import csv
import io
from dataclasses import replace

from tests import builders
from texts import columns
from texts.writers.indicator_list import render_indicators


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_line_for_each_indicator_in_the_order_of_print():
    text = builders.a_text()

    head, *lines = rows_of(render_indicators(text))

    project = text.projects[0]
    cells = [[getattr(row, name) for name in columns.names()] for row in project.indicators]
    assert head == ["年度", "部门", "项目编码", "项目名称", "预算数（万元）", *(c.label for c in columns.in_table())]
    assert lines == [["2025", "云溪县教育局", project.code, project.name, "6.00", *row] for row in cells]


def test_what_a_text_does_not_say_is_an_empty_cell():
    project = builders.a_project(code=None, budget=None)

    _, first, *_ = rows_of(render_indicators(builders.a_text(projects=(project,), fiscal_year=None, department=None)))

    assert first[:5] == ["", "", "", project.name, ""]


def test_an_optional_column_is_there_where_a_table_has_it():
    plain, weighted = builders.a_project(), builders.a_project().with_columns(("weight",))
    weighted = replace(weighted, indicators=tuple(replace(row, weight="10") for row in weighted.indicators))

    head, *lines = rows_of(render_indicators(builders.a_text(projects=(plain, weighted))))

    assert head[-1] == "权重"
    assert [line[-1] for line in lines] == [""] * len(plain.indicators) + ["10"] * len(weighted.indicators)
