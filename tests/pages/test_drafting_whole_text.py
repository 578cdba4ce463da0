"""A whole text typed through the site's own addresses, from an empty one: what is stored is what was typed."""

import pytest
from django.urls import reverse

from departments.models import Plan, Role
from tests import builders
from tests.pages.typist import Typist
from tests.places import REAL_TEXTS, SAMPLES
from tests.projects.drafting.author import Author
from texts.interchange import dumps, loads

pytestmark = pytest.mark.django_db

FILES = [
    path for path in (SAMPLES / "yunxi-wenlv-2025.json", REAL_TEXTS / "zunhua-zhengxie-2024.json") if path.exists()
]
#: as the page's script saves, cell by cell; and as plain forms without JavaScript
WAYS = {"saves": Author, "forms": Typist}


@pytest.mark.thorough("whole texts typed cell by cell")
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_text_typed_from_an_empty_page_is_the_text(log_in, path, way):
    text = loads(path.read_bytes())
    department = builders.a_department()
    cycle = builders.a_cycle(department.region, fiscal_year=text.fiscal_year)
    client = log_in(builders.a_user(Role.DEPARTMENT_LEAD, place=department))

    client.post(reverse("plan_start"), {"department": department.pk, "cycle": cycle.pk, "with": "nothing"})
    plan = Plan.objects.get()
    WAYS[way](client, plan).type_text(text)

    stored = Plan.objects.with_text().get(pk=plan.pk).to_text()
    assert stored == text
    assert dumps(stored) == dumps(text)
