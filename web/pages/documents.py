"""Enclosed parts of documents, each by the hash of its bytes."""

import re
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from models.errors import NotFound
from services.reading import file
from web.given import given

SHA256: Final = re.compile(r"^[0-9a-f]{64}$")


async def sent(request: Request) -> Response:
    """Always to be kept as a file and never run in the page; a hash names one content for ever."""
    sha256 = request.path_params["sha256"]
    if not SHA256.match(sha256):
        raise NotFound("no-such-document", "A document is named by the hash of its content.")
    name, media_type, content = await file(given(request).house, sha256)
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(PurePosixPath(name).name, safe='')}",
        "content-security-policy": "default-src 'none'; sandbox",
        "cache-control": "private, max-age=3600",
    }
    return Response(content, media_type=media_type, headers=headers)


ROUTES: Final = (Route("/documents/{sha256}", sent),)
