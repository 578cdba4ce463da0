"""The 绩效目标表 on its pages."""

import re
from dataclasses import replace

from tests.builders import a_project, a_text
from tests.writers.paper import opened, pdftotext, without_furniture
from texts.writers.print.fitted_tables import context, fitted
from texts.writers.print.laid_out_pages import Layout
from texts.writers.print.official_pdf import render_pdf


class CountingLayout(Layout):
    """Notes the type sizes of the tables in every go."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes: list[list[str]] = []

    def pages(self, sections):
        self.sizes += [[shown["project"]["size"] for _, shown in sections]] if sections else []
        return super().pages(sections)


HEADER = "一级指标二级指标三级指标绩效指标描述指标值指标值确定依据"


def tall_project(rows: int):
    """Levels in three runs, so that page breaks fall into merged cells."""
    row = a_project().indicators[0]
    levels = ("产出指标", "效益指标", "满意度指标")
    indicators = (
        replace(row, level1=levels[3 * n // rows], level2=f"第{6 * n // rows}类", name=f"第{n}行") for n in range(rows)
    )
    return a_project(indicators=tuple(indicators))


def table_pages(project, printer) -> list[str]:
    pages = pdftotext(render_pdf(a_text(projects=(project,)), printer=printer))
    return ["".join(page.split()) for page in pages[3:]]


def test_a_table_that_nearly_fits_is_set_smaller(printer):
    sizes = {}
    for rows in (6, 24, 27):
        text = a_text(projects=(a_project(), tall_project(rows)))
        with opened(render_pdf(text, printer=printer)) as pdf:
            sizes[rows] = {
                round(char["size"], 1) for page in pdf.pages[4:5] for char in page.chars if char["text"] == "册"
            }
            assert len(pdf.pages) == 5

    assert sizes == {6: {9.5}, 24: {9.0}, 27: {8.0}}


def test_a_long_table_repeats_header_and_levels_on_every_page(printer):
    pages = table_pages(tall_project(90), printer)

    assert len(pages) > 3
    assert [HEADER in page for page in pages] == [True] * len(pages)
    starts = [page.partition(HEADER)[2][:30] for page in pages[1:]]
    assert [bool(re.match(r"(产出|效益|满意度)指标(（续）)?第\d类", start)) for start in starts] == [True] * len(starts)


def test_no_row_is_lost_doubled_or_cut(printer):
    pages = table_pages(tall_project(90), printer)

    rows = [int(n) for page in pages for n in re.findall(r"第(\d+)行", page)]
    assert rows == list(range(90))
    per_page = [len(re.findall(r"第\d+行", page)) for page in pages]
    targets = [page.count("≥1200册") for page in pages]
    assert per_page == targets


def test_a_cell_longer_than_a_page_is_printed_whole(printer):
    project = a_project(purpose="一句很长的话。" * 900)

    pages = pdftotext(render_pdf(a_text(projects=(project,)), printer=printer))

    assert without_furniture(pages).count("一句很长的话。") == 900


def test_a_project_code_stays_on_one_line_and_amounts_end_together(printer):
    text = a_text(projects=(a_project(budget="6.00", fiscal_funds="6.00", other_funds="1000.00"),))

    with opened(render_pdf(text, printer=printer)) as pdf:
        words = pdf.pages[3].extract_words()
        rules = sorted({round(line["x0"]) for line in pdf.pages[3].lines + pdf.pages[3].rects})

    assert "13990125P00001210001Y" in [word["text"] for word in words]
    amounts = [word for word in words if re.fullmatch(r"\d+\.00", word["text"])]
    gaps = [min(rule - word["x1"] for rule in rules if rule > word["x1"] - 1) for word in amounts]
    assert [2 < gap < 5 for gap in gaps] == [True] * 3


def test_a_table_far_too_long_is_laid_out_in_its_own_size_only():
    layout = CountingLayout()
    tables = [(1, tall_project(90)), (2, tall_project(24))]

    usual = layout.pages([("project", context(table)) for table in tables])
    layout.sizes.clear()
    fitted(layout, tables, usual)

    # the shorter one fits in small type; the longer one is only split, until its page breaks stay where they are
    assert layout.sizes[0] == ["small"]
    assert {size for sizes in layout.sizes[1:] for size in sizes} == {""}
