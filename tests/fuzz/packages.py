"""Zip packages in a test's hands: small files of our own writers taken apart, parts changed, put together again."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from texts.interchange import dumps, loads
from texts.model import Text
from texts.writers.docx import render_docx
from texts.writers.workbook import render_workbook

SAMPLE = Path(__file__).parents[2] / "samples" / "yunxi-wenlv-2025.json"


@cache
def small_text() -> Text:
    """A text of one project: read in milliseconds, so that a thousand files are."""
    text = loads(SAMPLE.read_bytes())
    return replace(text, projects=text.projects[:1])


@cache
def small(kind: str) -> bytes:
    """The small text as "xlsx", "docx" or "json"."""
    return {"xlsx": render_workbook, "docx": render_docx, "json": dumps}[kind](small_text())


@cache
def parts_of(kind: str) -> dict[str, bytes]:
    """The parts of the small file by their names."""
    with zipfile.ZipFile(io.BytesIO(small(kind))) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def with_part(kind: str, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The small file with one part changed (made from nothing where there is none)."""
    parts = parts_of(kind)
    return packed(parts | {name: change(parts.get(name, b""))})


def lying(data: bytes, part: bytes, size: int) -> bytes:
    """The zip in which the directory and the local header say that a part unpacks to `size` bytes."""
    changed = bytearray(data)
    for mark, at_size, at_name in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = changed.find(mark)
        while at >= 0:
            if changed[at + at_name : at + at_name + len(part)] == part:
                changed[at + at_size : at + at_size + 4] = size.to_bytes(4, "little")
            at = changed.find(mark, at + 4)
    return bytes(changed)
