"""What a field's own sentence or 还差 says already is not said a second time by the rules."""

import pytest

from findings.cases import findings_of
from findings.results.workbench_gaps import known_gaps
from tests import builders
from tests.findings.test_fixes import again
from texts.model import Milestone

pytestmark = pytest.mark.django_db


def plan_of(*percents: str):
    return tuple(Milestone(month=m, percent=p) for m, p in zip((3, 6, 10, 12), percents, strict=True))


@pytest.mark.parametrize(
    ("changes", "rule", "is_told"),
    [
        ({"plan": plan_of("60", "30", "90", "100")}, "plan_not_rising", True),
        ({"plan": plan_of("30", "30", "90", "100")}, "plan_not_rising", False),
        ({"plan": plan_of("30", "60", "90", "95")}, "plan_not_100", False),
        ({"fiscal_funds": "5.00"}, "budget_sum", True),
        ({"name": "长" * 61}, "too_long", True),
        ({"purpose": None}, "empty_field", True),
        ({"indicators": builders.a_project().indicators[:-1]}, "missing_category", True),
    ],
    ids=["falling", "flat", "not 100", "sum", "long", "blank", "category"],
)
def test_is_said_once(changes, rule, is_told):
    plan = again(builders.a_plan(builders.a_text(projects=(builders.a_project(**changes),))))
    text = plan.to_text()
    told = known_gaps(plan, text.projects)

    found = [told.has(one) for one in findings_of(plan, text) if one.finding.rule == rule]

    assert found == [is_told]
