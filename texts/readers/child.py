"""The child of sandbox.py, run as a script: limits first, then one request from stdin, one JSON answer on stdout."""

import json
import resource
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

LARGEST_ANSWER = 32_000_000  # bytes; that of the longest real text has 2 MB. Whoever asked has to hold it, too


def main() -> None:
    """Read the request, answer it; a failure is answered too, its traceback goes to stderr for the log."""
    memory, cpu, largest_file = (int(word) for word in sys.argv[1:4])
    _limit(memory, cpu, largest_file)
    try:
        answer = json.dumps(_answer())
    except MemoryError:
        answer = _refusal("文件内容过多，读取所需内存超过限制，请用 Word 或 WPS 打开后另存一份或拆分后再上传。")
    except Exception as error:  # the one boundary that catches everything (OPERATIONS: hostile input)
        answer = _refusal(_sentence(error))
    if len(answer) > LARGEST_ANSWER:
        answer = _refusal("文件里的文字过多，不像一个部门的绩效文本，请确认选对了文件，或拆分后再上传。")
    sys.stdout.write(answer)


def _refusal(sentence: str) -> str:
    return json.dumps({"refused": sentence})


def _limit(memory: int, cpu: int, largest_file: int) -> None:
    for kind, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, largest_file),
        (resource.RLIMIT_NOFILE, 32),
    ):
        hard = resource.getrlimit(kind)[1]
        allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (allowed, allowed))


def _answer() -> dict[str, object]:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    request = json.loads(sys.stdin.buffer.readline())
    if "unpack" in request:
        return _unpacked(Path(request["unpack"]), Path(request["into"]))
    name, columns, data = request["name"], request.get("columns"), sys.stdin.buffer.read()
    return _returned(name, data) if request.get("is_returned") else _read(name, data, columns)


def _unpacked(archive: Path, into: Path) -> dict[str, object]:
    from texts.readers.office.archive import unpack  # noqa: PLC0415

    return {"members": [(m.name, m.size, m.number, m.refused) for m in unpack(archive, into)]}


def _read(name: str, data: bytes, columns: list[str] | None) -> dict[str, object]:
    from texts.interchange import clean, to_json  # noqa: PLC0415 - after the limits, as everything that reads
    from texts.readers import read  # noqa: PLC0415

    reading = read(name, data, None if columns is None else tuple(columns))
    return {
        "text": to_json(reading.text),
        "problems": _told(reading.problems),
        "source": [(clean(paragraph.text), clean(paragraph.at)) for paragraph in reading.source],
    }


def _returned(name: str, data: bytes) -> dict[str, object]:
    from texts.interchange import to_json  # noqa: PLC0415
    from texts.readers.returned import read_returned  # noqa: PLC0415

    returned = read_returned(name, data)
    return {
        "text": to_json(returned.text, identities=True),
        "plan_id": str(returned.plan_id) if returned.plan_id else "",
        "base_sha256": returned.base_sha256,
        "problems": _told(returned.problems),
        "unread": sorted(returned.unread),
    }


def _told(problems: Sequence[Any]) -> list[tuple[str, ...]]:
    """They are stored as they are: without what no database takes (NUL, halves of characters), as the text itself."""
    from texts.interchange import clean  # noqa: PLC0415

    return [tuple(clean(words) for words in (one.at, one.found, one.expected)) for one in problems]


def _sentence(error: Exception) -> str:
    from texts.readers.blocks import UnreadableFileError  # noqa: PLC0415

    if isinstance(error, UnreadableFileError):
        return str(error)
    traceback.print_exc()
    return "文件可能已损坏，读取时出错，请用 Word 或 WPS 打开后另存一份再上传。"


if __name__ == "__main__":
    main()
