"""Hostile zips of a folder: names that lead out, names of other systems, bombs, doubled and overlapping members."""

import io
import warnings
import zipfile
from random import Random

from tests.fuzz.packages import lying, small

NAMES = (
    "../逃.json",
    "/etc/逃.json",
    "C:\\逃.json",
    "..\\..\\逃.json",
    "a/../../逃.json",
    "a\0../逃.json",
    "CON.json",
    "逃" * 90 + ".json",
    " .json",
    ".",
    "a/b/c/逃.json",
    "\u202enosj.exe",
)


def _zip(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w", method, compresslevel=1) as archive:
        warnings.simplefilter("ignore")
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


def names_that_lead_out(random: Random) -> tuple[str, bytes]:
    names = random.sample(NAMES, 4)
    return "a.zip", _zip(*((name, small("json")) for name in names), ("好.json", small("json")))


def names_of_other_systems(random: Random) -> tuple[str, bytes]:
    coded = "教育局文本".encode(random.choice(("gbk", "utf-8", "big5", "shift_jis", "utf-16-le"))) + random.randbytes(
        random.choice((0, 2))
    )
    data = _zip(("A" * len(coded) + ".json", small("json")))
    return "a.zip", data.replace(b"A" * len(coded), coded)


def doubled(random: Random) -> tuple[str, bytes]:
    return "a.zip", _zip(
        *(("甲.json", random.choice((small("json"), b"{}", b""))) for _ in range(random.choice((2, 40))))
    )


def bombs(random: Random) -> tuple[str, bytes]:
    data = _zip(("大.json", bytes(random.choice((19_000_000, 60_000_000)))), ("好.json", small("json")))
    return "a.zip", lying(data, "大.json".encode(), 10) if random.random() < 0.5 else data


def links(random: Random) -> tuple[str, bytes]:
    info = zipfile.ZipInfo(random.choice(("链.json", "目录")))
    info.external_attr = random.choice((0o120777, 0o020666, 0o060666, 0o010666)) << 16
    return "a.zip", _zip((info, b"/etc/passwd"), ("好.json", small("json")))


def archives_in_archives(random: Random) -> tuple[str, bytes]:
    inner = _zip(("好.json", small("json")))
    for _ in range(random.choice((1, 5))):
        inner = _zip((random.choice(("内.zip", "内.json", "内.docx")), inner))
    return "a.zip", inner


def overlapping(random: Random) -> tuple[str, bytes]:
    """Many entries of the directory that all stand on the same bytes."""
    data = _zip(*((f"{n:03d}.json", small("json")) for n in range(50)))
    changed, at = bytearray(data), data.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 42 : at + 46] = bytes(4)
        at = data.find(b"PK\x01\x02", at + 4)
    return "a.zip", bytes(changed)


def many(random: Random) -> tuple[str, bytes]:
    return "a.zip", _zip(*((f"{n}.json", b"{}") for n in range(random.choice((499, 501, 2000)))))


def other_methods(random: Random) -> tuple[str, bytes]:
    data = bytearray(
        _zip(
            ("甲.json", small("json")),
            ("乙.json", small("json")),
            method=random.choice((zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2)),
        )
    )
    for _ in range(random.choice((1, 20))):
        data[random.randrange(30, len(data))] = random.randrange(256)
    return "a.zip", bytes(data)


def flipped(random: Random) -> tuple[str, bytes]:
    data = bytearray(_zip(("甲.json", small("json")), ("乙.docx", small("docx")), ("丙.xlsx", small("xlsx"))))
    for _ in range(random.choice((1, 10, 300))):
        data[random.randrange(len(data))] = random.randrange(256)
    return "a.zip", bytes(data[: random.choice((len(data), random.randrange(len(data))))])


CASES = (
    *(names_that_lead_out, names_of_other_systems, doubled, bombs, links, archives_in_archives, overlapping),
    *(many, other_methods, flipped),
)
