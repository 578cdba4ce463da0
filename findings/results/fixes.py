"""What one click changes: the edits of a finding as changes of cells, shown first, written like anything typed."""

import hashlib
import json
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils.safestring import SafeString

from departments.models import Plan, User
from findings.cases import FindingCase
from findings.results.stretches import Stretch, agree, compose_stretches, stretches
from projects.models import Project
from projects.saving.changes import CellChange, CellOutcome, Save
from projects.saving.save import save
from texts.checks import Edit, Level
from texts.compare import Fate, Run
from texts.compare.word_differences import differences
from texts.writers.html.marked_words import marked

#: the rows of a text as they are stored, by kind and identity
Rows = Mapping[tuple[str, UUID], Model]
NO_ROWS: Rows = {}
#: kind, row and field of a cell -> its words as they stand, and what is rewritten in them
Cells = dict[tuple[str, UUID, str], tuple[str, list[Stretch]]]
AROUND = 16  # characters of unchanged words that a difference shows on either side
PATIENCE = 0.2  # seconds


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell and what would be written into it; both values are the whole cell as it is stored."""

    change: CellChange
    edit: Edit

    @property
    def place(self) -> str:
        return f"{self.change.kind}:{self.change.place}"

    @property
    def shown(self) -> SafeString:
        """Old words struck through, new ones underlined, with a little of what stands around them."""
        runs = differences(self.edit.was, self.edit.now, until=time.time() + PATIENCE)
        return marked(tuple(_nearby(runs)))


@dataclass(frozen=True, slots=True)
class Fix:
    """A finding's edits, all of them or none. `token` names exactly this: another difference has another."""

    case: FindingCase
    differences: tuple[Difference, ...]

    @property
    def changes(self) -> tuple[CellChange, ...]:
        return tuple(one.change for one in self.differences)

    @property
    def token(self) -> str:
        said = "\x1f".join(part for c in self.changes for part in (c.kind, c.place, c.was, c.now))
        return hashlib.sha256(f"{self.case.finding.key}\x1f{said}".encode()).hexdigest()[:20]

    @property
    def as_json(self) -> str:
        """For the workbench: what it writes into its own fields, as if typed."""
        edits = ({"place": d.place, "was": d.change.was, "now": d.change.now} for d in self.differences)
        return json.dumps(list(edits), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of the fixes that were chosen: cells written, those that met another's words, fixes left over."""

    changes: list[CellChange] = field(default_factory=list)
    met: list[CellOutcome] = field(default_factory=list)
    left: int = 0


def stored_rows(plan: Plan) -> Rows:
    """Every stored row of a text; fetch the plan `with_text()`."""
    return {
        ("plan", plan.pk): plan,
        **{("sub_goal", row.pk): row for row in plan.sub_goals.all()},
        **{("measure", row.pk): row for row in plan.measures.all()},
        **{key: row for project in plan.projects.all() for key, row in rows_of_project(project).items()},
    }


def rows_of_project(project: Project) -> Rows:
    """The rows of one project."""
    return {
        ("project", project.pk): project,
        **{("milestone", row.pk): row for row in project.milestones.all()},
        **{("goal", row.pk): row for row in project.goals.all()},
        **{("indicator", row.pk): row for row in project.indicators.all()},
    }


def fix_of(case: FindingCase, rows: Rows, plan: Plan) -> Fix | None:
    """What one click would change; None where nothing, or where the words are no longer those that were found."""
    found = [_difference(edit, rows, plan) for edit in case.finding.edits]
    whole = [one for one in found if one is not None]
    return Fix(case, tuple(whole)) if whole and len(whole) == len(found) else None


def _difference(edit: Edit, rows: Rows, plan: Plan) -> Difference | None:
    kind, row, cell = _cell_of(edit, plan)
    if (kind, row) not in rows:
        return None
    standing = getattr(rows[kind, row], cell)
    now = _rewritten(standing, edit)
    return None if now in (None, standing) else Difference(CellChange(kind, row, cell, standing, now), edit)


def _cell_of(edit: Edit, plan: Plan) -> tuple[str, UUID, str]:
    """The row and the field that an edit is typed into."""
    place = edit.place
    if place.kind == "overall_goal":
        return "plan", plan.pk, "overall_goal"
    return place.kind, place.id or plan.pk, place.field


def _rewritten(standing: str, edit: Edit) -> str | None:
    """The whole cell after the edit of one of its paragraphs; None where these words do not stand there."""
    if standing == edit.was:
        return edit.now
    lines = standing.split("\n")
    numbers = [n for n, line in enumerate(lines) if line]
    if edit.place.kind == "overall_goal":  # a paragraph has no identity, but a number
        numbers = numbers[edit.place.order[-1] - 1 :][:1]
    at = next((n for n in numbers if lines[n] == edit.was), None)
    return None if at is None else "\n".join([*lines[:at], edit.now, *lines[at + 1 :]])


def _nearby(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs with long stretches of unchanged words cut."""
    listed = list(runs)
    for n, run in enumerate(listed):
        if run.fate is not Fate.KEPT or len(run.text) <= 2 * AROUND:
            yield run
            continue
        before = run.text[:AROUND] if n else ""
        behind = run.text[-AROUND:] if n + 1 < len(listed) else ""
        yield Run(Fate.KEPT, f"{before}…{behind}")


@transaction.atomic
def apply(plan: Plan, fixes: Iterable[Fix], *, by: User) -> Applied:
    """Writes the fixes through the one way in which texts are saved. Raises NotWritableError.

    Fixes of one cell are put together. Where two rewrite the same words the graver finding's is written, and the other
    is left: it is found again, and shown again, if anything is left of it.
    """
    cells: Cells = {}
    left = 0
    for fix in sorted(fixes, key=lambda fix: list(Level).index(fix.case.finding.level)):
        merged = _merged(cells, fix)
        left += merged is None
        cells.update(merged or {})
    changes = [CellChange(*key, was, compose_stretches(was, found)) for key, (was, found) in cells.items()]
    return write(plan, changes, by=by, left=left)


def _merged(cells: Cells, fix: Fix) -> Cells | None:
    """The cells of a fix on top of what is rewritten so far; None where both rewrite the same words."""
    found: Cells = {}
    for change in fix.changes:
        key = (change.kind, change.id, change.cell)
        _, earlier = found.get(key) or cells.get(key) or (change.was, [])
        own = stretches(change.was, change.now)
        if not agree(own, earlier):
            return None
        found[key] = (change.was, [*earlier, *own])
    return found


def write(plan: Plan, changes: list[CellChange], *, by: User, left: int = 0) -> Applied:
    """Compare and set: a cell is written only where it is still what was shown. Raises NotWritableError."""
    saved = save(plan, Save((), tuple(changes), plan.version), by=by)
    written = [change for change, outcome in zip(changes, saved.cells, strict=True) if outcome.state == "saved"]
    met = [outcome for outcome in saved.cells if outcome.state in ("conflict", "gone")]
    return Applied(written, met, left)


def reversed_changes(changes: Iterable[CellChange]) -> list[CellChange]:
    """The way back, for who takes a fix back: each cell to what it was, where it still is what was written."""
    return [CellChange(one.kind, one.id, one.cell, one.now, one.was) for one in changes]
