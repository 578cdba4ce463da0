"""How public pages answer: the same to everybody, kept by caches, in as many queries for one text as for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from publications.addresses import address_of
from tests import builders
from tests.publications.publishing import approved, corrected, published, two_projects
from tests.publications.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return approved(text=two_projects())


class TestCaches:
    def test_an_unchanged_page_is_not_sent_again(self, client, case):
        made = published(case)
        first = read(client, made)

        by_hash = client.get(address_of(made), headers={"If-None-Match": first["ETag"]})
        by_date = client.get(address_of(made), headers={"If-Modified-Since": first["Last-Modified"]})
        corrected(case)
        changed = client.get(address_of(made), headers={"If-None-Match": first["ETag"]})

        assert first["Cache-Control"] == "public, no-cache"
        assert (by_hash.status_code, by_date.status_code, changed.status_code) == (304, 304, 200)

    def test_a_login_changes_nothing_and_no_cookie_is_set(self, client, case, log_in):
        made = published(case)
        addresses = [address_of(made), reverse("public_home"), reverse("public_search") + "?q=读本"]

        for address in addresses:
            stranger, official = client.get(address), log_in(case.people.final).get(address)

            assert stranger.content == official.content
            assert not stranger.cookies
            assert not official.cookies
            assert "Vary" not in official.headers
            assert official["Cache-Control"] == "public, no-cache"

    def test_looking_changes_nothing(self, client, case, stored):
        made = published(case)
        before = stored()

        read(client, made)
        client.get(reverse("public_search"), {"q": "读本"})

        assert stored() == before

    def test_only_looking_is_possible(self, client, case):
        made = published(case)

        assert client.post(address_of(made)).status_code == 405


def test_no_query_grows_with_texts_and_projects(client):
    region = builders.a_region()
    published(approved(region=region, text=two_projects()))
    addresses = [reverse("public_home"), reverse("public_region", args=[region.code])]
    addresses += [
        reverse(f"public_year{end}", args=[region.code, 2025]) for end in ("", "_projects", "_indicators", "_json")
    ]
    addresses += [reverse("public_feed"), reverse("public_sitemap"), reverse("public_search") + "?q=读本"]
    before = [queries(client, address) for address in addresses]

    for _ in range(2):
        many = tuple(builders.a_project(code=f"13990125P0000{n}31000{n}C") for n in range(6))
        published(approved(region=region, text=builders.a_text(projects=many)))

    assert [queries(client, address) for address in addresses] == before


def queries(client, address) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
