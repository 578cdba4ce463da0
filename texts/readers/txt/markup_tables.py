"""绩效目标表 out of OCR or converted markup: a row a line with tabs or pipes between the cells, or HTML."""

import html
import re
from collections.abc import Sequence
from html.parser import HTMLParser

from texts.readers.form.labels import Label, key, label_of, level1_of, level2_of, table_heading
from texts.readers.form.string_tables import GridCell
from texts.readers.txt.file_lines import TextLine

_TAG = re.compile(r"<[^<>\n]{0,200}>")
_BREAK = re.compile(r"<\s*/?\s*(?:p|br|div|li)\b[^<>\n]{0,100}>", re.I)
_RULE = re.compile(r"[\s|:+=-]*")
_BETWEEN_CHINESE = re.compile(r"(?<=[⺀-鿿，。、；：（）％]) (?=[⺀-鿿，。、；：（）％])")


def is_html(lines: Sequence[TextLine]) -> bool:
    """Whether a table is written as HTML."""
    return any(re.search(r"<\s*t[rd]\b", line.raw[:2000], re.I) for line in lines)


def is_rows(lines: Sequence[TextLine]) -> bool:
    """Whether lines hold whole rows, cells apart by tabs or pipes."""
    inner = [line for line in lines if len(_cells(line.raw)) >= 2]
    return len(inner) >= 2 and len(inner) * 3 >= len([line for line in lines if line.text])


def without_markup(text: str) -> str:
    """A cell's words without markup: paragraphs become lines, blanks that OCR put between Chinese vanish."""
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", text))
    if "&" in text:
        text = html.unescape(text)
    text = text.replace("**", "") if re.fullmatch(r"\*\*[^*]+\*\*", text.strip()) else text
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(_BETWEEN_CHINESE.sub("", line) for line in lines if line)


def _cells(raw: str) -> list[str]:
    if "|" in raw and raw.count("|") >= 2 and raw.count("|") > raw.count("\t"):
        inner = raw.strip()
        return inner.removeprefix("|").removesuffix("|").split("|")
    return raw.rstrip("\n").split("\t")


def markup_rows(lines: Sequence[TextLine]) -> list[list[GridCell]]:
    """The cells row by row; a line that begins nothing of the form goes on in the last cell that says something."""
    rows: list[list[GridCell]] = []
    for line in lines:
        if not line.text or table_heading(line.text) or ("|" in line.raw and _RULE.fullmatch(line.raw)):
            continue
        cells = [GridCell(without_markup(text), line.number) for text in _cells(line.raw)]
        if rows and _continues(cells, rows[-1]):
            _append(rows[-1], "\n".join(cell.text for cell in cells if cell.text))
        else:
            rows.append(cells)
    return rows


def _continues(cells: Sequence[GridCell], above: Sequence[GridCell]) -> bool:
    said = [cell.text for cell in cells if cell.text]
    if not said or len(said) > 1 or not cells[0].text or not any(cell.text for cell in above):
        return False
    is_known = label_of(said[0]) or level1_of(said[0]) or level2_of(said[0])
    return not is_known and key(above[0].text) not in (key(Label.CODE),)


def _append(row: list[GridCell], text: str) -> None:
    last = max(index for index, cell in enumerate(row) if cell.text)
    row[last] = GridCell(f"{row[last].text}\n{text}", row[last].number)


class _Rows(HTMLParser):
    """Rows of cells out of HTML; a merged cell is repeated as empty cells, so that columns stay in line."""

    def __init__(self, number: int) -> None:
        super().__init__(convert_charrefs=True)
        self.first = number
        self.rows: list[list[GridCell]] = []
        self._text: list[str] | None = None
        self._spans = (1, 1)
        self._down: dict[int, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.handle_endtag("td")
            self._text = []
            values = dict(attrs)
            self._spans = _span(values.get("rowspan")), _span(values.get("colspan"))
        elif tag in ("p", "br", "div", "li") and self._text is not None:
            self._text.append("\n")

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data.replace("\n", " "))

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("td", "th", "tr") or self._text is None:
            return
        if not self.rows:
            self.rows.append([])
        row, number = self.rows[-1], self.first + self.getpos()[0] - 1
        self._fill(row, number)
        down, across = self._spans
        for extra in range(across):
            if down > 1:
                self._down[len(row)] = down - 1
            row.append(GridCell(without_markup("".join(self._text)) if extra == 0 else "", number))
        self._text = None

    def _fill(self, row: list[GridCell], number: int) -> None:
        while self._down.get(len(row), 0) > 0:
            self._down[len(row)] -= 1
            row.append(GridCell("", number))


def _span(value: str | None) -> int:
    return min(max(int(value), 1), 60) if value and value.strip().isdecimal() and len(value) < 10 else 1


def html_rows(lines: Sequence[TextLine]) -> list[list[GridCell]]:
    """The cells of an HTML table row by row, merged ones in place."""
    parser = _Rows(lines[0].number)
    number = lines[0].number
    for line in lines:
        parser.feed("\n" * (line.number - number) + line.raw)
        number = line.number
    parser.close()
    return [row for row in parser.rows if any(cell.text for cell in row)]
