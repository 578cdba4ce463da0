"""Forms of review: the 审核表 with its eight questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from reviews.models import Grade, ReviewSheet, SheetForm
from reviews.sheet.questions import QUESTIONS, Criterion, grade_of

LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question as the page shows it, with its fields; `is_first` begins a group of `span` rows."""

    question: Criterion
    grade: forms.BoundField
    points: forms.BoundField
    note: forms.BoundField
    is_first: bool
    span: str


class SheetFormFields(forms.Form):
    """All may be left blank while it is being filled in; what a decision needs is asked for by the step."""

    form = forms.ChoiceField(label="审核表", choices=SheetForm.choices, widget=forms.RadioSelect)
    overall = forms.ChoiceField(
        label="总体等级", choices=[("", "未定"), *Grade.choices], required=False, widget=forms.RadioSelect
    )
    opinion = forms.CharField(label="审核意见", required=False, max_length=4000, widget=forms.Textarea)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opinion"].widget.attrs |= {"class": "form-control", "rows": "5"}
        for question in QUESTIONS:
            self.fields |= self._fields_of(question)

    @staticmethod
    def _fields_of(question: Criterion) -> dict[str, forms.Field]:
        limits = {
            "invalid": f"{question.label}的得分应为数字，例如 {question.points - 1}。",
            "max_value": f"{question.label}最多 {question.points} 分。",
            "min_value": f"{question.label}的得分不能小于 0。",
        }
        points = forms.IntegerField(
            label=f"{question.label}得分", required=False, min_value=0, max_value=question.points, error_messages=limits
        )
        points.widget.attrs |= {"class": "form-control", "inputmode": "numeric"}
        note = forms.CharField(label=f"{question.label}说明", required=False, max_length=LONGEST_NOTE)
        note.widget = forms.Textarea(attrs={"class": "form-control", "rows": "2", "maxlength": str(LONGEST_NOTE)})
        grade = forms.ChoiceField(
            label=f"{question.label}等级", choices=Grade.choices, required=False, widget=forms.RadioSelect
        )
        return {f"{question.name}_grade": grade, f"{question.name}_points": points, f"{question.name}_note": note}

    def rows(self) -> Iterator[QuestionRow]:
        """The questions in print order with their fields."""
        groups = [question.group for question in QUESTIONS]
        for n, question in enumerate(QUESTIONS):
            yield QuestionRow(
                question,
                grade=self[f"{question.name}_grade"],
                points=self[f"{question.name}_points"],
                note=self[f"{question.name}_note"],
                is_first=n == 0 or groups[n - 1] != question.group,
                span=str(groups.count(question.group)),
            )

    @property
    def points(self) -> int | None:
        """The sum of the points; None until every question has some."""
        given = [self.cleaned_data.get(f"{question.name}_points") for question in QUESTIONS]
        counted = [points for points in given if points is not None]
        return sum(counted) if len(counted) == len(given) else None

    def clean(self) -> dict[str, Any]:
        """In the 重点 version the overall grade is that of the points, once all are given."""
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("form") == SheetForm.KEY and not self.errors:
            cleaned["overall"] = grade_of(self.points) if self.points is not None else ""
        return cleaned


def filled_from(sheet: ReviewSheet | None) -> dict[str, Any]:
    """What the form shows of a sheet; a new one is the 一般 version."""
    if sheet is None:
        return {"form": SheetForm.GENERAL, "version": 0, "overall": ""}
    filled = {"form": sheet.form, "version": sheet.version, "overall": sheet.overall, "opinion": sheet.opinion}
    for answer in sheet.answers.all():
        filled |= {f"{answer.question}_{name}": getattr(answer, name) for name in ("grade", "points", "note")}
    return filled
