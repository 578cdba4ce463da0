"""A page that needs no database (page.py), of the office's usual size; no complaint of the browser stays unheard."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import LAPTOP


@pytest.fixture(scope="session")
def window(chromium: Browser):
    """One window for all: the scripts are fetched once."""
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"], locale="zh-CN")
    yield context
    context.close()


@pytest.fixture
def open_page(window, complaints):
    """Opens an empty page of a size; errors of scripts and of the security policy fail the test at its end."""
    pages = []

    def open_(size=LAPTOP):
        page = window.new_page()
        pages.append(page)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.set_default_timeout(10_000)
        page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_
    for page in pages:
        page.close()
    assert complaints == []


@pytest.fixture
def page(open_page):
    return open_page()
