"""What is promised or owed: listed by its date, opened, kept, carried over or dropped."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from models.dates import When
from models.values import Instant, MatterId, Value
from services import obligations, overview
from services.obligations import ConditionMet, ObligationLine
from web.api.asking import (
    Done,
    ForProgramme,
    Key,
    Limit,
    Obligation,
    Offset,
    OnProgramme,
    caller,
    done,
    page_of,
)
from web.api.sent import CarriedOver, Extended, Kept, Met, Owed, Reason

ROUTER = APIRouter(prefix="/programmes/{programme}/obligations", tags=["obligations"])

OnMatter = Annotated[MatterId | None, Query(description="Only those about this matter.")]
IsOpen = Annotated[bool | None, Query(alias="open", description="Only those still owed, or only the ended.")]
DueBy = Annotated[date | None, Query(description="Only those whose last day is this one or before.")]


class ObligationsPage(Value):
    obligations: tuple[ObligationLine, ...]
    offset: int | None = None
    """Ask with this for the next page; None when there is none."""


class Entered(Done):
    """`warning` says where it cannot be kept as things stand."""

    warning: str = ""


@ROUTER.get("", summary="List what is promised or owed")
async def listed(
    on: ForProgramme,
    *,
    matter: OnMatter = None,
    is_open: IsOpen = None,
    due_by: DueBy = None,
    offset: Offset = 0,
    limit: Limit = 100,
) -> ObligationsPage:
    """Late ones first, then open ones by their date, vague ones among them; then those that have ended."""
    every = await obligations.obligations(on.house, on.programme, matter)
    wanted = [each for each in every if _is_wanted(each, is_open, due_by)]
    page, following = page_of(wanted, offset, limit)
    return ObligationsPage(obligations=page, offset=following)


def _is_wanted(line: ObligationLine, is_open: bool | None, due_by: date | None) -> bool:
    latest = line.due.latest
    is_in_time = due_by is None or (latest is not None and latest <= due_by)
    return is_in_time and (is_open is None or is_open is (line.ended is None))


@ROUTER.get("/{obligation}", summary="Read one obligation")
async def one(on: ForProgramme, obligation: Obligation) -> ObligationLine:
    """With its date as it was said, and what became of it."""
    return await obligations.obligation(on.house, on.programme, obligation)


@ROUTER.post("/{obligation}/open", summary="Enter something promised or owed")
async def open_(on: ForProgramme, obligation: Obligation, key: Key, sent: Owed) -> Entered:
    """With its owner and its date, also a vague one. Where the matter it is about cannot be finished by
    then, as things stand, the answer says so, and so does the record.
    """
    opened = await obligations.open_obligation(
        on.house,
        on.programme,
        caller(on.by, key, sent.happened),
        obligation=obligation,
        sort=sent.sort,
        owner=sent.owner,
        words=sent.words,
        due=await _when(on, sent.due, sent.happened),
        matter=sent.matter,
        source=sent.source,
        promised_to=sent.promised_to,
    )
    return Entered(**done(opened).model_dump(), warning=opened.warning)


@ROUTER.post("/{obligation}/keep", summary="Keep an obligation")
async def keep(on: ForProgramme, obligation: Obligation, key: Key, sent: Kept) -> Done:
    """It is done; late if its date had passed."""
    by = caller(on.by, key, sent.happened)
    return done(
        await obligations.keep(on.house, on.programme, by, obligation=obligation, evidence=sent.evidence)
    )


@ROUTER.post("/{obligation}/carry-over", summary="Carry an obligation over")
async def carry_over(on: ForProgramme, obligation: Obligation, key: Key, sent: CarriedOver) -> Done:
    """Still owed, to a new date, in the open; what was late stays late."""
    by = caller(on.by, key, sent.happened)
    due = await _when(on, sent.due, sent.happened)
    return done(
        await obligations.carry_over(
            on.house, on.programme, by, obligation=obligation, due=due, reason=sent.reason
        )
    )


@ROUTER.post("/{obligation}/drop", summary="Drop an obligation")
async def drop(on: ForProgramme, obligation: Obligation, key: Key, sent: Reason) -> Done:
    """No longer owed, and why."""
    by = caller(on.by, key, sent.happened)
    return done(await obligations.drop(on.house, on.programme, by, obligation=obligation, reason=sent.reason))


@ROUTER.post("/{obligation}/discharge", summary="Call a condition met")
async def discharge(on: ForProgramme, obligation: Obligation, key: Key, sent: Met) -> Done:
    """As the officer named by the body says, after the consultations the body asked for; where the body
    lets the officer, the version that meets it is agreed with it.
    """
    by = caller(on.by, key, sent.happened)
    met = ConditionMet.model_validate(sent.model_dump(exclude={"happened"}))
    return done(
        await obligations.discharge_condition(on.house, on.programme, by, obligation=obligation, met=met)
    )


@ROUTER.post("/{obligation}/extend", summary="Extend a condition")
async def extend(on: ForProgramme, obligation: Obligation, key: Key, sent: Extended) -> Done:
    """To a later day, as the body that set it decided; an approval that lapsed with it holds again."""
    by = caller(on.by, key, sent.happened)
    return done(
        await obligations.extend_condition(
            on.house, on.programme, by, obligation=obligation, due=sent.due, evidence=sent.evidence
        )
    )


async def _when(on: OnProgramme, due: str, happened: Instant | None) -> When:
    """Read as of the day it was said."""
    return obligations.when_said(due, happened or (await overview.clock(on.house, on.programme)).shows)
