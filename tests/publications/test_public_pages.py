"""What a stranger reads: pages by codes, corrected and withdrawn editions, what a search finds."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from publications.addresses import address_of, codes_of
from publications.models import PublicationRule
from publications.publishing import take_down
from publications.rows import slugs
from tests import builders
from tests.publications.publishing import approved, approved_at, corrected, published, two_projects
from tests.publications.reading import read, shown

pytestmark = pytest.mark.django_db


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
        codes = ("13990125P00001210001Y", None, "含/斜线", "AB-1", "AB-1", "7")
        text = builders.a_text(projects=tuple(builders.a_project(code=code) for code in codes))

        assert slugs(text) == ["13990125P00001210001Y", "2", "3", "4", "5", "6"]


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
        assert read(client, made, "public_project", slug="13990125P00001210001Y").status_code == 410
        assert files == [404] * 3
        assert address_of(made) not in client.get(reverse("public_sitemap")).content.decode()


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
