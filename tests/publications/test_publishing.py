"""Publishing, correcting, taking down, publishing later: what is stored, and what is refused."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from departments.models import Plan, State, User
from jobs.printing import print_next
from projects.models import Project
from publications.editions import Omissions
from publications.files import keep_files, published_path
from publications.models import Publication, PublicationRule, PublicIndicator, PublicProject, Schedule, TakenDown
from publications.publishing import (
    NotPublishedError,
    approved_version,
    publish,
    publish_due,
    schedule,
    take_down,
    unschedule,
)
from reviews.workflow import StepRefusedError, TextMovedOnError, steps_for
from tests.publications.publishing import TO_APPROVAL, approved, corrected, published, two_projects
from texts.interchange import sha256, to_json
from texts.writers.print.press import Press

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("editions are kept by triggers")]


def logged() -> list[tuple]:
    actions = ("publish", "correct", "take_down", "schedule", "unschedule")
    return list(AuditEntry.objects.filter(action__in=actions).order_by("number").values_list("action", "detail"))


class TestPublishing:
    def test_an_approved_version_becomes_the_first_edition(self):
        case = approved(text=two_projects())
        snapshot = approved_version(case.plan)

        made = published(case)

        assert case.plan.state == State.PUBLISHED
        assert (made.number, made.snapshot, made.replaces, made.published_by) == (1, snapshot, None, case.people.final)
        assert made.text == to_json(snapshot.to_text())
        assert made.sha256 == sha256(snapshot.to_text())
        assert logged() == [("publish", "已通过→已公开")]
        assert PublicProject.objects.filter(publication=made).count() == 2
        assert PublicIndicator.objects.filter(project__publication=made, is_measurable=True).count() == 12

    def test_what_is_classified_is_left_out_whatever_is_asked(self):
        case = approved(text=two_projects(), classified=(2,))

        made = published(case)

        snapshot = approved_version(case.plan)
        assert [row.name for row in made.to_text().projects] == ["乡土读本印制费"]
        assert made.omitted == {"rows": [str(snapshot.to_text().projects[1].id)], "columns": [], "places": []}

    def test_columns_that_the_region_withholds_are_left_out(self):
        case = approved()
        PublicationRule.objects.create(cycle=case.plan.cycle, withheld=["basis", "other_funds"])

        made = published(case)

        assert {row.basis for row in made.to_text().projects[0].indicators} == {None}
        assert made.omitted["columns"] == ["basis", "other_funds"]

    def test_another_version_than_was_read_is_not_published(self):
        case = approved()

        with pytest.raises(TextMovedOnError):
            publish(case.plan, Omissions(), read="0" * 64, by=case.people.final)

        assert (Publication.objects.count(), Plan.objects.get().state) == (0, State.APPROVED)

    def test_only_the_final_reviewer_publishes(self):
        case = approved()
        read = approved_version(case.plan).sha256

        for user in (case.people.staff, case.people.lead, case.people.first):
            with pytest.raises(NotPublishedError):
                publish(case.plan, Omissions(), read=read, by=user)

        assert Publication.objects.count() == 0

    def test_a_published_text_is_not_undone_but_taken_down(self):
        case = approved()
        published(case)
        plan = Plan.objects.select_related("cycle", "department").get(pk=case.plan.pk)

        assert [step.name for step in steps_for(case.people.final, plan)] == ["reopen"]
        with pytest.raises(StepRefusedError):
            case.go(("undo", case.people.final))


class TestCorrecting:
    def test_a_new_edition_replaces_the_old_one_and_keeps_it(self):
        case = approved()
        first = published(case)

        second = corrected(case)

        assert (second.number, second.replaces, second.note) == (2, first, "资金用途有误，予以更正。")
        assert list(Publication.objects.current()) == [second]
        assert list(PublicProject.objects.values_list("publication", "purpose")) == [
            (second.pk, "用于印制新版乡土读本。")
        ]

    def test_what_was_left_in_by_mistake_is_left_out_without_another_round(self):
        case = approved(text=two_projects())
        first = published(case)
        project = approved_version(case.plan).to_text().projects[1]

        second = published(case, note="一个项目不应公开。", rows=[str(project.id)])

        assert [row.name for row in second.to_text().projects] == ["乡土读本印制费"]
        assert (second.replaces, case.plan.state) == (first, State.PUBLISHED)
        assert list(TakenDown.objects.values_list("publication", "reason")) == [(first.pk, "一个项目不应公开。")]
        assert logged() == [("publish", "已通过→已公开"), ("correct", "第2版")]

    @pytest.mark.parametrize(("note", "why"), [("", "更正说明"), ("更正。", "相同")])
    def test_a_correction_says_why_and_changes_something(self, note, why):
        case = approved()
        published(case)

        with pytest.raises(NotPublishedError, match=why):
            published(case, note=note)

        assert Publication.objects.count() == 1

    def test_an_earlier_edition_that_names_what_is_left_out_now_is_taken_down_with_it(self):
        text = two_projects(overall_goal=("校园足球场修缮费按期完成。", "办好教育。"))
        case = approved(text=text, classified=(2,))
        secret = approved_version(case.plan).classified
        first = published(case, rows=secret)  # whoever published it had seen the place and kept it
        place = f"{case.plan.pk}:overall_goal.1"

        published(case, rows=secret, places=(place,), note="补充处理。")

        assert list(TakenDown.objects.values_list("publication", "reason")) == [(first.pk, "补充处理。")]

    def test_a_reason_is_kept_without_what_no_database_and_no_feed_takes(self, client):
        case = approved()
        published(case)
        second = corrected(case, note="资金用途\x00有误\x01\uffff。")

        feed = client.get(reverse("public_feed"))
        taken = take_down(second, reason="内容\x00有误\x1f。", by=case.people.final)

        assert (second.note, taken.reason) == ("资金用途有误。", "内容有误。")
        assert "资金用途有误。" in feed.content.decode()

    def test_no_edition_is_ever_changed(self):
        made = published()

        with pytest.raises(DatabaseError), transaction.atomic():
            Publication.objects.filter(pk=made.pk).update(note="改了")


class TestTakingDown:
    def test_an_edition_is_taken_down_for_a_reason(self):
        case = approved()
        made = published(case)

        take_down(made, reason="误将未定稿公开。", by=case.people.final)
        take_down(made, reason="再来一次。", by=case.people.final)

        assert list(TakenDown.objects.values_list("publication", "reason")) == [(made.pk, "误将未定稿公开。")]
        assert (PublicProject.objects.count(), list(Publication.objects.current())) == (0, [])
        assert logged()[1:] == [("take_down", "第1版")]

    def test_it_needs_a_reason_and_the_right(self):
        case = approved()
        made = published(case)

        for by, reason in ((case.people.final, " "), (case.people.lead, "理由")):
            with pytest.raises(NotPublishedError):
                take_down(made, reason=reason, by=by)

        assert TakenDown.objects.count() == 0

    def test_taking_down_an_old_edition_leaves_the_current_one(self):
        case = approved()
        first = published(case)
        second = corrected(case)

        take_down(first, reason="含不宜公开的内容。", by=case.people.final)

        assert list(Publication.objects.current()) == [second]
        assert PublicProject.objects.get().publication == second


class TestPublishingLater:
    def decided(self, case, **changes) -> Schedule:
        read = approved_version(case.plan).sha256
        given = {"read": read, "due_at": timezone.now() + timedelta(days=2), "by": case.people.final}
        return schedule(case.plan, Omissions(), **given | changes)

    def test_what_is_due_is_published_once(self):
        case = approved()
        decided = self.decided(case)

        early = publish_due()
        told = publish_due(decided.due_at)
        again = publish_due(decided.due_at)

        made = Publication.objects.get()
        assert (early, told, again) == ([], [f"{made}已公开"], [])
        assert made.published_by == case.people.final
        assert list(Schedule.objects.values_list("outcome", flat=True)) == ["已公开第1版"]

    def test_a_text_that_was_reopened_meanwhile_is_not_published(self):
        case = approved()
        decided = self.decided(case)
        case.go("reopen")

        publish_due(decided.due_at)

        assert Publication.objects.count() == 0
        assert "没有公开" in Schedule.objects.get().outcome

    def test_what_became_classified_meanwhile_is_named_nowhere(self):
        text = two_projects(overall_goal=("校园足球场修缮费按期完成。", "办好教育。"))
        case = approved(text=text)
        decided = self.decided(case)
        case.go("reopen")
        Project.objects.filter(plan=case.plan, position=2).update(secrecy="涉密")
        case.go(*TO_APPROVAL)  # the same words, and so the same hash

        publish_due(decided.due_at)

        made = Publication.objects.get().to_text()
        assert made.overall_goal == ("办好教育。",)
        assert [row.name for row in made.projects] == ["乡土读本印制费"]

    def test_what_a_closed_account_decided_is_not_published(self):
        case = approved()
        decided = self.decided(case)
        User.objects.filter(pk=case.people.final.pk).update(is_active=False)

        publish_due(decided.due_at)

        assert Publication.objects.count() == 0
        assert "没有公开" in Schedule.objects.get().outcome

    def test_another_date_replaces_the_first_and_it_can_be_given_up(self):
        case = approved()
        self.decided(case)
        self.decided(case, due_at=timezone.now() + timedelta(days=3))

        given_up = [unschedule(case.plan, by=case.people.final), unschedule(case.plan, by=case.people.final)]

        assert given_up == [True, False]
        assert sorted(Schedule.objects.values_list("outcome", flat=True)) == ["已取消", "改期"]
        assert [action for action, _ in logged()] == ["schedule", "schedule", "unschedule"]

    def test_it_is_decided_for_the_future_on_what_was_read(self):
        case = approved()

        with pytest.raises(NotPublishedError):
            self.decided(case, due_at=timezone.now())
        with pytest.raises(TextMovedOnError):
            self.decided(case, read="0" * 64)

        assert Schedule.objects.count() == 0


class TestFiles:
    def test_the_print_is_kept_once_under_its_own_hash(self):
        made = published()
        nothing_yet = keep_files()
        print_next(Press())

        kept = [keep_files(), keep_files()]

        word, pdf = made.files.order_by("kind")
        assert (nothing_yet, kept, word.kind, pdf.kind) == (0, [2, 0], "docx", "pdf")
        assert published_path(word).read_bytes().startswith(b"PK")
        assert published_path(pdf).read_bytes().startswith(b"%PDF-")

    @pytest.mark.django_db(transaction=True)
    def test_the_worker_does_both_and_may_run_twice(self):
        case = approved()
        TestPublishingLater().decided(case)
        Schedule.objects.update(due_at=timezone.now())

        call_command("publish_due")
        call_command("publish_due")

        assert Publication.objects.count() == 1
