"""The fonts of the official document: where they lie, what they can print, and nothing from the machine around them.

`make fonts` (texts.writers.fonts.font_build) makes them once. They travel with the project's set-up, never with the
reader's machine: fontconfig is shown our folder alone, so a text is set the same everywhere.
"""

import json
import os
from functools import lru_cache
from pathlib import Path

CHECKOUT = Path(__file__).parents[3]


class FontsMissingError(RuntimeError):
    """The fonts were never built, or their folder is gone; the message says what to run."""


def folder() -> Path:
    """Where the fonts lie: PERFORMANCE_TEXT_FONTS, else var/fonts in the checkout."""
    return Path(os.environ.get("PERFORMANCE_TEXT_FONTS") or CHECKOUT / "var" / "fonts").absolute()


def own_folder() -> Path:
    """Where a deployment puts faces it has licences for (方正小标宋, 仿宋_GB2312 …): they are used first."""
    return Path(os.environ.get("PERFORMANCE_TEXT_OWN_FONTS") or folder() / "own").absolute()


def current_build() -> Path:
    """The folder of the build in use; its name changes whenever a face does. Raises FontsMissingError."""
    link = folder() / "current"
    if not (link / "fonts.conf").is_file():
        raise FontsMissingError(f"{folder()} 中没有排版字体，请先运行 make fonts。")
    return link.resolve()


def missing_characters(text: str) -> set[str]:
    """The characters of the text that no face has, blanks left out. Raises FontsMissingError."""
    characters = set(text) - coverage(current_build())
    return {character for character in characters if not character.isspace()}


@lru_cache(maxsize=2)
def coverage(build: Path) -> frozenset[str]:
    """Every character that some face of the build has: all faces stand in every stack, so one is enough."""
    ranges = json.loads((build / "coverage.json").read_bytes())
    return frozenset(chr(code) for first, last in ranges for code in range(first, last + 1))
