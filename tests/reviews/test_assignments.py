"""Which texts a reviewer has in hand: within what they may see, each in one tab, whatever its state and cycle."""

from itertools import product

import pytest

from departments.models import Cycle, Plan, Role, State
from departments.posts import roles_at
from reviews.desk.assignments import ALL, DONE, WAITING, WITH_DEPARTMENT, InHand
from tests import builders
from tests.pages.reading import page
from tests.reviews.people import a_case

pytestmark = pytest.mark.django_db
FIRST, FINAL = Role.FIRST_REVIEWER, Role.FINAL_REVIEWER


@pytest.fixture
def texts():
    """A text in every state, of cycles with one review and with two, never sent and sent once, in one region."""
    region = builders.a_region()
    found = []
    for steps, state, rounds in product((1, 2), State, (0, 1)):
        department = builders.a_department(region=region, code=f"{len(found):03d}")
        cycle = Cycle.objects.filter(region=region, review_steps=steps).first() or builders.a_cycle(
            region, fiscal_year=2023 + steps, review_steps=steps
        )
        author = builders.a_user()
        found.append(
            Plan.objects.create(department=department, cycle=cycle, state=state, rounds=rounds, created_by=author)
        )
    return found


def a_reviewer(texts, *roles):
    """First reviewer of every other department, final reviewer of the region, or both."""
    user = builders.a_user()
    for text in texts[::2] if FIRST in roles else ():
        builders.join(user, FIRST, text.department)
    if FINAL in roles:
        builders.join(user, FINAL, texts[0].department.region)
    return builders.again(user)


@pytest.mark.parametrize("roles", [(FIRST,), (FINAL,), (FIRST, FINAL)])
def test_all_is_what_is_seen_and_reviewed_and_the_other_tabs_part_it(texts, roles):
    user = a_reviewer(texts, *roles)
    builders.join(user, Role.DEPARTMENT_LEAD, texts[4].department)  # never the own department's
    user = builders.again(user)
    hand = InHand(user)

    tabs = {name: list(Plan.objects.filter(hand.tab(name)).values_list("pk", flat=True)) for name in hand.counts()}

    seen = Plan.objects.visible_to(user).select_related("cycle")
    assert set(tabs[ALL]) == {plan.pk for plan in seen if roles_at(user, plan) & {FIRST, FINAL}}
    assert sorted(tabs[ALL]) == sorted(tabs[WAITING] + tabs[WITH_DEPARTMENT] + tabs[DONE])
    assert hand.counts() == {name: len(found) for name, found in tabs.items()}


@pytest.mark.parametrize(
    ("role", "steps", "waiting"),
    [
        (FIRST, 1, {"first_review"}),
        (FIRST, 2, {"submitted", "first_review"}),
        (FINAL, 1, {"submitted", "passed", "final_review"}),
        (FINAL, 2, {"passed", "final_review"}),
    ],
)
def test_waits_for_whose_step_is_next(texts, role, steps, waiting):
    hand = InHand(a_reviewer(texts, role))
    hand.narrow(year=2023 + steps, words="")

    found = Plan.objects.filter(hand.tab(WAITING)).values_list("state", flat=True)

    assert set(found) == waiting


class TestSignedAnew:
    """单位审核中: what was sent before stays readable for the bureau as it was sent."""

    def seen(self, case, client) -> int:
        client.force_login(builders.again(case.people.first))
        return client.get(page("plan_detail", case)).status_code

    def test_a_returned_text_is_read_as_it_was_sent(self, client):
        case = a_case(has_sign_off=True).go("hand_in", "submit", "open_first", "return")
        row = case.plan.projects.get().indicators.first()
        type(row).objects.filter(pk=row.pk).update(target="≥1300册")
        case.plan.refresh_from_db()
        case.go("hand_in")

        client.force_login(case.people.first)
        answer = client.get(page("plan_detail", case))

        words = answer.content.decode()
        assert (case.plan.state, answer.status_code) == (State.SIGNING, 200)
        assert ("≥1200册" in words, "≥1300册" in words) == (True, False)
        assert Plan.objects.filter(InHand(case.people.first).tab(WITH_DEPARTMENT)).get() == case.plan

    def test_one_that_was_never_sent_or_taken_back_does_not_exist(self, client):
        case = a_case(has_sign_off=True).go("hand_in")
        seen = [self.seen(case, client)]
        case.go("submit")
        seen.append(self.seen(case, client))
        case.go("withdraw")
        seen.append(self.seen(case, client))

        assert (case.plan.state, seen) == (State.SIGNING, [404, 200, 404])

    def test_rounds_count_what_the_bureau_got(self, client):
        case = a_case(has_sign_off=True).go("hand_in", "submit", "open_first", "return", "hand_in", "submit")
        before = case.plan.rounds
        case.go("withdraw")

        assert (before, case.plan.rounds, case.rounds, self.seen(case, client)) == (2, 1, 1, 200)
