""".pdf -> blocks, from the places of characters and ruling lines alone: a PDF knows no paragraphs and no tables.

drawn_page.py        pdfium's characters and lines of one page
ruled_tables.py      ruling lines -> grid of cells
continued_tables.py  grids of several pages -> one table
unruled_tables.py    tables without lines -> grid, by the order in which they are drawn
page_furniture.py    page numbers and running heads
text_lines.py        characters -> lines -> words of a cell
page_paragraphs.py   lines -> paragraphs, over pages
"""

from dataclasses import dataclass

import pypdfium2 as pdfium

from texts.readers.blocks import Block, Problem, Reading, UnreadableFileError
from texts.readers.form.assembly import assemble
from texts.readers.pdf.continued_tables import TablePart, joined_table
from texts.readers.pdf.drawn_page import Glyph, Page, read_page
from texts.readers.pdf.page_furniture import furniture
from texts.readers.pdf.page_paragraphs import Margins, Placed, margins, paragraphs
from texts.readers.pdf.ruled_tables import ruled_tables
from texts.readers.pdf.text_lines import text_lines
from texts.readers.pdf.unruled_tables import Drawn, drawn, is_form, opens_form, unruled_blocks

MAX_PAGES = 600
_REPLACEMENT = "\ufffd"


def read(data: bytes, columns: tuple[str, ...] | None = None) -> Reading:
    """The Text of a PDF file, with these optional columns; pages that are only pictures are problems.

    Raises UnreadableFileError.
    """
    pages = _pages(data)
    return assemble(_blocks(pages), problems=_pictures(pages), columns=columns or ())


def page_blocks(data: bytes) -> tuple[Block, ...]:
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


Item = Placed | TablePart


@dataclass(frozen=True, slots=True)
class _Sorted:
    """A page with its characters sorted into ruled tables and the rest, in the order in which they were drawn."""

    page: Page
    parts: tuple[TablePart, ...]
    outside: tuple[Glyph, ...]

    def items(self, furniture: set[Placed]) -> list[Item]:
        """Lines and tables from top to bottom."""
        items: list[Item] = [line for line in self.lines() if line not in furniture]
        return sorted([*items, *self.parts], key=lambda i: i.line.y if isinstance(i, Placed) else i.ruled.ys[0])

    def lines(self) -> list[Placed]:
        return [Placed(line, self.page.number) for line in text_lines(self.outside)]

    def cells(self, furniture: set[Placed]) -> list[Drawn]:
        """What is drawn outside ruled tables, place by place."""
        heights = [item.line.y for item in furniture if item.page == self.page.number]
        return drawn([g for g in self.outside if all(abs(g.y - y) > 1 for y in heights)], self.page.number)


def _blocks(pages: list[Page]) -> tuple[Block, ...]:
    found = [_sorted(page) for page in pages]
    lines_of_text = [item for page in found for item in page.lines()]
    known = furniture(lines_of_text, {page.number: page.height for page in pages})
    area = margins([item for item in lines_of_text if item not in known])
    if not any(page.parts for page in found):
        return _unruled(found, known, area)
    return tuple(_ruled_blocks([item for page in found for item in page.items(known)], area))


def _unruled(pages: list[_Sorted], known: set[Placed], area: Margins) -> tuple[Block, ...]:
    """Running text up to where the first form opens, from there on tables."""
    first = next((n for n, page in enumerate(pages) if is_form(page.cells(known))), len(pages))
    text = [item for page in pages[:first] for item in page.items(known)]
    cells = [cell for page in pages[first:] for cell in page.cells(known)]
    if cells:
        page = cells[0].page
        opening = next((cell.lines[0].y for cell in cells if opens_form(cell.text)), 0.0) - 1
        text += [item for item in pages[first].lines() if item not in known and item.line.y < opening]
        cells = [cell for cell in cells if cell.page > page or cell.lines[0].y >= opening]
    return (*_ruled_blocks(text, area), *unruled_blocks(cells))


def _sorted(page: Page) -> _Sorted:
    tables = ruled_tables(page.level, page.upright)
    outside = tuple(glyph for glyph in page.glyphs if not any(table.take(glyph) for table in tables))
    return _Sorted(page, tuple(TablePart(table, page.number) for table in tables if table.glyphs), outside)


def _ruled_blocks(items: list[Item], area: Margins) -> list[Block]:
    found: list[Block] = []
    number = 0
    for run in _runs(items):
        if isinstance(run[0], TablePart):
            number += 1
            found.append(joined_table([part for part in run if isinstance(part, TablePart)], number))
        else:
            found += paragraphs([item for item in run if isinstance(item, Placed)], area)
    return found


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
    if isinstance(item, TablePart):
        return isinstance(last, TablePart) and item.continues(last)
    return isinstance(last, Placed)
