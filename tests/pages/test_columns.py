"""Optional indicator columns: a cycle switches them on, and every page, file and table has them; without it none has."""

import csv
import html
import io
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from departments.models import Cycle, Plan, Role
from projects.copying.copies import copy_project
from projects.models import Indicator
from publications.models import PublicationRule, PublicIndicator
from tests import builders
from tests.pages.drafting import form_of, page_of, shown, text_of
from tests.pages.returning import boxes, bring, new, take_out
from tests.projects.drafting.author import Author, a_cell
from tests.publications.publishing import approved, published
from tests.publications.reading import read
from tests.texts.columns_on import LABELS, ON, said, with_columns
from texts.interchange import dumps, loads
from texts.model import Text

pytestmark = pytest.mark.django_db

FULL = with_columns(builders.a_text())


def switch(plan: Plan, *on: str) -> None:
    Cycle.objects.filter(pk=plan.cycle_id).update(columns=list(on))


def a_plan(text: Text = FULL, *, on: tuple[str, ...] = ON, **changes) -> Plan:
    plan = builders.a_plan(text, **changes)
    switch(plan, *on)
    return Plan.objects.get(pk=plan.pk)


def lead_of(plan: Plan, log_in):
    return log_in(builders.a_user(Role.DEPARTMENT_LEAD, place=plan.department))


def named(page: str) -> list[str]:
    """Which optional columns, or words in them, a page or file has."""
    words = html.unescape(page)
    return [label for label, name in zip(LABELS, ON, strict=True) if label in words or f":{name}" in words]


class TestTheCycle:
    def test_is_where_columns_are_switched_on(self, log_in):
        cycle = builders.a_cycle(builders.a_region())
        client = log_in(builders.a_user(Role.BUDGET_MANAGER, place=cycle.region))
        address = reverse("admin:departments_cycle_change", args=[cycle.pk])
        form = client.get(address).context["adminform"].form
        fields = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False, [])}
        dates = {"milestones": "3、6、10、12", "submit_by_0": "", "submit_by_1": ""}

        answer = client.post(address, fields | dates | {"columns": list(ON)})
        refused = client.post(address, fields | dates | {"columns": ["basis"]})

        cycle.refresh_from_db()
        assert (answer.status_code, cycle.optional_columns) == (302, ON)
        assert "增加的指标栏目" in refused.content.decode()

    def test_switched_off_the_words_are_kept_and_nowhere(self):
        plan = a_plan(on=())

        assert text_of(plan) == builders.a_text()
        switch(plan, *ON)
        assert text_of(plan) == FULL


@pytest.mark.parametrize("on", [ON, ()], ids=["on", "off"])
class TestPages:
    def test_the_workbench(self, on, log_in):
        plan = a_plan(on=on)

        page = shown(lead_of(plan, log_in), page_of(plan.projects.get()))

        assert named(page) == (list(LABELS) if on else [])
        assert ("20</textarea>" in page) == bool(on)

    def test_the_text_and_its_files(self, on, log_in):
        plan = a_plan(on=on)
        client = lead_of(plan, log_in)

        pages = [shown(client, reverse("plan_detail", args=[plan.pk])), dumps(text_of(plan)).decode()]

        assert [bool(named(page)) or '"weight"' in page for page in pages] == [bool(on)] * 2

    def test_the_summary(self, on, log_in):
        case = approved(text=FULL)
        switch(case.plan, *on)
        client = log_in(builders.a_user(Role.FINAL_REVIEWER, place=case.plan.department.region))

        answer = client.get(reverse("summary", args=["indicators"]))

        sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
        heads, first = ([cell.value for cell in row] for row in sheet.iter_rows(max_row=2))
        assert [head for head in heads if head in LABELS] == (list(LABELS) if on else [])
        assert first[len(first) - len(on) :] == [said(name, 0) for name in on]


class TestWriting:
    def test_a_cell_is_saved_and_said_to_be_no_number(self, log_in):
        plan = a_plan()
        row = Indicator.objects.filter(project__plan=plan).first()
        author = Author(lead_of(plan, log_in), plan)

        told = author.save(cells=[a_cell(f"indicator:{row.pk}:weight", "20", "很重")])

        row.refresh_from_db()
        assert row.weight == "很重"
        assert "应为数字，例如 10。" in json.dumps(told["messages"], ensure_ascii=False)

    def test_a_plain_form_saves_them_and_what_is_missing_is_listed(self, log_in):
        plan = a_plan()
        client, address = lead_of(plan, log_in), page_of(plan.projects.get())
        form = form_of(shown(client, address))
        weights = [name for name in form if name.endswith(":weight")]

        client.post(address, form | {weights[0]: "", weights[1]: "40", "do": "save"})

        assert [row.weight for row in text_of(plan).projects[0].indicators][:2] == [None, "40"]
        assert "“印制读本数量”的权重还没有填写。" in shown(client, address)

    def test_a_copied_project_brings_what_its_new_cycle_has(self):
        department = builders.a_department()
        last = a_plan(with_columns(builders.a_text(fiscal_year=2024)), department=department)
        plan = builders.a_plan(builders.a_text(projects=()), department=department)
        lead = builders.a_user(Role.DEPARTMENT_LEAD, place=department)

        without = copy_project(plan, last.projects.get(), by=lead)
        switch(plan, *ON)
        plan = Plan.objects.get(pk=plan.pk)
        copied = copy_project(plan, last.projects.get(), by=lead)

        weights = {
            pk: list(Indicator.objects.filter(project=pk).values_list("weight", flat=True)) for pk in (without, copied)
        }
        assert weights[without] == [""] * len(weights[without])
        assert [weight for weight in weights[copied] if weight] == [said("weight", n) for n in range(6)]


class TestFiles:
    @pytest.mark.parametrize("on", [ON, ()], ids=["on", "off"])
    def test_an_import_takes_what_the_cycle_has_and_tells_the_rest(self, on, log_in):
        department = builders.a_department()
        cycle = builders.a_cycle(department.region, columns=list(on))
        client = log_in(builders.a_user(Role.UNIT_STAFF, place=department))
        file = SimpleUploadedFile("a.json", dumps(FULL))

        looked_at = client.post("/imports/new/", {"department": department.pk, "cycle": cycle.pk, "file": file}).url
        page = shown(client, looked_at)
        client.post(looked_at, {"do": "store"})

        assert text_of(Plan.objects.get()) == (FULL if on else builders.a_text())
        assert ("本批次没有启用这一栏" in page) == (not on)

    def test_a_workbook_comes_back_with_a_changed_weight(self, log_in):
        plan = a_plan()
        client = lead_of(plan, log_in)
        book = take_out(client, plan)
        heads = [cell.value for cell in book.book["绩效指标"][1]]
        book.book["绩效指标"].cell(2, heads.index("权重") + 1).value = "25"

        page = client.get(bring(client, plan, book).url)
        (token,) = boxes(page.content.decode())
        client.post(page.request["PATH_INFO"], {"do": "accept", "chosen": token})

        assert [row.weight for row in text_of(plan).projects[0].indicators][:2] == ["25", "20"]

    def test_a_workbook_whose_column_was_taken_out_empties_nothing(self, log_in):
        plan = a_plan()
        client = lead_of(plan, log_in)
        book = take_out(client, plan)
        heads = [cell.value for cell in book.book["绩效指标"][1]]
        book.book["绩效指标"].delete_cols(heads.index(LABELS[0]) + 1)

        page = client.get(bring(client, plan, book).url).content.decode()

        assert boxes(page) == {}
        assert new(plan)


class TestThePublic:
    def test_reads_them_on_page_and_in_files(self, client):
        case = approved(text=FULL)
        switch(case.plan, *ON)
        made = published(approved_with(case))

        page, data = read(client, made).content.decode(), read(client, made, "public_text_json").content
        table = list(csv.reader(io.StringIO(read(client, made, "public_text_indicators").content.decode("utf-8-sig"))))

        assert named(page) == list(LABELS)
        assert loads(data) == FULL
        assert table[0][-len(ON) :] == list(LABELS)
        assert table[1][-len(ON) :] == [said(name, 0) for name in ON]

    def test_reads_nothing_of_a_column_that_is_off_or_withheld(self, client):
        off = published(approved(text=FULL))
        case = approved(text=FULL)
        switch(case.plan, *ON)
        withheld = published(approved_with(case), columns=ON)

        answers = [
            read(client, made, name).content.decode("utf-8-sig")
            for made in (off, withheld)
            for name in ("public_text", "public_text_json", "public_text_indicators")
        ]

        assert [re.findall("|".join((*LABELS, '"weight"', "按比例扣分")), answer) for answer in answers] == [
            [], [], [], list(LABELS), [], []
        ]  # fmt: skip
        assert not PublicIndicator.objects.exclude(weight="").exists()

    def test_what_may_be_withheld_is_offered_where_a_cycle_has_it(self, log_in):
        case = approved(text=FULL)
        rule = PublicationRule.objects.create(cycle=case.plan.cycle)
        client = log_in(builders.a_user(Role.BUDGET_MANAGER, place=case.plan.department.region))
        address = reverse("admin:publications_publicationrule_change", args=[rule.pk])

        off = shown(client, address)
        switch(case.plan, *ON)

        assert named(off) == []
        assert named(shown(client, address)) == list(LABELS)


def approved_with(case):
    """The same case, its text approved with the columns that were switched on since."""
    case.go("reopen", "submit", "open_first", "pass", "open_final", "approve")
    return case
