"""Hostile .xlsx, and .xlsm: bombs of strings, sheets, cells and formats, numbers without end, what leads outside."""

import re
from random import Random

from tests.fuzz.packages import packed, parts_of, small, with_part

BOOK, RELATIONS, TYPES, STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/styles.xml"
SHEETS = tuple(f"xl/worksheets/sheet{n}.xml" for n in range(1, 10))
SHARED = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</sst>'
LINK = b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s" TargetMode="External"/>'


def _sheet(random: Random, change) -> tuple[str, bytes]:
    return "a.xlsx", with_part("xlsx", random.choice(SHEETS), change)


def _in_cells(random: Random, cells: bytes) -> tuple[str, bytes]:
    return _sheet(random, lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + cells, 1))


def _a_number(random: Random) -> bytes:
    return random.choice((b"9" * random.choice((10, 400, 5000, 100_000)), b"-1", b"1e999", b"NaN", b"0x1", b"\xd9\xa3"))


def far_rows(random: Random) -> tuple[str, bytes]:
    number = _a_number(random)
    return _sheet(
        random, lambda xml: re.sub(rb'<row r="\d+"', b'<row r="%s"' % number, xml, count=random.choice((1, 9)))
    )


def far_columns(random: Random) -> tuple[str, bytes]:
    place = random.choice((b"XFD1048576", b"ZZZZZ1", b"A" * 9999, b"A0", b"1", b"A99999999999", b"\xe7\x94\xb21"))
    return _sheet(
        random, lambda xml: re.sub(rb'<c r="[A-Z]+\d+"', b'<c r="%s"' % place, xml, count=random.choice((1, 9)))
    )


def strings_shared_by_all(random: Random) -> tuple[str, bytes]:
    """Few bytes in the file, gigabytes in its cells."""
    long = random.choice((b"x", "字".encode())) * random.choice((20_000, 200_000))
    row = b"<row>%s</row>" % (b'<c t="s"><v>0</v></c>' * 50)
    parts = dict(parts_of("xlsx"))
    parts["xl/sharedStrings.xml"] = SHARED % (b"<si><t>%s</t></si>" % long)
    parts[RELATIONS] = parts[RELATIONS].replace(
        b"</Relationships>",
        b'<Relationship Id="rIdS" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    )
    name = random.choice(SHEETS[1:])
    rows = row * random.choice((40, 400))
    parts[name] = parts[name].replace(b"</sheetData>", rows + b"</sheetData>")
    return "a.xlsx", packed(parts)


def sheets_without_end(random: Random) -> tuple[str, bytes]:
    """Thousands of names for one sheet."""
    copies = b"".join(
        b'<sheet name="s%d" sheetId="%d" r:id="rId1"/>' % (n, n + 50) for n in range(random.choice((500, 5000)))
    )
    return "a.xlsx", with_part("xlsx", BOOK, lambda xml: xml.replace(b"</sheets>", copies + b"</sheets>"))


def cells_without_end(random: Random) -> tuple[str, bytes]:
    row = b"<row>" + b'<c t="str"><v>x</v></c>' * 59 + b"</row>"
    return _in_cells(random, row * random.choice((300, 4000)))


def merges_without_end(random: Random) -> tuple[str, bytes]:
    merges = b'<mergeCell ref="A1:XFD1048576"/>' * random.choice((1000, 100_000))
    return _sheet(
        random, lambda xml: xml.replace(b"</sheetData>", b"</sheetData><mergeCells>%s</mergeCells>" % merges, 1)
    )


def numbers_without_end(random: Random) -> tuple[str, bytes]:
    kind = random.choice((b"n", b"s", b"b", b"d", b"e", b"str"))
    cell = b'<c t="%s" s="%s"><v>%s</v></c>' % (kind, _a_number(random), _a_number(random))
    return _sheet(
        random, lambda xml: re.sub(rb'<c [^>]*t="inlineStr"[^>]*>.*?</c>', cell, xml, count=random.choice((1, 5, 99)))
    )


def formats_without_end(random: Random) -> tuple[str, bytes]:
    code = random.choice(
        ("0." + "0" * 90_000, "[" * 90_000, '"' * 90_001, "[h" * 40_000, "0.00%;" * 9000, "y" * 50_000)
    )
    xfs = '<numFmts><numFmt numFmtId="200" formatCode="{}"/></numFmts>'.format(code.replace('"', "&quot;"))
    parts = dict(parts_of("xlsx"))
    parts[STYLES] = re.sub(rb"<numFmts.*?</numFmts>|<numFmts[^>]*/>", b"", parts[STYLES]).replace(
        b"<fonts", xfs.encode() + b"<fonts", 1
    )
    parts[STYLES] = re.sub(rb'<xf numFmtId="\d+"', b'<xf numFmtId="200"', parts[STYLES])
    name = random.choice(SHEETS)
    parts[name] = re.sub(rb'<c ([^>]*)t="inlineStr"([^>]*)>.*?</c>', rb"<c \1\2><v>45000.5</v></c>", parts[name])
    return "a.xlsx", packed(parts)


def outside(random: Random) -> tuple[str, bytes]:
    """Sheets and strings that are to be fetched from a server, or from the machine's own files."""
    target = random.choice(
        (b"http://192.0.2.1/x", b"file:///etc/passwd", b"../../../../etc/passwd", b"\\\\192.0.2.1\\x")
    )
    link = LINK % (random.choice((b"externalLink", b"worksheet", b"sharedStrings", b"styles", b"oleObject")), target)
    parts = dict(parts_of("xlsx"))
    parts[RELATIONS] = parts[RELATIONS].replace(b"</Relationships>", link + b"</Relationships>")
    if random.random() < 0.5:
        parts[BOOK] = re.sub(rb'r:id="rId\d+"', b'r:id="rIdX"', parts[BOOK], count=1)
    return "a.xlsx", packed(parts)


def macros(random: Random) -> tuple[str, bytes]:
    change = (b"sheet.main+xml", b"sheet.macroEnabled.main+xml")
    parts = dict(parts_of("xlsx")) | {"xl/vbaProject.bin": random.randbytes(3000)}
    parts[TYPES] = (
        parts[TYPES].replace(*change)
        if random.random() < 0.5
        else parts[TYPES].replace(
            b"</Types>", b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
        )
    )
    return random.choice(("a.xlsm", "a.xlsx")), packed(parts)


def formulas(random: Random) -> tuple[str, bytes]:
    formula = random.choice((b"WEBSERVICE(&quot;http://192.0.2.1&quot;)", b"cmd|' /C calc'!A0", b"A" * 9000, b""))
    cell = b'<c t="str"><f>%s</f><v>1</v></c>' % formula
    return _sheet(
        random, lambda xml: re.sub(rb'<c [^>]*t="inlineStr"[^>]*>.*?</c>', cell, xml, count=random.choice((1, 99)))
    )


def wild_version(random: Random) -> tuple[str, bytes]:
    """What the sheet of versions says is somebody else's word."""
    wild = random.choice((b"0" * 99_999, b"../..", b"&#10;&#10;", b"performance-text/999", b""))
    return "a.xlsx", with_part(
        "xlsx",
        SHEETS[-1],
        lambda xml: re.sub(rb"<t[^>]*>[^<]*</t>", b"<t>%s</t>" % wild, xml, count=random.choice((1, 3, 9))),
    )


def wrong_name(random: Random) -> tuple[str, bytes]:
    return random.choice(("a.pdf", "a.docx", "a.json", "a.txt", "a", "a.xls", "../a.xlsx\0.json")), small("xlsx")


CASES = (
    *(far_rows, far_columns, strings_shared_by_all, sheets_without_end, cells_without_end, merges_without_end),
    *(numbers_without_end, formats_without_end, outside, macros, formulas, wild_version, wrong_name),
)
