"""Word files: everything printed is read, nothing that is not."""

import io
import zipfile
from dataclasses import replace

import pytest

from tests.places import REAL_TEXTS, SAMPLES
from tests.readers.closeness import closeness
from tests.readers.forms import SIX, Style
from tests.readers.printing import docx
from texts.interchange import loads, to_json
from texts.readers.blocks import Cell, Paragraph, Table
from texts.readers.docx import docx_reader
from texts.readers.docx.numbering import chinese

FILES = sorted(path for folder in (SAMPLES, REAL_TEXTS) for path in folder.glob("*.docx"))
SAMPLE = SAMPLES / "yunxi-wenlv-2025.json"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML = (
    f'xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def a_file(body: str, **parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("word/document.xml", f"<w:document {XML}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:{name} {XML}>{content}</w:{name}>")
    return stream.getvalue()


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def words(body: str, **parts: str) -> list[str]:
    return [block.text for block in docx_reader.body_blocks(a_file(body, **parts)) if isinstance(block, Paragraph)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_samples_are_read_whole(path):
    expected = loads(path.with_suffix(".json").read_bytes())

    reading = docx_reader.read(path.read_bytes())

    assert closeness(to_json(expected), to_json(reading.text)) == (1, [])


@pytest.mark.parametrize(
    "style",
    [
        Style(),
        Style(levels="blank", one_table=True),
        Style(glued=True),
        Style(columns=("serial", *SIX)),
        Style(unit_line="paragraph"),
    ],
    ids=["two tables", "one table", "glued", "with 序号", "unit above"],
)
def test_other_layouts_are_the_same_text(style):
    text = loads(SAMPLE.read_bytes())
    text = replace(text, projects=text.projects[:2])

    reading = docx_reader.read(docx(text, style))

    assert closeness(to_json(text), to_json(reading.text)) == (1, [])


HIDDEN, NOT_HIDDEN = "<w:vanish/>", '<w:vanish w:val="0"/>'
PRINTED = {
    "tracked insertion": (f"<w:p><w:ins>{run('新增')}</w:ins></w:p>", ["新增"]),
    "tracked deletion": (f"<w:p>{run('留')}<w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>", ["留"]),
    "moved away": (f"<w:p>{run('留')}<w:moveFrom>{run('移走')}</w:moveFrom></w:p>", ["留"]),
    "hyperlink": (f"<w:p><w:hyperlink>{run('链接')}</w:hyperlink></w:p>", ["链接"]),
    "field": (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGEREF x</w:instrText></w:r>"
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('13')}</w:p>",
        ["13"],
    ),
    "content control": (f"<w:sdt><w:sdtContent><w:p>{run('控件')}</w:p></w:sdtContent></w:sdt>", ["控件"]),
    "symbol": ('<w:p><w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>95%</w:t></w:r></w:p>', ["≥95%"]),
    "formula": ("<w:p><m:oMath><m:r><m:t>≥95%</m:t></m:r></m:oMath></w:p>", ["≥95%"]),
    "hidden": (f"<w:p>{run('见')}{run('隐', HIDDEN)}{run('不隐', NOT_HIDDEN)}</w:p>", ["见不隐"]),
    "tab and no-break hyphen": (
        "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:noBreakHyphen/></w:r></w:p>",
        ["甲\t乙-"],
    ),
    "soft and page breaks": (
        "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:br w:type='page'/><w:t>丙</w:t></w:r></w:p>",
        ["甲", "乙", "丙"],
    ),
    "text box once": (
        f"<w:p>{run('正文')}<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p>{run('框')}</w:p></w:txbxContent>"
        f"</mc:Choice><mc:Fallback><v:shape><w:txbxContent><w:p>{run('框')}</w:p></w:txbxContent></v:shape></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>",
        ["正文", "框"],
    ),
    "reading aid over a word": (
        f"<w:p><w:r><w:ruby><w:rt>{run('zhen')}</w:rt><w:rubyBase>{run('镇')}</w:rubyBase></w:ruby></w:r></w:p>",
        ["镇"],
    ),
}


@pytest.mark.parametrize(("body", "expected"), PRINTED.values(), ids=PRINTED)
def test_what_is_printed_is_read(body, expected):
    assert words(body) == expected


def test_footnotes_follow_and_their_separators_do_not():
    notes = f'<w:footnote w:type="separator"><w:p>{run("-")}</w:p></w:footnote><w:footnote><w:p>{run("注")}</w:p></w:footnote>'

    assert words(f"<w:p>{run('正文')}</w:p>", footnotes=notes) == ["正文", "注"]


def numbered(text: str, number: int = 1, level: int = 0) -> str:
    properties = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    return f"<w:p>{properties}{run(text)}</w:p>"


def a_level(at: int, format_: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + a_level(0, "chineseCountingThousand", "%1、")
    + a_level(1, "decimal", "%2.")
    + a_level(2, "decimal", "（%3）")
    + a_level(3, "bullet", "•")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    + '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def test_automatic_numbers_are_counted_as_word_counts_them():
    body = "".join(
        (
            numbered("总体", level=0),
            numbered("甲", level=1),
            numbered("乙", level=1),
            numbered("子", level=2),
            numbered("点", level=3),
            numbered("分项", level=0),
            numbered("丙", level=1),
            numbered("又从一起", number=2, level=1),
            numbered("无编号", number=0, level=0),
        )
    )

    found = words(body, numbering=NUMBERING)

    assert found == ["一、总体", "1.甲", "2.乙", "（1）子", "点", "二、分项", "1.丙", "1.又从一起", "无编号"]


def test_a_style_brings_its_number_and_passes_it_on():
    styles = (
        '<w:style w:styleId="Item"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Own"><w:basedOn w:val="Item"/></w:style>'
    )
    body = f'<w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr>{run("甲")}</w:p>'

    assert words(body, numbering=NUMBERING, styles=styles) == ["1.甲"]


def test_legal_numbers_are_digits():
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + a_level(0, "chineseCounting", "第%1章")
        + a_level(1, "decimal", "%1.%2 ", "<w:isLgl/>")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )

    assert words(numbered("甲") + numbered("乙", level=1), numbering=numbering) == ["第一章甲", "1.1 乙"]


def test_chinese_numerals():
    assert [chinese(n) for n in (1, 10, 11, 20, 35, 99, 100)] == [
        "一",
        "十",
        "十一",
        "二十",
        "三十五",
        "九十九",
        "一〇〇",
    ]


def a_cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(text)}</w:p></w:tc>"


def a_row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


RESTART, GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_merged_cells_stand_once_in_the_grid():
    body = "<w:tbl>{}</w:tbl>".format(
        "".join(
            (
                a_row(a_cell("甲", RESTART), a_cell("乙", '<w:gridSpan w:val="2"/>')),
                a_row(a_cell("", GO_ON), a_cell("丙"), a_cell("丁")),
                a_row(a_cell("戊"), properties='<w:gridBefore w:val="2"/>'),
                a_row(a_cell("删"), properties="<w:del/>"),
            )
        )
    )

    (table,) = docx_reader.body_blocks(a_file(body))

    assert table == Table(
        (
            Cell("甲", 0, 0, "表1第1行第1列", rowspan=2),
            Cell("乙", 0, 1, "表1第1行第2列", colspan=2),
            Cell("丙", 1, 1, "表1第2行第2列"),
            Cell("丁", 1, 2, "表1第2行第3列"),
            Cell("戊", 2, 2, "表1第3行第3列"),
        ),
        "表1",
    )


def test_a_table_in_a_cell_follows_it_and_one_that_only_places_others_vanishes():
    inner = f"<w:tbl>{a_row(a_cell('内'))}</w:tbl>"
    body = (
        f"<w:tbl><w:tr><w:tc><w:p>{run('题')}</w:p>{inner}</w:tc></w:tr></w:tbl>"
        f"<w:tbl><w:tr>{a_cell('左')}<w:tc>{inner}<w:p>{run('右')}</w:p></w:tc></w:tr></w:tbl>"
    )

    found = docx_reader.body_blocks(a_file(body))

    assert [block.text if isinstance(block, Paragraph) else [cell.text for cell in block.cells] for block in found] == [
        "题",
        ["内"],
        ["左", "右"],
        ["内"],
    ]


def test_files_that_word_calls_strict_are_read():
    data = a_file(f"<w:p>{run('严格')}</w:p>")
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        strict = old.read("word/document.xml").replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        new.writestr("word/document.xml", strict)

    found = docx_reader.body_blocks(stream.getvalue())

    assert found == (Paragraph("严格", "第1段"),)
