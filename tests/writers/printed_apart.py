"""Texts printed in a process of their own, where other levers are in force: installing them cannot be undone.

python -m tests.writers.printed_apart FOLDER [VERSION]: every *.text (pickled) of the folder, by a WeasyPrint of that version.
"""

import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import weasyprint

from texts.model import Text
from texts.writers.print.official_pdf import Printer
from texts.writers.weasyprint_levers import SWITCH


@dataclass(frozen=True)
class Apart:
    """What was printed, by the names of the texts, and what the log said."""

    pdfs: dict[str, bytes]
    log: list[str]


def printed_apart(folder: Path, texts: Mapping[str, Text], levers: str, version: str = "") -> Apart:
    for name, text in texts.items():
        (folder / f"{name}.text").write_bytes(pickle.dumps(text))
    command = [sys.executable, "-m", __name__, str(folder), *([version] if version else [])]
    done = subprocess.run(command, env={**os.environ, SWITCH: levers}, stderr=subprocess.PIPE, text=True, check=True)
    return Apart({name: (folder / f"{name}.pdf").read_bytes() for name in texts}, done.stderr.splitlines())


def main() -> None:
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    folder, *version = sys.argv[1:]
    # Read when the levers are installed, with the first printer.
    weasyprint.__version__ = version[0] if version else weasyprint.__version__
    printer = Printer()
    for path in sorted(Path(folder).glob("*.text")):
        path.with_suffix(".pdf").write_bytes(printer.print(pickle.loads(path.read_bytes())))


if __name__ == "__main__":
    main()
