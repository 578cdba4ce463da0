"""The official PDF of a Text: cover, contents, part one, one part a project, as GB/T 9704-2012 has them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from weasyprint.pdf.metadata import DocumentMetadata

from texts import interchange
from texts.model import Text
from texts.writers.paging import Paging
from texts.writers.print.binding import Twin, bind
from texts.writers.print.finisher import Finisher
from texts.writers.print.fitted_tables import size_in_word
from texts.writers.print.glyph_check import MissingGlyphError, UnprintableTextError, check_glyphs
from texts.writers.print.kept_parts import KeptParts, contents_of, parts_of
from texts.writers.print.laid_out_pages import Pages, current_layout
from texts.writers.print.laid_page import Sheet

__all__ = ["MissingGlyphError", "Printer", "UnprintableTextError", "render_pdf"]


def render_pdf(text: Text, *, printer: "Printer | None" = None) -> bytes:
    """The official PDF of the text. Raises UnprintableTextError (one Chinese sentence), FontsMissingError."""
    return (printer or Printer()).print(text)


class Printer:
    """Prints texts in turn, in the thread that made it, and keeps their parts: a changed cell costs one part."""

    def __init__(self) -> None:
        self._layout = current_layout()
        self._parts = KeptParts()
        self._finisher = Finisher()

    def print(self, text: Text, *, stamp: str = "") -> bytes:
        """The official PDF of the text, `stamp` with the hash at the foot of every numbered page.

        Raises UnprintableTextError (one Chinese sentence).
        """
        check_glyphs(text)
        with _garbage_left():
            return self._print(text, stamp)

    def paging(self, text: Text) -> Paging:
        """Where everything stands in the print, for other forms of the text. Raises UnprintableTextError."""
        check_glyphs(text)
        with _garbage_left():
            _, part_one, *projects = self._parts.pages(self._layout, parts_of(text))
        sizes = {f"project-{n}": size for n, pages in enumerate(projects, 1) if (size := size_in_word(pages))}
        return Paging(_page_numbers([part_one, *projects]), sizes)

    def _print(self, text: Text, stamp: str) -> bytes:
        layout = self._layout
        cover, *body = self._parts.pages(layout, parts_of(text))
        (contents,) = self._parts.pages(layout, [contents_of(text, _page_numbers(body))])
        front = [Sheet(page) for page in (*cover, *contents)]
        sheets = [*front, *self._numbered(body, interchange.sha256(text), stamp)]
        twin = Twin("performance-text.json", "本文本的机器可读形式", interchange.dumps(text))
        finish = partial(self._finisher.finish, cover=len(cover), contents=len(contents))
        return bind(sheets, layout, _metadata(text), twin, finish)

    def _numbered(self, body: list[Pages], sha256: str, stamp: str) -> list[Sheet]:
        """The pages of the body, each with its number, the last (of a stamped print every one) with the seal line."""
        pages = [page for part in body for page in part]
        over = [[number] for number in self._layout.numbers(len(pages))]
        (seal,) = self._layout.pages([("seal", {"sha256": sha256, "stamp": stamp})])
        for sheets in over if stamp else over[-1:]:
            sheets.extend(seal)
        return [Sheet(page, drawn) for page, drawn in zip(pages, over, strict=True)]


def _page_numbers(body: list[Pages]) -> dict[str, int]:
    """The printed page number of every anchor of part one and the projects."""
    numbers: dict[str, int] = {}
    for number, page in enumerate((page for part in body for page in part), 1):
        for anchor in page.anchors:
            numbers.setdefault(anchor, number)
    return numbers


def _metadata(text: Text) -> DocumentMetadata:
    year = f"{text.fiscal_year}年" if text.fiscal_year else ""
    units = [project.unit_name for project in text.projects if project.unit_name]
    author = text.department or next((unit for unit in units if unit.endswith("本级")), units[0] if units else "")
    subject = f"{author.removesuffix('本级')}{year}部门预算绩效文本"
    return DocumentMetadata(
        title=subject + (f"（{text.stage}）" if text.stage else ""),
        authors=[author] if author else [],
        description=f"部门整体绩效目标和{len(text.projects)}个预算项目的绩效目标表",
        lang="zh-CN",
    )


@contextmanager
def _garbage_left() -> Iterator[None]:
    """Printing makes a million objects and drops few: looking for garbage meanwhile costs a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
