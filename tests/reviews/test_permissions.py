"""The table of rights: every permission it grants belongs to something, and nobody gets more."""

import pytest
from django.apps import apps

from departments.models import Role
from reviews.permissions import CONFIGURED, CONFIGURES, DRAFTS, PAGES
from tests import builders

pytestmark = pytest.mark.django_db

BUSINESS = {"plan", "subgoal", "measure", "project", "goal", "indicator", "paymentmilestone", "importedfile"}
SEPARATED = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)


def test_every_line_names_a_model():
    labels = [label for models in CONFIGURES.values() for label in models]

    assert all(apps.get_model(label) for label in labels)


@pytest.mark.parametrize("role", SEPARATED)
def test_the_three_administrators_touch_no_business_data(role):
    granted = {label.split(".")[1] for label in CONFIGURES.get(role, {})}

    assert granted & BUSINESS == set()
    assert all(role not in roles for roles in DRAFTS.values())


@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_do_what_its_lines_say_and_nothing_else(role):
    user = builders.a_user(role, place=None if role in _AT_A_DEPARTMENT else builders.a_region())

    table = CONFIGURED | DRAFTS | PAGES

    allowed = {p for p in table if user.has_perm(p)}

    assert allowed == {p for p, roles in table.items() if role in roles}
    assert user.is_staff == (role in CONFIGURES)


_AT_A_DEPARTMENT = (Role.UNIT_STAFF, Role.DEPARTMENT_LEAD, Role.FIRST_REVIEWER)


def test_a_right_on_texts_ends_at_the_own_ones():
    plan = builders.a_plan()
    own = builders.a_user(Role.DEPARTMENT_LEAD, place=plan.department)
    stranger = builders.a_user(Role.DEPARTMENT_LEAD)

    assert own.has_perm("departments.import_plan", plan)
    assert not stranger.has_perm("departments.import_plan", plan)


def test_a_disabled_account_may_nothing():
    user = builders.a_user(Role.SYSTEM_ADMIN, place=builders.a_region(), is_active=False)

    assert not user.has_perm("departments.view_user")
    assert not user.has_module_perms("departments")
