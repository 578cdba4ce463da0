"""python -m docs.pictures: the manual's pictures, taken from a demo of our own samples in a folder of its own.

    python -m docs.pictures              all of them, into docs/manual/pictures
    python -m docs.pictures desk board   some

A picture is a line of SHOTS: its name, who looks (an account of the demo), how to get there from the page of texts, and
how wide the window is. A page that looks at the text of a department takes its address from the list of texts.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from time import monotonic, sleep

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

CHECKOUT = Path(__file__).resolve().parent.parent
PICTURES = CHECKOUT / "docs" / "manual" / "pictures"
ACCOUNTS_PASSWORD = "Yunxi-2025"  # noqa: S105 the demo's own
LAPTOP, PHONE = (1366, 768), (390, 844)
COLOURS = 128  # of a picture: pages have few, and the file is a third
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture. `go` leads from the list of texts to what is shown."""

    name: str
    account: str
    go: Callable[[Page], None]
    size: tuple[int, int] = LAPTOP
    is_whole: bool = False  # the whole page, not what the window shows


def at(path: str) -> Callable[[Page], None]:
    """An address that does not depend on a text."""
    return lambda page: _open(page, path)


def of_text(department: str, path: str = "") -> Callable[[Page], None]:
    """A page of the text of a department, by what follows its address."""
    return lambda page: _open(page, _address_of(page, department) + path)


def first_project(department: str, place: str = "") -> Callable[[Page], None]:
    """The first project of a text on its page of the workbench, at a place of it."""

    def go(page: Page) -> None:
        of_text(department, "edit/")(page)
        _open(page, (page.locator("#outline .level-2 a").first.get_attribute("href") or "") + place)

    return go


def threads(department: str) -> Callable[[Page], None]:
    """The first project of a text as a reviewer reads it, what is said about it beside."""

    def go(page: Page) -> None:
        of_text(department, "#project-1")(page)
        page.locator("[data-side-button]").click()

    return go


def through(path: str, link: str) -> Callable[[Page], None]:
    """Where the first link of these words leads, on the page of an address."""

    def go(page: Page) -> None:
        _open(page, path)
        _open(page, page.locator("main a", has_text=link).first.get_attribute("href") or "")

    return go


SHOTS = (
    Shot("login", "", at("/account/login/")),
    Shot("account", "bianzhi3", at("/account/")),
    Shot("texts", "bianzhi1", at("/")),
    Shot("start", "bianzhi1", at("/plans/start/")),
    Shot("import", "bianzhi1", at("/imports/new/")),
    Shot("workbench", "bianzhi1", of_text("教育", "edit/")),
    Shot("project", "bianzhi1", first_project("教育")),
    Shot("indicators", "bianzhi1", first_project("教育", "#indicators")),
    Shot("project-phone", "bianzhi1", first_project("教育"), PHONE),
    Shot("findings", "danwei1", of_text("教育", "findings/")),
    Shot("fix", "danwei1", of_text("教育", "findings/fix/")),
    Shot("submit", "danwei1", of_text("教育", "steps/submit/")),
    Shot("file", "danwei1", of_text("教育", "returned/")),
    Shot("worklist", "bianzhi3", of_text("文化", "worklist/")),
    Shot("compare", "bianzhi3", of_text("文化", "compare/")),
    Shot("versions", "bianzhi3", of_text("文化", "versions/")),
    Shot("way", "bianzhi3", of_text("文化", "way/")),
    Shot("inbox", "bianzhi3", at("/inbox/")),
    Shot("desk", "chushen", at("/desk/")),
    Shot("reading", "chushen", threads("水利")),
    Shot("sheet", "chushen", of_text("水利", "sheet/")),
    Shot("return", "chushen", of_text("水利", "steps/return/"), is_whole=True),
    Shot("board", "chushen", at("/board/"), is_whole=True),
    Shot("rules", "chushen", at("/rules/")),
    Shot("export", "fushen", at("/exports/new/")),
    Shot("publications", "fushen", at("/publications/")),
    Shot("publication", "fushen", through("/publications/", "水利")),
    Shot("folder", "yewu", at("/folders/new/")),
    Shot("settings", "yewu", through("/rules/", "设置本批次的规则")),
    Shot("cycle", "yewu", through("/configuration/departments/cycle/", "2025年部门预算"), is_whole=True),
    Shot("users", "xitong", at("/configuration/departments/user/")),
    Shot("membership", "anquan", at("/configuration/departments/membership/add/")),
    Shot("audit", "shenji", at("/audit/")),
    Shot("public-home", "", at("/public/")),
    Shot("public-year", "", through("/public/139901/", "年")),
    Shot("public-text", "", through("/public/", "水利")),
    Shot("public-check", "", at("/public/check/")),
    Shot("public-phone", "", through("/public/", "水利"), PHONE),
)


def _open(page: Page, path: str) -> None:
    answer = page.goto(path, wait_until="networkidle")
    if answer is None or not answer.ok:
        raise SystemExit(f"{path}: {answer.status if answer else 'no answer'}")


def _address_of(page: Page, department: str) -> str:
    _open(page, "/")
    link = page.locator("a[href^='/plans/']", has_text=department).first
    return "/plans/" + (link.get_attribute("href") or "").split("/")[2] + "/"


@contextmanager
def demo():
    """The address of a demo with our own samples, over when the block is."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        fonts = os.environ.get("PERFORMANCE_TEXT_FONTS", str(CHECKOUT / "var" / "fonts"))
        environment = os.environ | {"PERFORMANCE_TEXT_DEMO": "1", "PERFORMANCE_TEXT_VAR": folder}
        command = [sys.executable, "manage.py", "demo", "--own", "--port", str(port)]
        started = subprocess.Popen(
            command, cwd=CHECKOUT, env=environment | {"PERFORMANCE_TEXT_FONTS": fonts}, stdout=subprocess.DEVNULL
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address, started)
            yield address
        finally:
            started.send_signal(signal.SIGTERM)
            started.wait(timeout=60)


def _wait(address: str, started: subprocess.Popen) -> None:
    until = monotonic() + 300
    while started.poll() is None and monotonic() < until:
        try:
            urllib.request.urlopen(f"{address}/account/login/", timeout=2).close()
        except OSError:
            sleep(0.3)
        else:
            return
    raise SystemExit("the demo did not start")


def take(browser: Browser, address: str, shot: Shot) -> Path:
    """One picture, by an account that has just logged in."""
    width, height = shot.size
    place = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
    context = browser.new_context(base_url=address, viewport={"width": width, "height": height}, **place)
    page = context.new_page()
    if shot.account:
        _open(page, "/account/login/")
        page.get_by_label("账号").fill(shot.account)
        page.get_by_label("密码").fill(ACCOUNTS_PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.wait_for_load_state("networkidle")
    shot.go(page)
    taken = page.screenshot(full_page=shot.is_whole, animations="disabled")
    context.close()
    path = PICTURES / f"{shot.name}.png"
    image = Image.open(BytesIO(taken)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    return path


def main() -> None:
    """Takes the pictures whose names are given, or all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    names = parser.parse_args().names
    unknown = sorted(set(names) - {shot.name for shot in SHOTS})
    if unknown:
        parser.error(f"no picture is called {unknown[0]}; there are {', '.join(shot.name for shot in SHOTS)}")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for shot in SHOTS:
            if not names or shot.name in names:
                path = take(browser, address, shot)
                sys.stdout.write(f"{path.relative_to(CHECKOUT)}  {path.stat().st_size // 1024} KB\n")
        browser.close()


if __name__ == "__main__":
    main()
