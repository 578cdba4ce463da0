"""Plain text whose rows are lines with merged cells repeated, and rows that a page has cut."""

from dataclasses import replace

import pytest

from tests.places import SAMPLES
from tests.readers.closeness import closeness
from tests.readers.forms import AFTER, BEFORE, SIX, Style
from tests.readers.houses import HOUSES
from tests.readers.invented import invented
from tests.readers.printing import docx, rows
from texts.interchange import loads, to_json
from texts.readers import read
from texts.readers.form.labels import HEADER
from texts.readers.txt import txt_reader
from texts.readers.txt.cut_rows import WordStream, mended, texts_of
from texts.readers.txt.file_lines import lines_of
from texts.readers.txt.line_words import whole_levels, words_of_lines
from texts.readers.txt.repeated_cells import unrepeated
from texts.readers.txt.segmentation import segment

TEXT = loads((SAMPLES / "yunxi-wenlv-2025.json").read_bytes())
FEW = replace(TEXT, projects=TEXT.projects[:3])
WHOLE = {name: style for name, style in HOUSES.items() if style.cover and style.goals}


@pytest.mark.parametrize("separator", ["\t", " | "])
@pytest.mark.parametrize("style", WHOLE.values(), ids=WHOLE.keys())
def test_merged_cells_that_are_repeated_count_once(style, separator):
    reading = txt_reader.read(rows(FEW, style, separator).encode())

    assert closeness(to_json(FEW), to_json(reading.text))[1] == []


def test_a_name_and_a_description_that_are_the_same_stay_two_cells():
    head = "\t".join(("一级指标", "二级指标", "三级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"))
    label = "项目编码\t项目编码\t1\t1\t项目名称\t某项\t某项"
    row = "产出指标\t数量指标\t次数\t次数\t次数\t3次\t计划"

    found = unrepeated(lines_of("\n".join((label, label, label, head, row))))

    assert found[-1].raw == "产出指标\t数量指标\t次数\t次数\t3次\t计划"


@pytest.mark.parametrize("style", HOUSES.values(), ids=HOUSES.keys())
@pytest.mark.parametrize("seed", [3, 4])
def test_word_files_of_every_house_style_are_read(seed, style):
    text = invented(seed)
    text = replace(text, projects=text.projects[:3])

    reading = read("来文.docx", docx(text, style))

    lost = {"department", "finance_bureau", "stage"} if not style.cover else set()
    lost |= {"description"} if "description" not in style.columns else set()
    _, wrong = closeness(to_json(text), to_json(reading.text))
    assert [
        line for line in wrong if not any(name in line for name in lost) and (style.goals or "goals" not in line)
    ] == []


def test_other_chapters_are_told_word_for_word_and_mixed_into_nothing():
    reading = read("来文.docx", docx(FEW, Style(chapters=True)))

    assert closeness(to_json(FEW), to_json(reading.text)) == (1, [])
    told = [problem.found for problem in reading.problems]
    assert told == [*BEFORE, *AFTER]


def test_a_text_without_tables_is_read_and_what_is_missing_is_told():
    reading = read("来文.docx", docx(replace(TEXT, projects=()), Style()))

    assert reading.text == replace(TEXT, projects=())
    assert [problem.expected for problem in reading.problems] == ["没有找到绩效目标表"]


CUT = """产出指标
数量指标 无障碍改造户数 重度残疾 ≥50户 年初工作计划

— 5 —

人家庭改
造户数

质量指标 训练考核合格率
合格人
数/参训人
数×100%

≥95% 年初工作计划

效益指标 社会效益指标 业务保障能力
对单位业
务开展的
保障程度

有效提升 年初工作计划"""


def test_what_a_page_cuts_off_a_row_goes_back_to_its_cells():
    words = whole_levels(words_of_lines(lines_of(CUT)))
    reading = WordStream(HEADER, (4.0, 4.0, 11.0, 4.75, 4.5, 10.5), frozenset())

    found, rests = mended(segment(words, *(reading.columns, reading.widths)), reading)

    assert texts_of(found, rests) == [
        ["产出指标", "数量指标", "无障碍改造户数", "重度残疾人家庭改造户数", "≥50户", "年初工作计划"],
        ["", "质量指标", "训练考核合格率", "合格人数/参训人数×100%", "≥95%", "年初工作计划"],
        ["效益指标", "社会效益指标", "业务保障能力", "对单位业务开展的保障程度", "有效提升", "年初工作计划"],
    ]


def test_columns_without_a_field_are_told_and_the_target_is_put_together():
    style = Style(columns=(*SIX[:4], "direction", "target", "measured_in", "basis"))

    reading = read("来文.docx", docx(FEW, style))

    assert closeness(to_json(FEW), to_json(reading.text)) == (1, [])
    assert {problem.found for problem in reading.problems} == {"正向"}
