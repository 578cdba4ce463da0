"""A page that needs no server (page.py), of the office's usual size; no complaint of the browser stays unheard."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import LAPTOP


@pytest.fixture
def open_page(chromium: Browser, complaints):
    """Opens an empty window of a size; errors of scripts and of the security policy fail the test at its end."""
    contexts = []

    def open_(size=LAPTOP):
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, permissions=["clipboard-read", "clipboard-write"]
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page):
    return open_page()
