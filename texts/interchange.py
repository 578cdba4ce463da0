"""performance-text/1: the Text as JSON, for exchange, snapshots and open data (shared format, fields never renamed).

`dumps` is canonical (UTF-8, fixed order, one form for one text), so its SHA-256 names the text: anybody
with the JSON that travels inside the official PDF can run sha256sum and compare.
"""

import hashlib
import json
import unicodedata
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from texts.columns import names, switchable
from texts.model import FORMAT, Indicator, Line, Milestone, Project, SubGoal, Text

PROJECT_CELLS = ("code", "name", "unit_code", "unit_name", "budget", "fiscal_funds", "other_funds", "purpose")
COVER_CELLS = ("department", "finance_bureau", "stage", "numbering")

_LONGEST_QUOTE = 40  # characters of what was found that a message repeats

T = TypeVar("T")


class InterchangeError(ValueError):
    """The JSON is not a performance-text/1; the message names the place, what was found, what is expected."""


def to_json(text: Text, *, identities: bool = False) -> dict[str, Any]:
    """The text as plain JSON values, fields in the format's fixed order.

    With `identities` each row's `id` is kept too (lines: `measure_ids`, `goal_ids`), for versions that are compared
    row by row; published and hashed forms are without.
    """
    named = _named if identities else _nameless
    return {
        "format": FORMAT,
        **named(text),
        "fiscal_year": text.fiscal_year,
        **{name: getattr(text, name) for name in COVER_CELLS},
        "overall_goal": list(text.overall_goal),
        "sub_goals": [named(row) | _sub_goal_to_json(row) for row in text.sub_goals],
        "measures": [measure.text for measure in text.measures],
        **({"measure_ids": _names(text.measures)} if identities else {}),
        "projects": [named(row) | _project_to_json(row, named, identities) for row in text.projects],
    }


def _named(row: Text | SubGoal | Project | Milestone | Indicator) -> dict[str, Any]:
    return {"id": None if row.id is None else str(row.id)}


def _nameless(_row: Text | SubGoal | Project | Milestone | Indicator) -> dict[str, Any]:
    return {}


def _names(lines: tuple[Line, ...]) -> list[str | None]:
    return [None if line.id is None else str(line.id) for line in lines]


def _sub_goal_to_json(sub_goal: SubGoal) -> dict[str, Any]:
    return {
        "title": sub_goal.title,
        "description": list(sub_goal.description),
        "goals": list(sub_goal.goals),
        "indicators": sub_goal.indicators,
    }


def _project_to_json(project: Project, named: Callable[[Any], dict[str, Any]], identities: bool) -> dict[str, Any]:
    return {
        **{name: getattr(project, name) for name in PROJECT_CELLS},
        "plan": [named(row) | {"month": row.month, "percent": row.percent} for row in project.plan],
        "goals": [goal.text for goal in project.goals],
        **({"goal_ids": _names(project.goals)} if identities else {}),
        **({"columns": list(project.columns)} if project.columns else {}),
        "indicators": [
            named(row) | {name: getattr(row, name) for name in names(project.columns)} for row in project.indicators
        ],
    }


def dumps(text: Text) -> bytes:
    """The canonical bytes: UTF-8, one-space indent, no escapes, a line break at the end."""
    return (json.dumps(to_json(text), ensure_ascii=False, indent=1) + "\n").encode()


def sha256(text: Text) -> str:
    """The 64 hexadecimal digits that name this content."""
    return hashlib.sha256(dumps(text)).hexdigest()


def loads(data: bytes | str) -> Text:
    """The Text of a performance-text/1 file.

    Raises InterchangeError when it is no JSON, not this format, or a field is of another kind.
    """
    try:
        return from_json(json.loads(data))
    except InterchangeError:
        raise
    except (ValueError, RecursionError) as error:
        raise InterchangeError(
            f"不是有效的 JSON 文件（{_where(error)}），应为 UTF-8 编码的 performance-text/1。"
        ) from error


def _where(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"第 {error.lineno} 行第 {error.colno} 列处无法识别"
    return "编码或嵌套层数不对"


def from_json(node: Any) -> Text:
    """The Text of parsed JSON; unknown fields are ignored, missing ones are None or empty. Raises InterchangeError."""
    node = _mapping(node, "文件")
    if node.get("format") != FORMAT:
        raise InterchangeError(f"format 为“{_quoted(node.get('format'))}”，应为“{FORMAT}”。")
    year = node.get("fiscal_year")
    if year is not None and (not isinstance(year, int) or isinstance(year, bool) or not 1990 <= year <= 2200):
        raise InterchangeError(f"fiscal_year 为“{_quoted(year)}”，应为年份数字，例如 2025。")
    return Text(
        fiscal_year=year,
        **{name: _cell(node, name, name) for name in COVER_CELLS},
        overall_goal=_strings(node, "overall_goal", "overall_goal"),
        sub_goals=_items(node, "sub_goals", "", _sub_goal),
        measures=_lines(node, "measures", "measures", "measure_ids"),
        projects=_items(node, "projects", "", _project),
        id=_identity(node),
    )


def _sub_goal(node: Mapping[str, Any], at: str) -> SubGoal:
    return SubGoal(
        title=_cell(node, "title", f"{at}.title") or "",
        description=_strings(node, "description", f"{at}.description"),
        goals=_strings(node, "goals", f"{at}.goals"),
        indicators=_cell(node, "indicators", f"{at}.indicators"),
        id=_identity(node),
    )


def _project(node: Mapping[str, Any], at: str) -> Project:
    columns = switchable(_strings(node, "columns", f"{at}.columns"))
    return Project(
        **{name: _cell(node, name, f"{at}.{name}") for name in PROJECT_CELLS},
        plan=_items(node, "plan", at, _milestone),
        goals=_lines(node, "goals", f"{at}.goals", "goal_ids"),
        columns=columns,
        indicators=_items(node, "indicators", at, partial(_indicator, columns)),
        id=_identity(node),
    )


def _milestone(node: Mapping[str, Any], at: str) -> Milestone:
    month = node.get("month")
    if not isinstance(month, int) or isinstance(month, bool) or not 1 <= month <= 12:
        raise InterchangeError(f"{at}.month 为“{_quoted(month)}”，应为 1 至 12 的月份数字。")
    return Milestone(month=month, percent=_cell(node, "percent", f"{at}.percent"), id=_identity(node))


def _indicator(columns: tuple[str, ...], node: Mapping[str, Any], at: str) -> Indicator:
    return Indicator(**{name: _cell(node, name, f"{at}.{name}") for name in names(columns)}, id=_identity(node))


def _identity(node: Mapping[str, Any]) -> UUID | None:
    value = node.get("id")
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _mapping(node: Any, at: str) -> Mapping[str, Any]:
    if not isinstance(node, dict):
        raise InterchangeError(f"{at} 应为一个 JSON 对象（{{…}}）。")
    return node


def _list(node: Mapping[str, Any], name: str, at: str) -> list[Any]:
    value = node.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise InterchangeError(f"{at} 应为一个列表（[…]）。")
    return value


def _items(
    node: Mapping[str, Any], name: str, parent: str, make: Callable[[Mapping[str, Any], str], T]
) -> tuple[T, ...]:
    path = f"{parent}.{name}" if parent else name
    values = _list(node, name, path)
    return tuple(make(_mapping(value, f"{path}[{n}]"), f"{path}[{n}]") for n, value in enumerate(values, 1))


def _strings(node: Mapping[str, Any], name: str, at: str) -> tuple[str, ...]:
    values = [_string(value, f"{at}[{n}]") for n, value in enumerate(_list(node, name, at), 1)]
    return tuple(value for value in values if value)


def _lines(node: Mapping[str, Any], name: str, at: str, ids: str) -> tuple[Line, ...]:
    texts = _strings(node, name, at)
    names = node.get(ids)
    if not isinstance(names, list) or len(names) != len(texts):
        return tuple(Line(text=text) for text in texts)
    return tuple(Line(text=text, id=_identity({"id": name})) for text, name in zip(texts, names, strict=True))


def _cell(node: Mapping[str, Any], name: str, at: str) -> str | None:
    value = node.get(name)
    return None if value is None else _string(value, at) or None


def _quoted(value: Any) -> str:
    """What was found, as a sentence can hold it: short, on one line, lists and objects by their kind."""
    if isinstance(value, list | dict):
        return "[…]" if isinstance(value, list) else "{…}"
    words = " ".join(clean(value if isinstance(value, str) else json.dumps(value)).split())
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"


def _string(value: Any, at: str) -> str:
    if not isinstance(value, str):
        raise InterchangeError(f'{at} 为“{_quoted(value)}”，应为用引号括起的文字，例如 "8.00"。')
    return clean(value)


def clean(value: str) -> str:
    """Without the characters that no database or PDF takes (controls but tab and line break, lone surrogates)."""
    if value.isprintable():
        return value
    return "".join(c for c in value if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def fingerprint(text: Text) -> str:
    """What names this content in these very rows, as hex; `sha256` names the content alone."""
    return hashlib.sha256(json.dumps(to_json(text, identities=True), ensure_ascii=False).encode()).hexdigest()
