"""The page numbers that the contents of a printed text and of its Word file name."""

import re

from tests.writers.paper import pdftotext
from tests.writers.test_docx import document, style_of, words

_ENTRY = re.compile(r"^(?:[一二三]、|[0-9]+[.．]).*?[.…·\s]*([0-9]+)$", re.MULTILINE)
_NUMBER = re.compile(r"— \d+ —")
_TAIL = re.compile(r"(?:目标|措施|目标表)([0-9]*)$")


def numbers_in_word(docx: bytes) -> list[int | None]:
    """Of every entry in turn; None where the file leaves it open."""
    paragraphs = (row for row in document(docx).iter() if row.tag.endswith("}p"))
    numbers = [_TAIL.search(words(row))[1] for row in paragraphs if style_of(row) == "TOC2"]
    return [int(number) if number else None for number in numbers]


def numbers_on_paper(pdf: bytes) -> list[int | None]:
    """Of every entry in turn."""
    pages = pdftotext(pdf)
    first = next(n for n, page in enumerate(pages) if _NUMBER.search(page))
    return [int(number) for number in _ENTRY.findall("\n".join(pages[1:first]))]
