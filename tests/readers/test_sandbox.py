"""The child process: the same reading as here, or one sentence, whatever happens to it."""

import json

import pytest

from tests.places import SAMPLES
from tests.readers.test_hostile import a_document
from texts.model import FORMAT
from texts.readers import read
from texts.readers.blocks import UnreadableFileError
from texts.readers.sandbox import read_in_child

SAMPLE = SAMPLES / "yunxi-wenlv-2025.docx"
PARAGRAPHS = "<w:p/>" * 1_400_000


def test_the_child_reads_as_the_parent_would():
    data = SAMPLE.read_bytes()

    reading = read_in_child(SAMPLE.name, data)

    assert reading == read(SAMPLE.name, data)


def test_a_name_can_be_anything():
    data = SAMPLE.read_bytes()

    reading = read_in_child('"; rm -rf /\n\0.docx', data)

    assert len(reading.text.projects) == 6


def test_too_much_memory_is_one_sentence():
    with pytest.raises(UnreadableFileError, match=r"内存超过限制.*。$"):
        read_in_child("a.docx", a_document(PARAGRAPHS), memory=100_000_000)


def test_too_much_time_is_one_sentence():
    with pytest.raises(UnreadableFileError, match=r"1 秒内未能读完.*。$"):
        read_in_child("a.docx", a_document(PARAGRAPHS), cpu=1)


def test_an_answer_that_nobody_could_hold_is_one_sentence():
    data = json.dumps({"format": FORMAT, "measures": ["字" * 300_000] * 20}).encode()

    with pytest.raises(UnreadableFileError, match=r"文字过多.*。$"):
        read_in_child("a.json", data)


def test_nothing_is_answered_that_no_database_takes():
    data = SAMPLE.with_suffix(".txt").read_bytes().replace("绩效".encode(), "绩\0效".encode(), 3)

    reading = read_in_child("a.txt", data)

    assert [line for line in reading.source if "\0" in line.text] == []
    assert [problem for problem in reading.problems if "\0" in problem.found] == []
