"""What is right stays without a finding: the project's clean texts, the indicator library, and the silent rules on real texts."""

import csv
from collections import Counter

import pytest

from tests.places import CHECKOUT, SAMPLES, text_files
from texts.checks import DEFAULT, check, check_project
from texts.interchange import loads
from texts.model import Indicator, Project

CLEAN = ("yunxi-wenlv-2025", "yunxi-shuili-2025")
WITH_DEFECTS_OF_OUR_OWN = "yunxi-jiaoyu-2025"
#: Rules of which the real texts hold no case.
SILENT = {
    "budget_sum",
    "amount_in_purpose",
    "cost_total",
    "missing_category",
    "code_check",
    "duplicate_code",
    "empty_field",
    "too_long",
    "formula_budget",
    "same_text_elsewhere",
    "year_on_year",
    "unit_times_quantity_not_budget",
    "unit_cost_unreasonable",
    "cost_lower_bound",
    "ge_100_percent",
    "odd_glyph",
    "question_form_name",
    "subgoals_not_by_project",
    "subgoal_unquantified",
    "scope_error",
    "personal_info",
}
#: What the library itself does that a reviewer advises against, or that waits for a bureau's word list (定性).
LIBRARY = {
    "rate_in_quantity": 12,
    "unquantified_value": 9,
    "cost_percent": 7,
    "unmeasurable_percent": 1,
    "ge_100_percent": 1,
    "cost_lower_bound": 1,
    "indicator_wrong_category": 1,
}
QUALITATIVE = ["有效提升", "基本健全", "正常运转", "稳步提高", "有效保障", "明显提升", "及时", "长期", "无负面影响"]


@pytest.mark.parametrize("slug", CLEAN)
@pytest.mark.parametrize("suffix", [".json"])
def test_clean_texts_stay_clean(slug, suffix):
    text = loads((SAMPLES / f"{slug}{suffix}").read_bytes())

    assert check(text, last_year=text) == []


def test_silent_rules_find_nothing_in_real_texts():
    paths = [path for path in text_files(".json") if path.stem != WITH_DEFECTS_OF_OUR_OWN]
    texts = [loads(path.read_bytes()) for path in paths]

    found = [
        (path.stem, f.rule, f.at)
        for path, text in zip(paths, texts, strict=True)
        for f in check(text)
        if f.rule in SILENT
    ]

    assert found == []


def test_departments_beside_each_other_share_no_table():
    texts = [loads((SAMPLES / f"{slug}.json").read_bytes()) for slug in CLEAN]

    assert [f for text in texts for f in check(text, others=[t for t in texts if t is not text])] == []


def library() -> list[Indicator]:
    """Every indicator of the library with its example as the value."""
    with (CHECKOUT / "indicators/data/library.csv").open(encoding="utf-8-sig", newline="") as file:
        return [
            Indicator(
                level1=line["level1"],
                level2=line["level2"],
                name=line["name"],
                description=line["description"],
                target=value_of(line),
                basis="《项目管理办法》",
            )
            for line in csv.DictReader(file)
        ]


def value_of(line: dict[str, str]) -> str:
    if line["operator"] == "定性" or line["unit"] == "日期":
        return line["example"]
    return f"{line['operator'].replace('=', '')}{line['example']}{line['unit']}"


def on_rows(settings) -> Counter:
    """How often each rule speaks of a library row in a project of its own."""
    projects = [Project(budget="1000", indicators=(row,)) for row in library()]
    found = [f for project in projects for f in check_project(project, settings=settings, fiscal_year=2025)]
    return Counter(f.rule for f in found if f.place.kind == "indicator")


def test_the_library_raises_next_to_nothing():
    assert len(library()) == 298
    assert on_rows(DEFAULT) == LIBRARY


def test_a_bureau_that_accepts_qualitative_values_says_so():
    accepting = DEFAULT.with_overrides({"rules": {"unquantified_value": {"accepted_words": QUALITATIVE}}})

    assert on_rows(accepting) == {slug: n for slug, n in LIBRARY.items() if slug != "unquantified_value"}
