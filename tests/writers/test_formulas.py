"""No spreadsheet runs a word of ours, in whatever file it leaves (CWE-1236); a number stays a number.

Every module of the product that writes a table is in WRITERS: one that is not fails the last test.
"""

import csv
import io
import re
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from audit import export
from audit.log import Subject, record
from audit.models import AuditEntry
from departments.models import Cycle
from findings import workbook as findings
from findings.year_check import Checked
from publications import tables
from publications.models import PublicIndicator, PublicProject
from reviews.exports import indexing
from reviews.log_words import Action
from reviews.summaries.rows import SUMMARIES
from reviews.summaries.workbook import write_summary
from tests import builders
from tests.places import CHECKOUT
from tests.publications.publishing import set_public
from texts.model import Line
from texts.writers.indicator_list import render_indicators
from texts.writers.safe_csv import as_csv
from texts.writers.workbook import render_workbook

WRITES = re.compile(r"\bcsv\.writer\(|\bas_csv\(|(?<!class )(?<![_\w])Workbook\(|\badd_sheet\(")
STARTS = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[+-]?[0-9.]+%?")
FORMULAS = ("=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1+1", "\r=1+1", "=cmd|' /C calc'!A0")

pytestmark = pytest.mark.django_db


def hostile_text(word: str):
    """A text whose every word is this one; an amount and a target are negative numbers."""
    first = builders.a_project()
    row = replace(first.indicators[0], name=word, description=word, target="-5", basis=word)
    project = replace(
        first,
        name=word,
        purpose=word,
        budget="-3.00",
        goals=(Line(text=word),),
        indicators=(row, *first.indicators[1:]),
    )
    return builders.a_text(projects=(project,), overall_goal=(word,), measures=(Line(text=word),))


def index(word: str, _path: Path) -> list[bytes]:
    cells = [(word,) * len(indexing.COLUMNS)]
    return [as_csv(cells), indexing.as_workbook(cells)]


def audit(word: str, _path: Path) -> list[bytes]:
    record(Action.VIEW, by=None, account=word, of=Subject(word, word), detail=word)
    return ["".join(export.csv_lines(AuditEntry.objects.order_by("-number"))).encode()]


def open_data(word: str, _path: Path) -> list[bytes]:
    set_public(builders.a_plan(hostile_text(word)))
    return [tables.projects_csv(PublicProject.objects.all()), tables.indicators_csv(PublicIndicator.objects.all())]


def found(word: str, path: Path) -> list[bytes]:
    findings.write_workbook(path, [Checked(word, word, word, -3, [])])
    return [path.read_bytes()]


def summaries(word: str, _path: Path) -> list[bytes]:
    cycle, kinds = Cycle(), SUMMARIES.values()
    files = [write_summary(one, cycle, [[word] * (len(one.columns_in(cycle)) - 1) + [-3]]) for one in kinds]
    try:
        return [file.read() for file in files]
    finally:
        for file in files:
            file.close()


def template(word: str, _path: Path) -> list[bytes]:
    return [render_workbook(hostile_text(word), tree=[(word, word)])]


def indicator_list(word: str, _path: Path) -> list[bytes]:
    return [render_indicators(hostile_text(word))]


WRITERS = {
    "publications/tables.py": open_data,
    "audit/export.py": audit,
    "reviews/exports/indexing.py": index,
    "findings/workbook.py": found,
    "reviews/summaries/workbook.py": summaries,
    "texts/writers/workbook.py": template,
    "texts/writers/indicator_list.py": indicator_list,
}
MECHANISMS = {"texts/writers/sheets.py", "texts/writers/safe_csv.py"}  # what the others write with


def live(data: bytes) -> list[str]:
    """The cells that a spreadsheet would calculate."""
    if not data.startswith(b"PK"):
        rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        return [cell for row in rows for cell in row if cell.startswith(STARTS) and not NUMBER.fullmatch(cell)]
    with ZipFile(io.BytesIO(data)) as package:
        sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/")]
    return [formula.decode() for sheet in sheets for formula in re.findall(rb"<f[ >].*?</f>|<f/>", sheet)]


def words_in(data: bytes) -> list[object]:
    """Every value of a file, as a program reads it."""
    if not data.startswith(b"PK"):
        return [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) for cell in row]
    book = load_workbook(io.BytesIO(data))
    return [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type != "f"]


@pytest.mark.thorough("every writer with every formula")
@pytest.mark.parametrize("word", FORMULAS)
@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
def test_no_word_is_calculated(writer, word, tmp_path):
    files = writer(word, tmp_path / "a.xlsx")

    assert [live(data) for data in files] == [[]] * len(files)
    assert [data[:40] for data in files if not any(word.strip() in str(value) for value in words_in(data))] == []


@pytest.mark.parametrize("name", ["publications/tables.py", "findings/workbook.py", "reviews/summaries/workbook.py"])
def test_a_negative_number_stays_one(name, tmp_path):
    values = {str(value) for data in WRITERS[name]("=1", tmp_path / "a.xlsx") for value in words_in(data)}

    assert {"-3", "-5"} & values
    assert not {"'-3", "'-3.00", "'-5"} & values


def test_every_module_that_writes_a_table_is_listed():
    folders = (
        "audit",
        "config",
        "departments",
        "findings",
        "indicators",
        "jobs",
        "projects",
        "publications",
        "reviews",
        "texts",
    )
    modules = [path for folder in folders for path in (CHECKOUT / folder).rglob("*.py")]

    writing = {
        path.relative_to(CHECKOUT).as_posix() for path in modules if WRITES.search(path.read_text(encoding="utf-8"))
    }

    assert writing - MECHANISMS == set(WRITERS)
