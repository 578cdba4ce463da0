"""Threads over several rounds: what was done in one does not count in the next; words keep to their paragraph."""

from uuid import uuid4

import pytest

from departments.models import Plan
from projects.models import Indicator
from reviews.models import Comment, Thread
from reviews.threads.thread_actions import ThreadRefusedError, apply_suggestion, raise_thread, reply
from reviews.threads.worklist import Treatment, work_items
from tests.pages.reading import in_review, target_of, text_of
from tests.reviews.people import a_thread

pytestmark = pytest.mark.django_db


def treatments(case):
    return [item.treatment for item in work_items(case.plan, text_of(case.plan))]


def test_a_change_counts_once_a_return():
    case = in_review()
    thread = a_thread(case)
    case.go("return")
    Indicator.objects.filter(target="≥1200册").update(target="≥1250册")
    first = treatments(case)

    case.go("submit", "open_first", "return")

    thread.refresh_from_db()
    assert (first, treatments(case)) == ([Treatment.CHANGED], [Treatment.OPEN])
    assert thread.words == "≥1250册"


def test_a_thread_of_a_place_that_is_gone_counts_as_changed_and_keeps_its_words():
    case = in_review()
    goal = case.plan.projects.get().goals.last()
    thread = a_thread(case, place=f"{goal.pk}:text", words=goal.text)
    case.go("return")
    goal.delete()
    case.go("submit", "open_first", "return")

    thread.refresh_from_db()
    assert (treatments(case), thread.words) == ([Treatment.CHANGED], "发放至全县40所学校。")


class TestParagraphs:
    def sent(self, **changes):
        case = in_review()
        plan = case.plan
        raise_thread(plan, f"{plan.pk}:overall_goal.2", by=case.people.first, body="写明时限。", **changes)
        return case.go("return"), Thread.objects.get()

    def test_one_that_moved_up_to_where_fewer_are_is_found(self):
        case, _ = self.sent()
        Plan.objects.update(overall_goal=text_of(case.plan).overall_goal[1])

        assert treatments(case) == [Treatment.OPEN]

    def test_a_suggestion_follows_a_paragraph_that_moved(self):
        case, thread = self.sent(suggestion="年内新增学位600个。")
        Plan.objects.update(overall_goal="\n".join(("新的第一段。", *text_of(case.plan).overall_goal)))

        apply_suggestion(thread, by=case.people.lead)

        assert text_of(case.plan).overall_goal[2] == "年内新增学位600个。"

    def test_the_same_words_in_another_field_are_not_it(self):
        case, _ = self.sent()
        words = text_of(case.plan).overall_goal[1]
        Plan.objects.update(overall_goal="紧扣部署。\n改过的第二段。")
        case.plan.sub_goals.update(goals=words)

        assert treatments(case) == [Treatment.CHANGED]


class TestIdentities:
    def test_a_reply_repeated_is_one(self):
        case = in_review()
        thread, identity = a_thread(case), uuid4()

        for _ in range(2):
            reply(thread, by=case.people.first, body="请核实。", comment_id=identity)

        assert Comment.objects.count() == 1

    def test_a_taken_identity_is_refused(self):
        case = in_review()
        thread = a_thread(case)
        comment = reply(thread, by=case.people.first, body="请核实。")

        with pytest.raises(ThreadRefusedError, match="没有存入"):
            reply(a_thread(case), by=case.people.first, body="？", comment_id=comment.pk)
        with pytest.raises(ThreadRefusedError, match="没有存入"):
            raise_thread(case.plan, target_of(case), by=case.people.final, body="？", thread_id=thread.pk)


def test_what_no_database_takes_is_left_out():
    case = in_review()

    thread = raise_thread(case.plan, target_of(case), by=case.people.first, body="请\x00核实\r\n册数。")

    assert thread.comments.get().body == "请核实\n册数。"
