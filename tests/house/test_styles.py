"""The style sheets: a sheet is a component, a class is styled in one of them and used, values are tokens (stylelint says more)."""

import re
from collections import defaultdict
from itertools import chain

import pytest

from tests.house import sheets
from tests.places import CHECKOUT

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
COMPOSED = re.compile(r"^(cell|fate|mm|share|tone|way)-?\w+$")
#: What carries lengths of its own: the tokens, and paper.
MEASURED = {"tokens.css", "official.css", "opinion.css", "export-index.css"}


def world(name: str) -> str:
    """The public pages load none of the other sheets."""
    return "public" if name.startswith("public/") else "program"


def homes(texts: dict[str, str]) -> dict[tuple[str, str], set[str]]:
    """Sheets in which a class is styled, by where it is met."""
    found = defaultdict(set)
    for name, text in texts.items():
        if name not in APART:
            for styled in chain.from_iterable(map(sheets.subject, sheets.selectors(text))):
                found[world(name), styled].add(name)
    return found


def styled_twice(texts: dict[str, str]) -> dict[str, list[str]]:
    several = {name: sorted(files) for (_, name), files in homes(texts).items() if len(files) > 1}
    return {name: files for name, files in several.items() if name not in BLOCKS}


def bare_twice(texts: dict[str, str]) -> dict[str, list[str]]:
    """Building blocks that more than one sheet styles wherever they stand."""
    bare = defaultdict(set)
    for name, text in texts.items():
        for selector in sheets.selectors(text) if name not in APART else ():
            if " " not in selector and set(sheets.classes(selector)) <= BLOCKS:
                for block in sheets.subject(selector):
                    bare[world(name), block].add(name)
    return {block: sorted(files) for (_, block), files in bare.items() if len(files) > 1}


def words() -> str:
    """All in which a class can be named."""
    folders = (("templates", "*.html"), ("static/js", "*.js"), ("texts", "*.py"))
    apps = ("config", "audit", "departments", "findings", "indicators", "jobs", "projects", "publications", "reviews")
    places = [*folders, *((app, "*.py") for app in apps)]
    paths = chain.from_iterable((CHECKOUT / folder).rglob(pattern) for folder, pattern in places)
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


class TestClasses:
    def test_a_class_is_styled_in_one_sheet(self):
        assert styled_twice(sheets.texts()) == {}

    def test_a_building_block_is_styled_bare_in_one_sheet(self):
        assert bare_twice(sheets.texts()) == {}

    def test_every_building_block_is_one(self):
        used = {name for (_, name), files in homes(sheets.texts()).items() if len(files) > 1}

        assert BLOCKS - used == set()

    def test_every_class_styled_is_used(self):
        everything = set(re.findall(r"[\w-]+", words()))
        all_selectors = chain.from_iterable(map(sheets.selectors, sheets.texts().values()))
        named = chain.from_iterable(re.findall(r"\.([A-Za-z][\w-]*)", selector) for selector in all_selectors)

        unused = set(named) - everything - FOREIGN
        composed = {name for name in unused if COMPOSED.match(name) or name.removeprefix("is-") in everything}
        assert unused - composed == set()

    def test_what_is_styled_twice_is_seen(self):
        texts = {
            "one.css": ".card .icon { margin: 0 } @media print { .card > p:not(.soft) { margin: 0 } }",
            "two.css": ".page .card.is-open, .icon { color: inherit }",
            "three.css": ".icon { color: inherit }",
            "public/one.css": ".card { margin: 0 }",
        }

        assert styled_twice(texts) == {}
        assert bare_twice(texts) == {"icon": ["three.css", "two.css"]}
        assert styled_twice(texts | {"four.css": "a.card:hover { margin: 0 }"}) == {"card": ["four.css", "two.css"]}


class TestValues:
    def test_colours_and_lengths_are_tokens(self):
        raw = {name: sheets.raw_values(text) for name, text in sheets.texts().items() if name not in MEASURED}

        assert {name: values for name, values in raw.items() if values} == {}

    @pytest.mark.parametrize(
        ("rule", "found"),
        [
            (".a { color: #1f2328 }", ["#1f2328"]),
            (".a { background: rgba(0, 0, 0, 0.5) }", ["rgba(0, 0, 0, 0.5)"]),
            (".a { padding: 7px var(--space-8) }", ["7px"]),
            ("@media (max-width: 767px) { .a { margin: calc(100% - 1.5rem) -2px } }", ["1.5rem", "-2px"]),
            (".a { width: 50%; min-width: 4em; flex: 1 1 0; color: var(--ink) }", []),
            ("/* stylelint-disable declaration-property-unit-disallowed-list -- why */ .a { width: 18mm }", []),
        ],
    )
    def test_what_is_none_is_seen(self, rule, found):
        assert sheets.raw_values(rule) == found

    @pytest.mark.parametrize("folder", ["static/js", "static/css"])
    def test_scripts_and_sheets_know_the_same_three_breakpoints(self, folder):
        paths = [path for path in (CHECKOUT / folder).rglob("*.*") if path.name != "tokens.css"]
        asked = set().union(*(sheets.widths(path.read_text(encoding="utf-8")) for path in paths))

        assert {(side, width) for side, width in asked if width not in WIDTHS[side]} == set()

    def test_every_token_is_used(self):
        texts = sheets.texts()
        defined = set(re.findall(r"^\s+(--(?!bs-)[\w-]+):", texts["tokens.css"], re.M))
        used = set(re.findall(r"var\((--[\w-]+)", "".join(texts.values())))

        assert defined - used == set()


def test_every_sheet_is_loaded_by_somebody():
    texts = sheets.texts()
    named = set(re.findall(r"[\w/-]+\.css", words() + "".join(texts.values())))

    assert {name for name in texts if name not in named and f"css/{name}" not in named} == set()


def test_a_sheet_is_short():
    assert {name: n for name, text in sheets.texts().items() if (n := len(text.splitlines())) > 300} == {}
