"""What helps whoever fills a workbook in: the guide, the drop-downs, the hidden sheets that know where it came from."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from texts.columns import BY_NAME, Kind
from texts.model import NUMBERINGS, Text
from texts.writers import workbook_layout as layout
from texts.writers.workbook_layout import FormSheet

_LAST = 5000  # row down to which the drop-downs reach
_GUIDE = (
    "各工作表的第一行是栏目名称，白色的单元格可以填写，灰色的不能修改。改好后保存，回到网页“从文件取回修改”上传，逐处核对后才会存入。",
    "新增一行：填在表末的空行，或在中间插入一行；“绩效目标”“绩效指标”的新行要填项目序号，即“项目”表第一列的数字。",
    "新增项目：填在“项目”表末尾已编好序号的空行，再用同一序号填写支出计划、绩效目标和绩效指标。",
    "删除一行：在该行“删除”列选“删除”。清空一行的文字只是把内容改为空。删除项目时，它的计划、目标和指标一并删除。",
    "一格有几段的（分项的说明、绩效目标），用 Alt+Enter 换行，一行一段，不写编号以外的格式。",
    "各行在表中的先后就是在文本中的先后。",
    "请勿删除隐藏的“标识”列和隐藏的工作表，否则无法对应到原来的内容。公式不会被读取，请填写文字或数字。",
)


def add_guide(page: Worksheet, text: Text) -> None:
    """The first sheet: what this is, and how it is filled in."""
    page.title = layout.GUIDE_SHEET
    page.column_dimensions["A"].width = 110
    title = f"{text.department or ''}{text.fiscal_year or ''}年部门预算绩效文本"
    for number, words in enumerate((title, *(f"{n}. {line}" for n, line in enumerate(_GUIDE, 1))), 1):
        cell = page.cell(number, 1)
        cell.value, cell.data_type = layout.escaped(words), "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(name="等线", size=16 if number == 1 else 11, bold=number == 1)
    page.protection.sheet = True


def add_version(book: Workbook, values: Sequence[str]) -> None:
    """The hidden sheet that says which text this is and what it was like when it went out."""
    page = book.create_sheet(layout.VERSION_SHEET)
    for number, (key, value) in enumerate(zip(layout.VERSION_KEYS, values, strict=True), 1):
        for n, words in enumerate((key, value), 1):
            cell = page.cell(number, n)
            cell.value, cell.data_type, cell.number_format = words, "s", "@"
    page.sheet_state = "veryHidden"
    page.protection.sheet = True


def add_choices(book: Workbook, tree: Sequence[tuple[str, str]]) -> None:
    """The hidden sheet of what drop-downs offer: 一级 and 二级指标 side by side as in the tree, and each 一级 once."""
    page = book.create_sheet(layout.CHOICES_SHEET)
    for number, (level1, level2) in enumerate(tree, 1):
        page.cell(number, 1).value, page.cell(number, 2).value = layout.escaped(level1), layout.escaped(level2)
    for number, level1 in enumerate(dict.fromkeys(level1 for level1, _ in tree), 1):
        page.cell(number, 3).value = layout.escaped(level1)
    for row in page.iter_rows():
        for cell in row:
            cell.number_format, cell.data_type = "@", "s" if cell.value else "n"
    page.sheet_state = "hidden"
    page.protection.sheet = True


def add_validations(book: Workbook, indicators: FormSheet) -> None:
    """Drop-downs and what a cell is expected to hold; `indicators` is that sheet as it was written.

    They advise: a draft may still be wrong, a save says so again.
    """
    choices = book[layout.CHOICES_SHEET]
    pairs = choices.max_row if choices["A1"].value else 0
    firsts = sum(1 for row in range(1, pairs + 1) if choices.cell(row, 3).value)
    if pairs:
        name = f"'{layout.CHOICES_SHEET}'"
        _list(book, indicators, "level1", f"{name}!$C$1:$C${firsts}")
        first = f"${_letter(indicators, 'level1')}2"
        labels = f"{name}!$A$1:$A${pairs}"
        below = f"OFFSET({name}!$B$1,MATCH({first},{labels},0)-1,0,COUNTIF({labels},{first}),1)"
        _list(book, indicators, "level2", below)
    for sheet in (*layout.SHEETS[:-1], indicators):
        if any(column.name == layout.DELETE for column in sheet.columns):
            _list(book, sheet, layout.DELETE, f'"{layout.DELETED}"')
    _numbers(book, indicators)


def _list(book: Workbook, sheet: FormSheet, name: str, source: str) -> None:
    offered = DataValidation(
        type="list", formula1=source, allow_blank=True, errorStyle="warning", showErrorMessage=True
    )
    offered.errorTitle, offered.error = sheet.column(name).label, "不在可选的内容之中，仍要填写吗？"
    _attach(book, sheet, name, offered)


def _numbers(book: Workbook, indicators: FormSheet) -> None:
    """Amounts and shares: a hint beside the cell; as text they are checked when the file comes back."""
    wanted = [(layout.PROJECTS, name, "单位万元，例如 8.00") for name in ("budget", "fiscal_funds", "other_funds")]
    wanted += [(layout.PROJECTS, "code", "21 位，例如 13990125P00001210001R")]
    wanted += [(layout.PLAN, "percent", "累计数，0 至 100，例如 60")]
    wanted += [(indicators, "target", "例如 ≥95%、29人、2025年12月底前完成")]
    wanted += [(indicators, c.name, f"只写数字，例如 {c.example}") for c in indicators.columns if _is_number(c.name)]
    for sheet, name, words in wanted:
        hint = DataValidation(type="textLength", operator="lessThanOrEqual", formula1="2000", allow_blank=True)
        hint.showInputMessage, hint.promptTitle, hint.prompt = True, sheet.column(name).label, words
        _attach(book, sheet, name, hint)
    styles = DataValidation(type="list", formula1=f'"{",".join(NUMBERINGS)}"', errorStyle="warning")
    row = list(layout.FIELDS.values()).index("numbering") + 2
    styles.add(f"B{row}")
    book[layout.TEXT.title].add_data_validation(styles)


def _is_number(name: str) -> bool:
    return name in BY_NAME and BY_NAME[name].kind is Kind.NUMBER


def _attach(book: Workbook, sheet: FormSheet, name: str, validation: DataValidation) -> None:
    letter = _letter(sheet, name)
    validation.add(f"{letter}2:{letter}{_LAST}")
    book[sheet.title].add_data_validation(validation)


def _letter(sheet: FormSheet, name: str) -> str:
    return str(get_column_letter([column.name for column in sheet.columns].index(name) + 1))
