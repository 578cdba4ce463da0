"""导入文件: a file becomes a draft only after its uploader has looked at what was read."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from departments.models import Plan, Role
from departments.models.plans import State
from projects.models import ImportedFile
from tests import builders
from texts.interchange import dumps, to_json

pytestmark = pytest.mark.django_db

NEW = "/imports/new/"


@pytest.fixture
def cycle(department):
    return builders.a_cycle(department.region)


@pytest.fixture
def user(department):
    return builders.a_user(Role.UNIT_STAFF, place=department)


@pytest.fixture
def client(log_in, user):
    return log_in(user)


@pytest.fixture
def upload(client, department, cycle):
    def post(name="教育局2025.json", content=None, **fields):
        file = SimpleUploadedFile(name, dumps(builders.a_text()) if content is None else content)
        return client.post(NEW, {"department": department.pk, "cycle": cycle.pk, "file": file, **fields})

    return post


@pytest.fixture
def imported(user, department, cycle):
    """What was read from a file, with one thing that could not be placed."""
    return ImportedFile.objects.create(
        uploaded_by=user,
        department=department,
        cycle=cycle,
        name="教育局2025.docx",
        size=49_152,
        sha256="0" * 64,
        text=to_json(builders.a_text()),
        problems=[{"at": "第2行", "found": "联系电话 6123456", "expected": "不属于任何段落或单元格"}],
        source=[{"at": "第1行", "text": "云溪县教育局"}, {"at": "第2行", "text": "联系电话 6123456"}],
    )


def text_of(response) -> str:
    return response.content.decode()


def address(imported) -> str:
    return reverse("import_detail", args=[imported.pk])


class TestUpload:
    def test_offers_the_own_departments_and_the_open_cycles(self, client, department, cycle):
        builders.a_cycle(department.region, fiscal_year=2024, name="2024年部门预算", is_open=False)
        builders.a_department(region=department.region, name="云溪县水利局")

        page = text_of(client.get(NEW))

        assert page.count("<option") == 2
        assert "云溪县教育局</option>" in page
        assert "2025年部门预算</option>" in page
        assert "不超过 20\xa0MB" in page

    def test_keeps_what_was_read_and_shows_it(self, upload, user, department, cycle):
        response = upload()

        kept = ImportedFile.objects.get()
        assert response.url == address(kept)
        assert (kept.uploaded_by, kept.department, kept.cycle) == (user, department, cycle)
        assert (kept.name, kept.text, kept.problems) == ("教育局2025.json", to_json(builders.a_text()), [])
        assert kept.source != []
        assert Plan.objects.count() == 0

    @pytest.mark.parametrize(
        ("name", "content", "sentence"),
        [
            ("空.docx", b"", "文件是空的，没有可读取的内容，请确认选对了文件后重新上传。"),
            ("合影.png", b"\x89PNG", "“合影.png”不是可以导入的格式。"),
            ("旧.doc", b"\xd0\xcf\x11\xe0", "请在 WPS 或 Word 中另存为 .docx 后上传"),
            ("坏.docx", b"PK\x03\x04 broken", "请"),
            ("乱.pdf", b"%PDF-1.7 broken", "请"),
            ("错.json", b'{"format": ', "不是有效的 JSON 文件"),
            ("别.json", b'{"format": "other/1"}', "应为“performance-text/1”"),
        ],
    )
    def test_that_cannot_be_read_gives_one_sentence_beside_the_field(self, upload, name, content, sentence):
        page = text_of(upload(name, content))

        beside = page.partition('id="id_file_error"')[2].partition("</div>")[0]
        assert sentence in beside
        assert 'aria-invalid="true"' in page
        assert (ImportedFile.objects.count(), Plan.objects.count()) == (0, 0)

    def test_that_is_too_large_is_refused_before_reading(self, upload, settings):
        settings.UPLOAD_MAX_BYTES = 1024

        page = text_of(upload(content=b"x" * 2048))

        assert "文件有 2.0\xa0KB，超过 1\xa0KB 的上限。" in page
        assert ImportedFile.objects.count() == 0

    def test_without_a_file_or_a_cycle_says_what_is_missing(self, client, department):
        page = text_of(client.post(NEW, {"department": department.pk}))

        assert "请选择要导入的文件，或在下面粘贴文字。" in page
        assert "没有开放编报的批次，请与财政局联系。" in page

    def test_into_another_department_finds_nothing(self, upload, department):
        other = builders.a_department(region=department.region)

        assert upload(department=other.pk).status_code == 404
        assert ImportedFile.objects.count() == 0

    def test_into_a_cycle_of_another_region_is_refused(self, upload):
        foreign = builders.a_cycle(builders.a_region())

        page = text_of(upload(cycle=foreign.pk))

        assert "选择一个有效的选项" in page
        assert ImportedFile.objects.count() == 0

    @pytest.mark.parametrize(
        ("role", "status"),
        [
            (Role.UNIT_STAFF, 200),
            (Role.DEPARTMENT_LEAD, 200),
            (Role.FIRST_REVIEWER, 403),
            (Role.FINAL_REVIEWER, 403),
            (Role.BUDGET_MANAGER, 403),
            (Role.SYSTEM_ADMIN, 403),
            (Role.SECURITY_ADMIN, 403),
            (Role.AUDIT_ADMIN, 403),
        ],
    )
    def test_is_for_those_who_draft(self, log_in, department, role, status):
        client = log_in(builders.a_user(role, place=department))

        assert client.get(NEW).status_code == status


class TestPreview:
    def test_shows_what_was_read_beside_what_could_not_be_placed(self, client, imported):
        page = text_of(client.get(address(imported)))

        assert "48 KB，存入 云溪县教育局 · 2025年部门预算" in page
        assert "印制乡土读本1200册。" in page
        assert '<a class="at" href="#line-2">第2行</a>' in page
        assert "<q>联系电话 6123456</q>" in page
        assert '<li id="line-1"><span class="at">第1行</span><span>云溪县教育局</span></li>' in page

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"fiscal_year": 2024}, "文件是2024年的，所选批次是2025年部门预算（2025年）。"),
            ({"fiscal_year": None}, "文件里没有找到年度"),
            ({"department": "云溪县水利局"}, "文件封面写的是“云溪县水利局”，将存为云溪县教育局的文本。"),
            ({"projects": ()}, "文件里没有找到预算项目的绩效目标表。"),
        ],
    )
    def test_warns_of_what_does_not_fit(self, client, imported, changes, sentence):
        ImportedFile.objects.update(text=to_json(builders.a_text(**changes)))

        assert sentence in text_of(client.get(address(imported)))

    def test_changes_nothing(self, client, imported, stored):
        before = stored()

        client.get(address(imported))

        assert stored() == before

    def test_is_its_uploaders_alone(self, log_in, imported, department):
        colleague = builders.a_user(Role.DEPARTMENT_LEAD, place=department)

        assert log_in(colleague).get(address(imported)).status_code == 404
        assert log_in(colleague).post(address(imported), {"action": "store"}).status_code == 404

    def test_is_gone_for_an_uploader_who_left_the_department(self, client, user, imported):
        user.memberships.all().delete()
        builders.join(user, Role.UNIT_STAFF, builders.a_department())

        assert client.get(address(imported)).status_code == 404


class TestStoring:
    def test_makes_a_draft_and_opens_it(self, client, imported):
        response = client.post(address(imported), {"action": "store"}, follow=True)

        plan = Plan.objects.with_text().get()
        imported.refresh_from_db()
        assert response.redirect_chain == [(reverse("plan_detail", args=[plan.pk]), 302)]
        assert "已将“教育局2025.docx”存为草稿。" in text_of(response)
        assert (plan.to_text(), plan.state, imported.plan) == (builders.a_text(), State.DRAFTING, plan)

    def test_asks_before_it_replaces_a_draft(self, client, imported, department):
        builders.a_plan(builders.a_text(measures=()), department=department)

        page = text_of(client.post(address(imported), {"action": "store"}))

        assert "已有草稿。要用文件替换它，请先确认替换。" in page
        assert 'value="replace">替换已有草稿</button>' in page
        assert Plan.objects.with_text().get().to_text().measures == ()

    def test_replaces_a_draft_when_told_to(self, client, imported, department):
        builders.a_plan(builders.a_text(measures=()), department=department)

        client.post(address(imported), {"action": "replace"})

        assert Plan.objects.with_text().get().to_text() == builders.a_text()

    def test_never_replaces_a_text_that_was_sent(self, client, imported, department, stored):
        builders.a_plan(department=department, state=State.SUBMITTED)
        before = stored()

        pages = [text_of(client.post(address(imported), {"action": action})) for action in ("store", "replace")]

        assert ["现为“已送审”，不能用文件替换。" in page for page in pages] == [True, True]
        assert ['value="replace"' in page for page in pages] == [False, False]
        assert stored() == before

    def test_happens_once(self, client, imported, stored):
        client.post(address(imported), {"action": "store"})
        before = stored()

        page = text_of(client.post(address(imported), {"action": "replace"}))

        assert "已存为草稿" in page
        assert stored() == before

    def test_can_be_given_up(self, client, imported):
        response = client.post(address(imported), {"action": "discard"}, follow=True)

        assert response.redirect_chain == [(NEW, 302)]
        assert "已放弃“教育局2025.docx”，没有存入任何内容。" in text_of(response)
        assert (ImportedFile.objects.count(), Plan.objects.count()) == (0, 0)


def test_a_file_of_another_kind_of_text_is_refused(upload):
    page = text_of(upload("通知.txt", "关于召开会议的通知\n各科室：\n定于周五开会。\n".encode()))

    beside = page.partition('id="id_file_error"')[2].partition("</div>")[0]
    assert "绩效文本" in beside
    assert ImportedFile.objects.count() == 0


def test_identities_in_a_file_are_not_kept(upload, client):
    content = to_json(builders.a_text()) | {"id": "11111111-1111-1111-1111-111111111111"}

    upload(content=json.dumps(content).encode())
    client.post(address(ImportedFile.objects.get()), {"action": "store"})

    assert str(Plan.objects.get().pk) != content["id"]


@pytest.mark.parametrize("number", ["9" * 12, "9" * 5000])
def test_a_department_of_a_number_that_nothing_has_is_none(number, upload):
    assert upload(department=number).status_code == 404
