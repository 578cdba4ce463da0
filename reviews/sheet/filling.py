"""Filling in the 审核表 of the version at hand: one sheet a version and reviewing role, saved whole."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from departments.models import Plan, Role, User
from departments.models.states import MEANINGS, State
from departments.posts import roles_at
from projects.visible_text import last_sent
from reviews.models import ReviewSheet, SheetAnswer
from reviews.sheet.questions import QUESTIONS

GRADING = frozenset({Role.FIRST_REVIEWER, Role.FINAL_REVIEWER})


class SheetRefusedError(ValueError):
    """The sheet cannot be filled in now; the message says why."""


def grading_role(user: User, plan: Plan) -> str:
    """The role in which the account fills in the form now; "" where it does not."""
    is_reading = plan.state in (State.FIRST_REVIEW, State.FINAL_REVIEW)
    roles = roles_at(user, plan) & GRADING & MEANINGS[State(plan.state)].turn
    return next(iter(roles), "") if is_reading else ""


def sheets_of(plan: Plan) -> QuerySet[ReviewSheet]:
    """The sheets on the version that the bureau has, oldest first: a form a reviewing role."""
    found = ReviewSheet.objects.filter(plan=plan, snapshot=last_sent(plan))
    return found.select_related("filled_by", "snapshot").prefetch_related("answers")


def sheet_of(plan: Plan, role: str) -> ReviewSheet | None:
    """The sheet of the version at hand in this role."""
    return sheets_of(plan).filter(role=role).first()


@transaction.atomic
def fill_sheet(plan: Plan, filled: Mapping[str, Any], *, by: User) -> ReviewSheet:
    """Stores the form as it was sent. `filled["version"]` is what its author saw (0: none yet).

    Raises SheetRefusedError where the text is not in this reviewer's hands or a colleague saved meanwhile.
    """
    plan = Plan.objects.select_for_update().select_related("cycle", "department").get(pk=plan.pk)
    role = grading_role(by, plan)
    if not role:
        raise SheetRefusedError(f"{plan}现为“{plan.get_state_display()}”，审核表在初审或复审时填写。")
    words = {name: filled[name] for name in ("form", "overall", "opinion")}
    words |= {"filled_by": by, "filled_at": timezone.now()}
    sheet = _stored(plan, role, filled["version"], words)
    SheetAnswer.objects.bulk_create(
        [_answer(sheet, question.name, filled) for question in QUESTIONS],
        update_conflicts=True,
        unique_fields=["sheet", "question"],
        update_fields=["grade", "points", "note"],
    )
    return sheet


def _stored(plan: Plan, role: str, version: int, words: Mapping[str, Any]) -> ReviewSheet:
    sent = last_sent(plan)
    if sent is not None and version == 0 and sheet_of(plan, role) is None:
        return ReviewSheet.objects.create(plan=plan, snapshot=sent, role=role, **words)
    mine = ReviewSheet.objects.filter(snapshot=sent, role=role, version=version, is_final=False)
    if not mine.update(**words, version=F("version") + 1):
        raise SheetRefusedError("这张审核表刚刚由别人保存过。请对照页面上方的最新内容，再保存一次。")
    return ReviewSheet.objects.select_related("filled_by", "snapshot").get(snapshot=sent, role=role)


def _answer(sheet: ReviewSheet, question: str, filled: Mapping[str, Any]) -> SheetAnswer:
    cells = {name: filled.get(f"{question}_{name}") for name in ("grade", "points", "note")}
    return SheetAnswer(
        sheet=sheet, question=question, grade=cells["grade"] or "", points=cells["points"], note=cells["note"] or ""
    )
