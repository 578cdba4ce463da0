"""Versions and steps of a text (flow.py), what is said about it (threads.py), its review form (sheets.py), what a
decision issued (opinions.py), who is told (notices.py), what is said to the automatic review (findings.py), and the
audit log of everything (audit.py)."""

from reviews.models.issued_opinion import IssuedOpinion
from reviews.models.review_sheet import Grade, ReviewSheet, SheetAnswer, SheetForm
from reviews.models.step_record import Reading, StepRecord
from reviews.models.thread import Comment, ReasonCode, Thread

__all__ = [
    "Comment",
    "Grade",
    "IssuedOpinion",
    "Reading",
    "ReasonCode",
    "ReviewSheet",
    "SheetAnswer",
    "SheetForm",
    "StepRecord",
    "Thread",
]
