"""`python -m samples.make [slug …]`: every form of the samples again, from their JSON."""

import sys
from pathlib import Path

from samples.make.dump import dump
from samples.make.house import HOUSES, JIAOYU, SHUILI, House
from samples.make.pdf import pdf
from samples.make.scan import readable, scan
from samples.make.word import docx
from samples.make.wrapped import wrapped
from texts.interchange import dumps, loads
from texts.model import Text

FOLDER = Path(__file__).parent.parent


def main(slugs: list[str]) -> None:
    """Writes the forms of the named samples, of all of them without a name."""
    for house in HOUSES:
        if not slugs or house.slug in slugs:
            make(house)


def make(house: House) -> None:
    """One sample's .docx, .pdf, .txt, and the JSON of what its .txt still holds where that is less."""
    text = loads((FOLDER / f"{house.slug}.json").read_bytes())
    printed, pages = pdf(text, house)
    word_file = docx(text, house, pages)
    _write(house, "pdf", printed)
    _write(house, "docx", word_file)
    _write(house, "txt", plain_text(text, house, word_file).encode())
    if house is JIAOYU:
        _write(house, "ocr.json", dumps(readable(text)))


def plain_text(text: Text, house: House, word_file: bytes) -> str:
    """One department's text was dumped from Word, one scanned, one read from its PDF by lines."""
    if house is JIAOYU:
        return scan(readable(text))
    return wrapped(text, house) if house is SHUILI else dump(word_file)


def _write(house: House, extension: str, content: bytes) -> None:
    (FOLDER / f"{house.slug}.{extension}").write_bytes(content)


if __name__ == "__main__":
    main(sys.argv[1:])
