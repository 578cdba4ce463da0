"""审核意见 on one text as a value: what a decision says of it, as it is printed and kept (performance-review/1).

Words stand as people read them, so the paper of a decision says the same whatever becomes of accounts, forms and
threads later. Everything in it is for the department to read.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

OPINION_FORMAT = "performance-review/1"


@dataclass(frozen=True, slots=True)
class Answer:
    """One question of the 审核表. `points` (None: not given) of at most `most` in the 重点 version, else `grade`."""

    group: str
    label: str
    asks: str
    most: int
    grade: str = ""
    points: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """One entry of the 意见清单: the place, the words that stood there, what is asked and what could stand there."""

    where: str
    words: str
    asks: str
    reason: str = ""
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """A decision on the text with that SHA-256. `form` is the version of the 审核表, "" where none was filled in."""

    department: str
    fiscal_year: int
    bureau: str
    stage: str  # 初审 or 复审
    decision: str
    round: int  # which 送审 it answers
    version: int
    text_sha256: str
    project_count: int
    budget: str  # 万元, as printed
    decided_on: str  # ISO date
    reviewer: str
    form: str = ""
    overall: str = ""
    meaning: str = ""
    opinion: str = ""
    comment: str = ""
    answers: tuple[Answer, ...] = ()
    opened: tuple[str, ...] = ()  # the parts that may be changed; empty: no limit
    remarks: tuple[Remark, ...] = ()

    def strings(self) -> Iterator[str]:
        """Everything that is printed."""
        rows: tuple[Any, ...] = (self, *self.answers, *self.remarks)
        for row in rows:
            yield from (words for field in fields(row) if isinstance(words := getattr(row, field.name), str))
        yield from self.opened

    @property
    def points(self) -> int:
        """What the answers add up to."""
        return sum(answer.points or 0 for answer in self.answers)

    @property
    def full_points(self) -> int:
        """What they could add up to."""
        return sum(answer.most for answer in self.answers)


def opinion_to_json(opinion: Opinion) -> dict[str, Any]:
    """As plain JSON values, fields in their fixed order."""
    return {"format": OPINION_FORMAT, **asdict(opinion)}


def opinion_from_json(node: Mapping[str, Any]) -> Opinion:
    """The value of what `opinion_to_json` made. Raises TypeError or KeyError for anything else."""
    cells = {field.name: node[field.name] for field in fields(Opinion)}
    cells["answers"] = tuple(Answer(**answer) for answer in node["answers"])
    cells["remarks"] = tuple(Remark(**remark) for remark in node["remarks"])
    return Opinion(**cells | {"opened": tuple(node["opened"])})


def opinion_dumps(opinion: Opinion) -> bytes:
    """The canonical bytes: UTF-8, one-space indent, a line break at the end."""
    return (json.dumps(opinion_to_json(opinion), ensure_ascii=False, indent=1) + "\n").encode()


def opinion_sha256(opinion: Opinion) -> str:
    """The 64 hexadecimal digits that name this content."""
    return hashlib.sha256(opinion_dumps(opinion)).hexdigest()
