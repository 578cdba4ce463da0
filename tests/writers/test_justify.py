"""Full lines end at the column's edge: measured on glyphs, so that a new WeasyPrint shows itself here first."""

from collections import defaultdict
from itertools import pairwise

import pytest

from tests.builders import a_text
from tests.writers.paper import POINT, opened
from texts.writers.print.official_pdf import render_pdf
from texts.writers.weasyprint_levers.justify import gaps

LEFT, RIGHT = 28, 28 + 156  # mm, GB/T 9704-2012
PARAGRAPHS = {
    "chinese": "坚持以人民为中心的发展思想全面落实各项部署扎实推进重点工作" * 6,
    "figures": "2025年完成投资1234.56万元，同比增长7.8%，新增学位600个，覆盖40所学校。" * 5,
    "marks": "他说：“办好教育。”“一定要办好！”（见《规划》）、《方案》；《办法》，等等。" * 5,
    "words": "建设 OA 系统与 office 平台，接入 https://example.invalid/service 等 API 接口。" * 5,
}


def lines(paragraph: str, printer) -> list[list[dict]]:
    """The glyphs of every line of the overall goal, left to right."""
    with opened(render_pdf(a_text(overall_goal=(paragraph,), sub_goals=(), measures=()), printer=printer)) as pdf:
        glyphs = [char for char in pdf.pages[2].chars if 15.7 < char["size"] < 15.9 and char["text"].strip()]
    rows = defaultdict(list)
    for char in glyphs:
        rows[round(char["bottom"])].append(char)
    body = [sorted(rows[key], key=lambda char: char["x0"]) for key in sorted(rows)]
    return [row for row in body if "Hei" not in row[0]["fontname"]]


@pytest.mark.parametrize("kind", PARAGRAPHS)
def test_full_lines_end_at_the_edge(kind, printer):
    rows = lines(PARAGRAPHS[kind], printer)

    ends = [row[-1]["x1"] * POINT for row in rows[:-1]]
    assert len(ends) >= 4
    assert [round(end, 2) for end in ends if abs(end - RIGHT) > 0.2] == []


@pytest.mark.parametrize("kind", PARAGRAPHS)
def test_no_line_begins_with_a_closing_mark(kind, printer):
    rows = lines(PARAGRAPHS[kind], printer)

    assert [row[0]["text"] for row in rows if row[0]["text"] in "，。、；：！？）》」”"] == []


def test_a_page_holds_22_lines_of_28_characters(printer):
    with opened(render_pdf(a_text(overall_goal=("中" * 2000,)), printer=printer)) as pdf:
        page = pdf.pages[3]
        glyphs = [char for char in page.chars if char["text"] == "中"]

    tops = sorted({round(char["top"], 1) for char in glyphs})
    assert len(tops) == 22
    assert len(glyphs) == 22 * 28
    pitches = {round((b - a) * POINT, 1) for a, b in pairwise(tops)}
    assert pitches == {10.2}


def test_two_marks_in_a_row_take_one_and_a_half_places(printer):
    rows = lines("他说：“好。”" + "中" * 60, printer)

    marks = [char for char in rows[0] if char["text"] in "：“"]
    assert round(marks[1]["x0"] - marks[0]["x0"], 1) == pytest.approx(15.786 / 2, abs=0.4)


@pytest.mark.parametrize(
    ("text", "places"),
    [("甲乙丙", [0, 1]), ("甲——乙", [0, 2]), ("第2025年", [0, 4]), ("a b", [1]), ("end", []), ("", [])],
)
def test_room_is_made_beside_chinese_but_not_inside_strokes_and_figures(text, places):
    assert gaps(text) == places
