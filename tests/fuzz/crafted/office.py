"""Hostile Office packages, of Word and Excel alike: entities, nesting, what the zip says of itself, endless numbers."""

import io
import re
import warnings
import zipfile
from random import Random

from tests.fuzz.packages import lying, packed, parts_of, small, with_part

MAIN = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet4.xml"}
PARTS = {
    "docx": (MAIN["docx"], "word/styles.xml", "word/numbering.xml", "docProps/custom.xml", "_rels/.rels"),
    "xlsx": (MAIN["xlsx"], "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"),
}
ENTITIES = (
    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    b'<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd">',
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, (b"&a%d;" % (n - 1) if n else b"&a;") * 10) for n in range(12))
    + b"]>",
    b'<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/hostname">%p;]>',
)


def _either(random: Random) -> str:
    return random.choice(("docx", "xlsx"))


def entities(random: Random) -> tuple[str, bytes]:
    kind = _either(random)
    name, declared = random.choice(PARTS[kind]), random.choice(ENTITIES)
    return f"a.{kind}", with_part(
        kind,
        name,
        lambda xml: re.sub(rb"^(<\?xml[^>]*\?>)?", lambda m: m[0] + declared, xml, count=1).replace(
            b"</", b"&a11;</", 1
        ),
    )


def nested(random: Random) -> tuple[str, bytes]:
    kind, depth = _either(random), random.choice((100, 250, 3000, 200_000))
    at = {"docx": b"<w:body>", "xlsx": b"<sheetData>"}[kind]
    tag = random.choice((b"sdt", b"p", b"r", b"c", b"is"))
    deep = b"<%s>" % tag * depth + b"</%s>" % tag * depth
    return f"a.{kind}", with_part(kind, MAIN[kind], lambda xml: xml.replace(at, at + deep, 1))


def tables_in_tables(random: Random) -> tuple[str, bytes]:
    depth = random.choice((5, 30, 60, 80))
    begin, end = b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>"
    deep = begin * depth + b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" + end * depth
    return "a.docx", with_part(
        "docx", MAIN["docx"], lambda xml: xml.replace(b"<w:body>", b"<w:body>" + deep * random.choice((1, 40)), 1)
    )


def endless_numbers(random: Random) -> tuple[str, bytes]:
    """In every attribute that is a number."""
    number = random.choice((b"9" * 5000, b"99999", b"-1", b"2147483648", b"1.5", b"\xe4\xb8\x80", b""))
    kind = _either(random)
    return f"a.{kind}", with_part(
        kind,
        random.choice(PARTS[kind]),
        lambda xml: re.sub(rb'="\d+"', lambda m: b'="%s"' % number if random.random() < 0.2 else m[0], xml),
    )


def endless_words(random: Random) -> tuple[str, bytes]:
    """Numbers and words in the text itself that a reader may want to understand."""
    said = random.choice(
        ("9" * 5000, "一" * 20_000, "（" * 20_000, "1." * 9000, "2025年" * 5000, "&#10;" * 9000, "&amp;lt;" * 5000)
    )
    tag = random.choice((rb"(<w:t[^>]*>)[^<]*(</w:t>)", rb"(<t[^>]*>)[^<]*(</t>)"))
    kind = "docx" if b"w:t" in tag else "xlsx"
    part = MAIN["docx"] if kind == "docx" else f"xl/worksheets/sheet{random.randint(1, 8)}.xml"
    return f"a.{kind}", with_part(
        kind,
        part,
        lambda xml: re.sub(tag, lambda m: m[1] + said.encode() + m[2] if random.random() < 0.05 else m[0], xml),
    )


def spans_without_end(random: Random) -> tuple[str, bytes]:
    span = b'<w:tcPr><w:gridSpan w:val="%s"/><w:vMerge/></w:tcPr>' % random.choice((b"63", b"99999", b"0", b"-3"))
    cell = b"<w:tc>" + span + b"<w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"
    table = b"<w:tbl>" + (b"<w:tr>" + cell * 60 + b"</w:tr>") * random.choice((10, 200)) + b"</w:tbl>"
    return "a.docx", with_part("docx", MAIN["docx"], lambda xml: xml.replace(b"<w:body>", b"<w:body>" + table, 1))


def styles_in_a_circle(random: Random) -> tuple[str, bytes]:
    return "a.docx", with_part(
        "docx",
        "word/styles.xml",
        lambda xml: re.sub(rb'w:styleId="([^"]+)"([^>]*)>', rb'w:styleId="\1"\2><w:basedOn w:val="\1"/>', xml),
    )


def lying_sizes(random: Random) -> tuple[str, bytes]:
    """A part that unpacks to far more than it says."""
    kind = _either(random)
    data = with_part(kind, MAIN[kind], lambda xml: xml + b" " * random.choice((10_000_000, 90_000_000)))
    return f"a.{kind}", lying(data, MAIN[kind].encode(), random.choice((100, 5000, 0, 4_000_000_000)))


def large_parts(random: Random) -> tuple[str, bytes]:
    kind = _either(random)
    return f"a.{kind}", with_part(kind, MAIN[kind], lambda xml: xml + b" " * random.choice((20_000_000, 30_000_000)))


def doubled(random: Random) -> tuple[str, bytes]:
    """Two parts of one name; which of them counts must not matter."""
    kind, stream = _either(random), io.BytesIO(b"")
    name = random.choice(PARTS[kind])
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        warnings.simplefilter("ignore")
        for part, content in (*parts_of(kind).items(), (name, random.randbytes(500)), (name, parts_of(kind)[name])):
            package.writestr(part, content)
    return f"a.{kind}", stream.getvalue()


def other_methods(random: Random) -> tuple[str, bytes]:
    """Packed by methods that no office program uses, sound or damaged."""
    kind = _either(random)
    data = bytearray(packed(parts_of(kind), random.choice((zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2))))
    for _ in range(random.choice((0, 3, 40))):
        data[random.randrange(len(data))] = random.randrange(256)
    return f"a.{kind}", bytes(data)


def headers_wild(random: Random) -> tuple[str, bytes]:
    """Only the zip's own headers are damaged: flags, methods, sizes, places."""
    kind = _either(random)
    data = bytearray(small(kind))
    places = [
        found.start() for mark in (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06") for found in re.finditer(mark, data)
    ]
    for _ in range(random.choice((1, 3, 10))):
        data[
            random.choice(places) + random.randrange(4, 46)
            if random.random() < 0.8
            else len(data) - 1 - random.randrange(20)
        ] = random.randrange(256)
    return f"a.{kind}", bytes(data)


def names_wild(random: Random) -> tuple[str, bytes]:
    kind = _either(random)
    wild = random.choice(("../../etc/x", "/etc/passwd", "C:\\x", "教育" * 99, "a\nb", "x" * 60_000))
    main = random.choice((wild, f"{wild}/../word/document.xml"))
    target = main.replace("&", "").replace("\n", "&#10;").encode()
    rels = re.sub(rb'Target="[^"]*"', lambda _: b'Target="%s"' % target, parts_of(kind)["_rels/.rels"])
    return f"a.{kind}", packed(parts_of(kind) | {main: random.randbytes(90), "_rels/.rels": rels})


def encodings(random: Random) -> tuple[str, bytes]:
    kind, name = _either(random), random.choice(("utf-16", "utf-7", "cp037", "utf-32", "gb18030", "nothing"))
    coded = name if name not in ("nothing", "utf-32") else "utf-8"

    def change(xml: bytes) -> bytes:
        body = re.sub(rb"^<\?xml[^>]*\?>", b"", xml).decode()
        return f'<?xml version="1.0" encoding="{name}"?>{body}'.encode(coded)

    return f"a.{kind}", with_part(kind, random.choice(PARTS[kind]), change)


CASES = (
    *(entities, nested, tables_in_tables, endless_numbers, endless_words, spans_without_end, styles_in_a_circle),
    *(lying_sizes, large_parts, doubled, other_methods, headers_wild, names_wild, encodings),
)
