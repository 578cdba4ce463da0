"""One 绩效目标表: its title, its unit, the table of facts and the table of indicators (widths as in official.css)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, count
from typing import Any, NamedTuple

from texts.columns import BY_NAME, LEVELS, Kind, in_table, names
from texts.compare import ComparedRow, Fate
from texts.docx_marks import TABLE_TAIL, UNIT_CODE
from texts.model import Indicator
from texts.writers.docx.cover_and_part_one import blank_behind_number, toc_name
from texts.writers.docx.pen import Pen
from texts.writers.docx.takes import Take, fate_between
from texts.writers.docx.xml import alignment, cell, numbered, paragraph, row, table
from texts.writers.printed_widths import widths
from texts.writers.view import GRID

TWIPS = 1440 / 25.4  # in a millimetre
WIDTH, LABEL = 156, 24  # mm
#: size of Paging -> (end of the style's name, half points, twentieths of a point a line); print has 1.4, closely 1.2
SIZES = {
    "": ("", 19, 266),
    "small": ("Small", 18, 252),
    "smaller": ("Smaller", 16, 224),
    "-close": ("Close", 19, 228),
    "small-close": ("SmallClose", 18, 216),
    "smaller-close": ("SmallerClose", 16, 192),
}
FIRST_GOAL_LIST = 10  # numbers of lists: one a project, after those of sub-goals, measures and titles
KEEP = "<w:keepNext/>"


class SpannedCell(NamedTuple):
    """What a cell holds, over how many columns, and whether it is merged downwards."""

    content: str
    span: int = 1
    merge: str = ""


class PageColumns:
    """Columns that together are as wide as the page's text, without a rounding error at its edge."""

    def __init__(self, millimetres: Iterable[float]) -> None:
        self._edges = [0, *(round(edge * TWIPS) for edge in accumulate(millimetres))]

    def row(
        self, parts: Iterable[SpannedCell], *, is_header: bool = False, is_open: bool = False, mark: str = ""
    ) -> str:
        """The cells side by side from the left edge on."""
        cells, at = [], 0
        for content, span, merge in parts:
            width = self._edges[at + span] - self._edges[at]
            cells.append(cell(width, content, span=span, merge=merge, is_open=is_open))
            at += span
        return row(cells, is_header=is_header, mark=mark)

    def table(self, rows: Iterable[str]) -> str:
        """The rows in these columns."""
        return table((right - left for left, right in zip(self._edges, self._edges[1:], strict=False)), rows)


_FACTS = PageColumns((LABEL, *[(WIDTH - LABEL) / GRID] * GRID))


@dataclass
class ProjectPaper:
    """Writes one project; `number` counts projects from 1 as they stand in the document, `size` is that of Paging."""

    take: Take
    number: int
    pen: Pen
    anchor: str
    size: str = ""

    def __post_init__(self) -> None:
        self._places = count()
        suffix, _, _ = SIZES[self.size]
        self._text, self._label = f"TableText{suffix}", f"TableLabel{suffix}"

    def paragraphs(self) -> Iterator[str]:
        """Title, unit and tables in order."""
        mark = self.pen.mark(self.take.fate)
        title = self.pen.words(self.take.runs("name")) + self.pen.said(TABLE_TAIL, self.take.fate)
        title = self.pen.bookmark(toc_name(self.anchor), title) if self.take.is_new else title
        page = "" if self.number == 1 else "<w:pageBreakBefore/>"
        yield self._named(paragraph("TableTitle", title, properties=page, mark=mark))
        yield self._named(paragraph("TableUnit", self._unit(), mark=mark))
        yield _FACTS.table(self._facts())
        if self.take.row.parts["indicators"]:
            yield paragraph("TableGap", "", mark=mark)
            yield self._indicators()

    def _named(self, content: str) -> str:
        return self.pen.named("project", self.take.identity, next(self._places), content)

    def _unit(self) -> str:
        pen, take = self.pen, self.take
        code = pen.bookmark(f"{UNIT_CODE}{self.number}", pen.words(take.runs("unit_code")))
        return code + pen.words(take.runs("unit_name")) + pen.said("\t单位：万元", take.fate)

    # facts

    def _facts(self) -> Iterator[str]:
        mark = self.pen.mark(self.take.fate)
        identity = (
            self._words("项目编码"),
            self._value("code", 8),
            self._words("项目名称", 4),
            self._value("name", 12),
        )
        yield _FACTS.row(identity, mark=mark)
        scale = self._words("预算规模及\n资金用途", merge="restart", keep=KEEP)
        funds = (("预算数", 3, "budget"), ("其中：财政资金", 5, "fiscal_funds"), ("其他资金", 4, "other_funds"))
        money = [part for words, span, field in funds for part in self._money(words, span, field)]
        yield _FACTS.row((scale, *money), mark=mark)
        yield _FACTS.row((self._words("", merge="continue"), self._value("purpose", GRID, where="both")), mark=mark)
        yield from self._plan()
        is_open = bool(self.take.row.parts["indicators"])  # the table below has a rule at its top
        yield _FACTS.row((self._words("绩效目标"), SpannedCell(self._goals(), GRID)), is_open=is_open, mark=mark)

    def _words(self, words: str, span: int = 1, *, merge: str = "", keep: str = "") -> SpannedCell:
        return SpannedCell(paragraph(self._label, self.pen.said(words), properties=keep), span, merge)

    def _money(self, words: str, span: int, field: str) -> tuple[SpannedCell, SpannedCell]:
        return self._words(words, span, keep=KEEP), self._value(field, 4, where="right")

    def _value(self, field: str, span: int, *, where: str = "left") -> SpannedCell:
        words = self.pen.words(self.take.runs(field))
        return SpannedCell(self._named(paragraph(self._text, words, properties=alignment(where))), span)

    def _plan(self) -> Iterator[str]:
        """Months over shares; where the months themselves changed, all of the old plan goes and the new one comes."""
        if not self.take.row.parts["plan"]:
            return
        if self.take.fate is Fate.KEPT and not _has_same_months(self.take.row.parts["plan"]):
            both = [Take(self.take.row, Fate.DELETED), Take(self.take.row, Fate.INSERTED)]
        else:
            both = [self.take]
        for version in both:
            if steps := version.rows("plan"):
                yield from self._plan_rows(steps, self.pen.mark(version.fate), self.pen.mark(version.fate))

    def _plan_rows(self, steps: Sequence[Take], mark_months: str, mark_shares: str) -> Iterator[str]:
        spans = [GRID * n // len(steps) - GRID * (n - 1) // len(steps) for n in range(1, len(steps) + 1)]
        label = self._words("资金支出计划\n（%）", merge="restart", keep=KEEP)
        months = [self._step(step, span, "month", self._label, KEEP) for step, span in zip(steps, spans, strict=True)]
        yield _FACTS.row((label, *months), mark=mark_months)
        shares = [
            self._step(step, span, "percent", self._text, alignment("center"))
            for step, span in zip(steps, spans, strict=True)
        ]
        yield _FACTS.row((self._words("", merge="continue"), *shares), mark=mark_shares)

    def _step(self, step: Take, span: int, field: str, style: str, properties: str) -> SpannedCell:
        fate = step.fate_of(field)
        tail = self.pen.said("月底" if field == "month" else "%", fate) if fate else ""
        written = paragraph(style, self.pen.words(step.runs(field)) + tail, properties=properties)
        return SpannedCell(self.pen.named("milestone", step.identity, int(field == "percent"), written), span)

    def _goals(self) -> str:
        """The lines of one cell. Its last paragraph cannot go, so what comes or goes is the end of the one before."""
        lines: list[tuple[list[Take], str]] = []
        has_old = has_new = False
        for take in self.take.rows("goals"):
            end = fate_between(take.is_old and has_old, take.is_new and has_new)
            if lines and end is None:
                lines[-1][0].append(take)
            else:
                if lines and end:
                    lines[-1] = (lines[-1][0], self.pen.mark(end))
                lines.append(([take], ""))
            has_old, has_new = has_old or take.is_old, has_new or take.is_new
        return "".join(self._goal(takes, mark) for takes, mark in lines) or paragraph(self._text, "")

    def _goal(self, takes: Sequence[Take], mark: str) -> str:
        pen = self.pen
        words = "".join(blank_behind_number(take, "text", pen, "1.") + pen.words(take.runs()) for take in takes)
        properties = numbered(FIRST_GOAL_LIST + self.number) + alignment("both")
        identity = next((take.identity for take in takes if take.identity), None)
        return pen.named("goal", identity, 0, paragraph(self._text, words, properties=properties, mark=mark))

    # indicators

    def _indicators(self) -> str:
        takes, columns = self.take.rows("indicators"), self.take.row.columns
        texts = [name for name in names(columns) if name not in LEVELS]
        printed = [_indicator(take, texts) for take in takes if take.is_new] or [_indicator(t, texts) for t in takes]
        grid = PageColumns(widths(printed, columns).values())
        heads = (self._words(column.label) for column in in_table(columns))
        rows = [grid.row(heads, is_header=True, mark=self.pen.mark(self.take.fate))]
        merges = [_merges(takes, LEVELS[: n + 1]) for n in range(len(LEVELS))]
        for take, *merged in zip(takes, *merges, strict=True):
            levels = [self._level(take, name, merge) for name, merge in zip(LEVELS, merged, strict=True)]
            cells = [self._cell(take, name, place) for place, name in enumerate(texts)]
            rows.append(grid.row((*levels, *cells), mark=self.pen.mark(take.fate)))
        return grid.table(rows)

    def _level(self, take: Take, name: str, merge: str) -> SpannedCell:
        words = "" if merge == "continue" else self.pen.words(take.runs(name))
        return SpannedCell(paragraph(self._label, words), merge=merge)

    def _cell(self, take: Take, name: str, place: int) -> SpannedCell:
        middle = alignment("center") if BY_NAME[name].kind is Kind.NUMBER else ""
        written = paragraph(self._text, self.pen.words(take.runs(name)), properties=middle)
        return SpannedCell(self.pen.named("indicator", take.identity, place, written))


def _has_same_months(plan: Sequence[ComparedRow]) -> bool:
    return not any(step.is_one_sided or step.is_moved or step.cells["month"].is_changed for step in plan)


def _indicator(take: Take, texts: Sequence[str]) -> Indicator:
    """The row as one version has it, for the widths of the columns."""
    cells = {name: take.row.cells[name] for name in texts}
    words: dict[str, Any] = {name: found.new if take.is_new else found.old for name, found in cells.items()}
    return Indicator(**words)


def _merges(takes: Sequence[Take], names: Sequence[str]) -> list[str]:
    """How the last of these level cells is merged: with the rows above and below that say the same at all of them.

    A row that came or went, or whose level changed, stands alone: it may leave, and would take the label with it.
    """
    keys = [_level_key(take, names) for take in takes]
    merges = []
    for n, key in enumerate(keys):
        goes_on = key is not None and n > 0 and key == keys[n - 1]
        begins = key is not None and n + 1 < len(keys) and key == keys[n + 1]
        merges.append("continue" if goes_on else "restart" if begins else "")
    return merges


def _level_key(take: Take, names: Sequence[str]) -> tuple[str | None, ...] | None:
    cells = [take.row.cells[name] for name in names]
    if take.fate is not Fate.KEPT or any(cell.is_changed for cell in cells) or not cells[-1].new:
        return None
    return tuple(cell.new for cell in cells)
