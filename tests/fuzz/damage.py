"""Damaged office files, made from whole ones: the same number always gives the same file."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

CHECKOUT = Path(__file__).parents[2]
FOLDERS = (CHECKOUT / "samples", CHECKOUT.parent / "shared" / "texts")


def whole_files() -> list[Path]:
    """The project's samples, and the real texts where they stand beside the checkout."""
    return sorted(path for folder in FOLDERS for suffix in ("docx", "pdf") for path in folder.glob(f"*.{suffix}"))


def damaged(number: int) -> tuple[str, bytes]:
    """The file name and the bytes of one damaged file."""
    random = Random(number)
    files = whole_files()
    path = files[number % len(files)]
    kinds = DOCX if path.suffix == ".docx" else PDF
    return path.name, kinds[number // len(files) % len(kinds)](path.read_bytes(), random)


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


Damage = Callable[[bytes, Random], bytes]
BYTES: tuple[Damage, ...] = (flipped, truncated, cut_out, repeated)
DOCX = (*BYTES, without_member, swapped_members, xml_flipped, xml_tags_lost, xml_values_wild, xml_nested)
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


def _in_document(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    members = _members(data)
    members["word/document.xml"] = change(members["word/document.xml"])
    return _zipped(members)
