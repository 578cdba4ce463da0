"""From a return with three threads to the approved text and the paper of it; a decision undone; a partial return."""

import io

import pikepdf
import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from departments.models import Plan, State
from jobs.printing import print_next
from reviews.models import IssuedOpinion
from tests.browser.conftest import DESK
from tests.pages.reading import target_of, text_of
from tests.reviews.people import Case, a_thread
from texts.opinion import opinion_dumps
from texts.places import spots
from texts.writers.print.press import Press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def address(case: Case, name: str = "plan_detail") -> str:
    return reverse(name, args=[case.plan.pk])


def three_threads(case: Case) -> None:
    """On the targets of the first three rows, the first with a suggested wording."""
    for row, suggestion in enumerate(("≥1300册", "", "")):
        spot = spots(text_of(case.plan))[target_of(case, row)]
        a_thread(case, place=spot.place, part=spot.part, where=spot.where, words=spot.words, suggestion=suggestion)


def take(page: Page, step: str, *, comment: str = "") -> None:
    """A step by its link on the page of the text and its form."""
    page.get_by_role("link", name=step, exact=True).click()
    if comment:
        page.get_by_role("textbox").fill(comment)
    page.get_by_role("button", name=step, exact=True).click()


def grade(page: Page, case: Case) -> None:
    """The 一般 form, all 优, and back to the text."""
    page.goto(address(case, "review_sheet"))
    for group in page.get_by_role("radiogroup").all():
        group.get_by_label("优").check()
    page.get_by_label("审核意见").fill("目标明确，同意。")
    page.get_by_role("button", name="保存审核表").click()
    expect(page.get_by_text("审核表已保存。")).to_be_visible()
    page.goto(address(case))


def test_from_three_threads_to_the_paper_with_the_hash(window, case):
    three_threads(case)
    first = window(case.people.first, address(case), DESK)
    take(first, "退回", comment="请逐条修改。")
    expect(first.get_by_text("已退回，意见已送达编制单位。")).to_be_visible()

    work_off(window(case.people.lead, address(case, "worklist")))

    first.goto(address(case))
    first.get_by_role("button", name="开始初审").click()
    first.get_by_role("link", name="逐处比较").click()
    article = first.locator("main")
    expect(article.locator("ins").first).to_contain_text("1300册")
    for words in ("修改 1 项", "⋯ 5 行未改动", "2.校园足球场修缮"):  # what did not change is told, not shown
        expect(article).to_contain_text(words)
    settle(first, case)
    grade(first, case)
    take(first, "初审通过")
    final = window(case.people.final, address(case), DESK)
    final.get_by_role("button", name="开始复审").click()
    grade(final, case)
    take(final, "审核通过")
    expect(final.get_by_text("已审核通过。")).to_be_visible()

    pdf = opinion_by_department(window(case.people.lead, address(case, "plan_way")))
    issued = IssuedOpinion.objects.get(record=case.plan.steps.get(step="approve")).to_opinion()
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        assert paper.attachments["performance-review.json"].get_file().read_bytes() == opinion_dumps(issued)
    assert issued.text_sha256 == case.sha256
    assert (issued.decision, issued.overall, issued.opinion) == ("审核通过", "优", "目标明确，同意。")


def work_off(author: Page) -> None:
    """One suggestion applied, two items explained, and sent again."""
    items = author.locator(".work-item")
    items.nth(0).get_by_role("button", name="采用建议").click()
    for n in (1, 2):
        expect(author.get_by_text(f"已处理 {n} / 3")).to_be_visible()
        items.nth(n).get_by_text("不改，写明理由").click()
        items.nth(n).get_by_label("不改的理由").fill("与合同一致。")
        items.nth(n).get_by_role("button", name="写明理由，不改").click()
    expect(author.get_by_text("都处理了，可以重新送审。")).to_be_visible()
    author.get_by_role("link", name="返回正文").click()
    take(author, "送审")
    expect(author.get_by_text("已送审。")).to_be_visible()


def settle(reviewer: Page, case: Case) -> None:
    """Each item looked at and closed."""
    reviewer.goto(address(case, "worklist"))
    for n in (1, 2, 3):
        reviewer.get_by_role("button", name="办结", exact=True).first.click()
        expect(reviewer.get_by_text(f"已核对 {n} / 3")).to_be_visible()


def opinion_by_department(page: Page) -> bytes:
    """The newest 审核意见 of the way: asked for, made, downloaded."""
    page.get_by_role("button", name="审核意见").first.click()
    expect(page.get_by_text("正在排版…")).to_be_visible()
    with page.expect_download() as file:
        print_next(Press())
        expect(page.get_by_text("PDF 已排好，下载已开始")).to_be_visible()
    assert file.value.suggested_filename == "云溪县教育局2025年部门预算绩效文本审核意见（复审第2次）.pdf"
    return file.value.path().read_bytes()


def test_a_decision_is_undone_and_nothing_of_it_is_left(window, case):
    three_threads(case)
    first = window(case.people.first, address(case), DESK)
    take(first, "退回", comment="请逐条修改。")
    lead = window(case.people.lead, address(case))
    expect(lead.locator(".thread")).to_have_count(3)

    first.locator(".step-menu summary").click()
    first.get_by_role("button", name="撤销决定").click()

    expect(first.get_by_text("已撤销，回到作出决定之前。")).to_be_visible()
    expect(first.get_by_role("link", name="退回", exact=True)).to_be_visible()
    lead.reload()
    expect(lead.locator(".thread")).to_have_count(0)
    assert Plan.objects.get(pk=case.plan.pk).state == State.FIRST_REVIEW
    assert IssuedOpinion.objects.count() == 0


def test_after_a_partial_return_only_the_chosen_project_is_writable(window, case):
    chosen, other = text_of(case.plan).projects
    first = window(case.people.first, address(case), DESK)
    first.get_by_role("link", name="退回", exact=True).click()
    first.get_by_label("只限所选部分").check()
    first.get_by_label(f"1. {chosen.name}").check()
    first.get_by_role("textbox").fill("请改第一个项目。")
    first.get_by_role("button", name="退回", exact=True).click()
    expect(first.get_by_text("已退回，意见已送达编制单位。")).to_be_visible()

    author = window(case.people.lead, reverse("project_edit", args=[case.plan.pk, chosen.id]))
    purpose = author.get_by_label("资金用途")
    purpose.fill("用于印制面向初中的乡土读本。")
    author.keyboard.press("Tab")
    expect(author.locator("[data-save-state]")).to_contain_text("已保存")
    author.goto(reverse("project_edit", args=[case.plan.pk, other.id]))

    expect(author.get_by_label("资金用途")).not_to_be_editable()
    purposes = list(case.plan.projects.order_by("position").values_list("purpose", flat=True))
    assert purposes == ["用于印制面向初中的乡土读本。", other.purpose]
