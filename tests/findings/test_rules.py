"""检查规则: every rule with its examples, its settings of the cycle, and for the bureau how it fared."""

import pytest
from django.urls import reverse
from django.utils import timezone

from departments.models.plans import State
from findings.models import CheckSettings
from findings.rules.statistics import Fare, fares_of
from findings.waivers.decisions import FindingWords, waive
from tests import builders
from tests.findings.saying import a_faulty_case, explained, found
from texts.checks import RULES

pytestmark = pytest.mark.django_db


@pytest.mark.thorough("a page a rule")
@pytest.mark.parametrize("slug", RULES)
def test_every_rule_has_a_page(client, slug):
    case = a_faulty_case()
    client.force_login(case.people.staff)

    page = client.get(reverse("rule_detail", args=[slug]))

    assert page.status_code == 200
    assert page.context["wrong"]
    assert page.context["right"]
    assert page.context["fare"] is None


def test_an_unknown_rule_does_not_exist(client):
    client.force_login(a_faulty_case().people.staff)

    assert client.get(reverse("rule_detail", args=["no_such_rule"])).status_code == 404


def test_says_how_the_cycle_has_set_it(client):
    case = a_faulty_case()
    made = {"made_by": case.people.final, "made_at": timezone.now()}
    overrides = {"rules": {"cost_percent": {"on": False}, "unit_cost_unreasonable": {"times_median": 7}}}
    CheckSettings.objects.create(cycle=case.plan.cycle, number=1, overrides=overrides, **made)
    client.force_login(case.people.staff)

    off = client.get(reverse("rule_detail", args=["cost_percent"]))
    tuned = client.get(reverse("rule_detail", args=["unit_cost_unreasonable"]))

    assert "停用" in off.content.decode()
    assert ("超过中位数的倍数", "7") in [(shown.label, shown.words) for shown in tuned.context["values"]]


def test_is_found_by_words(client):
    client.force_login(a_faulty_case().people.staff)

    page = client.get(reverse("rule_list"), {"q": "12月底"})

    assert [line.rule.slug for _, lines in page.context["topics"] for line in lines] == ["plan_not_100"]


class TestHowItFared:
    def test_counts_each_finding_once_a_text(self):
        case = a_faulty_case()
        explained(case, found(case, "unquantified_value"), "以验收结论为准。")
        waive(case.plan, FindingWords.of(found(case, "cost_percent")), by=case.people.first, reason="暂准。")

        fares = fares_of(builders.again(case.people.final), case.plan.cycle)

        assert fares["unquantified_value"] == Fare(raised=1, explained=1, dismissed=0)
        assert fares["cost_percent"] == Fare(raised=1, explained=0, dismissed=1)
        assert fares["cost_percent"].share == 100

    def test_counts_nothing_of_a_draft(self):
        case = a_faulty_case(State.DRAFTING)
        explained(case, found(case, "unquantified_value"), "以验收结论为准。")

        assert fares_of(builders.again(case.people.final), case.plan.cycle) == {}

    def test_counts_what_the_reader_reaches(self):
        region = builders.a_region()
        one, _ = a_faulty_case(region=region), a_faulty_case(region=region)

        mine = fares_of(builders.again(one.people.first), one.plan.cycle)["cost_percent"].raised
        all_of_them = fares_of(builders.again(one.people.final), one.plan.cycle)["cost_percent"].raised

        assert (mine, all_of_them) == (1, 2)

    @pytest.mark.parametrize(("raised", "dismissed", "doubtful"), [(9, 9, False), (10, 3, True), (10, 2, False)])
    def test_a_rule_much_dismissed_is_doubtful(self, raised, dismissed, doubtful):
        assert Fare(raised, 0, dismissed).is_doubtful is doubtful

    def test_is_not_shown_to_departments(self, client):
        case = a_faulty_case()
        client.force_login(case.people.lead)

        assert client.get(reverse("rule_list")).context["has_fares"] is False
