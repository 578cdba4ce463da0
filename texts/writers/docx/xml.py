"""WordprocessingML in words (ECMA-376 part 1, 17): runs, paragraphs, cells, rows, tables, as strings of XML.

Widths and spaces are in twips (1/20 pt).
"""

import re
from collections.abc import Iterable
from html import escape

#: characters that XML 1.0 (2.2) does not take
_UNFIT = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SIGN = re.compile("[\t\n]")
_SIGNS = {"\t": "<w:tab/>", "\n": "<w:br/>"}
#: marks that Chinese and Western fonts both have (“ ” … ≥): the Chinese one is meant
_HINT = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'


def run(text: str, *, is_deleted: bool = False) -> str:
    """Words of one kind, "" for none; their line breaks and tabs are Word's own."""
    fit = _UNFIT.sub("", text)
    tag = "w:delText" if is_deleted else "w:t"
    pieces = [_piece(piece, tag) for piece in re.split("([\t\n])", fit) if piece]
    return f"<w:r>{_HINT}{''.join(pieces)}</w:r>" if pieces else ""


def _piece(piece: str, tag: str) -> str:
    if _SIGN.fullmatch(piece):
        return _SIGNS[piece]
    return f'<{tag} xml:space="preserve">{escape(piece, quote=False)}</{tag}>'


def paragraph(style: str, content: str, *, properties: str = "", mark: str = "") -> str:
    """A paragraph; `properties` in the schema's order (keepNext, numPr, jc …), `mark` what became of its end."""
    end = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}{end}</w:pPr>{content}</w:p>'


def numbered(number: int) -> str:
    """The property of a paragraph that counts in the list of this number."""
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


def alignment(where: str) -> str:
    """The property of a paragraph: "left", "center", "right" or "both"."""
    return f'<w:jc w:val="{where}"/>'


def cell(width: int, content: str, *, span: int = 1, merge: str = "", is_open: bool = False) -> str:
    """A cell over `span` columns; `merge` is "restart", "continue" or "" for one row alone; `is_open`: without a rule
    under it."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    opened = '<w:tcBorders><w:bottom w:val="nil"/></w:tcBorders>' if is_open else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{merged}{opened}<w:vAlign w:val="center"/></w:tcPr>'
        f"{content}</w:tc>"
    )


def row(cells: Iterable[str], *, is_header: bool = False, mark: str = "") -> str:
    """A row that no page cuts; a header row comes again on every page. `mark` is what became of it."""
    header = "<w:tblHeader/>" if is_header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{header}{mark}</w:trPr>{''.join(cells)}</w:tr>"


def table(columns: Iterable[int], rows: Iterable[str]) -> str:
    """A table of fixed columns as wide as the text, with the rules of style "GoalTable"."""
    widths = list(columns)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="GoalTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )
