"""What a member sees of the request a letter brought: what is asked, how they stand, what they said."""

from enum import StrEnum

from models.approval import RequestStage
from models.errors import NotFound
from models.programme import Definition
from models.sign_off import ConcernState, MemberAnswer, SignOff
from models.values import (
    Answer,
    Ask,
    Channel,
    Instant,
    MatterId,
    PersonId,
    Procedure,
    SeatId,
    Sha256,
    Slug,
    Standing,
    Text,
    Value,
    VersionLabel,
)
from services.deputies import Candidate, candidates
from services.house import House
from storage.links import Link
from storage.requests import RequestFound, Waiting, request_found, sizes_of


class Stands(StrEnum):
    """How one member stands to one request, in the order a secretary would check it."""

    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    ELSEWHERE = "elsewhere"
    """The body does not decide by written procedure."""
    CLOSED = "closed"
    NOT_ENTITLED = "not-entitled"
    HANDED_OVER = "handed-over"
    NOT_THEIRS = "not-theirs"
    CONFLICTED = "conflicted"
    TOO_UNSURE = "too-unsure"
    """The body asks for a surer sign-in than a link."""
    ANSWERED = "answered"
    ASKED = "asked"


MAY_ACT = frozenset({Stands.ASKED, Stands.ANSWERED})


class PartRead(Value):
    id: Slug
    title: str
    on_request: bool
    sha256: Sha256 | None
    size: int
    asked: Instant | None = None
    """When this person asked for it."""
    ended: Instant | None = None
    """When it was sent or refused."""
    is_refused: bool = False


class AnswerRead(Value):
    answer: Answer
    reason: str
    given: Instant
    number: int
    channel: Channel | None = None
    """How it came, when the secretariat entered it."""


class QuestionRead(Value):
    words: str
    answer: str
    state: ConcernState


class OtherRequest(Value):
    """Something else that waits for the same person, to be answered by the link of its own letter."""

    title: str
    body: str
    ask: Ask
    deadline: Instant | None


class RequestRead(Value):
    matter: MatterId
    title: str
    document: str
    version: VersionLabel
    content_hash: Sha256
    parts: tuple[PartRead, ...]
    partnership: str
    body: str
    seat: str
    asked_by: str
    contact: str
    """Whom to write to: the body's secretary, title and address."""
    ask: Ask
    procedure: Procedure
    standing: Standing
    stands: Stands
    is_held: bool
    opened: Instant
    deadline: Instant | None
    silence_is_assent: bool
    may_change: bool
    may_name_deputy: bool
    answer: AnswerRead | None
    interest: str
    deputy: str
    """The deputy's title, once the seat is handed over."""
    for_another: bool
    """Whether the person answers as somebody's deputy."""
    questions: tuple[QuestionRead, ...]
    decided: Instant | None
    counted: str
    candidates: tuple[Candidate, ...]
    others: tuple[OtherRequest, ...]
    now: Instant

    @property
    def may_act(self) -> bool:
        return self.stands in MAY_ACT


async def request_of(house: House, link: Link) -> RequestRead:
    """The request of a link, as it stands now. Raises NotFound when it is gone."""
    now = await house.clock.now()
    found = await house.database.read(request_found, link, now)
    if found is None:
        raise NotFound("no-such-sign-off")
    names = [part.sha256 for part in _parts(found) if part.sha256]
    sizes = await house.database.read(sizes_of, names)
    return _read(found, link, now + found.offset, sizes)


def _read(found: RequestFound, link: Link, now: Instant, sizes: dict[Sha256, int]) -> RequestRead:
    sign_off, written = found.sign_off, found.rules.written
    body = found.definition.body(sign_off.body)
    plan = found.definition.matter(found.approval.matter)
    secretary = found.people.get(body.secretary if body else found.definition.secretariat)
    given = sign_off.answers.get(link.seat)
    return RequestRead(
        matter=found.approval.matter,
        title=plan.title if plan else found.approval.matter,
        document=_document(found),
        version=sign_off.version,
        content_hash=sign_off.content_hash,
        parts=tuple(_part(found, link, part, sizes) for part in _parts(found)),
        partnership=found.definition.name,
        body=body.name if body else sign_off.body,
        seat=_seat_title(found.definition, link.seat),
        asked_by=_title(found, found.approval.sponsor),
        contact=f"{secretary.name}, {secretary.address}" if secretary else "",
        ask=sign_off.ask,
        procedure=sign_off.procedure,
        standing=sign_off.standing,
        stands=_stands(found, link, now),
        is_held=found.approval.progress == "held",
        opened=sign_off.opened,
        deadline=sign_off.deadline,
        silence_is_assent=written is not None and written.silence == "assent",
        may_change=written is not None and written.may_change_answer,
        may_name_deputy=found.rules.deputies is not None,
        answer=_answer(found, given) if given else None,
        interest=_words(found, sign_off.interests.get(link.seat)),
        deputy=_title(found, sign_off.deputies[link.seat]) if link.seat in sign_off.deputies else "",
        for_another=sign_off.deputies.get(link.seat) == link.person,
        questions=_questions(found, link.seat),
        decided=sign_off.decided.happened if sign_off.decided else None,
        counted=_counted(sign_off),
        candidates=candidates(found.definition, found.people, sign_off.body, link.person),
        others=tuple(_other(found.definition, each) for each in found.others),
        now=now,
    )


def _stands(found: RequestFound, link: Link, now: Instant) -> Stands:
    """For showing only: whoever presses is judged by the rules, whatever the page said."""
    sign_off = found.sign_off
    if found.approval.progress == "withdrawn" or sign_off.standing is Standing.WITHDRAWN:
        return Stands.WITHDRAWN
    if sign_off.standing is Standing.SUPERSEDED:
        return Stands.SUPERSEDED
    if sign_off.procedure is not Procedure.WRITTEN:
        return Stands.ELSEWHERE
    if not sign_off.is_open or (sign_off.deadline and now >= sign_off.deadline):
        return Stands.CLOSED
    if link.seat not in sign_off.entitled:
        return Stands.NOT_ENTITLED
    if (theirs := _speaks(found, link)) is not None:
        return theirs
    if link.seat in sign_off.interests:
        return Stands.CONFLICTED
    if found.rules.minimum_assurance != "a1-link":
        return Stands.TOO_UNSURE
    return Stands.ANSWERED if link.seat in sign_off.answers else Stands.ASKED


def _speaks(found: RequestFound, link: Link) -> Stands | None:
    """None when the person of the link is the one who answers for the seat."""
    deputy = found.sign_off.deputies.get(link.seat)
    seat = found.definition.seat(link.seat)
    holds_it = seat is not None and seat.held_by == link.person
    if deputy is not None and deputy != link.person:
        return Stands.HANDED_OVER if holds_it else Stands.NOT_THEIRS
    return None if holds_it or deputy == link.person else Stands.NOT_THEIRS


# --- the document -------------------------------------------------------------------------


def _document(found: RequestFound) -> str:
    document = found.definition.document(found.approval.document)
    return document.title if document else found.approval.document


def _parts(found: RequestFound) -> tuple[PartRead, ...]:
    document = found.definition.document(found.approval.document)
    versions = document.versions if document else ()
    version = next((each for each in versions if each.label == found.sign_off.version), None)
    return tuple(
        PartRead(id=part.id, title=part.title, on_request=part.on_request, sha256=part.sha256, size=part.size)
        for part in (version.parts if version else ())
    )


def _part(found: RequestFound, link: Link, part: PartRead, sizes: dict[Sha256, int]) -> PartRead:
    """With its size, and what became of this person's last request for it."""
    size = sizes.get(part.sha256 or "", part.size)
    asked = [
        each for each in found.approval.requests.values() if each.by == link.person and part.id in each.parts
    ]
    if not asked:
        return part.model_copy(update={"size": size})
    last = max(asked, key=lambda each: each.asked)
    became = {"asked": last.asked, "ended": last.ended, "is_refused": last.stage is RequestStage.REFUSED}
    return part.model_copy(update={"size": size, **became})


# --- what was said ------------------------------------------------------------------------


def _words(found: RequestFound, text: Text | None) -> str:
    return "" if text is None else found.words.get(text.digest, "(erased)")


def _answer(found: RequestFound, given: MemberAnswer) -> AnswerRead:
    return AnswerRead(
        answer=given.answer,
        reason=_words(found, given.reason),
        given=given.given,
        number=given.number,
        channel=given.evidence_channel,
    )


def _questions(found: RequestFound, seat: SeatId) -> tuple[QuestionRead, ...]:
    return tuple(
        QuestionRead(
            words=_words(found, concern.words), answer=_words(found, concern.answer), state=concern.state
        )
        for concern in found.sign_off.concerns.values()
        if concern.seat == seat
    )


def _counted(sign_off: SignOff) -> str:
    decided = sign_off.decided
    return decided.basis.counted.words if decided and decided.basis.counted else ""


def _other(definition: Definition, waiting: Waiting) -> OtherRequest:
    plan = definition.matter(waiting.approval.matter)
    body = definition.body(waiting.sign_off.body)
    return OtherRequest(
        title=plan.title if plan else waiting.approval.matter,
        body=body.name if body else waiting.sign_off.body,
        ask=waiting.sign_off.ask,
        deadline=waiting.sign_off.deadline,
    )


def _title(found: RequestFound, person: PersonId) -> str:
    known = found.people.get(person)
    return known.name if known else person


def _seat_title(definition: Definition, seat: SeatId) -> str:
    found = definition.seat(seat)
    return found.title if found else "A member"
