"""绩效目标表 out of a PDF's text: visual lines, no ruling lines, cells wrapped in mid-word.

The upper half is found by its labels, the indicator rows by segmentation.py. Column widths are learnt from all tables
of the file together, since one form printed them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean

from texts.readers.blocks import Problem
from texts.readers.fitting import Column
from texts.readers.grids import Grid, GridCell
from texts.readers.interleaving import Rows, untangle
from texts.readers.labels import HEADER, Label, key, label_of, level1_of, month_of, percent_of
from texts.readers.lines import Line, em
from texts.readers.prose import joined, wrap_of
from texts.readers.segmentation import Segmentation, SegmentRow, Word, segment, text_of, usual_bases, widths_of
from texts.readers.widths import Widths

_LONGEST_LABEL = 6  # words that a wrapped label may be cut into
_MOST_WORDS = 4000  # of one table; more is no table
_MOST_COLUMNS = 8  # the form has six or seven; more headings are a damaged header row
_MOST_TANGLED = 800  # words of a table that is searched line by line, which takes longer
_ROUNDS = 3
_UNSURE = 4.0  # a row read right costs less than 2

_UPPER = (
    Label.CODE,
    Label.NAME,
    Label.SCALE,
    Label.BUDGET,
    Label.FISCAL_FUNDS,
    Label.OTHER_FUNDS,
    Label.PLAN,
    Label.GOALS,
)


@dataclass
class WrappedTable:
    """One table's words on their way to a grid."""

    lines: Sequence[Line]
    upper: list[Word] = field(default_factory=list)
    columns: tuple[Column, ...] = HEADER
    headings: tuple[str, ...] = tuple(HEADER)
    rows: list[Word] = field(default_factory=list)
    hints: Widths = (None,) * len(HEADER)
    found: Segmentation | None = None
    tangled: Rows = ()
    problems: list[Problem] = field(default_factory=list)


def words_of(lines: Sequence[Line]) -> list[Word]:
    """The words of the lines; the first of a line knows how many empty lines came before. A dumped cell is one word."""
    return [
        Word(text, line.number, None if index else line.gap)
        for line in lines
        for index, text in enumerate([line.text] if line.is_cell and line.text else line.raw.split())
    ]


def read_wrapped(tables: Sequence[Sequence[Line]]) -> list[Grid]:
    """The grid of every table, all of them of one file."""
    found = [_take_apart(lines) for lines in tables]
    with_rows = [table for table in found if table.rows]
    _segment_all(with_rows)
    _untangle_all(with_rows)
    edge = max((em(line.text) for table in found for line in table.lines), default=0.0)
    return [_grid(table, edge) for table in found]


def _take_apart(lines: Sequence[Line]) -> WrappedTable:
    table = WrappedTable(lines)
    words = words_of(lines)
    begin = next((i for i in range(len(words)) if _label_at(words, i, (Label.LEVEL1,))), len(words))
    table.upper = words[:begin]
    end = next((i for i in range(begin, len(words)) if level1_of(words[i].text)), len(words))
    if begin < len(words):
        _read_headings(table, words[begin:end])
    table.rows = words[end:]
    if len(words) > _MOST_WORDS:
        table.upper, table.rows = [], []
        table.problems.append(Problem(lines[0].at, lines[0].text, f"其后的表格超过 {_MOST_WORDS} 个词，无法拆分"))
    return table


def _label_at(words: Sequence[Word], begin: int, labels: Sequence[Label]) -> tuple[Label, int] | None:
    """The longest of the labels that starts at this word, wrapped or not, and the word after it."""
    best = None
    for end in range(begin + 1, min(begin + _LONGEST_LABEL, len(words)) + 1):
        label = label_of("".join(word.text for word in words[begin:end]))
        if label is not None and label in labels:
            best = (label, end)
    return best


def _read_headings(table: WrappedTable, words: Sequence[Word]) -> None:
    """The headings as columns; where their lines are interleaved, all the form's own characters are still there."""
    if sorted("".join(word.text for word in words)) == sorted("".join(HEADER)):
        whole = [_label_at(words, position, HEADER) for position in range(len(words))]
        if len({known[0] for known in whole if known}) < len(HEADER):
            return
    columns: list[Column] = []
    headings: list[str] = []
    hints: list[float | None] = []
    position = 0
    while position < len(words):
        known = _label_at(words, position, HEADER)
        end = known[1] if known else position + 1
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


def _grid(table: WrappedTable, edge: float) -> Grid:
    grid = Grid(problems=list(table.problems))
    _Upper(table.upper, grid, edge).read()
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
        ([GridCell(found.text(piece), _at(found, piece.begin)) for piece in row], cost)
        for row, cost in zip(found.rows, found.costs, strict=True)
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


class _Upper:
    """The words over the indicators, label by label; what follows a label is its value, up to the next."""

    def __init__(self, words: Sequence[Word], grid: Grid, edge: float) -> None:
        self.words, self.grid, self.edge = words, grid, edge
        self.values: dict[Label | None, list[Word]] = {}
        self.at: dict[Label, int] = {}

    def read(self) -> None:
        """Fill the grid's rows."""
        self._sort()
        self._split_money()
        plan = self._plan()
        self._row((Label.CODE, self._glued(Label.CODE)), (Label.NAME, self._text(Label.NAME)))
        self._row((Label.SCALE, ""), *((label, self._text(label)) for label in _MONEY))
        self._row((None, self._paragraphs(Label.SCALE)))
        for row in plan:
            self.grid.row(row)
        self._row((Label.GOALS, self._paragraphs(Label.GOALS)))
        if self.values.get(None):
            first = self.values[None][0]
            self.grid.problems.append(Problem(f"第{first.at}行", text_of(self.values[None]), "表格开头没有标签的文字"))

    def _sort(self) -> None:
        current: Label | None = None
        position = 0
        while position < len(self.words):
            known = _label_at(self.words, position, [label for label in _UPPER if label not in self.at])
            if known and (known[0] is not Label.GOALS or self.words[position].gap is not None):
                current, position = known[0], known[1]
                self.at[current] = self.words[position - 1].at
            else:
                self.values.setdefault(current, []).append(self.words[position])
                position += 1

    def _split_money(self) -> None:
        """After an amount, what follows is the 资金用途; 其他资金 is often blank, and the text follows at once."""
        purpose: list[Word] = []
        for label in _MONEY:
            words = self.values.get(label, [])
            has_amount = bool(words) and _is_amount(words[0].text)
            self.values[label], rest = words[:has_amount], words[has_amount:]
            purpose += rest
        self.values[Label.SCALE] = self.values.get(Label.SCALE, []) + purpose

    def _plan(self) -> list[list[GridCell]]:
        """Months and shares in two rows; what follows them is the beginning of the goals."""
        if Label.PLAN not in self.at:
            return []
        months: list[GridCell] = []
        shares: list[GridCell] = []
        words = self.values.get(Label.PLAN, [])
        position = 0
        while position < len(words):
            text, size = words[position].text, 1
            if not month_of(text) and month_of(text_of(words[position : position + 2])):
                text, size = text_of(words[position : position + 2]), 2
            if month_of(text):
                months.append(GridCell(text, words[position].at))
            elif percent_of(text):
                shares.append(GridCell(text, words[position].at))
            else:
                break
            position += size
        self.values[Label.GOALS] = words[position:] + self.values.get(Label.GOALS, [])
        label = GridCell(Label.PLAN, self.at[Label.PLAN])
        return [[label, *months], [replace(label, text=""), *shares]]

    def _row(self, *cells: tuple[Label | None, str]) -> None:
        row: list[GridCell] = []
        for label, text in cells:
            if label is not None and label not in self.at:
                continue
            number = self.at[label] if label else self.at.get(Label.SCALE, 0)
            row += [GridCell(label or "", number), *([GridCell(text, number)] if text or label not in _HEADS else [])]
        if row:
            self.grid.row(row)

    def _text(self, label: Label) -> str:
        return text_of(self.values.get(label, []))

    def _glued(self, label: Label) -> str:
        return "".join(word.text for word in self.values.get(label, []))

    def _paragraphs(self, label: Label) -> str:
        lines: list[Line] = []
        for word in self.values.get(label, []):
            if lines and word.gap is None:
                lines[-1] = replace(lines[-1], raw=f"{lines[-1].raw} {word.text}")
            else:
                lines.append(Line(word.text, word.at, word.gap or 0))
        wrap = wrap_of([line.text for line in lines])
        near_edge = replace(wrap, width=wrap.width or self.edge or None)
        return "\n".join(paragraph.text for paragraph in joined(lines, near_edge))


_MONEY = (Label.BUDGET, Label.FISCAL_FUNDS, Label.OTHER_FUNDS)
_HEADS = (Label.SCALE,)


def _is_amount(text: str) -> bool:
    digits = key(text).replace(",", "").replace("万元", "")
    return bool(digits) and digits.replace(".", "", 1).isdecimal()
