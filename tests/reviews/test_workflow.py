"""Steps of a text: who may take them, what they do, what stops them, what is undone."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from departments.models import Plan, Role, State
from projects.models import Notice, Snapshot
from reviews.management.commands.draw_workflow import PICTURE, picture
from reviews.models import StepRecord
from reviews.steps import STEPS, listed_moves
from reviews.workflow import StepRefusedError, StepWords, TextMovedOnError, steps_for, take
from tests import builders
from tests.reviews.people import People, a_case, a_thread
from texts.interchange import sha256

pytestmark = pytest.mark.django_db


def names(user, plan) -> list[str]:
    return [step.name for step in steps_for(user, plan)]


def test_a_text_goes_the_whole_way_with_sign_off_and_two_reviews():
    case = a_case(has_sign_off=True)

    case.go("hand_in", "submit", "open_first", "pass", "open_final", "approve", "publish")

    records = list(case.plan.steps.values_list("step", "source", "target", "role", "round"))
    assert records == [
        ("hand_in", "drafting", "signing", Role.UNIT_STAFF, 0),
        ("submit", "signing", "submitted", Role.DEPARTMENT_LEAD, 1),
        ("open_first", "submitted", "first_review", Role.FIRST_REVIEWER, 1),
        ("pass", "first_review", "passed", Role.FIRST_REVIEWER, 1),
        ("open_final", "passed", "final_review", Role.FINAL_REVIEWER, 1),
        ("approve", "final_review", "approved", Role.FINAL_REVIEWER, 1),
        ("publish", "approved", "published", Role.FINAL_REVIEWER, 1),
    ]
    assert case.plan.state == State.PUBLISHED


def test_a_text_goes_the_short_way():
    case = a_case(has_sign_off=False, review_steps=1)

    case.go(("submit", case.people.staff), "open_final", "approve")

    assert case.plan.state == State.APPROVED


class TestWhoMay:
    def test_each_state_offers_each_role_its_steps(self):
        case = a_case(has_sign_off=True)
        people = case.people

        offered = {}
        for step in (None, "hand_in", "submit", "open_first", "pass", "open_final", "approve"):
            if step:
                case.go(step)
            offered[case.plan.state] = [names(user, case.plan) for user in people]

        assert offered == {
            "drafting": [["hand_in", "keep"], ["submit", "keep"], [], []],
            "signing": [["take_back"], ["send_back", "submit", "keep"], [], []],
            "submitted": [[], ["withdraw"], ["open_first"], []],
            "first_review": [[], ["ask_return"], ["pass", "return"], []],
            "passed": [[], ["ask_return"], ["undo"], ["open_final"]],
            "final_review": [[], ["ask_return"], [], ["back_to_first", "return", "approve", "refuse"]],
            "approved": [[], [], [], ["reopen", "publish", "undo"]],
        }

    def test_nobody_reviews_the_text_of_their_own_department(self):
        case = a_case().go("submit")
        builders.join(case.people.first, Role.UNIT_STAFF, case.plan.department)

        assert "open_first" not in names(builders.again(case.people.first), case.plan)

    def test_the_staff_of_a_subordinate_unit_does_not_submit_the_whole_text(self):
        case = a_case(has_sign_off=False)
        user = builders.a_user()
        membership = builders.join(user, Role.UNIT_STAFF, case.plan.department)
        membership.unit = builders.a_unit(case.plan.department)
        membership.save()

        assert names(user, case.plan) == []

    def test_a_reviewer_of_another_department_or_region_has_no_step(self):
        case = a_case().go("submit", "open_first", "pass")
        other_first = builders.a_user(Role.FIRST_REVIEWER, place=builders.a_department())
        other_final = builders.a_user(Role.FINAL_REVIEWER, place=builders.a_region())

        assert (names(other_first, case.plan), names(other_final, case.plan)) == ([], [])

    def test_a_step_that_is_not_offered_is_refused(self):
        case = a_case().go("submit")

        with pytest.raises(StepRefusedError, match="现为“已送审”，您现在不能审核通过"):
            take(case.plan, "approve", by=case.people.final, word=case.word())

        assert Plan.objects.get().state == State.SUBMITTED


class TestSubmitting:
    def test_what_is_missing_is_listed_with_its_place(self):
        case = a_case(text=builders.a_text(projects=(builders.a_project(purpose=None, budget=None),)))

        with pytest.raises(StepRefusedError) as refused:
            case.go("submit")

        assert [blocker.sentence for blocker in refused.value.blockers] == [
            "1. 乡土读本印制费：预算数还没有填写。",
            "1. 乡土读本印制费：资金用途还没有填写。",
        ]
        assert all("#project:" in blocker.url for blocker in refused.value.blockers)

    def test_a_second_click_finds_it_done(self):
        case = a_case().go("submit")

        with pytest.raises(StepRefusedError):
            case.go("submit")

        assert case.plan.steps.filter(step="submit").count() == 1

    def test_the_bureau_is_told_and_whoever_is_next_by_mail(self):
        case = a_case(email="someone@example.com").go("submit")

        told = Notice.objects.values_list("user", "is_turn")

        assert set(told) == {(case.people.first.pk, True), (case.people.final.pk, True)}

    def test_withdrawing_brings_back_what_was_open(self):
        case = a_case().go("submit", "open_first")
        part = str(case.plan.projects.get().pk)
        case.go(("return", case.people.first, StepWords(read=case.sha256, comment="改", opened=frozenset({part}))))
        case.go("submit", "withdraw")

        assert (case.plan.state, case.plan.opened, case.rounds) == (State.RETURNED, [part], 1)

    def test_an_opened_text_cannot_be_withdrawn_only_asked_back(self):
        case = a_case().go("submit", "open_first")

        with pytest.raises(StepRefusedError):
            case.go("withdraw")
        case.go(("ask_return", case.people.lead, StepWords(comment="漏报一个项目")))

        assert case.plan.state == State.FIRST_REVIEW


class TestDeciding:
    def test_on_another_text_than_the_one_read_is_refused(self):
        case = a_case().go("submit", "open_first")

        with pytest.raises(TextMovedOnError, match="在您阅读之后有了改动"):
            take(case.plan, "return", by=case.people.first, word=StepWords(read="0" * 64, comment="改"))

    def test_a_return_asks_for_its_reason(self):
        case = a_case().go("submit", "open_first")

        with pytest.raises(StepRefusedError, match="请填写退回意见"):
            take(case.plan, "return", by=case.people.first, word=StepWords(read=case.sha256, comment="  "))

    def test_a_return_sends_the_threads_but_the_internal_ones(self):
        case = a_case().go("submit", "open_first")
        shared, internal = a_thread(case), a_thread(case, is_internal=True, is_blocking=False)
        case.go("return")

        shared.refresh_from_db()
        internal.refresh_from_db()
        assert (shared.sent_at, internal.sent_at) == (case.plan.steps.last().taken_at, None)

    def test_passing_waits_for_open_threads_and_the_form(self):
        case = a_case().go("submit", "open_first")
        a_thread(case)

        with pytest.raises(StepRefusedError) as refused:
            take(case.plan, "pass", by=case.people.first, word=case.word())

        assert [blocker.sentence for blocker in refused.value.blockers] == [
            "必须处理的意见还没有办结：乡土读本印制费 · 第1行 · 指标值。",
            "审核表还没有填写总体等级。",
        ]

    def test_a_partial_return_takes_the_parts_of_its_threads_along(self):
        case = a_case().go("submit", "open_first")
        a_thread(case)

        with pytest.raises(StepRefusedError, match="请把它所在的部分一并退回"):
            case.go(
                ("return", case.people.first, StepWords(read=case.sha256, comment="改", opened=frozenset({"measures"})))
            )


class TestUndoing:
    def test_a_decision_is_taken_back_with_what_it_sent(self):
        case = a_case().go("submit", "open_first")
        thread = a_thread(case)
        case.go("return", "undo")

        thread.refresh_from_db()
        told = Notice.objects.filter(user=case.people.lead).values_list("line", flat=True)
        assert (case.plan.state, thread.sent_at) == (State.FIRST_REVIEW, None)
        assert [line for line in told if "退回" in line] == []

    def test_not_after_ten_minutes(self):
        case = a_case().go("submit", "open_first", "return")

        case.later(timedelta(minutes=11))

        with pytest.raises(StepRefusedError, match="已不能撤销"):
            case.go("undo")

    def test_not_once_the_author_wrote_on(self):
        case = a_case().go("submit", "open_first", "return")
        Plan.objects.filter(pk=case.plan.pk).update(version=case.plan.version + 1)

        assert "undo" not in names(case.people.first, Plan.objects.get())

    def test_not_by_somebody_else(self):
        case = a_case().go("submit", "open_first", "return")
        colleague = builders.a_user(Role.FIRST_REVIEWER, place=case.plan.department)

        assert "undo" not in names(colleague, case.plan)


class TestTheDatabase:
    def test_refuses_a_step_that_is_not_listed(self):
        case = a_case().go("submit")
        record = case.plan.steps.get()

        with pytest.raises(IntegrityError), transaction.atomic():
            StepRecord.objects.create(
                plan=case.plan,
                number=2,
                step="approve",
                source="drafting",
                target="approved",
                taken_by=case.people.final,
                role=Role.FINAL_REVIEWER,
                taken_at=record.taken_at,
                version=1,
            )

    @pytest.mark.parametrize("model", [Snapshot, StepRecord])
    def test_refuses_to_change_what_is_kept(self, model):
        a_case().go("submit")
        cell = {"sha256": "0" * 64} if model is Snapshot else {"comment": "又改"}

        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            model.objects.update(**cell)

        assert connection.vendor in ("sqlite", "postgresql")

    def test_refuses_parts_opened_in_a_text_that_nobody_writes(self):
        case = a_case().go("submit")

        with pytest.raises(IntegrityError), transaction.atomic():
            Plan.objects.update(opened=["measures"])
        assert case.plan.state == State.SUBMITTED


def test_a_version_is_the_text_with_the_identities_of_its_rows():
    a_case().go("submit")
    text = Plan.objects.with_text().get().to_text()

    kept = Snapshot.objects.get().to_text()

    assert (kept, sha256(kept)) == (text, Snapshot.objects.get().sha256)
    assert [row.id for row in kept.projects[0].indicators] == [row.id for row in text.projects[0].indicators]
    assert [line.id for line in kept.measures] == [line.id for line in text.measures]


def test_every_step_reaches_a_listed_state():
    assert {target for _, _, target in listed_moves()} <= set(State.values)
    assert {name for name, _, _ in listed_moves()} == set(STEPS)


def test_the_picture_in_the_manual_is_that_of_the_table():
    assert PICTURE.read_text(encoding="utf-8") == picture()


def test_people_are_as_named():
    assert People._fields == ("staff", "lead", "first", "final")


def test_a_comment_is_kept_without_what_no_database_takes():
    case = a_case().go("submit")

    take(case.plan, "withdraw", by=case.people.lead, word=StepWords(comment="再\x00改\x01改"))

    assert case.plan.steps.last().comment == "再改改"
