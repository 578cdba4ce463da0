"""The child of sandbox.py, run as a script: limits first, then one file from stdin, one JSON answer on stdout."""

import json
import resource
import sys
import traceback
from pathlib import Path


def main() -> None:
    """Read the request, answer it; a failure is answered too, its traceback goes to stderr for the log."""
    memory, cpu = int(sys.argv[1]), int(sys.argv[2])
    _limit(memory, cpu)
    try:
        answer = _answer()
    except MemoryError:
        answer = {"refused": "文件内容过多，读取所需内存超过限制，请用 Word 或 WPS 打开后另存一份或拆分后再上传。"}
    except Exception as error:  # the one boundary that catches everything (OPERATIONS: hostile input)
        answer = {"refused": _sentence(error)}
    sys.stdout.write(json.dumps(answer))


def _limit(memory: int, cpu: int) -> None:
    for kind, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        hard = resource.getrlimit(kind)[1]
        allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (allowed, allowed))


def _answer() -> dict[str, object]:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    request = json.loads(sys.stdin.buffer.readline())
    answer = _returned if request.get("is_returned") else _read
    return answer(request["name"], sys.stdin.buffer.read())


def _read(name: str, data: bytes) -> dict[str, object]:
    from texts.interchange import to_json  # noqa: PLC0415 - after the limits, as everything that reads
    from texts.readers import read  # noqa: PLC0415

    reading = read(name, data)
    return {
        "text": to_json(reading.text),
        "problems": [(problem.at, problem.found, problem.expected) for problem in reading.problems],
        "source": [(paragraph.text, paragraph.at) for paragraph in reading.source],
    }


def _returned(name: str, data: bytes) -> dict[str, object]:
    from texts.interchange import to_json  # noqa: PLC0415
    from texts.readers.returned import read_returned  # noqa: PLC0415

    returned = read_returned(name, data)
    return {
        "text": to_json(returned.text, identities=True),
        "plan_id": str(returned.plan_id) if returned.plan_id else "",
        "base_sha256": returned.base_sha256,
        "problems": [(problem.at, problem.found, problem.expected) for problem in returned.problems],
        "unread": sorted(returned.unread),
    }


def _sentence(error: Exception) -> str:
    from texts.readers.blocks import UnreadableFileError  # noqa: PLC0415

    if isinstance(error, UnreadableFileError):
        return str(error)
    traceback.print_exc()
    return "文件可能已损坏，读取时出错，请用 Word 或 WPS 打开后另存一份再上传。"


if __name__ == "__main__":
    main()
