"""A light browser for processes of their own: it logs in, saves, and repeats a save whose answer did not arrive.

Nothing but the standard library, so that eight of them start at once and leave the processors to the server.
"""

import http.client
import json
import re
from urllib.parse import urlencode

PATIENCE = 300  # seconds: only a server that hangs is given up
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Browser:
    """One person's window. `repeats` counts the requests that were sent again, never one more often than `most`."""

    def __init__(self, port: int, *, most: int = 0) -> None:
        self.port, self.most, self.repeats = port, most, 0
        self.cookies: dict[str, str] = {}

    def log_in(self, username: str, password: str) -> None:
        """Through the login page, as people do."""
        _, page = self.ask("GET", "/account/login/")
        form = {"username": username, "password": password, "csrfmiddlewaretoken": TOKEN.search(page)[1]}
        status, _ = self.ask("POST", "/account/login/", urlencode(form), "application/x-www-form-urlencoded")
        if status != 302:
            raise RuntimeError(f"{username} could not log in: {status}")

    def save(self, address: str, body: dict) -> dict:
        """One autosave that the server must take; the same request again for as long as no answer comes."""
        status, answer = self.ask("POST", address, json.dumps(body), "application/json")
        if status != 200:
            raise RuntimeError(f"a save was answered with {status}: {answer[:500]}")
        return json.loads(answer)

    def ask(self, method: str, address: str, body: str | None = None, kind: str = "") -> tuple[int, str]:
        while True:
            try:
                return self._ask(method, address, body, kind)
            except (OSError, http.client.HTTPException):
                self.repeats += 1
                if self.repeats > self.most:
                    raise

    def _ask(self, method: str, address: str, body: str | None, kind: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, address, body and body.encode(), self._headers(kind))
            answer = connection.getresponse()
            for header in answer.headers.get_all("Set-Cookie") or ():
                name, _, value = header.partition(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def _headers(self, kind: str) -> dict[str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        return headers | ({"Content-Type": kind, "X-CSRFToken": self.cookies["csrf"]} if kind else {})
