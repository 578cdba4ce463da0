"""Reads damaged files one after the other in one process, as the child of an upload would: `batch.py FIRST LAST`.

Prints one JSON object: the readings, the refusals, everything else that was raised, the slowest file, the peak memory.
"""

import json
import re
import resource
import sys
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.fuzz.damage import damaged
from texts.readers import read
from texts.readers.blocks import UnreadableFileError

MEMORY = 1 << 30


def main(first: int, last: int) -> dict[str, object]:
    """What became of the damaged files `first` to `last` - 1."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    found: dict[str, object] = {"read": 0, "refused": 0, "raised": [], "sentences": []}
    slowest = 0.0
    for number in range(first, last):
        name, data = damaged(number)
        begin = time.process_time()
        try:
            read(name, data)
            found["read"] += 1
        except UnreadableFileError as error:
            found["refused"] += 1
            found["sentences"].append(str(error))
        except Exception:  # whatever it is, it is what the test is looking for
            found["raised"].append([number, name, traceback.format_exc()])
        slowest = max(slowest, time.process_time() - begin)
    found["slowest"] = slowest
    found["peak"] = _peak()
    return found


def _peak() -> int:
    """Bytes at the most. Not ru_maxrss: that remembers the size of whoever started this process."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return int(re.search(r"VmHWM:\s+([0-9]+) kB", status)[1]) * 1024


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))  # noqa: T201 - the answer of a script
