"""Every rule finds what it must and leaves alone what it must, its own examples first."""

import re

import pytest

from tests.checks import cases_names, cases_rows, cases_texts
from texts.checks import DEFAULT, RULES, TOPICS, Level
from texts.checks.engine import check_example

CASES = cases_rows.CASES | cases_names.CASES | cases_texts.CASES
FOUND = [(slug, case) for slug, (wrong, _) in CASES.items() for case in (RULES[slug].wrong, *wrong)]
SILENT = [(slug, case) for slug, (_, right) in CASES.items() for case in (RULES[slug].right, *right)]
SENTENCE = re.compile(r"[^。]+。")


def ids(cases):
    return [f"{slug}-{number}" for number, (slug, _) in enumerate(cases)]


@pytest.mark.parametrize(("slug", "example"), FOUND, ids=ids(FOUND))
def test_is_found(slug, example):
    found = check_example(RULES[slug], example, DEFAULT)

    assert {finding.rule for finding in found} == {slug}
    assert all(finding.level is RULES[slug].level for finding in found)


@pytest.mark.parametrize(("slug", "example"), SILENT, ids=ids(SILENT))
def test_is_left_alone(slug, example):
    assert check_example(RULES[slug], example, DEFAULT) == []


def test_every_rule_has_its_row_of_cases():
    assert sorted(CASES) == sorted(RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.slug)
def test_says_what_it_asks_and_why(rule):
    assert rule.topic in TOPICS
    assert isinstance(rule.level, Level)
    assert SENTENCE.fullmatch(rule.asks)
    assert SENTENCE.fullmatch(rule.why)
    assert "。" not in rule.title


@pytest.mark.parametrize(("slug", "example"), FOUND, ids=ids(FOUND))
def test_speaks_in_two_sentences(slug, example):
    sentences = [words for f in check_example(RULES[slug], example, DEFAULT) for words in (f.message, f.fix)]

    assert [words for words in sentences if not words.endswith("。") or "\n" in words or "None" in words] == []
    assert [words for words in sentences if words.count("“") != words.count("”")] == []
