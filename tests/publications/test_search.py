"""Search as readers type: words apart, codes, numbers, whatever width; names before texts; in constant queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from publications.search import search
from tests import builders
from tests.publications.publishing import approved, published
from texts.model import Line

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("words are searched and ordered by the engine")]


@pytest.fixture
def projects():
    """Published: a project with the words in its name, and before it one that only speaks of them."""
    speaks = builders.a_project(
        code="13990125P00001310001C",
        name="校园（中心）足球场修缮费",
        budget="1,322.50",
        fiscal_funds="1,322.50",
        purpose="用于更换草 皮，与乡土读本同步宣传，完成率≧95％。",
        goals=(Line(text="修缮足球场3处。"),),
    )
    named = builders.a_project()
    published(approved(text=builders.a_text(projects=(speaks, named))))


def found(words: str, kind: str = "projects") -> list[str]:
    return [row.name for row in search(words, kind, "").page.object_list]


SPEAKS, NAMED = "校园（中心）足球场修缮费", "乡土读本印制费"


@pytest.mark.thorough("fifteen searches over published texts")
@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("乡土读本", [NAMED, SPEAKS]),
        ("校园 修缮", [SPEAKS]),
        ("校园、修缮", [SPEAKS]),
        ("校园，修缮；足球", [SPEAKS]),
        ("校园　修缮", [SPEAKS]),
        ("校园(中心)", [SPEAKS]),
        ("草皮", [SPEAKS]),
        ("≥95%", [SPEAKS]),
        ("13990125p00001310001c", [SPEAKS]),
        ("１３９９０１２５Ｐ", [SPEAKS, NAMED]),
        ("1322.50", [SPEAKS]),
        ("1,322.5", [SPEAKS]),
        ("1322", [SPEAKS]),
        ("1,322.50 修缮", [SPEAKS]),
        ("、、", None),
    ],
)
def test_finds_what_is_meant_names_first(projects, words, names):
    assert (found(words) if names else search(words, "projects", "").problem) == (names or "请输入 2 至 40 个字。")


def test_finds_the_indicators_of_a_project_by_both_names(projects):
    names = found("乡土读本 合格率", "indicators")

    assert names == ["印刷合格率"]


def test_costs_the_same_queries_however_many_are_found(client):
    published()
    counts = []
    for _ in range(2):
        for kind in ("projects", "indicators"):
            with CaptureQueriesContext(connection) as captured:
                client.get(reverse("public_search"), {"q": "乡土读本 费", "kind": kind})
            counts.append(len(captured))
        for _ in range(3):
            published()

    assert counts[:2] == counts[2:]
