import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from projects.management.file_commands import FileCommand
from texts.checks import Level, check
from texts.checks.report import report, summary

_STRICTEST_FIRST = list(Level)


class Command(FileCommand):
    help = "自动审核文件中的绩效文本，逐条列出问题；有“错误”级问题时退出状态为 1。"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", dest="as_json", help="以 JSON 列出")
        parser.add_argument(
            "--level",
            choices=[level.value for level in Level],
            default=Level.INFO.value,
            help="只列出这一级及更重的问题",
        )

    def handle(self, *args: Any, file: Path, as_json: bool, level: str, **options: Any) -> None:
        text = self.read(file, options["columns"]).text
        found = check(text)
        listed = [one for one in found if _STRICTEST_FIRST.index(one.level) <= _STRICTEST_FIRST.index(Level(level))]
        if as_json:
            content = json.dumps([one.to_json() for one in listed], ensure_ascii=False, indent=1)
            sys.stdout.buffer.write(f"{content}\n".encode())
        else:
            parts = [part for part in (f"{file.name}：{summary(found)}。", report(text, listed)) if part]
            sys.stdout.buffer.write(("\n\n".join(parts) + "\n").encode())
        sys.stdout.flush()
        if any(one.level is Level.ERROR for one in found):
            sys.exit(1)
