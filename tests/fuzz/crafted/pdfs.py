"""Hostile PDFs, written object by object: circles, counts that lie, streams that unpack to gigabytes, active content."""

import zlib
from random import Random

from tests.places import SAMPLES

WORDS = "BT /F 12 Tf 72 700 Td (jixiao) Tj ET"


def _pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    body = b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, one) for n, one in enumerate(objects, 1))
    return body + b"trailer\n<</Root 1 0 R /Size %d %s>>\nstartxref\n0\n%%%%EOF" % (len(objects) + 1, trailer)


def _stream(data: bytes, head: bytes = b"") -> bytes:
    return b"<<%s /Length %d>>\nstream\n%s\nendstream" % (head, len(data), data)


def _page(contents: bytes = b"4 0 R", more: bytes = b"") -> bytes:
    font = b"/Resources <</Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>"
    return b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %s %s %s>>" % (contents, font, more)


CATALOG = b"<</Type /Catalog /Pages 2 0 R>>"
ONE = b"<</Type /Pages /Kids [3 0 R] /Count 1>>"


def billions_of_pages(random: Random) -> tuple[str, bytes]:
    count = random.choice((b"4000000000", b"2147483647", b"999999", b"-5", b"99999999999999999999"))
    return "a.pdf", _pdf(CATALOG, b"<</Type /Pages /Kids [3 0 R] /Count %s>>" % count, _page(), _stream(WORDS.encode()))


def pages_in_a_circle(random: Random) -> tuple[str, bytes]:
    kids = random.choice((b"[2 0 R]", b"[2 0 R 3 0 R]", b"[3 0 R 3 0 R 3 0 R]", b"2 0 R"))
    count = random.choice((b"1", b"100", b"500"))
    return "a.pdf", _pdf(
        CATALOG, b"<</Type /Pages /Parent 2 0 R /Kids %s /Count %s>>" % (kids, count), _page(), _stream(WORDS.encode())
    )


def contents_in_a_circle(random: Random) -> tuple[str, bytes]:
    form = _stream(
        b"/X Do " * random.choice((1, 2, 10)),
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X 4 0 R>>>>",
    )
    page = _page().replace(b"/Font", b"/XObject <</X 4 0 R>> /Font")
    return "a.pdf", _pdf(CATALOG, ONE, page.replace(b"/Contents 4", b"/Contents 5"), form, _stream(b"/X Do"))


def streams_without_end(random: Random) -> tuple[str, bytes]:
    """Unpacks to far more than it is, once or several times over."""
    operators = random.choice((b" ", b"q ", b"0 0 m 9 9 l S ", b"BT /F 9 Tf (x) Tj ET ", b"[" * 9, b"0 0 9 9 re f "))
    packed = zlib.compress(operators * (random.choice((1_000_000, 4_000_000)) // len(operators)), 9)
    filters = b"/FlateDecode"
    for _ in range(random.choice((0, 1))):
        packed, filters = zlib.compress(packed, 9), filters + b" /FlateDecode"
    return "a.pdf", _pdf(CATALOG, ONE, _page(), _stream(packed, b"/Filter [%s]" % filters))


def lines_without_end(random: Random) -> tuple[str, bytes]:
    """A grid of rules as dense as a page can hold: what looks for tables must not look for ever."""
    count = random.choice((300, 1500))
    rules = "".join(f"{n % 600} 0 m {n % 600} 842 l S 0 {n % 800} m 595 {n % 800} l S\n" for n in range(count))
    return "a.pdf", _pdf(CATALOG, ONE, _page(), _stream(rules.encode() + WORDS.encode() * random.choice((1, 300))))


def letters_without_end(random: Random) -> tuple[str, bytes]:
    letters = "".join(
        f"BT /F 6 Tf {random.randrange(600)} {random.randrange(842)} Td (jx) Tj ET\n"
        for _ in range(random.choice((500, 8000)))
    )
    return "a.pdf", _pdf(CATALOG, ONE, _page(), _stream(letters.encode()))


def odd_letters(random: Random) -> tuple[str, bytes]:
    """Fonts that call their letters NUL, halves of characters, controls."""
    codes = random.choice((b"<D800>", b"<0000>", b"<DFFF>", b"<FFFF>", b"<202E>", b"<000A>", b"<D800DC00>"))
    cmap = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <61> %s endbfchar endcmap"
        % codes
    )
    font = b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R>>"
    page = _page().replace(b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>", b"5 0 R")
    return "a.pdf", _pdf(
        CATALOG,
        ONE,
        page,
        _stream(b"BT /F 12 Tf 72 700 Td (%s) Tj ET" % (b"a" * random.choice((1, 50)) + b"b" * 40)),
        font,
        _stream(cmap),
    )


def active(random: Random) -> tuple[str, bytes]:
    """Asks to run, to fetch and to open."""
    action = random.choice(
        (
            b"/S /JavaScript /JS (app.alert(1))",
            b"/S /Launch /F (/bin/sh)",
            b"/S /URI /URI (http://192.0.2.1)",
            b"/S /SubmitForm /F (http://192.0.2.1)",
        )
    )
    catalog = b"<</Type /Catalog /Pages 2 0 R /OpenAction <<%s>>>>" % action
    return "a.pdf", _pdf(catalog, ONE, _page(more=b"/AA <</O <<%s>>>>" % action), _stream(WORDS.encode()))


def sizes_wild(random: Random) -> tuple[str, bytes]:
    size = random.choice(
        (
            b"[0 0 1e30 1e30]",
            b"[0 0 0 0]",
            b"[9 9 1 1]",
            b"[0 0 -5 -5]",
            b"[]",
            b"[/a /b]",
            b"[0 0 99999999999999999999 1]",
        )
    )
    page = _page().replace(b"[0 0 595 842]", size)
    return "a.pdf", _pdf(CATALOG, ONE, page + b"/Rotate %d" % random.randrange(-999, 999), _stream(WORDS.encode()))


def nested(random: Random) -> tuple[str, bytes]:
    depth = random.choice((100, 500, 60_000))
    begin, end = random.choice(((b"[", b"]"), (b"<</A ", b">>"), (b"(", b")")))
    return "a.pdf", _pdf(CATALOG, ONE, _page(more=b"/X " + begin * depth + end * depth), _stream(begin * depth))


def table_of_places_wild(random: Random) -> tuple[str, bytes]:
    data = (SAMPLES / "yunxi-wenlv-2025.pdf").read_bytes()
    head, mark, _ = data.rpartition(b"startxref")
    place = random.choice((b"0", b"-1", b"99999999999", str(random.randrange(len(data))).encode()))
    return "a.pdf", head[: random.choice((len(head), 60_000, 9000))] + mark + b"\n" + place + b"\n%%EOF"


CASES = (
    *(billions_of_pages, pages_in_a_circle, contents_in_a_circle, streams_without_end, lines_without_end),
    *(letters_without_end, odd_letters, active, sizes_wild, nested, table_of_places_wild),
)
