"""Every character of a file is in the Text, in a problem, or known furniture."""

import random
import re
from collections import Counter

import pytest

from tests.places import text_files
from tests.readers.damage import Habits, pdf_dump, word_dump
from tests.readers.damage_ocr import ocr
from texts.interchange import loads
from texts.readers.txt import txt_reader

JSON = [path for path in text_files(".json") if "defects" not in path.name]
PRINTERS = (word_dump, pdf_dump, ocr)
# What is printed by the form and not by the department: labels, headings, numbers of pages and paragraphs, markup.
FURNITURE = re.compile(
    r"\[bookmark:[^\]]*\]|<[^>\n]*>|\\(?:geq|leq|%)|[\s$|%.．、:：…·—\-\d()（）一二三四五六七八九十\[\]<>\\/]"
    r"|第[一二]部分|部门整体|总体|分[项类]|预算|绩效|目标|指标|工作|保障|措施|项目|编码|名称|规模|及|资金|用途|数|其中|财政"
    r"|其他|支出|计划|月底|级|描述|值|确定|依据|单位|万元|产出|效益|满意度|服务|对象|数量|质量|时效|成本|经济|社会|生态"
    r"|可持续|影响|环境|表|目|录"
)


def unexplained(source: str, reading) -> Counter:
    """The characters of the source that nothing accounts for."""
    told = "".join((*reading.text.strings(), *(p.found for p in reading.problems), str(reading.text.fiscal_year)))
    held = set("".join(told.split()))
    return Counter(
        c for c in FURNITURE.sub("", "".join(source.split())) if c not in held and c not in "编制审核年部门文本县局年度"
    )


@pytest.mark.parametrize("path", text_files(".txt"), ids=lambda path: path.stem)
def test_nothing_of_a_file_is_lost(path):
    source = path.read_text(encoding="utf-8")

    reading = txt_reader.read(source.encode())

    assert unexplained(source, reading) == Counter()


@pytest.mark.thorough("each sample with every damage")
@pytest.mark.parametrize("seed", range(12))
def test_nothing_of_a_damaged_file_is_lost(seed):
    chance = random.Random(seed)
    text = loads(chance.choice(JSON).read_bytes())
    lines = chance.choice(PRINTERS)(text, Habits(seed=seed)).split("\n")
    begin = chance.randrange(len(lines))
    part = lines[begin : begin + 30]
    chance.shuffle(part)
    lines[begin : begin + 30] = [*part, f"窾{seed}坉", *(f"\t{word}" for word in ("玭珬", "甪硐"))]
    source = "\n".join(lines)

    reading = txt_reader.read(source.encode())

    assert unexplained(source, reading) == Counter()


def test_a_line_that_has_no_place_is_told_word_for_word():
    text = loads(JSON[0].read_bytes())
    source = word_dump(text, Habits()).replace("预算项目绩效目标\n", "预算项目绩效目标\n这一行不知放在哪里\n", 1)

    reading = txt_reader.read(source.encode())

    assert any(problem.found == "这一行不知放在哪里" for problem in reading.problems)
