"""The official PDF: beside Chromium and LibreOffice, after a changed cell, and by the number of projects."""

import os
import sys
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path

import pypdfium2

from bench import processes
from bench.table import Measured, Table, in_turn, median_of, timed
from bench.texts import ROOT, load, longest
from texts import interchange
from texts.model import Text
from texts.writers import view
from texts.writers.fonts.font_folder import current_build
from texts.writers.print.laid_out_pages import PLACES
from texts.writers.print.official_pdf import Printer
from texts.writers.templates import PRINT_CSS, fill

SIZES = (1, 15, 60, 200)


def of_size(text: Text, projects: int) -> Text:
    """As many projects as asked for, none equal to another: equal parts would be laid out once."""
    rows = [text.projects[n % len(text.projects)] for n in range(projects)]
    return replace(text, projects=tuple(replace(row, purpose=f"第{n}项。{row.purpose}") for n, row in enumerate(rows)))


def one_cell_changed(text: Text, n: int) -> Text:
    first, *others = text.projects
    return replace(text, projects=(replace(first, purpose=f"改动{n}。{first.purpose}"), *others))


def printing(table: Table) -> None:
    text = load(longest())
    table.heading(f"Official PDF of {longest().stem} ({len(text.projects)} projects, tagged)")
    first = beside_chromium(table, text)
    printer = Printer()
    printer.print(text)
    versions = iter(range(100))
    changed = median_of(lambda: printer.print(one_cell_changed(text, next(versions))))
    table.row("warm, one cell changed", changed, first, "of the first print; target <= 0.40")
    table.row("warm, nothing changed (parts kept)", median_of(lambda: printer.print(text)), first, "of the first print")
    with tempfile.NamedTemporaryFile() as stored:
        Path(stored.name).write_bytes(printer.print(text))
        served = median_of(lambda: (interchange.sha256(text), Path(stored.name).read_bytes()))
    table.row("unchanged, served from its stored file", served, first, "of the first print")
    cold = render_text(longest())
    table.row("cold process, file to file (render_text)", cold)
    document = longest().with_suffix(".docx")
    if document.exists() and (libreoffice := processes.libreoffice_print(document)):
        table.row("LibreOffice, cold, docx to PDF", libreoffice, cold, "of our cold print")


def beside_chromium(table: Table, text: Text) -> Measured:
    """In turn: our first print in a process that has printed before, and Chromium's, of the same HTML in our fonts."""
    Printer().print(text)
    ours = partial(timed, lambda: Printer().print(text))
    with tempfile.TemporaryDirectory() as folder:
        page, pdf = Path(folder) / "text.html", Path(folder) / "out.pdf"
        page.write_text(same_html(text), encoding="utf-8")
        fonts = {**os.environ, "FONTCONFIG_FILE": str(current_build() / "fonts.conf")}
        chromium = processes.chromium_print(page, pdf, fonts)
        first, *others = in_turn(ours, *([chromium] if chromium else []))
        table.row("warm, first print", first)
        for other in others:
            table.row("Chromium, cold, the same HTML", other, first, f"of our warm print; target >= 1; {said_of(pdf)}")
    return first


def said_of(pdf: Path) -> str:
    """How much of a document a PDF shows: a print without its fonts or its end would be no match."""
    with pypdfium2.PdfDocument(pdf) as document:
        words = sum(len(page.get_textpage().get_text_bounded()) for page in document)
        return f"{len(document)} pages, {words} characters"


def same_html(text: Text) -> str:
    """The printed parts' own HTML with the print style sheet, as one page for another browser."""
    projects = [fill("project", {"project": view.project(row, n)}) for n, row in enumerate(text.projects, 1)]
    front = [fill("cover", view.cover(text)), fill("contents", {"parts": view.contents(text, {})})]
    parts = [*front, fill("part_one", view.part_one(text)), *projects]
    style = f"<style>{PRINT_CSS.read_text(encoding='utf-8')}</style>"
    page = fill("page", {"title": "", "parts": parts}).replace("</head>", f"{style}</head>")
    return PLACES.sub("", page)


def render_text(path: Path) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        manage = [sys.executable, str(ROOT / "manage.py"), "render_text", str(path), "-o", f"{folder}/out.pdf"]
        return processes.run(manage)


def growth(table: Table) -> None:
    table.heading("Official PDF by size (cold processes; 200 projects: three runs)")
    text = load(longest())
    before: tuple[int, float] = (0, 0.0)
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder) / f"{size}.json"
            path.write_bytes(interchange.dumps(of_size(text, size)))
            command = [sys.executable, "-m", "bench.print_one", str(path)]
            measured = processes.run(command, runs=3 if size == 200 else 5)
            more = (measured.seconds - before[1]) / (size - before[0]) * 1000
            table.row(f"{size} projects", measured, note=f"{more:.0f} ms for each project more")
            before = size, measured.seconds
