"""What is hashed, and how the chain is walked.

hash(n) = SHA-256 over the canonical content of entry n, which names hash(n - 1) as `previous`. So whoever changes,
inserts or takes out an entry breaks the chain at it, and whoever cuts its end no longer meets the head.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from audit.actions import LogAction
from audit.models import GENESIS, AuditEntry, AuditHead

#: all that is hashed; `hash` itself excepted this is every column
HASHED = (
    "number",
    "at",
    "user_id",
    "account",
    "name",
    "address",
    "action",
    "object_id",
    "object_name",
    "is_success",
    "detail",
    "previous",
)
CHUNK = 2000  # rows fetched at a time


class Point(NamedTuple):
    """An entry by its place: what an archive anchors, what a verification reached, what an auditor notes on paper."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"

    @classmethod
    def parse(cls, text: str) -> "Point":
        """From `number:hash`. Raises ValueError."""
        number, _, digest = text.partition(":")
        if not number.isdecimal() or len(digest) != len(GENESIS):
            raise ValueError(f"“{text}”应为 序号:校验值。")
        return cls(int(number), digest)


START = Point(0, GENESIS)


@dataclass(frozen=True, slots=True)
class Walked:
    """How far the chain is whole; `fault` says what is wrong with the next entry, "" where nothing is."""

    first: Point
    last: Point
    fault: str = ""

    @property
    def count(self) -> int:
        return self.last.number - self.first.number

    @property
    def is_whole(self) -> bool:
        return not self.fault


def content(row: dict[str, Any]) -> bytes:
    """The canonical content of an entry: JSON with sorted keys, without spaces, times in UTC with microseconds."""
    at: datetime = row["at"]
    plain = {name: row[name] for name in HASHED} | {"at": at.astimezone(UTC).isoformat(timespec="microseconds")}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(row: dict[str, Any]) -> str:
    """SHA-256 of an entry's canonical content as hex."""
    return hashlib.sha256(content(row)).hexdigest()


def walk(rows: Iterable[dict[str, Any]], start: Point) -> Walked:
    """Follows the rows, oldest first, from the point before them to the first that does not fit."""
    last = start
    for row in rows:
        if fault := _fault(row, last):
            return Walked(start, last, fault)
        last = Point(row["number"], row["hash"])
    return Walked(start, last)


def _fault(row: dict[str, Any], last: Point) -> str:
    expected = last.number + 1
    if row["number"] != expected:
        return f"第 {expected} 条缺失，其后是第 {row['number']} 条"
    if row["previous"] != last.hash:
        return f"第 {expected} 条与第 {last.number} 条衔接不上"
    if digest(row) != row["hash"]:
        return f"第 {expected} 条的内容与其校验值不符"
    return ""


def rows_after(number: int, until: int) -> Iterator[dict[str, Any]]:
    """The entries number+1 … until as plain rows, a chunk at a time: no transaction stays open for a long walk."""
    fields = (*HASHED, "hash")
    while chunk := list(
        AuditEntry.objects.filter(number__gt=number, number__lte=until).order_by("number").values(*fields)[:CHUNK]
    ):
        yield from chunk
        number = chunk[-1]["number"]


def head() -> Point:
    """Where the chain ends."""
    return Point(*AuditHead.objects.values_list("number", "hash").get())


def beginning() -> Point:
    """The point before the first entry that is still here: the start, or what the last archive left as its anchor."""
    anchors = AuditEntry.objects.filter(action=LogAction.LOG_ARCHIVE, is_success=True)
    found = anchors.order_by("-number").values_list("object_id", flat=True).first()
    return Point.parse(found) if found else START


def verify() -> Walked:
    """Walks all entries that are here up to the head as it stands now."""
    end = head()
    walked = walk(rows_after(0, end.number), beginning())
    return _meets(walked, end)


def verify_newest(count: int) -> Walked:
    """Walks the newest entries only, from what the oldest of them says about the one before it; two queries."""
    end = head()
    newest = AuditEntry.objects.filter(number__lte=end.number).order_by("-number").values(*HASHED, "hash")
    rows = list(newest[:count])[::-1]
    start = Point(rows[0]["number"] - 1, rows[0]["previous"]) if rows and rows[0]["number"] > 1 else START
    return _meets(walk(rows, start), end)


def _meets(walked: Walked, end: Point) -> Walked:
    """The walk must arrive at the head: else the newest entries were cut off."""
    if walked.is_whole and walked.last != end:
        return Walked(walked.first, walked.last, f"第 {walked.last.number + 1} 条起缺失，应到第 {end.number} 条为止")
    return walked
