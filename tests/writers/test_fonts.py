"""Faces on paper: ours alone, embedded, subset, and never a box."""

import io
from dataclasses import replace

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from tests.builders import a_project, a_text
from texts.model import Line
from texts.writers.fonts import font_build, font_folder
from texts.writers.print.official_pdf import MissingGlyphError, Printer, render_pdf

RARE = "喆堃镕㎡≧≦☑☐☒✓①Ⅱ〔〕䶮"


def faces(pdf: bytes) -> dict[str, TTFont]:
    """Name -> the embedded font file."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fonts = [font for page in document.pages for font in page.Resources.Font.values()]
        files = {str(f.BaseFont): f.DescendantFonts[0].FontDescriptor.FontFile3.read_bytes() for f in fonts}
    return {name: TTFont(io.BytesIO(content), lazy=True) for name, content in files.items()}


def test_every_face_is_ours_embedded_and_subset(printer):
    found = faces(render_pdf(a_text(), printer=printer))

    families = sorted(name.partition("+")[2] for name in found)
    kinds = ["FangSong", "Hei", "Kai", "Latin", "Song", "Title"]
    assert families == [f"Official-{kind}" for kind in kinds]
    assert [len(font.reader["CFF "]) < 300_000 for font in found.values()] == [True] * len(found)


def test_rare_characters_have_glyphs_and_keep_their_meaning(printer):
    text = a_text(overall_goal=(RARE,))

    with pikepdf.open(io.BytesIO(render_pdf(text, printer=printer))) as document:
        drawn = document.pages[2].Contents.read_bytes()
        maps = b"".join(font.ToUnicode.read_bytes() for font in document.pages[2].Resources.Font.values())

    assert b"<0000>" not in drawn  # .notdef
    assert [f"<{ord(c):04x}>".encode() in maps for c in RARE] == [True] * len(RARE)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (a_text(department="云溪县\U0002a6b2局"), "封面的部门名称"),
        (a_text(overall_goal=("好", "坏\U0002a6b2")), "总体绩效目标第2段"),
        (a_text(measures=(Line(text="\U0002a6b2"),)), "第1条工作保障措施"),
        (a_text(projects=(a_project(goals=(Line(text="\U0002a6b2"),)),)), "第1个项目“乡土读本印制费”的绩效目标第1条"),
    ],
)
def test_a_character_without_glyph_stops_the_printing_with_its_place(printer, text, place):
    with pytest.raises(MissingGlyphError) as caught:
        render_pdf(text, printer=printer)

    assert (caught.value.character, caught.value.place) == ("\U0002a6b2", place)
    assert str(caught.value).startswith(f"{place}中的“\U0002a6b2”（U+2A6B2）在排版字体中没有字形，")


def test_an_indicator_cell_is_named_by_project_row_and_column(printer):
    project = a_project()
    rows = (project.indicators[0], replace(project.indicators[1], target="\U0002a6b2"))

    with pytest.raises(MissingGlyphError) as caught:
        render_pdf(a_text(projects=(replace(project, indicators=rows),)), printer=printer)

    assert caught.value.place == "第1个项目“乡土读本印制费”的绩效指标第2行指标值"


def test_blanks_and_what_has_no_width_are_no_missing_glyphs(printer):
    text = a_text(overall_goal=("有\u200b各种\u3000空\u00a0白\t和\u2003\ufeff断\n行",))

    pdf = render_pdf(text, printer=printer)

    assert pdf.startswith(b"%PDF-1.7")


def test_licensed_faces_of_the_house_come_first(tmp_path, monkeypatch):
    licensed = tmp_path / "own" / "title.otf"
    licensed.parent.mkdir()
    with TTFont(font_folder.current_build() / "OfficialKai.otf", lazy=True, recalcBBoxes=False) as font:
        for name_id in (1, 4):
            font["name"].setName("方正小标宋简体", name_id, 3, 1, 0x804)
        font.save(licensed, reorderTables=None)
    monkeypatch.setenv("PERFORMANCE_TEXT_FONTS", str(tmp_path / "fonts"))
    monkeypatch.setenv("PERFORMANCE_TEXT_OWN_FONTS", str(licensed.parent))

    built = [font_build.build(), font_build.build()]
    families = {name.partition("+")[2] for name in faces(Printer().print(a_text()))}

    assert built == [True, False]
    assert families == {f"Official-{kind}" for kind in ("FangSong", "Hei", "Kai", "Latin", "Song")} | {"Own-Title"}


def test_every_face_is_equally_high():
    heights = set()
    for path in font_folder.current_build().glob("*.otf"):
        with TTFont(path, lazy=True) as font:
            head, system = font["hhea"], font["OS/2"]
            heights.add((head.ascent, head.descent, head.lineGap, system.sTypoAscender, system.usWinDescent))

    assert heights == {(880, -120, 0, 880, 120)}


def test_a_face_that_tells_no_role_is_refused(tmp_path):
    with TTFont(font_folder.current_build() / "OfficialMarks.otf") as font:
        font.save(tmp_path / "x.otf")

    with pytest.raises(font_build.FontBuildError) as caught:
        font_build.own_faces(tmp_path)

    assert "不知作何用途" in str(caught.value)


def test_a_broken_face_is_refused(tmp_path):
    (tmp_path / "仿宋.ttf").write_bytes(b"not a font")

    with pytest.raises(font_build.FontBuildError) as caught:
        font_build.own_faces(tmp_path)

    assert "不是可用的字体文件" in str(caught.value)


def test_without_fonts_one_sentence_says_what_to_run(tmp_path, monkeypatch):
    monkeypatch.setenv("PERFORMANCE_TEXT_FONTS", str(tmp_path))

    with pytest.raises(font_folder.FontsMissingError) as caught:
        font_folder.current_build()

    assert str(caught.value) == f"{tmp_path} 中没有排版字体，请先运行 make fonts。"
