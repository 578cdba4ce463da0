"""Versions and steps of a text (flow.py), what is said about it (threads.py), its review form (sheets.py), what a
decision issued (opinions.py), who is told (notices.py), what is said to the automatic review (findings.py), and the
audit log of everything (audit.py)."""

from reviews.models.flow import Reading, StepRecord
from reviews.models.opinions import IssuedOpinion
from reviews.models.sheets import Grade, ReviewSheet, SheetAnswer, SheetForm
from reviews.models.threads import Comment, ReasonCode, Thread

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
