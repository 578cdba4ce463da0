"""目录 of an export: what is in it, text by text, as a page, as CSV and as a workbook."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from openpyxl import Workbook

from texts.writers.safe_csv import as_csv
from texts.writers.sheet_columns import SheetColumn
from texts.writers.sheets import add_sheet

COLUMNS = ("部门", "部门代码", "年度", "状态", "版本", "SHA-256", "页数", "文件", "说明")
_WIDTHS = (30, 10, 8, 12, 14, 68, 8, 60, 30)
_STYLE = Path(settings.BASE_DIR) / "static" / "css" / "export-index.css"


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One text of the export, as people read it; "" where there is nothing."""

    department: str
    code: str
    year: str
    state: str
    version: str
    sha256: str
    pages: str
    files: tuple[str, ...]
    note: str

    @property
    def cells(self) -> tuple[str, ...]:
        """In the order of COLUMNS."""
        names = "；".join(self.files)
        first = (self.department, self.code, self.year, self.state, self.version)
        return (*first, self.sha256, self.pages, names, self.note)


def add_index(archive: ZipFile, title: str, entries: Sequence[IndexEntry]) -> None:
    """index.html with its style, index.csv, 目录.xlsx."""
    context = {"title": title, "entries": entries, "columns": COLUMNS, "made_at": timezone.now()}
    archive.writestr("index.html", render_to_string("exports/index.html", context))
    archive.write(_STYLE, "index.css")
    rows = [entry.cells for entry in entries]
    archive.writestr("index.csv", as_csv([COLUMNS, *rows]))
    archive.writestr("目录.xlsx", as_workbook(rows), ZIP_STORED)


def as_workbook(rows: Iterable[Sequence[str]]) -> bytes:
    """One sheet of words."""
    book = Workbook(write_only=True)
    add_sheet(book, "目录", [SheetColumn(*column) for column in zip(COLUMNS, _WIDTHS, strict=True)], rows)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
