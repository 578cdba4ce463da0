"""审核工作台: what waits for whom, what a line shows, several texts at once, and what it costs."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import AuditEntry
from departments.models import Plan, Role, State
from jobs.models import Job
from reviews.desk.assignments import InHand
from reviews.desk.queue import Queue, draw_line, queue_lines
from reviews.reading.read_marks import mark_read
from tests import builders
from tests.reviews.people import a_case, a_thread

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("the queue is counted and cut by prepared statements")]
DESK = reverse("desk")


def listed(client, **query) -> list[str]:
    """The departments of the lines."""
    page = client.get(DESK, query).content.decode()
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', page)


def names(*cases) -> list[str]:
    return [case.plan.department.name for case in cases]


@pytest.fixture
def three(client):
    """Texts that wait for the first review, the final one, and the department; one region, one pair of reviewers."""
    first_case = a_case()
    region, first, final = first_case.plan.department.region, first_case.people.first, first_case.people.final
    others = [a_case(region=region), a_case(region=region)]
    for case in others:
        builders.join(first, Role.FIRST_REVIEWER, case.plan.department)
        case.people = case.people._replace(first=builders.again(first), final=builders.again(final))
    first_case.go("submit")
    others[0].go("submit", "open_first", "pass")
    others[1].go("submit", "open_first", "return")
    return [first_case, *others]


def test_each_reviewer_finds_what_waits_for_them(client, three):
    submitted, passed, returned = three
    client.force_login(submitted.people.first)
    first = {tab: listed(client, tab=tab) for tab in ("waiting", "department", "done")}
    client.force_login(submitted.people.final)
    final = {tab: listed(client, tab=tab) for tab in ("waiting", "department", "done")}

    assert first == {"waiting": names(submitted), "department": names(returned), "done": names(passed)}
    assert final == {"waiting": names(passed), "department": names(returned), "done": names(submitted)}


def test_a_line_tells_rounds_budget_threads_and_what_was_read(client):
    case = a_case().go("submit", "open_first")
    a_thread(case)
    client.force_login(case.people.first)
    client.post(reverse("plan_step", args=[case.plan.pk, "return"]), {"read": case.sha256, "comment": "改。"})
    row = case.plan.projects.get().indicators.first()
    type(row).objects.filter(pk=row.pk).update(target="≥1300册")
    case.plan.refresh_from_db()
    case.go("submit")

    page = client.get(DESK).content.decode()

    cells = [re.sub(r"<[^>]+>|\s+", " ", cell).split() for cell in re.findall(r"<td[^>]*>(.*?)</td>", page, re.S)]
    assert [cells[n] for n in (3, 7, 8, 9)] == [["2"], ["1"], ["6.00", "1", "个项目"], ["1", "处改动"]]


def test_changes_add_up_since_the_version_that_was_read(client):
    case = a_case().go("submit", "open_first", "return")
    mark_read(case.people.first, case.plan)
    rows = list(case.plan.projects.get().indicators.all())
    for row in rows[:2]:
        type(row).objects.filter(pk=row.pk).update(target="≥1300册", basis="采购合同书")
        case.plan.refresh_from_db()
        case.go("submit", "open_first", "return")

    hand = InHand(case.people.first)
    (line,) = queue_lines(Queue(hand, "all", "waiting")[0:50], hand)

    counts = list(case.plan.snapshots.filter(is_sent=True).values_list("changed_count", flat=True))
    assert (counts, line.changed_count, line.has_changed) == ([None, 2, 2], 4, True)


def test_an_address_that_chooses_nothing_shows_what_waits(client):
    case = a_case().go("submit")
    client.force_login(case.people.first)

    found = [listed(client, **{name: "\x00?"}) for name in ("year", "sort", "tab", "page")]

    assert found == [names(case)] * 4


def test_is_narrowed_by_year_and_name_with_its_counts(client):
    case = a_case().go("submit")
    department = case.plan.department
    client.force_login(case.people.first)
    queries = ({"year": "2025"}, {"year": "1999"}, {"q": department.name[-3:]}, {"q": "没有这个"}, {"sort": "budget"})

    found = [(listed(client, **query), client.get(DESK, query).context["tabs"][0]["count"]) for query in queries]

    here, nothing = (names(case), 1), ([], 0)
    assert found == [here, here, here, nothing, here]  # a year that is no choice does nothing


def test_nobody_finds_the_text_of_their_own_department(client):
    case = a_case().go("submit")
    builders.join(case.people.first, Role.DEPARTMENT_LEAD, case.plan.department)
    client.force_login(builders.again(case.people.first))

    assert listed(client, tab="all") == []


def test_is_for_reviewers_only(client):
    case = a_case()
    statuses = []
    for user in (case.people.lead, builders.a_user(Role.AUDIT_ADMIN, place=case.plan.department.region)):
        client.force_login(user)
        statuses.append(client.get(DESK).status_code)

    assert statuses == [403, 403]


class TestSeveralAtOnce:
    def post(self, client, cases, step, **more):
        chosen = [f"{case.plan.pk}:{case.sha256}" for case in cases]
        return client.post(DESK, {"plan": chosen, "step": step} | more, follow=True).content.decode()

    def two(self):
        one = a_case()
        other = a_case(region=one.plan.department.region)
        builders.join(one.people.first, Role.FIRST_REVIEWER, other.plan.department)
        other.people = other.people._replace(first=builders.again(one.people.first))
        return one.go("submit", "open_first"), other.go("submit", "open_first")

    def test_all_are_returned(self, client):
        cases = self.two()
        client.force_login(cases[0].people.first)

        page = self.post(client, cases, "return", comment="请按新口径修改。")

        assert "已对 2 个文本办理“退回”。" in page
        assert set(Plan.objects.values_list("state", flat=True)) == {State.RETURNED}

    def test_one_that_does_not_allow_it_stops_all(self, client):
        cases = self.two()
        cases[0].grade()
        client.force_login(cases[0].people.first)

        page = self.post(client, cases, "pass")

        assert "有 1 个文本不能初审通过，所选的都没有办理。" in page
        assert f"{cases[1].plan.department.name}：审核表还没有填写总体等级。" in page
        assert set(Plan.objects.values_list("state", flat=True)) == {State.FIRST_REVIEW}

    def test_a_foreign_text_is_not_there(self, client):
        case, stranger = a_case().go("submit", "open_first"), a_case().go("submit", "open_first")
        client.force_login(stranger.people.first)

        page = self.post(client, [case], "return", comment="改。")

        assert "请先勾选文本" in page
        assert Plan.objects.get(pk=case.plan.pk).state == State.FIRST_REVIEW


def test_costs_the_same_for_one_and_many(client):
    case = a_case().go("submit")
    client.force_login(case.people.first)
    client.get(DESK)
    with CaptureQueriesContext(connection) as one:
        client.get(DESK)
    for _ in range(3):
        other = a_case(region=case.plan.department.region).go("submit")
        builders.join(case.people.first, Role.FIRST_REVIEWER, other.plan.department)

    with CaptureQueriesContext(connection) as many:
        page = client.get(DESK).content.decode()

    assert page.count('name="plan"') == 4
    assert len(many) == len(one) <= 10


def test_a_line_is_drawn_anew_when_something_in_it_changed(client):
    case = a_case().go("submit", "open_first")
    client.force_login(case.people.first)
    draw_line.cache_clear()
    client.get(DESK)
    client.get(DESK)
    before = draw_line.cache_info()
    a_thread(case)

    page = client.get(DESK).content.decode()

    assert (before.misses, before.hits, draw_line.cache_info().misses) == (1, 1, 2)
    assert '<td class="number" data-label="意见">1</td>' in page


def test_what_is_ticked_goes_along_to_the_export(client, three):
    submitted, passed, returned = three
    client.force_login(submitted.people.final)
    page = client.get(DESK, {"tab": "all"}).content.decode()
    picks = re.findall(r'name="plan" value="([^"]+)"', page)
    chosen = [pick for pick in picks if not pick.startswith(str(passed.plan.pk))]
    foreign = f"{a_case().go('submit').plan.pk}:{'0' * 64}"

    answer = client.post(DESK, {"do": "export", "plan": [*chosen, foreign]}, follow=True)
    client.post(
        answer.request["PATH_INFO"] + "?" + answer.request["QUERY_STRING"], {"extent": "all", "format": ["pdf"]}
    )

    shown = answer.content.decode()
    wanted = {str(case.plan.pk) for case in (submitted, returned)}
    assert len(picks) == 3
    assert set(re.findall(r'name="plan" value="([^"]+)"[^>]* checked', shown)) == wanted
    assert "已选好 2 份文本" in shown
    assert set(Job.objects.get().order["plans"]) == wanted
    assert AuditEntry.objects.filter(action="step").count() == 0


def test_nothing_ticked_is_nothing_to_export(client, three):
    client.force_login(three[0].people.final)

    answer = client.post(DESK, {"do": "export"}, follow=True)

    assert [str(message) for message in answer.context["messages"]] == ["请先勾选文本，再导出。"]
