"""The formats of an export. One more is one line."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """`writer` is the dotted path of a function Text -> bytes, loaded by the worker when it is needed; "" is the
    official print, which comes from the print queue's stored file."""

    label: str
    suffix: str
    writer: str = ""


FORMATS = {
    "pdf": Format("PDF（正式版式）", ".pdf"),
    "docx": Format("Word", ".docx", "texts.writers.docx.render_docx"),
    "xlsx": Format("Excel 填报表", ".xlsx", "texts.writers.workbook.render_workbook"),
    "json": Format("JSON（performance-text/1）", ".json", "texts.interchange.dumps"),
}
