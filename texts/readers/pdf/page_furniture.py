"""What a page carries besides the text: page numbers, running heads, the fingerprint of our own print."""

import re
from collections.abc import Sequence

from texts.readers.pdf.page_paragraphs import Placed
from texts.readers.pdf.text_lines import Textline

_DASHES = r"[-—–－·.~\s]*"
_PAGE_NUMBER = re.compile(
    rf"{_DASHES}(?:第\s*)?(?:\d{{1,4}}|[ivxIVX]{{1,6}})\s*页?(?:\s*[/／,，]?\s*共?\s*\d{{1,4}}\s*页?)?{_DASHES}"
)
_FINGERPRINT = re.compile(
    r".{0,16}SHA-?256\s*[:：]\s*[0-9a-f]{64}"
)  # as texts.writers.print.official_pdf prints it on the last page
_NUMBERS = 0.15  # of the page's height at either end, where page numbers stand
_HEADS = 0.09  # likewise for running heads
_RUNNING = 3  # so many pages with the same words at the same height make a running head

Stamp = tuple[str, int]


def furniture(placed: Sequence[Placed], heights: dict[int, float]) -> set[Placed]:
    """Those of the lines that belong to the page and not to the text; `heights` are those of the pages."""
    seen: dict[Stamp, set[int]] = {}
    for item in placed:
        seen.setdefault(_stamp(item.line), set()).add(item.page)
    running = {stamp for stamp, pages in seen.items() if len(pages) >= max(_RUNNING, len(heights) // 3)}
    return {item for item in placed if _is_furniture(item.line, heights[item.page], running)}


def _is_furniture(line: Textline, height: float, running: set[Stamp]) -> bool:
    if _FINGERPRINT.fullmatch(line.text):
        return True
    from_edge = min(line.y, height - line.y) / height
    if from_edge < _NUMBERS and _PAGE_NUMBER.fullmatch(line.text):
        return True
    return from_edge < _HEADS and _stamp(line) in running


def _stamp(line: Textline) -> Stamp:
    return line.text, round(line.y)
