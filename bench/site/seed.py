"""Makes the database and fills it: an account, a text of 15 projects of which one has 60 rows, and a text of 200.

Run as `python -m bench.site.seed`; prints the addresses as JSON.
"""

import json
import sys

import django
from django.core.management import call_command
from django.urls import reverse

django.setup()

from departments.models import Plan, Role  # noqa: E402
from tests import builders  # noqa: E402
from texts.model import Project  # noqa: E402

NINE = builders.a_project().indicators[:4] * 2 + builders.a_project().indicators[:1]


def a_text(first: Project, projects: int, year: int):
    others = (builders.a_project(indicators=NINE, name=f"乡土读本印制费（{n}）") for n in range(1, projects))
    return builders.a_text(fiscal_year=year, projects=(first, *others))


def main() -> None:
    call_command("migrate", verbosity=0)
    department = builders.a_department()
    long = builders.a_project(indicators=builders.a_project().indicators * 10)
    usual = builders.a_plan(a_text(long, 15, 2025), department=department)
    large = builders.a_plan(a_text(long, 200, 2026), department=department)
    user = builders.a_user(Role.DEPARTMENT_LEAD, place=department)
    json.dump({"username": user.username, "usual": _addresses(usual), "large": _addresses(large)}, sys.stdout)


def _addresses(plan: Plan) -> dict[str, str]:
    project = plan.projects.first()
    return {
        "list": reverse("plan_list"),
        "read": reverse("plan_detail", args=[plan.pk]),
        "workbench": reverse("plan_edit", args=[plan.pk]),
        "project": reverse("project_edit", args=[plan.pk, project.pk]),
        "save": reverse("plan_save", args=[plan.pk]),
        "formset": f"/bench/formset/{project.pk}/",
    }


if __name__ == "__main__":
    main()
