"""The rules of a table on paper: each in one piece, every cell closed, none through a merged cell."""

from tests.builders import a_project, a_text
from tests.writers.paper import opened
from tests.writers.test_tables import tall_project
from texts.writers.print.official_pdf import render_pdf

NEAR = 0.1  # pt
WIDTH = 0.5  # pt


def rules(page) -> tuple[list[tuple], list[tuple]]:
    """(y, from, to) of those across and (x, from, to) of those down, in points from the upper left."""
    across = [(line["top"], line["x0"], line["x1"]) for line in page.lines if line["x1"] - line["x0"] > 1]
    down = [(line["x0"], line["top"], line["bottom"]) for line in page.lines if line["bottom"] - line["top"] > 1]
    return across, down


def test_rules_end_at_rules_so_every_cell_is_closed(printer):
    text = a_text(projects=(a_project(), tall_project(60)))

    with opened(render_pdf(text, printer=printer)) as pdf:
        pages = [rules(page) for page in pdf.pages[3:]]

    assert len(pages) >= 3
    open_ends = [
        (place, end)
        for across, down in pages
        for rules_of_one_kind, others in ((across, down), (down, across))
        for place, *ends in rules_of_one_kind
        for end in ends
        if not any(abs(other[0] - end) < WIDTH and other[1] - WIDTH < place < other[2] + WIDTH for other in others)
    ]
    assert open_ends == []


def test_rules_are_thin_black_and_drawn_once(printer):
    with opened(render_pdf(a_text(), printer=printer)) as pdf:
        page = pdf.pages[3]
        looks = {(round(line["linewidth"], 3), line["stroking_color"]) for line in page.lines}
        across, down = rules(page)

    assert looks == {(WIDTH, (0, 0, 0))}
    pairs = [(a, b) for kind in (across, down) for n, a in enumerate(kind) for b in kind[n + 1 :]]
    assert [(a, b) for a, b in pairs if abs(a[0] - b[0]) < NEAR and a[1] < b[2] and b[1] < a[2]] == []


def test_no_rule_goes_through_a_merged_cell(printer):
    with opened(render_pdf(a_text(), printer=printer)) as pdf:
        page = pdf.pages[3]
        words = {word["text"]: word for word in page.extract_words()}
        across, _ = rules(page)

    merged, first, last = words["产出指标"], words["数量指标"], words["成本指标"]  # one cell beside four rows
    between = [rule for rule in across if first["bottom"] < rule[0] < last["top"]]
    beside = [rule for rule in between if rule[1] > merged["x1"]]
    assert (len(between), len(beside)) == (3, 3)


def test_a_table_without_indicators_has_its_rules(printer):
    with opened(render_pdf(a_text(projects=(a_project(indicators=()),)), printer=printer)) as pdf:
        across, down = rules(pdf.pages[3])

    assert (len(across) >= 6, len(down) >= 4) == (True, True)
