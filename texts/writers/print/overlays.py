"""Page numbers and seal lines laid over the pages of a finished file, as artifacts (PDF/UA-1, 7.1).

WeasyPrint's public interface draws one page on one sheet, and tags all that it draws. So what is not to be tagged is
written as a file of its own, and its pages become forms (ISO 32000-1, 8.10) on the pages of the tagged one.
"""

import io
from collections.abc import Mapping, Sequence

import pikepdf


def with_overlays(pdf: bytes, overlays: bytes, places: Sequence[Sequence[int]]) -> bytes:
    """`places` has for every page of the PDF the pages of `overlays` (from 0) that lie over it."""
    with pikepdf.open(io.BytesIO(pdf)) as bound, pikepdf.open(io.BytesIO(overlays)) as over:
        forms = [bound.copy_foreign(page.as_form_xobject()) for page in over.pages]
        for page, numbers in zip(bound.pages, places, strict=True):
            if numbers:
                _lay_over(page, {f"/Over{number}": forms[number] for number in numbers})
        out = io.BytesIO()
        bound.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _lay_over(page: pikepdf.Page, forms: Mapping[str, pikepdf.Object]) -> None:
    """The page leaves its own scale behind it, so that is put away first. Names of ours: pikepdf's own are random."""
    for name, form in forms.items():
        page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(name))
    page.contents_add(b"q", prepend=True)
    page.contents_add(f"Q /Artifact BMC {' '.join(f'q {name} Do Q' for name in forms)} EMC".encode())
    page.contents_coalesce()
