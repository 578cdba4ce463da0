"""The words of the log: a code is stored and never changes its meaning; its label is what the auditor reads.

What is logged is the business of the apps above: each names its actions when it starts (name_actions). The log itself
knows only what is done to the log.
"""

from collections.abc import Mapping

from django.db.models import TextChoices


class LogAction(TextChoices):
    """What is done to the log."""

    LOG_SEARCH = "log_search", "查询日志"
    LOG_EXPORT = "log_export", "导出日志"
    LOG_VERIFY = "log_verify", "核验日志"
    LOG_ARCHIVE = "log_archive", "归档日志"


OWN = "日志"
_groups: dict[str, dict[str, str]] = {}


def name_actions(group: str, labels: Mapping[str, str]) -> None:
    """The actions of a group, code to label, in the order in which the auditor's filter shows them."""
    _groups.setdefault(group, {}).update(labels)


def label(action: str) -> str:
    """What the auditor reads; a code that nobody names any more speaks for itself."""
    return next((labels[action] for labels in _all().values() if action in labels), action)


def groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """The actions as choices of a select, group by group; the log's own come last."""
    return [(name, list(labels.items())) for name, labels in _all().items()]


def _all() -> dict[str, dict[str, str]]:
    return _groups | {OWN: dict(LogAction.choices)}
