"""A file that this program gave out and that somebody has changed in Word or Excel, on its way back.

Such a file carries the identities of its rows, so that the text which comes back can be compared with the one that
went out row by row. What they are worth is for the caller to judge: it holds them against the rows of its own text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from uuid import UUID

from texts.model import Text
from texts.readers import kind
from texts.readers.blocks import Problem, UnreadableFileError

# Format -> module with `read_returned(data: bytes) -> Returned`, imported when needed as in texts.readers.
_MODULES = {
    "docx": "texts.readers.docx.returned_document",
    "xlsx": "texts.readers.xlsx.workbook_reader",
}
_NOT_RETURNED = "只能收回由本系统导出的 .docx 或 .xlsx 文件，其他文件请用“导入”功能读取。"


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back: the text with the identities of the rows that are still there (new rows have none), the plan it
    was taken from (None where the file is of no plan), the SHA-256 of the content that went out ("" where the file
    does not say), and word for word what could not be placed.

    `unread` are the places (`row:field`, `row:row` for a whole row) whose words could not be taken: what stands there
    is not known to have changed."""

    text: Text
    plan_id: UUID | None
    base_sha256: str
    problems: tuple[Problem, ...]
    unread: frozenset[str] = frozenset()


def read_returned(name: str, data: bytes) -> Returned:
    """Read a file that came back; `name` is its file name, looked at only after the content.

    Raises UnreadableFileError (one Chinese sentence) when nothing of a 部门预算绩效文本 can be read from it.
    """
    module = _MODULES.get(kind(name, data))
    if module is None:
        raise UnreadableFileError(_NOT_RETURNED)
    reader: Callable[[bytes], Returned] = import_module(module).read_returned
    return reader(data)
