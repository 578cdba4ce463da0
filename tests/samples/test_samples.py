"""The project's own sample texts are what samples/README.md says, so that every other test may rest on them."""

import io
import json
import re
import zipfile
from collections import Counter
from decimal import Decimal

import pikepdf
import pytest
from docx import Document

from samples.make.dump import dump
from samples.make.house import HOUSES, JIAOYU, SHUILI, WENLV, House
from samples.make.scan import readable, scan
from samples.make.word import docx
from samples.make.wrapped import wrapped
from tests.places import SAMPLES
from texts.interchange import dumps, loads
from texts.model import Project, Text, project_strings

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CLEAN = (WENLV, SHUILI)
NEEDED = {"数量指标", "质量指标", "时效指标", "成本指标", "服务对象满意度指标"}


def content(house: House, extension: str) -> bytes:
    return (SAMPLES / f"{house.slug}.{extension}").read_bytes()


def text_of(house: House) -> Text:
    return loads(content(house, "json"))


def defects() -> list[dict]:
    return json.loads(content(JIAOYU, "defects.json"))


def of_each(houses=HOUSES):
    return pytest.mark.parametrize("house", houses, ids=lambda house: house.slug)


def check_character(code: str) -> str:
    """The 21st character of a 项目编码, from the 20 before it."""
    return ALPHABET[(30 - sum(3**i * ALPHABET.index(c) for i, c in enumerate(code[:20]))) % 31]


def money(printed: str | None) -> Decimal:
    return Decimal(printed or 0)


def sub_goal_words(text: Text) -> list[str]:
    return [word for item in text.sub_goals for word in (*item.description, *item.goals, item.indicators or "")]


class TestJson:
    @of_each()
    def test_is_canonical(self, house):
        assert dumps(text_of(house)) == content(house, "json")

    @of_each()
    def test_has_the_shape_that_the_readme_promises(self, house):
        text = text_of(house)

        months = {tuple(row.month for row in project.plan) for project in text.projects}
        units = {project.unit_code for project in text.projects}
        shape = (text.numbering, len(text.projects), sum(len(p.indicators) for p in text.projects), months, len(units))

        assert (
            shape
            == {
                WENLV: ("1.", 6, 48, {(3, 6, 10, 12)}, 1),
                JIAOYU: ("1、", 15, 102, {(3, 6, 9, 12)}, 5),
                SHUILI: ("（一）", 9, 83, {(3, 6, 9, 12)}, 2),
            }[house]
        )

    @of_each()
    def test_codes_are_of_the_invented_region_and_hold_their_check_character(self, house):
        codes = [project.code for project in text_of(house).projects]

        assert [code for code in codes if not re.fullmatch(r"1399012\dP\d{6}1\d{4}[0-9A-Y]", code)] == []
        assert [code for code in codes if code[20] != check_character(code)] == []
        assert len(set(codes)) == len(codes)

    def test_the_scan_lost_the_cover_and_some_cells_and_changed_nothing(self):
        whole, scanned = dumps(text_of(JIAOYU)).decode(), content(JIAOYU, "ocr.json").decode()

        pairs = list(zip(whole.splitlines(), scanned.splitlines(), strict=True))
        lost = Counter(left.split('"')[1] for left, right in pairs if left != right)

        assert lost == Counter(department=1, finance_bureau=1, stage=1, percent=12, basis=3, description=2)
        assert all(right.rstrip(",").endswith("null") for left, right in pairs if left != right)


class TestCleanTexts:
    @of_each(CLEAN)
    def test_amounts_add_up_and_are_those_of_the_purpose(self, house):
        projects = text_of(house).projects

        in_purpose = [Decimal(re.match(r"预算数([\d.]+)万元", project.purpose)[1]) for project in projects]

        assert [money(p.fiscal_funds) + money(p.other_funds) for p in projects] == [money(p.budget) for p in projects]
        assert in_purpose == [money(p.budget) for p in projects]

    @of_each(CLEAN)
    def test_plans_rise_to_100(self, house):
        plans = [[Decimal(row.percent) for row in project.plan] for project in text_of(house).projects]

        assert [plan for plan in plans if plan != sorted(set(plan)) or plan[-1] != 100] == []

    @of_each(CLEAN)
    def test_every_table_has_every_category_and_no_empty_cell(self, house):
        projects = text_of(house).projects

        assert [p.name for p in projects if not {row.level2 for row in p.indicators} >= NEEDED] == []
        assert [p.name for p in projects if "效益指标" not in {row.level1 for row in p.indicators}] == []
        cells = [cell for p in projects for r in p.indicators for cell in (r.name, r.description, r.target, r.basis)]
        assert None not in cells

    @of_each(CLEAN)
    def test_part_one_doubles_no_word(self, house):
        text = text_of(house)
        words = [*text.overall_goal, *(measure.text for measure in text.measures), *sub_goal_words(text)]

        assert [word for word in words if re.search(r"([一-龥]{2,6})\1", word)] == []

    @of_each(CLEAN)
    def test_part_one_names_indicators_and_values_of_the_table(self, house):
        text = text_of(house)

        for item, project in zip(text.sub_goals, text.projects, strict=True):
            rows = {f"{row.name}{row.target}" for row in project.indicators}
            assert item.title in (project.name, f"{project.name}项目绩效目标")
            assert set(item.indicators.rstrip("。").split("；")) <= rows


class TestDefects:
    def test_places_exist_and_the_quotes_stand_there(self):
        text = text_of(JIAOYU)

        wrong = [(one["id"], piece) for one in defects() for piece in missing(text, one)]

        assert wrong == []

    def test_every_mark_is_complete_and_has_a_number_of_its_own(self):
        fields = ("id", "rule", "level", "found_by", "at", "quote", "message", "fix")

        assert {tuple(one) for one in defects()} == {fields}
        assert len({one["id"] for one in defects()}) == len(defects()) == 94
        assert len({one["rule"] for one in defects()}) == 59


def missing(text: Text, defect: dict) -> list[str]:
    """The pieces of the quote that do not stand at the defect's place."""
    words = place(text, defect["at"])
    return [piece for piece in defect["quote"].split(" | ") if not any(piece in word for word in words)]


def place(text: Text, at: str) -> list[str]:
    """The strings of a place; of a row, the whole project's: a quote may set another cell against it."""
    part, _, number = at.partition("[")
    if part == "projects":
        code, _, field = number.partition("].")
        project = next(project for project in text.projects if project.code == code)
        return project_place(project, field)
    items = {"sub_goals": text.sub_goals, "measures": text.measures, "overall_goal": text.overall_goal}[part]
    chosen = [items[int(number.rstrip("]")) - 1]] if number else items
    return [word for item in chosen for word in item_words(item)]


def item_words(item) -> list[str]:
    if isinstance(item, str):
        return [item]
    return [item.text] if hasattr(item, "text") else [item.title, *item.description, *item.goals, item.indicators or ""]


def project_place(project: Project, field: str) -> list[str]:
    row = re.match(r"indicators\[(\d+)\]", field)
    assert row is None or 1 <= int(row[1]) <= len(project.indicators)
    assert row or field in ("code", "name", "budget", "purpose", "plan", "goals", "indicators", "basis")
    return [*project_strings(project), *(f"{row.percent}%" for row in project.plan)]


class TestForms:
    @of_each()
    def test_the_word_file_opens(self, house):
        document = Document(SAMPLES / f"{house.slug}.docx")

        tables = len(text_of(house).projects) * (1 if house.one_table else 2)
        assert len(document.tables) == tables

    @of_each()
    def test_the_pdf_is_small_and_tells_nothing_of_its_machine(self, house):
        with pikepdf.open(SAMPLES / f"{house.slug}.pdf") as document:
            told = {key: str(value) for key, value in document.docinfo.items()}

        assert told == {
            "/Title": f"{text_of(house).department}2025年部门预算绩效文本",
            "/Author": text_of(house).department,
            "/CreationDate": "D:20241108090000+08'00'",
            "/Producer": "LibreOffice",
        }
        assert len(content(house, "pdf")) < 300_000

    def test_the_plain_texts_are_made_from_their_json(self):
        made = [
            dump(content(WENLV, "docx")),
            scan(readable(text_of(JIAOYU))),
            wrapped(text_of(SHUILI), SHUILI),
        ]

        assert made == [content(house, "txt").decode() for house in HOUSES]
        assert dumps(readable(text_of(JIAOYU))) == content(JIAOYU, "ocr.json")

    @pytest.mark.thorough("samples made anew")
    @of_each()
    def test_the_word_file_is_made_again_with_the_same_parts(self, house):
        pages = printed_pages(content(house, "docx"), house)

        assert parts(docx(text_of(house), house, pages)) == parts(content(house, "docx"))

    @pytest.mark.parametrize("extension", ["docx", "txt"])
    def test_unusual_characters_are_there(self, extension):
        words = dump(content(SHUILI, "docx")) if extension == "docx" else content(SHUILI, "txt").decode()

        assert [sign for sign in "㎡☑喆堃镕〔〕" if sign not in words] == []


def parts(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def printed_pages(word_file: bytes, house: House) -> list[int]:
    """The page numbers at the ends of the contents' lines."""
    lines = dump(word_file).splitlines()
    after = lines.index("目  录")
    found = (
        re.search(r"(?:[.]{9}|\t)(\d+)$", line) for line in lines[after : after + len(text_of(house).projects) + 6]
    )
    return [int(match[1]) for match in found if match]
