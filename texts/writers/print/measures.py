"""Where the rows and cells of a part came to lie on its pages, asked of WeasyPrint's public interface.

Rows and cells get names (`id`), and WeasyPrint says of every page what named things are on it, and where. That costs as
much again as the layout, because every name is a style of its own; the lever `boxes` reads the same from the boxes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

Box = tuple[float, float, float, float]  # left, top, right, bottom; CSS px from the upper left of the page

_SIGN = "~"  # begins our names, and no anchor of a template
_NAMED = re.compile(r"<(tr|td|th)\b")
_INDICATORS = '<table class="indicators">'


@dataclass(frozen=True, slots=True)
class Measures:
    """What of a go of WeasyPrint stands on one page: one section, and of its tables these pieces."""

    section: int  # its place in the go
    cells: tuple[Box, ...] = ()
    rows: tuple[Box, ...] = ()
    indicators: tuple[int, ...] = ()  # rows of an indicator table, counted from 0


class Measuring:
    """Names what is to be measured, then measures; one a go."""

    def named(self, sections: Sequence[str]) -> list[str]:
        """The filled templates as they are to be laid out."""
        return [_named(section, n) for n, section in enumerate(sections)]

    def of(self, page: Any) -> Measures:
        """The measures of a page; our names are taken off it, so that no file carries them."""
        boxes = {name: page.anchors.pop(name) for name in [*page.anchors] if name.startswith(_SIGN)}
        kinds: dict[str, list[tuple[int, Box]]] = {"section": [], "td": [], "th": [], "tr": [], "row": []}
        for name, box in boxes.items():
            kind, number = name.removeprefix(_SIGN).split(".")[:2]
            kinds[kind].append((int(number), box))
        ((section, _),) = kinds["section"]
        cells = tuple(box for kind in ("td", "th") for _, box in kinds[kind])
        rows = tuple(box for kind in ("tr", "row") for _, box in kinds[kind])
        return Measures(section, cells, rows, tuple(number for number, _ in kinds["row"]))


def _named(section: str, n: int) -> str:
    before, table, indicators = section.partition(_INDICATORS)
    header, body, rows = indicators.partition("<tbody>")
    cells = count()
    named = _with_names(before + table + header + body, "tr", n, cells) + _with_names(rows, "row", n, cells)
    return named.replace(f"<{_tag(named)}", f'<{_tag(named)} id="{_SIGN}section.{n}"', 1)


def _tag(section: str) -> str:
    """Of the element that a section is."""
    return section.lstrip()[1:].partition(" ")[0]


def _with_names(html: str, row: str, n: int, cells: Iterator[int]) -> str:
    """The number of a thing, then that of its section, which makes the name its own."""
    rows = count()

    def name(tag: re.Match[str]) -> str:
        kind = row if tag[1] == "tr" else tag[1]
        number = next(rows if tag[1] == "tr" else cells)
        return f'{tag[0]} id="{_SIGN}{kind}.{number}.{n}"'

    return _NAMED.sub(name, html)
