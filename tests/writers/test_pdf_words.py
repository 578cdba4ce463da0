"""Every string of the text is on paper, in order, for programs that know nothing of us."""

import pytest

from tests.builders import a_project, a_text
from tests.places import text_files
from tests.writers.paper import first_not_found, opened, pdftotext, strings_in_print_order, without_furniture
from texts import interchange
from texts.writers.print.official_pdf import render_pdf

FILES = [path for path in text_files(".json") if b"performance-text/1" in path.read_bytes()[:100]]


@pytest.mark.thorough("six texts printed, and read by another program")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_pdftotext_reads_every_string_in_order(path, printer):
    text = interchange.loads(path.read_bytes())

    pages = pdftotext(render_pdf(text, printer=printer))

    assert first_not_found(strings_in_print_order(text), without_furniture(pages)) is None


@pytest.mark.thorough("six texts printed, and read by another program")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_pdfplumber_reads_every_string_in_order(path, printer):
    text = interchange.loads(path.read_bytes())

    with opened(render_pdf(text, printer=printer)) as pdf:
        pages = ["".join(char["text"] for char in page.chars) for page in pdf.pages]

    assert first_not_found(strings_in_print_order(text), without_furniture(pages)) is None


def test_amounts_stand_as_they_were_printed(printer):
    text = a_text(projects=(a_project(budget="1,322.5", fiscal_funds="1322.50", other_funds=None),))

    words = without_furniture(pdftotext(render_pdf(text, printer=printer)))

    assert "预算数1,322.5其中：财政资金1322.50其他资金用于" in words


def test_a_text_that_states_nothing_prints_blanks(printer):
    text = a_text(department=None, finance_bureau=None, stage=None, fiscal_year=None, projects=(), measures=())

    pages = pdftotext(render_pdf(text, printer=printer))

    assert pages[0].split() == ["部门预算绩效文本"]
    assert "None" not in "".join(pages)


def test_markup_in_the_words_stays_words(printer):
    hostile = "<script>alert(1)</script><img src=file:///etc/passwd>}</style>url(http://x.invalid/a)"
    text = a_text(overall_goal=(hostile,), department="<b>教育局</b>", projects=(a_project(purpose=hostile),))

    words = without_furniture(pdftotext(render_pdf(text, printer=printer)))

    assert words.count("".join(hostile.split())) == 2
    assert words.startswith("<b>教育局</b>")


def test_characters_that_control_a_printer_are_blanks(printer):
    text = a_text(overall_goal=("控\x0b制\x0c字\x1c符\x85好",), projects=(a_project(name="项\x0b目", code="\x0b1"),))

    pages = pdftotext(render_pdf(text, printer=printer))

    assert "控制字符好" in without_furniture(pages)


def test_the_last_page_names_the_content(printer):
    text = a_text()

    pages = pdftotext(render_pdf(text, printer=printer))

    assert [interchange.sha256(text) in page for page in pages] == [False] * (len(pages) - 1) + [True]
