"""The ways in which a .docx becomes a PDF and either becomes a .txt: other people's converters, where they are installed.

Every converter takes the path of a file and gives the bytes of the .txt, or None where its program is not at hand.
Debian: libreoffice-writer-nogui, poppler-utils, libpdfbox2-java with a Java, pandoc, antiword, catdoc, docx2txt.
"""

import html
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pypdfium2

from samples.make.dump import dump

Converter = Callable[[Path], bytes | None]
_JARS = [
    Path("/usr/share/java") / f"{name}.jar" for name in ("pdfbox2", "pdfbox2-tools", "fontbox2", "commons-logging")
]
_PATIENCE = 600  # seconds


def run(*command: str | Path) -> bytes | None:
    """What the command prints, None where its program is missing."""
    if shutil.which(str(command[0])) is None:
        return None
    return subprocess.run([str(part) for part in command], capture_output=True, timeout=_PATIENCE, check=False).stdout


def convert_all(files: list[Path], kind: str, folder: Path) -> None:
    """All files by one LibreOffice, which takes seconds to start: `kind` is an extension, with a filter's name."""
    wanted = [
        file for file in files if not (folder / file.name).with_suffix("." + kind.split(":", maxsplit=1)[0]).exists()
    ]
    profile = f"-env:UserInstallation=file://{folder.resolve()}/profile"
    if wanted:
        run("soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder, *wanted)


def _pdfbox(path: Path, *options: str) -> bytes | None:
    if not all(jar.exists() for jar in _JARS):
        return None
    classes = ":".join(map(str, _JARS))
    return run("java", "-cp", classes, "org.apache.pdfbox.tools.ExtractText", *options, "-console", path)


def pdfbox_paragraphs(path: Path) -> bytes | None:
    """As Apache Tika prints it: PDFBox's lines, an empty one where it takes a paragraph to end."""
    printed = _pdfbox(path, "-html")
    if printed is None:
        return None
    body = re.sub(r"</?(?:div|b|i|html|body)\b[^>]*>|<head>.*?</head>", "", printed.decode(), flags=re.S)
    lines = html.unescape(re.sub(r"<[^>]*>", "", body.replace("</p>", "\n")))
    return re.sub(r"\n(?:[ \t]*\n)+", "\n\n", lines).strip().encode()


def pdfium(path: Path) -> bytes | None:
    """The text of every page in the order in which it was drawn."""
    document = pypdfium2.PdfDocument(path)
    pages = [document[n].get_textpage().get_text_bounded() for n in range(len(document))]
    return "\f".join(pages).encode(errors="replace")


def _by_module(name: str, code: str) -> Converter:
    def convert(path: Path) -> bytes | None:
        return run(sys.executable, "-c", f"import sys\n{code}", path) if find_spec(name) else None

    return convert


def rows_by_tabs(path: Path) -> bytes | None:
    """As python-docx users write it: every table row a line, its cells apart by tabs, merged cells each time again."""
    return _rows(path, "\t", "")


def rows_by_pipes(path: Path) -> bytes | None:
    """The same with ' | '."""
    return _rows(path, " | ", "")


def _rows(path: Path, separator: str, edge: str) -> bytes:
    import docx  # noqa: PLC0415 - as its users do

    lines: list[str] = []
    for item in docx.Document(str(path)).iter_inner_content():
        if isinstance(item, docx.table.Table):
            lines += [edge + separator.join(cell.text for cell in row.cells) + edge for row in item.rows]
        else:
            lines.append(item.text)
    return "\n".join(lines).encode()


def pasted(path: Path) -> bytes | None:
    """As Word pastes into a plain editor: cells apart by tabs, a merged cell once, its paragraphs as lines."""
    import docx  # noqa: PLC0415

    lines: list[str] = []
    for item in docx.Document(str(path)).iter_inner_content():
        if not isinstance(item, docx.table.Table):
            lines.append(item.text)
            continue
        for row in item._tbl.tr_lst:
            cells = [docx.table._Cell(cell, item) for cell in row.tc_lst]
            lines.append("\t".join("" if cell._tc.vMerge == "continue" else cell.text for cell in cells))
    return "\n".join(lines).encode()


OF_PDF: dict[str, Converter] = {
    "PDFBox (Tika)": pdfbox_paragraphs,
    "PDFBox plain": lambda path: _pdfbox(path),
    "pdftotext": lambda path: run("pdftotext", path, "-"),
    "pdftotext -layout": lambda path: run("pdftotext", "-layout", path, "-"),
    "pdftotext -raw": lambda path: run("pdftotext", "-raw", path, "-"),
    "pdfium": pdfium,
    "pypdf": _by_module(
        "pypdf", "import pypdf\nprint('\\n'.join(p.extract_text() for p in pypdf.PdfReader(sys.argv[1]).pages))"
    ),
    "pdfminer": _by_module(
        "pdfminer", "from pdfminer.high_level import extract_text\nprint(extract_text(sys.argv[1]))"
    ),
    "pdfplumber": _by_module(
        "pdfplumber",
        "import pdfplumber\nprint('\\n'.join(p.extract_text() or '' for p in pdfplumber.open(sys.argv[1]).pages))",
    ),
}
OF_DOCX: dict[str, Converter] = {
    "Tika": lambda path: dump(path.read_bytes()).encode(),
    "rows by tabs": rows_by_tabs,
    "rows by pipes": rows_by_pipes,
    "pasted": pasted,
    "LibreOffice": lambda path: _beside(path, ".txt"),
    "antiword": lambda path: run("antiword", "-w", "0", "-m", "UTF-8", path.with_suffix(".doc")),
    "antiword wrapped": lambda path: run("antiword", "-m", "UTF-8", path.with_suffix(".doc")),
    "catdoc": lambda path: run("catdoc", "-w", "-d", "utf-8", path.with_suffix(".doc")),
    "pandoc plain": lambda path: run("pandoc", "-t", "plain", "--wrap=none", path),
    "pandoc wrapped": lambda path: run("pandoc", "-t", "plain", path),
    "pandoc markdown": lambda path: run("pandoc", "-t", "markdown", path),
    "pandoc gfm": lambda path: run("pandoc", "-t", "gfm", "--wrap=none", path),
    "docx2txt.pl": lambda path: run("docx2txt", path, "-"),
    "docx2txt.py": _by_module("docx2txt", "import docx2txt\nprint(docx2txt.process(sys.argv[1]))"),
    "markitdown": _by_module(
        "markitdown", "from markitdown import MarkItDown\nprint(MarkItDown().convert(sys.argv[1]).text_content)"
    ),
}


def _beside(path: Path, suffix: str) -> bytes | None:
    made = path.with_suffix(suffix)
    return made.read_bytes() if made.exists() else None
