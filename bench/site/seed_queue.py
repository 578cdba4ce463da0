"""Makes the database and fills it with a bureau's queue: 3,000 texts that were sent, every other one twice.

Run as `python -m bench.site.seed_queue`; prints the reviewer's name, and that of one who has nothing, as JSON.
"""

import json
import sys
from collections.abc import Iterator
from datetime import timedelta

import django
from django.core.management import call_command
from django.utils import timezone

django.setup()

from departments.models import Department, Plan, Role, State  # noqa: E402
from departments.models.states import states  # noqa: E402
from projects.models import Snapshot  # noqa: E402
from reviews.models import ReadMark, StepRecord, Thread  # noqa: E402
from tests import builders  # noqa: E402

TEXTS = 3000
SENT = states(is_sent=True)
WAITING = (State.PASSED, State.FINAL_REVIEW)  # where two texts of three stand: the final reviewer's turn
BODY = {"format": "performance-text/1", "overall_goal": ["办好人民满意的教育。" * 300], "projects": []}


def main() -> None:
    call_command("migrate", verbosity=0)
    region = builders.a_region()
    cycles = [builders.a_cycle(region, fiscal_year=year, name=f"{year}年部门预算") for year in (2024, 2025, 2026)]
    author, reviewer = builders.a_user(), builders.a_user(Role.FINAL_REVIEWER, place=region)
    departments = Department.objects.bulk_create(
        Department(region=region, code=f"{n:03d}", name=f"云溪县第{n}局") for n in range(TEXTS // len(cycles))
    )
    plans = Plan.objects.bulk_create(_plans(departments, cycles, author))
    versions = Snapshot.objects.bulk_create(_versions(plans, author), batch_size=500)
    first = {version.plan_id: version for version in versions if version.number == 1}
    StepRecord.objects.bulk_create([_submitted(version, author) for version in versions], batch_size=500)
    Thread.objects.bulk_create(_threads(plans, reviewer), batch_size=500)
    ReadMark.objects.bulk_create(
        ReadMark(user=reviewer, plan=plan, snapshot=first[plan.pk], read_at=timezone.now()) for plan in plans[::2]
    )
    idle = builders.a_user(Role.FINAL_REVIEWER, place=builders.a_region())
    json.dump({"username": reviewer.username, "idle": idle.username}, sys.stdout)


def _plans(departments, cycles, author) -> Iterator[Plan]:
    now = timezone.now()
    for n in range(TEXTS):
        state = SENT[n % len(SENT)] if n % 3 == 0 else WAITING[n % 2]
        yield Plan(
            cycle=cycles[n % len(cycles)],
            department=departments[n // len(cycles)],
            state=state,
            rounds=1 + n % 2,
            overall_goal="办好人民满意的教育。" * 100,
            moved_at=now - timedelta(minutes=7 * n),
            created_by=author,
        )


def _versions(plans, author) -> Iterator[Snapshot]:
    for plan in plans:
        for number in range(1, plan.rounds + 1):
            yield Snapshot(
                plan=plan,
                number=number,
                sha256=f"{number}" * 64,
                text=BODY,
                project_count=15,
                budget_total=1322,
                error_count=number,
                warning_count=5,
                changed_count=7 if number > 1 else None,
                is_sent=True,
                made_by=author,
                made_at=plan.moved_at,
            )


def _submitted(version: Snapshot, author) -> StepRecord:
    return StepRecord(
        plan=version.plan,
        number=version.number,
        step="submit",
        source=State.DRAFTING,
        target=State.SUBMITTED,
        taken_by=author,
        role=Role.DEPARTMENT_LEAD,
        taken_at=version.made_at,
        version=version.number,
        round=version.number,
        snapshot=version,
    )


def _threads(plans, reviewer) -> Iterator[Thread]:
    for plan in plans:
        for n in range(3):
            place = f"{plan.pk}:overall_goal.{n + 1}"
            words = {"words": "办好人民满意的教育。", "where": f"总体绩效目标 · 第{n + 1}段", "part": "overall_goal"}
            yield Thread(plan=plan, place=place, raised_by=reviewer, raised_at=timezone.now(), **words)


if __name__ == "__main__":
    main()
