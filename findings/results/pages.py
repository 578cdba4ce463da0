"""What the pages of findings show: beside the writing, all of a text, the differences of one rule, the questions."""

from collections import Counter
from typing import Any
from uuid import UUID

from departments.models import Plan, User
from departments.posts import works_in
from findings.cases import as_sent, sent_at
from findings.checking import in_project, in_text, keys_in_project, project_at
from findings.results.explanations import questions
from findings.results.fixes import NO_ROWS, Fix, rows_of_project, stored_rows
from findings.results.listing import ListedFinding, by_part, by_rule, list_findings, part_counts
from findings.results.workbench_gaps import NO_GAPS, known_gaps
from findings.rights import rights_of
from texts.checks import Level
from texts.model import Text
from texts.places import SECTIONS

LAYOUTS = {"part": by_part, "rule": by_rule}


def beside_project(plan: Plan, pk: UUID, user: User) -> dict[str, Any]:
    """After a save: the findings on one project, those left out that the workbench tells without."""
    project, number = project_at(plan, pk)
    found = in_project(plan, project, number)
    told = known_gaps(plan, [project.to_value(plan.cycle.optional_columns)])
    listed = list_findings(
        plan,
        (one for one in found if not told.has(one)),
        rights=rights_of(plan, user, [project]),
        rows=rows_of_project(project),
        of_projects=(one.finding.key for one in found),
    )
    return {"plan": plan, "layer": "project", "listed": listed, "counts": []}


def beside_text(plan: Plan, user: User, project: str) -> dict[str, Any]:
    """When there is time: the findings on the page at hand (a project, or part one), and the counts of every part.

    Fetch the plan `with_text()`.
    """
    text = plan.to_text()
    told = known_gaps(plan, text.projects)
    found = [one for one in in_text(plan, text, user) if not told.has(one)]
    here = [one for one in found if (one.spot.part == project if project else one.spot.part in SECTIONS)]
    listed = list_findings(
        plan,
        here,
        rights=rights_of(plan, user, plan.projects.all()),
        rows=stored_rows(plan),
        of_projects=keys_in_project(plan, text, project) if project else (),
    )
    return {"plan": plan, "layer": "whole", "listed": listed, "counts": part_counts(found)}


def of_text(plan: Plan, text: Text, user: User) -> list[ListedFinding]:
    """Every finding on a text as this reader sees it; the department's own with what it may mend."""
    is_theirs = works_in(user, plan.department_id)
    found = in_text(plan, text, user)
    if not is_theirs:
        since = sent_at(plan)
        found = [as_sent(one, since) for one in found]
    return list_findings(
        plan,
        found,
        rights=rights_of(plan, user, plan.projects.all()),
        rows=stored_rows(plan) if is_theirs else NO_ROWS,
        told=known_gaps(plan, text.projects) if is_theirs else NO_GAPS,
    )


def all_findings(plan: Plan, text: Text, user: User, *, level: str, layout: str) -> dict[str, Any]:
    """The page of all findings: by part or by rule, of one level or of all; what is settled or explained apart."""
    found = of_text(plan, text, user)
    layout = layout if layout in LAYOUTS else "part"
    level = level if level in set(Level) else ""
    wanted = [one for one in found if level in ("", one.finding.level)]
    asked = [one for question in questions(plan, (one.case for one in found)) for one in question.asked]
    return {
        "plan": plan,
        "level": level,
        "layout": layout,
        "levels": _levels(found),
        "total": sum(not _is_folded(one) for one in found),
        "groups": LAYOUTS[layout](one for one in wanted if not _is_folded(one)),
        "folded": [one for one in wanted if _is_folded(one)],
        "said": {one.case.finding.key: one.body for one in asked},
        "may_speak": any(one.may_explain or one.may_ask for one in wanted),
        "may_mend": any(one.is_own for one in found),
        "fixes": sum(one.fix is not None for one in wanted),
    }


def _is_folded(one: ListedFinding) -> bool:
    """Whether nobody has to do anything about it any more; an error that was asked about still stops the text."""
    return one.case.is_settled or (one.case.explanation is not None and not one.case.stops)


def _levels(found: list[ListedFinding]) -> list[tuple[Level, int]]:
    tally = Counter(one.finding.level for one in found if not _is_folded(one))
    return [(level, tally[level]) for level in Level]


def fixes_of(plan: Plan, text: Text, user: User, rule: str = "") -> list[Fix]:
    """What could be mended by one click each, of one rule or of all, in the order of print; where several findings
    want the same, it is there once."""
    found = of_text(plan, text, user)
    fixes = (one.fix for one in found if one.fix and rule in ("", one.finding.rule))
    return list({fix.changes: fix for fix in fixes}.values())
