"""An appointment to a post: proposed, confirmed, signed off outside, begun, extended, ended."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import ConfigDict, Field

from models.post_events import SignOffAnswer, TenureKind
from models.post_listings import AppointmentRead
from models.posts import RoundStage
from models.values import MatterId, OrganisationId, PersonId, Value
from services import appointments, post_reading, post_records
from services.appointments import OneAppointment, Proposed, SignOffSaid, StepLeftOut
from services.post_records import PostRecord
from web.api.asking import Done, ForProgramme, Key, caller, done
from web.api.posts import Post, when
from web.api.recruitment import Number
from web.api.sent import Kept, Reason, Reported, Words

ROUTER = APIRouter(prefix="/programmes/{programme}/posts/{post}/appointments/{number}", tags=["appointments"])


def appointment_named(post: Post, number: Number) -> OneAppointment:
    return OneAppointment(post=post, number=number)


Named = Annotated[OneAppointment, Depends(appointment_named)]

# --- what is sent -------------------------------------------------------------------------


class AppointmentSent(Reported):
    tenure: TenureKind
    person: PersonId
    round: int | None = Field(default=None, ge=1)
    """The round whose panel chose them; of an interim also one that appointed nobody, which it follows."""
    matter: MatterId | None = None
    """By which each body the post serves confirms it, and nothing else; without it, `matter-missing`."""
    hoped: Words | None = None
    """When it is hoped to begin, as it was said: `towards the end of February`."""
    last: date | None = None
    """Of an interim or a secondment: the last day."""
    months: int | None = Field(default=None, ge=1, le=120)
    """In place of a last day: so many months. From 31 January 2020, 13 are to 28 February 2021."""
    home: OrganisationId | None = None
    """Of a secondment: who stays the employer."""


class Tested(Kept):
    passed: bool


class LeftOut(Value):
    model_config = ConfigDict(frozen=True, extra="forbid")

    stage: RoundStage
    reason: Words


class FileSent(Reported):
    """What goes to the office outside; who is proposed, on what basis and for how long it is told already."""

    interviewed: int | None = Field(default=None, ge=0, le=1000)
    omitted: tuple[LeftOut, ...] = Field(default=(), max_length=20)
    """Each step of the recruitment that was left out, with the reason."""


class Answered(Kept):
    answer: SignOffAnswer
    by: PersonId
    """The office that answered, whoever enters it."""


class Starting(Reported):
    first: date
    hand_over: bool = False
    """Two hold the post until the last day of whoever holds it now, to hand it over: 31 days at most."""
    hand_over_until: date | None = None
    """Two hold it until this day, which becomes the last of whoever holds it now."""


class Extending(Reported):
    """To a last day or by so many months after the present one: one of the two."""

    last: date | None = None
    months: int | None = Field(default=None, ge=1, le=120)
    matter: MatterId | None = None
    """By which each body that confirmed the appointment confirms the longer term: another than its own;
    without it, `matter-missing`."""


class EndingEarly(Reason):
    last: date


# --- what is read -------------------------------------------------------------------------


@ROUTER.get("", summary="Read one appointment")
async def one(on: ForProgramme, named: Named) -> AppointmentRead:
    """Who confirmed it, what it waits for in words, how the time of the office outside runs, and its term."""
    return await post_reading.appointment(on.house, on.programme, named.post, named.number)


@ROUTER.get("/record", summary="Read the record of an appointment")
async def record(on: ForProgramme, named: Named) -> PostRecord:
    """Why it stands or ended as it did, from the entries of the record alone: proposal, confirmations, the
    sign-off from outside, start and end; fit to print.
    """
    return await post_records.appointment_record(on.house, on.programme, named.post, named.number)


# --- what is done -------------------------------------------------------------------------


@ROUTER.post("/propose", summary="Propose an appointment")
async def propose(on: ForProgramme, named: Named, key: Key, sent: AppointmentSent) -> Done:
    """It hangs on the matter named, by which each body the post serves is to confirm it. Nobody is asked by
    this: the matter is opened for itself, once it is found that the person may hold the post.
    """
    by = caller(on.by, key, sent.happened)
    hoped = await when(on, sent.hoped, sent.happened) if sent.hoped else None
    proposed = Proposed(**(sent.model_dump(exclude={"happened", "hoped"}) | {"hoped": hoped}))
    return done(await appointments.propose(on.house, on.programme, by, on=named, proposed=proposed))


@ROUTER.post("/eligibility", summary="Record whether somebody is eligible")
async def eligibility(on: ForProgramme, named: Named, key: Key, sent: Tested) -> Done:
    """Whether they may hold such a post at all, before anybody approves it."""
    by = caller(on.by, key, sent.happened)
    return done(
        await appointments.record_eligibility(
            on.house, on.programme, by, on=named, passed=sent.passed, evidence=sent.evidence
        )
    )


@ROUTER.post("/sign-off/request", summary="Ask for the outside sign-off")
async def request_sign_off(on: ForProgramme, named: Named, key: Key, sent: FileSent) -> Done:
    """Once every body has confirmed, with a reason for each step that was left out."""
    by = caller(on.by, key, sent.happened)
    steps = tuple(StepLeftOut(stage=each.stage, reason=each.reason) for each in sent.omitted)
    return done(
        await appointments.request_sign_off(
            on.house, on.programme, by, on=named, interviewed=sent.interviewed, omitted=steps
        )
    )


@ROUTER.post("/sign-off/await", summary="Stop the outside office's time")
async def await_information(on: ForProgramme, named: Named, key: Key, sent: Reason) -> Done:
    """It waits for something from us, and its time stands still meanwhile."""
    by = caller(on.by, key, sent.happened)
    return done(
        await appointments.await_information(on.house, on.programme, by, on=named, reason=sent.reason)
    )


@ROUTER.post("/sign-off/supply", summary="Let the outside office's time run on")
async def supply(on: ForProgramme, named: Named, key: Key, sent: Reported) -> Done:
    """What it waited for was sent; it has as long as it had left."""
    by = caller(on.by, key, sent.happened)
    return done(await appointments.supply_information(on.house, on.programme, by, on=named))


@ROUTER.post("/sign-off/answer", summary="Record the outside office's answer")
async def answer(on: ForProgramme, named: Named, key: Key, sent: Answered) -> Done:
    """With the force its answer has for this post: a consent, a comment or a veto."""
    by = caller(on.by, key, sent.happened)
    said = SignOffSaid(answer=sent.answer, by=sent.by, evidence=sent.evidence)
    return done(await appointments.answer_sign_off(on.house, on.programme, by, on=named, said=said))


@ROUTER.post("/start", summary="Fix the first day")
async def start(on: ForProgramme, named: Named, key: Key, sent: Starting) -> Done:
    """Once everything it waited for is met; it begins with that day, at midnight."""
    by = caller(on.by, key, sent.happened)
    return done(
        await appointments.fix_start(
            on.house,
            on.programme,
            by,
            on=named,
            first=sent.first,
            hand_over=sent.hand_over,
            hand_over_until=sent.hand_over_until,
        )
    )


@ROUTER.post("/extend", summary="Propose a later last day")
async def extend(on: ForProgramme, named: Named, key: Key, sent: Extending) -> Done:
    """It takes effect once every body that was to confirm the first has confirmed it too, in a matter of its
    own, and the office outside has answered. Nobody is asked by this: the matter is opened for itself.
    """
    by = caller(on.by, key, sent.happened)
    return done(
        await appointments.propose_extension(
            on.house, on.programme, by, on=named, last=sent.last, months=sent.months, matter=sent.matter
        )
    )


@ROUTER.post("/extend/confirm", summary="Put an extension in force")
async def confirm(on: ForProgramme, named: Named, key: Key, sent: Reported) -> Done:
    """All have confirmed it and, where the post needs a sign-off from outside, the office has answered."""
    by = caller(on.by, key, sent.happened)
    return done(await appointments.extend_term(on.house, on.programme, by, on=named))


@ROUTER.post("/end-early", summary="End an appointment early")
async def end_early(on: ForProgramme, named: Named, key: Key, sent: EndingEarly) -> Done:
    """On an earlier last day than its term has."""
    by = caller(on.by, key, sent.happened)
    return done(
        await appointments.end_early(on.house, on.programme, by, on=named, last=sent.last, reason=sent.reason)
    )


@ROUTER.post("/withdraw", summary="Withdraw an appointment")
async def withdraw(on: ForProgramme, named: Named, key: Key, sent: Reason) -> Done:
    """Only before it has begun."""
    by = caller(on.by, key, sent.happened)
    return done(await appointments.withdraw(on.house, on.programme, by, on=named, reason=sent.reason))
