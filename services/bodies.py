"""One body's sign-off in full, for the offices that look after it."""

from collections.abc import Callable, Mapping
from typing import Any

from models.errors import NotFound
from models.listings import ConditionStands, GaveBefore, LineCorrected, NoticeStands
from models.sign_off import ConcernState, Decided, MemberAnswer, SignOff
from models.values import (
    Answer,
    BodyId,
    Channel,
    Instant,
    MatterId,
    PersonId,
    ProgrammeId,
    SeatId,
    Slug,
    Standing,
    Stream,
    Text,
    Value,
    VersionLabel,
)
from rules.calendar import in_words, london_day
from rules.conflicts import quorum_in_words
from services.amended import conditions_of, decided_on, gave_before, notice_of
from services.corrections import corrections
from services.declarations import warning_of
from services.effects import effect_of
from services.house import House
from services.reading import all_of, newest_of, opened_matter
from services.rounds import rounds, typed_in
from storage.matters import MatterFound
from storage.register import words_by_digest


class AnswerLine(Value):
    answer: Answer
    reason: str
    by: PersonId
    given: Instant
    channel: Channel | None


class RoundLine(Value):
    """A time that came to an end: how, with its figures and reason, and what was answered in writing."""

    words: str
    answers: dict[SeatId, AnswerLine]


class ConcernLine(Value):
    version: VersionLabel
    """Of the text it was raised on, perhaps an earlier one than the body is asked about now."""
    id: Slug
    seat: SeatId | None
    words: str
    answer: str
    state: ConcernState
    raised: Instant
    objects: bool = False
    """Whether it is the body's objection to an amendment."""


class BodyRead(Value):
    """One body's sign-off in full, for the offices that look after it."""

    stream: str
    sign_off: dict[str, Any]
    """The register's own state of what it decides on, typed words as digests."""
    effect: str
    """What its decision waits for before it takes effect; empty of one that has."""
    notice: NoticeStands | None
    """Of an amendment it was told of and may object to."""
    conditions: tuple[ConditionStands, ...]
    before: GaveBefore | None
    """While it is asked again: what it gave before."""
    unanswered: tuple[SeatId, ...]
    vacant: tuple[SeatId, ...]
    """Of these, seats that nobody holds today: nobody is asked there."""
    conflicted: tuple[SeatId, ...]
    """Who declared an interest, and so takes no part where it decides in writing."""
    answers: dict[SeatId, AnswerLine]
    concerns: tuple[ConcernLine, ...]
    decided: Decided | None
    before_that: tuple["RoundLine", ...]
    """Each time it took the item without giving what it was asked, and who had answered what."""
    inquorate: tuple[str, ...]
    """Each time it came to the item without being able to decide: what was missing, and why."""
    declarations: str
    """Whose yearly declaration of interests is missing or old; empty where none is. It stops nothing."""
    corrections: tuple[LineCorrected, ...]
    """What later lines say earlier ones of this body should have said, on any version."""


async def body(house: House, id_: MatterId, body: BodyId) -> BodyRead:
    """Raises NotFound when the matter was not opened or the body not asked."""
    found = await opened_matter(house, id_)
    sign_off = decided_on(found.sign_offs).get(body) or _sign_off(found, body)
    typed = _typed(found)
    said = await house.database.read(words_by_digest, typed_in(sign_off))
    now = await house.clock.now() + found.offset
    return BodyRead(
        stream=sign_off.stream,
        sign_off=sign_off.model_dump(mode="json"),
        effect=effect_of(found.approval, sign_off),
        notice=notice_of(found.approval, body),
        conditions=conditions_of(found.approval, body, found.conditions),
        before=gave_before(found.approval, body),
        unanswered=sign_off.unanswered(),
        vacant=_vacant(found, sign_off, now),
        conflicted=tuple(seat for seat in sign_off.entitled if seat in sign_off.interests),
        answers=_answers(sign_off.answers, typed),
        before_that=tuple(
            RoundLine(words=words, answers=_answers(each.answers, typed))
            for each, words in zip(sign_off.attempts, rounds(sign_off, said), strict=True)
        ),
        concerns=tuple(line for each in all_of(found, body) for line in _concerns(each, typed)),
        decided=sign_off.decided,
        inquorate=_inquorate(sign_off),
        declarations=warning_of(found.definition, sign_off, now),
        corrections=await _corrections(house, found, body),
    )


def _vacant(found: MatterFound, sign_off: SignOff, now: Instant) -> tuple[SeatId, ...]:
    body = found.definition.body(sign_off.body)
    vacant = {seat.id for seat in body.seats_on(london_day(now)) if seat.is_vacant} if body else set()
    return tuple(seat for seat in sign_off.unanswered() if seat in vacant)


def _answers(
    given: Mapping[SeatId, MemberAnswer], typed: Callable[[Text | None], str]
) -> dict[SeatId, AnswerLine]:
    return {
        seat: AnswerLine(
            answer=each.answer,
            reason=typed(each.reason),
            by=each.by,
            given=each.given,
            channel=each.evidence_channel,
        )
        for seat, each in given.items()
    }


def _inquorate(sign_off: SignOff) -> tuple[str, ...]:
    return tuple(
        f"{in_words(london_day(each.happened))}: {quorum_in_words(each.basis)}"
        for each in sign_off.attempts
        if each.standing is Standing.INQUORATE
    )


async def _corrections(house: House, found: MatterFound, body: BodyId) -> tuple[LineCorrected, ...]:
    streams = {each.stream for each in all_of(found, body)}
    return tuple(each for each in await corrections(house, found.programme) if each.stream in streams)


async def asked(house: House, id_: MatterId, body: BodyId) -> tuple[ProgrammeId, Stream]:
    """The programme and stream of what a body is asked or told last. Raises NotFound as `body` does."""
    found = await opened_matter(house, id_)
    return found.programme, _sign_off(found, body).stream


def _sign_off(found: MatterFound, body: BodyId) -> SignOff:
    sign_off = newest_of(found).get(body)
    if sign_off is None:
        raise NotFound("no-such-sign-off", "This body has not been asked about this matter.")
    return sign_off


def _typed(found: MatterFound) -> Callable[[Text | None], str]:
    return lambda text: "" if text is None else found.words.get(text.digest, "(erased)")


def _concerns(sign_off: SignOff, typed: Callable[[Text | None], str]) -> tuple[ConcernLine, ...]:
    return tuple(
        ConcernLine(
            version=sign_off.version,
            id=each.id,
            seat=each.seat,
            words=typed(each.words),
            answer=typed(each.answer),
            state=each.state,
            raised=each.raised,
            objects=each.objects,
        )
        for each in sign_off.concerns.values()
    )
