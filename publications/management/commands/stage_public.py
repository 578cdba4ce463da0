from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from jobs.printing import print_next
from publications.demo import stage_public
from publications.files import keep_files
from texts.writers.print.press import Press


class Command(BaseCommand):
    help = "演示数据：公开一份上年文本，并更正一次。由 make demo 调用。"

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("只在演示环境运行：请用 make demo。")
        for line in stage_public():
            self.stdout.write(f"  {line}")
        press = Press()
        while print_next(press):
            keep_files()
