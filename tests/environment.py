"""Loaded by pytest before Django's settings (addopts in pyproject.toml): the tests' own folders, no real secrets."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = tempfile.mkdtemp(prefix="performance-text-tests-")
Path(_folder, "static").mkdir()  # WhiteNoise warns where there is none
atexit.register(shutil.rmtree, _folder, ignore_errors=True)

os.environ.setdefault("PERFORMANCE_TEXT_DEMO", "1")
os.environ.setdefault("PERFORMANCE_TEXT_FONTS", str(Path("var/fonts").resolve()))  # built once, by make fonts
os.environ["PERFORMANCE_TEXT_VAR"] = _folder
