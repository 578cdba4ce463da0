"""Every upload is parsed in a child process with limits: a hostile file can cost one child, never the server.

The child (child.py) is a fresh interpreter that inherits no socket, no database connection and no environment;
it gets the bytes over a pipe and answers with JSON. Whatever happens to it becomes one clear sentence.
"""

import json
import logging
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

from texts import interchange
from texts.readers.blocks import Paragraph, Problem, Reading, UnreadableFileError
from texts.readers.office.archive import MOST_BYTES, ArchivedFile
from texts.readers.returned import Returned

MAX_BYTES = 60_000_000
MEMORY = 512 * 1024 * 1024  # bytes of address space; the samples need a quarter
CPU = 10  # seconds
_CHILD = Path(__file__).with_name("child.py")
_WALL = 3  # the child may wait this many times its CPU seconds for a busy machine
_LONGEST_LOG = 4000
_log = logging.getLogger(__name__)


def read_in_child(
    name: str, data: bytes, *, columns: tuple[str, ...] | None = None, memory: int = MEMORY, cpu: int = CPU
) -> Reading:
    """Read an office file as texts.readers.read does, within `memory` bytes of address space and `cpu` seconds.

    Raises UnreadableFileError, one Chinese sentence, for every failure.
    """
    node = _asked({"name": name, "columns": columns}, data, memory=memory, cpu=cpu)
    return Reading(
        text=interchange.from_json(node["text"]),
        problems=tuple(Problem(*parts) for parts in node["problems"]),
        source=tuple(Paragraph(*parts) for parts in node["source"]),
    )


def read_returned_in_child(name: str, data: bytes, *, memory: int = MEMORY, cpu: int = CPU) -> Returned:
    """Read a file that came back as texts.readers.returned does, within the same limits.

    Raises UnreadableFileError, one Chinese sentence, for every failure.
    """
    node = _asked({"name": name, "is_returned": True}, data, memory=memory, cpu=cpu)
    return Returned(
        text=interchange.from_json(node["text"]),
        plan_id=UUID(node["plan_id"]) if node["plan_id"] else None,
        base_sha256=node["base_sha256"],
        problems=tuple(Problem(*parts) for parts in node["problems"]),
        unread=frozenset(node["unread"]),
    )


def unpack_in_child(archive: Path, into: Path, *, memory: int = MEMORY, cpu: int = 60) -> list[ArchivedFile]:
    """Unpack a ZIP as texts.readers.archive.unpack does, within limits. Raises UnreadableFileError."""
    request = {"unpack": str(archive), "into": str(into)}
    node = _asked(request, b"", memory=memory, cpu=cpu, largest_file=MOST_BYTES)
    return [ArchivedFile(*parts) for parts in node["members"]]


def _asked(request: dict[str, Any], data: bytes, *, memory: int, cpu: int, largest_file: int = 0) -> dict[str, Any]:
    """What a child answers; it may write files of up to `largest_file` bytes. Raises UnreadableFileError."""
    if len(data) > MAX_BYTES:
        raise UnreadableFileError(
            f"文件有 {len(data) // 1_000_000} MB，超过 {MAX_BYTES // 1_000_000} MB，请删去图片或拆分后重新上传。"
        )
    sent = json.dumps(request).encode() + b"\n" + data
    command = [sys.executable, "-I", str(_CHILD), str(memory), str(cpu), str(largest_file)]
    try:
        # The command is our own interpreter and our own file; the upload's name travels inside the pipe.
        done = subprocess.run(command, input=sent, capture_output=True, timeout=_WALL * cpu, env={}, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise UnreadableFileError(_too_long(cpu)) from error
    if done.stderr:
        _log.warning("reading %r: %s", request, done.stderr[-_LONGEST_LOG:].decode(errors="replace"))
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise UnreadableFileError(_too_long(cpu))
    return _answered(done.stdout)


def _too_long(cpu: int) -> str:
    return f"文件内容过于复杂，{cpu} 秒内未能读完，请用 Word 或 WPS 打开后另存一份再上传。"


def _answered(answer: bytes) -> dict[str, Any]:
    try:
        node: dict[str, Any] = json.loads(answer)
    except ValueError as error:
        raise UnreadableFileError("文件可能已损坏，读取中断，请用 Word 或 WPS 打开后另存一份再上传。") from error
    if "refused" in node:
        raise UnreadableFileError(node["refused"])
    return node
