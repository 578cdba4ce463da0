"""Two versions as one Word file: accepting all changes leaves the new text, rejecting them the old one."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from lxml import etree

from tests import builders
from tests.compare.test_properties import versions
from tests.compare.versions import with_ids
from tests.generating import examples
from tests.writers.returning import as_it_comes_back
from tests.writers.tracked import DOCUMENT, W, accepted, rejected
from texts.compare import compare
from texts.interchange import to_json
from texts.model import Indicator, Line, Milestone, Project, Text
from texts.readers.returned import read_returned
from texts.writers.docx import render_docx, render_revision

AT = datetime(2025, 11, 3, 17, 30, tzinfo=UTC)


def revision(old: Text, new: Text) -> bytes:
    return render_revision(compare(old, new), new, author="云溪县教育局", at=AT)


def read(data: bytes) -> Text:
    return read_returned("修订稿.docx", data).text


def root_of(data: bytes):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(DOCUMENT))


def comparable(text: Text) -> Text:
    """As Word can hold it, with one numbering (a list's look is no tracked change), every row with words and levels."""
    text = as_it_comes_back(text)
    projects = tuple(_with_whole_rows(project) for project in text.projects)
    return replace(text, numbering="1.", overall_goal=("紧扣部署。", *text.overall_goal), projects=projects)


def _with_whole_rows(project: Project) -> Project:
    rows = tuple(_whole(project.indicators))
    return replace(project, indicators=rows, columns=project.columns if rows else ())  # no table, no columns


def _whole(rows: tuple[Indicator, ...]) -> Iterator[Indicator]:
    for row in rows:
        if any((row.name, row.description, row.target, row.basis)):
            yield replace(row, level1=row.level1 or "产出指标")


@given(versions())
@examples(25)
def test_accepted_it_is_the_new_text_and_rejected_the_old_one(texts):
    old, new = map(comparable, texts)

    data = revision(old, new)

    assert to_json(read(accepted(data))) == to_json(new)
    assert to_json(read(rejected(data))) == to_json(old)
    assert to_json(read(data)) == to_json(new)  # the reader takes changes as accepted


def two_versions() -> tuple[Text, Text]:
    old = with_ids(builders.a_text())
    (project,) = old.projects
    rows = project.indicators
    added = Indicator(level1="产出指标", level2="质量指标", name="装订合格率", target="≥99%")
    new_project = replace(
        project,
        budget="7.50",
        plan=(*project.plan[:2], Milestone(month=9, percent="90"), project.plan[3]),
        goals=(project.goals[0], Line(text="每校一套教师用书。")),
        indicators=(rows[0], added, *rows[2:]),
    )
    new = replace(old, measures=(*old.measures[1:], old.measures[0]), projects=(new_project,))
    return old, new


def test_every_change_has_its_author_and_its_time():
    changes = root_of(revision(*two_versions())).iter(f"{W}ins", f"{W}del")

    assert {(node.get(f"{W}author"), node.get(f"{W}date")) for node in changes} == {
        ("云溪县教育局", "2025-11-03T17:30:00Z")
    }
    ids = [
        node.get(f"{W}id")
        for node in root_of(revision(*two_versions())).iter(f"{W}ins", f"{W}del", f"{W}bookmarkStart")
    ]
    assert len(ids) == len(set(ids))


def test_rows_come_and_go_as_rows():
    root = root_of(revision(*two_versions()))

    fates = {"".join(t.text for t in row.iter(f"{W}t", f"{W}delText")): row for row in root.iter(f"{W}tr")}
    marked = {
        words: [node.tag.removeprefix(W) for node in row.find(f"{W}trPr") if node.tag in (f"{W}ins", f"{W}del")]
        for words, row in fates.items()
    }
    assert {words: fate for words, fate in marked.items() if fate} == {
        "资金支出计划（%）3月底6月底10月底12月底": ["del"],
        "30%60%90%100%": ["ins"],
        "资金支出计划（%）3月底6月底9月底12月底": ["ins"],
        "产出指标质量指标印刷合格率验收合格册数占印制册数的比例≥98%采购合同": ["del"],
        "产出指标质量指标装订合格率≥99%": ["ins"],
    }


def test_a_moved_paragraph_goes_here_and_comes_there():
    old, new = two_versions()

    data = revision(old, new)

    assert [line.text for line in read(rejected(data)).measures] == [line.text for line in old.measures]
    assert [line.id for line in read(data).measures] == [line.id for line in new.measures]


def test_a_paragraph_cut_in_two_is_one_new_end():
    old = builders.a_text(overall_goal=("办好人民满意的教育，全年新增学位600个。", "其他。"))
    new = builders.a_text(overall_goal=("办好人民满意的教育，", "全年新增学位600个。", "其他。"))

    data = revision(old, new)

    ends = [node for node in root_of(data).iter(f"{W}ins", f"{W}del") if node.getparent().tag == f"{W}rPr"]
    assert [node.tag for node in ends] == [f"{W}ins"]
    assert (read(accepted(data)), read(rejected(data))) == (new, old)


def test_a_text_by_itself_has_no_changes():
    text = builders.a_text()

    assert list(root_of(render_docx(text)).iter(f"{W}ins", f"{W}del", f"{W}delText")) == []
    assert revision(text, text) == render_docx(text)
