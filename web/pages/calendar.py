"""A person's meetings for the calendar program that subscribes to them: no page, no cookie, no visit."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.calendars import subscribed
from web import errors
from web.given import address_of, given

NOT_MODIFIED: Final = 304


async def sent(request: Request) -> Response:
    """Asked again and again by a program; nothing is spent or told by asking."""
    web, token = given(request), request.path_params["token"]
    if request.method == "HEAD":
        return Response()
    address = address_of(request)
    web.limits.take("opens_by_address", address)
    web.limits.take("opens_by_link", token[:100])
    web.limits.must_have("unknown_links_by_address", address)
    found = await subscribed(web.house, token)
    if found is None:
        web.limits.take("unknown_links_by_address", address)
        return errors.answer(request, errors.LINK_GONE)
    tag = f'W/"{found.tag}"'
    headers = {"etag": tag, "cache-control": "private, no-cache", "x-robots-tag": "noindex"}
    if tag in (each.strip() for each in request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=NOT_MODIFIED, headers=headers)
    return Response(found.text, media_type="text/calendar", headers=headers)


ROUTES: Final = (Route("/calendar/{token}.ics", sent),)
