"""What is no text of the genre gets one clear sentence, early; damaged text a Reading; never a traceback."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.generating import examples
from tests.places import SAMPLES
from tests.readers.damage import Habits, pdf_dump, word_dump
from tests.readers.damage_ocr import ocr
from texts.interchange import loads
from texts.readers import read
from texts.readers.blocks import Reading, UnreadableFileError

TEXT = loads(min(SAMPLES.glob("*.json"), key=lambda path: (path.stem.count("."), path.stat().st_size)).read_bytes())
PRINTED = [print_it(TEXT, Habits()) for print_it in (word_dump, pdf_dump, ocr)]
NOISE = random.Random(7).randbytes(50_000)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "文件是空的"),
        (b" \r\n\t", "文件是空的"),
        (b"\0" * 100, "文件是空的"),
        (NOISE, "内容不是文字"),
        (NOISE * 1000, "超过文本文件 1 MB 的上限"),
        (b"1\n" * 300_000, "没有找到部门预算绩效文本的内容"),
        ("关于召开会议的通知\n请各单位准时参加。\n".encode(), "没有找到部门预算绩效文本的内容"),
        ("本单位认真开展绩效评价工作。\n".encode() * 50, "没有找到部门预算绩效文本的内容"),
        ("项目编码\n".encode() * 2000, "请按部门拆分后分别上传"),
    ],
)
def test_what_is_no_text_of_the_genre_is_refused(data, what):
    with pytest.raises(UnreadableFileError) as refusal:
        read("来文.txt", data)

    assert what in str(refusal.value)
    assert "请" in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    "tail",
    [
        "$" * 100_000,
        "<" * 100_000,
        "（" * 100_000,
        "." * 100_000,
        " " * 100_000 + "x",
        "\t" * 100_000,
        "1.甲绩效目标表\n" * 10_000,
    ],
)
def test_long_repetitions_are_read_in_linear_time(tail):
    reading = read("来文.txt", f"一、总体绩效目标\n提高服务质量。\n{tail}".encode())

    assert reading.text.overall_goal[0].startswith("提高服务质量。")


def test_a_header_row_full_of_strange_words_is_read_as_the_form_and_told():
    strange = " ".join(f"异{n:02}" for n in range(40))
    printed = PRINTED[1].replace("绩效指标描述", f"绩效指标描述 {strange}", 1)

    reading = read("来文.txt", printed.encode())

    assert len(reading.text.projects) == len(TEXT.projects)
    assert all(any(word in problem.found for problem in reading.problems) for word in strange.split())


@st.composite
def damaged(draw):
    """A printed text with pieces cut out, doubled, shuffled or overwritten."""
    text = draw(st.sampled_from(PRINTED))
    for _ in range(draw(st.integers(1, 4))):
        begin = draw(st.integers(0, len(text)))
        end = min(len(text), begin + draw(st.integers(1, 2000)))
        junk = draw(st.text(st.sampled_from("\t\n |<>$[](（）、.19一目标绩效指标表%≥td/"), max_size=40))
        text = draw(
            st.sampled_from([text[:begin] + text[end:], text[:end] + text[begin:], text[:begin] + junk + text[end:]])
        )
    return text.encode(draw(st.sampled_from(["utf-8", "gb18030", "utf-16"])))


@pytest.mark.thorough("generated damage")
@examples(40)
@given(damaged())
def test_damaged_files_give_a_reading_or_one_sentence(data):
    try:
        found = read("来文.txt", data)
    except UnreadableFileError as refusal:
        found = refusal

    assert isinstance(found, Reading | UnreadableFileError)


@examples(100)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_reading_or_one_sentence(data):
    try:
        found = read("来文.txt", data)
    except UnreadableFileError as refusal:
        found = refusal

    assert isinstance(found, Reading | UnreadableFileError)
