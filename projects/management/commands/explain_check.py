import sys
from difflib import get_close_matches
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from texts.checks import DEFAULT, RULES
from texts.checks.report import explanation, rule_list


class Command(BaseCommand):
    help = "说明一条自动审核规则要求什么、为什么、错误和正确的例子；不给规则名则列出全部规则。"
    requires_system_checks = ()  # works where no database was set up

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rule", nargs="?", metavar="RULE", help="规则名，例如 plan_not_100")

    def handle(self, *args: Any, rule: str | None, **options: Any) -> None:
        if rule is None:
            self._print(rule_list(RULES.values(), DEFAULT))
        elif rule in RULES:
            self._print(explanation(RULES[rule], DEFAULT))
        else:
            alike = get_close_matches(rule, RULES, n=1)
            hint = f"是否指 {alike[0]}？" if alike else "不给规则名可列出全部规则。"
            self.stderr.write(f"没有名为“{rule}”的检查规则，{hint}")
            sys.exit(2)

    def _print(self, words: str) -> None:
        sys.stdout.buffer.write(f"{words}\n".encode())
