"""The form in which a thread is raised: on which place, why, in which words, and what should stand there instead."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import Q

from departments.form_fields import model_choice_field
from departments.models import Plan
from reviews.models import ReasonCode
from reviews.threads.thread_actions import LONGEST
from texts.model import Text
from texts.places import SECTIONS, Spot, spots

_WHOLE = {"row": "（整行）", "project": "（整个项目）", **dict.fromkeys(SECTIONS, "（整个部分）")}


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A place that the thread may stand on; of a `is_whole` one no wording can be suggested."""

    place: str
    label: str
    words: str
    is_whole: bool


def choice(spot: Spot) -> PlaceChoice:
    """A place as it is offered: the cell itself, or what it stands in."""
    whole = _WHOLE.get(spot.place.rpartition(":")[2], "") if not spot.kind else ""
    return PlaceChoice(spot.place, f"{spot.where}{whole}", spot.words, not spot.kind)


def places_around(text: Text, place: str) -> list[PlaceChoice]:
    """A place and what it stands in: its row, its project or section. Empty where there is no such place."""
    at = spots(text)
    if place not in at:
        return []
    row, part = place.partition(":")[0], at[place].part
    whole = f"{text.id}:{part}" if part in SECTIONS else f"{part}:project"
    wanted = dict.fromkeys((place, f"{row}:row", whole))
    return [choice(at[name]) for name in wanted if name in at]


def within(text: Text, part: str) -> list[PlaceChoice]:
    """Every place of a part (a section or a project), the whole of it first."""
    return [choice(spot) for spot in spots(text).values() if spot.part == part]


def wholes(text: Text) -> list[PlaceChoice]:
    """Every section and project as a whole."""
    ends = ("project", *SECTIONS)
    return [choice(spot) for place, spot in spots(text).items() if not spot.kind and place.rpartition(":")[2] in ends]


class ThreadForm(forms.Form):
    """`identity` is made before the first attempt, so a repeated one is the same thread."""

    identity = forms.UUIDField(widget=forms.HiddenInput)
    place = forms.CharField(max_length=80, error_messages={"required": "请选择意见所指的位置。"})
    reason: "forms.ModelChoiceField[ReasonCode]" = forms.ModelChoiceField(
        queryset=None, required=False, to_field_name="code"
    )
    body = forms.CharField(
        max_length=LONGEST,
        error_messages={"required": "请填写意见。", "max_length": f"意见最多 {LONGEST} 字。"},
    )
    suggestion = forms.CharField(required=False)
    is_blocking = forms.BooleanField(required=False)
    is_internal = forms.BooleanField(required=False)

    def __init__(self, data: Any = None, *, plan: Plan, words: dict[str, str] | None = None) -> None:
        """`words` are what the form comes filled in with: body and suggestion."""
        super().__init__(data, initial={"identity": uuid4(), "is_blocking": True, **(words or {})}, auto_id="raise-%s")
        of_region = Q(region=None) | Q(region=plan.cycle.region_id)
        model_choice_field(self, "reason").queryset = ReasonCode.objects.filter(of_region, is_used=True)

    @property
    def sentences(self) -> Iterator[str]:
        """What is wrong with the form, one sentence each."""
        return (str(sentence) for sentences in self.errors.values() for sentence in sentences)

    def thread(self) -> dict[str, Any]:
        """The cleaned form as arguments of `raise_thread`."""
        cleaned = dict(self.cleaned_data)
        return {"thread_id": cleaned.pop("identity"), **cleaned}
