"""Damaged office files, made from whole ones: the same number always gives the same file."""

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

from tests.places import REAL_TEXTS, SAMPLES
from texts.interchange import loads
from texts.writers.workbook import render_workbook


def whole_files() -> list[Path]:
    """The project's samples, and the real texts where they stand beside the checkout; .json are made workbooks."""
    suffixes = ("docx", "pdf", "json")
    found = sorted(
        path for folder in (SAMPLES, REAL_TEXTS) for suffix in suffixes for path in folder.glob(f"*.{suffix}")
    )
    return [path for path in found if not path.stem.endswith(".defects")]


@cache
def _whole(path: Path) -> tuple[str, bytes]:
    if path.suffix == ".json":
        return f"{path.stem}.xlsx", render_workbook(loads(path.read_bytes()))
    return path.name, path.read_bytes()


def damaged(number: int) -> tuple[str, bytes]:
    """The file name and the bytes of one damaged file."""
    random = Random(number)
    files = whole_files()
    path = files[number % len(files)]
    kinds = {".docx": DOCX, ".pdf": PDF, ".json": XLSX}[path.suffix]
    name, data = _whole(path)
    return name, kinds[number // len(files) % len(kinds)](data, random)


def flipped(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 5, 50, 500))):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def truncated(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data))]


def cut_out(data: bytes, random: Random) -> bytes:
    begin, end = sorted((random.randrange(len(data)), random.randrange(len(data))))
    return data[:begin] + data[end:]


def repeated(data: bytes, random: Random) -> bytes:
    begin = random.randrange(len(data))
    return data[:begin] + data[begin : begin + 5000] * random.choice((2, 20)) + data[begin:]


def without_member(data: bytes, random: Random) -> bytes:
    members = _members(data)
    del members[random.choice(sorted(members))]
    return _zipped(members)


def swapped_members(data: bytes, random: Random) -> bytes:
    members = _members(data)
    one, other = random.sample(sorted(members), 2)
    members[one], members[other] = members[other], members[one]
    return _zipped(members)


def xml_flipped(data: bytes, random: Random) -> bytes:
    return _in_document(data, lambda xml: flipped(xml, random))


def xml_tags_lost(data: bytes, random: Random) -> bytes:
    tag = random.choice(
        (rb"<w:tc>", rb"</w:tc>", rb"<w:tr>", rb"</w:p>", rb"<w:tblGrid>.*?</w:tblGrid>", rb"<w:tcPr>.*?</w:tcPr>")
    )
    return _in_document(data, lambda xml: re.sub(tag, lambda m: b"" if random.random() < 0.3 else m[0], xml))


def xml_values_wild(data: bytes, random: Random) -> bytes:
    wild = (b"0", b"-1", b"99999999", b"restart", b"", b"\xe4\xb8\x80", b"1e9")
    value = re.compile(rb'w:val="[^"]*"')
    return _in_document(
        data,
        lambda xml: value.sub(lambda m: m[0] if random.random() < 0.7 else b'w:val="%s"' % random.choice(wild), xml),
    )


def xml_nested(data: bytes, random: Random) -> bytes:
    depth = random.choice((10, 60, 300, 5000))
    inner = b"<w:tbl><w:tr><w:tc>" * depth + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * depth
    return _in_document(data, lambda xml: xml.replace(b"<w:body>", b"<w:body>" + inner, 1))


def objects_lost(data: bytes, random: Random) -> bytes:
    word = random.choice(
        (b"endobj", b"endstream", b"stream", b"xref", b"/Length", b"/Type", b"/Kids", b"/Font", b"obj")
    )
    return data.replace(word, b" " * len(word), random.choice((1, 3, 1000)))


def numbers_wild(data: bytes, random: Random) -> bytes:
    wild = (b"0", b"-1", b"9999999999", b"65535", b"1")
    number = re.compile(rb"(?<=[ \[])\d{1,6}(?=[ \]])")
    return number.sub(lambda m: m[0] if random.random() < 0.98 else random.choice(wild), data)


def references_turned(data: bytes, random: Random) -> bytes:
    count = max(2, data.count(b" obj"))
    reference = re.compile(rb"\d+ 0 R")
    return reference.sub(lambda m: m[0] if random.random() < 0.8 else b"%d 0 R" % random.randrange(count), data)


def sheet_flipped(data: bytes, random: Random) -> bytes:
    return _in_a_sheet(data, random, lambda xml: flipped(xml, random))


def sheet_tags_lost(data: bytes, random: Random) -> bytes:
    tag = random.choice((rb"<c [^>]*>", rb"</c>", rb"<row[^>]*>", rb"</row>", rb"</?is>", rb"<v>.*?</v>"))
    return _in_a_sheet(data, random, lambda xml: re.sub(tag, lambda m: b"" if random.random() < 0.3 else m[0], xml))


def sheet_values_wild(data: bytes, random: Random) -> bytes:
    wild = (b"0", b"-1", b"99999999", b"ZZZZ1", b"", b"n", b"s", b"d", b"1e999", b"\xe4\xb8\x80")
    value = re.compile(rb'\b(r|t|s)="[^"]*"')
    return _in_a_sheet(
        data,
        random,
        lambda xml: value.sub(lambda m: m[0] if random.random() < 0.8 else m[1] + b'="%s"' % random.choice(wild), xml),
    )


def sheet_cells_wild(data: bytes, random: Random) -> bytes:
    """Numbers, dates, formulas and errors in the place of words."""
    cells = (b'<c t="n"><v>1e400</v></c>', b'<c t="n"><v>NaN</v></c>', b'<c t="s"><v>7</v></c>', b"<c><f>1+1</f></c>")
    inline = re.compile(rb'<c [^>]*t="inlineStr"[^>]*>.*?</c>')
    return _in_a_sheet(
        data, random, lambda xml: inline.sub(lambda m: m[0] if random.random() < 0.9 else random.choice(cells), xml)
    )


def workbook_flipped(data: bytes, random: Random) -> bytes:
    members = _members(data)
    name = random.choice(("xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"))
    members[name] = flipped(members[name], random)
    return _zipped(members)


Damage = Callable[[bytes, Random], bytes]
BYTES: tuple[Damage, ...] = (flipped, truncated, cut_out, repeated)
DOCX = (*BYTES, without_member, swapped_members, xml_flipped, xml_tags_lost, xml_values_wild, xml_nested)
XLSX = (
    *BYTES,
    without_member,
    swapped_members,
    sheet_flipped,
    sheet_tags_lost,
    sheet_values_wild,
    sheet_cells_wild,
    workbook_flipped,
)
PDF = (*BYTES, objects_lost, numbers_wild, references_turned)


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


def _in_a_sheet(data: bytes, random: Random, change: Callable[[bytes], bytes]) -> bytes:
    members = _members(data)
    name = random.choice(sorted(name for name in members if name.startswith("xl/worksheets/sheet")))
    members[name] = change(members[name])
    return _zipped(members)


def _in_document(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    members = _members(data)
    members["word/document.xml"] = change(members["word/document.xml"])
    return _zipped(members)
