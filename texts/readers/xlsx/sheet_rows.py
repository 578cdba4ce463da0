"""The rows of a workbook of ours as they stand in its sheets: cells by the names of their columns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from openpyxl.utils import get_column_letter

from texts.columns import switchable
from texts.readers.blocks import UnreadableFileError
from texts.readers.xlsx.workbook_cells import Cells, Found
from texts.writers import workbook_layout as layout
from texts.writers.workbook_layout import FormSheet

NOTHING = Found("")
_NOT_OURS = "这不是由本系统导出的 Excel 文件{}，请先从网页导出，在导出的文件里修改后再上传。"


def version(cells: Cells) -> tuple[UUID | None, str]:
    """The plan that it was taken from, and what that was like. Raises UnreadableFileError."""
    said = {row.get(1, NOTHING).words: row.get(2, NOTHING).words for row in cells.values()}
    made = said.get("format")
    if made is None:
        raise UnreadableFileError(_NOT_OURS.format("（没有版本信息）"))
    if made != layout.FORMAT:
        raise UnreadableFileError(_NOT_OURS.format(f"（格式“{made[:60]}”与现在的不同）"))
    return _uuid(said.get("plan_id", "")), said.get("base_sha256", "")[:64]


def _uuid(words: str) -> UUID | None:
    try:
        return UUID(words)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with something in it: its number in the sheet, and its cells by the names of their columns."""

    sheet: FormSheet
    number: int
    cells: Mapping[str, Found]
    letters: Mapping[str, str]
    id: UUID | None = None

    def words(self, name: str) -> str:
        return self.cells.get(name, NOTHING).words

    def at(self, name: str) -> str:
        return f"{self.sheet.title}!{self.letters[name]}{self.number}"

    def has(self, *names: str) -> bool:
        return any(self.words(name).strip() for name in names)


def filled_rows(sheets: Mapping[str, Cells], sheet: FormSheet) -> Iterator[SheetRow]:
    """The rows with something in them, below a header that has every column. Raises UnreadableFileError."""
    cells = sheets.get(sheet.title)
    if cells is None:
        raise UnreadableFileError(_NOT_OURS.format(f"：缺少工作表“{sheet.title}”，应有各表都在的原文件"))
    header = {found.words.strip(): column for column, found in cells.get(1, {}).items()}
    for column in sheet.columns:
        if column.label not in header and column.name != "project_name" and not column.is_optional:
            raise UnreadableFileError(
                f"工作表“{sheet.title}”第 1 行缺少“{column.label}”列（包括隐藏的“标识”列），"
                "对应不到原来的内容，请重新导出，在导出的文件里修改，不要删除列。"
            )
    columns = {column.name: header[column.label] for column in sheet.columns if column.label in header}
    letters = {name: get_column_letter(column) for name, column in columns.items()}
    for number in sorted(row for row in cells if row > 1):
        row = {name: cells[number][column] for name, column in columns.items() if column in cells[number]}
        if row:
            identity = _uuid(row.get(layout.IDENTITY, NOTHING).words.strip())
            yield SheetRow(sheet, number, row, letters, identity)


def columns_of(sheets: Mapping[str, Cells]) -> tuple[str, ...]:
    """The optional columns that the sheet of indicators has."""
    header = {found.words.strip() for found in sheets.get(layout.INDICATORS.title, {}).get(1, {}).values()}
    return switchable({c.name for c in layout.INDICATORS.columns if c.is_optional and c.label in header})
