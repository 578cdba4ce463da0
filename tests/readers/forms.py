"""The same Text laid out as other departments lay it out: the raw material of the reader tests.

`laid_out` makes a neutral page of paragraphs and grids; `docx` and `html` write it. Nothing here is shared with the
writers of the project, so a mistake there cannot hide one in the readers.
"""

import html as html_module
import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from docx import Document
from docx.shared import Pt

from texts.model import Indicator, Project, Text

HEADINGS = {
    "serial": "序号",
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "description": "绩效指标描述",
    "operator": "符号",
    "value": "值",
    "unit": "单位",
    "target": "指标值",
    "basis": "指标值确定依据",
}
SIX = ("level1", "level2", "name", "description", "target", "basis")


@dataclass(frozen=True)
class Style:
    """One department's habits; every field has the provincial form's value first."""

    columns: tuple[str, ...] = SIX
    levels: str = "merged"  # or "blank" below the first, or "repeated"
    one_table: bool = False
    unit_line: str = "cell"  # or "paragraph", "joined" (one cell for both)
    plan: str = "below"  # or "beside"
    money: str = "beside"  # or "below"
    purpose_row: bool = False  # 资金用途 in a row of its own
    order: tuple[str, ...] = ("money", "plan", "goals", "indicators")
    goals: str = "\n"  # what stands between two goals
    goal_number: str = "{}."
    glued: bool = False
    repeat_header: bool = False
    ruled: bool = True
    size: float = 9


@dataclass
class Grid:
    """Rows of (text, colspan, rowspan); None stands for a place that a merge covers."""

    rows: list[list[tuple[str, int, int]]] = field(default_factory=list)

    def add(self, *cells: tuple[str, int] | tuple[str, int, int]) -> None:
        self.rows.append([(cell[0], cell[1], cell[2] if len(cell) > 2 else 1) for cell in cells])


def laid_out(text: Text, style: Style) -> list[str | Grid]:
    """Paragraphs and grids of the whole document."""
    page: list[str | Grid] = []
    if text.department:
        page += [text.department, f"{text.fiscal_year}年部门预算绩效文本", f"（{text.stage}）"]
        page += [f"{text.department}编制", f"{text.finance_bureau}审核"]
    page += ["第一部分", "部门整体绩效目标", "一、总体绩效目标", *text.overall_goal, "二、分项绩效目标"]
    for n, sub_goal in enumerate(text.sub_goals, 1):
        page += [_number(text.numbering, n) + sub_goal.title, *sub_goal.description]
        goals = list(sub_goal.goals)
        page += [f"绩效目标：{goals[0]}", *goals[1:]] if goals else []
        page += [f"绩效指标：{sub_goal.indicators}"] if sub_goal.indicators else []
    page += ["三、工作保障措施", *(_number(text.numbering, n) + m.text for n, m in enumerate(text.measures, 1))]
    page += ["第二部分", "预算项目绩效目标"]
    grids = [project_grids(project, style) for project in text.projects]
    for n, (project, parts) in enumerate(zip(text.projects, grids, strict=True), 1):
        if style.glued:
            continue
        page.append(f"{n}.{project.name}绩效目标表")
        page += [f"{project.unit_code}{project.unit_name}　　　单位：万元"] if style.unit_line == "paragraph" else []
        page += parts
    if style.glued:
        page.append(Grid([row for parts in grids for part in parts for row in part.rows]))
    return page


def _number(numbering: str | None, n: int) -> str:
    return (
        f"（{'一二三四五六七八九十'[n - 1]}）" if numbering == "（一）" and n <= 10 else f"{n}{(numbering or '1.')[-1]}"
    )


def project_grids(project: Project, style: Style) -> list[Grid]:
    """The table of one project, in one grid or in two."""
    upper = Grid()
    if style.unit_line == "cell":
        upper.add((f"{project.unit_code}{project.unit_name}", 6), ("单位：万元", 2))
    elif style.unit_line == "joined":
        upper.add((f"{project.unit_code}{project.unit_name}    单位：万元", 8))
    upper.add(("项目编码", 2), (project.code or "", 2), ("项目名称", 2), (project.name or "", 2))
    lower = upper if style.one_table or style.order[-1] != "indicators" else Grid()
    parts = {"money": _money, "plan": _plan, "goals": _goals, "indicators": _indicators}
    for name in style.order:
        parts[name](lower if name == "indicators" else upper, project, style)
    return [upper] if lower is upper else [upper, lower]


def _money(grid: Grid, project: Project, style: Style) -> None:
    cells = (
        ("预算数", project.budget or ""),
        ("其中：财政资金", project.fiscal_funds or ""),
        ("其他资金", project.other_funds or ""),
    )
    rows = 2 if style.purpose_row else 3
    if style.money == "below":
        grid.add(("预算规模及资金用途", 2, rows), *((label, 2) for label, _ in cells))
        grid.add(*((value, 2) for _, value in cells))
    else:
        grid.add(("预算规模及资金用途", 2, rows - 1), *((part, 1) for cell in cells for part in cell))
    if style.purpose_row:
        grid.add(("资金用途", 2), (project.purpose or "", 6))
    else:
        grid.add((project.purpose or "", 6))


def _plan(grid: Grid, project: Project, style: Style) -> None:
    months = [f"{row.month}月底" for row in project.plan]
    shares = [f"{row.percent}%" if row.percent else "" for row in project.plan]
    if style.plan == "beside":
        pairs = [(part, 1) for pair in zip(months, shares, strict=True) for part in pair][:6]
        rest = [(part, 3) for pair in zip(months[3:], shares[3:], strict=True) for part in pair]
        grid.add(("资金支出计划（%）", 2, 2 if rest else 1), *pairs)
        if rest:
            grid.add(*rest)
        return
    widths = (2, 2, 1, 1) if len(months) == 4 else (6 // len(months),) * len(months)
    grid.add(("资金支出计划（%）", 2, 2), *zip(months, widths, strict=True))
    grid.add(*zip(shares, widths, strict=True))


def _goals(grid: Grid, project: Project, style: Style) -> None:
    numbered = [style.goal_number.format(n) + goal.text for n, goal in enumerate(project.goals, 1)]
    grid.add(("绩效目标", 2), (style.goals.join(numbered), 6))


def _indicators(grid: Grid, project: Project, style: Style) -> None:
    widths = [2 if name == "name" and len(style.columns) < 8 else 1 for name in style.columns]
    if len(style.columns) == 6:
        widths[-1] = 2
    header = [(HEADINGS[name], width) for name, width in zip(style.columns, widths, strict=True)]
    grid.add(*header)
    for number in range(len(project.indicators)):
        if style.repeat_header and number == len(project.indicators) // 2:
            grid.add(*header)
        cells = []
        for name, width in zip(style.columns, widths, strict=True):
            cell = _cell(project.indicators, number, name, style)
            if cell is not None:
                cells.append((cell[0], width, cell[1]))
        grid.add(*cells)


def _cell(rows: Sequence[Indicator], number: int, name: str, style: Style) -> tuple[str, int] | None:
    row = rows[number]
    if name == "serial":
        return str(number + 1), 1
    if name in ("operator", "value", "unit"):
        return _target_part(row.target or "", name), 1
    value = getattr(row, name) or ""
    if name not in ("level1", "level2") or style.levels == "repeated" or style.repeat_header:
        return value, 1
    is_same = number > 0 and _levels(rows[number - 1], name) == _levels(row, name)
    if style.levels == "blank":
        return ("" if is_same else value), 1
    if is_same:
        return None
    span = 1
    while number + span < len(rows) and _levels(rows[number + span], name) == _levels(row, name):
        span += 1
    return value, span


def _levels(row: Indicator, name: str) -> tuple[str | None, ...]:
    return (row.level1,) if name == "level1" else (row.level1, row.level2)


def _target_part(target: str, name: str) -> str:
    operator = target[: len(target) - len(target.lstrip("≥≤=＜＞"))]
    rest = target[len(operator) :]
    digits = rest[: len(rest) - len(rest.lstrip("0123456789."))]
    if name == "operator":
        return operator
    return (digits or rest) if name == "value" else (rest[len(digits) :] if digits else "")


def places(grid: Grid) -> list[tuple[int, int, int, int, str]]:
    """(row, column, rowspan, colspan, text) of every cell."""
    taken: set[tuple[int, int]] = set()
    found = []
    for number, row in enumerate(grid.rows):
        column = 0
        for text, colspan, rowspan in row:
            while (number, column) in taken:
                column += 1
            found.append((number, column, rowspan, colspan, text))
            taken |= {(number + r, column + c) for r in range(rowspan) for c in range(colspan)}
            column += colspan
    return found


def docx(text: Text, style: Style) -> bytes:
    """A Word file by python-docx."""
    document = Document()
    for item in laid_out(text, style):
        if isinstance(item, str):
            document.add_paragraph(item).paragraph_format.first_line_indent = Pt(24)
            continue
        cells = places(item)
        height = len(item.rows)
        width = max(column + colspan for _, column, _, colspan, _ in cells)
        table = document.add_table(height, width, style="Table Grid" if style.ruled else None)
        for row, column, rowspan, colspan, words in cells:
            last = table.cell(min(row + rowspan, height) - 1, min(column + colspan, width) - 1)
            cell = table.cell(row, column).merge(last)
            cell.text = words.split("\n")[0]
            for line in words.split("\n")[1:]:
                cell.add_paragraph(line)
            for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
                run.font.size = Pt(style.size)
        document.add_paragraph("")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


CSS = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: '— ' counter(page) ' —' } }
body { font-family: serif; font-size: 12pt; line-height: 1.6; margin: 0 }
p { margin: 0; text-indent: 2em }
table { border-collapse: collapse; width: 100%; margin: 0 0 12pt; table-layout: fixed }
td { padding: 1pt 3pt; vertical-align: middle; overflow-wrap: anywhere }
td div { text-indent: 0 }
"""


def html(text: Text, style: Style, css: str = "") -> str:
    """A web page, to be printed by WeasyPrint."""
    body = "".join(_block(item) for item in laid_out(text, style))
    borders = "td { border: 0.5pt solid black }" if style.ruled else "td { padding: 3pt 6pt; vertical-align: top }"
    return f"<style>{CSS}{borders} td {{ font-size: {style.size}pt }} {css}</style><body>{body}</body>"


def _block(item: str | Grid) -> str:
    if isinstance(item, str):
        return f"<p>{html_module.escape(item)}</p>"
    rows = [[] for _ in item.rows]
    for row, _, rowspan, colspan, words in places(item):
        lines = "".join(f"<div>{html_module.escape(line)}</div>" for line in words.split("\n"))
        rows[row].append(f"<td rowspan={rowspan} colspan={colspan}>{lines}</td>")
    return "<table>" + "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows) + "</table>"
