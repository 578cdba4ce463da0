"""The house rules of CONTRIBUTING.md that a machine can hold."""

import ast
import os
import re
import subprocess
import sys
from io import StringIO
from itertools import chain
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.template import engines
from django.template.loader import get_template

from tests.places import CHECKOUT

OURS = ("audit", "departments", "findings", "indicators", "jobs", "projects", "publications", "reviews")
CODE = ("config", *OURS, "texts", "bench")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: names that are no Chinese word, and a field of Django's
PROPER = ("last_login", "sha256")
TAG = re.compile(r"\{%.*?%\}")  # in one, `one=…` is what an include passes, no handler
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:|\shx-on", re.IGNORECASE)


def sources(*folders: str, pattern: str = "*.py") -> list[Path]:
    found = chain.from_iterable((CHECKOUT / folder).rglob(pattern) for folder in folders)
    return sorted(path for path in found if "migrations" not in path.parts)


def tracked() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, check=True, text=True)
    return [CHECKOUT / name for name in listing.stdout.split("\0") if name and (CHECKOUT / name).is_file()]


def functions(path: Path) -> list[tuple[str, int]]:
    """Name and length of each function, from def to its last line."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        (f"{path.relative_to(CHECKOUT)}:{n.name}", n.end_lineno - n.lineno + 1) for n in nodes if isinstance(n, kinds)
    ]


def our_models():
    return [model for app in OURS for model in apps.get_app_config(app).get_models()]


class TestSizes:
    def test_functions_are_short(self):
        lengths = [pair for path in sources(*CODE) for pair in functions(path)]
        in_order = sorted(length for _, length in lengths)

        assert [pair for pair in lengths if pair[1] > 40] == []
        assert in_order[len(in_order) * 9 // 10] <= 20

    def test_files_are_short(self):
        assert [(str(p), n) for p in sources(*CODE, "tests") if (n := len(p.read_text().splitlines())) > 300] == []

    def test_templates_are_short(self):
        pages = sources("templates", pattern="*.html")

        assert [(str(p), n) for p in pages if (n := len(p.read_text().splitlines())) > 120] == []


class TestModels:
    @pytest.mark.parametrize("model", our_models(), ids=lambda model: model.__name__)
    def test_is_named_in_chinese(self, model):
        fields = [
            field for field in model._meta.get_fields() if field.concrete and field.name not in ("id", "password")
        ]

        assert CHINESE.search(str(model._meta.verbose_name))
        unnamed = [f.name for f in fields if not CHINESE.search(str(f.verbose_name)) and f.name not in PROPER]
        assert unnamed == []

    @pytest.mark.parametrize("model", our_models(), ids=lambda model: model.__name__)
    def test_has_short_names_and_an_order(self, model):
        names = [model._meta.db_table, *(field.column for field in model._meta.local_concrete_fields)]

        assert [name for name in names if len(name) > 30] == []
        assert model._meta.ordering

    @pytest.mark.parametrize("model", our_models(), ids=lambda model: model.__name__)
    def test_names_its_constraints(self, model):
        assert all(constraint.name for constraint in model._meta.constraints)

    @pytest.mark.django_db
    def test_no_migration_is_missing(self):
        call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


class TestTemplates:
    @pytest.mark.parametrize("path", sources("templates", pattern="*.html"), ids=lambda p: p.stem)
    def test_compiles_and_carries_nothing_inline(self, path):
        source = path.read_text(encoding="utf-8")

        assert engines["django"].from_string(source)
        assert INLINE.findall(TAG.sub("", source)) == []

    def test_every_template_is_used(self):
        names = {str(p.relative_to(CHECKOUT / "templates")) for p in sources("templates", pattern="*.html")}
        found_by_django = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
        words = "".join(
            p.read_text(encoding="utf-8") for p in [*sources(*CODE), *sources("templates", pattern="*.html")]
        )

        official = {name for name in names if f'"{Path(name).stem}"' in words and name.startswith("official/")}
        searched = names - found_by_django - official
        unused = {name for name in searched if name not in words and not name.startswith("admin/")}

        assert unused == set()
        assert all(get_template(name) for name in names)


class TestCode:
    def test_only_the_workflow_writes_a_state(self):
        pattern = re.compile(r"plan\.state\s*=[^=]|Plan\.objects.*\.update\([^)]*\bstate=")
        writers = [str(p) for p in sources(*CODE) if pattern.search(p.read_text(encoding="utf-8"))]

        assert [name for name in writers if not name.endswith("reviews/workflow.py")] == []

    def test_no_signals_and_no_save_overrides(self):
        """But for the framework's own word that tables are made anew (docs/decisions/0018)."""
        found = {str(p.relative_to(CHECKOUT)): p.read_text(encoding="utf-8") for p in sources(*OURS, "config")}

        assert [name for name, code in found.items() if re.search(r"\.signals\b|django\.dispatch", code)] == [
            "audit/apps.py"
        ]
        assert [name for name, code in found.items() if "model" in name and "def save(self" in code] == []

    def test_nothing_of_a_machine_is_in_the_repository(self):
        texts = [
            p for p in tracked() if p.suffix in {".py", ".md", ".toml", ".html", ".css", ".js", ".lock", ".json", ""}
        ]
        places = re.compile(r"(?<![\w.])/(root|home|work|Users)/\w|files\.pythonhosted|--index-url|--extra-index-url")

        found = [str(p) for p in texts if p.name != "test_house.py" and places.search(p.read_text(encoding="utf-8"))]

        assert found == []

    def test_a_lock_pins_every_package_by_hash(self):
        for lock in sorted((CHECKOUT / "requirements").glob("*.lock")):
            packages = re.split(r"\n(?=[a-z])", lock.read_text(encoding="utf-8"))
            assert [package for package in packages if "==" in package and "--hash=sha256:" not in package] == []


def test_the_bench_starts_outside_of_pytest():
    """It starts servers with what the stress tests have, in a process without Django's settings."""
    command = [sys.executable, "-m", "bench", "--help"]
    outside = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}

    asked = subprocess.run(command, cwd=CHECKOUT, env=outside, capture_output=True, check=False, text=True)

    assert (asked.returncode, asked.stderr) == (0, "")
