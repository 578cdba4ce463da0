""".pdf -> blocks, from the places of characters and ruling lines alone: a PDF knows no paragraphs and no tables.

pdf_page.py         pdfium's characters and lines of one page
pdf_grid.py         ruling lines -> grid of cells
pdf_tables.py       grids of several pages -> one table
pdf_aligned.py      tables without lines -> grid, by the columns under their headings
pdf_lines.py        characters -> lines -> words of a cell
pdf_paragraphs.py   lines -> paragraphs, over pages
"""

import re

import pypdfium2 as pdfium

from texts.readers.blocks import Block, Problem, Reading, UnreadableFileError
from texts.readers.pdf_grid import ruled_tables
from texts.readers.pdf_lines import Textline, lines
from texts.readers.pdf_page import Glyph, Page, read_page
from texts.readers.pdf_paragraphs import Placed, margins, paragraphs
from texts.readers.pdf_tables import Part, table_of

MAX_PAGES = 600
_PAGE_NUMBER = re.compile(
    r"[-—–－·.~\s]*(?:第\s*)?(?:\d{1,4}|[ivxIVX]{1,6})\s*页?(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?)?[-—–－·.~\s]*"
)
_FINGERPRINT = re.compile(r".{0,16}SHA-?256\s*[:：]\s*[0-9a-f]{64}")  # as texts.writers.pdf prints it on the last page
_FOOT = 0.85  # of the page's height: page numbers stand below, running heads above the counterpart
_RUNNING = 3  # so many pages with the same words at the same height make a running head
_REPLACEMENT = "\ufffd"


def read(data: bytes) -> Reading:
    """The Text of a PDF file; pages that are only pictures are problems. Raises UnreadableFileError."""
    from texts.readers.assembly import assemble  # noqa: PLC0415

    pages = _pages(data)
    return assemble(_blocks(pages), problems=_pictures(pages))


def blocks(data: bytes) -> tuple[Block, ...]:
    """Paragraphs and tables in reading order, without page numbers and running heads.

    Raises UnreadableFileError for encrypted, damaged and scanned files.
    """
    return _blocks(_pages(data))


def _pages(data: bytes) -> list[Page]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise UnreadableFileError(_refusal(str(error))) from error
    if len(document) > MAX_PAGES:
        raise UnreadableFileError(
            f"PDF 有 {len(document)} 页，超过 {MAX_PAGES} 页，不是单个部门的绩效文本，请拆分后上传。"
        )
    pages = []
    for number in range(len(document)):
        try:
            page = document[number]
            pages.append(read_page(page, number + 1))
            page.close()
        except pdfium.PdfiumError as error:
            raise UnreadableFileError(f"PDF 第{number + 1}页已损坏，无法读取，请重新导出 PDF 后上传。") from error
    document.close()
    _require_text(pages)
    return pages


def _refusal(reason: str) -> str:
    if "assword" in reason or "ecurity" in reason:
        return "PDF 设有打开密码，无法读取，请去掉密码后重新上传。"
    return "PDF 文件已损坏或不完整，无法打开，请重新导出 PDF 后上传。"


def _require_text(pages: list[Page]) -> None:
    glyphs = [glyph for page in pages for glyph in page.glyphs if glyph.text != " "]
    if not glyphs:
        raise UnreadableFileError("PDF 里没有文字，可能是扫描件，请上传由 Word 或 WPS 导出的 PDF，或 .docx 文件。")
    if sum(glyph.text == _REPLACEMENT for glyph in glyphs) > len(glyphs) / 5:
        raise UnreadableFileError("PDF 里的字体没有文字编码，无法取出文字，请改用 .docx 文件，或重新导出 PDF 后上传。")


def _pictures(pages: list[Page]) -> list[Problem]:
    blank = [page for page in pages if page.is_picture]
    return [Problem(f"第{page.number}页", "", "这一页只有图片，没有可以读取的文字，请核对后手工填写") for page in blank]


def _blocks(pages: list[Page]) -> tuple[Block, ...]:
    items = _without_furniture([item for page in pages for item in _items(page)], pages)
    area = margins([item for item in items if isinstance(item, Placed)])
    found: list[Block] = []
    number = 0
    for run in _runs(items):
        if isinstance(run[0], Part):
            number += 1
            found.append(table_of([part for part in run if isinstance(part, Part)], number))
        else:
            found += paragraphs([item for item in run if isinstance(item, Placed)], area)
    return tuple(found)


Item = Placed | Part


def _runs(items: list[Item]) -> list[list[Item]]:
    """Lines that no table interrupts, and tables that only the page cuts."""
    runs: list[list[Item]] = []
    for item in items:
        if runs and _goes_on(runs[-1][-1], item):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _goes_on(last: Item, item: Item) -> bool:
    if isinstance(item, Part):
        return isinstance(last, Part) and item.continues(last)
    return isinstance(last, Placed)


def _items(page: Page) -> list[Item]:
    """A page's lines and tables from top to bottom."""
    tables = ruled_tables(page.level, page.upright)
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        if not any(table.take(glyph) for table in tables):
            outside.append(glyph)
    placed: list[Item] = [Placed(line, page.number) for line in lines(outside)]
    parts = [Part(table, page.number) for table in tables if table.glyphs]
    return sorted([*placed, *parts], key=lambda item: item.line.y if isinstance(item, Placed) else item.ruled.ys[0])


def _without_furniture(items: list[Item], pages: list[Page]) -> list[Item]:
    height = {page.number: page.height for page in pages}
    seen: dict[tuple[str, int], set[int]] = {}
    for item in items:
        if isinstance(item, Placed):
            seen.setdefault(_stamp(item.line), set()).add(item.page)

    def is_furniture(item: Item) -> bool:
        if isinstance(item, Part):
            return False
        if _FINGERPRINT.fullmatch(item.line.text):
            return True
        share = item.line.y / height[item.page]
        if 1 - _FOOT < share < _FOOT:
            return False
        if _PAGE_NUMBER.fullmatch(item.line.text):
            return True
        return not 0.09 < share < 0.91 and len(seen[_stamp(item.line)]) >= max(_RUNNING, len(pages) // 3)

    return [item for item in items if not is_furniture(item)]


def _stamp(line: Textline) -> tuple[str, int]:
    return line.text, round(line.y)
