"""The words of one Word paragraph: what is printed, tracked deletions and field codes left out."""

from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{W}val"

# Never printed: deleted or moved away by tracked changes, field codes, the guide text over a word, second copies.
_DROPPED = frozenset(
    ("del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "rt", "Fallback", "txbxContent")
)
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}

# w:sym names a place in an old symbol font, which has no Unicode of its own.
_WINGDINGS = {
    0x6F: "□",
    0x71: "□",
    0x72: "□",
    0xA3: "□",
    0xA8: "□",
    0xFC: "✓",
    0xFE: "☑",
    0x52: "☑",
    0x6C: "●",
    0x6E: "■",
}
_SYMBOL = {0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xB7: "·", 0xB0: "°", 0xA5: "∞"}
_SYMBOL_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": {0x52: "☑", 0xA3: "□", 0x50: "✓"}}


def local_name(node: Any) -> str:
    """The tag without its namespace."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def paragraph_text(paragraph: Any) -> str:
    """The paragraph's text: tabs as \\t, soft breaks as \\n, page breaks as \\f; text boxes are not part of it."""
    return "".join(_pieces(paragraph))


def text_boxes(paragraph: Any) -> Iterator[Any]:
    """The content of every text box anchored in the paragraph, the copy for old programs left out."""
    for child in paragraph:
        name = local_name(child)
        if name == "txbxContent":
            yield child
        elif name not in _DROPPED:
            yield from text_boxes(child)


def _pieces(node: Any) -> Iterator[str]:
    for child in node:
        name = local_name(child)
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "br":
            yield "\f" if child.get(f"{W}type") == "page" else "\n"
        elif name == "sym":
            yield _symbol(child)
        elif name not in _DROPPED and not (name == "r" and _hidden(child)):
            yield from _pieces(child)


def _hidden(run: Any) -> bool:
    node = run.find(f"{W}rPr/{W}vanish")
    return node is not None and node.get(_VAL, "1") not in ("0", "false", "off")


def _symbol(node: Any) -> str:
    try:
        code = int(node.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    signs = _SYMBOL_FONTS.get(node.get(f"{W}font", "").lower(), {})
    return signs.get(code & 0xFF, chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else "")
