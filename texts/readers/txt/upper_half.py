"""The upper half of a 绩效目标表 out of words: label by label; what follows a label is its value, up to the next."""

from collections.abc import Sequence
from dataclasses import replace

from texts.readers.blocks import Problem
from texts.readers.form.labels import Label, key, month_of, percent_of
from texts.readers.form.string_tables import GridCell, GrowingTable
from texts.readers.txt.file_lines import TextLine
from texts.readers.txt.line_words import Word, label_at, text_of
from texts.readers.txt.running_text import joined, wrap_of

_LABELS = (
    Label.CODE,
    Label.NAME,
    Label.SCALE,
    Label.BUDGET,
    Label.FISCAL_FUNDS,
    Label.OTHER_FUNDS,
    Label.PLAN,
    Label.GOALS,
)
_MONEY = (Label.BUDGET, Label.FISCAL_FUNDS, Label.OTHER_FUNDS)
_HEADS = (Label.SCALE,)


class Upper:
    """The words over the indicators, label by label; what follows a label is its value, up to the next."""

    def __init__(self, words: Sequence[Word], grid: GrowingTable, edge: float) -> None:
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
            known = self._opens(position)
            if known:
                current, position = known[0], known[1]
                self.at.setdefault(current, self.words[position - 1].at)
            else:
                self.values.setdefault(current, []).append(self.words[position])
                position += 1

    def _opens(self, position: int) -> tuple[Label, int] | None:
        """The label that begins here, each once; 资金用途 may follow 预算规模 as a label of its own."""
        begins_line = self.words[position].gap is not None
        wanted = [label for label in _LABELS if label not in self.at or (label is Label.SCALE and begins_line)]
        known = label_at(self.words, position, wanted)
        return known if known and (known[0] is not Label.GOALS or begins_line) else None

    def _split_money(self) -> None:
        """After an amount, what follows is the 资金用途; 其他资金 is often blank, and the text follows at once.

        Where labels stand side by side over their values, the amounts follow the last label together.
        """
        amounts: dict[Label, list[Word]] = {}
        purpose: list[Word] = []
        for label in _MONEY:
            words = self.values.get(label, [])
            count = next((n for n, word in enumerate(words) if not _is_amount(word.text)), len(words))
            amounts[label], rest = words[:count], words[count:]
            purpose += rest
        together = [word for label in _MONEY for word in amounts[label]]
        if len(amounts[_MONEY[-1]]) == len(together) > 1 or len(together) == len(_MONEY):
            amounts = {label: together[n : n + 1] for n, label in enumerate(_MONEY)}
            purpose = together[len(_MONEY) :] + purpose
        else:
            purpose = [word for label in _MONEY for word in amounts[label][1:]] + purpose
        self.values.update({label: amounts[label][:1] for label in _MONEY})
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
        lines: list[TextLine] = []
        for word in self.values.get(label, []):
            if lines and word.gap is None:
                lines[-1] = replace(lines[-1], raw=f"{lines[-1].raw} {word.text}")
            else:
                lines.append(TextLine(word.text, word.at, word.gap or 0))
        wrap = wrap_of([line.text for line in lines])
        near_edge = replace(wrap, width=wrap.width or self.edge or None)
        return "\n".join(paragraph.text for paragraph in joined(lines, near_edge))


def _is_amount(text: str) -> bool:
    digits = key(text).replace(",", "").replace("万元", "")
    return bool(digits) and digits.replace(".", "", 1).isdecimal()
