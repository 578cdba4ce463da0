"""The same Text laid out as other departments lay it out: the raw material of the reader tests.

`laid_out` makes a neutral page of paragraphs and grids; printing.py writes it. Nothing here is shared with the
writers of the project, so a mistake there cannot hide one in the readers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

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
    "scoring": "评（扣）分标准",
    "weight": "分值",
    "direction": "指标方向",
    "measured_in": "计量单位",
    "basis": "指标值确定依据",
}
# What a column that the text has no field for says in every row.
FILLERS = {"scoring": "未完成的按比例扣分", "direction": "正向"}
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
    centred: bool = True  # words stand in the middle of a cell's height
    widths: tuple[float, ...] = ()  # of the table's columns, in any unit; equal ones without
    cover: bool = True
    contents: str = ""  # the leader between an entry and its page number; no contents without
    page_numbers: bool = True
    chapters: bool = False  # other chapters of the department's budget stand before and behind
    parts: bool = True  # 第一部分, 第二部分
    labels: bool = False  # 总体绩效目标：and the like repeated under their headings
    wordings: tuple[tuple[str, str], ...] = ()  # labels that this department words otherwise

    def shares(self, columns: int) -> list[float]:
        """The columns' shares of the table's width."""
        widths = self.widths if len(self.widths) == columns else (1.0,) * columns
        return [width / sum(widths) for width in widths]

    def word(self, label: str) -> str:
        """The label as this department words it."""
        return dict(self.wordings).get(label, label)


@dataclass
class Grid:
    """Rows of (text, colspan, rowspan); None stands for a place that a merge covers."""

    rows: list[list[tuple[str, int, int]]] = field(default_factory=list)

    def add(self, *cells: tuple[str, int] | tuple[str, int, int]) -> None:
        self.rows.append([(cell[0], cell[1], cell[2] if len(cell) > 2 else 1) for cell in cells])


BEFORE = (
    "第一部分 部门概况",
    "一、部门职责",
    "负责拟订本行业发展规划并组织实施，承担行业统计和安全监管工作。",
    "二、机构设置",
    "内设办公室、财务股、业务股等五个股室，下设事业单位两个。",
)
AFTER = (
    "第四部分 部门预算收支情况说明",
    "一、收支总体情况",
    "按照预算管理有关规定，部门预算的编制实行综合预算制度，全部收入和支出都反映在预算中。",
    "二、名词解释",
    "“三公”经费：纳入财政预决算管理的因公出国（境）费、公务用车购置及运行费和公务接待费。",
)


def laid_out(text: Text, style: Style) -> list[str | Grid]:
    """Paragraphs and grids of the whole document."""
    page: list[str | Grid] = []
    if text.department and style.cover:
        page += [text.department, f"{text.fiscal_year}年部门预算绩效文本", f"（{text.stage}）"]
        page += [f"{text.department}编制", f"{text.finance_bureau}审核"]
    page += _contents(text, style) if style.contents else []
    page += BEFORE if style.chapters else ()
    page += _part_one(text, style)
    page += _part_two(text, style)
    return [*page, *(AFTER if style.chapters else ())]


def _contents(text: Text, style: Style) -> list[str]:
    names = ("一、总体绩效目标", "二、分项绩效目标", "三、工作保障措施")
    projects = [f"{n}.{project.name}绩效目标表" for n, project in enumerate(text.projects, 1)]
    entries = [f"{entry}{style.contents}{page}" for page, entry in enumerate((*names, *projects), 1)]
    one, two = ("第二部分", "第三部分") if style.chapters else ("第一部分", "第二部分")
    return ["目　录", f"{one} 部门整体绩效目标", *entries[:3], f"{two} 预算项目绩效目标", *entries[3:]]


def _part_one(text: Text, style: Style) -> list[str]:
    page = ["第二部分" if style.chapters else "第一部分", "部门整体绩效目标"] if style.parts else []
    first, *others = text.overall_goal or ("",)
    page += ["一、总体绩效目标", f"总体绩效目标：{first}" if style.labels else first, *others, "二、分项绩效目标"]
    page += ["分项绩效目标"] if style.labels else []
    for n, sub_goal in enumerate(text.sub_goals, 1):
        page += [_number(text.numbering, n) + sub_goal.title, *sub_goal.description]
        goals = list(sub_goal.goals)
        page += [f"绩效目标：{goals[0]}", *goals[1:]] if goals else []
        page += [f"绩效指标：{sub_goal.indicators}"] if sub_goal.indicators else []
    page += ["三、工作保障措施", *(["工作保障措施"] if style.labels else [])]
    return page + [_number(text.numbering, n) + m.text for n, m in enumerate(text.measures, 1)]


def _part_two(text: Text, style: Style) -> list[str | Grid]:
    page: list[str | Grid] = ["第三部分" if style.chapters else "第二部分", "预算项目绩效目标"] if style.parts else []
    grids = [project_grids(project, style) for project in text.projects]
    if style.glued:
        return [*page, Grid([row for parts in grids for part in parts for row in part.rows])]
    for n, (project, parts) in enumerate(zip(text.projects, grids, strict=True), 1):
        page.append(f"{n}.{project.name}绩效目标表")
        page += [f"{project.unit_code}{project.unit_name}　　　单位：万元"] if style.unit_line == "paragraph" else []
        page += parts
    return page


def _number(numbering: str | None, n: int) -> str:
    return f"（{_chinese(n)}）" if numbering == "（一）" else f"{n}{(numbering or '1.')[-1]}"


def _chinese(n: int) -> str:
    tens, ones = divmod(n, 10)
    digits = " 一二三四五六七八九"
    return f"{digits[tens] if tens > 1 else ''}{'十' if tens else ''}{digits[ones] if ones else ''}"


def project_grids(project: Project, style: Style) -> list[Grid]:
    """The table of one project, in one grid or in two."""
    upper = Grid()
    if style.unit_line == "cell":
        upper.add((f"{project.unit_code}{project.unit_name}", 6), ("单位：万元", 2))
    elif style.unit_line == "joined":
        upper.add((f"{project.unit_code}{project.unit_name}    单位：万元", 8))
    upper.add(
        (style.word("项目编码"), 2), (project.code or "", 2), (style.word("项目名称"), 2), (project.name or "", 2)
    )
    lower = upper if style.one_table or style.order[-1] != "indicators" else Grid()
    parts = {"money": _money, "plan": _plan, "goals": _goals, "indicators": _indicators}
    for name in style.order:
        parts[name](lower if name == "indicators" else upper, project, style)
    return [upper] if lower is upper else [upper, lower]


def _money(grid: Grid, project: Project, style: Style) -> None:
    cells = (
        (style.word("预算数"), project.budget or ""),
        (style.word("其中：财政资金"), project.fiscal_funds or ""),
        (style.word("其他资金"), project.other_funds or ""),
    )
    rows = 2 if style.purpose_row else 3
    if style.money == "below":
        grid.add((style.word("预算规模及资金用途"), 2, rows), *((label, 2) for label, _ in cells))
        grid.add(*((value, 2) for _, value in cells))
    else:
        grid.add((style.word("预算规模及资金用途"), 2, rows - 1), *((part, 1) for cell in cells for part in cell))
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
        grid.add((style.word("资金支出计划（%）"), 2, 2 if rest else 1), *pairs)
        if rest:
            grid.add(*rest)
        return
    widths = (2, 2, 1, 1) if len(months) == 4 else (6 // len(months),) * len(months)
    grid.add((style.word("资金支出计划（%）"), 2, 2), *zip(months, widths, strict=True))
    grid.add(*zip(shares, widths, strict=True))


def _goals(grid: Grid, project: Project, style: Style) -> None:
    numbered = [style.goal_number.format(n) + goal.text for n, goal in enumerate(project.goals, 1)]
    grid.add((style.word("绩效目标"), 2), (style.goals.join(numbered), 6))


def _indicators(grid: Grid, project: Project, style: Style) -> None:
    widths = [2 if name == "name" and len(style.columns) < 8 else 1 for name in style.columns]
    if len(style.columns) == 6:
        widths[-1] = 2
    header = [(style.word(HEADINGS[name]), width) for name, width in zip(style.columns, widths, strict=True)]
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
    if name in FILLERS and not getattr(row, name, None):
        return FILLERS[name], 1
    if name in ("operator", "value", "unit", "measured_in"):
        return _target_part(row.target or "", name), 1
    if name == "target" and "measured_in" in style.columns:
        return _target_part(row.target or "", "operator") + _target_part(row.target or "", "value"), 1
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
