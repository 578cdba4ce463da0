"""PDF files: from places of characters and lines alone, whoever made them."""

import io
from dataclasses import replace

import pikepdf
import pytest

from tests.places import REAL_TEXTS, SAMPLES
from tests.readers.closeness import closeness
from tests.readers.forms import SIX, Style
from tests.readers.printing import html, print_page
from texts.interchange import loads, to_json
from texts.readers.blocks import Cell, Paragraph, Table
from texts.readers.pdf import pdf_reader
from texts.readers.pdf.drawn_page import Glyph, Ruling
from texts.readers.pdf.ruled_tables import ruled_tables
from texts.readers.pdf.text_lines import text_lines

FILES = sorted(path for folder in (SAMPLES, REAL_TEXTS) for path in folder.glob("*.pdf"))
TEXT = loads((SAMPLES / "yunxi-wenlv-2025.json").read_bytes())
FEW = replace(TEXT, projects=TEXT.projects[:3])
WITHOUT_DESCRIPTION = replace(
    FEW,
    projects=tuple(
        replace(p, indicators=tuple(replace(row, description=None) for row in p.indicators)) for p in FEW.projects
    ),
)
FIVE = tuple(name for name in SIX if name != "description")


def printed(body: str, css: str = "") -> bytes:
    return print_page(f"<style>{css}</style>{body}")


def blocks(body: str, css: str = ""):
    return pdf_reader.page_blocks(printed(body, css))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_samples_are_read_whole(path):
    expected = loads(path.with_suffix(".json").read_bytes())

    reading = pdf_reader.read(path.read_bytes())

    assert closeness(to_json(expected), to_json(reading.text)) == (1, [])


@pytest.mark.thorough("seven layouts printed and read")
@pytest.mark.parametrize(
    "style",
    [
        Style(),
        Style(levels="blank", one_table=True, unit_line="paragraph"),
        Style(levels="repeated", one_table=True, size=14),
        Style(columns=("serial", *SIX), goal_number="（{}）"),
        Style(glued=True),
        Style(repeat_header=True, one_table=True, plan="beside"),
        Style(order=("goals", "plan", "money", "indicators"), money="below"),
    ],
    ids=["two tables", "unit above", "large type", "with 序号", "glued", "headings repeated", "other order"],
)
def test_other_layouts_are_the_same_text_though_pages_cut_their_tables(style):
    data = print_page(html(FEW, style))

    reading = pdf_reader.read(data)

    assert closeness(to_json(FEW), to_json(reading.text)) == (1, [])


def test_tables_without_lines_are_read_by_their_columns():
    style = Style(ruled=False, columns=FIVE, levels="repeated", one_table=True)
    text = replace(WITHOUT_DESCRIPTION, projects=WITHOUT_DESCRIPTION.projects[:1])
    data = print_page(html(text, style, "table { break-inside: avoid }"))

    reading = pdf_reader.read(data)

    assert closeness(to_json(text), to_json(reading.text)) == (1, [])


@pytest.mark.thorough("pages printed and turned")
@pytest.mark.parametrize("angle", [90, 180, 270])
def test_turned_pages_are_read_as_they_are_looked_at(angle):
    data = print_page(html(FEW, Style()))
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            turned = {90: b"0 1 -1 0 842 0 cm", 180: b"-1 0 0 -1 595 842 cm", 270: b"0 -1 1 0 0 595 cm"}[angle]
            page.contents_add(turned, prepend=True)
            if angle != 180:
                page.mediabox = [0, 0, 842, 595]
        pdf.save(stream)

    reading = pdf_reader.read(stream.getvalue())

    assert closeness(to_json(FEW), to_json(reading.text)) == (1, [])


PAGE = "@page { size: A4; margin: 30mm; %s } body { font: 16pt/1.8 serif; margin: 0 } p { margin: 0; text-indent: 2em }"
SENTENCE = "各单位要按照预算编制的要求逐项填写绩效目标并对照年初计划核对每一个指标值的来源和依据确保真实准确完整可考核"


def test_wrapped_lines_are_one_paragraph_and_page_numbers_none():
    paragraphs = [f"{SENTENCE * 3}第{n}段。" for n in range(1, 30)]
    css = PAGE % "@bottom-center { content: '— ' counter(page) ' —' } @top-center { content: '云溪县绩效文本' }"

    found = blocks("".join(f"<p>{text}</p>" for text in paragraphs), css)

    assert [block.text for block in found] == paragraphs


def test_paragraphs_without_indent_end_where_a_line_ends_short():
    paragraphs = [SENTENCE * 2, SENTENCE + "。", "短句。", SENTENCE * 2]

    found = blocks("".join(f"<p>{text}</p>" for text in paragraphs), PAGE % "" + "p { text-indent: 0 }")

    assert [block.text for block in found] == paragraphs


def test_entries_of_the_contents_stay_apart():
    entries = [f"{n}.某项目绩效目标表{'.' * 60}{n}" for n in range(1, 6)]

    found = blocks(
        "".join(f"<p>{text}</p>" for text in entries), PAGE % "" + "p { white-space: nowrap; font-size: 9pt }"
    )

    assert [block.text for block in found] == entries


def test_a_picture_among_pages_is_told():
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(print_page(html(FEW, Style())))) as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        image = pikepdf.Stream(pdf, b"\x80" * 4, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        image.Width, image.Height, image.BitsPerComponent, image.ColorSpace = 2, 2, 8, pikepdf.Name.DeviceGray
        pdf.pages[-1].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
        pdf.pages[-1].Contents = pikepdf.Stream(pdf, b"q 500 0 0 500 0 0 cm /I Do Q")
        pages = len(pdf.pages)
        pdf.save(stream)

    reading = pdf_reader.read(stream.getvalue())

    assert [problem.at for problem in reading.problems if "图片" in problem.expected] == [f"第{pages}页"]


CELLS = "td { border: 1pt solid black; padding: 3pt; width: 60pt } table { border-collapse: collapse }"
ROWS = "<table><tr><td rowspan=2>甲</td><td>乙</td><td>丙</td></tr><tr><td colspan=2>丁</td></tr></table>"


@pytest.mark.parametrize(
    "css",
    [
        "",
        "td { border-width: 0.5pt }",
        "table { border-collapse: separate; border-spacing: 0 }",
        "td { border-style: double; border-width: 3pt }",
    ],
    ids=["one line", "thin line", "two lines", "double line"],
)
def test_merged_cells_are_found_however_lines_are_drawn(css):
    (table,) = blocks(ROWS, CELLS + css)

    assert table == Table(
        (
            Cell("甲", 0, 0, "第1页表1第1行第1列", rowspan=2),
            Cell("乙", 0, 1, "第1页表1第1行第2列"),
            Cell("丙", 0, 2, "第1页表1第1行第3列"),
            Cell("丁", 1, 1, "第1页表1第2行第2列", colspan=2),
        ),
        "第1页表1",
    )


def test_an_open_edge_is_closed_where_the_lines_end():
    level = [Ruling(y, 0, 300) for y in (0, 20, 40)]
    upright = [Ruling(x, 0, 40) for x in (100, 200)]

    (table,) = ruled_tables(level, upright)

    assert (table.xs, table.ys, len(table.boxes)) == ([0, 100, 200, 300], [0, 20, 40], 6)


def test_a_box_around_a_text_is_no_table():
    assert blocks("<p style='border: 1pt solid'>框里的字</p>") == (Paragraph("框里的字", "第1页"),)


def test_characters_of_one_baseline_are_a_line_in_their_order():
    drawn = [
        Glyph("乙", 20, 30, 100, 9),
        Glyph("”", 30, 35, 100, 9),
        Glyph("甲", 10, 20, 100.5, 9),
        Glyph("丙", 10, 20, 120, 9),
    ]

    assert [line.text for line in text_lines(drawn)] == ["甲乙”", "丙"]
