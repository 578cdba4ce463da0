"""Words with what was deleted and inserted among them, as HTML for the eye and for the ear."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from texts.compare import Fate, Run

Runs = tuple[Run, ...]

_BOTH = frozenset(Fate)
_OLD, _NEW = _BOTH - {Fate.INSERTED}, _BOTH - {Fate.DELETED}
_TAGS = {Fate.DELETED: ("del", "删去"), Fate.INSERTED: ("ins", "新增")}
_BREAK = '<span class="break" aria-hidden="true">↵</span>\n<span class="indent"></span>'
_BLANK = '<span class="blank">␣</span>'


def marked(runs: Runs) -> SafeString:
    """All words in one line of reading: deleted ones struck through, inserted ones underlined."""
    return _marked(runs, _BOTH)


def marked_old(runs: Runs) -> SafeString:
    """The old words, with what was deleted struck through."""
    return _marked(runs, _OLD)


def marked_new(runs: Runs) -> SafeString:
    """The new words, with what was inserted underlined."""
    return _marked(runs, _NEW)


def _marked(runs: Runs, fates: frozenset[Fate]) -> SafeString:
    return mark_safe("".join(_html(run) for run in runs if run.fate in fates))  # noqa: S308 escaped below


def _html(run: Run) -> str:
    if run.fate is Fate.KEPT:
        return str(escape(run.text))
    tag, word = _TAGS[run.fate]
    words = _visible(run.text)
    spoken = f'<span class="visually-hidden">［{word}：</span>{words}<span class="visually-hidden">］</span>'
    return f"<{tag}>{spoken}</{tag}>"


def _visible(text: str) -> str:
    """A deleted blank or line break is a change too, and must be seen."""
    if text.isspace() and "\n" not in text:
        return _BLANK * len(text)
    return str(escape(text)).replace("\n", _BREAK)
