"""One body's sign-off in full, for the offices that look after it."""

from collections.abc import Callable
from typing import Any

from models.errors import NotFound
from models.listings import LineCorrected
from models.sign_off import ConcernState, Decided, SignOff
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
    Stream,
    Text,
    Value,
    VersionLabel,
)
from services.corrections import corrections
from services.house import House
from services.reading import all_of, newest_of, opened_matter
from storage.matters import MatterFound


class AnswerLine(Value):
    answer: Answer
    reason: str
    by: PersonId
    given: Instant
    channel: Channel | None


class ConcernLine(Value):
    version: VersionLabel
    """Of the text it was raised on, perhaps an earlier one than the body is asked about now."""
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
    corrections: tuple[LineCorrected, ...]
    """What later lines say earlier ones of this body should have said, on any version."""


async def body(house: House, id_: MatterId, body: BodyId) -> BodyRead:
    """Raises NotFound when the matter was not opened or the body not asked."""
    found = await opened_matter(house, id_)
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
        concerns=tuple(line for each in all_of(found, body) for line in _concerns(each, typed)),
        decided=sign_off.decided,
        corrections=await _corrections(house, found, body),
    )


async def _corrections(house: House, found: MatterFound, body: BodyId) -> tuple[LineCorrected, ...]:
    streams = {each.stream for each in all_of(found, body)}
    return tuple(each for each in await corrections(house, found.programme) if each.stream in streams)


async def asked(house: House, id_: MatterId, body: BodyId) -> tuple[ProgrammeId, Stream]:
    """The programme and stream of what a body is asked last. Raises NotFound as `body` does."""
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
        )
        for each in sign_off.concerns.values()
    )
