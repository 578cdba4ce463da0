"""What a cycle may override, and the one sentence for what it may not."""

from decimal import Decimal

import pytest

from tests.checks.changing import CLEAN, with_project, with_row
from tests.checks.clean import BENEFIT
from tests.places import SAMPLES
from texts.checks import DEFAULT, RULES, Level, SettingsError, check
from texts.checks.examples import months
from texts.interchange import loads

FAULTY = loads((SAMPLES / "yunxi-jiaoyu-2025.json").read_bytes())
STOPPED = with_project(0, plan=months("30", "60", "90", "95"))


def found(text, **rules):
    return [(f.rule, f.level) for f in check(text, settings=DEFAULT.with_overrides({"rules": rules}))]


def test_a_rule_can_be_switched_off():
    assert found(STOPPED) == [("plan_not_100", Level.ERROR)]
    assert found(STOPPED, plan_not_100={"on": False}) == []


def test_its_level_can_be_changed():
    assert found(STOPPED, plan_not_100={"level": "info"}) == [("plan_not_100", Level.INFO)]


def test_a_threshold_can_be_changed():
    flat = with_project(0, plan=months("30", "60", "100", "100"))

    assert found(flat) == []
    assert found(flat, plan_not_rising={"flat_end_allowed": False}) == [("plan_not_rising", Level.ERROR)]
    assert (
        DEFAULT.with_overrides({"rules": {"copied_text": {"shortest": 30}}}).rules["copied_text"].number("shortest")
        == 30
    )


def test_a_word_list_can_be_replaced_or_edited():
    text = with_row(0, BENEFIT, target="保持稳定")

    assert found(text) == [("unquantified_value", Level.WARNING)]
    assert found(text, unquantified_value={"accepted_words": ["保持稳定", "达标"]}) == []
    assert found(text, unquantified_value={"accepted_words": {"add": ["保持稳定"]}}) == []
    edited = DEFAULT.with_overrides({"rules": {"cost_total": {"per_unit": {"add": ["亩均"], "remove": ["标准"]}}}})
    standing = DEFAULT.rules["cost_total"].words("per_unit")
    assert edited.rules["cost_total"].words("per_unit") == (*(w for w in standing if w != "标准"), "亩均")


def test_shared_words_reach_every_rule_that_reads_them():
    text = with_row(0, BENEFIT, name="受益指望", target="≥90%", description="说明")

    settings = DEFAULT.with_overrides({"words": {"ratio_words": {"add": ["指望"]}}})

    assert [f.rule for f in check(text)] == ["unmeasurable_percent"]
    assert check(text, settings=settings) == []


def test_the_tree_of_a_cycle_can_be_named():
    of_2021 = DEFAULT.with_overrides({"rules": {"missing_category": {"tree": "2021"}}})
    of_its_own = DEFAULT.with_overrides(
        {"rules": {"missing_category": {"tree": "2027", "categories": {"add": [["2027", "安全指标", "安全"]]}}}}
    )

    assert {f.message for f in check(CLEAN, settings=of_2021)} == {"指标表缺少成本指标。"}
    assert {f.message for f in check(CLEAN, settings=of_its_own)} == {"指标表缺少安全指标。"}


def test_the_version_names_the_overrides():
    one = DEFAULT.with_overrides({"rules": {"plan_not_100": {"on": False}}})
    same = DEFAULT.with_overrides({"rules": {"plan_not_100": {"on": False}}})
    other = DEFAULT.with_overrides({"rules": {"plan_not_100": {"on": True}}})

    assert one.version == same.version != other.version
    assert one.version.startswith(f"{DEFAULT.version}+")
    assert DEFAULT.with_overrides({}) is DEFAULT


@pytest.mark.parametrize(
    ("overrides", "sentence"),
    [
        ({"rules": {"plan_not_99": {"on": False}}}, "没有名为“plan_not_99”的检查规则。"),
        ({"rule": {}}, "检查设置中没有“rule”，只能写 rules 和 words。"),
        ({"rules": {"plan_not_100": {"on": "no"}}}, "规则“plan_not_100”的 on 为“no”，应为 true 或 false。"),
        (
            {"rules": {"plan_not_100": {"level": "fatal"}}},
            "规则“plan_not_100”的 level 为“fatal”，应为 error、warning 或 info。",
        ),
        ({"rules": {"plan_not_100": {"share": 1}}}, "规则“plan_not_100”没有设置项“share”，可以设置的有：on、level。"),
        ({"rules": {"copied_text": {"longest": 1}}}, "规则“copied_text”没有设置项“longest”，可以设置的有：shortest。"),
        ({"rules": {"copied_text": {"shortest": "二十"}}}, "规则“copied_text”的“shortest”为“二十”，应为数字。"),
        ({"rules": {"copied_text": {"shortest": True}}}, "规则“copied_text”的“shortest”为“True”，应为数字。"),
        (
            {"rules": {"plan_not_rising": {"flat_end_allowed": 1}}},
            "规则“plan_not_rising”的“flat_end_allowed”为“1”，应为是或否（true、false）。",
        ),
        ({"rules": {"typo": {"confusions": ["按装"]}}}, "规则“typo”的“confusions”为“['按装']”，应为列表。"),
        (
            {"rules": {"typo": {"confusions": {"insert": []}}}},
            "规则“typo”的“confusions”应为列表，或 add、remove 两个列表。",
        ),
        (
            {"rules": {"typo": {"confusions": {"add": ["按装"]}}}},
            "规则“typo”的“confusions”新增的内容与原有各项格式不同。",
        ),
        (
            {"rules": {"outdated_reference": {"terms": {"add": [["十九大", "去年"]]}}}},
            "规则“outdated_reference”的“terms”新增的内容与原有各项格式不同。",
        ),
        ({"words": {"colours": []}}, "共用词表没有设置项“colours”"),
        ({"rules": {"cost_total": {"per_unit": [1]}}}, "“[1]”不能作为设置，应为数字、文字、是或否，或文字的列表。"),
        ({"rules": {"copied_text": {"shortest": float("nan")}}}, "“nan”不能作为设置"),
        ({"rules": ["plan_not_100"]}, "rules应为一组名称和值，写成 {…}。"),
        ([], "检查设置应为一组名称和值，写成 {…}。"),
    ],
)
def test_what_cannot_be_overridden_is_said_in_one_sentence(overrides, sentence):
    with pytest.raises(SettingsError) as refused:
        DEFAULT.with_overrides(overrides or [0])

    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)


@pytest.mark.thorough("a whole check a rule")
@pytest.mark.parametrize("slug", RULES)
def test_emptied_settings_break_nothing(slug):
    values = DEFAULT.rules[slug].values
    emptied = {key: {tuple: [], Decimal: 0, str: ""}.get(type(value), False) for key, value in values.items()}

    settings = DEFAULT.with_overrides({"rules": {slug: emptied}, "words": {key: [] for key in DEFAULT.shared}})

    found = check(FAULTY, settings=settings, last_year=CLEAN, others=[CLEAN])

    assert all(f.message.endswith("。") for f in found)


def test_every_setting_has_a_chinese_label():
    keys = {key for options in DEFAULT.rules.values() for key in options.values} | set(DEFAULT.shared) | {"on", "level"}

    assert sorted(keys - set(DEFAULT.labels)) == []
    assert sorted(set(DEFAULT.labels) - keys) == []


def test_defaults_are_read_once_and_frozen():
    assert set(DEFAULT.rules) == set(RULES)
    assert all(options.on for options in DEFAULT.rules.values())
    assert DEFAULT.rules["code_check"].number("weight") == Decimal(3)
    with pytest.raises(AttributeError):
        DEFAULT.version = "other"
