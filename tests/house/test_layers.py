"""Imports point down: import-linter refuses one that points up, and one between the two that stand on the ground."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import CHECKOUT
from tools.house_figures import PRODUCT


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Path:
    """The product's packages, to which a test adds a fault."""
    folder = tmp_path_factory.mktemp("house")
    for app in PRODUCT:
        shutil.copytree(CHECKOUT / app, folder / app, ignore=shutil.ignore_patterns("__pycache__", "data"))
    shutil.copy(CHECKOUT / "pyproject.toml", folder)
    return folder


@pytest.mark.parametrize(
    ("module", "imports"),
    [
        ("projects/upwards.py", "reviews.steps"),
        ("jobs/upwards.py", "departments.models"),
        ("audit/sideways.py", "jobs.queue"),
        ("texts/outside.py", "django.db"),
    ],
)
def test_an_import_that_does_not_point_down_is_refused(house, module, imports):
    fault = house / module
    fault.write_text(f"import {imports}\n", encoding="utf-8")

    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=house, capture_output=True, text=True, check=False)
    fault.unlink()

    name = module.removesuffix(".py").replace("/", ".")
    assert done.returncode == 1
    assert f"{name} -> {imports.partition('.')[0]}" in done.stdout
