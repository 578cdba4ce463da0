"""One step for several texts at once: taken for all of them or for none."""

from collections.abc import Mapping

from django.db import transaction

from departments.models import Plan, User
from reviews.reading.read_marks import mark_read
from reviews.steps import STEPS
from reviews.workflow import StepRefusedError, StepWords, take

#: the steps that the desk offers for a selection
OFFERED = ("open_first", "open_final", "pass", "approve", "return")


@transaction.atomic
def take_all(reads: Mapping[Plan, str], name: str, *, by: User, comment: str = "") -> int:
    """Takes the step for each text, bound to the hash that its reader saw. Returns how many.

    Raises StepRefusedError with one line a text that does not allow it: then none has moved.
    """
    refused = []
    # All rows first, in one order: from the first step on the log's end is held, for which others wait with a text.
    list(Plan.objects.select_for_update().filter(pk__in=[plan.pk for plan in reads]).order_by("pk").only("pk"))
    for plan, read in reads.items():
        try:
            with transaction.atomic():
                take(plan, name, by=by, word=StepWords(read=read, comment=comment))
        except StepRefusedError as error:
            refused.append(f"{plan.department.name}：{_why(error)}")
        else:
            if STEPS[name].is_decision:
                mark_read(by, plan)
    if refused:
        label = STEPS[name].label
        raise StepRefusedError(f"有 {len(refused)} 个文本不能{label}，所选的都没有办理。" + " ".join(refused))
    return len(reads)


def _why(error: StepRefusedError) -> str:
    return "；".join(blocker.sentence for blocker in error.blockers[:2]) or str(error)
