"""File names that Windows, macOS and Linux take, and that sort as the bureau counts its departments."""

import re
from collections.abc import Collection

LONGEST = 80  # characters; with a folder of one's own before it, within the 260 of Windows
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: reserved characters, controls; and what hides or
# turns round the words that follow.
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)


def safe(words: str) -> str:
    """The words as part of a file name: without what a system refuses, no blank or dot at an end; never empty."""
    cleaned = _UNSAFE.sub("_", words).strip(" .")[:LONGEST].rstrip(" .") or "_"
    return f"_{cleaned}" if _RESERVED.match(cleaned) else cleaned


def stem_of(code: str, department: str, year: int, taken: Collection[str]) -> str:
    """131_云溪县教育局_2025; with a number where that name is taken (`taken` holds names in lower case)."""
    stem = safe(f"{code}_{safe(department)[: LONGEST - 16]}_{year}")
    number, name = 1, stem
    while name.lower() in taken:
        number += 1
        name = f"{stem}_{number}"
    return name
