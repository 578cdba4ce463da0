"""The phrases of a 分项 against its project's rows: the same, another value, another name, or nothing like it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from texts.checks.pairing import Pair
from texts.checks.phrases import Phrase, is_bare_share, phrases, plain_value
from texts.checks.settings import Options
from texts.checks.views import RowView
from texts.checks.words import bare, letters, ratio
from texts.targets import parse


class Disagreement(Enum):
    """How a phrase and its nearest row disagree."""

    NONE = auto()
    VALUE = auto()
    NAME = auto()
    ABSENT = auto()


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase of a 分项, the row that it is most like, and how much (by name or description)."""

    pair: Pair
    phrase: Phrase
    row: RowView
    likeness: float

    @property
    def is_same_value(self) -> bool:
        """Whether the row has the phrase's value, blanks and glyphs aside: ≤3个工作日 is 3个工作日内."""
        value = plain_value(self.phrase.value)
        is_same_quantity = self.row.quantity is not None and parse(value) == self.row.value
        return is_same_quantity or value == plain_value(self.row.target)

    @property
    def is_of_another_kind(self) -> bool:
        """A rate in part one, money or a count in a row whose name only resembles it: 标准达标率100%, 标准≤1100元."""
        is_rate = self.phrase.name.endswith(("率", "比例", "占比"))
        is_other = self.row.quantity is not None and not self.row.is_share and self.likeness < 1
        return is_rate and is_bare_share(self.phrase.value) and is_other

    @property
    def row_of_same_value(self) -> RowView | None:
        """Any row with this very value, where the value is no bare percentage: it names the thing otherwise."""
        if is_bare_share(self.phrase.value):
            return None
        value = plain_value(self.phrase.value)
        return next((view for view in self.pair.project.rows if plain_value(view.target) == value), None)


def compared(pairs: list[Pair], rules: Mapping[str, Options]) -> Iterator[tuple[Match, Disagreement]]:
    """Every phrase of a paired 分项 with its nearest row (of two alike the one with the same value) and the verdict."""
    for pair in pairs:
        for phrase in phrases(pair.sub_goal.indicators):
            found = [Match(pair, phrase, view, _likeness(phrase, view)) for view in pair.project.rows]
            if found:
                best = max(found, key=lambda match: (match.likeness, match.is_same_value))
                yield best, _verdict(best, rules)


def _likeness(phrase: Phrase, view: RowView) -> float:
    """Names without brackets and signs; of a phrase in several clauses, its last clause may be the name."""
    names = {letters(bare(phrase.name)), letters(phrase.name), letters(phrase.name.rpartition("，")[2])} - {""}
    cells = {letters(view.bare), letters(view.description)} - {""}
    return max((ratio(name, cell) for name in names for cell in cells), default=0.0)


def _verdict(match: Match, rules: Mapping[str, Options]) -> Disagreement:
    same = rules["subgoal_value_mismatch"].number("same_ratio")
    if match.is_of_another_kind:
        return Disagreement.ABSENT
    if match.likeness >= rules["subgoal_indicator_name_mismatch"].number("name_ratio"):
        return Disagreement.NONE if match.is_same_value else Disagreement.VALUE
    if match.row_of_same_value is not None or (match.likeness >= same and match.is_same_value):
        return Disagreement.NAME
    if match.likeness >= same:
        return Disagreement.VALUE
    is_near = match.likeness >= rules["subgoal_indicator_not_in_table"].number("other_ratio") and match.is_same_value
    return Disagreement.NAME if is_near else Disagreement.ABSENT
