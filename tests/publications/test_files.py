"""Open data and prints: what stands in them, and that they are what was published."""

import csv
import hashlib
import io
import json

import pytest
from django.urls import reverse

from jobs.printing import print_next
from publications.addresses import address_of
from publications.files import keep_files
from tests import builders
from tests.publications.publishing import approved, published, two_projects
from tests.publications.reading import read, shown
from tests.writers.paging import numbers_in_word, numbers_on_paper
from texts.interchange import loads
from texts.model import Indicator
from texts.writers.print.press import Press

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return approved(text=two_projects())


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
        print_next(Press())
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

    def test_the_word_file_names_the_pages_of_the_print(self, client, case):
        made = published(case)
        print_next(Press())
        keep_files()

        pdf, word = (read(client, made, "public_text_file", kind=kind).content for kind in ("pdf", "docx"))

        assert numbers_in_word(word) == numbers_on_paper(pdf) == [1, 1, 1, 2, 3]


def rows_of(answer) -> list[dict]:
    assert answer.status_code == 200
    words = answer.content.decode()
    assert words.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(words.removeprefix("\ufeff"))))
