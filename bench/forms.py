"""`python -m bench.forms [--folder DIR] [--only WORD]`: how much of a text comes back, by house style and by form.

Every text (the project's own, the real ones where they stand beside the checkout) is laid out in every house style as
a .docx, printed to a PDF, and dumped to plain text by whatever converters are installed; every file is read again.
A number is the share of equal values (closeness), the mean over the texts and, behind it, the worst; '-' is a
converter that is not installed. Files made once are kept in the folder.
"""

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import fmean

from bench.dumps import OF_DOCX, OF_PDF, Converter, convert_all
from tests.readers.closeness import closeness
from tests.readers.forms import Style
from tests.readers.houses import HOUSES
from tests.readers.invented import invented
from tests.readers.printing import docx
from texts.interchange import loads, to_json
from texts.model import Text
from texts.readers import read
from texts.readers.blocks import UnreadableFileError

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT / "samples", ROOT.parent / "shared" / "texts")
INVENTED = 2  # seeds
PROJECTS, PARAGRAPHS = 4, 6  # of every text: enough to learn a file's habits from, and quick


def texts() -> dict[str, Text]:
    """Every text by its name, the beginning of each of its parts."""
    paths = (path for folder in FOLDERS if folder.is_dir() for path in sorted(folder.glob("*.json")))
    found = {path.stem: loads(path.read_bytes()) for path in paths if "." not in path.stem}
    found |= {f"invented-{seed}": invented(seed) for seed in range(INVENTED)}
    return {name: _beginning(text) for name, text in found.items()}


def _beginning(text: Text) -> Text:
    return replace(
        text,
        sub_goals=text.sub_goals[:PARAGRAPHS],
        measures=text.measures[:PARAGRAPHS],
        projects=text.projects[:PROJECTS],
    )


def expected(text: Text, style: Style) -> dict[str, object]:
    """What a file in this style can hold of the text."""
    if not style.cover:
        text = replace(text, department=None, finance_bureau=None, stage=None)
    if "description" not in style.columns:
        projects = (
            replace(p, indicators=tuple(replace(row, description=None) for row in p.indicators)) for p in text.projects
        )
        text = replace(text, projects=tuple(projects))
    return to_json(text)


def make(folder: Path, houses: dict[str, Style]) -> None:
    """The files of every text in every style: .docx, then .pdf, .doc and .txt by LibreOffice."""
    for name, text in texts().items():
        for house, style in houses.items():
            path = folder / f"{name}-{house.replace(' ', '_')}.docx"
            if not path.exists():
                path.write_bytes(docx(text, style))
    files = sorted(folder.glob("*.docx"))
    for kind in ("pdf", "doc", "txt:Text (encoded):UTF8"):
        convert_all(files, kind, folder)


def dumped(path: Path, name: str, convert: Converter) -> bytes | None:
    """The converter's .txt of this file, made once."""
    kept = path.with_suffix(f".{name.replace(' ', '_')}.dump")
    if not kept.exists():
        kept.write_bytes(convert(path) or b"")
    return kept.read_bytes() or None


def share(want: dict[str, object], name: str, data: bytes) -> float:
    """The share of equal values; nothing of a file that is refused."""
    try:
        return closeness(want, to_json(read(name, data).text))[0]
    except UnreadableFileError:
        return 0.0


def forms() -> dict[str, tuple[str, Converter | None]]:
    """Every form by name: the extension of what it is made from, and how."""
    return (
        {".docx": (".docx", None), ".pdf": (".pdf", None)}
        | {f"txt: {name}": (".pdf", convert) for name, convert in OF_PDF.items()}
        | {f"txt: {name}": (".docx", convert) for name, convert in OF_DOCX.items()}
    )


def shares(folder: Path, form: str, house: str, style: Style) -> Iterator[float]:
    """One share a text, for the form in the style."""
    suffix, convert = forms()[form]
    for name, text in texts().items():
        path = folder / f"{name}-{house.replace(' ', '_')}{suffix}"
        if not path.exists():
            continue
        data = dumped(path, form.removeprefix("txt: "), convert) if convert else path.read_bytes()
        if data:
            yield share(expected(text, style), "text.txt" if convert else path.name, data)


def main() -> None:
    """Make the files, read them, print the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--folder", type=Path, help="where the files are kept (a temporary folder without)")
    arguments.add_argument("--only", default="", help="only the forms whose name holds this word")
    arguments.add_argument("--house", default="", help="only the house styles whose name holds this word")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        houses = {name: style for name, style in HOUSES.items() if given.house in name}
        make(folder, houses)
        print(f"{'':24}" + "".join(f"{house:>16}" for house in houses))
        for form in forms():
            if given.only not in form:
                continue
            cells = [list(shares(folder, form, house, style)) for house, style in houses.items()]
            row = (f"{fmean(cell):.3f} {min(cell):.3f}" if cell else "-" for cell in cells)
            print(f"{form:24}" + "".join(f"{cell:>16}" for cell in row), flush=True)


if __name__ == "__main__":
    main()
