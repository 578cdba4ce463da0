"""The steps of a text and who has read it (step_record.py), what is said about it (thread.py), its review form
(review_sheet.py), and what a decision issued (issued_opinion.py)."""

from reviews.models.issued_opinion import IssuedOpinion
from reviews.models.review_sheet import Grade, ReviewSheet, SheetAnswer, SheetForm
from reviews.models.step_record import ReadMark, StepRecord
from reviews.models.thread import Comment, ReasonCode, Thread

__all__ = [
    "Comment",
    "Grade",
    "IssuedOpinion",
    "ReadMark",
    "ReasonCode",
    "ReviewSheet",
    "SheetAnswer",
    "SheetForm",
    "StepRecord",
    "Thread",
]
