"""The months of a cycle are written as one writes them, and kept as numbers."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from departments.admin import MonthsField
from departments.models import Role
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("written", ["3、6、10、12", "3,6，10 12", " 3、6、10、12、"])
def test_months_are_read_however_they_are_parted(written):
    assert MonthsField().clean(written) == [3, 6, 10, 12]


@pytest.mark.parametrize("written", ["三月", "[3, 6]", "3、-6", "100"])
def test_what_is_no_month_is_told_with_an_example(written):
    with pytest.raises(ValidationError, match="例如 3、6、10、12"):
        MonthsField().clean(written)


def test_a_cycle_shows_its_months_and_keeps_them(client):
    cycle = builders.a_cycle(builders.a_region(), milestones=[3, 6, 10, 12])
    client.force_login(builders.a_user(Role.BUDGET_MANAGER, place=cycle.region))
    address = reverse("admin:departments_cycle_change", args=[cycle.pk])

    page = client.get(address)
    form = page.context["adminform"].form
    fields = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False, [])}
    answer = client.post(address, fields | {"milestones": "4、8、12", "submit_by_0": "", "submit_by_1": ""})

    cycle.refresh_from_db()
    assert 'value="3、6、10、12"' in page.content.decode()
    assert (answer.status_code, cycle.milestones) == (302, [4, 8, 12])


def test_months_out_of_order_are_refused(client):
    cycle = builders.a_cycle(builders.a_region(), milestones=[3, 6, 10, 12])
    client.force_login(builders.a_user(Role.BUDGET_MANAGER, place=cycle.region))

    answer = client.post(reverse("admin:departments_cycle_change", args=[cycle.pk]), {"milestones": "12、3"})

    assert "应为由小到大的月份，例如 3、6、10、12。" in answer.content.decode()
