from collections.abc import Callable
from pathlib import Path

from projects.management.file_commands import FileCommand
from texts.interchange import dumps
from texts.model import Text
from texts.writers.pdf import UnprintableTextError, render_pdf
from texts.writers.workbook import render_workbook
from texts.writers.workbook_layout import OverlongCellError

#: by the extension of OUT
WRITERS: dict[str, Callable[[Text], bytes]] = {".pdf": render_pdf, ".xlsx": render_workbook, ".json": dumps}


class Command(FileCommand):
    help = "把文件中的绩效文本印成正式 PDF（或 JSON），按输出文件的扩展名。"

    def add_arguments(self, parser) -> None:
        super().add_arguments(parser)
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="例如 out.pdf")

    def handle(self, *args, file: Path, output: Path, **options) -> None:
        writer = WRITERS.get(output.suffix.lower())
        if writer is None:
            self.refuse(f"{output}：不能输出“{output.suffix}”，应为 {' 或 '.join(WRITERS)}，例如 -o 文本.pdf。")
        try:
            content = writer(self.read(file).text)
        except (UnprintableTextError, OverlongCellError) as error:
            self.refuse(f"{file}：{error}")
        self.write(output, content)
