"""1,000 hostile .docx, .xlsx, .pdf, .json, .txt and .zip: each is read or refused in one sentence.

None takes 10 s or 512 MB. Half are whole files damaged at random, half are made by somebody who knows the formats.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.batch import MAKERS
from texts.readers.blocks import UnreadableFileError
from texts.readers.sandbox import read_in_child, read_returned_in_child

BATCH = Path(__file__).with_name("batch.py")
FILES, SIZE = 500, 125  # of each maker, in all and in one test
SECONDS, MEMORY = 10, 512 * 2**20
LONGEST = 200  # characters of a sentence


@pytest.mark.thorough("1,000 files, each read by a process with limits")
@pytest.mark.parametrize("first", range(0, FILES, SIZE))
@pytest.mark.parametrize("maker", MAKERS)
def test_hostile_files_are_read_or_refused(maker, first):
    command = [sys.executable, str(BATCH), maker, str(first), str(first + SIZE)]

    done = subprocess.run(command, capture_output=True, timeout=SECONDS * SIZE, check=False)

    assert done.returncode == 0, done.stderr.decode()[-2000:]
    files = json.loads(done.stdout)
    assert [one["number"] for one in files] == list(range(first, first + SIZE))
    assert [one for one in files if one["became"] == "raised"] == []
    assert [one for one in files if not all(_is_sentence(words) for words in one.get("sentences", []))] == []
    assert [one for one in files if one.get("seconds", 0) > SECONDS or one.get("peak", 0) > MEMORY] == []
    stopped = [one["number"] for one in files if one["became"] == "stopped"]
    assert [number for number in stopped if not _is_sentence(_told_by_the_sandbox(maker, number))] == []


def _is_sentence(words: str) -> bool:
    return words.endswith("。") and words.isprintable() and len(words) <= LONGEST and "Traceback" not in words


def _told_by_the_sandbox(maker: str, number: int) -> str:
    """What an upload says that kills whoever reads it, or eats all of its memory."""
    name, data = MAKERS[maker](number)
    read = read_returned_in_child if number % 2 and name.endswith((".docx", ".xlsx")) else read_in_child
    with pytest.raises(UnreadableFileError) as refusal:
        read(name, data)
    return str(refusal.value)
