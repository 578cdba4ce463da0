"""The table of indicator columns: every place shows an optional column where the text has it, and none where it has not."""

import html
import io
import json
import re
import zipfile
from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

from tests import builders
from tests.compare.versions import with_ids
from tests.readers import printing
from tests.readers.forms import SIX, Style
from tests.texts.columns_on import LABELS, ON, said, with_columns
from tests.writers.tracked import accepted, rejected
from texts import columns
from texts.checks import check
from texts.compare import compare, edits_to_restore
from texts.interchange import dumps, from_json, loads, to_json
from texts.model import Indicator
from texts.places import spots
from texts.readers import read
from texts.readers.returned import read_returned
from texts.writers.docx import render_docx, render_revision
from texts.writers.html.differences import render_comparison
from texts.writers.html.reading_view import render_html
from texts.writers.print.official_pdf import Printer
from texts.writers.printed_widths import PAGE, widths
from texts.writers.workbook import render_workbook

OFF = with_ids(builders.a_text())
FULL = with_ids(with_columns(builders.a_text()))
FORM = Style(columns=(*SIX, *ON))
#: format -> the text as another department's file of this format, with every optional column
FORMS = {
    "a.docx": lambda text: printing.docx(text, FORM),
    "a.pdf": lambda text: printing.print_page(printing.html(text, FORM)),
    "a.txt": lambda text: printing.rows(text, FORM).encode(),
}
NEVER = re.compile("|".join(map(re.escape, LABELS)))


def test_the_table_names_the_cells_of_a_row_in_order():
    assert tuple(field.name for field in fields(Indicator) if field.name != "id") == columns.ALL
    assert columns.names() == SIX
    assert columns.switchable(["weight", "没有", "basis", "weight"]) == ("weight",)


@pytest.mark.parametrize("name", FORMS)
class TestAFormOfOthers:
    def test_is_read_with_the_columns_that_are_asked_for(self, name):
        reading = read(name, FORMS[name](FULL), ON)

        assert reading.text.projects[0].columns == ON
        assert reading.text.projects[0].indicators == FULL.projects[0].indicators
        assert [problem for problem in reading.problems if "列" in problem.expected] == []

    def test_tells_the_words_of_columns_that_are_not(self, name):
        reading = read(name, FORMS[name](FULL))

        assert reading.text.projects[0].indicators == OFF.projects[0].indicators
        told = [problem.found for problem in reading.problems]
        assert [found for found in told if found == said("weight", 0)] != []


class TestOurOwnFiles:
    def test_interchange_names_the_columns_and_is_as_it_was_without(self):
        found, without = to_json(FULL)["projects"][0], to_json(OFF)["projects"][0]

        assert loads(dumps(FULL)) == FULL
        assert (found["columns"], list(found["indicators"][0])) == (list(ON), [*SIX, *ON])
        assert list(without) == [name for name in found if name != "columns"]
        assert list(without["indicators"][0]) == list(SIX)

    def test_interchange_takes_no_words_of_a_column_that_it_does_not_name(self):
        node = to_json(FULL)
        node["projects"][0]["columns"] = ["没有这一栏"]

        assert from_json(node) == OFF

    def test_json_is_read_with_the_columns_asked_for_and_tells_the_others(self):
        reading = read("a.json", dumps(FULL), ())

        assert reading.text == OFF
        assert [problem.found for problem in reading.problems] == [said(name, n) for n in range(6) for name in ON]
        assert read("a.json", dumps(FULL)).text == FULL

    def test_a_workbook_goes_out_and_comes_back(self):
        data = render_workbook(FULL)

        assert (read_returned("a.xlsx", data).text, read_returned("a.xlsx", data).problems) == (FULL, ())
        assert read_returned("a.xlsx", render_workbook(OFF)).text == OFF
        assert read("a.xlsx", data, ()).text == OFF

    def test_an_empty_workbook_has_the_columns_of_its_cycle(self):
        empty = replace(OFF, projects=())

        heads = [[cell.value for cell in next(load_workbook(io.BytesIO(data))["绩效指标"].iter_rows(max_row=1))]
                 for data in (render_workbook(empty, columns=ON), render_workbook(empty))]  # fmt: skip

        assert [head for head in heads[0] if head not in heads[1]] == list(LABELS)

    def test_a_word_file_goes_out_and_comes_back(self):
        returned = read_returned("a.docx", render_docx(FULL))

        assert (returned.text, returned.problems) == (FULL, ())
        assert read_returned("a.docx", render_docx(OFF)).text == OFF
        assert read("a.docx", render_docx(FULL), ON).text.projects == FULL.projects

    def test_the_print_is_read_again(self):
        data = Printer().print(FULL)

        assert read("a.pdf", data, ON).text.projects == FULL.projects

    @pytest.mark.parametrize("write", [
        lambda text: dumps(text).decode(),
        render_html,
        lambda text: zipfile.ZipFile(io.BytesIO(render_docx(text))).read("word/document.xml").decode(),
        lambda text: render_comparison(compare(text, text)),
        lambda text: "".join(spot.where + spot.words for spot in spots(text).values()),
    ], ids=["json", "page", "word", "comparison", "places"])  # fmt: skip
    def test_names_what_is_on_and_nothing_else(self, write):
        on, off = html.unescape(write(FULL)), html.unescape(write(OFF))

        assert NEVER.search(off) is None
        assert [words for words in (said(name, 1) for name in ON) if words not in on] == []


class TestComparing:
    def test_a_changed_cell_is_one_difference(self):
        row = replace(FULL.projects[0].indicators[0], weight="25")
        project = replace(FULL.projects[0], indicators=(row, *FULL.projects[0].indicators[1:]))
        changed = replace(FULL, projects=(project,))

        comparison = compare(FULL, changed)

        cells = comparison.projects[0].parts["indicators"][0].cells
        assert [name for name, cell in cells.items() if cell.is_changed] == ["weight"]
        assert [(number.where[-1], number.old, number.new) for number in comparison.numbers] == [("权重", "20", "25")]
        (edit,) = edits_to_restore(changed, FULL, str(project.id)).cells
        assert (edit.cell, edit.was, edit.now) == ("weight", "25", "20")

    def test_a_column_that_one_version_lacks_is_shown_and_not_restored(self):
        comparison = compare(OFF, FULL)

        assert comparison.projects[0].columns == ON
        assert edits_to_restore(FULL, OFF, str(FULL.projects[0].id)).cells == []
        assert edits_to_restore(OFF, FULL, str(FULL.projects[0].id)).cells == []


class TestChecking:
    def test_weights_are_asked_for_only_where_they_are_on(self):
        blank = replace(
            FULL.projects[0], indicators=tuple(replace(r, weight=None) for r in FULL.projects[0].indicators)
        )

        found = {(finding.rule, finding.at.rpartition(".")[2]) for finding in check(replace(FULL, projects=(blank,)))}

        assert ("empty_field", "weight") in found
        assert [f for f in check(OFF) if f.rule == "weights_not_points" or f.at.endswith(ON)] == []
        assert [f for f in check(FULL) if f.rule == "weights_not_points" or f.at.endswith(ON)] == []


@pytest.mark.parametrize("on", [(), ON, *((name,) for name in ON)], ids=str)
def test_a_table_is_as_wide_as_the_page(on):
    rows = with_columns(builders.a_text(), on).projects[0].indicators

    found = widths(rows, on)

    assert list(found) == list(columns.names(on))
    assert sum(found.values()) == PAGE
    assert json.dumps(sorted({width % 2 for width in found.values()})) == "[0]"  # as official.css has them


def test_a_revision_in_word_takes_the_column_along_and_gives_it_back():
    revision = render_revision(compare(OFF, FULL), FULL, author="周雨桐", at=datetime(2025, 1, 2, tzinfo=UTC))

    assert read_returned("a.docx", accepted(revision)).text == FULL
    back = read_returned("a.docx", rejected(revision)).text
    assert [replace(row, **dict.fromkeys(ON)) for row in back.projects[0].indicators] == list(
        OFF.projects[0].indicators
    )
    assert {getattr(row, name) for row in back.projects[0].indicators for name in ON} == {None}
