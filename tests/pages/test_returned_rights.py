"""从文件取回修改: whose file it is, and what of it may be accepted."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from departments.models import Plan, Role, State
from projects.models import ImportedFile
from tests import builders
from tests.pages.drafting import text_of
from tests.pages.returning import NAME, boxes, bring, edited, new, shown, take_out
from tests.workbook.sheets import Book
from texts.writers.workbook import render_workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(log_in, plan):
    return log_in(plan.created_by)


class TestRights:
    def test_a_file_of_another_text_is_refused(self, client, plan):
        other = builders.a_plan()
        book = Book(render_workbook(text_of(other)))

        answer = bring(client, plan, book)

        assert "不是从" in answer.content.decode()
        assert not ImportedFile.objects.exists()

    @pytest.mark.parametrize(
        ("name", "content"), [("a.xlsm", b"PK"), ("a.pdf", b"%PDF-"), ("a.xlsx", b"PK\x03\x04xl/")]
    )
    def test_another_kind_of_file_is_refused_in_a_sentence(self, client, plan, name, content):
        answer = client.post(new(plan), {"file": SimpleUploadedFile(name, content)})

        assert answer.status_code == 200
        assert 'role="alert"' in answer.content.decode()
        assert not ImportedFile.objects.exists()

    def test_another_of_the_department_does_not_see_the_upload(self, client, log_in, plan):
        address = edited(client, plan)
        colleague = builders.a_user(Role.DEPARTMENT_LEAD, place=plan.department)

        assert log_in(colleague).get(address).status_code == 404
        assert log_in(colleague).post(address, {"action": "discard"}).status_code == 404

    def test_it_is_no_import(self, client, plan):
        edited(client, plan)
        file = ImportedFile.objects.get()

        assert client.get(reverse("import_detail", args=[file.pk])).status_code == 404

    def test_part_one_is_not_for_the_staff_of_a_subordinate_unit(self, log_in, plan):
        unit = builders.a_unit(plan.department)
        staff = builders.a_user()
        builders.Membership.objects.create(
            user=staff, role=Role.UNIT_STAFF, region=plan.department.region, department=plan.department, unit=unit
        )
        client = log_in(staff)
        book = take_out(client, plan)
        book.type_over("文本", "阶段", "内容", "正式")
        book.type_over("项目", NAME, "资金用途", "印制读本。")
        address = bring(client, plan, book).headers["Location"]

        page = shown(client, address)
        answer = client.post(address, {"action": "accept", "chosen": ["cell:x"]})

        assert boxes(page) == {}
        assert page.count("不能采用：不在您可以修改的范围") == 2
        assert answer.status_code == 409
        assert text_of(plan) == builders.a_text()

    def test_parts_that_a_return_did_not_open_are_closed(self, client, plan):
        Plan.objects.filter(pk=plan.pk).update(state=State.RETURNED, opened=["measures"])
        book = take_out(client, plan)
        book.type_over("项目", NAME, "资金用途", "印制读本。")
        book.type_over("工作保障措施", "建立项目台账，按月监控进度。", "措施", "按周调度。")
        page = shown(client, bring(client, plan, book).headers["Location"])

        assert len(boxes(page)) == 1
        assert page.count("不能采用") == 2  # the filter, and the cell

    @pytest.mark.parametrize("change", [{"state": State.SUBMITTED}, {"deadline": True}])
    def test_a_text_that_is_closed_takes_nothing(self, client, plan, change):
        address = edited(client, plan)
        tokens = list(boxes(shown(client, address)))
        if change.pop("deadline", False):
            plan.cycle.submit_by = timezone.now() - timedelta(days=1)
            plan.cycle.save()
        Plan.objects.filter(pk=plan.pk).update(**change) if change else None

        page = shown(client, address)
        answer = client.post(address, {"action": "accept", "chosen": tokens})

        assert boxes(page) == {}
        assert answer.status_code == 409
        assert text_of(plan) == builders.a_text()
