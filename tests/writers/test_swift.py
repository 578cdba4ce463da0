"""WeasyPrint with our replacements prints what it would print without them, to the byte."""

from dataclasses import replace

import pytest
from weasyprint import HTML
from weasyprint.text import line_break

from tests.builders import a_project, a_text
from tests.writers.test_justify import PARAGRAPHS
from tests.writers.test_pdf_words import FILES
from tests.writers.test_tables import tall_project
from texts import interchange
from texts.model import Text
from texts.writers.print import laid_out_pages
from texts.writers.print.official_pdf import Printer
from texts.writers.weasyprint_levers import swift
from texts.writers.weasyprint_levers.justify import JustifiedLayout

pytestmark = pytest.mark.thorough("each print is made twice")

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


class WholeHTML(HTML):
    """A page with all that a browser knows of HTML: its own parser, and style sheets for every element."""

    def __init__(self, page: str, url_fetcher) -> None:
        super().__init__(string=page, url_fetcher=url_fetcher)
        self.body = self.etree_element.find("body")


@pytest.fixture
def unhurried(monkeypatch):
    """Prints with WeasyPrint as it is, but for justified lines."""

    def printed(text: Text) -> bytes:
        with monkeypatch.context() as patch:
            for (owner, name, _), original in zip(swift.REPLACEMENTS, swift.ORIGINALS, strict=True):
                patch.setattr(owner, name, original)
            patch.setattr(line_break, "Layout", JustifiedLayout)
            patch.setattr(laid_out_pages, "Markup", WholeHTML)
            printer = Printer()
            printer._layout = laid_out_pages.Layout()
            return printer.print(text)

    return printed


@pytest.mark.parametrize("name", TEXTS)
def test_a_swift_print_is_the_same_print(unhurried, name):
    text = TEXTS[name]

    prints = [Printer().print(text), unhurried(text)]

    assert prints[0] == prints[1]


def test_nothing_is_replaced_by_itself():
    same = [
        name for (_, name, ours), original in zip(swift.REPLACEMENTS, swift.ORIGINALS, strict=True) if ours is original
    ]

    assert same == []
