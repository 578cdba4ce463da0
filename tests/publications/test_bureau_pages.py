"""The bureau's pages: the term of each text, what is left out, and the deeds of the final reviewer."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from departments.models import Role, State
from projects.models import Project
from publications.due import due_statuses, watched_by
from publications.models import Publication, PublicationRule, Schedule, TakenDown
from publications.publishing import approved_version
from tests import builders
from tests.publications.publishing import approved, corrected, published, two_projects

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return approved(text=two_projects(), classified=(2,))


@pytest.fixture
def final(case, log_in):
    return log_in(case.people.final)


def page(case) -> str:
    return reverse("publication", args=[case.plan.pk])


def posted(client, case, do: str, **fields):
    return client.post(page(case), {"do": do, "read": approved_version(case.plan).sha256} | fields)


class TestStep:
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_the_button_leads_to_the_page_and_publishes_nothing_itself(self, final, case, method):
        answer = getattr(final, method)(reverse("plan_step", args=[case.plan.pk, "publish"]))

        assert (answer.status_code, answer.url) == (302, page(case))
        assert (Publication.objects.count(), type(case.plan).objects.get().state) == (0, State.APPROVED)


class TestTerm:
    def standing(self, case):
        return due_statuses(list(watched_by(builders.again(case.people.final))))[0]

    def test_runs_from_the_approval_of_the_text(self, case):
        standing = self.standing(case)

        assert (standing.due_on, standing.days_left, standing.tone) == (
            timezone.localdate() + timedelta(days=20),
            20,
            "",
        )

    @pytest.mark.parametrize(
        ("ago", "tone", "overdue"), [(14, "", 0), (15, "warn", 0), (20, "warn", 0), (21, "error", 1)]
    )
    def test_runs_from_the_approval_of_the_budget_where_its_day_is_known(self, final, case, ago, tone, overdue):
        PublicationRule.objects.create(cycle=case.plan.cycle, approved_on=timezone.localdate() - timedelta(days=ago))

        standing = self.standing(case)
        words = final.get(reverse("publications")).content.decode()

        assert (standing.tone, standing.overdue_by) == (tone, overdue)
        assert ("已超期 1 天" in words) == bool(overdue)

    def test_ends_with_the_publication_and_begins_again_with_a_withdrawal(self, case):
        published(case)

        assert self.standing(case).days_left is None

    def test_costs_the_same_for_one_text_and_for_three(self, final, case):
        queries(final)  # the first look of a session writes it
        before = queries(final)
        for _ in range(2):
            published(approved(region=case.plan.department.region))

        assert queries(final) == before


def queries(client) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse("publications")).status_code == 200
    return len(captured)


class TestPublishing:
    def test_what_is_classified_is_named_and_cannot_be_chosen(self, final, case):
        words = final.get(page(case)).content.decode()

        assert "checked disabled> 2. 校园足球场修缮费" in words
        assert '<tr><th scope="row">项目编码</th><td colspan="8" class="code"' in words

    def test_publishes_what_was_read(self, final, case):
        answer = posted(final, case, "publish")

        made = Publication.objects.get()
        assert (answer.status_code, answer.url) == (302, page(case))
        assert [row.name for row in made.to_text().projects] == ["乡土读本印制费"]
        assert f"{made}已公开。" in final.get(page(case)).content.decode()

    def test_another_version_than_was_read_is_refused(self, final, case):
        posted(final, case, "publish", read="0" * 64)

        assert Publication.objects.count() == 0
        assert "已不是您看到的那一版" in final.get(page(case)).content.decode()
        assert AuditEntry.objects.filter(action="publish", is_success=False).count() == 1

    def test_a_place_that_names_the_project_goes_unless_it_was_seen_and_kept(self, log_in):
        overall = ("校园足球场修缮费专款专用。", "办好教育。")
        case = approved(text=two_projects(overall_goal=overall), classified=(2,))
        final = log_in(case.people.final)
        place = f"{case.plan.pk}:overall_goal.1"

        unseen = posted(final, case, "preview").context["choice"].omissions.places
        kept = posted(final, case, "preview", shown=place).context["choice"].omissions.places
        gone = posted(final, case, "preview", shown=place, place=place).context["choice"].omissions.places

        assert (unseen, kept, gone) == ({place}, frozenset(), {place})
        assert Publication.objects.count() == 0

    def test_more_projects_may_be_left_out(self, final, case):
        first = str(approved_version(case.plan).to_text().projects[0].id)

        posted(final, case, "publish", project=[first, "nonsense"])

        assert Publication.objects.get().to_text().projects == ()

    def test_later(self, final, case):
        tomorrow = timezone.localtime() + timedelta(days=1)

        wrong = posted(final, case, "schedule", due="")
        right = posted(final, case, "schedule", due=f"{tomorrow:%Y-%m-%dT%H:%M}")
        shown = final.get(page(case)).content.decode()
        posted(final, case, "unschedule")

        assert (wrong.status_code, right.status_code) == (409, 302)
        assert "自动公开" in shown
        assert Schedule.objects.get().outcome == "已取消"

    @pytest.mark.parametrize("due", ["9999-12-31T23:59-12:00", "0001-01-01T00:00+14:00", "2025-02-30T00:00", "明天"])
    def test_what_is_no_moment_is_told(self, final, case, due):
        answer = posted(final, case, "schedule", due=due)

        assert (answer.status_code, Schedule.objects.count()) == (409, 0)
        assert "请填写定时公开的日期和时间。" in answer.content.decode()

    def test_a_correction_asks_for_its_note(self, final, case):
        published(case)
        Project.objects.filter(plan=case.plan)

        without = posted(final, case, "publish")

        assert (without.status_code, "请写明更正说明" in without.content.decode()) == (409, True)

    def test_an_edition_is_taken_down(self, final, case):
        published(case)
        corrected(case)

        posted(final, case, "take_down", number="1", reason="含不宜公开的内容。")
        nothing = posted(final, case, "take_down", number="9", reason="含不宜公开的内容。")

        assert list(TakenDown.objects.values_list("publication__number", "reason")) == [(1, "含不宜公开的内容。")]
        assert nothing.status_code == 404

    def test_only_the_final_reviewer_decides(self, case, log_in):
        manager = builders.a_user(Role.BUDGET_MANAGER, place=case.plan.department.region)
        elsewhere = builders.a_user(Role.FINAL_REVIEWER)

        statuses = [
            posted(log_in(user), case, "publish").status_code for user in (manager, elsewhere, case.people.lead)
        ]

        assert statuses == [403, 404, 403]
        assert log_in(manager).get(page(case)).status_code == 200
        assert Publication.objects.count() == 0


def test_an_earlier_edition_with_a_column_that_is_left_out_now_is_taken_down_with_it():
    case = approved()
    first = published(case)
    PublicationRule.objects.create(cycle=case.plan.cycle, withheld=["basis"])

    published(case, note="依据不公开。")

    assert list(TakenDown.objects.values_list("publication", flat=True)) == [first.pk]
