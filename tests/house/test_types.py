"""Types everywhere: mypy is strict over every package of the product, and what it passes over says why."""

import re
import subprocess
import sys
import tomllib

from tests.places import CHECKOUT
from tools.house_figures import PRODUCT, product_files

MOST_IGNORED = 20
MYPY = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
IGNORED = re.compile(r"#\s*type:\s*ignore(?P<code>\[[a-z,-]+\])?(?P<why>\s+# ?\S.+)?")


def test_every_package_is_checked_strictly():
    assert MYPY["strict"] is True
    assert set(PRODUCT) <= set(MYPY["files"])
    assert [one["module"] for one in MYPY["overrides"] if one.get("ignore_errors")] == []


def test_what_is_passed_over_is_little_and_says_why():
    lines = [
        (str(path), match)
        for path in product_files(CHECKOUT)
        for match in IGNORED.finditer((CHECKOUT / path).read_text(encoding="utf-8"))
    ]

    assert len(lines) < MOST_IGNORED
    assert [(path, match[0]) for path, match in lines if not (match["code"] and match["why"])] == []


def test_an_untyped_function_is_refused(tmp_path):
    """Without Django's plugin, which takes its time; the strictness is the same."""
    module = tmp_path / "room.py"
    module.write_text("def count(rows):\n    return len(rows)\n", encoding="utf-8")

    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", "/dev/null", "--cache-dir", tmp_path, module]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "[no-untyped-def]" in done.stdout
