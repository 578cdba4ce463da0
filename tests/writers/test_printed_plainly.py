"""The tests of the finished PDF pass under another version of WeasyPrint, where no lever is in force."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
OF_THE_FINISHED_PDF = ("contents", "fonts", "justify", "opinion", "kept_parts", "pdf_words", "rules", "tables", "tags")
LEFT_OUT = (
    "test_full_lines_end_at_the_edge",  # they are ragged
    "test_pdfplumber_reads_every_string_in_order",  # dear; pdftotext reads them, too
    "zunhua",  # every other sample
)


@pytest.mark.thorough("runs the printing tests again, in a process of their own")
def test_the_finished_pdf_is_as_it_should_be_without_levers():
    files = [str(HERE / f"test_{name}.py") for name in OF_THE_FINISHED_PDF]
    plugin = "tests.writers.another_version"
    names = " and ".join(f"not {name}" for name in LEFT_OUT)
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}

    command = [sys.executable, "-m", "pytest", "-p", plugin, "-p", "no:cacheprovider", "-v", "-k", names, *files]
    done = subprocess.run(command, env=own, capture_output=True, text=True, check=False, cwd=HERE.parents[1])

    assert done.returncode == 0, done.stdout[-3000:]
    assert int(re.search(r"(\d+) passed", done.stdout)[1]) >= 60
