"""Cover and 第一部分 as Word paragraphs."""

from collections.abc import Iterator, Sequence

from texts.compare import Comparison, Fate, Run
from texts.compare.word_differences import Runs
from texts.docx_marks import AUTHOR_TAIL, BUREAU_TAIL, COVER_TITLE, GOALS_LEAD, INDICATORS_LEAD
from texts.writers.docx.pen import Pen
from texts.writers.docx.takes import Take, fate_between, fate_of_cell, takes
from texts.writers.docx.xml import paragraph
from texts.writers.view import SECTIONS

#: the last lines of the cover stand at the foot of the page, however many there are above (228 mm from its top)
_FOOT = (
    '<w:framePr w:w="8845" w:hSpace="0" w:wrap="around" w:vAnchor="page" w:hAnchor="margin"'
    ' w:xAlign="center" w:y="12926"/>'
)
PART_ONE, PART_TWO = "第一部分\n部门整体绩效目标", "第二部分\n预算项目绩效目标"


def cover_lines(comparison: Comparison, pen: Pen) -> Iterator[str]:
    """The lines of the cover; a department that nobody named leaves a line to write on."""
    cells = comparison.cover.cells
    department = cells["department"]
    yield paragraph("CoverDepartment" if department.old or department.new else "CoverBlank", pen.words(department.runs))
    year = fate_of_cell(cells["fiscal_year"])
    named = pen.words(cells["fiscal_year"].runs) + pen.said("年", year) if year else ""
    yield paragraph("CoverTitle", named + pen.said(COVER_TITLE))
    around = (("stage", "CoverStage", "（", "）"), ("department", "CoverFoot", "", AUTHOR_TAIL))
    for field, style, before, behind in (*around, ("finance_bureau", "CoverFoot", "", BUREAU_TAIL)):
        if fate := fate_of_cell(cells[field]):
            words = pen.said(before, fate) + pen.words(cells[field].runs) + pen.said(behind, fate)
            yield paragraph(style, words, properties=_FOOT if style == "CoverFoot" else "", mark=pen.mark(fate))
    yield paragraph("TableGap", "")  # what stands at the foot hangs on the next paragraph, which must be on this page


def part_one_sections(comparison: Comparison, pen: Pen) -> Iterator[str]:
    """Its three sections."""
    yield paragraph("Heading1", pen.said(PART_ONE))
    yield heading(1, pen)
    for take in takes(comparison.overall_goal):
        yield from _paragraphs("OverallGoal", take, pen)
    yield heading(2, pen)
    style = comparison.cover.cells["numbering"].new
    for take in takes(comparison.sub_goals):
        yield from _sub_goal(take, pen, style)
    yield heading(3, pen)
    for take in takes(comparison.measures):
        yield item("measure", "Measure", take, pen, field="text", numbering=style)


def heading(number: int, pen: Pen) -> str:
    """一、总体绩效目标 and so on, with the bookmark that the contents lead to."""
    return paragraph("Heading2", pen.bookmark(toc_name(f"section-{number}"), pen.said(SECTIONS[number - 1])))


def toc_name(anchor: str) -> str:
    """The bookmark of an anchor of the contents, named as Word names its own."""
    kind, _, number = anchor.partition("-")
    return f"_Toc{'1' if kind == 'section' else '2'}{int(number):08}"


def item(kind: str, style: str, take: Take, pen: Pen, *, field: str, numbering: str | None) -> str:
    """A paragraph that counts itself, under the name of its row."""
    words = blank_behind_number(take, field, pen, numbering) + pen.words(take.runs(field))
    return pen.named(kind, take.identity, 0, paragraph(style, words, mark=pen.mark(take.fate)))


def blank_behind_number(take: Take, field: str, pen: Pen, numbering: str | None) -> str:
    """What keeps "1." apart from words that begin with a figure: "1. 18座水库" (texts.writers.typeset.ordinal)."""
    cell = take.row.cells[field]
    fate = fate_between(take.is_old and _begins(cell.old), take.is_new and _begins(cell.new))
    return pen.said(" ", fate) if fate and numbering in (None, "1.") else ""


def _begins(words: str | None) -> bool:
    return bool(words) and (words or "").lstrip(" ")[:1].isdigit()


def _sub_goal(take: Take, pen: Pen, numbering: str | None) -> Iterator[str]:
    yield item("sub_goal", "Heading3", take, pen, field="title", numbering=numbering)
    for part in take.rows("description"):
        yield from _paragraphs("SubGoalDescription", part, pen)
    goals = take.rows("goals")
    for part, lead in zip(goals, _leads(goals), strict=True):
        yield from _paragraphs("SubGoalGoals", part, pen, lead=lead and pen.said(GOALS_LEAD, lead))
    if fate := take.fate_of("indicators"):
        words = pen.said(INDICATORS_LEAD, fate) + pen.words(take.runs("indicators"))
        yield paragraph("SubGoalIndicators", words, mark=pen.mark(fate))


def _leads(goals: Sequence[Take]) -> list[Fate | None]:
    """What becomes of the words before the first paragraph, when another one becomes the first."""
    first_old = next((take for take in goals if take.is_old), None)
    first_new = next((take for take in goals if take.is_new), None)
    return [fate_between(take is first_old, take is first_new) for take in goals]


def _paragraphs(style: str, take: Take, pen: Pen, *, lead: str | None = None) -> Iterator[str]:
    """A paragraph; the two halves of one that was split or joined."""
    words = lead or ""
    for runs, end in _split(take.runs(), take.fate):
        yield paragraph(style, words + pen.words(runs), mark=pen.mark(end))
        words = ""


def _split(runs: Runs, fate: Fate) -> Iterator[tuple[Runs, Fate]]:
    """The runs of each half with what becomes of its end: a line break that came or went is where paragraphs were cut
    or joined; one that stays is a line break in a paragraph."""
    half: list[Run] = []
    for run in runs:
        pieces = [run.text] if run.fate is Fate.KEPT else run.text.split("\n")
        for piece in pieces[:-1]:
            yield (*half, Run(run.fate, piece)), run.fate
            half = []
        half.append(Run(run.fate, pieces[-1]))
    yield tuple(half), fate
