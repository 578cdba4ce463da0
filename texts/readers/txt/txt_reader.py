"""Plain text -> Reading: dumps of Word and PDF files and OCR output, with the damage of each.

The damage is told apart for every stretch of the file by itself, because people paste such files together: running
text by running_text.py, tables by the style of their lines (word_dump.py: a cell a line; markup_tables.py: a row a
line, or HTML; wrapped_table.py: visual lines of a page).
"""

from collections.abc import Callable, Sequence

from texts.readers.blocks import Block, Paragraph, Reading, UnreadableFileError
from texts.readers.form.assembly import NOT_THIS_GENRE, assemble
from texts.readers.form.labels import Label
from texts.readers.form.string_tables import GridCell, GrowingTable
from texts.readers.txt import markup_tables, word_dump
from texts.readers.txt.cell_placing import place_indicators, repair_plans
from texts.readers.txt.decoding import decode
from texts.readers.txt.file_lines import TextLine, lines_of, source_of
from texts.readers.txt.regions import LineRegion, first_label, regions_of
from texts.readers.txt.repeated_cells import unrepeated
from texts.readers.txt.running_text import paragraphs_of
from texts.readers.txt.wrapped_table import read_wrapped

_WORDS = ("绩效", "指标", "保障措施", "项目编码")  # no text of the genre is without all of them
_MOST_TABLES = 300  # the largest departments have some thirty projects

Rows = Callable[[Sequence[TextLine]], list[list[GridCell]]]


def read(data: bytes, columns: tuple[str, ...] | None = None) -> Reading:
    """The Reading of a .txt file, with these optional columns.

    Raises UnreadableFileError (one Chinese sentence) for anything but such a text.
    """
    text = decode(data)
    if not any(word in "".join(text.split()) for word in _WORDS):
        raise UnreadableFileError(NOT_THIS_GENRE)
    lines = unrepeated(lines_of(text))
    regions = regions_of(lines)
    tables = [region.lines for region in regions if region.is_table]
    if len(tables) > _MOST_TABLES:
        raise UnreadableFileError(
            f"文件里有 {len(tables)} 处像绩效目标表的内容，超过一个部门可能有的 {_MOST_TABLES} 张，"
            "请按部门拆分后分别上传。"
        )
    grids = _grids(tables)
    waiting = iter(grids)
    blocks: list[Block] = []
    for region in regions:
        if region.is_table:
            blocks += [*_over(region), next(waiting).table(region.lines[0].at)]
        else:
            blocks += paragraphs_of(region.lines)
    told = [problem for grid in grids for problem in grid.problems]
    understood = [words for grid in grids for words in grid.understood]
    source, optional = source_of(lines), columns or ()
    return assemble(blocks, source=source, problems=told, understood=understood, columns=optional)


def _over(region: LineRegion) -> list[Paragraph]:
    found = (
        Paragraph(markup_tables.without_markup("".join(line.text for line in part)), part[0].at) for part in region.over
    )
    return [paragraph for paragraph in found if paragraph.text]


def _grids(tables: Sequence[Sequence[TextLine]]) -> list[GrowingTable]:
    """One grid a table. Its two halves are read by the style of each; visual lines of all tables together."""
    halves = [_halves(lines) for lines in tables]
    wrapped = iter(read_wrapped([half for parts in halves for half in parts if _style(half) is None]))
    grids: list[GrowingTable] = []
    for parts in halves:
        grid = GrowingTable()
        for half in parts:
            style = _style(half)
            grid.join(next(wrapped) if style is None else GrowingTable(style(half)))
        place_indicators(grid)
        grids.append(grid)
    repair_plans(grids)
    return grids


def _halves(lines: Sequence[TextLine]) -> list[Sequence[TextLine]]:
    """The table whole where it has one style, else cut over the headings of its indicators."""
    cut = next((n for n, line in enumerate(lines) if n and first_label(line) is Label.LEVEL1), len(lines))
    upper, lower = lines[:cut], lines[cut:]
    return [lines] if not lower or _style(upper) == _style(lower) else [upper, lower]


def _style(lines: Sequence[TextLine]) -> Rows | None:
    """How to take these lines apart into rows; None for the visual lines of a page, which have none."""
    if markup_tables.is_html(lines):
        return markup_tables.html_rows
    if word_dump.is_dump(lines):
        return word_dump.dump_rows if word_dump.has_rows(lines) else None
    return markup_tables.markup_rows if markup_tables.is_rows(lines) else None
