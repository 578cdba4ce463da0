"""What is new since it was read: which places, counted from which version."""

from dataclasses import replace
from uuid import uuid4

import pytest

from departments.models import Plan
from projects.models import Indicator
from reviews.reading.read_marks import mark_read
from reviews.reading.since_read import changes_for
from reviews.versions.returns import last_return, opened_parts
from reviews.workflow import StepWords
from tests import builders
from tests.pages.reading import in_review, text_of
from texts.changes import changed_places
from texts.columns import names
from texts.places import spots

pytestmark = pytest.mark.django_db


@pytest.fixture
def text():
    return text_of(builders.a_plan())


def with_target(text, words):
    project = text.projects[0]
    rows = (replace(project.indicators[0], target=words), *project.indicators[1:])
    return replace(text, projects=(replace(project, indicators=rows),))


class TestPlaces:
    def test_of_a_changed_cell(self, text):
        changed = changed_places(text, with_target(text, "≥1300册"))

        assert changed == {f"{text.projects[0].indicators[0].id}:target"}

    def test_of_the_same_text_are_none(self, text):
        assert changed_places(text, text) == frozenset()

    def test_of_a_new_row_are_its_cells(self, text):
        fewer = replace(text, projects=(replace(text.projects[0], indicators=text.projects[0].indicators[:-1]),))
        row = text.projects[0].indicators[-1]

        changed = changed_places(fewer, text)

        assert changed == {place for place, spot in spots(text).items() if place.startswith(str(row.id)) and spot.kind}

    def test_of_a_row_in_place_of_an_equal_one_are_its_cells(self, text):
        project = text.projects[0]
        other = replace(project.indicators[0], id=uuid4())
        new = replace(text, projects=(replace(project, indicators=(other, *project.indicators[1:])),))

        changed = changed_places(text, new)

        assert text == new
        assert changed == {f"{other.id}:{cell}" for cell in names()}

    def test_of_projects_that_changed_places_are_none(self):
        two = text_of(builders.a_plan(builders.a_text(projects=(builders.a_project(), builders.a_project(name="二")))))

        assert changed_places(two, replace(two, projects=two.projects[::-1])) == frozenset()

    def test_of_paragraphs_that_moved_is_the_new_one_alone(self, text):
        longer = replace(text, overall_goal=("新的第一段。", *text.overall_goal))

        assert changed_places(text, longer) == {f"{text.id}:overall_goal.1"}

    def test_of_a_row_that_moved_are_none(self, text):
        project = text.projects[0]
        turned = replace(text, projects=(replace(project, indicators=project.indicators[::-1]),))

        assert changed_places(text, turned) == frozenset()


class TestSince:
    def sent_again(self):
        """A changed target in the second round."""
        case = in_review().go("return")
        Indicator.objects.filter(target="≥1200册").update(target="≥1300册")
        return case

    def counted(self, user, case):
        plan = Plan.objects.with_text().get(pk=case.plan.pk)
        found = changes_for(user, plan, plan.to_text())
        return found.since and found.since.number, found.count

    def test_the_version_sent_before_for_whoever_read_none(self):
        case = self.sent_again()
        before = self.counted(case.people.first, case.go("submit"))

        assert before == (1, 1)

    def test_the_own_reading(self):
        case = in_review()
        mark_read(case.people.first, case.plan)
        case.go("return")
        Indicator.objects.filter(target="≥1200册").update(target="≥1300册")
        case.go("submit", "open_first", "return", "submit")

        assert self.counted(case.people.first, case) == (1, 1)
        mark_read(case.people.first, case.plan)
        assert self.counted(case.people.first, case) == (2, 0)
        assert self.counted(case.people.final, case) == (1, 1)

    def test_a_first_round_is_new_as_a_whole(self):
        case = in_review()

        assert self.counted(case.people.first, case) == (None, 0)

    def test_what_was_sent_for_its_authors_while_they_write(self):
        case = self.sent_again()

        assert self.counted(case.people.lead, case) == (1, 1)
        assert self.counted(case.people.lead, case.go("submit")) == (None, 0)


class TestTheReturn:
    def test_is_the_last_that_was_not_undone(self):
        case = in_review().go("return")
        first = case.plan.steps.last()
        case.go("submit", "open_first", "return", "undo")

        assert last_return(case.plan) == first

    def test_names_the_parts_that_it_opened(self):
        case = in_review()
        project = str(case.plan.projects.get().pk)
        word = StepWords(read=case.sha256, comment="请改。", opened=frozenset({project, "measures"}))
        case.go(("return", case.people.first, word))

        names = opened_parts(last_return(case.plan), text_of(case.plan))

        assert names == ["工作保障措施", "1. 乡土读本印制费"]

    def test_of_a_text_on_its_first_way_is_none(self):
        assert last_return(in_review().plan) is None
