"""`make bench`: reviewing, reading, printing and storing, beside other programs in the same run."""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from bench import processes
from bench.checks import checks
from bench.compare import compare
from bench.table import Measured, Table, median_of
from texts import interchange
from texts.model import Text
from texts.readers import read
from texts.writers import view
from texts.writers.pdf import Printer
from texts.writers.templates import PRINT_CSS, fill

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT.parent / "shared" / "texts", ROOT / "samples")
SUFFIXES = (".docx", ".pdf", ".txt", ".json")
SIZES = (1, 15, 60, 200)


def samples() -> list[Path]:
    found = (path for folder in FOLDERS if folder.is_dir() for path in sorted(folder.iterdir()))
    return [path for path in found if path.suffix in SUFFIXES and "." not in path.stem]


def longest() -> Path:
    """The text with fifteen projects, of the real ones where they are at hand."""
    texts = [path for path in samples() if path.suffix == ".json"]
    return next(path for path in texts if len(load(path).projects) == 15)


def load(path: Path) -> Text:
    return interchange.loads(path.read_bytes())


def of_size(text: Text, projects: int) -> Text:
    """As many projects as asked for, none equal to another: equal parts would be laid out once."""
    rows = [text.projects[n % len(text.projects)] for n in range(projects)]
    return replace(text, projects=tuple(replace(row, purpose=f"第{n}项。{row.purpose}") for n, row in enumerate(rows)))


def one_cell_changed(text: Text, n: int) -> Text:
    first, *others = text.projects
    return replace(text, projects=(replace(first, purpose=f"改动{n}。{first.purpose}"), *others))


def reading(table: Table) -> None:
    table.heading("Reading (in process, warm)")
    for path in samples():
        data = path.read_bytes()
        table.row(path.name, median_of(lambda path=path, data=data: read(path.name, data)))


def printing(table: Table) -> Measured:
    text = load(longest())
    table.heading(f"Official PDF of {longest().stem} (15 projects, tagged)")
    cold = render_text(longest())
    table.row("cold process, file to file (render_text)", cold)
    first = median_of(lambda: Printer().print(text))
    table.row("warm, first print", first)
    printer = Printer()
    printer.print(text)
    versions = iter(range(100))
    changed = median_of(lambda: printer.print(one_cell_changed(text, next(versions))))
    table.row("warm, one cell changed", changed, first, "of the first print; target 0.40")
    table.row("warm, nothing changed (parts kept)", median_of(lambda: printer.print(text)), first, "of the first print")
    with tempfile.NamedTemporaryFile() as stored:
        Path(stored.name).write_bytes(printer.print(text))
        served = median_of(lambda: (interchange.sha256(text), Path(stored.name).read_bytes()))
    table.row("unchanged, served from its stored file", served, first, "of the first print")
    others(table, first, cold)
    return first


def others(table: Table, first: Measured, cold: Measured) -> None:
    """Chromium prints the same HTML and style sheet; LibreOffice the office file of the same text."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "text.html"
        page.write_text(same_html(load(longest())), encoding="utf-8")
        if chromium := processes.chromium_print(page):
            table.row("Chromium, cold, the same HTML", chromium, first, "of our warm print; target >= 1")
    document = longest().with_suffix(".docx")
    if document.exists() and (libreoffice := processes.libreoffice_print(document)):
        table.row("LibreOffice, cold, docx to PDF", libreoffice, cold, "of our cold print")


def same_html(text: Text) -> str:
    """The printed parts' own HTML with the print style sheet, as one page for another browser."""
    projects = [fill("project", {"project": view.project(row, n)}) for n, row in enumerate(text.projects, 1)]
    front = [fill("cover", view.cover(text)), fill("contents", {"parts": view.contents(text, {})})]
    parts = [*front, fill("part_one", view.part_one(text)), *projects]
    style = f"<style>{PRINT_CSS.read_text(encoding='utf-8')}</style>"
    return fill("page", {"title": "", "parts": parts}).replace("</head>", f"{style}</head>")


def render_text(path: Path) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        manage = [sys.executable, str(ROOT / "manage.py"), "render_text", str(path), "-o", f"{folder}/out.pdf"]
        return processes.run(manage)


def growth(table: Table) -> None:
    table.heading("Official PDF by size (cold processes; 200 projects: three runs)")
    text = load(longest())
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder) / f"{size}.json"
            path.write_bytes(interchange.dumps(of_size(text, size)))
            command = [sys.executable, "-m", "bench.print_one", str(path)]
            measured = processes.run(command, runs=3 if size == 200 else 5)
            table.row(f"{size} projects", measured, note=f"{measured.seconds / size * 1000:.0f} ms a project")


if __name__ == "__main__":
    rows = Table()
    checks(rows)
    reading(rows)
    printing(rows)
    compare(rows)
    growth(rows)
