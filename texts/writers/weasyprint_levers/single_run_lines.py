"""A line with one run of text in it and nothing else, which most lines of a table are, without the long way round.

WeasyPrint 70.0 makes a line as if it could hold pictures, floats and inline blocks beside text in two directions.
"""

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from texts.writers.weasyprint_levers.lever import Replacement

Resume = dict[int, Any] | None  # WeasyPrint's way of saying where the next line begins

_make_line = inline.get_next_linebox
_ENOUGH = 1 + 1e-9  # WeasyPrint's tolerance for widths that Pango itself gave
_COLLAPSING = ("normal", "nowrap", "pre-line")


def get_next_linebox(*arguments: Any) -> tuple[Any, Resume]:
    """Replaces WeasyPrint's: the next line in the column, and where the one after it begins."""
    context, linebox, position_y, _, skip_stack, column, *_, letter_style, line_style = arguments
    if _is_plain(context, linebox, column) and not (letter_style or line_style):
        made = _plain_line(context, linebox, position_y, skip_stack, column)
        if made is not None:
            return made
    return _make_line(*arguments)  # type: ignore[no-any-return]  # WeasyPrint has no types


def _is_plain(context: Any, linebox: Any, column: Any) -> bool:
    """Nothing floats beside it, and nothing is in it but text on the baseline."""
    return (
        len(linebox.children) == 1
        and isinstance(linebox.children[0], boxes.TextBox)
        and linebox.children[0].style["vertical_align"] == "baseline"
        and linebox.style["white_space"] in _COLLAPSING
        and column.style["direction"] == "ltr"
        and not context.excluded_shapes
    )


def _plain_line(
    context: Any, linebox: Any, position_y: float, skip_stack: Resume, column: Any
) -> tuple[Any, Resume] | None:
    """None where the text is not that plain: nothing is left of it, it is too wide or ends in blanks."""
    (text,) = linebox.children
    skip_stack = inline.skip_first_whitespace(linebox, skip_stack)
    if skip_stack == "continue":
        return None
    linebox.position_x, linebox.position_y = column.content_box_x(), position_y
    left, right = linebox.position_x + linebox.text_indent, (linebox.position_x + column.width) * _ENOUGH
    inline.resolve_percentages(text, column)
    text.position_x, text.position_y = left, position_y
    skip = next(iter(skip_stack[0])) if skip_stack and skip_stack[0] else 0
    words, resume, is_preserved = inline.split_text_box(context, text, right - left, skip, is_line_start=True)
    if words is None or words.text.endswith(" ") or words.position_x + words.margin_width() > right:
        return None
    line = linebox.copy_with_children([words])
    line.remove_decoration(start=skip_stack is not None, end=resume is not None)
    _place(context, line, words, column, is_last=resume is None or is_preserved)
    linebox.width, linebox.height = line.width, line.height
    return line, None if resume is None else {0: {resume: None}}


def _place(context: Any, line: Any, words: Any, column: Any, *, is_last: bool) -> None:
    """Sets the line into the column at its own position, and the words into the line."""
    line.width = words.position_x + words.margin_width() - line.content_box_x()
    inline._adjust_line_height(line)
    across = inline.text_align(context, line, column.width, is_last)
    y, words.position_y = line.position_y, -words.baseline
    top = min(words.position_y, -line.baseline)
    bottom = max(words.position_y + words.margin_height(), line.margin_height() - line.baseline)
    line.baseline, line.position_y, line.height = -top, top, bottom - top
    line.margin_top = line.margin_bottom = 0
    line.translate(across, y - top)
    line.position_y = y


REPLACEMENTS = (
    Replacement(
        inline,
        "get_next_linebox",
        get_next_linebox,
        "context linebox position_y bottom_space skip_stack containing_block absolute_boxes fixed_boxes"
        " first_letter_style first_line_style",
    ),
)
