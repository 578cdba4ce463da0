"""What a cycle tells the rules, as a form: every field as words, and the typed words as overrides of the defaults.

Only what differs from the defaults is kept, lists as what was added and removed, so that a later default reaches the
cycle wherever the bureau has not spoken.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from texts.amounts import plain_number
from texts.checks import DEFAULT, RULES, TOPICS, Level, Rule, Settings, SettingsError
from texts.checks.settings import Options, Value
from texts.interchange import clean

OFF = "off"
STATES = [(level.value, level.label) for level in Level] + [(OFF, "停用")]
FLAGS = {"yes": "是", "no": "否"}
LONGEST = 20_000  # characters of one field
SHARED = ""  # owner of the word lists that several rules read


def kind_of(value: Value) -> str:
    """How a value is typed: flag, number, text, words (one a line) or rows (one a line, cells between |)."""
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, tuple):
        return "rows" if value and isinstance(value[0], tuple) else "words"
    return "number" if isinstance(value, Decimal) else "text"


def typed_words(value: Value) -> str:
    """A value as it is typed."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, str):
        return value
    return "\n".join(item if isinstance(item, str) else " | ".join(item) for item in value)


@dataclass(frozen=True, slots=True)
class SettingLine:
    """A value as people read it."""

    label: str
    words: str
    count: int = 1

    @property
    def is_long(self) -> bool:
        return len(self.words) > 120


def shown_values(values: Mapping[str, Value], labels: Mapping[str, str]) -> Iterator[SettingLine]:
    """Thresholds and word lists with their labels."""
    for key, value in values.items():
        words = typed_words(value)
        if isinstance(value, tuple):
            yield SettingLine(labels[key], words.replace("\n", "、") or "（空）", len(value))
        else:
            yield SettingLine(labels[key], FLAGS.get(words, words) if isinstance(value, bool) else words)


class Field:
    """One setting: what stands, what was typed (if anything), what is wrong with that."""

    def __init__(self, owner: str, key: str, default: Value, present: Value, posted: Mapping[str, str]) -> None:
        self.owner, self.key, self.default = owner, key, default
        self.name = f"value.{owner}.{key}"
        self.label, self.kind = DEFAULT.labels[key], kind_of(default)
        self.present = present
        self.is_posted = self.name in posted
        self.words = clean(posted[self.name]) if self.is_posted else typed_words(present)
        self.error = ""
        self.value: Value = self._value() if self.is_posted else present

    @property
    def usual(self) -> str:
        """The default as a hint."""
        words = typed_words(self.default)
        return FLAGS[words] if self.kind == "flag" else words if len(words) <= 40 else ""

    @property
    def is_changed(self) -> bool:
        return self.value != self.default

    @property
    def lines(self) -> int:
        """The height of its field."""
        return max(2, min(8, len(self.words.split("\n"))))

    def override(self) -> Any:
        """What is stored for it: the value, or what was added to a list and removed from it."""
        value = self.value
        if isinstance(value, Decimal):
            return float(value) if value % 1 else int(value)
        if not isinstance(value, tuple):
            return value
        default: Any = self.default
        added, removed = [x for x in value if x not in default], [x for x in default if x not in value]
        kept = [x for x in default if x in value]
        if (*kept, *added) != value:  # another order, or a word twice
            return _plain(value)
        return {"add": _plain(added), "remove": _plain(removed)}

    def _value(self) -> Value:
        """The typed words as a value; the present one and a sentence where that cannot be."""
        try:
            value = self._parsed(self.words)
            self._check(value)
        except ValueError as error:
            self.error = str(error)
            return self.present
        return value

    def _parsed(self, words: str) -> Value:
        if len(words) > LONGEST:
            raise ValueError(f"“{self.label}”有 {len(words)} 字，最多 {LONGEST} 字。")
        if self.kind == "flag":
            return words == "yes"
        if self.kind == "number":
            return self._number(words.strip())
        if self.kind == "text":
            return self._text(words.strip())
        lines = dict.fromkeys(line.strip() for line in words.split("\n") if line.strip())
        if self.kind == "words":
            return tuple(lines)
        return tuple(tuple(cell.strip() for cell in line.replace("｜", "|").split("|")) for line in lines)

    def _number(self, words: str) -> Decimal:
        usual = typed_words(self.default)
        try:
            number = Decimal(words)
        except InvalidOperation:
            raise ValueError(f"“{self.label}”为“{words}”，应为数字，例如 {usual}。") from None
        is_share = isinstance(self.default, Decimal) and 0 < self.default < 1
        if not number.is_finite() or number < 0 or (is_share and number > 1) or number > 10**9:
            wanted = "在 0 到 1 之间" if is_share else "为不小于 0 的数字"
            raise ValueError(f"“{self.label}”为“{words}”，应{wanted}，例如 {usual}。")
        return number

    def _text(self, words: str) -> str:
        if not words:
            raise ValueError(f"“{self.label}”不能空着，例如 {typed_words(self.default)}。")
        return words

    def _check(self, value: Value) -> None:
        """As the settings themselves would."""
        given = _plain(value) if isinstance(value, tuple) else value
        try:
            DEFAULT.with_overrides(_nested(self.owner, self.key, given))
        except SettingsError:
            rows = typed_words(self.default).split("\n")
            like = f"每行像“{rows[0]}”，数字的列填数字" if self.kind == "rows" else "一行一个词"
            raise ValueError(f"“{self.label}”的写法不对，应{like}。") from None


def _nested(owner: str, key: str, given: Any) -> dict[str, Any]:
    return {"words": {key: given}} if owner == SHARED else {"rules": {owner: {key: given}}}


def _plain(value: Any) -> list[Any]:
    """Tuples as lists, as JSON has them."""
    return [list(item) if isinstance(item, tuple) else item for item in value]


class RuleFields:
    """One rule: on at which level, or off, and its own fields."""

    def __init__(self, rule: Rule, present: Options, posted: Mapping[str, str]) -> None:
        self.rule, self.default = rule, DEFAULT.rules[rule.slug]
        self.name = f"state.{rule.slug}"
        stands = present.level.value if present.on else OFF
        self.error = ""
        self.state = posted.get(self.name, stands)
        if self.state not in dict(STATES):
            self.state, self.error = stands, "请选择错误、警告、建议或停用。"
        self.level = present.level.value if self.state == OFF else self.state
        own = self.default.values
        self.fields = [Field(rule.slug, key, own[key], present.values[key], posted) for key in own]

    @property
    def words(self) -> str:
        """What a search looks in."""
        return f"{self.rule.slug} {self.rule.title} {self.rule.asks} {TOPICS[self.rule.topic]}"

    @property
    def usual(self) -> str:
        """The default state as a word."""
        return self.default.level.label if self.default.on else "停用"

    @property
    def is_changed(self) -> bool:
        return bool(self.overrides())

    @property
    def is_open(self) -> bool:
        """Whether its fields are shown at once."""
        return any(field.error or field.is_changed for field in self.fields)

    @property
    def is_wrong(self) -> bool:
        return bool(self.error) or any(field.error for field in self.fields)

    def overrides(self) -> dict[str, Any]:
        """What differs from the default."""
        found: dict[str, Any] = {field.key: field.override() for field in self.fields if field.is_changed}
        if (self.state != OFF) != self.default.on:
            found["on"] = self.state != OFF
        if self.level != self.default.level.value:
            found["level"] = self.level
        return found


class TuneForm:
    """All of it. What was not posted (a narrowed page) stays as it stands."""

    def __init__(self, present: Settings, posted: Mapping[str, str] | None = None) -> None:
        given = posted or {}
        self.rules = [RuleFields(rule, present.rules[slug], given) for slug, rule in RULES.items()]
        shared = DEFAULT.shared
        self.shared = [Field(SHARED, key, shared[key], present.shared[key], given) for key in shared]

    def typed_over(self, seen: Settings) -> dict[str, str]:
        """What was typed into this form and differs from the version that was on the page: put on newer settings, it
        changes nothing that its author did not touch."""
        shown = TuneForm(seen)
        were = {**{f.name: f.words for f in shown.fields()}, **{r.name: r.state for r in shown.rules}}
        now = {**{f.name: f.words for f in self.fields()}, **{r.name: r.state for r in self.rules}}
        return {name: words for name, words in now.items() if words.strip() != were[name]}

    def fields(self) -> Iterator[Field]:
        """All fields but the states."""
        yield from (field for rule in self.rules for field in rule.fields)
        yield from self.shared

    @cached_property
    def errors(self) -> list[str]:
        """Every sentence, in the order of the page."""
        parts: tuple[RuleFields | Field, ...] = (*self.rules, *self.fields())
        return [one.error for one in parts if one.error]

    @property
    def has_shared(self) -> bool:
        """Whether there is something to see in the shared word lists."""
        return any(field.error or field.is_changed for field in self.shared)

    def overrides(self) -> dict[str, Any]:
        """What to store; {} for the defaults themselves."""
        rules = {rule.rule.slug: found for rule in self.rules if (found := rule.overrides())}
        words = {field.key: field.override() for field in self.shared if field.is_changed}
        return {name: found for name, found in (("rules", rules), ("words", words)) if found}

    def topics(self, words: str = "") -> list[tuple[str, list[RuleFields]]]:
        """The rules in which the words occur, and those with an error, below their topics."""
        wanted = words.split()
        shown = [r for r in self.rules if r.is_wrong or all(word in r.words for word in wanted)]
        names = dict.fromkeys(r.rule.topic for r in shown)
        return [(TOPICS[name], [r for r in shown if r.rule.topic == name]) for name in names]
