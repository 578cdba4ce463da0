"""绩效目标表 out of a PDF's text: visual lines, no ruling lines, cells wrapped in mid-word.

The upper half is found by its labels, the indicator rows by segmentation.py. Column widths are learnt from all tables
of the file together, since one form printed them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import fmean

from texts.readers.blocks import Problem
from texts.readers.form.labels import HEADER, Label, column_of, level1_of
from texts.readers.form.string_tables import GridCell, GrowingTable
from texts.readers.txt.aligned_table import aligned_grids
from texts.readers.txt.column_fitting import Column
from texts.readers.txt.column_widths import Widths
from texts.readers.txt.cut_rows import Rest, WordStream, mended, texts_of
from texts.readers.txt.file_lines import TextLine, em
from texts.readers.txt.interleaved_rows import Rows, untangle
from texts.readers.txt.line_words import Word, column_at, label_at, text_of, whole_levels, words_of_lines
from texts.readers.txt.segmentation import Segmentation, SegmentRow, segment, usual_bases, widths_of
from texts.readers.txt.upper_half import Upper

_MOST_WORDS = 4000  # of one table; more is no table
_MOST_COLUMNS = 9  # the form has six to eight; more headings are a damaged header row
_MOST_TANGLED = 800  # words of a table that is searched line by line, which takes longer
_ROUNDS = 6
_UNSURE = 4.0  # a row read right costs less than 2


@dataclass
class WrappedTable:
    """One table's words on their way to a grid."""

    lines: Sequence[TextLine]
    upper: list[Word] = field(default_factory=list)
    columns: tuple[Column, ...] = HEADER
    headings: tuple[str, ...] = tuple(HEADER)
    rows: list[Word] = field(default_factory=list)
    hints: Widths = (None,) * len(HEADER)
    found: Segmentation | None = None
    rests: tuple[Rest, ...] = ()
    tangled: Rows = ()
    problems: list[Problem] = field(default_factory=list)


def read_wrapped(tables: Sequence[Sequence[TextLine]]) -> list[GrowingTable]:
    """The grid of every table, all of them of one file."""
    aligned = aligned_grids(tables)
    streamed = iter(_read_streamed([lines for lines, grid in zip(tables, aligned, strict=True) if grid is None]))
    return [next(streamed) if grid is None else grid for grid in aligned]


def _read_streamed(tables: Sequence[Sequence[TextLine]]) -> list[GrowingTable]:
    """The grids of tables whose lines have lost their places."""
    found = [_take_apart(lines) for lines in tables]
    with_rows = [table for table in found if table.rows]
    _segment_all(with_rows)
    _untangle_all(with_rows)
    edge = max((em(line.text) for table in found for line in table.lines), default=0.0)
    return [_grid(table, edge) for table in found]


def _take_apart(lines: Sequence[TextLine]) -> WrappedTable:
    table = WrappedTable(lines)
    words = whole_levels(words_of_lines(lines))
    begin = next((i for i in range(len(words)) if label_at(words, i, (Label.LEVEL1,))), len(words))
    begin -= begin > 0 and column_of(words[begin - 1].text) is Label.SERIAL
    table.upper = words[:begin]
    end = next((i for i in range(begin, len(words)) if level1_of(words[i].text)), len(words))
    end -= begin < end < len(words) and words[end - 1].text.isdecimal()
    if begin < len(words):
        _read_headings(table, words[begin:end])
    table.rows = _without(words[begin:end], words[end:])
    if len(words) > _MOST_WORDS:
        table.upper, table.rows = [], []
        table.problems.append(Problem(lines[0].at, lines[0].text, f"其后的表格超过 {_MOST_WORDS} 个词，无法拆分"))
    return table


def _without(headings: Sequence[Word], words: Sequence[Word]) -> list[Word]:
    """The words of the rows without the headings that every page repeats."""
    head = "".join(word.text for word in headings)
    kept: list[Word] = []
    position = 0
    while position < len(words):
        end = position
        joined = ""
        while end < len(words) and len(joined) < len(head) and head.startswith(joined + words[end].text):
            joined += words[end].text
            end += 1
        if head and joined == head:
            position = end
        else:
            kept.append(words[position])
            position += 1
    return kept


def _read_headings(table: WrappedTable, words: Sequence[Word]) -> None:
    """The headings as columns; where their lines are interleaved, all the form's own characters are still there."""
    if sorted("".join(word.text for word in words)) == sorted("".join(HEADER)):
        whole = [label_at(words, position, HEADER) for position in range(len(words))]
        if len({known[0] for known in whole if known}) < len(HEADER):
            return
    columns: list[Column] = []
    headings: list[str] = []
    hints: list[float | None] = []
    position = 0
    while position < len(words):
        known = column_at(words, position)
        end = known[1] if known else position + 1
        while known is None and end < len(words) and words[end].gap is not None and not column_at(words, end):
            end += 1  # a heading that the form does not know, wrapped
        columns.append(known[0] if known else None)
        headings.append("".join(word.text for word in words[position:end]))
        hints.append(em(words[position].text) if end - position > 1 else None)
        position = end
    if Label.INDICATOR in columns and Label.TARGET in columns and len(columns) <= _MOST_COLUMNS:
        table.columns, table.headings, table.hints = tuple(columns), tuple(headings), tuple(hints)


def _segment_all(tables: Sequence[WrappedTable]) -> None:
    for count in {len(table.columns) for table in tables}:
        alike = [table for table in tables if len(table.columns) == count]
        shared: Widths = tuple(max((t.hints[c] or 0.0 for t in alike), default=0.0) or None for c in range(count))
        for table in alike:
            table.found = segment(table.rows, table.columns, shared)
        before: list[tuple[SegmentRow, ...]] = []
        for _ in range(_ROUNDS):
            done = [table.found for table in alike if table.found]
            if before == [found.rows for found in done]:
                break
            before = [found.rows for found in done]
            shared = widths_of(done, count)
            for table in alike:
                usual = usual_bases(table.found) if table.found else frozenset()
                table.found = segment(table.rows, table.columns, shared, usual)
        for table in alike:
            if table.found:
                reading = WordStream(table.columns, shared, usual_bases(table.found))
                table.found, table.rests = mended(table.found, reading)


def _grid(table: WrappedTable, edge: float) -> GrowingTable:
    grid = GrowingTable(problems=list(table.problems))
    Upper(table.upper, grid, edge).read()
    grid.row([GridCell(heading, table.lines[0].number) for heading in table.headings])
    rows = _rows(table)
    if table.rows and not rows:
        at = f"第{table.rows[0].at}行"
        grid.problems.append(Problem(at, text_of(table.rows), "绩效指标无法拆分成行和列，请对照原文件填写"))
    for cells, cost in rows:
        grid.row(cells)
        if cost > _UNSURE:
            said = " ".join(cell.text for cell in cells if cell.text)
            grid.problems.append(Problem(f"第{cells[0].number}行", said, "这一行绩效指标的各列不易区分，请核对"))
    return grid


def _rows(table: WrappedTable) -> list[tuple[list[GridCell], float]]:
    """Every row's cells and cost: line by line over all columns where that reads better, else cell after cell."""
    found = table.found
    if table.tangled and (not found or not found.rows or fmean(row.cost for row in table.tangled) < fmean(found.costs)):
        return [([GridCell(text, row.at) for text in row.texts()], row.cost) for row in table.tangled]
    if found is None:
        return []
    return [
        ([GridCell(text, _at(found, piece.begin)) for text, piece in zip(texts, row, strict=True)], cost)
        for texts, row, cost in zip(texts_of(found, table.rests), found.rows, found.costs, strict=True)
    ]


def _untangle_all(tables: Sequence[WrappedTable]) -> None:
    """Read those tables line by line that read badly cell after cell."""
    bad = [t for t in tables if t.found and not _reads_well(t.found) and len(t.rows) <= _MOST_TANGLED]
    for columns in {table.columns for table in bad}:
        alike = [table for table in bad if table.columns == columns]
        found = untangle([table.rows for table in alike], columns, alike[0].hints)
        for table, rows in zip(alike, found, strict=True):
            table.tangled = rows


def _reads_well(found: Segmentation) -> bool:
    return bool(found.rows) and max(found.costs) < _UNSURE and fmean(found.costs) < 0


def _at(found: Segmentation, begin: int) -> int:
    return found.words[min(begin, len(found.words) - 1)].at
