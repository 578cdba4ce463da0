from typing import Any

from django.core.management.base import BaseCommand

from indicators.actions import load_reference_data


class Command(BaseCommand):
    help = "载入随程序提供的指标体系（2015、2021）和通用指标库；已有的不改动。"

    def handle(self, *args: Any, **options: Any) -> None:
        load_reference_data()
