"""What the final reviewer leaves out of an edition: the form of the page, and what it says about the text."""

from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe

from departments.models import Plan
from projects.models import Snapshot
from publications.editions import COLUMNS, Omissions, edition, mentions
from publications.models import Publication
from publications.publishing import approved_version, withheld_columns
from texts.model import Text
from texts.places import Spot
from texts.writers.html.reading_view import render_html


@dataclass(frozen=True, slots=True)
class OmissionRow:
    """A project of the version: whether it is left out, and whether that is fixed (涉密)."""

    id: str
    number: str
    name: str
    budget: str
    is_left_out: bool
    is_classified: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names a left-out project, and whether it is left out too."""

    spot: Spot
    is_left_out: bool


@dataclass(frozen=True)
class OmissionChoice:
    """One approved version with what is left out of it; `places_kept` are those that the reviewer saw and keeps."""

    snapshot: Snapshot
    columns: frozenset[str]
    extra: frozenset[str] = frozenset()
    places_kept: frozenset[str] = frozenset()
    note: str = ""
    due: str = ""
    is_correction: bool = False

    @property
    def read(self) -> str:
        return self.snapshot.sha256

    @cached_property
    def text(self) -> Text:
        return self.snapshot.to_text()

    @cached_property
    def rows_left_out(self) -> frozenset[str]:
        return self.extra | frozenset(self.snapshot.classified or ())

    @cached_property
    def projects(self) -> list[OmissionRow]:
        """The projects of the version in print order."""
        classified = frozenset(self.snapshot.classified or ())
        return [
            OmissionRow(
                str(row.id),
                str(number),
                row.name or row.code or "（未命名）",
                row.budget or "",
                str(row.id) in self.rows_left_out,
                str(row.id) in classified,
            )
            for number, row in enumerate(self.text.projects, 1)
        ]

    @cached_property
    def mentions(self) -> list[Mention]:
        """The places that stay and name what is left out; they go too unless the reviewer keeps them."""
        found = mentions(self.text, self.rows_left_out)
        return [Mention(spot, spot.place not in self.places_kept) for spot in found]

    @property
    def column_names(self) -> list[str]:
        return [COLUMNS[name] for name in COLUMNS if name in self.columns]

    @cached_property
    def omissions(self) -> Omissions:
        places = frozenset(mention.spot.place for mention in self.mentions if mention.is_left_out)
        return Omissions(rows=self.rows_left_out, columns=self.columns, places=places)

    @cached_property
    def official(self) -> SafeString:
        """The edition as the public will read it."""
        return mark_safe(render_html(edition(self.text, self.omissions)))  # noqa: S308 our own markup


def default_choice(plan: Plan) -> OmissionChoice | None:
    """What is left out without anybody's choosing, and of a published text what its newest edition leaves out;
    None where nothing is approved."""
    snapshot = approved_version(plan)
    if snapshot is None:
        return None
    newest = plan.publications.filter(snapshot=snapshot).order_by("-number").first()
    extra = newest.omissions.rows if newest else frozenset()
    kept = _kept(newest) if newest else frozenset()
    is_correction = plan.publications.exists()
    return OmissionChoice(snapshot, withheld_columns(plan), extra, kept, is_correction=is_correction)


def _kept(newest: Publication) -> frozenset[str]:
    """The places that an edition shows although they name what it leaves out."""
    found = mentions(newest.snapshot.to_text(), newest.omissions.rows)
    return frozenset(spot.place for spot in found) - newest.omissions.places


def choice_of(plan: Plan, posted: QueryDict) -> OmissionChoice | None:
    """The posted form on the version that is approved now; None where another one was read.

    A place that the form did not show is left out.
    """
    snapshot = approved_version(plan)
    if snapshot is None or posted.get("read") != snapshot.sha256:
        return None
    shown, ticked = set(posted.getlist("shown")), set(posted.getlist("place"))
    known = {str(row.id) for row in snapshot.to_text().projects}
    return OmissionChoice(
        snapshot,
        withheld_columns(plan),
        frozenset(posted.getlist("project")) & known,
        frozenset(shown - ticked),
        posted.get("note", "")[:2000],
        posted.get("due", ""),
        plan.publications.exists(),
    )
