"""Loaded where `make test` runs once more what failed (AGAIN in the Makefile): the names are kept for its last lines."""

import os
from pathlib import Path

import pytest

TWICE = Path("var/ran-twice.txt")


def pytest_collection_finish(session: pytest.Session) -> None:
    database = os.environ.get("PERFORMANCE_TEXT_DATABASE", "sqlite").partition(":")[0]
    with TWICE.open("a", encoding="utf-8") as names:
        names.writelines(f"    {database}  {item.nodeid}\n" for item in session.items)
