"""Contents, page numbers, labels and bookmarks say the same, and are right."""

import io
import re

import pikepdf
import pytest

from tests.builders import a_project, a_text
from tests.places import REAL_TEXTS
from tests.writers.paper import pdftotext, squeezed
from tests.writers.test_pdf_words import FILES
from texts import interchange
from texts.model import Text
from texts.writers.print.official_pdf import render_pdf

NUMBER = re.compile(r"— (\d+) —")


def entries(pages: list[str], text: Text) -> list[int]:
    """The printed page number of every title, in the order of the contents."""
    names = titles(text)
    listed = "".join("".join(page.split()) for page in pages[1 : first_numbered(pages)])
    parts = [f"{re.escape(squeezed(name))}[.]*([0-9]+?)(?:第二部分预算项目绩效目标)?" for name in names]
    match = re.fullmatch("目录第一部分部门整体绩效目标" + "".join(parts), listed)
    assert match, listed
    return [int(number) for number in match.groups()]


def first_numbered(pages: list[str]) -> int:
    return next(n for n, page in enumerate(pages) if NUMBER.search(page))


def titles(text: Text) -> list[str]:
    sections = ["一、总体绩效目标", "二、分项绩效目标", "三、工作保障措施"]
    return sections + [f"{n}.{project.name}绩效目标表" for n, project in enumerate(text.projects, 1)]


@pytest.mark.thorough("six texts printed, and read by another program")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_entry_names_the_page_where_its_heading_stands(path, printer):
    text = interchange.loads(path.read_bytes())

    pages = pdftotext(render_pdf(text, printer=printer))

    numbered = {int(match[1]): page for page in pages if (match := NUMBER.search(page))}
    standing = [squeezed(numbered[number]) for number in entries(pages, text)]
    lost = [title for title, page in zip(titles(text), standing, strict=True) if squeezed(title) not in page]
    assert lost == []


@pytest.mark.skipif(not REAL_TEXTS.is_dir(), reason="the real texts stand beside the checkout only where they may")
def test_pages_agree_with_the_real_document_within_one(printer):
    text = interchange.loads((REAL_TEXTS / "zunhua-zhengfuban-2024.json").read_bytes())

    ours = entries(pdftotext(render_pdf(text, printer=printer)), text)

    real = [1, 2, 8, *range(13, 28)]
    assert [number for number, theirs in zip(ours, real, strict=True) if abs(number - theirs) > 1] == []


def test_numbers_begin_with_part_one_and_stand_outside(printer):
    text = a_text(projects=(a_project(), a_project(name="另一个项目")))

    pdf = render_pdf(text, printer=printer)

    numbers = [NUMBER.findall(page) for page in pdftotext(pdf)]
    assert numbers == [[], [], ["1"], ["2"], ["3"]]


def test_labels_and_bookmarks_lead_to_every_section_and_table(printer):
    text = a_text(projects=(a_project(), a_project(name="另一个项目")))

    with pikepdf.open(io.BytesIO(render_pdf(text, printer=printer))) as pdf:
        labels = [page.label for page in pdf.pages]
        outline = list(_flat(pdf.open_outline().root))

    assert labels == ["封面", "目录1", "1", "2", "3"]
    assert outline == [
        "目录",
        "第一部分　部门整体绩效目标",
        "一、总体绩效目标",
        "二、分项绩效目标",
        "1.乡土读本印制费绩效目标项目",
        "三、工作保障措施",
        "第二部分　预算项目绩效目标",
        "1.乡土读本印制费绩效目标表",
        "2.另一个项目绩效目标表",
    ]


def _flat(items):
    for item in items:
        yield item.title
        yield from _flat(item.children)


@pytest.mark.parametrize(("numbering", "printed"), [("1.", "1."), ("1、", "1、"), ("（一）", "（一）")])
def test_items_are_numbered_in_the_style_of_the_text(printer, numbering, printed):
    text = a_text(numbering=numbering)

    words = "".join("".join(pdftotext(render_pdf(text, printer=printer))).split())

    assert f"{printed}乡土读本印制费绩效目标项目面向小学" in words
    assert f"{printed}建立项目台账" in words
