"""Meetings: listed, called, prepared, moved, lost, and put on the record."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request

from models.quorum_expected import MeetingQuorum
from models.streams import of_meeting
from models.values import BodyId, Value
from services import meetings, recording
from services.meetings import MeetingLine
from services.record_telling import Told
from web.api.asking import (
    Done,
    DryRun,
    ForProgramme,
    Key,
    Limit,
    Meeting,
    Offset,
    caller,
    done,
    page_of,
    told,
)
from web.api.records import naming, record_in, within
from web.api.sent import Adjourned, AnotherTime, Apologies, Call, Item, Reason, Reported
from web.api.shapes import MEETING_RECORD

ROUTER = APIRouter(prefix="/programmes/{programme}/meetings", tags=["meetings"])

First = Annotated[date | None, Query(alias="from", description="Not before this day, in London.")]
Last = Annotated[date | None, Query(alias="to", description="Not after this day, in London.")]
OfBody = Annotated[BodyId | None, Query(description="Only those this body takes part in.")]


class MeetingsPage(Value):
    meetings: tuple[MeetingLine, ...]
    offset: int | None = None
    """Ask with this for the next page; None when there is none."""


@ROUTER.get("", summary="List meetings, called or in the calendar")
async def listed(
    on: ForProgramme,
    *,
    body: OfBody = None,
    first: First = None,
    last: Last = None,
    offset: Offset = 0,
    limit: Limit = 100,
) -> MeetingsPage:
    """In the order of their days: each with its papers, what is on it, and what became of it."""
    found = await meetings.meetings(on.house, on.programme, body, first=first, last=last)
    page, following = page_of(found, offset, limit)
    return MeetingsPage(meetings=page, offset=following)


@ROUTER.get("/{meeting}", summary="Read one meeting")
async def one(on: ForProgramme, meeting: Meeting) -> MeetingLine:
    """Called, or only in the calendar: then it has no stage."""
    return await meetings.meeting(on.house, on.programme, meeting)


@ROUTER.get("/{meeting}/quorum", summary="Foresee the quorum of a meeting")
async def quorum(on: ForProgramme, meeting: Meeting) -> MeetingQuorum:
    """For each body, and for each item of it: who is expected by apologies and interests so far, clause by
    clause, and how many more it can lose. Empty once the meeting has begun or is lost.
    """
    return await meetings.quorum(on.house, on.programme, meeting)


# --- called and prepared ------------------------------------------------------------------


@ROUTER.post("/{meeting}/call", summary="Call a meeting")
async def call(on: ForProgramme, meeting: Meeting, key: Key, sent: Call) -> Done:
    """Of one body, or of several in common, beyond those in the calendar."""
    return done(
        await meetings.call_meeting(
            on.house,
            on.programme,
            caller(on.by, key, sent.happened),
            meeting=meeting,
            bodies=sent.bodies,
            starts=sent.starts,
            place=sent.place,
            in_public=sent.in_public,
        )
    )


@ROUTER.post("/{meeting}/agenda", summary="Put a matter on the agenda")
async def agenda(on: ForProgramme, meeting: Meeting, key: Key, sent: Item) -> Done:
    """It leaves the meeting it was on."""
    by = caller(on.by, key, sent.happened)
    return done(
        await meetings.put_on_agenda(
            on.house,
            on.programme,
            by,
            meeting=meeting,
            matter=sent.matter,
            bodies=sent.bodies,
            special_circumstances=sent.special_circumstances,
        )
    )


@ROUTER.post("/{meeting}/papers", summary="Note that the papers are out")
async def papers(on: ForProgramme, meeting: Meeting, key: Key, sent: Reported) -> Done:
    """If that is later than a body's rules ask, the record says so."""
    by = caller(on.by, key, sent.happened)
    return done(await meetings.issue_papers(on.house, on.programme, by, meeting=meeting))


@ROUTER.post("/{meeting}/apologies", summary="Note a member's apologies")
async def apologies(on: ForProgramme, meeting: Meeting, key: Key, sent: Apologies) -> Done:
    """Who is to know of a quorum in danger is told."""
    by = caller(on.by, key, sent.happened)
    return done(await meetings.give_apologies(on.house, on.programme, by, meeting=meeting, seat=sent.seat))


@ROUTER.post("/{meeting}/apologies/withdraw", summary="Take a member's apologies back")
async def withdraw_apologies(on: ForProgramme, meeting: Meeting, key: Key, sent: Apologies) -> Done:
    """They come after all. Who was told of a quorum in danger hears what is left of it."""
    by = caller(on.by, key, sent.happened)
    return done(
        await meetings.withdraw_apologies(on.house, on.programme, by, meeting=meeting, seat=sent.seat)
    )


# --- moved or lost ------------------------------------------------------------------------


@ROUTER.post("/{meeting}/move", summary="Move a meeting")
async def move(on: ForProgramme, meeting: Meeting, key: Key, sent: AnotherTime) -> Done:
    """To another day or hour; everything on its agenda goes with it."""
    by = caller(on.by, key, sent.happened)
    return done(
        await meetings.move(
            on.house, on.programme, by, meeting=meeting, starts=sent.starts, reason=sent.reason
        )
    )


@ROUTER.post("/{meeting}/adjourn", summary="Adjourn a meeting")
async def adjourn(on: ForProgramme, meeting: Meeting, key: Key, sent: Adjourned) -> Told:
    """Begun and broken off, to go on at that instant. What was done until then is told with it, or recorded
    later by its number, as sitting 1.
    """
    record = None
    if sent.record is not None:
        with within("record"):
            table = naming(meeting, sent.record)
            record = await recording.sitting_in(on.house, on.programme, meeting, table)
    return told(
        await recording.adjourn_meeting(
            on.house,
            on.programme,
            caller(on.by, key, sent.happened),
            meeting=meeting,
            starts=sent.starts,
            reason=sent.reason,
            record=record,
        )
    )


@ROUTER.post("/{meeting}/suspend", summary="Suspend a meeting")
async def suspend(on: ForProgramme, meeting: Meeting, key: Key, sent: Reason) -> Done:
    """Not held, and no new day yet; its items go to each body's next meeting."""
    by = caller(on.by, key, sent.happened)
    return done(await meetings.suspend(on.house, on.programme, by, meeting=meeting, reason=sent.reason))


@ROUTER.post("/{meeting}/cancel", summary="Cancel a meeting")
async def cancel(on: ForProgramme, meeting: Meeting, key: Key, sent: Reason) -> Done:
    """Not held; its items go to each body's next meeting."""
    by = caller(on.by, key, sent.happened)
    return done(await meetings.cancel(on.house, on.programme, by, meeting=meeting, reason=sent.reason))


# --- on the record ------------------------------------------------------------------------


@ROUTER.post("/{meeting}/record", summary="Record a meeting", openapi_extra=MEETING_RECORD)
async def record(
    request: Request, on: ForProgramme, meeting: Meeting, key: Key, dry_run: DryRun = False
) -> Told:
    """Who was there, and what each body did with each item, all at once: the same keys as the file that
    docs/recording-a-meeting.md tells. A fault in one item refuses the whole record.
    """
    table = naming(meeting, record_in(await request.body()))
    _, written = await recording.meeting_in(on.house, on.programme, table)
    by = caller(on.by, key, None)
    if dry_run:
        stream = of_meeting(meeting)
        return told(await recording.foresee(on.house, on.programme, by, stream=stream, command=written))
    return told(await recording.record_meeting(on.house, on.programme, by, meeting=meeting, record=written))
