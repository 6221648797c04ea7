"""What goes around a decision of a council's executive: notice of a key one, publication, call-in."""

from datetime import date

from fastapi import APIRouter
from pydantic import Field

from models.executive import KeyException, ScrutinySays
from models.executive_listings import DecisionRecordRead, KeyDecisionRead
from models.values import BodyId, SeatId
from services import executive
from services.executive import ExceptionSaid, NoticeGiven, RecordSaid, ScrutinySaid, UrgencySaid
from web.api.asking import Body, Done, ForMatter, Key, caller, done
from web.api.sent import Reported, Words

ROUTER = APIRouter(prefix="/matters/{matter}/bodies/{body}", tags=["key decisions and call-in"])

# --- what is sent -------------------------------------------------------------------------


class KeyNotice(Reported):
    """The days between which the body means to decide, the first and last included."""

    first: date
    last: date
    obtained: Words
    """How the documents of the matter are got."""


class ExceptionUsed(Reported):
    exception: KeyException
    reason: Words
    agreed_by: SeatId | None = None
    """Of special urgency: the chair who agreed."""
    unable: tuple[SeatId, ...] = Field(default=(), max_length=20)
    """Who has to be asked before them and could not be."""


class Record(Reported):
    """What the published record says beside the decision itself."""

    reasons: Words
    rejected: str = Field(default="", max_length=5000)
    """Alternatives considered and rejected."""
    conflicts: str = Field(default="", max_length=5000)
    dispensations: str = Field(default="", max_length=5000)
    urgent: str = Field(default="", max_length=5000)
    """Why it cannot wait to be called in; left out, it may be called in."""
    agreed_by: SeatId | None = None
    """The chair who agreed that it is urgent."""
    unable: tuple[SeatId, ...] = Field(default=(), max_length=20)
    """Who has to be asked before them and could not be."""


class CalledIn(Reported):
    scrutiny: BodyId
    """The scrutiny body that calls it in."""
    reason: Words


class ScrutinyMet(Reported):
    scrutiny: BodyId
    outcome: ScrutinySays
    reason: str = Field(default="", max_length=5000)
    """Needed for a referral back."""


# --- what is read -------------------------------------------------------------------------


@ROUTER.get("/key-notice", summary="Read the notice of a key decision")
async def notice(on: ForMatter, body: Body) -> KeyDecisionRead:
    """As it can be published: what is to be decided, by whom, between which days, on which documents."""
    return await executive.key_decision(on.house, on.programme, on.matter, body)


@ROUTER.get("/decision/record", summary="Read the record of an executive's decision")
async def record(on: ForMatter, body: Body) -> DecisionRecordRead:
    """As it can be published, with how far the decision is from taking effect."""
    return await executive.decision_record(on.house, on.programme, on.matter, body)


# --- what is done -------------------------------------------------------------------------


@ROUTER.post("/key-notice", summary="Publish notice of a key decision")
async def key_notice(on: ForMatter, body: Body, key: Key, sent: KeyNotice) -> Done:
    """The matter, its documents and the body with its members are known; the notice adds the days."""
    by = caller(on.by, key, sent.happened)
    notice = NoticeGiven.model_validate(sent.model_dump(exclude={"happened"}))
    return done(
        await executive.publish_key_notice(
            on.house, on.programme, by, matter=on.matter, body=body, notice=notice
        )
    )


@ROUTER.post("/key-exception", summary="Take a key decision without its whole notice")
async def key_exception(on: ForMatter, body: Body, key: Key, sent: ExceptionUsed) -> Done:
    """By general exception the chair of scrutiny is told; special urgency needs the agreement of a chair."""
    by = caller(on.by, key, sent.happened)
    said = ExceptionSaid.model_validate(sent.model_dump(exclude={"happened"}))
    return done(
        await executive.use_key_exception(on.house, on.programme, by, matter=on.matter, body=body, said=said)
    )


@ROUTER.post("/decision/publish", summary="Publish the record of a decision")
async def publish(on: ForMatter, body: Body, key: Key, sent: Record) -> Done:
    """From then on it may be called in, unless the record says that it is urgent and the chair agreed."""
    by = caller(on.by, key, sent.happened)
    urgency = UrgencySaid(reason=sent.urgent, agreed_by=sent.agreed_by, unable=sent.unable)
    record = RecordSaid(
        reasons=sent.reasons,
        rejected=sent.rejected,
        conflicts=sent.conflicts,
        dispensations=sent.dispensations,
        urgency=urgency if sent.urgent.strip() else None,
    )
    return done(
        await executive.publish_decision(
            on.house, on.programme, by, matter=on.matter, body=body, record=record
        )
    )


@ROUTER.post("/call-in", summary="Call a decision in")
async def call_in(on: ForMatter, body: Body, key: Key, sent: CalledIn) -> Done:
    """As the scrutiny body does, in the time there is for it; the decision is suspended."""
    by = caller(on.by, key, sent.happened)
    return done(
        await executive.call_in(
            on.house,
            on.programme,
            by,
            matter=on.matter,
            body=body,
            scrutiny=sent.scrutiny,
            reason=sent.reason,
        )
    )


@ROUTER.post("/call-in/answer", summary="Answer a call-in")
async def answer(on: ForMatter, body: Body, key: Key, sent: ScrutinyMet) -> Done:
    """The scrutiny body has met: the decision stands, or goes back to the body that took it."""
    by = caller(on.by, key, sent.happened)
    said = ScrutinySaid(scrutiny=sent.scrutiny, outcome=sent.outcome, reason=sent.reason)
    return done(
        await executive.answer_call_in(on.house, on.programme, by, matter=on.matter, body=body, said=said)
    )
