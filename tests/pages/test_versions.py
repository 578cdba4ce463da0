"""版本: which are shown to whom, what is compared with what, and a part brought back."""

import pytest
from django.urls import reverse

from departments.models import Plan, Role
from projects.models import Snapshot
from tests import builders
from tests.reviews.people import a_case

pytestmark = pytest.mark.django_db


def compare(case, **query):
    return reverse("plan_compare", args=[case.plan.pk]), query


def page_of(client, address, query=None) -> str:
    answer = client.get(address, query or {})
    assert answer.status_code == 200
    return answer.content.decode()


def set_target(case, words: str) -> None:
    row = case.plan.projects.get().indicators.first()
    type(row).objects.filter(pk=row.pk).update(target=words)


def two_rounds():
    case = a_case().go("submit", "open_first", "return")
    set_target(case, "≥1350册")
    return case.go("submit")


def test_the_last_round_is_compared_by_default(client):
    case = two_rounds()
    client.force_login(case.people.final)

    page = page_of(client, *compare(case))

    assert '<span class="was">第1版</span> → <span class="now">现在的文本</span>' in page
    assert "1200" in page
    assert "1350" in page


def test_what_the_department_kept_for_itself_is_its_own(client):
    case = a_case().go("keep", "submit")
    own = Snapshot.objects.get(is_sent=False)
    seen = {}
    for name in ("lead", "first"):
        client.force_login(getattr(case.people, name))
        listed = page_of(client, reverse("plan_versions", args=[case.plan.pk]))
        seen[name] = ("单位自存" in listed, client.get(*compare(case, old=own.pk)).status_code)

    assert seen == {"lead": (True, 200), "first": (False, 404)}


def test_the_bureau_never_compares_with_what_is_being_written(client):
    case = two_rounds().go("open_first", "return")
    set_target(case, "≥9999册")
    client.force_login(case.people.first)

    assert "9999" not in page_of(client, *compare(case, old=Snapshot.objects.earliest("number").pk))


def test_a_version_of_another_text_is_none(client):
    case, other = two_rounds(), two_rounds()
    client.force_login(case.people.first)

    statuses = [client.get(*compare(case, old=key)).status_code for key in (other.plan.snapshots.first().pk, "x", "")]

    assert statuses == [404, 404, 200]


def test_last_year_s_text_is_offered_where_it_is_seen(client):
    case = a_case(text=builders.a_text(fiscal_year=2024))
    builders.a_plan(department=case.plan.department)
    this_year = Plan.objects.get(fiscal_year=2025)
    client.force_login(case.people.lead)

    page = page_of(client, reverse("plan_compare", args=[this_year.pk]), {"old": "year"})

    assert '<span class="was">2024年文本</span>' in page


class TestRestoring:
    def test_a_project_reads_again_as_it_did(self, client):
        case = a_case().go("submit", "withdraw")
        old = case.plan.snapshots.get()
        set_target(case, "≥1350册")
        project = case.plan.projects.get()
        client.force_login(case.people.lead)
        shown = page_of(client, *compare(case, old=old.pk))

        client.post(reverse("version_restore", args=[case.plan.pk]), {"old": old.pk, "part": str(project.pk)})

        assert f'name="part" value="{project.pk}"' in shown
        assert project.indicators.first().target == "≥1200册"

    def test_is_not_offered_to_readers_nor_done_by_them(self, client):
        case = two_rounds()
        old, project = case.plan.snapshots.earliest("number"), case.plan.projects.get()
        client.force_login(case.people.first)
        shown = page_of(client, *compare(case, old=old.pk))

        answer = client.post(reverse("version_restore", args=[case.plan.pk]), {"old": old.pk, "part": str(project.pk)})

        assert "恢复为" not in shown
        assert answer.status_code == 404
        assert project.indicators.first().target == "≥1350册"


def test_strangers_find_nothing(client):
    case = two_rounds()
    statuses = set()
    for role in (Role.FINAL_REVIEWER, Role.DEPARTMENT_LEAD, Role.AUDIT_ADMIN):
        place = builders.a_department() if role == Role.DEPARTMENT_LEAD else builders.a_region()
        client.force_login(builders.a_user(role, place=place))
        statuses |= {client.get(reverse(n, args=[case.plan.pk])).status_code for n in ("plan_versions", "plan_compare")}

    assert statuses == {404}
