"""750 damaged .docx, .pdf and .xlsx: every one is read or refused in one sentence, none takes 10 s or 512 MB."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

BATCH = Path(__file__).with_name("batch.py")
FILES = 750
SIZE = 125
SECONDS, MEMORY = 10, 512 * 2**20


@pytest.mark.parametrize("first", range(0, FILES, SIZE))
def test_damaged_files_are_read_or_refused(first):
    command = [sys.executable, str(BATCH), str(first), str(first + SIZE)]

    done = subprocess.run(command, capture_output=True, timeout=SECONDS * SIZE, check=False)

    assert done.returncode == 0, done.stderr.decode()[-2000:]
    found = json.loads(done.stdout)
    assert found["raised"] == []
    assert found["read"] + found["refused"] == SIZE
    assert all(sentence.endswith("。") and "\n" not in sentence for sentence in found["sentences"])
    assert found["slowest"] < SECONDS
    assert found["peak"] < MEMORY
