"""Pasted words are read like a text file; of what was read, parts may be left out."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from departments.models import Plan, Role
from projects.models import ImportedFile
from tests import builders
from tests.places import SAMPLES
from texts.interchange import dumps, from_json, loads

pytestmark = pytest.mark.django_db

NEW = "/imports/new/"


@pytest.fixture
def client(log_in, department):
    builders.a_cycle(department.region)
    return log_in(builders.a_user(Role.DEPARTMENT_LEAD, place=department))


@pytest.fixture
def bring(client, department):
    """Posts the page on which one chooses a file or pastes words."""

    def post(**fields):
        cycle = department.region.cycles.get()
        return client.post(NEW, {"department": department.pk, "cycle": cycle.pk, **fields})

    return post


def a_file(text) -> SimpleUploadedFile:
    return SimpleUploadedFile("教育局2025.json", dumps(text))


def test_pasted_words_are_read_like_a_text_file(bring):
    words = (SAMPLES / "yunxi-jiaoyu-2025.txt").read_text(encoding="utf-8")
    expected = loads((SAMPLES / "yunxi-jiaoyu-2025.json").read_bytes())

    response = bring(words=words)

    kept = ImportedFile.objects.get()
    assert (response.url, kept.name) == (reverse("import_detail", args=[kept.pk]), "粘贴的文字.txt")
    assert [row.name for row in from_json(kept.text).projects] == [row.name for row in expected.projects]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"file": a_file(builders.a_text()), "words": "第一部分"}, "已经选择了文件，又粘贴了文字，请只留一种。"),
        ({"words": "关于召开会议的通知"}, "绩效文本"),
        ({"words": "长" * 500_001}, "粘贴了 500001 字，最多 500000 字，请存成文件后选择文件。"),
    ],
)
def test_what_is_wrong_with_pasted_words_is_said_beside_them(bring, fields, sentence):
    page = bring(**fields).content.decode()

    assert sentence in page.partition('id="div_id_words"')[2]
    assert not ImportedFile.objects.exists()


def test_parts_that_are_left_out_are_not_stored(bring, client):
    text = builders.a_text(projects=(builders.a_project(), builders.a_project(name="教师培训费")))
    address = bring(file=a_file(text)).url

    client.post(address, {"action": "store", "leave": ["section-3", "project-1"]})

    stored = Plan.objects.with_text().get().to_text()
    assert stored == replace(text, measures=(), projects=text.projects[1:])


def test_while_it_asks_the_page_remembers_what_is_left_out(bring, client, department):
    builders.a_plan(department=department)
    address = bring(file=a_file(builders.a_text())).url

    page = client.post(address, {"action": "store", "leave": ["section-2"]}).content.decode()

    assert 'value="section-2" checked' in page
    assert page.count(" checked") == 1
