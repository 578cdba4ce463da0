from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from projects.management.file_commands import FileCommand
from texts.interchange import dumps
from texts.model import Text
from texts.writers.docx import render_docx
from texts.writers.print.official_pdf import Printer, UnprintableTextError, render_pdf
from texts.writers.workbook import render_workbook
from texts.writers.workbook_layout import OverlongCellError


def render_word(text: Text) -> bytes:
    """With the page numbers and type sizes of the official print."""
    return render_docx(text, Printer().paging(text))


#: by the extension of OUT
WRITERS: dict[str, Callable[[Text], bytes]] = {
    ".pdf": render_pdf,
    ".docx": render_word,
    ".xlsx": render_workbook,
    ".json": dumps,
}


class Command(FileCommand):
    help = "把文件中的绩效文本印成正式 PDF（或可编辑的 Word、JSON），按 --to 或输出文件的扩展名。"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("-o", "--output", type=Path, metavar="OUT", help="例如 out.pdf；默认与 FILE 同名")
        kinds = [suffix.lstrip(".") for suffix in WRITERS]
        parser.add_argument("--to", choices=kinds, help="输出格式；默认按 OUT 的扩展名")

    def handle(self, *args: Any, file: Path, output: Path | None, to: str | None, **options: Any) -> None:
        output = self._output(file, output, to)
        writer = WRITERS.get(f".{to}" if to else output.suffix.lower())
        if writer is None:
            self.refuse(f"{output}：不能输出“{output.suffix}”，应为 {' 或 '.join(WRITERS)}，例如 -o 文本.pdf。")
        try:
            content = writer(self.read(file, options["columns"]).text)
        except (UnprintableTextError, OverlongCellError) as error:
            self.refuse(f"{file}：{error}")
        self.write(output, content)

    def _output(self, file: Path, output: Path | None, to: str | None) -> Path:
        """Where to write; a file is never put in the place of the one that is read unless that was asked for."""
        if output:
            return output
        if to is None:
            self.refuse("请用 -o 写明输出文件，例如 -o 文本.pdf；或用 --to 写明输出格式，例如 --to docx。")
        if file.suffix.lower() == f".{to}":
            self.refuse(f"{file}：输出文件会覆盖原文件，请用 -o 另写一个文件名。")
        return file.with_suffix(f".{to}")
