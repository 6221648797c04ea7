"""Programmes: what they are, their matters, their ledger, their letters."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request

from models.listings import PostedLetter
from models.values import MatterId, ProgrammeId, Slug
from services import overview, reading, record
from services.reading import MattersPage, ProgrammeRead
from services.record import LedgerPage
from web.api.asking import ForProgramme, Programme
from web.given import given

ROUTER = APIRouter(prefix="/programmes", tags=["programmes"])

Limit = Annotated[int, Query(ge=1, le=500)]


@ROUTER.get("")
async def programmes(request: Request) -> tuple[ProgrammeId, ...]:
    return tuple(await overview.programmes(given(request).house))


@ROUTER.get("/{programme}")
async def programme(request: Request, programme: Programme) -> ProgrammeRead:
    return await reading.programme(given(request).house, programme)


@ROUTER.get("/{programme}/matters")
async def matters(
    request: Request, programme: Programme, after: MatterId | None = None, limit: Limit = 50
) -> MattersPage:
    """Those that were opened, in the order of their ids."""
    return await reading.matters(given(request).house, programme, after or "", limit)


@ROUTER.get("/{programme}/ledger")
async def ledger(
    request: Request,
    programme: Programme,
    by: ForProgramme,
    after: Annotated[int, Query(ge=0)] = 0,
    limit: Limit = 100,
) -> LedgerPage:
    """Lines in their order, each with its hash; never the words people typed."""
    del by
    return await record.ledger(given(request).house, programme, after, limit)


@ROUTER.get("/{programme}/letters")
async def letters(
    request: Request, programme: Programme, by: ForProgramme, status: Slug = "refused", limit: Limit = 100
) -> tuple[PostedLetter, ...]:
    """Letters in one state, due longest first: waiting, sending, sent, refused or dropped."""
    del by
    return await record.letters_in(given(request).house, programme, status, limit)
