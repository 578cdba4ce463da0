"""The text as a file that may be changed elsewhere and come back."""

from importlib import import_module

from departments.models import Plan, User
from departments.scopes import Scope, writing_scope
from projects.returned.kept_files import remember
from texts.model import Text
from texts.places import SECTIONS


def workbook_of(plan: Plan, *, by: User) -> bytes:
    """The workbook of the text as it stands, what its receiver may not write locked; remembered for its way back.

    Fetch the plan with `with_text()`. Raises OverlongCellError.
    """
    text = plan.to_text()
    scope = writing_scope(by, plan)
    tree = list(plan.cycle.tree.categories.order_by("position").values_list("level1", "level2"))
    render = import_module("texts.writers.workbook").render_workbook  # with openpyxl: not for every worker
    content: bytes = render(
        text,
        version=plan.version,
        tree=tree,
        closed=_closed(plan, scope),
        columns=plan.cycle.optional_columns,
    )
    remember(plan, text)
    return content


def _closed(plan: Plan, scope: Scope) -> set[str]:
    projects = {str(row.pk) for row in plan.projects.all() if not scope.covers_project(row.pk, row.unit_id)}
    return projects | {section for section in SECTIONS if not scope.opens(section)}


def file_name(plan: Plan, text: Text, suffix: str) -> str:
    """As an office would name the file."""
    return f"{text.department or plan.department.name}{plan.cycle.fiscal_year}年绩效文本填报表{suffix}"
