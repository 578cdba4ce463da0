"""Rows come, move, go and come back; doing it twice does it once; nothing typed goes with a row unseen."""

from uuid import uuid4

import pytest

from departments.models import Plan, Role
from projects.models import Indicator, Project, RemovedRow
from projects.saving.changes import BadSaveError, CellChange, RowChange, Save, parse_save
from projects.saving.save import save
from tests import builders

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.both_databases("a save is compared and set by one statement, under the text's lock"),
]


def do(plan, *changes, seen=None, by=None):
    seen = Plan.objects.get(pk=plan.pk).version if seen is None else seen
    return [outcome.state for outcome in save(plan, Save(changes, (), seen), by=by or plan.created_by).rows]


def names(plan):
    return list(Indicator.objects.filter(project__plan=plan).values_list("name", flat=True))


def text_of(plan):
    return Plan.objects.with_text().get(pk=plan.pk).to_text()


def an_indicator(plan, *, after=None, row=None, **cells):
    return RowChange("add", "indicator", row or uuid4(), plan.projects.get().pk, after, cells)


def test_a_row_is_added_where_it_was_put(plan):
    before = names(plan)
    second = Indicator.objects.filter(project__plan=plan)[1]

    states = do(plan, an_indicator(plan, after=second.pk, name="返工率"), an_indicator(plan, name="第一行"))

    assert states == ["saved", "saved"]
    assert names(plan) == ["第一行", *before[:2], "返工率", *before[2:]]


def test_adding_twice_adds_once(plan):
    change = an_indicator(plan, name="返工率")

    assert [do(plan, change), do(plan, change)] == [["saved"], ["same"]]
    assert names(plan).count("返工率") == 1


def test_an_identity_of_another_text_is_refused_and_nothing_is_stored(plan):
    foreign = Indicator.objects.filter(project__plan=builders.a_plan()).first()
    before = text_of(plan)

    with pytest.raises(BadSaveError, match="已用于别处"):
        do(plan, an_indicator(plan, name="先来的"), an_indicator(plan, row=foreign.pk))

    assert text_of(plan) == before


def test_a_row_of_another_texts_project_is_not_added(plan):
    foreign = builders.a_plan().projects.get()

    states = do(plan, RowChange("add", "goal", uuid4(), foreign.pk, None, {"text": "混入"}))

    assert states == ["gone"]
    assert foreign.goals.count() == 2


def test_a_row_moves(plan):
    rows = list(Indicator.objects.filter(project__plan=plan))

    do(plan, RowChange("move", "indicator", rows[0].pk, None, rows[3].pk))
    do(plan, RowChange("move", "indicator", rows[5].pk, None, None))

    order = [5, 1, 2, 3, 0, 4]
    assert names(plan) == [rows[n].name for n in order]


def test_a_removed_project_comes_back_whole(plan):
    before = text_of(plan)
    project = plan.projects.get()

    removed = do(plan, RowChange("remove", "project", project.pk))
    without = text_of(plan)
    restored = do(plan, RowChange("restore", "project", project.pk))

    assert (removed, restored) == (["saved"], ["saved"])
    assert without.projects == ()
    assert text_of(plan) == before
    ids = [row.id for p in text_of(plan).projects for row in (p, *p.plan, *p.goals, *p.indicators)]
    assert ids == [row.id for p in before.projects for row in (p, *p.plan, *p.goals, *p.indicators)]
    assert Project.objects.get(pk=project.pk).budget_amount == 6
    assert not RemovedRow.objects.exists()


def test_words_typed_by_another_do_not_go_with_the_row_unseen(plan):
    other = builders.a_user(Role.DEPARTMENT_LEAD, place=plan.department)
    row = Indicator.objects.filter(project__plan=plan).first()
    save(plan, Save((), (CellChange("indicator", row.pk, "target", row.target, "≥1300册"),), 1), by=other)

    unseen = do(plan, RowChange("remove", "project", row.project_id), seen=1)
    seen = do(plan, RowChange("remove", "project", row.project_id))

    assert (unseen, seen) == (["conflict"], ["saved"])


def test_a_new_project_has_the_cycles_milestones(plan):
    project = uuid4()

    do(plan, RowChange("add", "project", project, None, None, {"name": "新项目", "budget": "12.5"}))

    added = Project.objects.get(pk=project)
    assert [row.month for row in added.milestones.all()] == [3, 6, 10, 12]
    assert str(added.budget_amount) == "12.500000"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ([], "对象"),
        ({"cells": {}}, "列表"),
        ({"seen": "1"}, "版本号"),
        ({"cells": [{"kind": "user", "id": str(uuid4()), "cell": "password"}]}, "kind"),
        ({"cells": [{"kind": "plan", "id": str(uuid4()), "cell": "state"}]}, "cell"),
        ({"cells": [{"kind": "plan", "id": "1", "cell": "stage", "was": "", "now": ""}]}, "标识"),
        ({"cells": [{"kind": "plan", "id": str(uuid4()), "cell": "stage", "was": "", "now": 1}]}, "文字"),
        ({"cells": [{"kind": "plan", "id": str(uuid4()), "cell": "stage", "was": "", "now": "长" * 20_001}]}, "20001"),
        ({"rows": [{"do": "drop", "kind": "goal", "id": str(uuid4())}]}, "do"),
        ({"rows": [{"do": "add", "kind": "plan", "id": str(uuid4())}]}, "kind"),
        ({"rows": [{"do": "add", "kind": "goal", "id": str(uuid4()), "cells": {"project_id": "x"}}]}, "栏目"),
        ({"rows": [{}] * 5001}, "5000"),
    ],
)
def test_a_request_that_is_not_ours_is_refused(body, expected):
    with pytest.raises(BadSaveError, match=expected):
        parse_save(body)
