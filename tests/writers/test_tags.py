"""What assistive programs are told: PDF/UA-1 structure, PDF/A-3 metadata and attachment."""

import io
import re
from collections import Counter
from collections.abc import Iterator

import pikepdf
import pytest

from tests.builders import a_project, a_text
from texts import interchange
from texts.writers.print.official_pdf import Printer

CHECKED = a_text(projects=(a_project(), a_project(name="另一个项目")))


@pytest.fixture(scope="module")
def pdf(printer: Printer) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(printer.print(CHECKED))) as document:
        yield document


def elements(node) -> Iterator[pikepdf.Dictionary]:
    """The tag tree from the top, in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from elements(node.get("/K"))


def tags(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return list(elements(pdf.Root.StructTreeRoot.K))


def test_the_tree_has_parts_headings_tables_and_a_table_of_contents(pdf):
    roles = Counter(str(element.S) for element in tags(pdf))

    wanted = {"/TOC": 2, "/TOCI": 5, "/H1": 2, "/H2": 5, "/H3": 1, "/Table": 4, "/THead": 2}
    assert {role: roles[role] for role in wanted} == wanted


def test_every_header_cell_has_a_scope_and_every_cell_its_headers(pdf):
    cells = [element for element in tags(pdf) if element.S in ("/TH", "/TD")]
    known = {str(cell.ID) for cell in cells if cell.S == "/TH"}

    assert [str(cell.A.Scope) in ("/Row", "/Column") for cell in cells if cell.S == "/TH"].count(False) == 0
    headers = [[str(header) for header in cell.A.Headers] for cell in cells if cell.S == "/TD"]
    assert [bool(names) and set(names) <= known for names in headers].count(False) == 0


def test_an_indicator_value_is_headed_by_its_levels_and_its_column(pdf):
    document = tags(pdf)
    cells = [element for element in document if element.S in ("/TH", "/TD")]
    names = {str(cell.ID): n for n, cell in enumerate(cell for cell in cells if cell.S == "/TH")}
    table = next(element for element in document if element.S == "/Table" and _has(element, "/THead"))
    last_row = [cell for cell in list(_of(table, "/TR"))[4].K if cell.S == "/TD"]

    order = [[names[str(header)] for header in cell.A.Headers] for cell in last_row]

    # 产出指标 covers four rows, so its header is not in this row; the columns follow 三级指标 … 依据.
    first = order[0][-1]
    assert [headers[-1] for headers in order] == [first, first + 1, first + 2, first + 3]
    assert len({tuple(headers[:-1]) for headers in order}) == 1
    assert len(order[0]) == 3


def _of(node, role: str) -> list[pikepdf.Dictionary]:
    return [element for element in elements(node) if role == element.S]


def _has(node, role: str) -> bool:
    return bool(_of(node, role))


def test_page_numbers_and_rules_are_artifacts(pdf):
    page = pdf.pages[2]
    content = page.Contents.read_bytes()

    tail = re.split(rb"/Artifact\s+BMC", content)[-1]
    forms = [page.Resources.XObject[name.decode()] for name in re.findall(rb"(/\S+)\s+Do", tail)]
    tail += b"".join(form.read_bytes() for form in forms)  # where WeasyPrint does not draw them on the page itself
    assert b"Tj" in tail or b"TJ" in tail
    assert b"BDC" not in tail


def test_metadata_name_language_title_author_and_both_standards(pdf):
    with pdf.open_metadata() as metadata:
        said = {key: metadata[key] for key in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part", "dc:title")}

    title = "云溪县教育局2025年部门预算绩效文本（草案）"
    assert said == {"pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1", "dc:title": title}
    info = {key: str(pdf.docinfo[key]) for key in ("/Title", "/Author", "/Subject")}
    subject = "部门整体绩效目标和2个预算项目的绩效目标表"
    assert info == {"/Title": title, "/Author": "云溪县教育局", "/Subject": subject}
    assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("zh-CN", True)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_the_text_travels_inside_as_its_machine_readable_twin(pdf):
    file = pdf.Root.AF[0]

    content = pdf.attachments["performance-text.json"].get_file().read_bytes()
    assert (len(pdf.Root.AF), str(file.AFRelationship), str(file.EF.F.Subtype)) == (1, "/Data", "/application/json")
    assert content == interchange.dumps(CHECKED)
