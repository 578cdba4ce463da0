"""Prints a Text as OCR and converters to markup leave it: rows on a line, LaTeX, HTML, blanks where none belong."""

import random
import re

from tests.readers.damage import HEADINGS, Habits, form_rows, front, goals_of, indicator_cells, prose, spaced
from texts.model import Project, Text


def ocr(text: Text, habits: Habits) -> str:
    """Paragraphs with empty lines between, rows on a line, LaTeX and markup, blanks where none belong."""
    chance = random.Random(habits.seed)
    out = [*front(text, habits, ".....\t")]
    for paragraph in prose(text, habits):
        noisy = latex(spaced(paragraph, chance)) if habits.latex else paragraph
        cut = noisy.find("，", len(noisy) // 2) + 3
        out += [noisy[:cut], noisy[cut:]] if cut > 90 and chance.random() < 0.2 else [noisy]
    for n, project in enumerate(text.projects, 1):
        out += [f"{n}. {project.name}绩效目标表", f"{project.unit_code} {project.unit_name}", "单位：万元"]
        out.append(ocr_table(project, habits, chance))
    return "\n\n".join(out)


def ocr_table(project: Project, habits: Habits, chance: random.Random) -> str:
    if habits.separator == "html":
        return html_table(project)
    rows = [*list(form_rows(project))[1:6], ["绩效目标", ocr_goals(project, habits)]]
    if habits.loses_last_month:
        rows[3], rows[4] = rows[3][:-1], rows[4][:-1]
    lower = [list(HEADINGS), *indicator_cells(project.indicators)]
    if habits.splits_tables:
        lower[4:4] = [["\n"], list(HEADINGS)]
    lines = []
    for row in [*rows, *lower]:
        cells = [*(crumbled(cell, chance) if habits.spaced else cell for cell in row), *[""] * (7 - len(row))]
        lines.append("" if row == ["\n"] else joined_cells(cells, habits.separator))
    if habits.separator == "|":
        lines.insert(1, "|---|---|---|---|---|---|---|")
    return "\n".join(lines)


def joined_cells(cells: list[str], separator: str) -> str:
    return f"| {' | '.join(cells)} |" if separator == "|" else separator.join(cells)


def ocr_goals(project: Project, habits: Habits) -> str:
    goals = goals_of(project)
    return " ".join(f"<p>{goal}</p>" for goal in goals) if habits.seed % 2 else " ".join(goals)


def crumbled(cell: str, chance: random.Random) -> str:
    """A blank where the cell was wrapped."""
    if len(cell) < 7 or "<" in cell or cell.isascii() or chance.random() < 0.5:
        return cell
    at = chance.randrange(3, len(cell) - 2)
    return cell[:at] + " " + cell[at:] if not (cell[at - 1].isascii() or cell[at].isascii()) else cell


def latex(text: str) -> str:
    text = re.sub(r"≥(\d+)%", r"$\\geq \1\\%$", text)
    return re.sub(r"≤(\d+)%", r"$\\leq \1\\%$", text)


def html_table(project: Project) -> str:
    out = ["<table>"]
    for row in [*list(form_rows(project))[1:6], ["绩效目标", "<br>".join(goals_of(project))]]:
        out.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>")
    out.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in HEADINGS) + "</tr>")
    rows = list(indicator_cells(project.indicators))
    for n, row in enumerate(rows):
        cells = []
        for c, cell in enumerate(row):
            if c < 2 and not cell:
                continue
            down = (
                1
                + next(
                    (k for k, later in enumerate(rows[n + 1 :]) if later[c] or (c == 1 and later[0])), len(rows) - n - 1
                )
                if c < 2
                else 1
            )
            cells.append(f'<td rowspan="{down}">{cell}</td>' if down > 1 else f"<td>{cell}</td>")
        out.append("<tr>" + "".join(cells) + "</tr>")
    return "\n".join([*out, "</table>"])
