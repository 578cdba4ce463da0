"""Makes a database with sent texts of 15 projects, none equal to another, and puts their export into the queue.

Run as `python -m bench.site.seed_jobs COUNT`; prints the job's identity.
"""

import sys
from dataclasses import replace

import django
from django.core.management import call_command

django.setup()

from bench.texts import load, longest  # noqa: E402
from departments.models import Role, State  # noqa: E402
from jobs.queue import begin_job  # noqa: E402
from projects.models import JobKind  # noqa: E402
from tests import builders  # noqa: E402


def main(count: int) -> None:
    call_command("migrate", verbosity=0)
    text, region = load(longest()), builders.a_region()
    plans = []
    for n in range(count):
        projects = tuple(replace(row, purpose=f"第{n}个部门。{row.purpose}") for row in text.projects)
        department = builders.a_department(region=region, code=f"{100 + n}")
        own = replace(text, department=department.name, fiscal_year=2025, projects=projects)
        plans.append(builders.a_plan(own, department=department, state=State.SUBMITTED))
    owner = builders.a_user(Role.BUDGET_MANAGER, place=region)
    order = {"plans": [str(plan.pk) for plan in plans], "formats": ["pdf"]}
    print(begin_job(JobKind.EXPORT, owner=owner, title="导出", order=order, total=count).pk)


if __name__ == "__main__":
    main(int(sys.argv[1]))
