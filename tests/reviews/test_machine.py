"""Random people take random steps, write, raise and answer threads, get extensions and undo: what must hold throughout."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from departments.models import Extension, Plan, State
from departments.models.states import MEANINGS
from projects.models import Snapshot
from projects.saving.changes import CellChange, Save
from projects.saving.save import NotWritableError, save
from reviews.models import Thread
from reviews.steps import STEPS, listed_moves
from reviews.threads.thread_actions import ThreadRefusedError, apply_suggestion, raise_thread, reopen, reply, resolve
from reviews.workflow import StepRefusedError, StepWords, take
from tests.generating import examples
from tests.reviews.people import People, a_case
from texts.interchange import sha256

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("a step is one transaction")]

LISTED = set(listed_moves())
people = st.sampled_from(People._fields)


class Review(RuleBasedStateMachine):
    """One text in a cycle with or without sign-off, one or two reviews; `read` is the hash that each person read last."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.case = a_case(has_sign_off=True)
        self.read: dict[str, str] = {}
        self.approved: dict = {}
        self.count = 0
        self.changed()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def plan(self) -> Plan:
        """The text as it stands: read again only when something was carried out."""
        if self._plan is None:
            found = Plan.objects.with_text().select_related("cycle__tree", "department")
            self._plan = found.get(pk=self.case.plan.pk)
        return self._plan

    def changed(self) -> None:
        self._plan, self.to_check = None, True

    @rule(who=people)
    def reads(self, who: str) -> None:
        self.read[who] = sha256(self.plan().to_text())

    @rule(who=people, name=st.sampled_from(sorted(STEPS)), is_partial=st.booleans())
    def steps(self, who: str, name: str, is_partial: bool) -> None:
        before = self.plan()
        opened = frozenset({str(before.projects.all()[0].pk)}) if is_partial and STEPS[name].is_partial else None
        word = StepWords(read=self.read.get(who, ""), comment="请改。", opened=opened)
        self.case.plan = before
        if name in ("pass", "approve") and "review" in before.state:
            self.case.grade()
        try:
            with transaction.atomic():
                record = take(before, name, by=getattr(self.case.people, who), word=word)
        except StepRefusedError:
            assert Plan.objects.values_list("state", flat=True).get(pk=before.pk) == before.state
            return
        self.changed()
        assert (record.step, record.source, record.target) in LISTED
        assert record.source == before.state
        if STEPS[name].is_decision:
            assert word.read == sha256(before.to_text())
        if record.target == State.APPROVED:
            self.approved[record.snapshot_id] = (record.snapshot.sha256, record.snapshot.text)

    @rule(who=st.sampled_from(["staff", "lead"]))
    def writes(self, who: str) -> None:
        before = self.plan()
        version = before.version  # a save that is refused has raised it on the object
        self.count += 1
        change = CellChange("plan", before.pk, "overall_goal", before.overall_goal, f"第{self.count}稿。")
        try:
            with transaction.atomic():
                save(before, Save((), (change,), before.version), by=getattr(self.case.people, who))
        except NotWritableError:
            assert Plan.objects.values_list("version", flat=True).get(pk=before.pk) == version
            return
        self.changed()
        assert MEANINGS[State(before.state)].is_writable

    @rule(who=people, is_internal=st.booleans())
    def raises_a_thread(self, who: str, is_internal: bool) -> None:
        text = self.plan().to_text()
        place = f"{text.projects[0].indicators[0].id}:target"
        words = {"body": "请核实。", "suggestion": f"≥{1300 + self.count}册", "is_internal": is_internal}
        self.attempt(lambda: raise_thread(self.plan(), place, by=getattr(self.case.people, who), **words))

    @rule(who=people, act=st.sampled_from(["reply", "answer", "resolve", "reopen", "apply"]), n=st.integers(0, 5))
    def treats_a_thread(self, who: str, act: str, n: int) -> None:
        threads = list(Thread.objects.filter(plan=self.case.plan).select_related("plan"))
        if not threads:
            return
        thread, by = threads[n % len(threads)], getattr(self.case.people, who)
        acts = {
            "reply": lambda: reply(thread, by=by, body="好的。"),
            "answer": lambda: reply(thread, by=by, body="已核实，不改。", is_answer=True),
            "resolve": lambda: resolve(thread, by=by),
            "reopen": lambda: reopen(thread, by=by),
            "apply": lambda: apply_suggestion(thread, by=by),
        }
        self.attempt(acts[act])

    @rule(days=st.integers(-2, 3))
    def is_extended(self, days: int) -> None:
        plan = self.plan()
        given = {"reason": "机构改革", "granted_by": self.case.people.final}
        until = timezone.now() + timedelta(days=days)
        Extension.objects.create(cycle=plan.cycle, department=plan.department, until=until, **given)

    def attempt(self, act) -> None:
        try:
            with transaction.atomic():
                act()
        except (ThreadRefusedError, NotWritableError):
            return
        self.changed()

    @invariant()
    def holds(self) -> None:
        """What must hold, looked at again whenever something was carried out."""
        if self.to_check:
            self.log_and_state_agree()
            self.no_approved_version_changes()
            self.what_is_in_review_is_what_was_sent()
            self.the_department_hears_nothing_internal()
            self.to_check = False

    def log_and_state_agree(self) -> None:
        plan = Plan.objects.get(pk=self.case.plan.pk)
        records = list(plan.steps.order_by("number"))
        chain = [State.DRAFTING, *(record.target for record in records)]
        assert [record.source for record in records] == chain[:-1]
        assert plan.state == chain[-1]
        assert [record.number for record in records] == list(range(1, len(records) + 1))

    def no_approved_version_changes(self) -> None:
        for pk, kept in self.approved.items():
            snapshot = Snapshot.objects.get(pk=pk)
            assert (snapshot.sha256, snapshot.text) == kept
            assert sha256(snapshot.to_text()) == snapshot.sha256

    def what_is_in_review_is_what_was_sent(self) -> None:
        plan = self.plan()
        if MEANINGS[State(plan.state)].is_in_review:
            sent = plan.snapshots.filter(is_sent=True).order_by("-number").first()
            assert sent.sha256 == sha256(plan.to_text())

    def the_department_hears_nothing_internal(self) -> None:
        for who in ("staff", "lead"):
            heard = Thread.objects.visible_to(getattr(self.case.people, who))
            assert all(not thread.is_internal and thread.sent_at for thread in heard)


@pytest.mark.thorough("two thousand random steps")
def test_a_review_of_random_steps(django_db_blocker):
    """Forty runs of fifty rules: two thousand."""
    Review.TestCase.settings = examples(40, stateful_step_count=50)
    Review.TestCase().runTest()
