"""performance-text/1 (JSON) -> Reading. The format is ours: what is not in it is refused, not guessed."""

from texts.interchange import InterchangeError, loads
from texts.readers.blocks import Paragraph, Reading, UnreadableFileError


def read(data: bytes) -> Reading:
    """The Text of a JSON file. Raises UnreadableFileError with the place, what was found, what is expected."""
    try:
        text = loads(data.removeprefix(b"\xef\xbb\xbf"))
    except InterchangeError as error:
        raise UnreadableFileError(str(error)) from error
    return Reading(text, (), tuple(Paragraph(words, f"第{n}处") for n, words in enumerate(text.strings(), 1)))
