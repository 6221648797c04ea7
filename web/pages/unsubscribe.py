"""Letters for information stopped, by one click of a mail program or a button, and sent again.

Reading changes nothing: scanners follow every link before its reader does. The token in the address is
the only leave that is asked for, since a mail program that presses for its reader has no page of ours.
"""

import secrets
from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.unsubscribing import Subscription, reader, resume_letters, stop_letters, subscription
from web import errors
from web.given import address_of, given
from web.pages.parts import Form
from web.pages.shells import shell_of
from web.pages.views import UnsubscribePage
from web.security import ONE_CLICK_PATH, form_token, is_form_token
from web.sessions import fields_of
from web.templating import render

RESUME: Final = "/resume"
ONE_CLICK: Final = {"List-Unsubscribe": "One-Click"}
"""The body that RFC 8058 has a mail program send."""


async def shown(request: Request) -> Response:
    if request.method == "HEAD":
        return Response()
    address = address_of(request)
    given(request).limits.take("opens_by_address", address)
    found = await _found(request)
    return await _page(request, found) if found else errors.answer(request, errors.LINK_GONE)


async def stopped(request: Request) -> Response:
    """Answered with a page and never sent on elsewhere, as the RFC asks."""
    return await _pressed(request, stop=True)


async def resumed(request: Request) -> Response:
    return await _pressed(request, stop=False)


async def _pressed(request: Request, *, stop: bool) -> Response:
    web, fields = given(request), await fields_of(request)
    web.limits.take("presses_by_address", address_of(request))
    found = await _found(request)
    if found is None:
        return errors.answer(request, errors.LINK_GONE)
    if not (_is_one_click(fields) and stop) and not _is_ours(request, fields):
        return errors.answer(request, errors.BY_STATUS[400])
    caller = reader(found, secrets.token_hex(16))  # what was stopped and resumed may be stopped again
    do = stop_letters if stop else resume_letters
    acted = await do(web.house, found.programme, caller, person=found.person)
    if not acted.accepted:
        return errors.answer(request, errors.refused_by_rule(acted.code, acted.words))
    return await _page(request, found.model_copy(update={"is_stopped": stop}), was_pressed=True)


async def _found(request: Request) -> Subscription | None:
    """Guessing is stopped by the address it comes from, pressing in vain by the link."""
    web, address, token = given(request), address_of(request), request.path_params["token"]
    web.limits.take("opens_by_link", token[:100])
    web.limits.must_have("unknown_links_by_address", address)
    found = await subscription(web.house, token)
    if found is None:
        web.limits.take("unknown_links_by_address", address)
    return found


async def _page(request: Request, found: Subscription, *, was_pressed: bool = False) -> Response:
    way = _path(request) + (RESUME if found.is_stopped else "")
    page = UnsubscribePage(
        form=Form(action=way, token=_token(request, way), command=secrets.token_hex(16)),
        is_stopped=found.is_stopped,
        was_pressed=was_pressed,
        shell=await shell_of(given(request), found.programme),
    )
    return render(request, page)


def _path(request: Request) -> str:
    return f"{ONE_CLICK_PATH}{request.path_params['token']}"


def _token(request: Request, action: str) -> str:
    return form_token(given(request).secret, request.path_params["token"], action)


def _is_one_click(fields: Mapping[str, str]) -> bool:
    return ONE_CLICK.items() <= fields.items()


def _is_ours(request: Request, fields: Mapping[str, str]) -> bool:
    secret, token = given(request).secret, request.path_params["token"]
    return is_form_token(secret, token, request.url.path, fields.get("form_token", ""))


ROUTES: Final = (
    Route(f"{ONE_CLICK_PATH}{{token}}", shown),
    Route(f"{ONE_CLICK_PATH}{{token}}", stopped, methods=["POST"]),
    Route(f"{ONE_CLICK_PATH}{{token}}{RESUME}", resumed, methods=["POST"]),
)
