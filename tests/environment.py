"""Loaded by pytest before Django's settings (addopts in pyproject.toml): the tests' own folders, no real secrets."""

import os
import tempfile

os.environ.setdefault("PERFORMANCE_TEXT_DEMO", "1")
os.environ["PERFORMANCE_TEXT_FONTS"] = os.environ.get("PERFORMANCE_TEXT_FONTS", os.path.abspath("var/fonts"))
os.environ["PERFORMANCE_TEXT_VAR"] = tempfile.mkdtemp(prefix="performance-text-tests-")
