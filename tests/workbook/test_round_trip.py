"""Out as .xlsx and back: the same text with the same identities, whatever odd words stand in it."""

import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from lxml import etree
from openpyxl import load_workbook

from tests import builders
from tests.generating import examples
from tests.places import REAL_TEXTS, text_files
from tests.strategies import texts
from tests.workbook.sheets import Book, identified, identities
from texts.interchange import clean, loads, sha256, to_json
from texts.model import Line, Milestone, Text
from texts.readers import read
from texts.readers.returned import read_returned
from texts.readers.sandbox import read_returned_in_child
from texts.writers.workbook import render_workbook
from texts.writers.workbook_layout import LONGEST, OverlongCellError, escaped, unescaped

ODD = (
    "=1+1",
    "+86",
    "-5",
    "@SUM(A1)",
    "'quoted",
    " blanks ",
    "_x000D_",
    "_x005F_x",
    "a\ufffeb",
    "行\n二",
    "00012345678901234567",
)


def whole_texts():
    return [path for path in text_files(".json") if "defects" not in path.name]


@pytest.mark.thorough("six whole workbooks written and read")
@pytest.mark.parametrize("path", whole_texts(), ids=lambda path: path.stem)
def test_a_whole_text_comes_back_as_it_went(path):
    text = identified(loads(path.read_bytes()))

    returned = read_returned("绩效文本.xlsx", render_workbook(text, version=7))

    assert (returned.text, returned.plan_id, returned.base_sha256) == (text, text.id, sha256(text))
    assert identities(returned.text) == identities(text)
    assert (returned.problems, returned.unread) == ((), frozenset())


@pytest.mark.skipif(not REAL_TEXTS.is_dir(), reason="the real texts are not here")
@pytest.mark.parametrize("name", ["zunhua-renda-2023", "zunhua-zhengfuban-2024", "zunhua-zhengxie-2024"])
def test_the_judge_of_real_texts_finds_every_leaf(name, tmp_path):
    expected = REAL_TEXTS / f"{name}.json"
    text = read("a.xlsx", render_workbook(loads(expected.read_bytes()))).text
    (tmp_path / "actual.json").write_text(json.dumps(to_json(text)), encoding="utf-8")

    command = [
        sys.executable,
        str(REAL_TEXTS.parent / "compare_texts.py"),
        str(expected),
        str(tmp_path / "actual.json"),
    ]
    judged = subprocess.run(command, capture_output=True, text=True, check=False)

    assert judged.stdout.splitlines()[-1].endswith("(1.0000)")


def _as_stored(text: Text) -> Text:
    """What a stored text looks like: a paragraph a line, no row without words, no character that no database takes."""
    milestones = [
        tuple(Milestone(month=n, percent=row.percent) for n, row in enumerate(p.plan, 1)) for p in text.projects
    ]
    projects = zip(text.projects, milestones, strict=True)
    return identified(replace(text, projects=tuple(replace(p, plan=plan) for p, plan in projects)))


@examples(40)
@given(texts)
def test_any_text_comes_back_as_it_went(text):
    text = _as_stored(text)

    returned = read_returned("a.xlsx", render_workbook(text))

    assert returned.text == text
    assert identities(returned.text) == identities(text)


@pytest.mark.thorough("a workbook a word, written and read")
@pytest.mark.parametrize("words", ODD)
def test_odd_words_stay_words(words):
    project = builders.a_project(name=words, code=words, purpose=words, budget=words)
    text = identified(builders.a_text(projects=(project,), measures=(Line(text=words),)))
    data = render_workbook(text)

    formulas = [cell for page in load_workbook(io.BytesIO(data)) for row in page.iter_rows() for cell in row]

    assert [cell.coordinate for cell in formulas if cell.data_type == "f"] == []
    assert read_returned("a.xlsx", data).text == text
    assert read_returned("a.xlsx", Book(data).bytes()).text == text  # opened and saved by another program
    assert unescaped(escaped(words)) == clean(words)


def test_a_cell_beyond_the_format_is_refused():
    with pytest.raises(OverlongCellError, match="32767"):
        render_workbook(builders.a_text(measures=(Line(text="长" * (LONGEST + 1)),)))


def test_the_sandbox_gives_the_same():
    text = identified(builders.a_text())
    data = render_workbook(text)

    assert read_returned_in_child("a.xlsx", data) == read_returned("a.xlsx", data)


def test_shared_strings_are_read_like_inline_ones():
    """Excel and WPS keep strings in a table beside the sheets, some of them in runs of letters of one look."""
    text = identified(builders.a_text())

    assert read_returned("a.xlsx", with_shared_strings(render_workbook(text))).text == text


def with_shared_strings(data: bytes) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    table = etree.Element(f"{{{space}}}sst", nsmap={None: space})
    for name in [name for name in members if name.startswith("xl/worksheets/sheet")]:
        sheet = etree.fromstring(members[name])
        for cell in sheet.iter(f"{{{space}}}c"):
            inline = cell.find(f"{{{space}}}is")
            if inline is not None:
                _move(cell, inline, table, space)
        members[name] = etree.tostring(sheet)
    members["xl/sharedStrings.xml"] = etree.tostring(table)
    relations = members["xl/_rels/workbook.xml.rels"].decode()
    if "sharedStrings" not in relations:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
        one = f'<Relationship Id="rIdS" Type="{kind}" Target="sharedStrings.xml"/>'
        members["xl/_rels/workbook.xml.rels"] = relations.replace("</Relationships>", f"{one}</Relationships>").encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


def _move(cell, inline, table, space: str) -> None:
    """One string into the table, cut into two runs, with a reading beside it that is no content."""
    words = inline.findtext(f"{{{space}}}t", "")
    string = etree.SubElement(table, f"{{{space}}}si")
    for part in (words[:2], words[2:]):
        run = etree.SubElement(string, f"{{{space}}}r")
        etree.SubElement(run, f"{{{space}}}t").text = part
    phonetic = etree.SubElement(string, f"{{{space}}}rPh")
    etree.SubElement(phonetic, f"{{{space}}}t").text = "pinyin"
    cell.remove(inline)
    cell.set("t", "s")
    etree.SubElement(cell, f"{{{space}}}v").text = str(len(table) - 1)
