"""Loads the reference data that comes with the program. What an office changed afterwards is never overwritten."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from indicators.models import IndicatorCategory, IndicatorTree, LibraryIndicator, LibraryVersion

DATA = Path(__file__).parent / "data"
LIBRARY_NAME, LIBRARY_DATE = "通用指标库 2026", date(2026, 11, 1)


@transaction.atomic
def load_reference_data() -> None:
    """The trees of 2015 and 2021 and the first version of the library; what is there already stays as it is."""
    for tree in json.loads((DATA / "trees.json").read_text(encoding="utf-8")):
        _load_tree(tree)
    version, is_new = LibraryVersion.objects.get_or_create(name=LIBRARY_NAME, defaults={"published_on": LIBRARY_DATE})
    if is_new:
        with (DATA / "library.csv").open(encoding="utf-8", newline="") as lines:
            rows = [LibraryIndicator(version=version, **row) for row in csv.DictReader(lines)]
        LibraryIndicator.objects.bulk_create(rows)


def _load_tree(data: dict[str, Any]) -> None:
    tree, is_new = IndicatorTree.objects.get_or_create(
        code=data["code"], defaults={"name": data["name"], "note": data["note"]}
    )
    if is_new:
        IndicatorCategory.objects.bulk_create(
            IndicatorCategory(tree=tree, position=n, level1=level1, level2=level2, is_required=required)
            for n, (level1, level2, required) in enumerate(data["levels"], 1)
        )
