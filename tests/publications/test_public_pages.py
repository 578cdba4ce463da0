"""What a stranger reads: pages by codes, corrected and withdrawn editions, files, and how caches are told."""

import csv
import hashlib
import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects.printing import work_once
from publications.addresses import address_of, codes_of
from publications.files import keep_files
from publications.models import PublicationRule
from publications.publishing import take_down
from publications.rows import slugs
from tests import builders
from tests.publications.publishing import approved, approved_at, corrected, published, two_projects
from texts.interchange import loads
from texts.model import Indicator
from texts.writers.pdf import Printer

pytestmark = pytest.mark.django_db


def shown(answer) -> str:
    """The words of a page, without its tags."""
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def read(client, publication, name="public_text", **more):
    return client.get(address_of(publication, name, **more))


@pytest.fixture
def case():
    return approved(text=two_projects())


class TestPages:
    def test_lead_from_the_first_page_to_a_project(self, client, case):
        made = published(case)
        codes = codes_of(made)
        year = {name: codes[name] for name in ("region", "year")}
        way = [
            reverse("public_home"),
            reverse("public_region", args=[codes["region"]]),
            reverse("public_year", kwargs=year),
            reverse("public_text", kwargs=codes),
            reverse("public_project", kwargs=codes | {"slug": "13990125P00001310001C"}),
        ]

        pages = [client.get(address).content.decode() for address in way]

        assert way[3] == f"/public/{codes['region']}/2025/{codes['department']}/"
        assert [following in page for page, following in zip(pages, way[1:], strict=False)] == [True] * 4
        assert "校园足球场修缮费" in pages[-1]
        assert "乡土读本印制费" not in pages[-1]

    def test_the_text_says_what_it_is_and_nobody_s_name(self, client, case):
        made = published(case)

        words = shown(read(client, made))

        assert f"{made.plan.department} 2025年部门预算绩效文本" in words
        assert made.sha256 in words
        assert "第 1 版" in words
        assert [user.name for user in case.people if user.name in words] == []

    def test_what_is_not_published_is_not_there(self, client, case):
        other = approved()
        made = published(case)
        foreign = codes_of(made) | {"department": other.plan.department.code}

        statuses = [
            client.get(reverse("public_text", kwargs=foreign)).status_code,
            client.get(reverse("public_region", args=[other.plan.department.region.code])).status_code,
            client.get(reverse("public_year", args=[codes_of(made)["region"], 2024])).status_code,
            read(client, made, "public_edition", number=2).status_code,
            read(client, made, "public_project", slug="3").status_code,
            read(client, made, "public_changes").status_code,
            client.get("/public/139901/99999/").status_code,
        ]

        assert statuses == [404] * 7

    def test_columns_that_are_withheld_are_named_and_empty(self, client, case):
        PublicationRule.objects.create(cycle=case.plan.cycle, withheld=["basis"])
        made = published(case)

        words = shown(read(client, made))

        assert "按规定不公开的栏目：指标值确定依据。" in words
        assert "采购合同" not in words

    def test_a_project_without_a_code_of_its_own_is_found_by_its_number(self):
        codes = ("13990125P00001210001R", None, "含/斜线", "AB-1", "AB-1", "7")
        text = builders.a_text(projects=tuple(builders.a_project(code=code) for code in codes))

        assert slugs(text) == ["13990125P00001210001R", "2", "3", "4", "5", "6"]


class TestEditions:
    def test_the_old_one_stays_marked_and_leads_to_the_new_one(self, client, case):
        first = published(case)
        second = corrected(case)

        old, new = read(client, first, "public_edition", number=1), read(client, second)

        assert "已更正。 这是第 1 版" in shown(old)
        assert "更正说明：资金用途有误，予以更正。" in shown(old)
        assert address_of(second) in old.content.decode()
        assert "更正说明： 资金用途有误，予以更正。" in shown(new)
        assert address_of(first, "public_edition", number=1) in new.content.decode()
        assert "用于印制新版乡土读本。" in shown(new)
        assert "用于印制新版乡土读本。" not in shown(old)

    def test_one_that_was_taken_down_is_gone_and_says_why(self, client, case):
        made = published(case)
        take_down(made, reason="误将未定稿公开。", by=case.people.final)

        answer = read(client, made)
        files = [
            read(client, made, name).status_code
            for name in ("public_text_json", "public_text_projects", "public_text_indicators")
        ]

        assert (answer.status_code, "误将未定稿公开。" in answer.content.decode()) == (410, True)
        assert "乡土读本" not in answer.content.decode()
        assert read(client, made, "public_project", slug="13990125P00001210001R").status_code == 410
        assert files == [404] * 3
        assert address_of(made) not in client.get(reverse("public_sitemap")).content.decode()


class TestFiles:
    def test_json_is_the_text_whose_hash_stands_on_the_page(self, client, case):
        made = published(case)

        answer = read(client, made, "public_text_json")

        assert hashlib.sha256(answer.content).hexdigest() == made.sha256
        assert loads(answer.content) == made.to_text()
        assert '"id"' not in answer.content.decode()
        assert answer["Access-Control-Allow-Origin"] == "*"

    def test_csv_has_one_table_with_numbers_as_numbers_and_no_formula(self, client):
        row = Indicator(
            level1="产出指标", level2="数量指标", name="=HYPERLINK(1)", target="12", description="@说明", basis="计划"
        )
        project = builders.a_project(
            budget="1,322.50", fiscal_funds="1,322.50", indicators=(row, *builders.a_project().indicators)
        )
        made = published(approved(text=builders.a_text(projects=(project,))))

        projects = rows_of(read(client, made, "public_text_projects"))
        indicators = rows_of(read(client, made, "public_text_indicators"))

        assert [(row["预算数（万元）"], row["年度"], row["版次"]) for row in projects] == [("1322.5", "2025", "1")]
        assert len(indicators) == 7
        assert (indicators[0]["三级指标"], indicators[0]["绩效指标描述"], indicators[0]["可衡量"]) == (
            "'=HYPERLINK(1)",
            "'@说明",
            "1",
        )

    def test_a_year_s_files_hold_all_texts_of_the_region(self, client):
        region = builders.a_region()
        made = [published(approved(region=region)) for _ in range(2)]
        year = [region.code, 2025]

        projects = rows_of(client.get(reverse("public_year_projects", args=year)))
        indicators = rows_of(client.get(reverse("public_year_indicators", args=year)))
        texts = json.loads(client.get(reverse("public_year_json", args=year)).content)["texts"]

        assert {row["部门代码"] for row in projects} == {each.plan.department.code for each in made}
        assert len(indicators) == 12
        assert sorted(text["sha256"] for text in texts) == sorted(each.sha256 for each in made)

    def test_the_print_is_served_as_it_was_made_and_can_be_checked(self, client, case):
        made = published(case)
        missing = read(client, made, "public_text_file", kind="pdf").status_code
        work_once(Printer())
        keep_files()

        answer = read(client, made, "public_text_file", kind="pdf")
        content = answer.content
        digest = hashlib.sha256(content).hexdigest()
        again = client.get(address_of(made, "public_text_file", kind="pdf"), headers={"If-None-Match": answer["ETag"]})

        assert missing == 404
        assert answer["Content-Type"] == "application/pdf"
        assert digest in shown(read(client, made))
        assert "一致" in shown(client.get(reverse("public_check"), {"sha256": digest.upper()}))
        assert again.status_code == 304


def rows_of(answer) -> list[dict]:
    assert answer.status_code == 200
    words = answer.content.decode()
    assert words.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(words.removeprefix("\ufeff"))))


class TestCaches:
    def test_an_unchanged_page_is_not_sent_again(self, client, case):
        made = published(case)
        first = read(client, made)

        by_hash = client.get(address_of(made), headers={"If-None-Match": first["ETag"]})
        by_date = client.get(address_of(made), headers={"If-Modified-Since": first["Last-Modified"]})
        corrected(case)
        changed = client.get(address_of(made), headers={"If-None-Match": first["ETag"]})

        assert first["Cache-Control"] == "public, max-age=300"
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
            assert official["Cache-Control"] == "public, max-age=300"

    def test_looking_changes_nothing(self, client, case, stored):
        made = published(case)
        before = stored()

        read(client, made)
        client.get(reverse("public_search"), {"q": "读本"})

        assert stored() == before

    def test_only_looking_is_possible(self, client, case):
        made = published(case)

        assert client.post(address_of(made)).status_code == 405


class TestSearch:
    def found(self, client, **asked):
        return shown(client.get(reverse("public_search"), asked))

    def test_finds_projects_and_indicators_in_force(self, client, case):
        published(case)
        published(approved())

        assert "找到 2 个项目" in self.found(client, q="乡土读本")
        assert "找到 1 个项目" in self.found(client, q="校园 修缮")
        assert "找到 3 个指标" in self.found(client, q="满意度", kind="indicators")

    def test_a_corrected_word_is_no_longer_found(self, client, case):
        published(case)
        corrected(case, purpose="改作他用。")

        assert "找到 1 个项目" in self.found(client, q="改作他用")
        assert "找到 0 个项目" in self.found(client, q="用于印制面向中小学的乡土读本")

    @pytest.mark.parametrize("q", ["读", "长" * 41, "a\x00b"])
    def test_too_little_and_too_much_is_refused_in_a_sentence(self, client, q):
        assert "请输入 2 至 40 个字" in self.found(client, q=q)

    def test_signs_of_patterns_are_only_signs(self, client, case):
        published(case)

        assert "找到 0 个项目" in self.found(client, q="%%")
        assert "找到 0 个项目" in self.found(client, q="__")


class TestYearOnYear:
    def test_tells_what_became_of_each_indicator(self, client):
        rows = list(builders.a_project().indicators)
        last = builders.a_project(indicators=tuple(rows))
        new = replace(rows[4], level2="经济效益指标", name="周边商户增收", description="带动增收的户数", target="≥3户")
        now = [replace(rows[0], target="≥1500册"), replace(rows[1], target="≥95%"), *rows[2:4], rows[5], new]
        department = builders.a_department()
        made = [
            published(approved_at(department, builders.a_text(fiscal_year=year, projects=(project,))))
            for year, project in ((2024, last), (2025, builders.a_project(indicators=tuple(now))))
        ]

        words = shown(read(client, made[1], "public_changes"))

        assert "＋ 新增 1 － 取消 1 ↑ 提高 1 ↓ 降低 1 ≠ 调整 0 ＝ 不变 3" in words


class TestMachines:
    def test_feed_sitemap_and_robots(self, client, case):
        first = published(case)
        corrected(case)

        feed = ElementTree.fromstring(client.get(reverse("public_feed")).content)
        sitemap = client.get(reverse("public_sitemap")).content.decode()
        robots = client.get("/robots.txt").content.decode()

        titles = [title.text for title in feed.iter("{http://www.w3.org/2005/Atom}title")]
        assert titles == ["部门预算绩效文本公开", f"{first.plan}（更正）"]
        assert sitemap.count("<url>") == 3 + 1 + 2
        assert "Disallow: /\n" in robots


@pytest.mark.parametrize("asked", ["", "不是", "0" * 64])
def test_a_hash_that_was_never_published_is_told(client, asked):
    words = shown(client.get(reverse("public_check"), {"sha256": asked}))

    assert ("没有找到" in words, "不是 SHA-256" in words) == (asked == "0" * 64, asked == "不是")


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
