"""The smallest site that can show a grid: the checkout's static files under the site's own security policy, and the two
questions that are asked while typing; 指标值 is answered by the real grammar."""

import json
import mimetypes
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from django.contrib.staticfiles import finders

from texts import targets

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'"
SUGGESTIONS = [
    {
        "name": "印制读本数量",
        "description": "全年印制读本的册数",
        "operator": "≥",
        "unit": "册",
        "example": "1000",
        "field": "教育",
        "last_year": "≥1100册",
        "others": [{"target": "≥900册", "count": 3}],
    },
    {
        "name": "印刷合格率",
        "description": "验收合格的比例",
        "operator": "≥",
        "unit": "%",
        "example": "98",
        "field": "通用",
    },
]

# Undo without saving: what start.js does first.
OWN_START = """
import { startTyping } from "/static/js/draft/typing.js";
import { startUndo } from "/static/js/draft/undo.js";
startTyping();
startUndo();
document.body.dataset.ready = "";
"""

_pages: list[str] = []


class _Site(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        words = {name: values[0] for name, values in parse_qs(address.query).items()}
        folder, _, name = address.path.removeprefix("/").partition("/")
        if folder == "page":
            self._send(_pages[int(name)].encode(), "text/html; charset=utf-8", store=False)
        elif folder == "static":
            self._send(_file(name), mimetypes.guess_type(name)[0])
        elif address.path == "/own.js":
            self._send(OWN_START.encode(), "text/javascript")
        elif address.path == "/indicators/target/":
            self._send_json({"canonical": targets.canonical(words["value"])})
        elif address.path == "/indicators/suggest/":
            self._send_json([each for each in SUGGESTIONS if words.get("q", "") in each["name"]])
        else:
            self._send(b"", "image/x-icon")

    def _send_json(self, value) -> None:
        self._send(json.dumps(value).encode(), "application/json", store=False)

    def _send(self, body: bytes, kind: str, *, store: bool = True) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "max-age=3600" if store else "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_) -> None:
        """Silent."""


@cache
def _file(name: str) -> bytes:
    found = finders.find(name)
    assert found, f"no static file {name}"
    return Path(found).read_bytes()


@cache
def _server() -> ThreadingHTTPServer:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    return server


def address_of(html: str) -> str:
    """Where this page is to be had, for as long as the tests run."""
    _pages.append(html)
    return f"http://127.0.0.1:{_server().server_port}/page/{len(_pages) - 1}"
