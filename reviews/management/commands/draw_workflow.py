from collections import defaultdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from departments.models import State
from reviews.moves import Move, Setting
from reviews.steps import STEPS

PICTURE = Path(settings.BASE_DIR) / "docs" / "manual" / "workflow.md"


def picture() -> str:
    """The table of steps as a page with a Mermaid diagram and a list: who may do what, from where to where."""
    arrows: dict[tuple[str, str], list[str]] = defaultdict(list)
    rows = []
    for step in STEPS.values():
        for move in step.moves:
            for target in move.targets() if step.name != "undo" else ():
                if target != move.source and step.label not in arrows[move.source.label, target.label]:
                    arrows[move.source.label, target.label].append(step.label)
            when = "" if move.when is Setting.ALWAYS else f"（{move.when.value}）"
            rows.append(f"| {step.label} | {move.role.label}{when} | {move.source.label} | {_target(move)} |")
    lines = [f"    {source} --> {target} : {'、'.join(labels)}" for (source, target), labels in arrows.items()]
    head = "# 办理流程\n\n本页由 `manage.py draw_workflow` 按步骤表生成，不要手工修改。\n\n"
    start = f"```mermaid\nstateDiagram-v2\n    [*] --> {State.DRAFTING.label}\n"
    table = "| 步骤 | 由谁办理 | 原状态 | 现状态 |\n|---|---|---|---|\n"
    return head + start + "\n".join(lines) + "\n```\n\n" + table + "\n".join(rows) + "\n"


def _target(move: Move) -> str:
    if move.target is None:
        return "不变"
    return "送出之前的状态" if move.target == "before" else State(move.target).label


class Command(BaseCommand):
    help = "按步骤表重新生成 docs/manual/workflow.md。"

    def handle(self, *args: Any, **options: Any) -> None:
        PICTURE.write_text(picture(), encoding="utf-8")
        self.stdout.write(str(PICTURE))
