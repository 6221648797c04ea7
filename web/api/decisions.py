"""What a body did outside a meeting: decided by letter or by delegation, or was informed."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request

from models.urgency import RungFound
from models.urgency_commands import TakeChairsAction
from services import overview, recording, urgency
from services.record_telling import Told
from services.reported import reported_at
from web.api.asking import Body, Done, DryRun, ForBody, Key, caller, done, told
from web.api.records import record_in
from web.api.sent import ChairActed, Reported
from web.api.shapes import DECISION_RECORD

ROUTER = APIRouter(prefix="/matters/{matter}/bodies/{body}", tags=["bodies"])


@ROUTER.post("/decision", summary="Record a decision by letter or delegation", openapi_extra=DECISION_RECORD)
async def decision(request: Request, on: ForBody, body: Body, key: Key, dry_run: DryRun = False) -> Told:
    """It dates from `decided`, however late it is recorded; a day alone is taken at noon."""
    written = await recording.decision_in(on.house, on.programme, body, record_in(await request.body()))
    shows = (await overview.clock(on.house, on.programme)).shows
    by = caller(on.by, key, reported_at(written.decided, shows) if written.decided else None)
    if dry_run:
        return told(
            await recording.foresee(on.house, on.programme, by, stream=on.stream, command=written.command)
        )
    return told(
        await recording.record_decision(on.house, on.programme, by, stream=on.stream, record=written.command)
    )


@ROUTER.post("/inform", summary="Inform every member of a body")
async def inform(on: ForBody, key: Key, sent: Reported) -> Done:
    """Of a body that is only to be informed; nothing is asked of it."""
    by = caller(on.by, key, sent.happened)
    return done(await recording.inform_body(on.house, on.programme, by, stream=on.stream))


@ROUTER.get("/urgency", summary="Ways to a decision in time")
async def ways(
    on: ForBody, body: Body, needed_by: Annotated[date, Query(description="The last day it is of use.")]
) -> tuple[RungFound, ...]:
    """In the order in which they are tried; of each whether rules and calendar shut it, and why."""
    return await urgency.ladder(on.house, on.programme, on.matter, body, needed_by)


@ROUTER.post("/chairs-action", summary="Record a chair's action")
async def chairs_action(on: ForBody, key: Key, sent: ChairActed) -> Done:
    """Only where every other way is shut, by the rules or for the reason given. It takes effect at once, and
    the body's next meeting actually held is to ratify it.
    """
    action = TakeChairsAction.model_validate(sent.model_dump(exclude={"happened"}))
    by = caller(on.by, key, sent.happened)
    return done(await urgency.take_chairs_action(on.house, on.programme, by, stream=on.stream, action=action))
