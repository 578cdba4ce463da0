"""The reading view: the same words as on paper, a place on every value, nothing a strict policy would refuse."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from uuid import UUID

import pytest

from tests.builders import a_project, a_text
from tests.writers.paper import first_not_found, squeezed, strings_in_print_order
from tests.writers.test_pdf_words import FILES
from texts import interchange
from texts.model import Text
from texts.writers.html.reading_view import render_html

IDS = [UUID(int=n) for n in range(1, 9)]


class Reading(HTMLParser):
    """Words in order, and the words at each place."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.at, self.tags, self._open = "", {}, [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._open.append(dict(attrs).get("data-place"))

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        self._open.pop()

    def handle_data(self, data):
        self.words += data
        for place in {place for place in self._open if place}:
            self.at[place] = self.at.get(place, "") + data


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_string_is_there_in_order(path):
    text = interchange.loads(path.read_bytes())

    reading = Reading(render_html(text))

    assert first_not_found(strings_in_print_order(text), squeezed(reading.words)) is None


def test_without_identities_places_are_positions():
    reading = Reading(render_html(a_text()))

    at = "projects[13990125P00001210001Y]"
    places = {
        "department": "云溪县教育局",
        "overall_goal[2]": "全年新增学位600个。",
        "sub_goals[1].title": "1.乡土读本印制费绩效目标项目",
        "sub_goals[1].goals[1]": "绩效目标：印制并发放乡土读本。",
        "measures[2]": "2.严格采购程序，开展绩效自评。",
        f"{at}.budget": "6.00",
        f"{at}.plan[4].percent": "100%",
        f"{at}.goals[2]": "2.发放至全县40所学校。",
        f"{at}.indicators[5].target": "≥40所",
    }
    assert {place: reading.at.get(place) for place in places} == places


def test_with_identities_places_are_rows_and_fields():
    reading = Reading(render_html(with_identities(a_text())))

    text, sub_goal, measure, project, goal, step, row = IDS[:7]
    places = {
        f"{text}:stage": "（草案）",
        f"{text}:overall_goal.1": "紧扣县委、县政府部署，办好人民满意的教育。",
        f"{sub_goal}:description.1": "面向小学三至六年级。",
        f"{sub_goal}:indicators": "绩效指标：印制读本数量≥1200册；印刷合格率≥98%。",
        f"{measure}:text": "1.建立项目台账，按月监控进度。",
        f"{project}:purpose": "用于印制面向中小学的乡土读本。",
        f"{goal}:text": "1.印制乡土读本1200册。",
        f"{step}:percent": "30%",
        f"{row}:level1": "产出指标",
        f"{row}:target": "≥1200册",
    }
    assert {place: reading.at.get(place) for place in places} == places


def with_identities(text: Text) -> Text:
    project = text.projects[0]
    project = replace(
        project,
        id=IDS[3],
        goals=(replace(project.goals[0], id=IDS[4]), *project.goals[1:]),
        plan=(replace(project.plan[0], id=IDS[5]), *project.plan[1:]),
        indicators=(replace(project.indicators[0], id=IDS[6]), *project.indicators[1:]),
    )
    return replace(
        text,
        id=IDS[0],
        sub_goals=(replace(text.sub_goals[0], id=IDS[1]),),
        measures=(replace(text.measures[0], id=IDS[2]), *text.measures[1:]),
        projects=(project,),
    )


def test_hostile_words_stay_words_and_nothing_is_inline():
    hostile = '<script>alert(1)</script><a href="javascript:x" onclick=y style="background:url(//x.invalid)">'
    text = a_text(
        department=hostile, overall_goal=(hostile,), projects=(a_project(name=hostile, code='"><img src=x>'),)
    )

    reading = Reading(render_html(text))

    assert {tag for tag, _ in reading.tags} & {"script", "style", "img", "html", "link"} == set()
    names = {name for _, attributes in reading.tags for name in attributes}
    assert [name for name in names if name == "style" or name.startswith("on")] == []
    assert [a["href"] for tag, a in reading.tags if tag == "a" and not re.fullmatch(r"#[\w-]+", a["href"])] == []
    assert reading.words.count(hostile) == 6


def test_the_contents_lead_to_what_they_name():
    reading = Reading(render_html(a_text(projects=(a_project(), a_project(name="另一个")))))

    ids = {attributes["id"] for _, attributes in reading.tags if "id" in attributes}
    links = [attributes["href"][1:] for tag, attributes in reading.tags if tag == "a"]
    assert links == ["section-1", "section-2", "section-3", "project-1", "project-2"]
    assert set(links) <= ids


class TestFragments:
    def names(self, text: Text) -> list[str]:
        """Of the text's fragments, as a keeper meets them."""
        met = []

        def keeper(fragments):
            met.extend(fragment.name for fragment in fragments)
            return [fragment.html() for fragment in fragments]

        render_html(text, keeper)
        return met

    def test_a_changed_cell_renames_its_own_project_alone(self):
        project = a_project()
        rows = (replace(project.indicators[0], target="≥1300册"), *project.indicators[1:])

        before = self.names(a_text(projects=(project, project)))
        after = self.names(a_text(projects=(project, replace(project, indicators=rows))))

        assert [one == other for one, other in zip(before, after, strict=True)] == [True, True, True, True, False]

    def test_the_same_words_in_another_row_or_at_another_number_have_another_name(self):
        project = a_project()
        other = (replace(project.indicators[0], id=IDS[0]), *project.indicators[1:])

        names = self.names(a_text(projects=(project, project, replace(project, indicators=other))))
        moved = self.names(a_text(projects=(replace(project, indicators=other),)))

        assert len({*names, *moved}) == len(names) + 2  # the contents and the project that is the first one now

    def test_a_name_is_the_same_however_often_the_text_is_made(self):
        assert self.names(with_identities(a_text())) == self.names(with_identities(a_text()))
