"""A text as a Word file: its parts, its layout, and nothing that the same text would not give again."""

import io
import re
import zipfile

import pytest
from docx import Document
from lxml import etree

from tests import builders
from tests.compare.versions import with_ids
from tests.places import SAMPLES
from texts.interchange import loads, sha256
from texts.model import Line
from texts.writers.docx import render_docx
from texts.writers.paging import Paging

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SAMPLE = loads((SAMPLES / "yunxi-shuili-2025.json").read_bytes())


def part(data: bytes, name: str):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def document(data: bytes):
    return part(data, "word/document.xml")


def words(node) -> str:
    return "".join(text.text for text in node.iter(f"{W}t"))


def style_of(paragraph) -> str:
    return paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")


def styled(data: bytes, *styles: str) -> list[tuple[str, str]]:
    found = [(style_of(p), words(p)) for p in document(data).iter(f"{W}p")]
    return [(style, text) for style, text in found if style in styles]


def value(node, path: str, name: str = "val"):
    found = node.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}{name}")


@pytest.fixture(scope="module")
def data() -> bytes:
    return render_docx(
        SAMPLE, Paging({"section-1": 1, "project-1": 7}, {"project-2": "smaller", "project-3": "-close"})
    )


def test_the_same_text_is_the_same_file():
    text = with_ids(builders.a_text())

    assert render_docx(text) == render_docx(text)


def test_python_docx_opens_it(data):
    opened = Document(io.BytesIO(data))

    assert len(opened.tables) == 2 * len(SAMPLE.projects)
    assert [p.text for p in opened.paragraphs if p.style.name == "Heading 2"] == [
        "一、总体绩效目标",
        "二、分项绩效目标",
        "三、工作保障措施",
    ]


def test_every_part_is_whole_and_named():
    with zipfile.ZipFile(io.BytesIO(render_docx(builders.a_text()))) as package:
        types = package.read("[Content_Types].xml").decode()
        named = {f"{name}" for name in re.findall(r'PartName="/([^"]+)"', types)}

        assert package.testzip() is None
        assert named == {n for n in package.namelist() if n.endswith(".xml") and n != "[Content_Types].xml"}
        assert {etree.fromstring(package.read(name)).tag != "" for name in package.namelist()} == {True}
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_headings_are_styles_that_the_contents_are_made_from():
    data = render_docx(builders.a_text())

    styles = {style.get(f"{W}styleId"): style for style in part(data, "word/styles.xml").iter(f"{W}style")}
    levels = {name: value(style, "pPr/outlineLvl") for name, style in styles.items() if value(style, "pPr/outlineLvl")}
    assert levels == {"Heading1": "0", "Heading2": "1", "Heading3": "2", "TableTitle": "1"}
    assert styled(data, *levels) == [
        ("Heading1", "第一部分部门整体绩效目标"),
        ("Heading2", "一、总体绩效目标"),
        ("Heading2", "二、分项绩效目标"),
        ("Heading3", "乡土读本印制费绩效目标项目"),
        ("Heading2", "三、工作保障措施"),
        ("Heading1", "第二部分预算项目绩效目标"),
        ("TableTitle", "乡土读本印制费绩效目标表"),
    ]


def test_the_contents_are_a_field_with_the_pages_of_the_print():
    data = render_docx(builders.a_text(), Paging({"section-1": 1, "section-2": 2, "section-3": 3, "project-1": 4}, {}))

    codes = [code.text for code in document(data).iter(f"{W}instrText")]
    assert codes[0] == r' TOC \o "1-2" \n 1-1 \h \z \u '
    assert styled(data, "TOC1", "TOC2") == [
        ("TOC1", "第一部分\u3000部门整体绩效目标"),
        ("TOC2", "一、总体绩效目标1"),
        ("TOC2", "二、分项绩效目标2"),
        ("TOC2", "三、工作保障措施3"),
        ("TOC1", "第二部分\u3000预算项目绩效目标"),
        ("TOC2", "1.乡土读本印制费绩效目标表4"),
    ]


def test_every_entry_leads_to_its_heading(data):
    root = document(data)

    marks = {mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")}
    links = [link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink")]
    assert len(links) == 3 + len(SAMPLE.projects)
    assert set(links) <= marks


def test_fields_begin_go_on_and_end(data):
    kinds = [sign.get(f"{W}fldCharType") for sign in document(data).iter(f"{W}fldChar")]

    assert kinds[:2] == ["begin", "separate"]
    assert kinds[-2:] == ["end", "end"]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


def test_the_table_of_indicators_repeats_its_header_and_no_row_is_cut(data):
    for table in list(document(data).iter(f"{W}tbl"))[1::2]:
        header, *rows = table.iter(f"{W}tr")

        assert header.find(f"{W}trPr/{W}tblHeader") is not None
        assert [row.find(f"{W}trPr/{W}tblHeader") for row in rows] == [None] * len(rows)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (header, *rows))


def test_cells_fill_their_grid(data):
    for table in document(data).iter(f"{W}tbl"):
        grid = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]

        assert sum(grid) == 8844  # 156 mm
        for row in table.iter(f"{W}tr"):
            cells = list(row.iter(f"{W}tc"))
            spans = [int(value(cell, "tcPr/gridSpan") or 1) for cell in cells]
            assert sum(spans) == len(grid)
            assert sum(int(value(cell, "tcPr/tcW", "w")) for cell in cells) == 8844


def test_levels_are_merged_over_their_rows():
    (_, table) = document(render_docx(builders.a_text())).iter(f"{W}tbl")

    merges = [[value(cell, "tcPr/vMerge") for cell in list(row.iter(f"{W}tc"))[:2]] for row in table.iter(f"{W}tr")]
    shown = [[words(cell) for cell in list(row.iter(f"{W}tc"))[:2]] for row in table.iter(f"{W}tr")]
    assert merges == [
        [None, None],
        ["restart", None],
        ["continue", None],
        ["continue", None],
        ["continue", None],
        [None, None],
        [None, None],
    ]
    assert [level for level, _ in shown] == ["一级指标", "产出指标", "", "", "", "效益指标", "满意度指标"]


def test_the_page_is_that_of_the_standard(data):
    front, body = document(data).iter(f"{W}sectPr")

    for section in (front, body):
        assert (value(section, "pgSz", "w"), value(section, "pgSz", "h")) == ("11906", "16838")
        assert [value(section, "pgMar", side) for side in ("top", "left", "right")] == ["2098", "1587", "1474"]
    assert (value(front, "footerReference"), value(body, "pgNumType", "start")) == (None, "1")
    assert [node.get(f"{W}type") for node in body.findall(f"{W}footerReference")] == ["default", "even"]
    assert part(data, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None
    feet = [part(data, f"word/footer{n}.xml") for n in (1, 2)]
    assert [(words(foot), value(foot, "p/pPr/jc")) for foot in feet] == [("— 1 —", "right"), ("— 1 —", "left")]


def test_fonts_have_their_official_names_and_the_language_is_chinese(data):
    styles = part(data, "word/styles.xml")

    fonts = {node.get(f"{W}eastAsia") for node in styles.iter(f"{W}rFonts")}
    assert fonts == {"仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"}
    assert not any("Theme" in name for node in styles.iter(f"{W}rFonts") for name in node.attrib)
    assert value(styles, "docDefaults/rPrDefault/rPr/lang", "eastAsia") == "zh-CN"


def test_the_file_says_what_it_is():
    text = with_ids(builders.a_text())

    data = render_docx(text)

    core = "".join(part(data, "docProps/core.xml").itertext())
    custom = {node.get("name"): "".join(node.itertext()) for node in part(data, "docProps/custom.xml")}
    assert core == "云溪县教育局2025年部门预算绩效文本（草案）云溪县教育局云溪县教育局zh-CN"
    assert custom == {
        "PerformanceTextFormat": "performance-text/1",
        "PerformanceTextPlan": str(text.id),
        "PerformanceTextSha256": sha256(text),
        "PerformanceTextNumbering": "1.",
    }


def test_a_table_that_is_printed_smaller_or_full_is_so_here_too(data):
    facts = list(document(data).iter(f"{W}tbl"))[::2]

    used = [{style_of(p) for p in table.iter(f"{W}p")} for table in facts[:3]]
    assert used == [
        {"TableText", "TableLabel"},
        {"TableTextSmaller", "TableLabelSmaller"},
        {"TableTextClose", "TableLabelClose"},
    ]


def test_goals_are_counted_anew_in_every_project_and_number_themselves():
    texts = ("18座水库通过验收。", "全部完成。")
    project = builders.a_project(goals=tuple(Line(text=text) for text in texts))
    data = render_docx(builders.a_text(projects=(project, project)))

    lists = [
        (value(p, "pPr/numPr/numId"), words(p)) for p in document(data).iter(f"{W}p") if value(p, "pPr/numPr/numId")
    ]
    assert lists == [
        ("11", " 18座水库通过验收。"),
        ("11", "全部完成。"),
        ("12", " 18座水库通过验收。"),
        ("12", "全部完成。"),
    ]


def test_characters_that_xml_does_not_take_are_left_out_and_markup_is_words():
    text = builders.a_text(overall_goal=("甲\x0b<w:p/>&\ufffe乙",))

    assert styled(render_docx(text), "OverallGoal") == [("OverallGoal", "甲<w:p/>&乙")]


def test_the_page_numbers_and_sizes_are_those_of_the_print(printer):
    paging = printer.paging(SAMPLE)

    assert (paging.pages["section-1"], paging.pages["project-1"], paging.pages["project-9"]) == (1, 7, 16)
    small = {f"project-{n}": "small-close" for n in (1, 6, 7)}
    full = {f"project-{n}": "-close" for n in (3, 4, 5, 8, 9)}
    assert paging.sizes == small | full
    assert Paging.from_json(paging.to_json()) == paging
    assert Paging.from_json(None) == Paging()
