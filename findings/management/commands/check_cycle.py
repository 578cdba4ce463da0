import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import QuerySet

from departments.models import Cycle
from findings.workbook import write_workbook
from findings.year_check import Checked, check_all
from texts.checks import Level

BAR = 30  # characters


class Command(BaseCommand):
    help = "自动审核一个年度的全部文本（草稿也在内），列出各级问题的处数；--out 另写成 Excel 工作簿。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", type=int, metavar="YEAR", help="预算年度，例如 2025")
        parser.add_argument("--region", metavar="CODE", help="行政区划代码；不给则全部地区")
        parser.add_argument("--out", type=Path, metavar="FILE.xlsx", help="写成工作簿：汇总、发现、规则三张表")
        levels = [level.value for level in Level]
        parser.add_argument("--level", choices=levels, default=Level.INFO.value, help="只列这一级及更重的问题")

    def handle(self, *args: Any, year: int, region: str | None, out: Path | None, level: str, **options: Any) -> None:
        cycles = Cycle.objects.filter(fiscal_year=year, **({"region__code": region} if region else {}))
        if not cycles.exists():
            self._refuse(f"没有 {year} 年{f'、地区 {region} ' if region else ''}的编报批次。")
        if out and out.suffix.lower() != ".xlsx":
            self._refuse(f"{out}：输出文件的名称应以 .xlsx 结尾。")
        checked = list(self._watched(cycles, Level(level)))
        for one in checked:
            self.stdout.write(f"{one.department}：{one.summary}")
        if out:
            self._write(out, checked)

    def _watched(self, cycles: QuerySet[Cycle], level: Level) -> Iterator[Checked]:
        """With a bar on stderr, where a person looks on."""
        for done, total, one in check_all(cycles, level):
            if self.stderr.isatty():
                filled = "█" * (BAR * done // total)
                self.stderr.write(f"\r{filled:░<{BAR}} {done}/{total}", ending="\n" if done == total else "")
            yield one

    def _write(self, path: Path, checked: list[Checked]) -> None:
        """The file whole or not at all."""
        aside = path.with_name(f".{path.name}.part")
        try:
            write_workbook(aside, checked)
            aside.replace(path)
        except OSError as error:
            aside.unlink(missing_ok=True)
            self._refuse(f"{path}：写不进去（{error.strerror}），请换一个文件夹。")
        self.stdout.write(f"已写入 {path}。")

    def _refuse(self, sentence: str) -> None:
        self.stderr.write(sentence)
        sys.exit(2)
