"""Apart from `demo`, so that a second start does not load what reads and prints."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from departments.models import Plan
from projects.demo import sample_files, seed
from reviews.demo_texts import stage
from texts.interchange import dumps
from texts.writers.print.official_pdf import Printer


class Command(BaseCommand):
    help = "演示数据：账号、样例文本和它们的流程，正式 PDF 放在 var/demo。由 make demo 调用。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--own", action="store_true", help="只用本项目自己的样例")

    def handle(self, *args: Any, own: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("只在演示环境运行：请用 make demo。")
        files = sample_files(own=own)
        self.stdout.write(f"读入 {len(files)} 个文本……")
        accounts = seed(files)
        folder = settings.VAR_DIR / "demo"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "accounts.txt").write_text(
            "\n".join(f"{a.username:<10} {a.role}（{a.place}）" for a in accounts) + "\n", encoding="utf-8"
        )
        for line in stage():
            self.stdout.write(f"  {line}")
        printer = Printer()
        for plan in Plan.objects.with_text():
            text = plan.to_text()
            path = folder / f"{plan}.pdf"
            path.write_bytes(printer.print(text))
            path.with_suffix(".json").write_bytes(dumps(text))
            self.stdout.write(f"  {os.path.relpath(path)}")
