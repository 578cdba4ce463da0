"""A year's text begins: empty, or from last year's with everything marked that may be out of date."""

from dataclasses import replace

import pytest
from django.urls import reverse

from departments.models import Plan, Role
from indicators.models import IndicatorTree
from projects.drafting.carrying import open_places
from projects.drafting.contents import outline_contents
from projects.models import CarriedPlace
from tests import builders
from tests.pages.drafting import marks, shown, workbench
from texts.model import Line, Milestone, SubGoal

pytestmark = pytest.mark.django_db


def last_year(**changes):
    return builders.a_text(
        fiscal_year=2024,
        overall_goal=("2024年，贯彻县委八届三次全会精神，落实二〇二三年任务。", "不含年份的一段，电话12345。"),
        measures=(Line(text="依据冀财预〔2023〕74号执行。"), Line(text="按月调度。")),
        **changes,
    )


@pytest.fixture
def lead(department):
    return builders.a_user(Role.DEPARTMENT_LEAD, place=department)


def start(log_in, user, department, cycle, way="last"):
    return log_in(user).post(
        reverse("plan_start"), {"department": department.pk, "cycle": cycle.pk, "with": way}, follow=True
    )


def text_of(plan):
    return Plan.objects.with_text().get(pk=plan.pk).to_text()


def test_an_empty_text_has_its_cover(log_in, department, lead):
    cycle = builders.a_cycle(department.region, fiscal_year=2026, numbering="（一）")

    answer = start(log_in, lead, department, cycle, way="nothing")

    text = text_of(Plan.objects.get())
    assert answer.redirect_chain[-1][0] == reverse("plan_edit", args=[Plan.objects.get().pk])
    assert text == replace(
        type(text)(),
        fiscal_year=2026,
        department="云溪县教育局",
        finance_bureau=department.region.finance_bureau,
        stage="草案",
        numbering="（一）",
    )


def test_last_years_text_comes_whole_under_this_years_cover(log_in, department, lead):
    source = builders.a_plan(last_year(), department=department)
    source.projects.update(sub_goal=source.sub_goals.get())
    cycle = builders.a_cycle(department.region, fiscal_year=2025)

    start(log_in, lead, department, cycle)

    plan = Plan.objects.get(cycle=cycle)
    carried, old = text_of(plan), text_of(source)
    assert (carried.fiscal_year, carried.department) == (2025, "云溪县教育局")
    assert (carried.overall_goal, carried.sub_goals, carried.measures, carried.projects) == (
        old.overall_goal, old.sub_goals, old.measures, old.projects,
    )  # fmt: skip
    assert plan.projects.get().sub_goal == plan.sub_goals.get()
    assert text_of(source) == old


def test_years_sessions_codes_and_amounts_are_marked(log_in, department, lead):
    builders.a_plan(last_year(), department=department)
    cycle = builders.a_cycle(department.region, fiscal_year=2025)

    start(log_in, lead, department, cycle)

    plan = Plan.objects.get(cycle=cycle)
    marked = {(place.cell, place.found, place.reason) for place in CarriedPlace.objects.filter(plan=plan)}
    assert marked == {
        ("overall_goal", "2024", "年份"),
        ("overall_goal", "二〇二三年", "年份"),
        ("overall_goal", "八届三次全会", "届次"),
        ("text", "〔2023〕74号", "文号"),
        ("code", "13990125P00001210001Y", "上年项目编码"),
        ("budget", "6.00", "上年金额"),
        ("fiscal_funds", "6.00", "上年金额"),
        ("target", "2025", "年份"),
    }


def test_a_place_is_open_until_it_is_confirmed_or_its_words_are_gone(log_in, department, lead):
    builders.a_plan(last_year(), department=department)
    cycle = builders.a_cycle(department.region, fiscal_year=2025)
    page = start(log_in, lead, department, cycle).content.decode()
    plan = Plan.objects.get(cycle=cycle)

    def open_ones():
        fresh = Plan.objects.get(pk=plan.pk)
        return [(place.found, place.around) for place in open_places(fresh, outline_contents(fresh))]

    assert "逐处核对" in page
    assert ("〔2023〕74号", "依据冀财预〔2023〕74号执行。") in open_ones()
    assert len(open_ones()) == 8
    Plan.objects.filter(pk=plan.pk).update(overall_goal="2025年，贯彻县委八届五次全会精神。")
    confirmed = CarriedPlace.objects.get(found="〔2023〕74号")
    log_in(lead).post(reverse("plan_edit", args=[plan.pk]), {"do": f"confirm:{confirmed.pk}"})

    confirmed.refresh_from_db()
    assert confirmed.checked_by == lead
    assert [found for found, _ in open_ones()] == ["6.00", "13990125P00001210001Y", "6.00", "2025"]


def test_what_came_along_is_complete_when_every_place_is_checked(log_in, department, lead):
    builders.a_plan(last_year(), department=department)
    cycle = builders.a_cycle(department.region, fiscal_year=2025)
    start(log_in, lead, department, cycle)
    plan = Plan.objects.get(cycle=cycle)
    before = marks(shown(log_in(lead), workbench(plan)))

    after = marks(log_in(lead).post(workbench(plan), {"do": "confirm:"}, follow=True).content.decode())

    assert before == ["未填完", "已填完", "未填完", "未填完"]
    assert after == ["已填完"] * 4


def test_another_tree_and_other_dates_are_told_too(log_in, department, lead):
    source = last_year(
        projects=(
            builders.a_project(
                plan=tuple(Milestone(month=m, percent=p) for m, p in ((3, "30"), (9, "80"), (12, "100")))
            ),
        )
    )
    builders.a_plan(source, department=department)
    cycle = builders.a_cycle(department.region, fiscal_year=2025, tree=IndicatorTree.objects.get(code="2021"))

    start(log_in, lead, department, cycle)

    plan = Plan.objects.get(cycle=cycle)
    assert text_of(plan).projects[0].plan == (
        Milestone(month=3, percent="30"), Milestone(month=6), Milestone(month=10), Milestone(month=12, percent="100"),
    )  # fmt: skip
    outside = CarriedPlace.objects.filter(plan=plan, cell="level2")
    assert [(place.found, place.reason) for place in outside] == [("成本指标", "不在本年指标体系中")]


def test_without_links_projects_find_their_sub_goal_by_name(log_in, department, lead):
    titles = ("综合业务", "乡土读本印制费绩效目标项目")
    source = last_year(sub_goals=tuple(SubGoal(title=title, goals=("目标",)) for title in titles))
    builders.a_plan(source, department=department)
    cycle = builders.a_cycle(department.region, fiscal_year=2025)

    start(log_in, lead, department, cycle)

    assert Plan.objects.get(cycle=cycle).projects.get().sub_goal.title == titles[1]


def test_a_year_has_one_text(log_in, department, lead):
    standing = builders.a_plan(department=department)

    answer = start(log_in, lead, department, standing.cycle, way="nothing")

    assert "已经建立" in answer.content.decode()
    assert list(Plan.objects.all()) == [standing]


def test_without_an_earlier_text_the_page_says_what_else_there_is(log_in, department, lead):
    cycle = builders.a_cycle(department.region)

    answer = start(log_in, lead, department, cycle)

    assert "没有更早年度的文本" in answer.content.decode()
    assert not Plan.objects.exists()


def test_the_staff_of_a_subordinate_unit_start_nothing(log_in, department):
    builders.a_unit(department)
    subordinate = builders.a_unit(department)
    user = builders.a_user(Role.UNIT_STAFF, place=department)
    user.memberships.update(unit=subordinate)

    start(log_in, user, department, builders.a_cycle(department.region), way="nothing")

    assert not Plan.objects.exists()


def test_another_departments_text_is_not_started(log_in, lead):
    foreign = builders.a_department()

    start(log_in, lead, foreign, builders.a_cycle(foreign.region), way="nothing")

    assert not Plan.objects.exists()
