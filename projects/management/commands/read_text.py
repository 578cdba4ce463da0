import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from projects.management.file_commands import FileCommand
from texts.interchange import dumps


class Command(FileCommand):
    help = "读出文件中的绩效文本，写成 performance-text/1（JSON）；未能放置的内容逐条列在标准错误输出。"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("-o", "--output", type=Path, metavar="OUT.json", help="写入此文件，不给则写到标准输出")

    def handle(self, *args: Any, file: Path, output: Path | None, **options: Any) -> None:
        content = dumps(self.read(file, options["columns"]).text)
        if output is None:
            sys.stdout.buffer.write(content)
        else:
            self.write(output, content)
