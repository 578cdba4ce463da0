"""performance-text/1 (JSON) -> Reading. The format is ours: what is not in it is refused, not guessed."""

from texts.interchange import InterchangeError, loads
from texts.readers.blocks import Paragraph, Reading, UnreadableFileError
from texts.readers.form.optional_columns import with_columns


def read(data: bytes, columns: tuple[str, ...] | None = None) -> Reading:
    """The Text of a JSON file, with these optional columns or those it names itself.

    Raises UnreadableFileError with the place, what was found, what is expected.
    """
    try:
        text = loads(data.removeprefix(b"\xef\xbb\xbf"))
    except InterchangeError as error:
        raise UnreadableFileError(str(error)) from error
    source = tuple(Paragraph(words, f"第{n}处") for n, words in enumerate(text.strings(), 1))
    text, problems = with_columns(text, columns)
    return Reading(text, problems, source)
