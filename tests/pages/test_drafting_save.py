"""The address where every save arrives: what it answers, what it refuses, what it costs."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from departments.models import Cycle, Plan, Role
from departments.models.plans import State
from projects.models import CellEdit, Indicator, Presence
from tests import builders
from tests.projects.drafting.author import Author, a_cell

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(plan, log_in):
    lead = builders.a_user(Role.DEPARTMENT_LEAD, place=plan.department, name="沈知行")
    return Author(log_in(lead), plan)


@pytest.fixture
def row(plan):
    return Indicator.objects.filter(project__plan=plan).first()


def the_target(row, now, *, was="≥1200册"):
    return a_cell(f"indicator:{row.pk}:target", was, now)


class TestAnswers:
    def test_a_cell_is_stored_and_the_answer_says_so(self, author, row):
        told = author.save(cells=[the_target(row, "≥1300册")])

        row.refresh_from_db()
        assert row.target == "≥1300册"
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00", told.pop("at"))
        assert told == {
            "version": 2,
            "cells": [
                {"id": str(row.pk), "cell": "target", "state": "saved", "value": "≥1300册", "by": "", "at": None}
            ],
            "rows": [],
            "news": [],
            "others": [],
            "messages": {f"indicator:{row.pk}:target": ""},
            "advice": [],
            "read_only": "",
        }

    def test_the_same_cell_asks_with_the_others_words_name_and_time(self, author, plan, row, log_in):
        Author(log_in(plan.created_by), plan).save(cells=[the_target(row, "≥1300册")])

        told = author.post(cells=[the_target(row, "≥1400册")]).json()

        row.refresh_from_db()
        (outcome,) = told["cells"]
        at = timezone.localtime(CellEdit.objects.get().edited_at).isoformat(timespec="seconds")
        assert outcome == {
            "id": str(row.pk), "cell": "target", "state": "conflict", "value": "≥1300册", "by": "周雨桐", "at": at,
        }  # fmt: skip
        assert row.target == "≥1300册"

    def test_a_heartbeat_tells_what_others_changed_and_changes_no_word(self, author, plan, row, log_in, stored):
        Author(log_in(plan.created_by), plan).save(cells=[the_target(row, "≥1300册")])
        author.client.get(author.address, {"seen": 1})  # its author is here now
        before = stored() | {"projects.Presence": None}

        told = author.client.get(author.address, {"seen": 1, "at": f"indicator:{row.pk}:target"}).json()

        assert stored() | {"projects.Presence": None} == before
        assert [(n["kind"], n["place"], n["value"], n["by"]) for n in told["news"]] == [
            ("indicator", f"{row.pk}:target", "≥1300册", "周雨桐")
        ]
        assert (told["version"], told["cells"], told["rows"], told["messages"]) == (2, [], [], {})

    @pytest.mark.parametrize(
        ("kind", "cell", "wrong", "sentence", "is_advice"),
        [
            ("project", "budget", "13万", "“13万”不是金额，应为以万元为单位的数字，不写单位，应写作 13.00。", False),
            ("milestone", "percent", "101", "“101”应为 0 至 100 的数字，不写百分号，例如 30。", False),
            ("indicator", "target", "≥95", "“≥95”没有计量单位，例如 ≥95%。", True),
            ("indicator", "name", "印制册数", None, False),
        ],
    )
    def test_what_cannot_be_right_is_stored_with_a_sentence_beside_it(
        self, author, plan, kind, cell, wrong, sentence, is_advice
    ):
        project = plan.projects.get()
        row = {"project": project, "milestone": project.milestones.first(), "indicator": project.indicators.first()}[
            kind
        ]

        told = author.save(cells=[a_cell(f"{kind}:{row.pk}:{cell}", getattr(row, cell), wrong)])

        row.refresh_from_db()
        assert getattr(row, cell) == wrong
        place = f"{kind}:{row.pk}:{cell}"
        assert told["messages"] == ({} if sentence is None else {place: sentence})
        assert told["advice"] == ([place] if is_advice else [])


class TestRefusals:
    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{",
            b"[]",
            b'{"seen": "1"}',
            b'{"cells": [{}]}',
            b'{"rows": [{"do": "drop"}]}',
            b"\xff",
            b"[" * 100_000,
        ],
    )
    def test_a_request_that_is_not_ours_is_400_and_changes_nothing(self, author, stored, body):
        author.client.get(author.address)
        before = stored()

        answer = author.client.post(author.address, body, content_type="application/json")

        assert (answer.status_code, list(answer.json())) == (400, ["error"])
        assert stored() == before

    def test_nothing_of_a_bad_request_is_stored(self, author, row, stored):
        before = stored()
        foreign = builders.a_plan().projects.get().indicators.first()
        here = stored()

        answer = author.post(
            cells=[the_target(row, "≥1300册")],
            rows=[{"do": "add", "kind": "indicator", "id": str(foreign.pk), "parent": str(row.project_id)}],
        )

        assert answer.status_code == 400
        assert stored() == here != before

    def test_without_the_token_of_the_page_nothing_is_saved(self, plan, row):
        client = Client(enforce_csrf_checks=True)
        client.force_login(plan.created_by)

        answer = client.post(
            reverse("plan_save", args=[plan.pk]),
            json.dumps({"cells": [the_target(row, "≥1300册")]}),
            "application/json",
        )

        row.refresh_from_db()
        assert (answer.status_code, row.target) == (403, "≥1200册")

    def test_with_the_token_of_the_page_it_is(self, plan, row):
        client = Client(enforce_csrf_checks=True)
        client.force_login(plan.created_by)
        page = client.get(reverse("plan_edit", args=[plan.pk])).content.decode()
        token = re.search(r'<meta name="csrf-token" content="([^"]+)">', page)[1]

        answer = client.post(
            reverse("plan_save", args=[plan.pk]),
            json.dumps({"cells": [the_target(row, "≥1300册")]}),
            "application/json",
            headers={"X-CSRFToken": token},
        )

        assert (answer.status_code, answer.json()["cells"][0]["state"]) == (200, "saved")

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_without_a_login_the_page_is_told_to_ask_for_one(self, plan, method):
        answer = getattr(Client(), method)(reverse("plan_save", args=[plan.pk]))

        assert (answer.status_code, answer.json()) == (401, {"login": True})

    @pytest.mark.parametrize("state", [State.SUBMITTED, State.APPROVED, State.PUBLISHED])
    def test_a_text_that_was_sent_is_409(self, author, plan, row, state):
        Plan.objects.filter(pk=plan.pk).update(state=state)

        answer = author.post(cells=[the_target(row, "≥1300册")])

        row.refresh_from_db()
        assert (answer.status_code, row.target) == (409, "≥1200册")
        assert answer.json() == {"error": f"{plan}现为“{State(state).label}”，不能修改。"}

    def test_a_heartbeat_says_so_before_anything_is_typed(self, author, plan):
        open_ = author.client.get(author.address).json()["read_only"]
        Plan.objects.filter(pk=plan.pk).update(state=State.SUBMITTED)

        heard = author.client.get(author.address).json()["read_only"]
        assert (open_, heard) == ("", author.post().json()["error"])
        assert "已送审" in heard


class TestCost:
    @pytest.mark.parametrize("projects", [1, 30])
    def test_a_save_costs_eight_queries_whatever_the_text(self, log_in, projects):
        plan = builders.a_plan(builders.a_text(projects=(builders.a_project(),) * projects))
        Cycle.objects.update(submit_by=timezone.now() + timedelta(days=3))
        author = Author(log_in(plan.created_by), plan)
        row = Indicator.objects.filter(project__plan=plan).first()
        Author(log_in(builders.a_user(Role.DEPARTMENT_LEAD, place=plan.department)), plan).save(
            cells=[a_cell(f"indicator:{row.pk}:basis", row.basis, "采购合同")]
        )
        author.save(cells=[the_target(row, "≥1300册")])

        with CaptureQueriesContext(connection) as queries:
            author.save(cells=[the_target(row, "≥1350册", was="≥1300册")])

        asked = [q["sql"] for q in queries if "SAVEPOINT" not in q["sql"]]
        assert len(asked) == 8, asked

    @pytest.mark.parametrize("projects", [1, 30])
    def test_a_heartbeat_costs_five_queries_whatever_the_text(self, log_in, projects):
        plan = builders.a_plan(builders.a_text(projects=(builders.a_project(),) * projects))
        author = Author(log_in(plan.created_by), plan)
        author.client.get(author.address)  # the first sign of life is noted

        with CaptureQueriesContext(connection) as queries:
            author.client.get(author.address)

        assert len(queries) == 5, [q["sql"] for q in queries]

    def test_many_cells_of_one_save_share_everything_but_their_update(self, log_in):
        plan = builders.a_plan()
        author = Author(log_in(plan.created_by), plan)
        author.client.get(author.address)
        author.seen = 1
        author.save(cells=[])  # the first save of a session is logged
        rows = list(Indicator.objects.filter(project__plan=plan))
        counts = []
        for some in (rows[:1], rows):
            with CaptureQueriesContext(connection) as queries:
                author.save(cells=[a_cell(f"indicator:{row.pk}:basis", row.basis, f"依据{len(some)}") for row in some])
            counts.append(len(queries))
            for row in some:
                row.refresh_from_db()

        assert counts[1] - counts[0] == len(rows) - 1


def test_the_same_row_added_by_a_repeated_request_is_there_once(author, plan):
    row, project = str(uuid4()), plan.projects.get()
    change = {"do": "add", "kind": "goal", "id": row, "parent": str(project.pk), "after": None, "cells": {"text": "一"}}

    states = [author.save(rows=[change])["rows"][0]["state"] for _ in range(2)]

    assert states == ["saved", "same"]
    assert project.goals.filter(text="一").count() == 1
    assert Presence.objects.filter(plan=plan).count() == 1
