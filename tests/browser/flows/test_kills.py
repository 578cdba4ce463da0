"""kill -9 of the browser amid typing: of what was typed at most the last second is lost.

`PERFORMANCE_TEXT_KILLS=12 pytest tests/browser/flows/test_kills.py -s` measures more of them.
"""

import os
import sys
import time
from random import Random

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import BROWSER, QUIET
from tests.browser.desk import browser_of, kill, let_in, watch
from tests.browser.flows.conftest import Workbench, text_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KILLS = int(os.environ.get("PERFORMANCE_TEXT_KILLS", "3"))
MOST_LOST = 1.0  # seconds of typing
WORDS = "断电也不丢字，写过的都在本机，开机后请您恢复，随后照常保存。"


def test_a_killed_browser_loses_at_most_a_second_of_typing(start, plan, tmp_path):
    dice, losses = Random(7), []
    window = start()

    for _ in range(KILLS):
        before = purpose_of(plan)
        processes = browser_of(tmp_path)
        times = type_letters(window, dice)
        killed = kill(processes)
        window = start()
        take_back(window, plan)
        kept = len(purpose_of(plan)) - len(before)
        losses.append(killed - times[kept] if kept < len(times) else 0.0)

    window.page.context.close()
    sys.stdout.write(f"seconds of typing lost: {' '.join(f'{loss:.2f}' for loss in losses)}\n")
    assert max(losses) <= MOST_LOST


@pytest.fixture
def start(chromium, author, address, live_server, tmp_path, complaints):
    """Starts a browser with the project's page; its profile outlives it."""

    def start_() -> Workbench:
        context = chromium.browser_type.launch_persistent_context(
            tmp_path, executable_path=BROWSER, args=QUIET, locale="zh-CN"
        )
        let_in(context, author, live_server.url)
        return Workbench(watch(context.pages[0], complaints), live_server.url + address).open()

    yield start_
    assert complaints == []


def purpose_of(plan) -> str:
    return text_of(plan).projects[0].purpose


def type_letters(window: Workbench, dice: Random) -> list[float]:
    """Types without a line, at an office's pace, for one to three seconds; when each letter was typed."""
    window.page.route("**/save/", lambda route: route.abort())
    window.purpose.focus()
    window.page.keyboard.press("Control+End")
    times = []
    for letter in WORDS[: dice.randint(10, len(WORDS))]:
        window.page.keyboard.type(letter, delay=dice.randint(20, 120))
        times.append(time.monotonic())
    return times


def take_back(window: Workbench, plan) -> None:
    """Takes what the page offers of those letters; they are saved as usual."""
    window.recovery.get_by_role("button", name="恢复", exact=True).click()
    expect(window.recovery).to_have_count(0)
    window.until(lambda: purpose_of(plan) == window.purpose.input_value())
