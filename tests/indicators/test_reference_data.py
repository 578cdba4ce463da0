"""The trees and the library that come with the program."""

import pytest

from indicators.actions import load_reference_data
from indicators.models import IndicatorCategory, IndicatorTree, LibraryIndicator

pytestmark = pytest.mark.django_db


def test_both_trees_are_loaded_in_print_order():
    load_reference_data()

    printed = {
        tree.code: [category.level2.removesuffix("指标") for category in tree.categories.all()]
        for tree in IndicatorTree.objects.all()
    }

    assert printed["2015"] == [
        *("数量", "质量", "时效", "成本"),
        *("经济效益", "社会效益", "生态效益", "可持续影响"),
        "服务对象满意度",
    ]
    assert printed["2021"] == [
        *("经济成本", "社会成本", "生态环境成本"),
        *("数量", "质量", "时效"),
        *("经济效益", "社会效益", "生态效益"),
        "服务对象满意度",
    ]


def test_every_indicator_of_the_library_has_its_place_in_a_tree():
    load_reference_data()

    places = set(IndicatorCategory.objects.values_list("level1", "level2"))

    assert LibraryIndicator.objects.count() == 298
    assert set(LibraryIndicator.objects.values_list("level1", "level2")) <= places


def test_loading_again_keeps_what_an_office_changed():
    load_reference_data()
    LibraryIndicator.objects.filter(name="验收合格率").update(example="99")
    IndicatorTree.objects.filter(code="2015").update(name="我县指标体系")

    load_reference_data()

    assert set(LibraryIndicator.objects.filter(name="验收合格率").values_list("example", flat=True)) == {"99"}
    assert IndicatorTree.objects.get(code="2015").name == "我县指标体系"
    assert LibraryIndicator.objects.count() == 298
