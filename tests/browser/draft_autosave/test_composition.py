"""While an input method composes, its letters are nobody's words yet."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import BROWSER, QUIET
from tests.browser.draft_autosave.conftest import cells_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def chromium(chromium: Browser):
    """The whole browser: the engine alone ends a composition in another way when its page is left."""
    browser = chromium.browser_type.launch(executable_path=BROWSER, args=QUIET)
    yield browser
    browser.close()


def test_half_typed_words_are_neither_saved_nor_journalled(desk, author, plan):
    window = desk(author)
    before = cells_of(plan)
    bodies = []
    window.page.on("request", lambda request: bodies.append(request.post_data or ""))
    keyboard = window.page.context.new_cdp_session(window.page)

    window.write(window.purpose, "甲")
    for letters in ("n", "ni", "nih", "niha", "nihao"):
        keyboard.send(
            "Input.imeSetComposition", {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)}
        )
    window.until(lambda: window.journal() == [before["purpose"] + "甲"])
    window.page.wait_for_timeout(1500)  # longer than a pause: nothing may go
    assert window.purpose.input_value().endswith("甲nihao")
    assert [body for body in bodies if "nih" in body] == []
    assert cells_of(plan) == before
    keyboard.send("Input.insertText", {"text": "你好"})

    window.is_saved()
    assert [body for body in bodies if "nih" in body] == []
    assert cells_of(plan) == before | {"purpose": before["purpose"] + "甲你好"}


def test_a_page_left_amid_a_composition_saves_the_finished_words(desk, author, plan):
    window = desk(author)
    before = cells_of(plan)
    keyboard = window.page.context.new_cdp_session(window.page)

    window.write(window.purpose, "甲")
    keyboard.send("Input.imeSetComposition", {"text": "ni", "selectionStart": 2, "selectionEnd": 2})
    window.page.goto("about:blank")

    window.until(lambda: cells_of(plan)["purpose"] == before["purpose"] + "甲")
