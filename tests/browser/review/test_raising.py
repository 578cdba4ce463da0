"""A reviewer reads the document as it looks and says what is wrong with it, by mouse and by keyboard."""

import pytest
from playwright.sync_api import Locator, expect

from reviews.models import Thread
from tests.browser.conftest import DESK, LAPTOP, PHONE
from tests.pages.reading import target_of
from tests.reviews.people import a_thread

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_three_threads_by_mouse(paper_of, case):
    paper = paper_of(case.people.first, DESK)

    paper.target(0).click()
    expect(paper.form.locator("blockquote")).to_have_text("≥1200册")
    paper.form.get_by_label("类别").select_option(label="指标不量化")
    expect(paper.body).to_have_value("指标值未量化，请写明数量、比例或时限。")
    paper.form.get_by_text("建议改为…").click()
    expect(paper.form.get_by_label("建议改为")).to_have_value("≥1200册")
    paper.form.get_by_label("建议改为").fill("≥1300册")
    paper.form.get_by_role("button", name="提交意见").click()
    expect(paper.form).to_be_hidden()
    expect(paper.target(0)).to_be_focused()

    paper.target(3).click()
    paper.body.fill("复审时请留意测算。")
    paper.form.get_by_label("内部，编制单位看不到").check()
    expect(paper.form.get_by_label("必须处理")).to_be_disabled()
    paper.form.get_by_role("button", name="提交意见").click()
    expect(paper.form).to_be_hidden()

    paper.target(1).click()
    paper.form.get_by_label("针对").select_option(label="乡土读本印制费（整个项目）")
    expect(paper.form.get_by_text("建议改为…")).to_be_hidden()
    paper.body.fill("与上年雷同。")
    paper.form.get_by_role("button", name="提交意见").click()

    expect(paper.marks).to_have_text(["1", "2", "内"])
    stored = Thread.objects.order_by("raised_at").values_list("where", "suggestion", "is_blocking", "is_internal")
    assert list(stored) == [
        ("乡土读本印制费 · 第1行 · 指标值", "≥1300册", True, False),
        ("乡土读本印制费 · 第4行 · 指标值", "", False, True),
        ("乡土读本印制费", "", True, False),
    ]


def test_a_thread_by_keyboard_alone(paper_of, case):
    paper = paper_of(case.people.first)

    paper.page.get_by_role("navigation", name="目录").get_by_role(
        "link", name="1. 乡土读本印制费", exact=False
    ).first.focus()
    paper.press("Enter", "c")
    paper.walk_to(paper.target(0), "ArrowRight")
    paper.press("ArrowDown", "c")
    expect(paper.body).to_be_focused()
    paper.page.keyboard.type("比例从何而来？")
    paper.press("Control+Enter")

    expect(paper.form).to_be_hidden()
    expect(paper.target(1)).to_be_focused()
    thread = Thread.objects.get()
    assert (thread.where, thread.comments.get().body) == ("乡土读本印制费 · 第2行 · 指标值", "比例从何而来？")


def test_enter_opens_and_escape_closes_the_form(paper_of, case):
    paper = paper_of(case.people.first)

    paper.press("c")
    paper.walk_to(paper.target(0), "ArrowRight")
    paper.press("Enter")
    expect(paper.body).to_be_focused()
    paper.press("Escape")

    expect(paper.form).to_be_hidden()
    expect(paper.target(0)).to_be_focused()


def test_a_whole_section_from_the_outline(paper_of, case):
    paper = paper_of(case.people.first)

    paper.page.get_by_role("link", name="对“三、工作保障措施”提意见").focus()
    paper.press("Enter")
    paper.body.fill("请按本部门情况重写。")
    paper.press("Control+Enter")

    expect(paper.form).to_be_hidden()
    assert Thread.objects.get().where == "工作保障措施"


def test_a_heading_means_what_is_below_it(paper_of, case):
    paper = paper_of(case.people.first)

    paper.page.locator("#section-1").click()

    expect(paper.form.get_by_label("针对")).to_have_value(f"{case.plan.pk}:overall_goal")


def test_selecting_words_opens_nothing(paper_of, case):
    paper = paper_of(case.people.first)

    paper.target(2).dblclick()
    paper.press("Escape")
    paper.page.locator("#section-2").evaluate("(heading) => getSelection().selectAllChildren(heading)")
    paper.target(2).evaluate("(cell) => cell.click()")

    expect(paper.form).to_be_hidden()


class TestWalking:
    @pytest.fixture
    def threads(self, case):
        """In the first, third and last row; the second is closed."""
        return [a_thread(case, place=target_of(case, row), where=f"第{row}行") for row in (0, 2, 5)]

    def test_j_and_k_go_from_mark_to_mark(self, paper_of, case, threads):
        paper = paper_of(case.people.first)

        for key, row in (("j", 0), ("j", 2), ("j", 5), ("j", 0), ("k", 5), ("k", 2)):
            paper.press(key)
            expect(paper.target(row)).to_be_focused()

    def test_n_goes_to_the_next_open_thread(self, paper_of, case, threads):
        Thread.objects.filter(pk=threads[1].pk).update(resolved_at=threads[1].raised_at, resolved_by=case.people.first)
        paper = paper_of(case.people.first)

        paper.press("n", "n")

        expect(paper.target(5)).to_be_focused()
        expect(paper.thread("第5行")).to_have_class("thread is-active")

    def test_the_outline_keeps_its_keys_with_shift(self, paper_of, case, threads):
        paper = paper_of(case.people.first)

        for _ in range(7):
            paper.press("Shift+J")

        outline = paper.page.get_by_role("navigation", name="目录")
        expect(outline.locator("[aria-current]")).to_contain_text("1. 乡土读本印制费")

    def test_a_question_mark_tells_the_keys(self, paper_of, case):
        paper = paper_of(case.people.first)

        paper.press("?")

        expect(paper.page.get_by_text("下一条未办结的意见")).to_be_visible()

    def test_keys_rest_while_one_types(self, paper_of, case, threads):
        paper = paper_of(case.people.first)
        paper.target(1).click()

        paper.body.press_sequentially("jkn?c")

        expect(paper.body).to_have_value("jkn?c")


@pytest.mark.parametrize("size", [DESK, LAPTOP], ids=str)
def test_a_number_in_the_margin_leads_to_its_thread_and_back(paper_of, case, size):
    a_thread(case)
    paper = paper_of(case.people.first, size)
    thread = paper.thread("第1行 · 指标值")

    paper.marks.first.click()
    expect(thread).to_be_visible()
    expect(thread).to_be_focused()
    expect(paper.target(0)).to_have_class("is-spoken")
    paper.page.evaluate("window.scrollTo(0, 0)")
    thread.get_by_role("link", name="乡土读本印制费 · 第1行 · 指标值").click()

    expect(paper.target(0)).to_be_in_viewport()
    expect(paper.target(0)).to_be_focused()


def _apart(mark: Locator, cell: Locator) -> float:
    """CSS px between their upper edges, taken in one go."""
    top = "e => e.getBoundingClientRect().top"
    return mark.evaluate(f"(mark, cell) => ({top})(mark) - ({top})(cell)", cell.element_handle())


def test_marks_stand_at_the_height_of_their_cells(paper_of, case):
    a_thread(case)
    a_thread(case, place=target_of(case, 4))
    paper = paper_of(case.people.first, DESK)

    tops = [_apart(paper.marks.nth(n), paper.target(row)) for n, row in ((0, 0), (1, 4))]

    assert [abs(top) < 4 for top in tops] == [True, True]


def test_a_mark_stays_the_same_element_when_the_findings_arrive(paper_of, case):
    a_thread(case)
    paper = paper_of(case.people.first, DESK)
    mark = paper.marks.first.element_handle()

    paper.page.locator('[data-review][data-findings="shown"]').wait_for()
    paper.page.evaluate("document.dispatchEvent(new CustomEvent('htmx:afterSettle'))")

    assert mark.evaluate("mark => mark.isConnected")


def test_on_a_phone_the_threads_are_a_tab(paper_of, case):
    a_thread(case)
    paper = paper_of(case.people.first, PHONE)
    thread = paper.thread("第1行 · 指标值")
    expect(thread).to_be_hidden()

    paper.page.get_by_role("button", name="意见 1", exact=True).click()
    thread.get_by_role("link", name="乡土读本印制费 · 第1行 · 指标值").click()

    expect(thread).to_be_hidden()
    expect(paper.target(0)).to_be_in_viewport()
    paper.target(0).click()
    paper.body.fill("再核实。")
    paper.form.get_by_role("button", name="提交意见").click()
    expect(paper.marks).to_have_count(2)


@pytest.mark.parametrize("size", [DESK, LAPTOP, PHONE], ids=str)
def test_no_page_scrolls_sideways(paper_of, case, size):
    a_thread(case)
    paper = paper_of(case.people.first, size)
    widths = [paper.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")]
    paper.target(0).click()
    paper.body.wait_for()
    widths.append(paper.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
    paper.page.goto(f"/plans/{case.plan.pk}/worklist/")
    widths.append(paper.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))

    assert max(widths) <= 0
