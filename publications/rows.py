"""An edition as rows of the database: made with it, gone with it."""

import re
from collections.abc import Iterator
from decimal import Decimal

from publications.models import Publication, PublicIndicator, PublicProject
from texts.amounts import parse_amount
from texts.columns import names
from texts.model import Project, Text
from texts.targets import QualitativeTarget, parse

_CODE = re.compile(r"[0-9A-Za-z-]{1,40}")
_MOST = Decimal(10) ** 12  # of what the column holds


def renew_rows(publication: Publication, text: Text) -> None:
    """The rows of this edition in place of those of the one before; six queries, whatever the size."""
    PublicProject.objects.filter(publication__plan=publication.plan_id).delete()
    pairs = zip(slugs(text), text.projects, strict=True)
    projects = [_project(publication, n, slug, row) for n, (slug, row) in enumerate(pairs, 1)]
    PublicProject.objects.bulk_create(projects)
    PublicIndicator.objects.bulk_create(
        indicator
        for project, value in zip(projects, text.projects, strict=True)
        for indicator in _indicators(project, value)
    )


def slugs(text: Text) -> list[str]:
    """The last part of each project's address: its code; where it has none of its own, its number."""
    codes = [project.code or "" for project in text.projects]
    return [
        code if _CODE.fullmatch(code) and codes.count(code) == 1 and not code.isdigit() else str(n)
        for n, code in enumerate(codes, 1)
    ]


def _project(publication: Publication, position: int, slug: str, value: Project) -> PublicProject:
    words = ("code", "name", "unit_code", "unit_name", "purpose")
    amounts = ("budget", "fiscal_funds", "other_funds")
    made = PublicProject(
        publication=publication,
        position=position,
        slug=slug,
        goals="\n".join(goal.text for goal in value.goals),
        **{name: getattr(value, name) or "" for name in words},
        **{name: _amount(getattr(value, name)) for name in amounts},
    )
    made.title, made.said = made.to_search()
    return made


def _amount(printed: str | None) -> Decimal | None:
    number = parse_amount(printed)
    return number if number is not None and number < _MOST else None


def _indicators(project: PublicProject, value: Project) -> Iterator[PublicIndicator]:
    for position, row in enumerate(value.indicators, 1):
        made = PublicIndicator(
            project=project,
            position=position,
            is_measurable=is_measurable(row.target),
            **{name: getattr(row, name) or "" for name in names(value.columns)},
        )
        made.title, made.said = made.to_search()
        yield made


def is_measurable(target: str | None) -> bool:
    """Whether an 指标值 is a quantity or a date, and not words."""
    return not isinstance(parse(target), QualitativeTarget) if target else False
