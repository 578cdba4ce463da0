"""审核意见 on paper: what is on it, what a reader of the file finds, and that nothing is cut off."""

import io
from dataclasses import replace

import pikepdf
import pytest

from tests.writers.paper import opened, pdftotext, squeezed
from texts.opinion import Answer, Opinion, Remark, opinion_dumps
from texts.writers.print.glyph_check import MissingGlyphError
from texts.writers.print.press import Press

HASH = "9f2c1e0a7b" * 6 + "9f2c"
GROUPS = ("完整性", "完整性", "相关性", "相关性", "适当性", "适当性", "可行性", "可行性")


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def an_opinion(**changes) -> Opinion:
    answers = tuple(Answer(group, f"要点{n}", f"第{n}个问题是否妥当。", 0, "优") for n, group in enumerate(GROUPS, 1))
    opinion = Opinion(
        department="云溪县教育局",
        fiscal_year=2025,
        bureau="云溪县财政局",
        stage="复审",
        decision="审核通过",
        round=2,
        version=3,
        text_sha256=HASH,
        project_count=15,
        budget="1,322.00",
        decided_on="2025-01-08",
        reviewer="周雨桐",
        form="一般",
        overall="优",
        meaning="审核通过。",
        opinion="目标明确。",
        answers=answers,
    )
    return replace(opinion, **changes)


def a_remark(**changes) -> Remark:
    return replace(Remark("招商资金 · 第4行 · 指标值", "≥95%", "应为金额。", "方向错误", "≤13万元"), **changes)


def words_of(pdf: bytes) -> str:
    return squeezed("".join(pdftotext(pdf)))


def test_says_who_decided_what_on_which_text(press):
    words = words_of(press.print(an_opinion()))

    wanted = ["部门预算绩效文本审核意见", "编制部门云溪县教育局", "预算年度2025年", "审核阶段复审（第2次送审）"]
    wanted += ["审核文本第3版，15个项目，预算1,322.00万元", "审核决定审核通过", "总体等级优：审核通过。", HASH]
    wanted += ["一、审核评定（一般审核表）", "二、审核意见", "目标明确。"]
    wanted += ["审核人：周雨桐", "云溪县财政局（盖章）", "2025年1月8日"]
    assert [words_wanted for words_wanted in wanted if words_wanted not in words] == []


def test_fits_one_page_where_nothing_is_asked(press):
    with opened(press.print(an_opinion())) as pdf:
        assert len(pdf.pages) == 1


def test_points_stand_beside_their_most_and_add_up(press):
    answers = tuple(Answer(group, "要点", "是否妥当。", 15, points=12) for group in GROUPS[:2])

    words = words_of(press.print(an_opinion(form="重点", answers=answers)))

    assert ("12/15" in words, "合计24/100" in words, "总体等级优（24分）" in words) == (True, True, True)


def test_lists_what_is_asked(press):
    remarks = (
        a_remark(),
        a_remark(where="会议费 · 第1行", words="", asks="请补充。\n附批复。", reason="", suggestion=""),
    )

    words = words_of(press.print(an_opinion(decision="退回", remarks=remarks, opened=("3. 招商资金",))))

    wanted = ["三、需要修改或说明的内容（共2处）", "1招商资金·第4行·指标值≥95%方向错误应为金额。≤13万元"]
    wanted += ["2会议费·第1行请补充。附批复。", "可以修改的部分：3.招商资金。其余部分保持不变。"]
    assert [words_wanted for words_wanted in wanted if words_wanted not in words] == []


def test_sections_are_numbered_as_they_are_there(press):
    words = words_of(press.print(an_opinion(form="", answers=(), overall="", opinion="", remarks=(a_remark(),))))

    assert ("一、需要修改" in words, "审核评定" in words, "总体等级—" in words) == (True, False, True)


def test_a_remark_longer_than_a_page_is_printed_whole(press):
    long = "".join(f"第{n}句话说的是第{n}件事。" for n in range(1, 300))

    words = words_of(press.print(an_opinion(remarks=(a_remark(asks=long), a_remark(asks="最后一条。")))))

    assert "第299句话" in words
    assert "最后一条。" in words


def test_carries_itself_as_json_and_says_in_which_language(press):
    opinion = an_opinion(remarks=(a_remark(),))

    with pikepdf.open(io.BytesIO(press.print(opinion))) as pdf:
        attached = pdf.attachments["performance-review.json"].get_file().read_bytes()
        title, language = str(pdf.docinfo.Title), str(pdf.Root.Lang)

    assert attached == opinion_dumps(opinion)
    assert (title, language) == ("云溪县教育局2025年部门预算绩效文本审核意见（复审，第2次送审）", "zh-CN")


def test_the_same_opinion_is_the_same_file(press):
    assert press.print(an_opinion()) == Press().print(an_opinion())


def test_words_cannot_become_markup(press):
    words = words_of(press.print(an_opinion(opinion="<b>&amp;</b>", remarks=(a_remark(suggestion="a<b & c"),))))

    assert ("<b>&amp;</b>" in words, "a<b&c" in words) == (True, True)


def test_a_character_that_no_face_has_stops_the_print_with_its_place(press):
    with pytest.raises(MissingGlyphError) as stopped:
        press.print(an_opinion(remarks=(a_remark(asks="改为\U000e0041。"),)))

    assert "审核意见“改为" in str(stopped.value)
