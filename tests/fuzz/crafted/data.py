"""Hostile JSON and plain text: depth, doubled names, numbers without end, halves of characters, patterns."""

import json
from random import Random
from typing import Any

from tests.fuzz.packages import small
from tests.places import SAMPLES

WILD: tuple[Any, ...] = (
    *(None, True, 0, -1, 1.5, float("nan"), float("inf"), 10**300, "", "\0", "\ud800", "a\nb", "\u202ex", "9" * 9000),
    *([], {}, [[]], {"": {}}, "x" * 200_000, ["x"] * 20_000, {str(n): n for n in range(2000)}),
)


def deep(random: Random) -> tuple[str, bytes]:
    depth = random.choice((500, 5000, 100_000, 1_000_000))
    begin, end = random.choice((("[", "]"), ('{"a":', "}"), ('{"projects":[', "]}")))
    closed = random.random() < 0.5
    return "a.json", (
        '{"format":"performance-text/1","projects":' + begin * depth + "1" + end * depth * closed + "}"
    ).encode()


def doubled_names(random: Random) -> tuple[str, bytes]:
    text = small("json").rstrip()[:-1]
    name = random.choice((b"format", b"projects", b"fiscal_year", b"measures"))
    return "a.json", text + b"".join(b',"%s":%s' % (name, value) for value in (b"1", b"null", b'{"a":1}')) + b"}"


def wild_values(random: Random) -> tuple[str, bytes]:
    """One value anywhere in the text is something else."""
    node = json.loads(small("json"))
    _spoil(node, random)
    return "a.json", json.dumps(node, ensure_ascii=random.random() < 0.5).encode(errors="surrogatepass")


def _spoil(node: Any, random: Random) -> None:
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = random.choice(keys)
        inner = node[key]
        if not isinstance(inner, dict | list) or not inner or random.random() < 0.3:
            node[key] = random.choice(WILD)
            return
        node = inner


def wild_numbers(random: Random) -> tuple[str, bytes]:
    wild = random.choice(
        (b"9" * 4000, b"9" * 5000, b"1e999999", b"NaN", b"-Infinity", b"0x10", b"01", b"1" * 900_000, b"2025.0")
    )
    return "a.json", small("json").replace(b'"fiscal_year": 2025', b'"fiscal_year": ' + wild)


def many_items(random: Random) -> tuple[str, bytes]:
    item, count = random.choice(
        (("{}", 80_000), ("[]", 80_000), ('{"indicators":[{},{}]}', 20_000), ('{"plan":[{"month":1}]}', 20_000))
    )
    where = random.choice(("projects", "sub_goals", "measures", "other"))
    return "a.json", f'{{"format":"performance-text/1","{where}":[{",".join([item] * count)}]}}'.encode()


def encodings(random: Random) -> tuple[str, bytes]:
    name = random.choice(("utf-16", "utf-32", "gb18030", "utf-8-sig", "big5", "cp037"))
    return random.choice(("a.json", "a.txt")), small("json").decode().encode(name, errors="replace")


def patterns(random: Random) -> tuple[str, bytes]:
    """Plain text for readers that look for words with patterns."""
    piece = random.choice(
        (
            "<td>",
            "|",
            "\t",
            "（",
            "一、",
            "1.",
            " ",
            "年",
            "<td rowspan=%s>" % ("9" * 5000),
            "&#9999999999;",
            "绩效目标表\n",
            "一级指标\t",
            "A\0",
            "&#0;",
            "<!--",
        )
    )
    size = random.choice((3000, 60_000, 900_000))
    body = "部门预算绩效文本\n绩效目标表\n一级指标 二级指标\n" + piece * (size // len(piece.encode()))
    return "a.txt", body.encode()[: 1024 * 1024]


def lines_swapped(random: Random) -> tuple[str, bytes]:
    lines = (SAMPLES / "yunxi-wenlv-2025.txt").read_text(encoding="utf-8").split("\n")
    for _ in range(random.choice((5, 100, 2000))):
        one, other = random.randrange(len(lines)), random.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one] + random.choice(("", "\0", "\t", "\x1b[2J"))
    return "a.txt", "\n".join(lines).encode()


CASES = (deep, doubled_names, wild_values, wild_numbers, many_items, encodings, patterns, lines_swapped)
