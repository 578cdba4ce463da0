"""Two texts -> what changed, value by value.

comparison.py  the differences as one value, in print order
comparing.py   compare(old, new): from the cells up
kinds.py       the rows of a text as one table, and how they are recognised
row_matching.py  which row became which: by identity, code, name, likeness
order.py       which rows moved, and in what order the rows of both versions stand together
paragraphs.py  the same for paragraphs, which have no identity: split, joined, added, dropped
word_differences.py  two strings word by word (diff-match-patch)
number_changes.py  the numbers that changed, with amid_words.py and values.py
restoring.py   what to do to the current text so that a part of it is again as it was
"""

from texts.compare.comparing import compare
from texts.compare.comparison import (
    ChangedNumber,
    ComparedField,
    ComparedRow,
    ComparedSection,
    Comparison,
    NumberKind,
    RowFate,
)
from texts.compare.restoring import Edits, RestoredCell, RowEdit, edits_to_restore
from texts.compare.word_differences import Fate, Run

__all__ = [
    "ChangedNumber",
    "ComparedField",
    "ComparedRow",
    "ComparedSection",
    "Comparison",
    "Edits",
    "Fate",
    "NumberKind",
    "RestoredCell",
    "RowEdit",
    "RowFate",
    "Run",
    "compare",
    "edits_to_restore",
]
