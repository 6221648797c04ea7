"""Whether this web lives, and whether it can do its work: for those who watch over it."""

from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from models.errors import Unavailable
from services.health import must_be_ready
from web.given import given


async def live(request: Request) -> Response:
    del request
    return JSONResponse({"live": True})


async def ready(request: Request) -> Response:
    """Whether the database answers and is at this release's revision. Temporal is not asked: people
    sign off without it.
    """
    try:
        await must_be_ready(given(request).house)
    except Unavailable as reason:
        return JSONResponse({"ready": False, "code": reason.code}, status_code=503)
    return JSONResponse({"ready": True})


ROUTES: Final = (Route("/health/live", live), Route("/health/ready", ready))
