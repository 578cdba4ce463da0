"""退回清单: the work of a return for its authors; item by item for the bureau once the text was sent again."""

import re

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from departments.models import Cycle, Role
from projects.models import Indicator, Project
from reviews.models import Thread
from reviews.reading.read_marks import mark_read
from reviews.threads.thread_actions import reply, resolve
from reviews.workflow import StepRefusedError, StepWords
from tests import builders
from tests.pages.reading import acted, explained, in_review, page, target_of, text_of
from tests.reviews.people import a_thread

pytestmark = pytest.mark.django_db


def items(page: str) -> list[str]:
    """Number, place and tags of each item, in order."""
    found = re.findall(r'<header class="work-head">(.*?)</header>', page, re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", head).split()) for head in found]


def said(page: str, label: str) -> list[str]:
    """The words behind a label, with what a screen reader hears of the marks."""
    return [re.sub(r"<[^>]+>", "", words) for words in re.findall(rf"<dt>{label}</dt><dd>(.*?)</dd>", page, re.S)]


@pytest.fixture
def case():
    """Three items in two parts, one of each treatment; beside them what is no work."""
    case = in_review()
    row = target_of(case, 1)
    target = a_thread(case, suggestion="≥1300册")
    explained_one = a_thread(case, place=row, where="乡土读本印制费 · 第2行 · 指标值", words="≥98%")
    goal = text_of(case.plan).overall_goal[1]
    place = f"{case.plan.pk}:overall_goal.2"
    a_thread(case, place=place, part="overall_goal", where="总体绩效目标 · 第2段", words=goal)
    a_thread(case, is_blocking=False, where="不必处理")
    a_thread(case, is_blocking=False, is_internal=True, where="内部")
    resolve(a_thread(case, where="当场办结"), by=case.people.first)
    case.go(("return", case.people.first, StepWords(read=case.sha256, comment="请逐条修改。")))
    Indicator.objects.filter(pk=target.place.split(":")[0]).update(target="≥1250册")
    reply(Thread.objects.get(pk=explained_one.pk), by=case.people.lead, body="已与合同核对。", is_answer=True)
    return case


class TestForItsAuthors:
    def test_lists_the_work_by_part_with_what_was_done(self, log_in, case):
        shown = log_in(case.people.lead).get(page("worklist", case)).content.decode()

        assert items(shown) == [
            "1 总体绩效目标 · 第2段 未处理",
            "2 乡土读本印制费 · 第1行 · 指标值 已改",
            "4 乡土读本印制费 · 第2行 · 指标值 已说明",
        ]
        assert re.findall(r"<h2><a [^>]*>([^<]+)", shown) == ["总体绩效目标", "1. 乡土读本印制费"]
        assert "已处理 2 / 3" in shown

    def test_shows_the_words_then_and_now_and_the_answer(self, log_in, case):
        shown = log_in(case.people.lead).get(page("worklist", case)).content.decode()

        assert said(shown, "原为") == ["≥［删去：1200册］"]
        assert said(shown, "现为") == ["≥［新增：1250册］"]
        assert "已与合同核对。" in shown

    def test_says_who_returned_it_and_why_and_what_was_opened(self, log_in, case):
        shown = log_in(case.people.lead).get(page("worklist", case)).content.decode()

        assert [words in shown for words in ("请逐条修改。", "全文都可以修改。", str(case.people.first))] == [True] * 3

    def test_narrows_to_what_waits(self, log_in, case):
        shown = log_in(case.people.lead).get(page("worklist", case), {"only": "waiting"}).content.decode()

        assert items(shown) == ["1 总体绩效目标 · 第2段 未处理"]
        assert "看全部 3 条" in shown

    def test_leads_into_the_very_cell(self, log_in, case):
        project, row = case.plan.projects.get().pk, target_of(case).split(":")[0]

        shown = log_in(case.people.lead).get(page("worklist", case)).content.decode()

        assert f'href="{page("project_edit", case, project)}#indicator:{row}:target">去修改' in shown
        assert f'href="{page("plan_edit", case)}#plan:{case.plan.pk}:overall_goal">去修改' in shown

    def test_offers_a_suggestion_only_while_its_words_stand_there(self, log_in, case):
        client = log_in(case.people.lead)
        changed = client.get(page("worklist", case)).content.decode()
        Indicator.objects.filter(target="≥1250册").update(target="≥1200册")

        unchanged = client.get(page("worklist", case)).content.decode()

        assert [shown.count('value="apply"') for shown in (changed, unchanged)] == [0, 1]

    def test_offers_no_writing_to_whoever_may_not(self, log_in, case):
        membership = builders.join(builders.a_user(), Role.UNIT_STAFF, case.plan.department)
        membership.unit = builders.a_unit(case.plan.department)
        membership.save()
        Cycle.objects.update(is_open=False)

        pages = [
            log_in(user).get(page("worklist", case)).content.decode() for user in (membership.user, case.people.lead)
        ]

        assert [(shown.count("去修改"), shown.count('value="answer"')) for shown in pages] == [(0, 3), (0, 3)]

    def test_done_it_says_what_next(self, log_in, case):
        for thread in Thread.objects.blocking():
            reply(thread, by=case.people.lead, body="已核实。", is_answer=True)

        shown = log_in(case.people.lead).get(page("worklist", case)).content.decode()

        assert "都处理了，可以重新送审。" in shown

    def test_what_stops_sending_it_again_leads_to_its_item(self, case):
        with pytest.raises(StepRefusedError) as refused:
            case.go("submit")

        thread = Thread.objects.get(where="总体绩效目标 · 第2段")
        assert [blocker.url for blocker in refused.value.blockers] == [f"{page('worklist', case)}#thread-{thread.pk}"]

    def test_is_pointed_at_by_the_page_of_the_text(self, log_in, case):
        shown = log_in(case.people.lead).get(page("plan_detail", case)).content.decode()

        assert "需要处理的意见 3 条，已处理 2 条。" in shown
        assert f'<a href="{page("worklist", case)}">打开退回清单</a>' in shown


class TestTheNotice:
    """{% return_notice plan %} is for the pages on which its authors write."""

    def shown(self, plan) -> str:
        return Template("{% load reading %}{% return_notice plan %}").render(Context({"plan": plan}))

    def test_counts_the_work_and_leads_to_it(self, case):
        words = self.shown(case.plan)

        assert "请逐条修改。" in words
        assert "需要处理的意见 3 条，已处理 2 条。" in words
        assert page("worklist", case) in words

    def test_is_nothing_where_nothing_is_to_be_done(self, case):
        drafting = builders.a_plan()
        Thread.objects.update(is_blocking=False)

        with CaptureQueriesContext(connection) as queries:
            words = [self.shown(plan).strip() for plan in (drafting, case.plan)]

        assert (words, len(queries)) == (["", ""], 1)  # a text that never took a step asks for nothing


class TestForTheBureau:
    @pytest.fixture
    def back(self, case):
        thread = Thread.objects.get(where="总体绩效目标 · 第2段")
        reply(thread, by=case.people.lead, body="时限见分项。", is_answer=True)
        return case.go("submit", "open_first")

    def test_while_the_text_is_written_nothing_of_the_work_is_told(self, log_in, case):
        shown = log_in(case.people.first).get(page("worklist", case)).content.decode()

        assert "编制单位正在修改。" in shown
        assert ["≥1250册" in shown, "已改" in shown, "<progress" in shown] == [False] * 3

    def test_sent_again_it_is_checked_item_by_item(self, log_in, back):
        client = log_in(back.people.first)
        first, second, _ = Thread.objects.blocking().order_by("where")

        before = client.get(page("worklist", back)).content.decode()
        acted(client, first, "resolve", on="worklist")
        acted(client, second, "reply", on="worklist", body="仍不够具体。")
        after = client.get(page("worklist", back)).content.decode()

        assert ["已核对 0 / 3" in before, "已核对 2 / 3" in after] == [True, True]
        tags = [item.split()[-1] for item in items(after)]
        assert sorted(tags) == sorted(["已办结", "仍须修改", "已说明"])

    def test_shows_old_and_new_and_the_answer_beside_each_other(self, log_in, back):
        shown = log_in(back.people.first).get(page("worklist", back)).content.decode()

        assert (said(shown, "原为"), said(shown, "现为")) == (["≥［删去：1200册］"], ["≥［新增：1250册］"])
        assert "时限见分项。" in shown

    def test_is_reached_from_the_page_of_the_text(self, log_in, back):
        shown = log_in(back.people.first).get(page("plan_detail", back)).content.decode()

        assert f'<a href="{page("worklist", back)}">逐条核对 3</a>' in shown

    def test_closed_in_an_earlier_round_an_item_is_gone(self, log_in, back):
        for thread in Thread.objects.blocking():
            resolve(thread, by=back.people.first)
        back.go("return", "submit")

        shown = log_in(back.people.first).get(page("worklist", back)).content.decode()

        assert items(shown) == []
        assert "没有需要处理的意见。" in shown


class TestReading:
    def test_is_noted_by_a_post_and_shown(self, log_in):
        case = in_review()
        client = log_in(case.people.first)
        before = client.get(page("plan_detail", case)).content.decode()

        client.post(page("plan_read", case))

        after = client.get(page("plan_detail", case)).content.decode()
        assert ["您还没有读过这份文本。" in before, "读过这一版" in after] == [True, True]

    def test_is_not_the_department_s(self, log_in):
        case = in_review()

        assert log_in(case.people.lead).post(page("plan_read", case)).status_code == 403
        assert not case.plan.readings.exists()

    def test_changes_are_marked_on_the_paper(self, log_in):
        case = in_review()
        mark_read(case.people.first, case.plan)
        place = target_of(case)
        explained(case, a_thread(case))
        Indicator.objects.filter(pk=place.split(":")[0]).update(target="≥1300册")

        shown = log_in(case.people.first).get(page("plan_detail", case)).content.decode()

        assert re.search(rf'<td data-place="{place}" data-changed data-noted>', shown)
        assert shown.count(" data-changed") == 1
        assert "以来改动 <strong>1</strong> 处" in shown

    def test_a_decision_notes_it_and_opening_does_not(self, log_in):
        case = in_review()
        client = log_in(case.people.first)
        read = [case.plan.readings.count()]

        client.post(page("plan_step", case, "return"), {"read": case.sha256, "comment": "请改。"})
        read.append(case.plan.readings.count())
        case.go("submit")
        client.post(page("plan_step", case, "open_first"))
        changes = client.get(reverse("plan_detail", args=[case.plan.pk])).context["changes"]

        assert (read, changes.since.number) == ([0, 1], 1)


class TestDeleted:
    """What a thread spoke of is gone: said in so many words, to whoever may know what became of it."""

    def test_a_deleted_row_and_a_deleted_project_are_marked(self, log_in):
        case = in_review(text=builders.a_text(projects=(builders.a_project(), builders.a_project(name="另一个项目"))))
        row, project = Indicator.objects.get(pk=target_of(case, 1).split(":")[0]), text_of(case.plan).projects[1]
        a_thread(case, place=f"{row.pk}:target", where="第2行", words=row.target)
        whole = {"place": f"{project.id}:project", "part": str(project.id), "where": "另一个项目"}
        a_thread(case, **whole, words="另一个项目")
        a_thread(case, where="还在的", words="≥1200册")
        case.go("return")
        row.delete()
        Project.objects.filter(pk=project.id).delete()

        shown = log_in(case.people.lead).get(page("worklist", case)).content.decode()
        beside = log_in(case.people.lead).get(page("plan_detail", case)).content.decode()
        for_bureau = log_in(case.people.first).get(page("worklist", case)).content.decode()

        assert sorted(items(shown)) == [
            "1 还在的 未处理",
            "2 第2行 所指内容已删除 已改",
            "3 另一个项目 所指内容已删除 已改",
        ]
        assert (said(shown, "现为"), shown.count("所指的项目已删除。")) == (["（已删除）"], 1)
        assert (beside.count("所指内容已删除"), for_bureau.count("已删除")) == (2, 0)
