"""Programmes: what they are, their matters, their ledger, their letters."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request

from models.values import MatterId, ProgrammeId
from services import overview, reading, record
from services.reading import MattersPage, ProgrammeRead
from services.record import LedgerPage, LettersPage
from web.api.asking import Before, ForProgramme, Limit, Programme, WithStatus
from web.given import given

ROUTER = APIRouter(prefix="/programmes", tags=["programmes"])


@ROUTER.get("", summary="List programmes")
async def programmes(request: Request) -> tuple[ProgrammeId, ...]:
    """Those with a definition in force, by id."""
    return tuple(await overview.programmes(given(request).house))


@ROUTER.get("/{programme}", summary="Read one programme")
async def programme(request: Request, programme: Programme) -> ProgrammeRead:
    """Its bodies, whom to ask, and what its clock shows."""
    return await reading.programme(given(request).house, programme)


@ROUTER.get("/{programme}/matters", summary="List matters")
async def matters(
    request: Request, programme: Programme, after: MatterId | None = None, limit: Limit = 50
) -> MattersPage:
    """Those that were opened, in the order of their ids."""
    return await reading.matters(given(request).house, programme, after or "", limit)


@ROUTER.get("/{programme}/ledger", summary="Read the ledger")
async def ledger(
    on: ForProgramme, programme: Programme, after: Annotated[int, Query(ge=0)] = 0, limit: Limit = 100
) -> LedgerPage:
    """Lines in their order, each with its hash; never the words people typed."""
    return await record.ledger(on.house, programme, after, limit)


@ROUTER.get("/{programme}/letters", summary="List letters")
async def letters(
    on: ForProgramme,
    programme: Programme,
    status: WithStatus = None,
    before: Before = None,
    limit: Limit = 100,
) -> LettersPage:
    """What became of the programme's letters, newest first: to which role, never to which address."""
    return await record.letters(on.house, programme, status=status, before=before or "", limit=limit)
