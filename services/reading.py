"""What pages and the API read of the register: programmes, pages of matters, one matter, one body."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

from models.approval import Approval
from models.errors import NotFound
from models.listings import Matrix, MatterLine
from models.programme import Body, Definition
from models.sign_off import ConcernState, Decided, SignOff
from models.values import (
    LONDON,
    Answer,
    BodyId,
    Channel,
    Instant,
    MatterId,
    MeetingId,
    PersonId,
    ProgrammeId,
    SeatId,
    Sha256,
    Slug,
    Stream,
    Text,
    Value,
)
from services import overview
from services.acting import House
from storage import matters as found_matters
from storage.matters import MatterFound
from storage.register import person_of
from storage.requests import enclosed_file

PAGE = 50
MEETINGS_AHEAD = 8


class MeetingRead(Value):
    """One meeting of the calendar; in common when several bodies sit together."""

    id: MeetingId
    bodies: tuple[str, ...]
    day: date
    at: time
    place: str
    in_public: bool


class BodyLine(Value):
    id: BodyId
    code: str
    name: str
    short: str
    kind: str
    seats: int


class ProgrammeRead(Value):
    id: ProgrammeId
    name: str
    short: str
    shows: Instant
    """What the programme's clock shows."""
    contact: str
    """Whom to ask: the secretariat, title and address."""
    bodies: tuple[BodyLine, ...]
    meetings: tuple[MeetingRead, ...]
    """The next ones by the calendar."""


class MattersPage(Value):
    matters: tuple[MatterLine, ...]
    after: MatterId = ""
    """Ask with this for the next page; empty when there is none."""


class MatterRead(Value):
    """One matter before all its bodies, and what a page says beside the table."""

    programme: ProgrammeId
    matrix: Matrix
    document: str
    policy: str
    required: int
    given: int
    """How many of those required have given what they were asked for."""
    said: dict[BodyId, str]
    """What each body's decision came to, in words."""
    names: dict[BodyId, str]


class AnswerLine(Value):
    answer: Answer
    reason: str
    by: PersonId
    given: Instant
    channel: Channel | None


class ConcernLine(Value):
    id: Slug
    seat: SeatId | None
    words: str
    answer: str
    state: ConcernState
    raised: Instant


class BodyRead(Value):
    """One body's sign-off in full, for the offices that look after it."""

    stream: str
    sign_off: dict[str, Any]
    """The register's own state of it, typed words as digests."""
    unanswered: tuple[SeatId, ...]
    answers: dict[SeatId, AnswerLine]
    concerns: tuple[ConcernLine, ...]
    decided: Decided | None


# --- programmes ---------------------------------------------------------------------------


async def programme(house: House, id_: ProgrammeId) -> ProgrammeRead:
    """Raises NotFound for one that has no definition in force."""
    found = await house.database.read(found_matters.programme_found, id_)
    if found is None:
        raise NotFound("unknown-programme", "There is no such programme here.")
    definition, offset = found
    secretariat = await house.database.read(person_of, id_, definition.secretariat)
    shows = await house.clock.now() + offset
    return ProgrammeRead(
        id=id_,
        name=definition.name,
        short=definition.short,
        shows=shows,
        contact=", ".join(secretariat) if secretariat else "",
        bodies=tuple(_body_line(each) for each in definition.bodies),
        meetings=_ahead(definition, shows.astimezone(LONDON).date()),
    )


async def definition_planning(house: House, matter: MatterId) -> ProgrammeId:
    """The programme a matter is opened or planned in. Raises NotFound for one nobody plans."""
    found = await house.database.read(found_matters.programme_planning, matter)
    if found is None:
        raise NotFound("unknown-matter", "There is no matter of that name here.")
    return found


def _body_line(body: Body) -> BodyLine:
    return BodyLine(
        id=body.id, code=body.code, name=body.name, short=body.short, kind=body.kind, seats=len(body.seats)
    )


def _ahead(definition: Definition, today: date) -> tuple[MeetingRead, ...]:
    to_come = sorted(
        (each for each in definition.meetings if each.day >= today), key=lambda each: (each.day, each.at)
    )
    return tuple(
        MeetingRead(
            id=each.id,
            bodies=tuple(_name(definition, body) for body in each.bodies),
            day=each.day,
            at=each.at,
            place=each.place,
            in_public=each.in_public,
        )
        for each in to_come[:MEETINGS_AHEAD]
    )


# --- matters ------------------------------------------------------------------------------


async def matters(house: House, id_: ProgrammeId, after: MatterId = "", limit: int = PAGE) -> MattersPage:
    """The matters that were opened, in the order of their ids, one page at a time."""
    found = await house.database.read(found_matters.matters_found, id_, after, limit + 1)
    if found is None:
        raise NotFound("unknown-programme", "There is no such programme here.")
    lines = tuple(_matter_line(found.definition, each) for each in found.approvals[:limit])
    return MattersPage(matters=lines, after=lines[-1].matter if len(found.approvals) > limit else "")


async def matter(house: House, id_: MatterId) -> MatterRead:
    """Raises NotFound for one that was not opened."""
    found = await _found(house, id_)
    newest = _newest(found)
    required = [asked for stage in found.approval.route.stages for asked in stage.asks if asked.required]
    return MatterRead(
        programme=found.programme,
        matrix=await overview.matrix(house, found.programme, id_),
        document=_document(found.definition, found.approval),
        policy=found.approval.route.policy,
        required=len(required),
        given=sum(_holds(found.approval, asked.body) for asked in required),
        said={body: _said(sign_off) for body, sign_off in newest.items()},
        names={body.id: body.name for body in found.definition.bodies},
    )


async def body(house: House, id_: MatterId, body: BodyId) -> BodyRead:
    """Raises NotFound when the matter was not opened or the body not asked."""
    found = await _found(house, id_)
    sign_off = _sign_off(found, body)
    typed = _typed(found)
    return BodyRead(
        stream=sign_off.stream,
        sign_off=sign_off.model_dump(mode="json"),
        unanswered=sign_off.unanswered(),
        answers={
            seat: AnswerLine(
                answer=given.answer,
                reason=typed(given.reason),
                by=given.by,
                given=given.given,
                channel=given.evidence_channel,
            )
            for seat, given in sign_off.answers.items()
        },
        concerns=_concerns(sign_off, typed),
        decided=sign_off.decided,
    )


async def asked(house: House, id_: MatterId, body: BodyId) -> tuple[ProgrammeId, Stream]:
    """The programme and stream of what a body is asked last. Raises NotFound as `body` does."""
    found = await _found(house, id_)
    return found.programme, _sign_off(found, body).stream


async def file(house: House, sha256: Sha256) -> tuple[str, str, bytes]:
    """Name, media type and bytes of an enclosed part. Raises NotFound for what is not enclosed."""
    definitions = await house.database.read(found_matters.definitions_in_force)
    found = await house.database.read(enclosed_file, sha256, definitions)
    if found is None:
        raise NotFound("no-such-document", "No document with that content is enclosed with a matter here.")
    return found


async def _found(house: House, id_: MatterId) -> MatterFound:
    found = await house.database.read(found_matters.matter_found, id_)
    if found is None:
        raise NotFound("no-such-matter", "There is no matter of that name here, or it was not opened yet.")
    return found


def _sign_off(found: MatterFound, body: BodyId) -> SignOff:
    sign_off = _newest(found).get(body)
    if sign_off is None:
        raise NotFound("no-such-sign-off", "This body has not been asked about this matter.")
    return sign_off


def _newest(found: MatterFound) -> dict[BodyId, SignOff]:
    """Of each body the request opened last: an amendment asks some bodies again and leaves others."""
    return {each.body: each for each in sorted(found.sign_offs, key=lambda each: each.opened)}


def _matter_line(definition: Definition, approval: Approval) -> MatterLine:
    plan = definition.matter(approval.matter)
    return MatterLine(
        matter=approval.matter,
        title=plan.title if plan else approval.matter,
        progress=approval.progress,
        is_complete=approval.is_complete,
        version=approval.version,
        opened=approval.opened,
        asked=sum(len(stage.asks) for stage in approval.route.stages),
        given=sum(outcome.holds for outcome in approval.outcomes.values()),
    )


def _holds(approval: Approval, body: BodyId) -> bool:
    outcome = approval.outcomes.get(body)
    return outcome is not None and outcome.holds


def _document(definition: Definition, approval: Approval) -> str:
    document = definition.document(approval.document)
    if document is None:
        return approval.document
    titles = [each.title for each in document.versions if each.label == approval.version and each.title]
    return titles[0] if titles else document.title


def _name(definition: Definition, body: BodyId) -> str:
    found = definition.body(body)
    return found.name if found else body


# --- words --------------------------------------------------------------------------------


def _said(sign_off: SignOff) -> str:
    """The count, and how concerns ended; never whose they were."""
    said = []
    if sign_off.decided and sign_off.decided.basis.counted:
        said.append(sign_off.decided.basis.counted.words.rstrip("."))
    ended = [each.state for each in sign_off.concerns.values()]
    if ended:
        answered = sum(state is ConcernState.ANSWERED for state in ended)
        said.append(f"{_questions(len(ended))}, {answered or 'none'} answered")
    return f"{'. '.join(said)}." if said else ""


def _questions(count: int) -> str:
    return "One question or concern" if count == 1 else f"{count} questions or concerns"


def _typed(found: MatterFound) -> Callable[[Text | None], str]:
    return lambda text: "" if text is None else found.words.get(text.digest, "(erased)")


def _concerns(sign_off: SignOff, typed: Callable[[Text | None], str]) -> tuple[ConcernLine, ...]:
    return tuple(
        ConcernLine(
            id=each.id,
            seat=each.seat,
            words=typed(each.words),
            answer=typed(each.answer),
            state=each.state,
            raised=each.raised,
        )
        for each in sign_off.concerns.values()
    )
