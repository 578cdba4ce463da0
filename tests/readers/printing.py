"""Writes what forms.py lays out: as a Word file by python-docx, as a web page for WeasyPrint, as rows of text."""

import html as html_module
import io
from typing import Any

from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from weasyprint import HTML

from tests.readers.forms import Grid, Style, laid_out, places
from texts.model import Text
from texts.writers.fonts.font_view import font_configuration

FONT = "AR PL UMing CN"
WIDTH = 156  # mm of the text area (GB/T 9704-2012)


def docx(text: Text, style: Style) -> bytes:
    """A Word file on the page of GB/T 9704-2012."""
    document = Document()
    _set_page(document, style)
    for item in laid_out(text, style):
        if isinstance(item, Grid):
            _table(document, item, style)
            document.add_paragraph("")
        else:
            paragraph = document.add_paragraph(item)
            paragraph.paragraph_format.first_line_indent = Pt(32)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_page(document: Any, style: Style) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Mm(37),
        Mm(35),
        Mm(28),
        Mm(26),
    )
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(16)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(0), Pt(28)
    if style.page_numbers:
        runs = section.footer.paragraphs[0]
        runs.add_run("— ")
        for kind in ("begin", "PAGE", "end"):
            node = OxmlElement("w:instrText" if kind == "PAGE" else "w:fldChar")
            if kind == "PAGE":
                node.text = "PAGE"
            else:
                node.set(qn("w:fldCharType"), kind)
            runs.add_run()._r.append(node)
        runs.add_run(" —")


def _table(document: Any, grid: Grid, style: Style) -> None:
    """Written as XML at once: python-docx looks for every cell anew, which takes seconds a table."""
    cells = places(grid)
    width = max(column + colspan for _, column, _, colspan, _ in cells)
    table = document.add_table(0, width, style="Table Grid" if style.ruled else None)
    table.autofit = False
    shares = [round(WIDTH * 56.7 * share) for share in style.shares(width)]
    for column, share in zip(table._tbl.tblGrid.gridCol_lst, shares, strict=True):
        column.w = Mm(share / 56.7)
    middle = '<w:vAlign w:val="center"/>' if style.centred else ""
    rows: list[list[tuple[int, str]]] = [[] for _ in grid.rows]
    for row, column, rowspan, colspan, words in cells:
        wide = sum(shares[column : column + colspan])
        for down in range(min(rowspan, len(rows) - row)):
            merge = "" if rowspan == 1 else '<w:vMerge w:val="restart"/>' if down == 0 else "<w:vMerge/>"
            span = f'<w:tcW w:w="{wide}" w:type="dxa"/><w:gridSpan w:val="{colspan}"/>'
            inner = f"<w:tcPr>{span}{merge}{middle}</w:tcPr>{_cell('' if down else words, style)}"
            rows[row + down].append((column, f"<w:tc>{inner}</w:tc>"))
    for row in rows:
        table._tbl.append(parse_xml(f"<w:tr {nsdecls('w')}>{''.join(cell for _, cell in sorted(row))}</w:tr>"))


def _cell(words: str, style: Style) -> str:
    run = f'<w:rPr><w:sz w:val="{round(style.size * 2)}"/></w:rPr>'
    return "".join(
        '<w:p><w:pPr><w:spacing w:line="240" w:lineRule="auto"/></w:pPr>'
        f'<w:r>{run}<w:t xml:space="preserve">{html_module.escape(line)}</w:t></w:r></w:p>'
        for line in words.split("\n")
    )


def rows(text: Text, style: Style, separator: str = "\t") -> str:
    """A line a row, a merged cell as often as it covers columns and rows: what a loop over python-docx's cells gives."""
    lines: list[str] = []
    for item in laid_out(text, style):
        if isinstance(item, Grid):
            cells = places(item)
            width = max(column + colspan for _, column, _, colspan, _ in cells)
            said = [[""] * width for _ in item.rows]
            for row, column, rowspan, colspan, words in cells:
                for place in ((r, c) for r in range(rowspan) for c in range(colspan) if row + r < len(said)):
                    said[row + place[0]][column + place[1]] = words
            lines += [separator.join(row) for row in said]
        else:
            lines.append(item)
    return "\n".join(lines)


CSS = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: '— ' counter(page) ' —' } }
body { font-family: serif; font-size: 12pt; line-height: 1.6; margin: 0 }
p { margin: 0; text-indent: 2em }
table { border-collapse: collapse; width: 100%; margin: 0 0 12pt; table-layout: fixed }
td { padding: 1pt 3pt; vertical-align: middle; overflow-wrap: anywhere }
td div { text-indent: 0 }
"""


def html(text: Text, style: Style, css: str = "") -> str:
    """A web page, to be printed by WeasyPrint."""
    body = "".join(_block(item) for item in laid_out(text, style))
    borders = "td { border: 0.5pt solid black }" if style.ruled else "td { padding: 3pt 6pt; vertical-align: top }"
    return f"<style>{CSS}{borders} td {{ font-size: {style.size}pt }} {css}</style><body>{body}</body>"


def _block(item: str | Grid) -> str:
    if isinstance(item, str):
        return f"<p>{html_module.escape(item)}</p>"
    rows = [[] for _ in item.rows]
    for row, _, rowspan, colspan, words in places(item):
        lines = "".join(f"<div>{html_module.escape(line)}</div>" for line in words.split("\n"))
        rows[row].append(f"<td rowspan={rowspan} colspan={colspan}>{lines}</td>")
    return "<table>" + "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows) + "</table>"


def print_page(page: str) -> bytes:
    """The page on paper, with the project's own faces: what fonts the machine has changes no test."""
    return HTML(string=page).write_pdf(font_config=font_configuration())
