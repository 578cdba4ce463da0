"""The comparison on screen: what is marked, where links lead, and nothing a strict policy would refuse."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from django.utils.safestring import mark_safe

from tests.builders import a_project, a_text
from tests.compare.versions import with_ids
from texts.compare import compare
from texts.model import Line
from texts.writers.html.differences import render_comparison

OLD = with_ids(a_text(projects=(a_project(), a_project(code="2", name="会议费"))))


class Page(HTMLParser):
    """Elements with their attributes and words; `heard` is what a screen reader says, hidden words included."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[dict] = []
        self._open: list[dict] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        element = {
            "tag": tag,
            "words": "",
            "heard": "",
            "classes": (dict(attrs).get("class") or "").split(),
            **dict(attrs),
        }
        self.elements.append(element)
        if tag not in ("col", "br", "path"):
            self._open.append(element)

    def handle_endtag(self, tag):
        if tag != "path":
            self._open.pop()

    def handle_data(self, data):
        is_hidden = any("visually-hidden" in element["classes"] for element in self._open)
        for element in self._open:
            element["heard"] += data
            element["words"] += "" if is_hidden else data

    def all(self, tag=None, **attributes) -> list[dict]:
        cls, has = attributes.pop("cls", None), attributes.pop("has", None)
        return [
            element
            for element in self.elements
            if (tag is None or element["tag"] == tag)
            and (cls is None or cls in element["classes"])
            and (has is None or has in element)
            and all(element.get(name.replace("_", "-")) == value for name, value in attributes.items())
        ]


def page(old, new, **options) -> Page:
    return Page(render_comparison(compare(old, new), **options))


def edited():
    """Every kind of change in one text."""
    first, second = OLD.projects
    rows = list(first.indicators)
    came = replace(rows[0], id=OLD.id, name="返工率", target="≤1%")
    rows = [rows[0], rows[3], replace(rows[1], target="≥99%"), rows[2], came, *rows[5:]]
    project = replace(first, budget="7.00", indicators=tuple(rows), goals=(*first.goals, Line(text="开展评选1次。")))
    return replace(
        OLD,
        stage="审定",
        overall_goal=(OLD.overall_goal[0], "全年新增学位800个。"),
        measures=(OLD.measures[1],),
        projects=(project, second, replace(second, id=None, code="3", name="培训费", budget="2.00")),
    )


def test_old_words_are_struck_out_and_new_ones_underlined_for_eye_and_ear():
    shown = page(OLD, edited())

    cell = shown.all("p", cls="both", data_place=f"{OLD.id}:overall_goal.2")[0]
    assert cell["heard"] == "全年新增学位［删去：600个］［新增：800个］。"
    assert [(e["tag"], e["words"]) for e in shown.all() if e["tag"] in ("del", "ins")][:4] == [
        ("del", "6.00"),
        ("ins", "7.00"),
        ("ins", "2.00"),
        ("del", "≥98%"),
    ]


def test_numbers_stand_first_and_lead_to_their_places():
    shown = page(OLD, edited())

    links = [(link["words"], link["href"]) for link in shown.all("a") if link["href"].startswith("#")]
    ids = {element["id"]: element for element in shown.all(has="id")}
    assert shown.all("h2", id="changed-numbers")[0]["words"] == "本次改动的数值 6 处"
    assert [href for _, href in links if href[1:] not in ids] == []
    budget = next(href for words, href in links if words == "乡土读本印制费预算数")
    assert ids[budget[1:]]["data-place"] == f"{OLD.projects[0].id}:budget"


def test_rows_that_came_went_or_moved_say_so():
    shown = page(OLD, edited())

    marks = [element["words"] for element in shown.all("span", cls="row-mark")]
    assert sorted(marks) == sorted(["删除", "新增", "移动，原第 4", "新增", "删除", "新增"])


def test_what_is_the_same_can_be_folded_away():
    shown = page(OLD, edited(), only_changes=True, switch="?changes=all")

    assert "only-changes" in shown.all("div", has="data-compare")[0]["classes"]
    assert [link["href"] for link in shown.all("a", has="data-compare-switch")] == ["?changes=all"]
    same = [element for element in shown.all("section", cls="project") if "is-same" in element["classes"]]
    assert ["会议费" in element["words"] for element in same] == [True]
    assert [gap["words"] for gap in shown.all(cls="gap")] == [
        *("⋯ 1 段未改动", "⋯ 1 段未改动", "⋯ 2 段未改动"),
        *("⋯ 1 行未改动", "⋯ 1 行未改动", "⋯ 1 行未改动"),
    ]


def test_the_whole_text_is_marked_as_such():
    assert "only-changes" not in page(OLD, edited()).all("div", has="data-compare")[0]["classes"]


def test_a_level_label_is_seen_once_and_heard_with_every_row():
    levels = page(OLD, edited()).all("th", cls="level")

    first = [(e["words"], "again" in e["classes"], "again-changed" in e["classes"]) for e in levels[:8:2]]
    assert first == [
        ("产出指标", False, False),
        ("产出指标", True, False),
        ("产出指标", True, True),
        ("产出指标", True, True),
    ]


def test_equal_texts_say_so():
    shown = page(OLD, with_ids(OLD))

    assert shown.all("p", cls="compare-counts")[0]["words"] == "两个版本内容相同，没有改动。"
    assert shown.all("h2", id="changed-numbers") == []
    assert [e for e in shown.all() if e["tag"] in ("del", "ins")] == []


def test_actions_of_the_caller_stand_with_what_changed():
    actions = {
        key: mark_safe(f"<button>恢复{key}</button>") for key in ("measures", "sub_goals", str(OLD.projects[0].id))
    }

    buttons = [
        button["words"] for button in page(OLD, edited(), actions=actions).all("button") if "恢复" in button["words"]
    ]

    assert buttons == ["恢复measures", f"恢复{OLD.projects[0].id}"]


def test_deleted_blanks_and_line_breaks_are_seen():
    old, new = (
        a_text(overall_goal=("开展 慰问。办好会议，保障到位。",)),
        a_text(overall_goal=("开展慰问。", "办好会议，保障到位。")),
    )

    cell = page(old, new).all("p", cls="both", data_place="overall_goal[1]")[0]

    assert cell["words"] == "开展␣慰问。↵\n办好会议，保障到位。"


def test_hostile_words_stay_words_and_nothing_is_inline():
    hostile = '<script>alert(1)</script><a href="javascript:x" onclick=y style="background:url(//x.invalid)">'
    new = a_text(
        department=hostile,
        overall_goal=(hostile,),
        measures=(Line(text=hostile),),
        projects=(
            a_project(
                name=hostile, code='"><img src=x>', indicators=(replace(a_project().indicators[0], name=hostile),)
            ),
        ),
    )

    shown = page(a_text(), new, old_name=hostile, new_name=hostile, switch=f"?{hostile}")

    assert {element["tag"] for element in shown.elements} & {"script", "style", "img", "html", "link"} == set()
    names = {name for element in shown.elements for name in element}
    assert [name for name in names if name == "style" or name.startswith("on")] == []
    assert [a["href"] for a in shown.all("a") if not re.match(r"#[\w-]+$|\?", a["href"])] == []


@pytest.mark.parametrize(
    ("old", "new"), [(OLD, edited()), (a_text(), edited()), (edited(), a_text()), (OLD, a_text(projects=()))]
)
def test_anchors_are_counted_in_print_order_and_stand_once(old, new):
    shown = page(old, new)

    anchors = [element["id"] for element in shown.all(has="data-change")]
    assert anchors == [f"change-{n}" for n in range(1, len(anchors) + 1)]
    assert [e["id"] for e in shown.all(has="id") if "data-change" not in e] == ["changed-numbers"]
