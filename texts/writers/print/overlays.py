"""Page numbers and seal lines laid over finished pages, as artifacts (PDF/UA-1, 7.1).

WeasyPrint's public interface draws one page on one sheet, and tags all that it draws. So what is not to be tagged is
written as a file of its own, and its pages become forms (ISO 32000-1, 8.10) on the pages of the tagged one. All is done
with pydyf's objects, before either file is written out.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import pydyf

_REFERENCE = re.compile(rb"([0-9]+) 0 R")


def lay_over(pdf: pydyf.PDF, overlays: pydyf.PDF, places: Sequence[Sequence[int]]) -> None:
    """`places` has for every page of the PDF the pages of `overlays` (from 0) that lie over it."""
    copied = _Copied(pdf, overlays)
    forms = [_form(copied, page) for page in _pages(overlays)]
    for form in forms:
        pdf.add_object(form)
    for page, numbers in zip(_pages(pdf), places, strict=True):
        if numbers:
            resources = _object(pdf, page["Resources"])
            resources["XObject"].update({f"Over{number}": forms[number].reference for number in numbers})
            _draw(_object(pdf, page["Contents"]), [f"/Over{number}" for number in numbers])


def _draw(content: pydyf.Stream, names: Iterable[str]) -> None:
    """A page leaves its own scale behind it, so that is put away first."""
    forms = " ".join(f"q {name} Do Q" for name in names)
    content.stream[:] = [b"q", *content.stream, f"Q /Artifact BMC {forms} EMC".encode()]


def _form(copied: "_Copied", page: pydyf.Dictionary) -> pydyf.Stream:
    content = _object(copied.source, page["Contents"])
    extra = {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": page["MediaBox"],
        "Resources": copied.value(page["Resources"]),
    }
    return pydyf.Stream(content.stream, extra, compress=True)


def _pages(pdf: pydyf.PDF) -> list[Any]:
    return [_object(pdf, reference) for reference in pdf.page_references]


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


class _Copied:
    """Objects of one file as objects of another, each once."""

    def __init__(self, pdf: pydyf.PDF, source: pydyf.PDF) -> None:
        self.pdf = pdf
        self.source = source
        self._references: dict[bytes, bytes] = {}

    def value(self, value: Any) -> Any:
        """With all that it refers to."""
        if isinstance(value, bytes) and _REFERENCE.fullmatch(value):
            return self._reference(value)
        if isinstance(value, pydyf.Stream):
            return pydyf.Stream(value.stream, self.value(dict(value.extra)), value.compress)
        if isinstance(value, dict):
            return pydyf.Dictionary({key: self.value(item) for key, item in value.items()})
        if isinstance(value, list):
            return pydyf.Array(map(self.value, value))
        return value

    def _reference(self, reference: bytes) -> bytes:
        if reference not in self._references:
            copy = self.value(_object(self.source, reference))
            self.pdf.add_object(copy)
            self._references[reference] = copy.reference
        return self._references[reference]
