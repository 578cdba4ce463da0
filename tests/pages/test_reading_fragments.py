"""Kept fragments of the reading page: never another content than the text's, nothing of what is said about it."""

import pytest
from django.core.cache import caches

from projects.models import Indicator
from reviews.reading.fragments import keep_fragments
from tests import builders
from tests.pages.reading import in_review, page, target_of, text_of
from tests.reviews.people import a_thread
from texts.writers.html.reading_view import render_html

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept():
    caches["fragments"].clear()


@pytest.fixture
def text():
    return text_of(builders.a_plan(builders.a_text(projects=(builders.a_project(), builders.a_project(name="另一个")))))


def test_cold_and_warm_it_is_the_document_that_is_rendered_without_keeping(text):
    cold, warm = (render_html(text, keep_fragments) for _ in range(2))

    assert cold == warm == render_html(text)


def test_a_changed_cell_is_shown_and_all_else_stays():
    plan = builders.a_plan()
    before = render_html(text_of(plan), keep_fragments)
    row = Indicator.objects.filter(project__plan=plan, target="≥1200册").get()

    Indicator.objects.filter(pk=row.pk).update(target="≥1350册")
    after = render_html(text_of(plan), keep_fragments)

    cell = f'<td data-place="{row.pk}:target">'
    assert after == before.replace(f"{cell}≥1200册", f"{cell}≥1350册") != before


def test_two_texts_of_the_same_words_keep_their_own_places():
    texts = [text_of(builders.a_plan()) for _ in range(2)]

    kept = [render_html(text, keep_fragments) for text in texts]

    assert texts[0] == texts[1]
    assert kept == [render_html(text) for text in texts]
    assert kept[0] != kept[1]


def test_the_marks_of_the_bureau_never_reach_the_department(log_in):
    case = in_review()
    a_thread(case, place=target_of(case), is_internal=True, is_blocking=False, where="内部的位置")
    address = page("plan_detail", case)
    mark = f'data-place="{target_of(case)}" data-noted'

    seen = [log_in(user).get(address).content.decode() for user in (case.people.first, case.people.lead)]

    assert [mark in html for html in seen] == [True, False]
    assert ["内部的位置" in html or "data-noted" in html for html in seen] == [True, False]
