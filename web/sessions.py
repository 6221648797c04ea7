"""The visit a browser is on: its cookie, its form tokens, and the form it sent."""

import secrets
from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from services.visits import Visit, visit_of
from web import errors
from web.given import Given, address_of, given
from web.pages.parts import Again, Fault, Form, Row
from web.security import form_token, is_form_token

LONGEST_KEY: Final = 64
LABELS: Final = {"reason": "Your reason or condition", "words": "Your words"}
"""What its sender would miss most, by the names of the fields."""

LOOPBACK_COOKIE: Final = "quorate"
VISITS: Final = 5
"""Letters opened in one browser whose pages all go on working, the one used last first."""
APART: Final = "."
COOKIE: Final = "__Host-quorate"
"""The prefix binds the cookie to this very host; browsers accept it over https alone."""


class Gone(errors.Refusal):
    """There is no visit, or the form is not of this one."""


# --- the cookie ---------------------------------------------------------------------------


def cookie_name(web: Given) -> str:
    return COOKIE if web.is_https else LOOPBACK_COOKIE


def give_cookie(request: Request, response: Response, session: str) -> None:
    """For as long as the browser is open. `lax`, since one comes here from a letter. The visits of other
    letters are kept behind this one, so that their pages can still be sent.
    """
    web = given(request)
    others = [each for each in sessions_of(request) if each != session]
    value = APART.join([session, *others][:VISITS])
    response.set_cookie(cookie_name(web), value, path="/", secure=web.is_https, httponly=True, samesite="lax")


def sessions_of(request: Request) -> list[str]:
    """The visits of this browser, the one used last first."""
    kept = request.cookies.get(cookie_name(given(request)), "")
    return [each for each in kept.split(APART) if each][:VISITS]


async def visit(request: Request) -> Visit:
    """The visit of this browser that the page belongs to, by the mark in its address, whichever letter was
    opened last; of an address without one, the last. Raises Gone when there is none.
    """
    mark = request.path_params.get("request")
    for session in sessions_of(request):
        found = await visit_of(given(request).house, session)
        if found is not None and mark in {None, found.link.mark}:
            return found
    raise Gone(errors.NO_VISIT)


# --- forms --------------------------------------------------------------------------------


def form_for(request: Request, visit: Visit, action: str, faults: tuple[Fault, ...] = ()) -> Form:
    """A form for this visit, with an id of its own: after a refusal there is a new one."""
    token = form_token(given(request).secret, visit.session, action)
    return Form(action=action, token=token, command=secrets.token_hex(16), faults=faults)


async def sent_form(request: Request) -> tuple[Visit, Mapping[str, str]]:
    """The form that was sent, and which of this browser's visits it belongs to. Its words are kept for
    whatever page answers. Raises Gone when the form is of none of them.
    """
    fields = await fields_of(request)
    web, action = given(request), request.url.path
    request.scope[errors.TYPED] = errors.Typed(_words(fields), _again(action, fields))
    web.limits.take("presses_by_address", address_of(request))
    token = fields.get("form_token", "")
    ours = (each for each in sessions_of(request) if is_form_token(web.secret, each, action, token))
    found = await visit_of(web.house, next(ours, ""))
    if found is None:
        raise Gone(errors.STALE_FORM)
    web.limits.take("presses_by_visit", found.session)
    if not 0 < len(fields.get("command_id", "")) <= LONGEST_KEY:
        raise Gone(errors.BY_STATUS[400])
    return found, fields


async def fields_of(request: Request) -> Mapping[str, str]:
    async with request.form(max_files=0, max_fields=20) as sent:
        return {name: value.replace("\r\n", "\n") for name, value in sent.items() if isinstance(value, str)}


def _words(fields: Mapping[str, str]) -> tuple[Row, ...]:
    return tuple(Row(label, fields[name]) for name, label in LABELS.items() if fields.get(name, "").strip())


def _again(action: str, fields: Mapping[str, str]) -> Again:
    return Again(action, tuple(Row(name, value) for name, value in fields.items()))
