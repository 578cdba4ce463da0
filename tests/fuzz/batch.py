"""Reads files one after the other, each in a process of its own: `batch.py damaged|crafted FIRST LAST`.

A fork has the limits of an upload's child without the half second of its start. Prints a JSON list, one item a file:
its number and name, what became of it ("read", "refused", "raised", or "stopped" where the process itself died), the
sentences a person would be told, CPU seconds, bytes of memory at the most.
"""

import json
import os
import re
import resource
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.fuzz.crafted import crafted
from tests.fuzz.damage import damaged
from texts.readers import read
from texts.readers.blocks import UnreadableFileError
from texts.readers.docx import returned_document  # noqa: F401 - loaded before the forks, as the next ones
from texts.readers.office import archive
from texts.readers.pdf import pdf_reader  # noqa: F401
from texts.readers.returned import read_returned
from texts.readers.sandbox import CPU, MEMORY
from texts.readers.txt import txt_reader  # noqa: F401
from texts.readers.xlsx import workbook_reader  # noqa: F401

MAKERS = {"damaged": damaged, "crafted": crafted}


def main(maker: str, first: int, last: int) -> list[dict[str, Any]]:
    """What became of the files `first` to `last` - 1."""
    return [_apart(number, *MAKERS[maker](number)) for number in range(first, last)]


def _apart(number: int, name: str, data: bytes) -> dict[str, Any]:
    """Reads a file in a fork of this process."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        os.close(out)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
        with open(into, "w") as answer:
            json.dump(_outcome(number, name, data), answer)
        os._exit(0)
    os.close(into)
    with open(out) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return {"number": number, "name": name} | (json.loads(said) if said else {"became": "stopped"})


def _outcome(number: int, name: str, data: bytes) -> dict[str, Any]:
    begin = time.process_time()
    became, sentences = "read", []
    try:
        sentences = _looked_at(number, name, data)
    except UnreadableFileError as error:
        became, sentences = "refused", [str(error)]
    except MemoryError:
        became = "stopped"  # the child of an upload has a sentence for it
    except Exception:  # whatever it is, it is what the test is looking for
        became, sentences = "raised", [traceback.format_exc()]
    return {
        "became": became,
        "sentences": sentences,
        "seconds": time.process_time() - begin,
        "peak": _peak(),
    }


def _looked_at(number: int, name: str, data: bytes) -> list[str]:
    """Read by one of the ways that an upload of this kind can go."""
    if name.endswith(".zip"):
        return _unpacked(data)
    if number % 2 and name.endswith((".docx", ".xlsx")):
        read_returned(name, data)
    else:
        read(name, data)
    return []


def _unpacked(data: bytes) -> list[str]:
    """Why members were refused; files stand nowhere but under the numbers of the others."""
    with tempfile.TemporaryDirectory() as place:
        zipped, into = Path(place) / "archive", Path(place) / "into"
        zipped.write_bytes(data)
        into.mkdir()
        members = archive.unpack(zipped, into)
        assert set(Path(place).rglob("*")) == {zipped, into} | {into / str(one.number) for one in members if one.number}
    return [member.refused for member in members if member.refused]


def _peak() -> int:
    """Not ru_maxrss: that remembers the size of whoever started this process."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return int(re.search(r"VmHWM:\s+([0-9]+) kB", status)[1]) * 1024


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))  # noqa: T201 - the answer of a script
