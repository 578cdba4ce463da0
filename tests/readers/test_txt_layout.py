"""Plain text whose lines keep their places on the page, as `pdftotext -layout` prints it from a PDF of any layout."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.places import SAMPLES
from tests.readers.closeness import closeness
from tests.readers.forms import Style
from tests.readers.printing import html, print_page
from texts.interchange import loads, to_json
from texts.readers.txt import txt_reader
from texts.readers.txt.layout_columns import cells, pieces

NAMES = ("yunxi-wenlv-2025", "yunxi-shuili-2025")
# Style and the least share of equal values.
STYLES = {
    "two tables": (Style(), 0.95),
    "at the top": (Style(centred=False, unit_line="paragraph"), 0.98),
    "levels repeated": (Style(levels="repeated", one_table=True), 0.96),
    "headings again": (Style(levels="repeated", one_table=True, repeat_header=True), 0.98),
    "other chapters": (Style(chapters=True, plan="beside", money="below"), 0.95),
}


def printed(text, style: Style, folder: Path) -> bytes:
    """The text of the PDF of this layout, places kept."""
    path = folder / "text.pdf"
    css = "tr { break-inside: avoid }" + ("td { vertical-align: top }" if not style.centred else "")
    path.write_bytes(print_page(html(text, style, css)))
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout


@pytest.mark.thorough("each sample in every layout")
@pytest.mark.parametrize(("style", "least"), STYLES.values(), ids=STYLES.keys())
@pytest.mark.parametrize("name", NAMES)
def test_every_layout_is_read_by_the_places_of_its_words(name, style, least, tmp_path):
    text = loads((SAMPLES / f"{name}.json").read_bytes())
    text = replace(text, projects=text.projects[:3])

    reading = txt_reader.read(printed(text, style, tmp_path))

    share, wrong = closeness(to_json(text), to_json(reading.text))
    assert share >= least, wrong


def test_pieces_know_where_they_stand():
    assert [(p.x, p.text, p.end) for p in pieces("项目编码      1399  项目 名称")] == [
        (0, "项目编码", 4),
        (10, "1399", 14),
        (16, "项目 名称", 21),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("产出指标  数量指标    供水天数", ("产出指标", "数量指标", "供水天数", "")),
        ("                    率", ("", "", "率", "")),
        (
            "产出指标  数量指标   供水天数占全年天数  365 天",
            ("产出指标", "数量指标", "供水天数占全年天数", "365 天"),
        ),
        ("         质量指标    水质       ≥95%", ("", "质量指标", "水质", "≥95%")),
    ],
)
def test_words_stand_in_the_nearest_columns_in_order(line, said):
    assert cells(line, ((0, 4), (9, 13), (20, 26), (31, 36))) == said
