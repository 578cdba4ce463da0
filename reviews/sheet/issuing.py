"""审核意见: written down with a decision, from what the department may read of it, and never again.

Internal threads, forms that no decision closed, and threads that were not sent with it are not in it.
"""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from departments.models import Plan, Role
from departments.models.accounts import BUREAU_ROLES
from departments.templatetags.display import amount
from reviews.models import Grade, IssuedOpinion, ReviewSheet, SheetForm, StepRecord
from reviews.sheet.questions import OUTCOMES, QUESTIONS
from reviews.steps import STEPS
from reviews.threads.worklist import Item, items, with_comments
from reviews.versions.returns import opened_parts
from texts.model import Text
from texts.opinion import Answer, Opinion, Remark, opinion_to_json
from texts.places import is_whole

LONGEST_QUOTE = 120  # characters of the words that a remark speaks of


def issue(record: StepRecord, text: Text) -> IssuedOpinion:
    """Keeps the paper of a decision. Call it in the decision's transaction, after form and threads went with it."""
    return IssuedOpinion.objects.create(record=record, content=opinion_to_json(opinion_of(record, text)))


def opinion_of(record: StepRecord, text: Text) -> Opinion:
    """What a decision says of the text: two queries for the form, two for the threads."""
    plan, version = record.plan, record.snapshot
    if version is None:
        raise ValueError("A decision that issues 审核意见 keeps its version.")
    sheet = _sheet(record)
    return Opinion(
        department=text.department or plan.department.name,
        fiscal_year=plan.cycle.fiscal_year,
        bureau=plan.cycle.region.finance_bureau,
        stage=_stage(record),
        decision=STEPS[record.step].label,
        round=record.round,
        version=version.number,
        text_sha256=version.sha256,
        project_count=version.project_count,
        budget=amount(version.budget_total),
        decided_on=timezone.localdate(record.taken_at).isoformat(),
        reviewer=record.taken_by.name,
        comment=record.comment,
        opened=tuple(opened_parts(record, text)),
        remarks=tuple(_remarks(plan, record, text)),
        **(_graded(sheet) if sheet else {}),
    )


def _stage(record: StepRecord) -> str:
    if record.plan.cycle.review_steps == 1:
        return "审核"
    return "初审" if record.role == Role.FIRST_REVIEWER else "复审"


def _sheet(record: StepRecord) -> ReviewSheet | None:
    """The form that the decision closed."""
    closed = ReviewSheet.objects.filter(snapshot=record.snapshot, role=record.role, is_final=True)
    return closed.prefetch_related("answers").first()


def _graded(sheet: ReviewSheet) -> dict[str, Any]:
    outcome = OUTCOMES[Grade(sheet.overall)]
    return {
        "form": sheet.get_form_display(),
        "overall": sheet.get_overall_display(),
        "meaning": outcome.meaning,
        "opinion": sheet.opinion,
        "answers": tuple(_answers(sheet)),
    }


def _answers(sheet: ReviewSheet) -> Iterator[Answer]:
    """All questions in print order; one that nobody answered is blank."""
    given = {answer.question: answer for answer in sheet.answers.all()}
    is_key = sheet.form == SheetForm.KEY
    for question in QUESTIONS:
        answer = given.get(question.name)
        yield Answer(
            group=question.group,
            label=question.label,
            asks=question.asks,
            most=question.points if is_key else 0,
            grade=answer.get_grade_display() if answer and not is_key else "",
            points=answer.points if answer and is_key else None,
            note=answer.note if answer else "",
        )


def _remarks(plan: Plan, record: StepRecord, text: Text) -> Iterator[Remark]:
    """What the department has to work off, of what the decision sent it, in the order of the text."""
    sent = plan.threads.blocking().filter(sent_at=record.taken_at)
    for item in items(with_comments(sent), text):
        thread = item.thread
        yield Remark(
            where=thread.where,
            words="" if is_whole(thread.place) else _quoted(thread.words),
            asks=_asked(item),
            reason=thread.reason.label if thread.reason else "",
            suggestion=thread.suggestion,
        )


def _quoted(words: str) -> str:
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]}……"


def _asked(item: Item) -> str:
    """All that the bureau said in the thread: it may have insisted on it."""
    said = [comment.body for comment in item.thread.comments.all() if comment.role in BUREAU_ROLES]
    return "\n".join(said)
