"""Words as a search compares them: what readers type and what stands in a text, written in one way."""

import re
import unicodedata
from decimal import Decimal

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SIGNS = str.maketrans({"≧": "≥", "≦": "≤", "〔": "(", "〕": ")", "［": "(", "］": ")", "\u00ad": "", "\u200b": ""})
_BETWEEN = re.compile(r"[\s、,;]+")  # after plain width: ，；　 are among them


def plain(words: str) -> str:
    """Half width, small letters, no thousands separators and no blanks: a print breaks words where it likes."""
    return "".join(_as_one(words).split())


def search_words(query: str) -> list[str]:
    """What a reader looks for, word by word: separated by blanks, commas, 、 or ；."""
    return [plain(word) for word in _BETWEEN.split(_as_one(query)) if word]


def figure(amount: Decimal | None) -> str:
    """An amount as it may be typed, with or without its two decimals: "1322.00" holds "1322"."""
    if amount is None:
        return ""
    amount = amount.normalize()
    return f"{amount:.{max(2, -int(amount.as_tuple().exponent))}f}"


def _as_one(words: str) -> str:
    width = unicodedata.normalize("NFKC", words).translate(_SIGNS)
    return _THOUSANDS.sub("", width.casefold())
