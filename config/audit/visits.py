"""One request, judged by its line in the table and by its answer."""

from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.urls import Resolver404, resolve

from audit.log import Subject, record
from audit.notes import log_note
from config.audit.requests import RequestLine, account_of, line_of
from departments.account_request import PageRequest
from departments.models import User
from reviews.log_words import Action

#: what an answer says about a deed that was not done
REFUSALS: dict[int, str] = {
    HTTPStatus.OK: "填写有误",
    HTTPStatus.BAD_REQUEST: "请求有误",
    HTTPStatus.FORBIDDEN: "没有权限",
    HTTPStatus.NOT_FOUND: "不存在或不可见",
    HTTPStatus.CONFLICT: "内容已变化或不能修改",
    HTTPStatus.UNPROCESSABLE_ENTITY: "还不能办理",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "内容太大",
    HTTPStatus.INTERNAL_SERVER_ERROR: "系统出错",
}
SEEN = "audit_seen"  # the session's list of what is logged only once in it
MOST_SEEN = 300


def visit_of(request: PageRequest) -> "Visit | None":
    """The visit of a view that was reached; None where its address is not logged, or nobody is there to do it."""
    line = line_of(request.resolver_match.view_name)
    if line is None or line.is_public == request.user.is_authenticated:
        return None
    return Visit(request, line)


@dataclass
class Visit:
    """Made before the view runs, closed with its answer."""

    request: PageRequest
    line: RequestLine
    is_closed: bool = False
    user: User | None = field(init=False)
    action: str = field(init=False)
    asked: str = field(init=False)

    def __post_init__(self) -> None:
        """Who it is, is noted now: a logout forgets it."""
        user = self.request.user
        self.user = user if user.is_authenticated else None
        post = self.line.post(self.request) if callable(self.line.post) else self.line.post
        self.asked = self.line.get if self._is_look else post
        self.action = self.asked or self.line.get or post  # what a refused request was after

    @property
    def _is_look(self) -> bool:
        return self.request.method in ("GET", "HEAD")

    def close(self, response: HttpResponse) -> None:
        """Writes the entry, unless the answer says that there is nothing to tell."""
        if self.is_closed:
            return
        self.is_closed = True
        is_done = self._is_done(response)
        if not self._counts(response, is_done) or self._was_seen(is_done):
            return
        if self.action in self.line.once:
            self._remember(is_done)
        by, account = self._who()
        record(
            self._action(response, is_done),
            by=by,
            account=account,
            of=self._subject(response),
            detail=self._detail(response, is_done),
            is_success=is_done,
        )

    def _is_done(self, response: HttpResponse) -> bool:
        said = log_note(self.request).done
        if said is not None:
            return said
        status = response.status_code
        if self._is_look:
            return status < HTTPStatus.BAD_REQUEST
        return 200 <= status < 400 if self.line.answers else 300 <= status < 400

    def _counts(self, response: HttpResponse, is_done: bool) -> bool:
        """Refusals always do, where the address has a line; else an action that was asked for and happened."""
        status = response.status_code
        if status in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND) or self._is_locked():
            return True
        if not self.asked or status == HTTPStatus.METHOD_NOT_ALLOWED:
            return False
        if self.line.tells_itself:
            return status >= HTTPStatus.BAD_REQUEST or log_note(self.request).done is False
        return not (self._is_look and is_done and self.line.as_file and not response.has_header("Content-Disposition"))

    def _action(self, response: HttpResponse, is_done: bool) -> str:
        if self._is_locked():
            return Action.LOCKOUT
        if self.action == Action.LOGIN and is_done and not self.request.user.is_authenticated:
            return Action.FIRST_STEP
        return self.action

    def _is_locked(self) -> bool:
        """Whether the lock after failed logins (django-axes) refused this one, or closed with it."""
        return bool(getattr(self.request, "axes_locked_out", False))

    def _detail(self, response: HttpResponse, is_done: bool) -> str:
        if self._is_locked():
            return "连续多次不正确，已锁定"
        return log_note(self.request).detail or ("" if is_done else REFUSALS.get(response.status_code, ""))

    def _who(self) -> tuple[User | None, str]:
        """The account logged in, before or by this request; else the one that was tried."""
        user = self.user or (self.request.user if self.request.user.is_authenticated else None)
        return (user, "") if user else account_of(log_note(self.request).account)

    def _subject(self, response: HttpResponse) -> Subject:
        if self.line.behind_redirect:
            return _behind(response)
        return self.line.subject(self.request.resolver_match, log_note(self.request).about)

    def _was_seen(self, done: bool) -> bool:
        return self.action in self.line.once and self._key(done) in self.request.session.get(SEEN, [])

    def _remember(self, done: bool) -> None:
        self.request.session[SEEN] = [*self.request.session.get(SEEN, []), self._key(done)][-MOST_SEEN:]

    def _key(self, done: bool) -> str:
        match = self.request.resolver_match
        return ":".join([self.action, str(match.kwargs.get("pk", "")), "done" if done else "refused"])


def _behind(response: HttpResponse) -> Subject:
    """What the page is about to which an answer leads; nothing when it leads nowhere."""
    try:
        match = resolve(urlsplit(response.headers.get("Location", "")).path)
    except Resolver404:
        return Subject()
    line = line_of(match.view_name)
    return line.subject(match, None) if line else Subject()
