"""Threads on places: who raises, sees, answers and closes them; a suggested wording applied."""

import pytest

from departments.models import Plan, Role
from reviews.models import Comment, Thread
from reviews.threads.thread_actions import ThreadRefusedError, apply_suggestion, raise_thread, reopen, reply, resolve
from reviews.threads.worklist import Treatment, work_items
from reviews.workflow import StepRefusedError
from tests import builders
from tests.reviews.people import a_case, a_thread

pytestmark = pytest.mark.django_db


def text_of(plan):
    return Plan.objects.with_text().get(pk=plan.pk).to_text()


def place_of_target(case) -> str:
    return f"{text_of(case.plan).projects[0].indicators[0].id}:target"


def in_review():
    return a_case().go("submit", "open_first")


class TestRaising:
    def test_keeps_the_words_it_speaks_of(self):
        case = in_review()

        thread = raise_thread(case.plan, place_of_target(case), by=case.people.first, body="请核实册数。")

        assert (thread.words, thread.where, thread.round) == ("≥1200册", "乡土读本印制费 · 第1行 · 指标值", 1)
        assert [comment.body for comment in thread.comments.all()] == ["请核实册数。"]

    def test_twice_with_one_identity_is_once(self):
        case = in_review()
        first = raise_thread(case.plan, place_of_target(case), by=case.people.first, body="请核实。")

        raise_thread(case.plan, place_of_target(case), by=case.people.first, body="请核实。", thread_id=first.pk)

        assert Comment.objects.count() == 1

    def test_is_the_reviewers_of_this_text_alone(self):
        case = in_review()

        for user in (case.people.lead, builders.a_user(Role.FIRST_REVIEWER, place=builders.a_department())):
            with pytest.raises(ThreadRefusedError):
                raise_thread(case.plan, place_of_target(case), by=user, body="请核实。")

    def test_a_place_of_another_text_is_no_place(self):
        case, other = in_review(), in_review()

        with pytest.raises(ThreadRefusedError, match="已经不在文本里"):
            raise_thread(case.plan, place_of_target(other), by=case.people.first, body="请核实。")

    def test_a_whole_project_takes_no_suggested_wording(self):
        case = in_review()
        place = f"{case.plan.projects.get().pk}:project"

        with pytest.raises(ThreadRefusedError, match="一个单元格或一个段落"):
            raise_thread(case.plan, place, by=case.people.first, body="重写。", suggestion="新的写法")


class TestSeeing:
    def test_the_department_sees_what_was_sent_and_nothing_internal(self):
        case = in_review()
        shared = a_thread(case)
        a_thread(case, is_internal=True, is_blocking=False)
        before = set(Thread.objects.visible_to(case.people.lead))
        case.go("return")

        assert (before, set(Thread.objects.visible_to(case.people.lead))) == (set(), {shared})
        assert Thread.objects.visible_to(case.people.first).count() == 2
        assert Thread.objects.visible_to(case.people.final).count() == 2

    def test_whoever_is_of_both_sides_sees_the_department_s_only(self):
        case = in_review()
        a_thread(case, is_internal=True, is_blocking=False)
        builders.join(case.people.final, Role.UNIT_STAFF, case.plan.department)

        assert not Thread.objects.visible_to(builders.again(case.people.final)).exists()

    def test_strangers_see_nothing(self):
        case = in_review()
        a_thread(case)
        case.go("return")
        strangers = [
            builders.a_user(Role.DEPARTMENT_LEAD, place=builders.a_department(region=case.plan.department.region)),
            builders.a_user(Role.FINAL_REVIEWER, place=builders.a_region()),
            builders.a_user(Role.AUDIT_ADMIN, place=case.plan.department.region),
        ]

        assert [Thread.objects.visible_to(user).count() for user in strangers] == [0, 0, 0]

    def test_an_internal_thread_cannot_be_answered_by_the_department(self):
        case = in_review()
        thread = a_thread(case, is_internal=True, is_blocking=False)
        case.go("return")

        with pytest.raises(ThreadRefusedError, match="没有这条意见"):
            reply(thread, by=case.people.lead, body="？")


class TestWorkingOff:
    def returned(self, **changes):
        case = in_review()
        thread = a_thread(case, **changes)
        return case.go("return"), Thread.objects.get(pk=thread.pk)

    def treatments(self, case):
        return [item.treatment for item in work_items(case.plan, text_of(case.plan))]

    def test_an_item_is_open_until_something_is_done(self):
        case, _ = self.returned()

        with pytest.raises(StepRefusedError) as refused:
            case.go("submit")

        assert self.treatments(case) == [Treatment.OPEN]
        assert refused.value.blockers[0].sentence.startswith("意见未处理：乡土读本印制费 · 第1行 · 指标值")

    def test_a_change_is_seen(self):
        case, _ = self.returned()
        row = case.plan.projects.get().indicators.first()
        type(row).objects.filter(pk=row.pk).update(target="≥1300册")

        assert self.treatments(case) == [Treatment.CHANGED]
        assert case.go("submit").plan.state == "submitted"

    def test_an_explanation_is_enough(self):
        case, thread = self.returned()
        reply(thread, by=case.people.lead, body="已与印刷厂核实。", is_answer=True)

        assert self.treatments(case) == [Treatment.EXPLAINED]
        assert case.go("submit").plan.state == "submitted"

    def test_an_explanation_counts_once_a_return(self):
        case, thread = self.returned()
        reply(thread, by=case.people.lead, body="已与印刷厂核实。", is_answer=True)
        case.go("submit", "open_first", "return")

        assert self.treatments(case) == [Treatment.OPEN]

    def test_a_suggestion_is_applied_with_one_click(self):
        case, thread = self.returned(suggestion="≥1300册")

        apply_suggestion(thread, by=case.people.lead)

        assert text_of(case.plan).projects[0].indicators[0].target == "≥1300册"
        assert self.treatments(case) == [Treatment.CHANGED]

    def test_a_suggestion_never_overwrites_other_words(self):
        case, thread = self.returned(suggestion="≥1300册")
        row = case.plan.projects.get().indicators.first()
        type(row).objects.filter(pk=row.pk).update(target="≥1250册")

        with pytest.raises(ThreadRefusedError, match="已经改过"):
            apply_suggestion(thread, by=case.people.lead)

    def test_a_suggested_paragraph_replaces_only_itself(self):
        case = in_review()
        text = text_of(case.plan)
        thread = raise_thread(
            case.plan,
            f"{text.id}:overall_goal.2",
            by=case.people.first,
            body="写明时限。",
            suggestion="年内新增学位600个。",
        )
        case.go("return")

        apply_suggestion(Thread.objects.get(pk=thread.pk), by=case.people.lead)

        assert text_of(case.plan).overall_goal == (text.overall_goal[0], "年内新增学位600个。")

    def test_a_paragraph_that_only_moved_is_not_changed(self):
        case = in_review()
        text = text_of(case.plan)
        raise_thread(case.plan, f"{text.id}:overall_goal.2", by=case.people.first, body="写明时限。")
        case.go("return")
        Plan.objects.filter(pk=case.plan.pk).update(overall_goal="\n".join(("新的第一段。", *text.overall_goal)))

        assert self.treatments(case) == [Treatment.OPEN]


class TestClosing:
    def test_is_the_bureau_s(self):
        case = in_review()
        thread = a_thread(case)

        with pytest.raises(ThreadRefusedError, match="只有审核这个文本的人"):
            resolve(thread, by=case.people.lead)
        resolve(thread, by=case.people.first)

        thread.refresh_from_db()
        assert thread.resolved_by == case.people.first

    def test_opened_again_it_speaks_of_what_stands_there_now(self):
        case = in_review()
        thread = a_thread(case, words="≥900册")
        resolve(thread, by=case.people.first)
        reopen(thread, by=case.people.first)

        thread.refresh_from_db()
        assert (thread.resolved_at, thread.words) == (None, "≥1200册")
