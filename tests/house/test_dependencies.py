"""What `make check` refuses of dependencies and names, each shown once on a piece of code that has the fault."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import CHECKOUT

DECLARED = """\
[project]
name = "a-house"
version = "1"
dependencies = ["django", {more}]

[dependency-groups]
dev = ["psutil"]
"""


def deptry_says(folder: Path, code: str, *, more: str = "") -> set[str]:
    """The codes of deptry for a project of one module."""
    (folder / "pyproject.toml").write_text(DECLARED.format(more=more), encoding="utf-8")
    (folder / "module.py").write_text(f"import django\n{code}\n", encoding="utf-8")
    command = [str(Path(sys.executable).with_name("deptry")), ".", "--no-ansi"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return set(re.findall("DEP[0-9]{3}", done.stderr + done.stdout))


def test_what_is_declared_and_imported_passes(tmp_path):
    assert deptry_says(tmp_path, "import lxml", more='"lxml"') == set()


@pytest.mark.parametrize(
    ("code", "more", "fault"),
    [
        ("import absent_package", "", "DEP001"),  # imported, declared nowhere
        ("", '"lxml"', "DEP002"),  # declared, imported nowhere
        ("import sqlparse", "", "DEP003"),  # Django brings it, nobody declares it
        ("import psutil", "", "DEP004"),  # declared for development alone
    ],
)
def test_an_untrue_dependency_is_refused(tmp_path, code, more, fault):
    assert deptry_says(tmp_path, code, more=more) == {fault}


def test_a_name_that_nobody_uses_is_found(tmp_path):
    module = tmp_path / "room.py"
    module.write_text("def used(): ...\n\n\ndef forgotten_act(): ...\n\n\nused()\n", encoding="utf-8")

    command = [sys.executable, CHECKOUT / "tools/dead_names.py", module]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert re.findall("room.py:[0-9]+: unused function '([a-z_]+)'", done.stdout) == ["forgotten_act"]


@pytest.mark.parametrize("command", [".venv/bin/deptry .", "$(PY) tools/dead_names.py"])
def test_make_check_asks(command):
    recipe = (CHECKOUT / "Makefile").read_text(encoding="utf-8").partition("\ncheck:")[2].partition("\n\n")[0]

    assert f"\t{command}\n" in recipe
