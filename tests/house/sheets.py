"""Style sheets as text: their selectors, the classes that these style, and values that are no tokens."""

import re
from itertools import chain

from tests.places import CHECKOUT

CSS = CHECKOUT / "static" / "css"
COMMENT = re.compile(r"/\*.*?\*/", re.S)
#: an exception as stylelint knows it: this rule is off from here to where it is on again, or to the end
EXCEPTION = re.compile(
    r"/\* stylelint-disable declaration-property-unit-disallowed-list.*?"
    r"(?:/\* stylelint-enable declaration-property-unit-disallowed-list \*/|\Z)",
    re.S,
)
RAW = re.compile(
    r"""(?<![\w-])(?:
        \#[0-9a-f]{3,8}\b | (?:rgb|hsl)a?\([^)]*\)             # a colour
      | -?\d*\.?\d+(?:px|rem|pt|mm|cm|in|pc|Q)\b              # a length that hangs on nothing
    )""",
    re.VERBOSE | re.IGNORECASE,
)


def texts() -> dict[str, str]:
    """Each sheet by its name under static/css."""
    return {str(path.relative_to(CSS)): path.read_text(encoding="utf-8") for path in sorted(CSS.rglob("*.css"))}


def selectors(text: str) -> list[str]:
    """Every selector of a sheet, those inside media queries too."""
    heads = (head.rpartition(";")[2].strip() for head in re.findall(r"([^{}]+)\{", COMMENT.sub("", text)))
    lists = (re.split(r",(?![^(]*\))", head) for head in heads if not head.startswith("@"))
    return [" ".join(selector.split()) for selector in chain.from_iterable(lists)]


def classes(selector: str) -> list[str]:
    """Its classes but those that say a state."""
    bare = re.sub(r"\[[^\]]*\]|:(?:not|is|where)\([^)]*\)", "", selector)
    return [name for name in re.findall(r"\.([A-Za-z][\w-]*)", bare) if not name.startswith(("is-", "has-", "if-"))]


def subject(selector: str) -> list[str]:
    """The classes of what a selector styles."""
    return classes(re.split(r"[ >+~]+(?![^\[(]*[\])])", selector)[-1])


def raw_values(text: str) -> list[str]:
    """Colours and lengths that are written out where a token could stand."""
    blocks = re.findall(r"\{([^{}]*)\}", COMMENT.sub("", EXCEPTION.sub("", text)))
    return [value for block in blocks for value in RAW.findall(block)]


def widths(text: str) -> set[tuple[str, str]]:
    """What media queries ask of the window: (min or max, width)."""
    return set(re.findall(r"\((max|min)-width: (\w+)\)", text))
