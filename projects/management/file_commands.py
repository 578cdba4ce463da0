"""What the commands on files share: no database, one clear line on stderr and exit status 2 for what cannot be done."""

import logging
import sys
from collections.abc import Collection
from pathlib import Path
from typing import NoReturn

from django.core.management.base import BaseCommand, CommandParser

from texts.columns import OPTIONAL, switchable
from texts.readers.blocks import Reading, UnreadableFileError
from texts.readers.sandbox import read_in_child


class FileCommand(BaseCommand):
    requires_system_checks = ()  # works where no database was set up

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help=".docx、.pdf、.txt、.json 或我们的 .xlsx 文件")

        parser.add_argument(
            "--columns",
            nargs="*",
            choices=[column.name for column in OPTIONAL],
            help="绩效指标表中一并读取的栏目（texts/columns.py），不给则只读文件自己标明的",
        )

    def read(self, path: Path, columns: Collection[str] | None = None) -> Reading:
        """What the file says, with these optional columns or those it names itself; problems go to stderr, a line each.

        Ends the command when it cannot be read.
        """
        logging.getLogger("texts.readers.sandbox").setLevel(logging.CRITICAL)  # a server's log wants more than one line
        wanted = None if columns is None else switchable(columns)
        try:
            reading = read_in_child(path.name, path.read_bytes(), columns=wanted)
        except OSError as error:
            self.refuse(f"{path}：打不开（{error.strerror}），请检查路径和权限。")
        except UnreadableFileError as error:
            self.refuse(f"{path}：{error}")
        for problem in reading.problems:
            self.stderr.write(f"{path.name} {problem}")
        return reading

    def refuse(self, sentence: str) -> NoReturn:
        """One line, exit status 2."""
        self.stderr.write(" ".join(sentence.split()))
        sys.exit(2)

    def write(self, path: Path, content: bytes) -> None:
        """The output file, whole or not at all."""
        aside = path.with_name(f".{path.name}.part")
        try:
            aside.write_bytes(content)
            aside.replace(path)
        except OSError as error:
            aside.unlink(missing_ok=True)
            self.refuse(f"{path}：写不进去（{error.strerror}），请换一个文件夹。")
