"""绩效目标表 out of lines that keep their places on the page: both halves -> the grid that project_table.py reads."""

from collections.abc import Sequence

from texts.readers.blocks import Problem
from texts.readers.form.labels import HEADER, Label, column_of, key, month_of
from texts.readers.form.string_tables import GridCell, GrowingTable
from texts.readers.txt.aligned_rows import Aligned
from texts.readers.txt.aligned_upper import upper_words
from texts.readers.txt.file_lines import TextLine, em
from texts.readers.txt.layout_columns import is_layout, pieces, placed_columns
from texts.readers.txt.upper_half import Upper

_UNSURE = 8.0  # a row read right costs less than 4
_FORM = tuple(key(label) for label in Label)
_FEWEST_HEADINGS = 2
_MOST_LINES = 1000  # of one table; more is no table


def aligned_grids(tables: Sequence[Sequence[TextLine]]) -> list[GrowingTable | None]:
    """The grid of every table that is laid out by blanks, None for the others and where columns cannot be told."""
    heads = [_head(lines) if len(lines) <= _MOST_LINES and is_layout(lines) else None for lines in tables]
    found = [
        placed_columns(lines, head) if head is not None else None for lines, head in zip(tables, heads, strict=True)
    ]
    uppers = [
        upper_words(lines[: columns.begin]) if columns else [] for lines, columns in zip(tables, found, strict=True)
    ]
    edge = max((em(word.text) for words in uppers for word in words), default=0.0)
    grids: list[GrowingTable | None] = []
    for lines, columns, words in zip(tables, found, uppers, strict=True):
        if columns is None:
            grids.append(None)
            continue
        grid = GrowingTable()
        Upper(words, grid, edge).read()
        grid.row([GridCell(heading, lines[columns.begin].number) for heading in columns.headings])
        grid.understood += [line.text for line in lines[: columns.end] if _is_of_form(line)]
        _add_rows(grid, Aligned(columns, lines))
        grids.append(grid)
    return grids


def _head(lines: Sequence[TextLine]) -> int | None:
    """The line in which most headings of the indicators stand; some may be wrapped around it."""
    known = [len({column_of(piece.text) for piece in pieces(line.raw, 1)} & set(HEADER)) for line in lines]
    return next((number for number, count in enumerate(known) if count >= _FEWEST_HEADINGS), None)


def _is_of_form(line: TextLine) -> bool:
    """Nothing but parts of labels, months and headings."""
    return all(month_of(p.text) or any(key(p.text) in label for label in _FORM) for p in pieces(line.raw))


def _add_rows(grid: GrowingTable, aligned: Aligned) -> None:
    for row in aligned.rows():
        grid.row([GridCell(text, row.at) for text in row.cells])
        if row.cost > _UNSURE:
            said = " ".join(text for text in row.cells if text)
            grid.problems.append(Problem(f"第{row.at}行", said, "这一行绩效指标的各列不易区分，请核对"))
