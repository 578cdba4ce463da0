"""Which project belongs to which 分项: chosen by hand, or found by name."""

from django.db import transaction

from departments.models import Plan


@transaction.atomic
def link_by_name(plan: Plan) -> int:
    """Links every free project to the 分项 whose title holds its name; returns how many."""
    titles = list(plan.sub_goals.values_list("pk", "title"))
    count = 0
    for project in plan.projects.filter(sub_goal=None).exclude(name=""):
        found = next((pk for pk, title in titles if project.name in title), None)
        if found:
            project.sub_goal_id = found
            project.save(update_fields=["sub_goal"])
            count += 1
    return count
