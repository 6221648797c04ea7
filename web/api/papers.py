"""Papers that are on request only, asked for, sent or refused; and what was heard on visits."""

from fastapi import APIRouter

from models.papers import PapersRequest
from models.values import Value
from services import papers
from web.api.asking import (
    Body,
    Done,
    ForMatter,
    Key,
    Limit,
    Made,
    Numbered,
    Offset,
    caller,
    done,
    made,
    page_of,
)
from web.api.sent import PapersAsked, Reason, Reported, Visit

ROUTER = APIRouter(prefix="/matters/{matter}", tags=["papers"])


class RequestsPage(Value):
    requests: tuple[PapersRequest, ...]
    offset: int | None = None
    """Ask with this for the next page; None when there is none."""


@ROUTER.get("/papers", summary="List requests for papers")
async def requests(on: ForMatter, offset: Offset = 0, limit: Limit = 100) -> RequestsPage:
    """By whom and for what, in the order they came, and how each ended."""
    page, following = page_of(await papers.requests(on.house, on.matter), offset, limit)
    return RequestsPage(requests=page, offset=following)


@ROUTER.post("/bodies/{body}/papers", summary="Ask for papers that are on request")
async def ask(on: ForMatter, body: Body, key: Key, sent: PapersAsked) -> Made:
    """Logged for each requester; whoever acts here is told when they are sent or refused."""
    by = caller(on.by, key, sent.happened)
    return made(
        await papers.ask(
            on.house, on.programme, by, matter=on.matter, body=body, parts=sent.parts, seat=sent.seat
        )
    )


@ROUTER.post("/papers/{request}/send", summary="Note that papers were sent")
async def send(on: ForMatter, request: Numbered, key: Key, sent: Reported) -> Done:
    """What was asked for under this request."""
    by = caller(on.by, key, sent.happened)
    return done(await papers.send(on.house, on.programme, by, matter=on.matter, request=request))


@ROUTER.post("/papers/{request}/refuse", summary="Refuse a request for papers")
async def refuse(on: ForMatter, request: Numbered, key: Key, sent: Reason) -> Done:
    """What was asked for is not sent, and why."""
    by = caller(on.by, key, sent.happened)
    return done(
        await papers.refuse(on.house, on.programme, by, matter=on.matter, request=request, reason=sent.reason)
    )


@ROUTER.post("/bodies/{body}/comments", summary="Log a visit to a body")
async def comment(on: ForMatter, body: Body, key: Key, sent: Visit) -> Done:
    """And what it thought of the draft, if anything; never a decision."""
    by = caller(on.by, key, sent.happened)
    return done(
        await papers.log_comment(on.house, on.programme, by, matter=on.matter, body=body, words=sent.words)
    )
