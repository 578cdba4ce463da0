"""What a browser is told after a save and at every heartbeat, as plain JSON values."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from departments.deadlines import why_closed
from departments.models import Plan, User
from projects.drafting.expectations import has_expectation, is_advice, message_for
from projects.presence import Other, be_present
from projects.saving.changes import LONGEST_PLACE, CellOutcome, Save, number_of
from projects.saving.save import News, Saved, news_since
from texts.interchange import clean


def answer(asked: Save, saved: Saved) -> dict[str, Any]:
    """The answer to a save: what became of each change, news of others, who is here, sentences beside cells.

    `advice` are the places whose sentence is no error.
    """
    return {
        "version": saved.version,
        "at": _moment(saved.at),
        "cells": [_outcome(outcome) for outcome in saved.cells],
        "rows": [_outcome(outcome) for outcome in saved.rows],
        "news": _news(saved.news),
        "others": _others(saved.others),
        "messages": _messages(asked),
        "advice": [f"{c.kind}:{c.place}" for c in asked.cells if is_advice(c.kind, c.cell, c.now)],
        "read_only": "",
    }


def heartbeat(plan: Plan, asked: Mapping[str, str], *, by: User, at: datetime) -> dict[str, Any]:
    """The same answer without changes; notes only that the author is still here.

    `read_only` is the sentence why the text may not be written any more, so that the page says it before its author
    types on; "" while it may.
    """
    others = be_present(plan, by, place=clean(asked.get("at", ""))[:LONGEST_PLACE], at=at)
    news = news_since(plan, number_of(asked.get("seen", ""), otherwise=plan.version), until=plan.version)
    return {
        "version": plan.version,
        "at": _moment(at),
        "cells": [],
        "rows": [],
        "news": _news(news),
        "others": _others(others),
        "messages": {},
        "advice": [],
        "read_only": why_closed(plan),
    }


def _moment(at: datetime | None) -> str | None:
    """In Beijing time."""
    return timezone.localtime(at).isoformat(timespec="seconds") if at else None


def _outcome(outcome: CellOutcome) -> dict[str, Any]:
    return {
        "id": str(outcome.id),
        "cell": outcome.cell,
        "state": outcome.state,
        "value": outcome.value,
        "by": outcome.by,
        "at": _moment(outcome.at),
    }


def _news(news: list[News]) -> list[dict[str, Any]]:
    return [
        {"kind": one.kind, "place": one.place, "value": one.value, "by": one.by, "at": _moment(one.at)} for one in news
    ]


def _others(others: list[Other]) -> list[dict[str, str | None]]:
    return [
        {"name": o.name, "role": o.role, "place": o.place, "where": o.where, "since": _moment(o.since)} for o in others
    ]


def _messages(asked: Save) -> dict[str, str]:
    """For every cell of the save that has an expectation: its sentence, "" where nothing is wrong any more."""
    return {
        f"{change.kind}:{change.place}": message_for(change.kind, change.cell, change.now)
        for change in asked.cells
        if has_expectation(change.kind, change.cell)
    }
