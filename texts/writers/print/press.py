"""What the print queue holds, printed: texts, and what was decided on them."""

from functools import cached_property

from texts.model import Text
from texts.opinion import Opinion
from texts.writers.paging import Paging
from texts.writers.print.official_pdf import Printer
from texts.writers.print.opinion_paper import OpinionPrinter


class Press:
    """One printer a kind of document, each set up when it is first needed. Not thread-safe."""

    @cached_property
    def _texts(self) -> Printer:
        return Printer()

    @cached_property
    def _opinions(self) -> OpinionPrinter:
        return OpinionPrinter()

    def print(self, content: Text | Opinion, *, stamp: str = "") -> bytes:
        """The official PDF, a text's with `stamp` at its foot. Raises UnprintableTextError (one Chinese sentence)."""
        if isinstance(content, Opinion):
            return self._opinions.print(content)
        return self._texts.print(content, stamp=stamp)

    def paging(self, content: Text | Opinion) -> Paging | None:
        """On which pages the headings of a text stand (its Word file says so too); None of anything else."""
        return None if isinstance(content, Opinion) else self._texts.paging(content)
