"""Where rows and cells came to lie, read from WeasyPrint's boxes: nothing has to be named for it."""

from collections.abc import Iterator, Sequence
from typing import Any

from weasyprint.formatting_structure import boxes

from texts.writers.print.measures import Box, Measures, Measuring


class BoxMeasuring(Measuring):
    """As its base, without names."""

    def named(self, sections: Sequence[str]) -> list[str]:
        """As they are."""
        return list(sections)

    def of(self, page: Any) -> Measures:
        """From the boxes; a page has a box for the document, in it one for the body, in it that of the section."""
        body = page._page_box.children[0].children[0]
        section = list(body.element).index(body.children[0].element)
        found = [box for box in body.descendants() if isinstance(box, boxes.TableRowBox | boxes.TableCellBox)]
        cells = tuple(_border_box(box) for box in found if isinstance(box, boxes.TableCellBox))
        rows = tuple(_border_box(box) for box in found if isinstance(box, boxes.TableRowBox))
        return Measures(section, cells, rows, tuple(_indicators(body)))


def _border_box(box: Any) -> Box:
    left, top = box.border_box_x(), box.border_box_y()
    return left, top, left + box.border_width(), top + box.border_height()


def _indicators(body: Any) -> Iterator[int]:
    for table in body.descendants():
        if isinstance(table, boxes.TableBox) and table.element.get("class") == "indicators":
            for group in table.children:
                if not group.is_header:
                    yield from (list(group.element).index(row.element) for row in group.children)


OURS = BoxMeasuring
