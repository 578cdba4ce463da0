"""What the database refuses, whoever asks: each constraint by its name."""

import pytest
from django.db import IntegrityError, transaction

from departments.models import Cycle, Department, Membership, Plan, Role, Unit
from indicators.models import IndicatorCategory, IndicatorTree, LibraryIndicator, LibraryVersion
from jobs.models import PrintedText
from projects.models import PaymentMilestone
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("a constraint refuses in the words of its engine")]


def refuses(make, *names: str) -> None:
    """`make` violates a constraint: PostgreSQL says its name, SQLite for unique ones the columns."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make()
    assert any(name in str(error.value) for name in names)


def test_a_department_code_stands_once_in_a_region():
    department = builders.a_department()

    refuses(
        lambda: Department.objects.create(region=department.region, code=department.code, name="另一个"),
        "department_code_once",
        "department.code",
    )


def test_a_unit_code_stands_once_in_a_department():
    unit = builders.a_unit(builders.a_department())

    refuses(
        lambda: Unit.objects.create(department=unit.department, code=unit.code, name="另一个"),
        "unit_code_once",
        "unit.code",
    )


def test_a_cycle_comes_once_a_year():
    cycle = builders.a_cycle(builders.a_region())

    refuses(
        lambda: Cycle.objects.create(region=cycle.region, fiscal_year=2025, name="又一个", tree=cycle.tree),
        "cycle_once_a_year",
        "cycle.fiscal_year",
    )


def test_a_department_has_one_text_a_cycle():
    plan = builders.a_plan()

    refuses(
        lambda: Plan.objects.create(cycle=plan.cycle, department=plan.department, created_by=plan.created_by),
        "plan_once_a_cycle",
        "plan.department_id",
    )


def test_an_unknown_state_is_refused():
    plan = builders.a_plan()

    refuses(lambda: Plan.objects.filter(pk=plan.pk).update(state="lost"), "plan_state_known")


@pytest.mark.parametrize("role", [Role.UNIT_STAFF, Role.DEPARTMENT_LEAD, Role.FIRST_REVIEWER])
def test_a_role_at_a_department_names_it(role):
    region, user = builders.a_region(), builders.a_user()

    refuses(
        lambda: Membership.objects.create(user=user, role=role, region=region),
        "role_has_department",
        "unit_staff_has_unit",
    )


def test_unit_staff_names_a_unit():
    department, user = builders.a_department(), builders.a_user()

    refuses(
        lambda: Membership.objects.create(
            user=user, role=Role.UNIT_STAFF, region=department.region, department=department
        ),
        "unit_staff_has_unit",
    )


def test_a_membership_ends_after_it_starts():
    user = builders.a_user(Role.FINAL_REVIEWER, place=builders.a_region())

    refuses(lambda: user.memberships.update(starts_on="2025-03-01", ends_on="2025-02-28"), "membership_dates_in_order")


def test_the_three_administrators_are_three_people():
    user = builders.a_user(Role.SYSTEM_ADMIN, place=builders.a_region())

    refuses(
        lambda: builders.join(user, Role.AUDIT_ADMIN, builders.a_region()), "one_separated_role", "membership.user_id"
    )


def test_a_month_is_a_month():
    plan = builders.a_plan()
    project = plan.projects.get()

    refuses(lambda: PaymentMilestone.objects.create(project=project, position=9, month=13), "month_of_the_year")


def test_a_content_is_printed_once_a_layout():
    PrintedText.objects.create(sha256="a" * 64, layout="1", content={})

    refuses(
        lambda: PrintedText.objects.create(sha256="a" * 64, layout="1", content={}),
        "print_once_a_content",
        "printedtext.sha256",
    )


def test_a_category_stands_once_in_a_tree():
    tree = IndicatorTree.objects.create(code="t", name="试用")
    IndicatorCategory.objects.create(tree=tree, position=1, level1="产出指标", level2="数量指标")

    refuses(
        lambda: IndicatorCategory.objects.create(tree=tree, position=2, level1="产出指标", level2="数量指标"),
        "category_once_a_tree",
        "indicatorcategory.tree_id",
    )
    refuses(
        lambda: IndicatorCategory.objects.create(tree=tree, position=1, level1="产出指标", level2="质量指标"),
        "category_position_once",
        "indicatorcategory.tree_id",
    )


def test_an_indicator_stands_once_in_a_field_of_the_library():
    version = LibraryVersion.objects.create(name="试用", published_on="2025-01-01")
    cells = {"version": version, "level1": "产出指标", "level2": "数量指标", "name": "印刷数量", "field": "通用"}
    LibraryIndicator.objects.create(**cells)

    refuses(lambda: LibraryIndicator.objects.create(**cells), "library_once_a_field", "libraryindicator.version_id")
