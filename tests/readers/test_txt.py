"""Plain text of every kind of damage: the project's own texts always, the real ones where they stand beside."""

from dataclasses import replace

import pytest

from tests.places import REAL_TEXTS, SAMPLES
from tests.readers.closeness import closeness
from tests.readers.damage import Habits, pdf_dump, word_dump
from tests.readers.damage_ocr import ocr
from texts.interchange import loads, to_json
from texts.readers import read
from texts.readers.txt import txt_reader

REAL_DUMPS = [("zunhua-zhengxie-2024", 1.0), ("zunhua-renda-2023", 1.0), ("zunhua-zhengfuban-2024", 0.998)]
OWN = sorted(path.stem for path in SAMPLES.glob("*.json") if path.stem.count(".") == 0)

# Printer, habits, the least share of equal values. Every row is another office's way of making a .txt.
WAYS = [
    (word_dump, Habits(), 1.0),
    (word_dump, Habits(bookmarks=False, keeps_empty_cells=False, seed=2), 1.0),
    (word_dump, Habits(has_cover=False, has_contents=False, repeats_headings=False), 1.0),
    (word_dump, Habits(blank_lines=False), 0.98),
    (word_dump, Habits(blank_lines=False, keeps_empty_cells=False), 0.98),
    (word_dump, Habits(headings=("（一）总体目标", "（二）分项目标", "（三）实现年度发展规划目标的保障措施")), 1.0),
    (pdf_dump, Habits(), 0.98),
    (pdf_dump, Habits(seed=2, page=32, columns=(5, 5, 5, 11, 5, 5)), 0.98),
    (pdf_dump, Habits(seed=3, page=28, columns=(4, 6, 8, 8, 6, 8), spaced=False), 0.98),
    (pdf_dump, Habits(seed=4, page=36, columns=(5, 5, 7, 12, 7, 10), has_cover=False, has_contents=False), 0.98),
    (pdf_dump, Habits(seed=5, page=40, columns=(4, 4, 4, 6, 4, 4)), 0.98),
    (pdf_dump, Habits(seed=6, page=40, columns=(10, 10, 20, 30, 12, 30)), 0.98),
    (pdf_dump, Habits(seed=7, gaps="none"), 0.975),
    (pdf_dump, Habits(seed=8, gaps="every", page_numbers=False, columns=(5, 5, 5, 11, 5, 5)), 0.98),
    (pdf_dump, Habits(seed=9, gaps="a cell a line", columns=(4, 6, 8, 8, 6, 8)), 0.98),
    (pdf_dump, Habits(interleaves=True), 0.98),
    (ocr, Habits(), 0.998),
    (ocr, Habits(seed=2, spaced=False, latex=False), 0.998),
    (ocr, Habits(separator="|"), 0.998),
    (ocr, Habits(separator="html"), 0.998),
    (ocr, Habits(seed=4, splits_tables=True), 0.998),
    (ocr, Habits(loses_last_month=True), 0.998),
]


def expected(text, habits):
    """What is left in a file with these habits."""
    json = to_json(text)
    if not habits.has_cover:
        json.update(department=None, finance_bureau=None, stage=None)
    if habits.loses_last_month:
        for project in json["projects"]:
            project["plan"][-1]["percent"] = None
    return json


@pytest.mark.parametrize(("name", "least"), [dump for dump in REAL_DUMPS if (REAL_TEXTS / f"{dump[0]}.txt").exists()])
def test_the_real_dumps_are_read(name, least):
    text = loads((REAL_TEXTS / f"{name}.json").read_bytes())

    reading = read(f"{name}.txt", (REAL_TEXTS / f"{name}.txt").read_bytes())

    share, wrong = closeness(to_json(text), to_json(reading.text))
    assert share >= least, wrong


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_our_own_dumps_are_read_whole(path):
    ocr_json = path.with_suffix(".ocr.json")
    text = loads((ocr_json if ocr_json.exists() else path.with_suffix(".json")).read_bytes())

    reading = read(path.name, path.read_bytes())

    assert closeness(to_json(text), to_json(reading.text)) == (1, [])


@pytest.mark.thorough("each sample printed in eleven ways")
@pytest.mark.parametrize(("printer", "habits", "least"), WAYS)
@pytest.mark.parametrize("name", OWN)
def test_every_way_of_printing_is_read(name, printer, habits, least):
    text = loads((SAMPLES / f"{name}.json").read_bytes())

    reading = txt_reader.read(printer(text, habits).encode())

    share, wrong = closeness(expected(text, habits), to_json(reading.text))
    assert share >= least, wrong


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_every_encoding_gives_the_same_text(encoding):
    text = loads((SAMPLES / f"{OWN[0]}.json").read_bytes())
    printed = word_dump(text, Habits())

    reading = txt_reader.read(printed.encode(encoding))

    assert reading.text == txt_reader.read(printed.encode()).text


def test_a_lost_month_is_null_and_told():
    text = loads((SAMPLES / f"{OWN[0]}.json").read_bytes())

    reading = txt_reader.read(ocr(text, Habits(loses_last_month=True)).encode())

    assert [project.plan[-1].percent for project in reading.text.projects] == [None] * len(text.projects)
    assert len([p for p in reading.problems if p.expected.startswith("资金支出计划缺“12月底”")]) == len(text.projects)


def test_pasted_together_files_are_read_each_in_its_own_way():
    text = loads((SAMPLES / f"{OWN[0]}.json").read_bytes())
    one, other = replace(text, projects=text.projects[:3]), replace(text, projects=text.projects[3:6])
    tail = ocr(other, Habits(has_cover=False, has_contents=False)).partition("预算项目绩效目标\n")[2]

    reading = txt_reader.read(f"{pdf_dump(one, Habits())}\n{tail}".encode())

    share, wrong = closeness(to_json(replace(text, projects=text.projects[:6])), to_json(reading.text))
    assert share >= 0.98, wrong
