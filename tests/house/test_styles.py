"""The style sheets: a sheet is a component, a class is styled in one of them, and every class styled is used."""

import re
from collections import defaultdict
from itertools import chain

import pytest

from tests.places import CHECKOUT

CSS = CHECKOUT / "static" / "css"
#: Sheets that no page loads beside the others, or another medium: what they say of a class is not said of the program's.
APART = {
    "official.css": "the document on paper, WeasyPrint's",
    "opinion.css": "审核意见 on paper, WeasyPrint's",
    "export-index.css": "stands alone inside a zip",
    "print.css": "the same components on another medium",
    "pages/configuration.css": "Django's own pages: what its base.css says of our frame's links is said anew",
}
#: Building blocks: styled bare in one sheet; elsewhere only within a component of that sheet, which places them.
BLOCKS = {
    # controls and words
    "btn", "btn-link-plain", "choice", "field", "form-buttons", "form-control", "form-label", "form-select", "form-sheet",
    "icon", "seal", "notice", "messages", "tag", "sheet", "soft", "faint", "number", "count", "name", "digest", "problems",
    # the frame
    "actions", "at", "desk", "level-1", "menu", "menu-panel", "now", "pick", "reading", "stacked-line",
    # the document, as the official templates write it: a comparison and a form show it too
    "official", "project", "table-title", "sub-goal", "indicators", "level1", "level2", "percent", "unit",
    "blank", "break", "difference",
}  # fmt: skip
WIDTHS = {"max": {"767px", "1100px", "1439px"}, "min": {"768px", "1101px", "1440px"}}
#: what crispy-forms, Bootstrap and Django's own pages write; and what templates put together from a word and a value
FOREIGN = {"asteriskField", "breadcrumbs", "form-text", "inline-group", "was-validated"}
COMPOSED = re.compile(r"^(cell|fate|mm|tone|way)-?\w+$")


def sheets() -> dict[str, str]:
    paths = sorted(CSS.rglob("*.css"))
    return {str(p.relative_to(CSS)): re.sub(r"/\*.*?\*/", "", p.read_text(encoding="utf-8"), flags=re.S) for p in paths}


def selectors(source: str) -> list[str]:
    """Every selector of a sheet, those inside media queries too."""
    heads = (head.rpartition(";")[2].strip() for head in re.findall(r"([^{}]+)\{", source))
    lists = (re.split(r",(?![^(]*\))", head) for head in heads if not head.startswith("@"))
    return [" ".join(selector.split()) for selector in chain.from_iterable(lists)]


def classes(compound: str) -> list[str]:
    """Its classes but those that say a state."""
    bare = re.sub(r"\[[^\]]*\]|:(?:not|is|where)\([^)]*\)", "", compound)
    return [name for name in re.findall(r"\.([A-Za-z][\w-]*)", bare) if not name.startswith(("is-", "has-", "if-"))]


def subject(selector: str) -> list[str]:
    """The classes of what a selector styles."""
    return classes(re.split(r"[ >+~]+(?![^\[(]*[\])])", selector)[-1])


def world(name: str) -> str:
    """The public pages load none of the other sheets."""
    return "public" if name.startswith("public/") else "program"


def homes() -> dict[tuple[str, str], set[str]]:
    """Sheets in which a class is styled, by where it is met."""
    found = defaultdict(set)
    for name, source in sheets().items():
        if name not in APART:
            for styled in chain.from_iterable(map(subject, selectors(source))):
                found[world(name), styled].add(name)
    return found


def words() -> str:
    """All in which a class can be named."""
    folders = ((CHECKOUT / "templates", "*.html"), (CHECKOUT / "static" / "js", "*.js"))
    apps = ("config", "departments", "findings", "indicators", "projects", "publications", "reviews", "texts")
    paths = chain((p for folder, pattern in folders for p in folder.rglob(pattern)),
                  (p for app in apps for p in (CHECKOUT / app).rglob("*.py")))  # fmt: skip
    return "\n".join(p.read_text(encoding="utf-8") for p in paths)


def test_a_class_is_styled_in_one_sheet():
    twice = {name: sorted(files) for (_, name), files in homes().items() if len(files) > 1 and name not in BLOCKS}

    assert twice == {}


def test_a_building_block_is_styled_bare_in_one_sheet():
    bare = defaultdict(set)
    for file, source in sheets().items():
        for selector in selectors(source) if file not in APART else ():
            for block in set(subject(selector)) & BLOCKS:
                if " " not in selector and set(classes(selector)) <= BLOCKS:
                    bare[world(file), block].add(file)

    assert {key: sorted(files) for key, files in bare.items() if len(files) > 1} == {}


def test_every_building_block_is_one():
    used = {name for (_, name), files in homes().items() if len(files) > 1}

    assert BLOCKS - used == set()


def test_every_class_styled_is_used():
    everything = set(re.findall(r"[\w-]+", words()))
    named = (
        re.findall(r"\.([A-Za-z][\w-]*)", selector) for source in sheets().values() for selector in selectors(source)
    )

    unused = set(chain.from_iterable(named)) - everything - FOREIGN
    composed = {name for name in unused if COMPOSED.match(name) or name.removeprefix("is-") in everything}
    assert unused - composed == set()


def test_every_sheet_is_loaded_by_somebody():
    named = set(re.findall(r"[\w/-]+\.css", words() + "".join(sheets().values())))

    assert {name for name in sheets() if name not in named and f"css/{name}" not in named} == set()


@pytest.mark.parametrize("folder", ["static/js", "static/css"])
def test_scripts_and_sheets_know_the_same_three_breakpoints(folder):
    paths = [p for p in (CHECKOUT / folder).rglob("*.*") if p.name != "tokens.css"]
    named = {found for p in paths for found in re.findall(r"\((max|min)-width: (\w+)\)", p.read_text(encoding="utf-8"))}

    assert {(side, width) for side, width in named if width not in WIDTHS[side]} == set()


def test_a_sheet_is_short():
    lengths = {str(p.relative_to(CSS)): len(p.read_text(encoding="utf-8").splitlines()) for p in CSS.rglob("*.css")}

    assert {name: length for name, length in lengths.items() if length > 300} == {}
