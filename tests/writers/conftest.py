"""One printer for all tests of a process: it costs a second to warm up, and printing with a used one is the rule."""

import pytest

from texts.writers.print.official_pdf import Printer


@pytest.fixture(scope="session")
def printer() -> Printer:
    return Printer()
