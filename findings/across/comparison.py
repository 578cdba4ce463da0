"""All texts of a cycle beside each other, as a reader of the bureau may see them: what was sent, never a draft."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.cache import cache
from django.utils import timezone

from departments.models import Cycle, Plan, User
from findings.settings import settings_of
from findings.tuning.settings_versions import sent_snapshots
from texts.checks.across import Across, across

KEPT_SECONDS = 12 * 3600


@dataclass(frozen=True, slots=True)
class Compared:
    """What was found, and when."""

    found: Across
    at: datetime


def across_of(user: User, cycle: Cycle) -> Compared:
    """From the versions that were sent last of the texts that this reader sees; kept until one of them, or the
    cycle's settings, are others: three queries then, one more where it has to be worked out."""
    settings = settings_of(cycle)
    plans = Plan.objects.visible_to(user).filter(cycle=cycle)
    sent = sent_snapshots(cycle).filter(plan__in=plans)
    names = ",".join(f"{pk}:{name}" for pk, name in sent.values_list("pk", "plan__department__name"))
    key = f"across:{settings.version}:{hashlib.sha256(names.encode()).hexdigest()}"
    kept: Compared | None = cache.get(key)
    if kept is None:
        texts = [replace(one.to_text(), department=one.plan.department.name) for one in sent.iterator(chunk_size=50)]
        kept = Compared(across(texts, settings), timezone.now())
        cache.set(key, kept, KEPT_SECONDS)
    return kept
