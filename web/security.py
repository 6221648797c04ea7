"""The wall round the web: hosts, origins, sizes, headers, and the token in each form.

One pure ASGI wrapper, so that nothing inside can forget it and streamed answers stay streams.
"""

import hashlib
import hmac
import secrets
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web import errors
from web.templating import NONCE

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
MAX_BODY: Final = 1_048_576
ONE_CLICK_PATH: Final = "/unsubscribe/"
"""Pressed by mail programs for their readers, wherever those are: its token is all the leave it needs."""
ONE_YEAR: Final = "max-age=31536000; includeSubDomains"

HEADERS: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


def page_policy(nonce: str) -> str:
    """What a page may load and do: our own files, and the inline scripts that carry the nonce."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce}'",
            "style-src 'self'",
            "img-src 'self'",
            "frame-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "object-src 'none'",
            "frame-ancestors 'none'",
        )
    )


LETTER_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
"""For the HTML of a caught letter, which styles itself inline: no script, no picture, no form, no link
out of its frame, and shown in a frame of our own pages only."""


# --- tokens in forms ----------------------------------------------------------------------


def form_token(secret: bytes, session: str, form: str) -> str:
    """Proves that a form came from a page of ours, for this session and this form only."""
    return hmac.new(secret, f"{session}\n{form}".encode(), hashlib.sha256).hexdigest()


def is_form_token(secret: bytes, session: str, form: str, token: str) -> bool:
    return hmac.compare_digest(form_token(secret, session, form).encode(), token.encode())


# --- the wall -----------------------------------------------------------------------------


def secured(app: ASGIApp, base_url: str, hosts: Collection[str] = ()) -> "Wall":
    """The app behind its wall. `hosts` are further names it answers to; the base URL's own is one."""
    base = urlsplit(base_url)
    names = frozenset(host.lower() for host in (base.hostname or "", *hosts) if host)
    return Wall(app, hosts=names, is_https=base.scheme == "https")


@dataclass(frozen=True)
class Wall:
    app: ASGIApp
    hosts: frozenset[str]
    is_https: bool

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        scope[NONCE] = secrets.token_urlsafe(16)
        scope[errors.REFERENCE] = errors.new_reference()
        answer = _Answer(send, self._headers(scope[NONCE]))
        if problem := self._refuses(scope):
            await errors.answer(Request(scope), problem)(scope, receive, answer.send)
            return
        await self._pass_on(scope, receive, answer)

    def _refuses(self, scope: Scope) -> errors.Problem | None:
        headers = Headers(scope=scope)
        if _host_name(headers.get("host", "")) not in self.hosts:
            return errors.UNKNOWN_HOST
        is_press = scope["method"] not in SAFE_METHODS and not scope["path"].startswith(ONE_CLICK_PATH)
        if is_press and not came_from_here(headers, scope["path"]):
            return errors.FOREIGN_FORM
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MAX_BODY:
            return errors.TOO_LARGE
        return None

    async def _pass_on(self, scope: Scope, receive: Receive, answer: "_Answer") -> None:
        """A failure nobody foresaw is one log line of names and places, never of the words it
        carried, and a plain page.
        """
        try:
            await self.app(scope, _limited(receive), answer.send)
        except Exception as failure:
            errors.note(failure, scope[errors.REFERENCE])
            if not answer.has_started:
                response = errors.answer(Request(scope), errors.problem_for(failure))
                await response(scope, receive, answer.send)
            elif not answer.is_complete:
                raise

    def _headers(self, nonce: str) -> dict[str, str]:
        headers = {**HEADERS, "content-security-policy": page_policy(nonce)}
        return headers | {"strict-transport-security": ONE_YEAR} if self.is_https else headers


@dataclass
class _Answer:
    """Sends the answer with our headers; one the app set itself (a cached file, a letter) stands."""

    to: Send
    headers: dict[str, str]
    has_started: bool = False
    is_complete: bool = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.has_started = True
            headers = MutableHeaders(scope=message)
            for name, value in self.headers.items():
                headers.setdefault(name, value)
        elif message["type"] == "http.response.body":
            self.is_complete = not message.get("more_body", False)
        await self.to(message)


def came_from_here(headers: Headers, path: str) -> bool:
    """Whether an unsafe request was sent by a page of ours, or by a program that is no browser.

    Modern browsers say so in `Sec-Fetch-Site`. Older ones send an `Origin`, which our no-referrer
    policy turns into `null`: for a page its form token then decides; the API has no such token and
    refuses it.
    """
    if site := headers.get("sec-fetch-site"):
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    if origin is None:
        return True
    if origin == "null":
        return not errors.is_api(path)
    return urlsplit(origin).netloc == headers.get("host")


def _host_name(host: str) -> str:
    with suppress(ValueError):
        parted = urlsplit(f"//{host}")
        return "" if parted.username else (parted.hostname or "").lower()
    return ""


def _limited(receive: Receive) -> Receive:
    """Counts what comes, since a length that was promised need not be kept."""
    total = 0

    async def counted() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > MAX_BODY:
            raise errors.TooLarge
        return message

    return counted
