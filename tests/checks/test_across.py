"""All texts of a year beside each other: what is the same project, what was copied, what stands out."""

from dataclasses import replace
from uuid import uuid4

from tests import builders
from texts.checks import DEFAULT
from texts.checks.across import across
from texts.checks.gathering import character_pairs, contained, dice, fingerprints, gather, jaccard
from texts.model import Indicator, Line, Project, Text

GOAL = "发挥地区优势，提高地方经济竞争力，改善产业结构，引进重点企业不少于十三家，带动就业。"


def a_text_of(department: str, *projects: Project) -> Text:
    return builders.a_text(id=uuid4(), department=department, projects=projects)


def a_plain(name: str, **changes) -> Project:
    """A project with nothing in it that another one has."""
    fields = {"name": name, "purpose": None, "goals": (), "indicators": ()}
    return builders.a_project(**fields | changes)


def groups(texts) -> list[list[tuple[str, str]]]:
    return [[(member.department, member.name) for member in same.members] for same in across(texts, DEFAULT).same]


class TestTheSameProject:
    def test_has_a_like_name_elsewhere(self):
        texts = [
            a_text_of("政协", a_plain("政协招商资金"), a_plain("会议费")),
            a_text_of("政府办", a_plain("招商资金"), a_plain("12345政务热线")),
            a_text_of("商务局", a_plain("“招商”资金（2025年）"), a_plain("展会补助")),
        ]

        assert groups(texts) == [[("政协", "政协招商资金"), ("政府办", "招商资金"), ("商务局", "“招商”资金（2025年）")]]

    def test_is_none_within_one_text(self):
        assert groups([a_text_of("教育局", a_plain("培训经费"), a_plain("培训经费"))]) == []

    def test_shows_targets_category_by_category(self):
        rows = (
            Indicator(level2="数量指标", name="招商活动场次", target="≥13场"),
            Indicator(level2="成本指标", name="控制数", target="≤13万元"),
        )
        texts = [
            a_text_of("政协", a_plain("招商资金", indicators=rows)),
            a_text_of("政府办", a_plain("招商资金", indicators=rows[:1])),
        ]

        (same,) = across(texts, DEFAULT).same

        assert [(category, [[row.target for row in rows] for rows in cells]) for category, cells in same.lines] == [
            ("数量", [["≥13场"], ["≥13场"]]),
            ("成本", [["≤13万元"], []]),
        ]


class TestCopiedWords:
    def test_are_found_through_small_changes(self):
        changed = f"坚持稳中求进。{GOAL}".replace("十三", "十五")
        texts = [
            a_text_of("政协", a_plain("招商资金", goals=(Line(text=GOAL),))),
            a_text_of("园区", a_plain("园区建设", goals=(Line(text=changed),))),
            a_text_of(
                "林业局", a_plain("造林", goals=(Line(text="全年完成人工造林三千亩，成活率九成以上，管护到位。"),))
            ),
        ]

        (copied,) = across(texts, DEFAULT).copied

        assert (copied.what, copied.words) == ("绩效目标", GOAL)
        assert [member.department for member in copied.members] == ["政协", "园区"]

    def test_are_not_the_amounts_that_all_texts_word_alike(self):
        amounts = "预算数27万元，其中：财政资金27万元，其他资金0万元。主要用于"
        texts = [
            a_text_of("环保局", a_plain("督察经费", purpose=f"{amounts}环保督察综合业务的各项开支。")),
            a_text_of("政协", a_plain("学习经费", purpose=f"{amounts}委员外出培训和学习议政。")),
        ]

        assert across(texts, DEFAULT).copied == ()

    def test_are_a_whole_table(self):
        table = builders.a_project().indicators
        texts = [
            a_text_of("教育局", a_plain("读本印制", indicators=table)),
            a_text_of("文旅局", a_plain("图册编辑", indicators=table)),
        ]

        (copied,) = across(texts, DEFAULT).copied

        assert (copied.what, len(copied.members)) == ("指标表", 2)


def test_a_unit_cost_far_from_the_median_stands_out():
    row = Indicator(level2="数量指标", name="购置数量", target="≥10台")
    budgets = ("5", "6", "5", "7", "500")
    texts = [
        a_text_of(f"{n}局", a_plain(f"设备{n}", budget=budget, indicators=(row,))) for n, budget in enumerate(budgets)
    ]

    (outlier,) = across(texts, DEFAULT).outliers

    assert (outlier.member.department, outlier.unit, outlier.compared) == ("4局", "台", 5)
    assert (outlier.cost, outlier.usual) == (500_000, 6_000)


def test_blank_texts_are_like_nothing():
    blank = Project()

    found = across([a_text_of("", blank), a_text_of("", blank), Text(), replace(Text(), projects=(blank,))], DEFAULT)

    assert (found.same, found.copied, found.outliers) == ((), (), ())


class TestGathering:
    def test_members_are_like_their_leader(self):
        items = [frozenset(n) for n in ({1, 2, 3}, {1, 2, 3, 4}, {9}, {1, 2, 4, 5, 6}, set(), set())]

        assert gather(items, jaccard, 0.6) == [[0, 1]]

    def test_many_equal_ones_are_one_group(self):
        assert gather([frozenset({1, 2})] * 100, dice, 1.0) == [list(range(100))]

    def test_any_common_stretch_of_twenty_characters_shares_a_fingerprint(self):
        stretch = "改善产业结构引进重点企业带动群众稳定就业"

        for before in range(30):
            text = f"{GOAL[:before]}{stretch}{GOAL[before:]}"
            assert fingerprints(text) & fingerprints(f"另起一行不相干的话{stretch}到此为止别无他事可说")

    def test_likeness(self):
        assert (dice(2, 2, 2), jaccard(1, 2, 2), contained(2, 2, 9)) == (1.0, 1 / 3, 1.0)
        assert character_pairs("") == frozenset()
