"""The drafting pages as plain forms, without JavaScript."""

import re

import pytest

from departments.models import Plan, Role
from projects.models import Indicator, Project
from tests import builders
from tests.pages.drafting import form_of, page_of, shown
from tests.projects.drafting.author import Author, a_cell, cells_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(plan, log_in):
    return log_in(builders.a_user(Role.DEPARTMENT_LEAD, place=plan.department, name="沈知行"))


class TestPlainForm:
    def test_what_was_typed_over_is_saved_and_nothing_else(self, client, plan):
        project = plan.projects.get()
        address = page_of(project)
        form = form_of(shown(client, address))
        row = project.indicators.first()
        Indicator.objects.filter(pk=row.pk).update(basis="别人改过的依据")  # meanwhile, in a cell that is left alone

        answer = client.post(address, form | {f"indicator:{row.pk}:target": "≥1300册", "do": "save"})

        row.refresh_from_db()
        assert (answer.status_code, answer.url) == (302, address)
        assert (row.target, row.basis) == ("≥1300册", "别人改过的依据")

    def test_line_breaks_of_a_browser_are_no_change(self, client, plan):
        project = plan.projects.get()
        Project.objects.filter(pk=project.pk).update(purpose="一\n二", code="1399\n0125")
        form = {k: v.replace("\n", "\r\n") for k, v in form_of(shown(client, page_of(project))).items()}
        form[f"project:{project.pk}:code"] = "13990125"  # a field of one line drops them

        client.post(page_of(project), form)

        project.refresh_from_db()
        assert (project.purpose, project.code) == ("一\n二", "1399\n0125")

    def test_the_same_cell_asks_and_keeps_both(self, client, plan, log_in):
        project = plan.projects.get()
        row = project.indicators.first()
        form = form_of(shown(client, page_of(project)))
        Author(log_in(plan.created_by), plan).save(cells=[a_cell(f"indicator:{row.pk}:target", "≥1200册", "≥1300册")])

        answer = client.post(page_of(project), form | {f"indicator:{row.pk}:target": "≥1400册"})

        page = answer.content.decode()
        row.refresh_from_db()
        assert (answer.status_code, row.target) == (409, "≥1300册")
        assert "周雨桐在" in page
        assert "改成了“≥1300册”" in page
        assert cells_of(page)[f"indicator:{row.pk}:target"] == "≥1400册"

        client.post(page_of(project), form_of(page))  # once more: knowingly over the other's
        row.refresh_from_db()
        assert row.target == "≥1400册"

    def test_words_in_a_row_that_is_gone_are_shown(self, client, plan):
        project = plan.projects.get()
        row = project.indicators.first()
        form = form_of(shown(client, page_of(project)))
        Indicator.objects.filter(pk=row.pk).delete()

        answer = client.post(page_of(project), form | {f"indicator:{row.pk}:target": "≥1400册"})

        assert answer.status_code == 409
        assert '<p class="kept-words">≥1400册</p>' in answer.content.decode()

    def test_what_cannot_be_saved_any_more_stays_on_the_page(self, client, plan):
        project = plan.projects.get()
        form = form_of(shown(client, page_of(project)))
        Plan.objects.filter(pk=plan.pk).update(state="submitted")

        answer = client.post(page_of(project), form | {f"project:{project.pk}:purpose": "刚刚写好的用途"})

        page = answer.content.decode()
        assert answer.status_code == 409
        assert "没有保存：" in page
        assert cells_of(page)[f"project:{project.pk}:purpose"] == "刚刚写好的用途"

    def test_three_hundred_rows_in_one_form(self, log_in):
        rows = builders.a_project().indicators[:1] * 300
        plan = builders.a_plan(builders.a_text(projects=(builders.a_project(indicators=rows),)))
        client, project = log_in(plan.created_by), plan.projects.get()
        form = form_of(shown(client, page_of(project)))
        typed = {
            name: f"{value}（{n}）" for n, (name, value) in enumerate(form.items()) if name.startswith("indicator")
        }

        answer = client.post(page_of(project), form | typed)

        assert answer.status_code == 302
        assert len(typed) == 1800
        cells = cells_of(shown(client, page_of(project)))
        assert {name: cells[name] for name in typed} == typed

    def test_rows_come_move_and_go_by_buttons(self, client, plan):
        project = plan.projects.get()
        address = page_of(project)

        def press(do: str) -> list[str]:
            client.post(address, form_of(shown(client, address)) | {"do": do})
            return [goal.text for goal in project.goals.all()]

        first, second = (goal.pk for goal in project.goals.all())
        words = [goal.text for goal in project.goals.all()]
        assert press(f"down:goal:{first}") == words[::-1]
        assert press(f"up:goal:{first}") == words
        assert press(f"up:goal:{first}") == words
        assert press(f"copy:goal:{first}") == [words[0], *words]
        assert press(f"remove:goal:{second}") == [words[0], words[0]]
        assert press(f"add:goal:{project.pk}") == [words[0], words[0], ""]

    def test_a_category_is_added_where_the_tree_has_it(self, client, plan):
        project = plan.projects.get()
        address = page_of(project)
        page = shown(client, address)
        button = re.search(rf'value="(add:indicator:{project.pk}:\d+)"[^>]*>\+ 经济效益指标', page)[1]

        client.post(address, form_of(page) | {"do": button})

        assert list(project.indicators.values_list("level2", flat=True)) == [
            "数量指标", "质量指标", "时效指标", "成本指标", "经济效益指标", "社会效益指标", "服务对象满意度指标",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "posted",
        [{"was": "{"}, {"was": "[]"}, {"goal:nonsense:text": "x"}, {"do": "remove:goal:nonsense"}],
    )
    def test_a_form_that_is_not_ours_changes_nothing(self, client, plan, stored, posted):
        before = stored()

        answer = client.post(page_of(plan.projects.get()), posted)

        assert answer.status_code == 409
        assert stored() == before
