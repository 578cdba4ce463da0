"""A text with the people around it, driven through its steps by name."""

from collections import namedtuple
from datetime import timedelta

from django.utils import timezone

from departments.models import Cycle, Plan, Role, User
from findings.cases import FindingCase, findings_of
from findings.models import Explanation, Waiver
from projects.visible_text import last_sent
from reviews.models import Grade, ReviewSheet, StepRecord, Thread
from reviews.workflow import StepWords, take
from tests import builders
from texts.interchange import sha256
from texts.places import spots

People = namedtuple("People", "staff lead first final")
BY = {"hand_in": "staff", "take_back": "staff"} | dict.fromkeys(("open_first", "pass"), "first")
BY |= dict.fromkeys(("submit", "withdraw", "ask_return", "send_back", "keep"), "lead")
BY |= dict.fromkeys(("open_final", "approve", "refuse", "back_to_first", "reopen", "publish"), "final")


class Case:
    """`go` takes steps in order, by whoever usually takes them; forms that a step asks for are filled in on the way."""

    def __init__(self, plan: Plan, people: People) -> None:
        self.plan, self.people = plan, people

    def go(self, *steps) -> "Case":
        for step in steps:
            name, by, word = (step, None, None) if isinstance(step, str) else (*step, None)[:3]
            by = by or self._usual(name)
            if name in ("pass", "approve"):
                self.grade()
            if name in ("submit", "hand_in"):
                self.settle()
            take(self.plan, name, by=by, word=word or self.word(name))
            self.plan = Plan.objects.select_related("cycle__tree", "department").get(pk=self.plan.pk)
        return self

    def _usual(self, name: str) -> User:
        if name in ("return", "undo"):
            last = self.plan.steps.last()
            return (
                last.taken_by
                if name == "undo"
                else self.people.final
                if "final" in self.plan.state
                else self.people.first
            )
        return getattr(self.people, BY[name])

    @property
    def sha256(self) -> str:
        return sha256(Plan.objects.with_text().get(pk=self.plan.pk).to_text())

    @property
    def rounds(self) -> int:
        return self.plan.steps.last().round

    def word(self, name: str = "") -> StepWords:
        comment = (
            "请修改。" if name in ("return", "refuse", "reopen", "send_back", "back_to_first", "ask_return") else ""
        )
        return StepWords(read=self.sha256, comment=comment)

    def grade(self, overall: str = Grade.EXCELLENT, **fields) -> ReviewSheet:
        role = Role.FINAL_REVIEWER if "final" in self.plan.state else Role.FIRST_REVIEWER
        given = {"overall": overall, "filled_by": self.people.first, "filled_at": timezone.now(), "plan": self.plan}
        sheet, _ = ReviewSheet.objects.update_or_create(
            snapshot=last_sent(self.plan), role=role, defaults=given | fields
        )
        return sheet

    def settle(self) -> None:
        """What the review finds in a text that a test has written is let stand: errors waived, warnings explained."""
        plan = Plan.objects.with_text().select_related("cycle__tree").get(pk=self.plan.pk)
        found = findings_of(plan, plan.to_text())
        by = {"made_by": self.people.final, "made_at": timezone.now()}
        Waiver.objects.bulk_create(Waiver(**about(plan, one), reason="沿用。", **by) for one in found if one.stops)
        said = [one for one in found if one.wants_words]
        Explanation.objects.bulk_create(Explanation(**about(plan, one), body="据实填写。", **by) for one in said)

    def later(self, span: timedelta) -> None:
        """As if the last step had been taken earlier: a copy of its record, because records are never changed."""
        last = self.plan.steps.last()
        StepRecord.objects.filter(pk=last.pk).delete()
        last.taken_at -= span
        last.save(force_insert=True)


def about(plan: Plan, one: FindingCase) -> dict:
    """What a waiver or an explanation says of the finding that it is about."""
    found = one.finding
    said = {"rule": found.rule, "key": found.key, "level": found.level.value, "message": found.message}
    return {"plan": plan, "where": one.spot.where, **said}


def a_case(*, text=None, region=None, email: str = "", **cycle) -> Case:
    plan = builders.a_plan(text, department=builders.a_department(region=region))
    Cycle.objects.filter(pk=plan.cycle_id).update(**cycle)
    plan = Plan.objects.select_related("cycle__tree", "department").get(pk=plan.pk)
    places = (plan.department, plan.department, plan.department, plan.department.region)
    roles = (Role.UNIT_STAFF, Role.DEPARTMENT_LEAD, Role.FIRST_REVIEWER, Role.FINAL_REVIEWER)
    people = People(
        *(builders.a_user(role, place=place, email=email) for role, place in zip(roles, places, strict=True))
    )
    return Case(plan, people)


def a_thread(case: Case, **changes) -> Thread:
    """On the target of the first indicator row, raised by the first reviewer."""
    text = Plan.objects.with_text().get(pk=case.plan.pk).to_text()
    spot = spots(text)[f"{text.projects[0].indicators[0].id}:target"]
    fields = {
        "plan": case.plan,
        "place": spot.place,
        "part": spot.part,
        "where": spot.where,
        "words": spot.words,
        "raised_by": case.people.first,
        "raised_at": timezone.now(),
        "round": case.rounds,
    }
    return Thread.objects.create(**fields | changes)
