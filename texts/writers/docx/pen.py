"""Words with what became of them: kept, deleted and inserted ones as Word tracks them, rows by their bookmarks."""

from collections.abc import Iterable
from html import escape
from itertools import count
from uuid import UUID

from texts.compare import Fate, Run
from texts.docx_marks import Mark, bookmark_name
from texts.writers.docx.xml import run

_TAGS = {Fate.DELETED: "w:del", Fate.INSERTED: "w:ins"}


class Pen:
    """Writes one document, so that every change and bookmark has a number of its own.

    `author` and `date` (ISO 8601, in UTC) are those of the tracked changes.
    """

    def __init__(self, author: str, date: str) -> None:
        self._by = f'w:author="{escape(author)}" w:date="{date}"'
        self._numbers = count(1)

    def words(self, runs: Iterable[Run]) -> str:
        """The runs in reading order."""
        return "".join(self._run(piece) for piece in runs if piece.text)

    def _run(self, piece: Run) -> str:
        if piece.fate is Fate.KEPT:
            return run(piece.text)
        tag = _TAGS[piece.fate]
        words = run(piece.text, is_deleted=piece.fate is Fate.DELETED)
        return f"<{tag} {self._change()}>{words}</{tag}>" if words else ""

    def said(self, words: str, fate: Fate = Fate.KEPT) -> str:
        """Words of the form itself."""
        return self.words((Run(fate, words),))

    def mark(self, fate: Fate) -> str:
        """What became of a row or of the end of a paragraph; "" where it stays."""
        return "" if fate is Fate.KEPT else f"<{_TAGS[fate]} {self._change()}/>"

    def _change(self) -> str:
        return f'w:id="{next(self._numbers)}" {self._by}'

    def bookmark(self, name: str, content: str = "") -> str:
        """The content under this name; without content a point between two paragraphs or words."""
        number = next(self._numbers)
        start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'

    def named(self, kind: str, identity: UUID | None, place: int, content: str) -> str:
        """Paragraphs under the name of their row; as they are where it has no identity."""
        if identity is None:
            return content
        return self.bookmark(bookmark_name(Mark(kind, identity), place), content)
