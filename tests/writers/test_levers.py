"""With WeasyPrint's insides replaced, partly replaced and untouched, what is printed is the same."""

import ast
import io
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import pikepdf
import pytest

from tests.builders import a_project, a_text
from tests.writers.paper import POINT, opened
from tests.writers.printed_apart import Apart, printed_apart
from tests.writers.test_justify import PARAGRAPHS
from tests.writers.test_pdf_words import FILES
from tests.writers.test_rules import rules
from tests.writers.test_tables import tall_project
from tests.writers.test_tags import tags
from texts import interchange
from texts.model import Text
from texts.writers import weasyprint_levers
from texts.writers.print.official_pdf import Printer
from texts.writers.weasyprint_levers import LEVERS, chosen
from texts.writers.weasyprint_levers.lever import Replacement

CELLS = (
    "数量 ≥ 60 套 ，合格率 ≥ 98 %",
    "第一行\n第二行很长很长很长很长很长很长很长很长\n\n第四行",
    "https://example.invalid/a-very-long-address/without-any-place-to-break/at-all",
    "Office automation system for all forty schools of the county",
    "13990125P00001210001R、13990125P00001210002R",
    "  前后都有空白  ",
    "他说：“好。”（见《规划》）、《方案》；等等",
    "制\t表",
    "。，、",
    "",
)


def of_cells(text: Text) -> Text:
    """Every kind of words in every column, so wide and narrow, centred and justified."""
    project = a_project()
    rows = tuple(
        replace(project.indicators[0], level2=words, name=words, description=words, target=words[:9], basis=words)
        for words in CELLS
    )
    project = replace(project, purpose="".join(CELLS), unit_name=CELLS[3], indicators=rows)
    return replace(text, overall_goal=(*PARAGRAPHS.values(), *CELLS), projects=(project, tall_project(50)))


TEXTS = {
    "cells": of_cells(a_text()),
    "blank": a_text(department=None, finance_bureau=None, stage=None, fiscal_year=None, projects=(), measures=()),
    **{path.stem: interchange.loads(path.read_bytes()) for path in FILES},
}
NEAR = 0.2  # mm
ALIKE = "justify,boxes,drawings,objects"  # what else is replaced changes no byte
PUBLIC = {"weasyprint", "weasyprint.document", "weasyprint.urls", "weasyprint.text.fonts", "weasyprint.pdf.metadata"}

pytestmark = pytest.mark.thorough("prints in five processes of their own")


@pytest.fixture(scope="module")
def apart(tmp_path_factory) -> Callable[..., Apart]:
    """What a process with these levers prints; each is started once."""
    known: dict[tuple[str, ...], Apart] = {}

    def printed(levers: str, version: str = "", texts: dict[str, Text] | None = None) -> Apart:
        if (levers, version) not in known:
            some = texts or {name: TEXTS[name] for name in ("cells", "blank", FILES[0].stem)}
            known[levers, version] = printed_apart(tmp_path_factory.mktemp("apart"), some, levers, version)
        return known[levers, version]

    return printed


@cache
def with_all(name: str) -> bytes:
    """What this process prints, where all levers are in force."""
    return Printer().print(TEXTS[name])


@lru_cache(maxsize=16)
def glyphs(pdf: bytes) -> list[list[tuple[str, float, float]]]:
    """Of each page in the order of drawing: character, and its place from the upper left (mm)."""
    with opened(pdf) as document:
        return [
            [(char["text"], char["x0"] * POINT, char["top"] * POINT) for char in page.chars] for page in document.pages
        ]


def moved(pdf: bytes, other: bytes) -> float:
    """How far (mm) the glyph stands from its place that stands farthest from it; the same glyphs on every page."""
    here, there = glyphs(pdf), glyphs(other)
    assert [[char for char, *_ in page] for page in here] == [[char for char, *_ in page] for page in there]
    pairs = [pair for pages in zip(here, there, strict=True) for pair in zip(*pages, strict=True)]
    return max(max(abs(a[1] - b[1]), abs(a[2] - b[2])) for a, b in pairs)


def broken(pdf: bytes) -> list[dict[int, str]]:
    """The words of every line of every page, by how far down it stands (mm)."""
    pages = []
    for page in glyphs(pdf):
        lines: dict[int, list[tuple[float, str]]] = defaultdict(list)
        for char, left, top in page:
            lines[round(top)].append((left, char))
        pages.append({top: "".join(char for _, char in sorted(line)) for top, line in lines.items()})
    return pages


def ruled(pdf: bytes) -> list[list[list[tuple[int, ...]]]]:
    """Where the rules of every page lie, begin and end, in tenths of a point."""
    with opened(pdf) as document:
        return [
            [sorted(tuple(round(x * 10) for x in rule) for rule in kind) for kind in rules(page)]
            for page in document.pages
        ]


def tagged(pdf: bytes) -> list[tuple]:
    """The tag tree in reading order: role, and of a cell its scope, its spans and the number of its headers."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [(str(element.S), *_of_cell(element)) for element in tags(document)]


def _of_cell(element) -> list:
    told = element.get("/A", {})
    return [
        str(told.get("/Scope")),
        *(int(told.get(span, 1)) for span in ("/RowSpan", "/ColSpan")),
        len(told.get("/Headers", [])),
    ]


@pytest.mark.parametrize("name", TEXTS)
def test_levers_of_the_layout_change_no_byte(apart, name):
    plainer = apart(ALIKE, texts=TEXTS)

    assert with_all(name) == plainer.pdfs[name]


def test_without_the_levers_for_speed_every_glyph_stays_in_its_place(apart):
    slower = apart("justify")

    distances = {name: moved(with_all(name), pdf) for name, pdf in slower.pdfs.items()}
    assert {name: far for name, far in distances.items() if far > NEAR} == {}
    assert slower.log == []


@pytest.mark.parametrize("seen", [broken, ruled, tagged])
def test_without_any_lever_breaks_pages_tables_and_tags_are_equal(apart, seen):
    plain = apart("none")

    assert {name: seen(pdf) for name, pdf in plain.pdfs.items()} == {name: seen(with_all(name)) for name in plain.pdfs}


def test_without_any_lever_lines_are_ragged(apart):
    assert moved(apart("none").pdfs["cells"], apart("justify").pdfs["cells"]) > NEAR


def test_another_version_prints_plainly_and_says_so_once(apart):
    other = apart("all", "70.1")

    assert other.log == ["WeasyPrint 70.1 prints plainly: levers are proved with 70.0"]
    assert other.pdfs == apart("none").pdfs


@pytest.mark.parametrize(
    ("switch", "levers"),
    [
        ("all", set(LEVERS)),
        ("none", set()),
        ("justify,lines", {"justify", "lines"}),
        ("-lines, -boxes", set(LEVERS) - {"lines", "boxes"}),
        ("shapes,lines", {"lines"}),  # shapes stand on justified lines
        ("-justify", set(LEVERS) - {"justify", "shapes"}),
    ],
)
def test_a_switch_names_levers(switch, levers):
    assert set(chosen(switch)) == levers


def test_a_switch_with_a_name_that_is_none_prints_all_the_same_and_says_so(caplog):
    assert chosen("-swift,-lines") == [name for name in LEVERS if name != "lines"]
    assert caplog.messages == ["PERFORMANCE_TEXT_LEVERS names no lever: swift"]


class Insides:
    def measured(self, width, *, is_line): ...


@pytest.mark.parametrize(
    ("name", "arguments", "fits"),
    [
        ("measured", "self width is_line", True),
        ("measured", "self width", False),
        ("gone", "self width is_line", False),
    ],
)
def test_a_replacement_fits_what_takes_the_same_arguments(name, arguments, fits):
    assert Replacement(Insides, name, print, arguments).fits() is fits


def test_a_lever_that_does_not_fit_is_left_out_with_a_line_in_the_log(monkeypatch, caplog):
    known = {"bad": ("gone_for_good", ()), "over": ("lever", ("bad",)), "good": ("lever", ())}
    monkeypatch.setattr(weasyprint_levers, "LEVERS", known)

    fitting = weasyprint_levers._fitting(list(known))

    assert list(fitting) == ["good"]
    said = "WeasyPrint's insides are not as lever {} knows them: it is left out"
    assert caplog.messages == [said.format("bad"), said.format("over")]


def test_only_levers_know_the_insides_of_weasyprint():
    home = Path(weasyprint_levers.__file__).parent
    modules = [path for path in home.parents[1].rglob("*.py") if path.parent != home]
    trees = {path: ast.walk(ast.parse(path.read_text())) for path in modules}

    nodes = [(path.name, node) for path, tree in trees.items() for node in tree]
    imported = {(name, node.module) for name, node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    assert {
        (name, module) for name, module in imported if module.startswith("weasyprint") and module not in PUBLIC
    } == set()
    assert [name for name, node in nodes if isinstance(node, ast.Attribute) and node.attr == "_page_box"] == []
