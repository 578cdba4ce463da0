"""绩效目标表 out of a Word dump: every cell on a line of its own behind a tab, empty lines between the rows.

Cells that were empty are a lone tab, or are lost altogether; cell_placing.py puts what is left under its heading.
"""

from collections.abc import Sequence

from texts.readers.form.labels import table_heading
from texts.readers.form.string_tables import GridCell
from texts.readers.txt.file_lines import TextLine

_MOST_CELLS = 14  # of one row; more means that the empty lines between the rows are lost


def is_dump(lines: Sequence[TextLine]) -> bool:
    """Whether most lines are cells behind a tab."""
    cells = [line for line in lines if line.is_cell]
    inner = [line for line in cells if "\t" in line.raw.strip("\t ")]
    return len(cells) * 2 > len(lines) and len(inner) * 4 < len(cells)


def has_rows(lines: Sequence[TextLine]) -> bool:
    """Whether empty lines still keep the rows apart."""
    return max((len(row) for row in dump_rows(lines)), default=0) <= _MOST_CELLS


def dump_rows(lines: Sequence[TextLine]) -> list[list[GridCell]]:
    """The cells row by row; a line without a tab belongs to the cell before it."""
    rows: list[list[GridCell]] = []
    for line in lines:
        if table_heading(line.text):
            continue
        if line.is_cell and (line.gap or not rows):
            rows.append([GridCell(line.text, line.number)])
        elif line.is_cell:
            rows[-1].append(GridCell(line.text, line.number))
        elif line.text and rows:
            cell = rows[-1][-1]
            rows[-1][-1] = GridCell(f"{cell.text}\n{line.text}".strip(), cell.number)
        elif line.text:
            rows.append([GridCell(line.text, line.number)])
    return rows
