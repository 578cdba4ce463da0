"""Visual lines of a page -> words, the line breaks kept; labels and levels that were wrapped are closed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from texts.readers.form.labels import LEVELS1, LEVELS2, Label, column_of, key, label_of, level1_of, level2_of
from texts.readers.txt.file_lines import TextLine

T = TypeVar("T")
_LONGEST_LABEL = 6  # words that a wrapped label may be cut into
_LEVELS = tuple(key(name) for name in (*LEVELS1, *LEVELS2))


@dataclass(frozen=True, slots=True)
class Word:
    """What stands between two blanks; `gap` is None inside a line, else the number of empty lines before it.

    `wraps` are the visual lines of a level that was put together again; `page` counts the pages of the file.
    """

    text: str
    at: int
    gap: int | None
    wraps: tuple[str, ...] = ()
    page: int = 0

    @property
    def lines(self) -> tuple[str, ...]:
        """The visual lines it stands on."""
        return self.wraps or (self.text,)


def words_of_lines(lines: Sequence[TextLine]) -> list[Word]:
    """The words of the lines; the first of a line knows how many empty lines came before. A dumped cell is one word."""
    return [
        Word(text, line.number, None if index else line.gap, page=line.page)
        for line in lines
        for index, text in enumerate([line.text] if line.is_cell and line.text else line.raw.split())
    ]


def whole_levels(words: Sequence[Word]) -> list[Word]:
    """The words with every first and second level that was wrapped ('社会效', '益指标') as one word again."""
    found: list[Word] = []
    position = 0
    while position < len(words):
        end = _level_end(words, position)
        wraps = tuple(word.text for word in words[position:end])
        is_wrapped = len(wraps) > 1
        found.append(replace(words[position], text="".join(wraps), wraps=wraps) if is_wrapped else words[position])
        position = end
    return found


def _level_end(words: Sequence[Word], begin: int) -> int:
    """The word after the longest level that starts here, over line breaks only; the next word where none does."""
    joined, best = key(words[begin].text), begin + 1
    for end in range(begin + 1, min(begin + _LONGEST_LABEL, len(words))):
        if words[end].gap is None or not any(name.startswith(joined) for name in _LEVELS):
            break
        joined += key(words[end].text)
        if joined.endswith("指标") and (level1_of(joined) or level2_of(joined)):
            best = end + 1
    return best


def label_at(words: Sequence[Word], begin: int, labels: Sequence[Label]) -> tuple[Label, int] | None:
    """The longest of the labels that starts at this word, wrapped or not, and the word after it."""
    return _known_at(words, begin, lambda text: label if (label := label_of(text)) in labels else None)


def column_at(words: Sequence[Word], begin: int) -> tuple[str, int] | None:
    """The longest heading of a column that starts at this word, wrapped or not, and the word after it."""
    return _known_at(words, begin, column_of)


def _known_at(words: Sequence[Word], begin: int, know: Callable[[str], T | None]) -> tuple[T, int] | None:
    best = None
    for end in range(begin + 1, min(begin + _LONGEST_LABEL, len(words)) + 1):
        label = know("".join(word.text for word in words[begin:end]))
        if label is not None:
            best = (label, end)
    return best


def text_of(words: Sequence[Word]) -> str:
    """Words as they were before the wrap: nothing between lines (a blank between Latin words), a blank inside one."""
    text = ""
    for word in words:
        is_latin = text[-1:].isascii() and text[-1:].isalpha() and word.text[:1].isascii() and word.text[:1].isalpha()
        text += (" " if text and (word.gap is None or is_latin) else "") + word.text
    return text
