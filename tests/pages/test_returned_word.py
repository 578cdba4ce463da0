"""从文件取回修改: a Word file on the same way as a workbook."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jobs.models import PrintedText, PrintState
from projects.models import HandedOutText, Project
from tests import builders
from tests.pages.drafting import text_of
from tests.pages.returning import boxes, new, shown
from tests.readers.word_editing import Editor

pytestmark = pytest.mark.django_db


def test_a_word_file_is_accepted_beside_what_moved_meanwhile(log_in):
    plan = builders.a_plan()
    client, address = log_in(plan.created_by), reverse("plan_word", args=[plan.pk])
    client.post(address)
    PrintedText.objects.update(state=PrintState.FAILED)  # ready without page numbers
    editor = Editor(client.get(address).content, "tracked")
    editor.type_over("≥98%", "≥99%")
    editor.type_over("≥40所", "≥42所")
    Project.objects.update(purpose="网页上改过的用途。")

    file = SimpleUploadedFile("改好.docx", editor.saved())
    page = client.post(new(plan), {"file": file}).headers["Location"]
    tokens = boxes(shown(client, page))
    client.post(page, {"action": "accept", "chosen": list(tokens)})

    text = text_of(plan)
    assert list(tokens.values()) == [True, True]
    assert [row.target for row in text.projects[0].indicators][1::3] == ["≥99%", "≥42所"]
    assert text.projects[0].purpose == "网页上改过的用途。"
    assert HandedOutText.objects.count() == 1
