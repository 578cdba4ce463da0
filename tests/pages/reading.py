"""What the tests of reading share: a text in review or back with its authors, and posts to its threads."""

from uuid import uuid4

from django.urls import reverse

from departments.models import Plan
from reviews.models import ReasonCode, Thread
from reviews.threads.thread_actions import reply
from tests.reviews.people import Case, a_case
from texts.model import Text

FRAGMENT = {"HTTP_HX_REQUEST": "true"}


def text_of(plan: Plan) -> Text:
    return Plan.objects.with_text().get(pk=plan.pk).to_text()


def in_review(**changes) -> Case:
    return a_case(**changes).go("submit", "open_first")


def a_reason(code: str = "not_quantified", label: str = "指标不量化", **changes) -> ReasonCode:
    """One of the bureau's reasons; those of the first migration are gone after a test that emptied the tables."""
    sentence = "指标值未量化，请写明数量、比例或时限。"
    return ReasonCode.objects.update_or_create(code=code, defaults={"label": label, "sentence": sentence} | changes)[0]


def page(name: str, case: Case, *more) -> str:
    return reverse(name, args=[case.plan.pk, *more])


def target_of(case: Case, row: int = 0) -> str:
    """The place of an indicator's target in the first project."""
    return f"{text_of(case.plan).projects[0].indicators[row].id}:target"


def raised(client, case: Case, *, extra=None, **fields):
    """The answer to the posted form."""
    given = {"identity": uuid4(), "place": target_of(case), "body": "请核实册数。", "is_blocking": "1"}
    return client.post(page("thread_new", case), given | fields, **extra or {})


def acted(client, thread: Thread, do: str, *, extra=None, **fields):
    """The answer to a button pressed on a thread."""
    address = reverse("thread_act", args=[thread.plan_id, thread.pk])
    return client.post(address, {"do": do, "identity": uuid4()} | fields, **extra or {})


def explained(case: Case, *threads: Thread) -> None:
    """Returned with these threads, each explained, and in review again."""
    case.go("return")
    for thread in threads:
        reply(Thread.objects.get(pk=thread.pk), by=case.people.lead, body="已核实，不改。", is_answer=True)
    case.go("submit", "open_first")
