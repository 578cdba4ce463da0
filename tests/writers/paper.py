"""What other programs see in our PDF."""

import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace

import pdfplumber

from texts.model import Indicator, Text
from texts.writers.typeset import printable_words

POINT = 25.4 / 72  # mm


def squeezed(words: str) -> str:
    """Without blanks and what has no width: programs set their own."""
    return "".join(printable_words(words).split())


def strings_in_print_order(text: Text) -> Iterator[str]:
    """Text.strings() as paper has them: merged level cells once, the cells of a row from left to right."""
    projects = tuple(replace(project, indicators=tuple(merged(project.indicators))) for project in text.projects)
    yield from replace(text, projects=projects).strings()


def merged(rows: tuple[Indicator, ...]) -> Iterator[Indicator]:
    above = Indicator()
    for row in rows:
        same1 = row.level1 and row.level1 == above.level1
        same2 = row.level2 and (row.level1, row.level2) == (above.level1, above.level2)
        yield replace(row, level1=None if same1 else row.level1, level2=None if same2 else row.level2)
        above = row


def first_not_found(needles: Iterator[str], haystack: str) -> str | None:
    """The first string that does not follow the ones before it."""
    position = 0
    for needle in map(squeezed, needles):
        found = haystack.find(needle, position)
        if found < 0:
            return needle
        position = found + len(needle)
    return None


def pdftotext(pdf: bytes) -> list[str]:
    """The text of each page, in the order of drawing."""
    command = ["pdftotext", "-raw", "-", "-"]
    out = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return out.split("\f")[:-1]


def without_furniture(pages: list[str]) -> str:
    """One squeezed text without page numbers and seal line, which stand where a page breaks a sentence."""
    joined = "".join(re.sub(r"— \d+ —|本文本内容的 SHA-256：\s*[0-9a-f]{64}", "", page) for page in pages)
    return "".join(joined.split())


def opened(pdf: bytes) -> pdfplumber.PDF:
    return pdfplumber.open(io.BytesIO(pdf))
