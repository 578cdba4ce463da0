""".xlsx -> what its cells show, sheet by sheet, as Excel, WPS, LibreOffice or a program wrote it.

Read part by part from the package (office_package.py), which refuses bombs and entities; nothing is calculated,
followed or opened beside it. A formula is no content: it is told as a fault.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from texts.readers.blocks import UnreadableFileError
from texts.readers.office.office_package import Package
from texts.writers.workbook_layout import unescaped

MOST_ROWS = 20_000  # with something in them; a text of 60 projects has 700
MOST_COLUMNS = 60
MOST_SHEETS = 100  # ours have nine; people add some of their own
MOST_CELLS = 200_000  # of all sheets together
LONGEST = 32_767  # characters of a cell; Excel's own limit, as the next one is
_LONGEST_FORMAT = 255
_LONGEST_QUOTE = 60  # of what is told instead; a copy of all of it for every cell would be gigabytes
_EXACT = 15  # digits that a number in Excel keeps
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_FIXED = re.compile(r"0(?:\.(0+))?(%?)")
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Found:
    """What a cell shows. `fault` says what was expected instead where that is nothing to be stored, "" otherwise;
    `is_number` where the cell holds a number or a date, not words."""

    words: str
    fault: str = ""
    is_number: bool = False


Cells = Mapping[int, Mapping[int, Found]]  # row -> column -> cell, both from 1, only those with something in them


def read_cells(data: bytes) -> dict[str, Cells]:
    """The cells of every worksheet by its name. Raises UnreadableFileError."""
    package = Package(data, ".xlsx")
    main = package.main_part()
    book, relations = package.xml(main), package.xml(_relations_of(main))
    if book is None or relations is None or _local(book) != "workbook":
        raise UnreadableFileError(".xlsx 文件里没有工作簿（可能已损坏），请用 Excel 或 WPS 打开，另存后再上传。")
    _refuse_macros(package)
    targets = {node.get("Id"): _resolved(main, node.get("Target", "")) for node in relations.iter("{*}Relationship")}
    sheets = book.findall("{*}sheets/{*}sheet")
    if len(sheets) > MOST_SHEETS:
        raise UnreadableFileError(f"文件有 {len(sheets)} 个工作表，超过 {MOST_SHEETS} 个，请确认选对了文件。")
    reading = _Sheets(package, targets.values(), is_1904=_is_1904(book))
    return {str(node.get("name", "")): reading.cells(targets.get(node.get(_RELATION_ID), "")) for node in sheets}


def _refuse_macros(package: Package) -> None:
    types = package.xml("[Content_Types].xml")
    said = "" if types is None else " ".join(node.get("ContentType", "") for node in types)
    if "macroEnabled" in said or "vbaProject" in said:
        raise UnreadableFileError("文件带有宏（.xlsm），不能读取，请另存为不带宏的 .xlsx 后再上传。")


def _local(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def _resolved(part: str, target: str) -> str:
    folder = part.rpartition("/")[0]
    return target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")


def _is_1904(book: Any) -> bool:
    said = book.find("{*}workbookPr")
    return said is not None and said.get("date1904") in ("1", "true")


class _Sheets:
    """The worksheets of one package, with the strings and formats that they share."""

    def __init__(self, package: Package, parts: Any, *, is_1904: bool) -> None:
        self._package = package
        names = {name.rpartition("/")[2].lower(): name for name in parts}
        shared = package.xml(names.get("sharedstrings.xml", ""))
        self._shared = [] if shared is None else [_string(node) for node in shared.iterfind("{*}si")]
        styles = package.xml(names.get("styles.xml", ""))
        self._formats = [] if styles is None else _formats(styles)
        self._left = MOST_CELLS
        self._epoch = CALENDAR_MAC_1904 if is_1904 else CALENDAR_WINDOWS_1900

    def cells(self, part: str) -> Cells:
        """Of one worksheet; none where the part is something else (a chart)."""
        sheet = self._package.xml(part)
        found: dict[int, dict[int, Found]] = {}
        if sheet is None or _local(sheet) != "worksheet":
            return found
        for row, column, node in _placed(sheet):
            cell = _bounded(self._found(node))
            if cell.words or cell.fault:
                found.setdefault(row, {})[column] = cell
                self._left -= 1
            if len(found) > MOST_ROWS:
                raise UnreadableFileError(f"一个工作表超过 {MOST_ROWS} 行，不像绩效文本，请确认选对了文件。")
            if self._left < 0:
                raise UnreadableFileError(f"文件有超过 {MOST_CELLS} 个单元格，不像绩效文本，请确认选对了文件。")
        return found

    def _found(self, node: Any) -> Found:
        kind, value = node.get("t", "n"), node.findtext("{*}v", "")
        formula = node.find("{*}f")
        if formula is not None:
            return Found(f"={formula.text or ''}", "公式不会被读取，请填写文字或数字")
        match kind:
            case "s":
                found = self._shared_string(value)
            case "inlineStr":
                inline = node.find("{*}is")
                found = Found("" if inline is None else _string(inline))
            case "str":
                found = Found(unescaped(value))
            case "e":
                found = Found(value, "这是 Excel 的错误值，请填写文字或数字")
            case "b":
                found = Found("TRUE" if value == "1" else "FALSE", is_number=True)
            case "d":
                found = Found(value.partition("T")[0], is_number=True)
            case _:
                found = self._number(value, node.get("s", "0"))
        return found

    def _shared_string(self, value: str) -> Found:
        number = counted_number(value)
        if number is not None and number < len(self._shared):
            return Found(self._shared[number])
        return Found(value, "单元格所指的文字不在文件里（文件可能已损坏），请重新填写")

    def _number(self, value: str, style: str) -> Found:
        if not value:
            return Found("")
        try:
            number = Decimal(value)
        except InvalidOperation:
            return Found(value, "这不是数字（文件可能已损坏），请重新填写")
        if not number.is_finite() or abs(number.adjusted()) > _EXACT:
            return Found(value, f"数字超过 {_EXACT} 位，Excel 已丢掉后面的位数，请先把单元格设为“文本”再填写")
        place = counted_number(style)
        code = self._formats[place] if place is not None and place < len(self._formats) else "General"
        if is_date_format(code):
            return self._date(number, code)
        return Found(number_as_shown(number, code), is_number=True)

    def _date(self, number: Decimal, code: str) -> Found:
        try:
            day = from_excel(float(number), self._epoch)
            words = f"{day.year}年{day.month}月{day.day}日" if "d" in _bare(code) else f"{day.year}年{day.month}月"
        except (ValueError, OverflowError, TypeError, AttributeError):
            return Found(str(number), "这个日期不存在，请写成文字，例如 2025年12月底前")
        return Found(words, is_number=True)


def counted_number(words: str) -> int | None:
    """The number that up to nine digits are; None for all else. Python refuses to read digits without end."""
    return int(words) if words.isdecimal() and len(words) < 10 else None


def _bounded(found: Found) -> Found:
    if len(found.words) <= LONGEST:
        return found
    return Found(f"{found.words[:_LONGEST_QUOTE]}…", f"单元格超过 {LONGEST} 个字，Excel 存不下，请分到几个单元格里")


def number_as_shown(number: Decimal, code: str) -> str:
    """A number as its format shows it: fixed decimals and per cent are kept, grouping is not.

    Binary leftovers (0.30000000000000004) are cut at the digits that Excel keeps.
    """
    rounded = Decimal(f"{number:.{_EXACT}g}")
    fixed = _FIXED.search(_bare(code).partition(";")[0].replace("#", "").replace(",", ""))
    if fixed is None or (fixed[1] is None and not fixed[2]):
        plain = format(rounded, "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    places = len(fixed[1] or "")
    return f"{rounded * 100 if fixed[2] else rounded:.{places}f}{fixed[2]}"


def _bare(code: str) -> str:
    return _QUOTED.sub("", code).lower()


def _formats(styles: Any) -> list[str]:
    """The number format of every cell style."""
    own = {node.get("numFmtId"): node.get("formatCode", "") for node in styles.iterfind("{*}numFmts/{*}numFmt")}
    codes = []
    for node in styles.iterfind("{*}cellXfs/{*}xf"):
        name = node.get("numFmtId", "0")
        built_in = BUILTIN_FORMATS.get(counted_number(name) or 0)
        code = own.get(name) or built_in or "General"
        codes.append(code if len(code) <= _LONGEST_FORMAT else "General")
    return codes


def _string(node: Any) -> str:
    """The words of a string: its own, or those of its runs; not how they are pronounced."""
    texts = [node, *node.iterfind("{*}r")]
    return unescaped("".join(part.findtext("{*}t", "") for part in texts))


def _placed(sheet: Any) -> Iterator[tuple[int, int, Any]]:
    """Every cell with its row and column; a file may leave out what follows from the one before."""
    row = 0
    for node in sheet.iterfind("{*}sheetData/{*}row"):
        row, column = _number_of(node.get("r"), row + 1), 0
        for cell in node.iterfind("{*}c"):
            column = _column_of(cell.get("r"), column + 1)
            if column <= MOST_COLUMNS:
                yield row, column, cell


def _number_of(said: str | None, otherwise: int) -> int:
    return int(said) if said and said.isascii() and said.isdecimal() and len(said) < 8 else otherwise


def _column_of(reference: str | None, otherwise: int) -> int:
    found = _REFERENCE.fullmatch(reference or "")
    if found is None:
        return otherwise
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column
