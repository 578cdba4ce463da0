"""Which layout a print was made with: told without loading what prints (a web process never does)."""

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from texts.writers import fonts
from texts.writers.templates import FOLDER, OPINION_CSS, PRINT_CSS


@lru_cache(maxsize=1)
def layout_version() -> str:
    """Changes whenever the same text would print otherwise: fonts, templates, style sheet, this code, WeasyPrint."""
    digest = hashlib.sha256(f"{fonts.current_build().name}{version('weasyprint')}".encode())
    templates = sorted((FOLDER / "official").glob("*.html"))
    code = (*sorted(Path(__file__).parent.glob("*.py")), Path(__file__).parents[1] / "columns.py")
    for path in (*templates, PRINT_CSS, OPINION_CSS, *code):
        digest.update(path.read_bytes())
    return digest.hexdigest()
