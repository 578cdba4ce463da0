"""The formats of an export. One more is one line."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Format:
    """`writer` is the dotted path of a function Text -> bytes; "" is the official print, which comes from the print
    queue's stored file. One that `is_paged` needs that print too: its function takes the print's Paging as well."""

    label: str
    suffix: str
    writer: str = ""
    is_paged: bool = False
    names_department: bool = False  # stands beside those of other texts: says whose it is where its cover does not

    @property
    def needs_print(self) -> bool:
        return self.is_paged or not self.writer

    def load(self) -> Callable[..., Any]:
        """The writer, which loads what it needs: for the worker, when it is needed."""
        writer: Callable[..., Any] = import_string(self.writer)
        return writer


FORMATS = {
    "pdf": Format("PDF（正式版式）", ".pdf"),
    "docx": Format("Word", ".docx", "texts.writers.docx.render_docx", is_paged=True),
    "xlsx": Format("Excel 填报表", ".xlsx", "texts.writers.workbook.render_workbook"),
    "csv": Format("指标明细（CSV）", ".csv", "texts.writers.indicator_list.render_indicators", names_department=True),
    "json": Format("JSON（performance-text/1）", ".json", "texts.interchange.dumps"),
}
