"""A text whose edits were all undone is the same text, to the byte of its print."""

import hashlib

import pytest

from tests.browser.flows.conftest import text_of
from texts.interchange import sha256
from texts.writers.print.official_pdf import Printer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_was_typed_and_undone_prints_as_before(sit_down, author, plan, address):
    window = sit_down(author, address)
    before = text_of(plan)
    printed = fingerprint(before)

    window.write(window.purpose, "另购教具。")
    window.type(window.field(":budget"), "7.00", over=True)
    window.cell("target").focus()
    for key in ("Control+Enter", "Alt+ArrowDown", "ArrowUp", "Control+Delete"):
        window.page.keyboard.press(key)
    window.page.keyboard.type("改名")
    window.press("+ 添加目标")
    window.page.keyboard.type("新目标。")
    window.until(lambda: len(text_of(plan).projects[0].goals) == 3)
    window.is_saved()
    changed = text_of(plan)
    assert fingerprint(changed) != printed
    window.cell("name").focus()
    for _ in range(12):  # more than there are steps
        window.page.keyboard.press("Control+z")

    window.until(lambda: text_of(plan) == before)
    window.is_saved()
    assert sha256(text_of(plan)) == sha256(before)
    assert fingerprint(text_of(plan)) == printed


def fingerprint(text) -> str:
    """The SHA-256 of a print by a printer that has printed nothing before."""
    return hashlib.sha256(Printer().print(text)).hexdigest()
