"""Which layout a print was made with: told without loading what prints (a web process never does)."""

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from texts.writers.fonts import font_folder
from texts.writers.templates import FOLDER, OPINION_CSS, PRINT_CSS

FOLDERS = ("", "print/", "fonts/", "weasyprint_levers/")  # of texts/writers: what a print is made by


@lru_cache(maxsize=1)
def layout_version() -> str:
    """Changes whenever the same text would print otherwise: fonts, templates, style sheet, this code, WeasyPrint."""
    digest = hashlib.sha256(f"{font_folder.current_build().name}{version('weasyprint')}".encode())
    templates = sorted((FOLDER / "official").glob("*.html"))
    writers = Path(__file__).parents[1]
    code = sorted(path for folder in FOLDERS for path in writers.glob(f"{folder}*.py"))
    for path in (*templates, PRINT_CSS, OPINION_CSS, *code, writers.parent / "columns.py"):
        digest.update(path.read_bytes())
    return digest.hexdigest()
