"""The kinds of jobs. What they are is the business of the apps above: each names its own when it starts."""

from collections.abc import Mapping

_labels: dict[str, str] = {}


def name_kinds(labels: Mapping[str, str]) -> None:
    """Code to what people read."""
    _labels.update(labels)


def kind_label(kind: str) -> str:
    """What people read; a code that nobody names any more speaks for itself."""
    return _labels.get(kind, kind)


def is_named(kind: str) -> bool:
    """Whether there is such a kind."""
    return kind in _labels
