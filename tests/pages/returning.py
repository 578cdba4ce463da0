"""What the tests of returned files share: a workbook taken out, changed, brought back, and the boxes of its page."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.workbook.sheets import Book

NAME = "乡土读本印制费"


def new(plan) -> str:
    return reverse("plan_returned", args=[plan.pk])


def take_out(client, plan) -> Book:
    answer = client.get(reverse("plan_workbook", args=[plan.pk]))
    assert answer.status_code == 200
    return Book(b"".join(answer.streaming_content))


def bring(client, plan, book: Book):
    return client.post(new(plan), {"file": SimpleUploadedFile("改好.xlsx", book.bytes())})


def boxes(page: str) -> dict[str, bool]:
    """The boxes of the page, and which are ticked."""
    found = re.findall(r'name="chosen" value="([^"]+)" aria-label="[^"]*"( checked)?', page)
    return {token: bool(checked) for token, checked in found}


def shown(client, address: str) -> str:
    return client.get(address).content.decode()


def named(page: str, words: str) -> str:
    """The box whose label ends with these words."""
    return re.search(rf'value="([^"]+)" aria-label="接受：[^"]*{words}"', page)[1]


def edited(client, plan) -> str:
    """A file with three changed cells of one project, uploaded; the address of its page."""
    book = take_out(client, plan)
    book.type_over("项目", NAME, "预算数（万元）", "7.50")
    book.type_over("项目", NAME, "资金用途", "印制读本。")
    book.type_over("绩效指标", "印刷合格率", "指标值", "≥99%")
    return bring(client, plan, book).headers["Location"]
