"""What a member can do with the request a letter brought, and a secretary on a member's behalf."""

from models.acts import Acted
from models.commands import (
    AnswerConcern,
    DeclareInterest,
    Evidence,
    GiveAnswer,
    HandOver,
    RaiseConcern,
    WithdrawConcern,
)
from models.events import By
from models.values import (
    Answer,
    Assurance,
    Channel,
    PersonId,
    ProgrammeId,
    SeatId,
    Sha256,
    Slug,
    Stream,
    Text,
    Value,
)
from services.acting import Caller, House, act
from services.made import act_that_makes
from storage.links import Link
from storage.requests import question_asked


class GivenAnswer(Value):
    """What a member said, to which text, and in a secretary's hand how it came."""

    answer: Answer
    content_hash: Sha256
    reason: str = ""
    evidence_channel: Channel | None = None
    evidence: str = ""


def member(link: Link) -> By:
    """Whoever follows the link in a letter is taken for the person it was sent to, at the lowest level."""
    return By(person=link.person, channel=Channel.LINK, assurance=Assurance.LINK)


async def answer(house: House, link: Link, given: GivenAnswer, key: str) -> Acted:
    """A member's own answer, from the page their link opened."""
    caller = Caller(member(link), key)
    return await act(house, link.programme, link.stream, _command(link.seat, given), caller)


async def answer_on_behalf(
    house: House, programme: ProgrammeId, caller: Caller, *, stream: Stream, seat: SeatId, given: GivenAnswer
) -> Acted:
    """An answer that came by phone, paper or mail, entered with its evidence; the member is told."""
    return await act(house, programme, stream, _command(seat, given), caller)


async def declare_interest(house: House, link: Link, nature: str, key: str) -> Acted:
    command = DeclareInterest(seat=link.seat, nature=Text.of(nature))
    return await act(house, link.programme, link.stream, command, Caller(member(link), key))


async def interest_told(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    stream: Stream,
    seat: SeatId,
    nature: str,
    channel: Channel,
) -> Acted:
    """An interest that a member told of by phone, paper or mail, entered on their behalf."""
    command = DeclareInterest(seat=seat, nature=Text.of(f"{nature} (told by {channel})"))
    return await act(house, programme, stream, command, caller)


async def ask_question(house: House, link: Link, words: str, key: str) -> Acted:
    """The same words while the first are not answered are one question, under whatever key they come."""
    if (asked := await house.database.read(question_asked, link, words)) is not None:
        return Acted(accepted=True, already=True, number=asked)
    command = RaiseConcern(seat=link.seat, words=Text.of(words))
    return await act(house, link.programme, link.stream, command, Caller(member(link), key))


async def hand_over(house: House, link: Link, deputy: PersonId, key: str) -> Acted:
    command = HandOver(seat=link.seat, deputy=deputy)
    return await act(house, link.programme, link.stream, command, Caller(member(link), key))


async def raise_concern(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    stream: Stream,
    words: str,
    questions: int = 1,
    objects: bool = False,
) -> Acted:
    """A concern or query of a body as a whole, or its objection to an amendment, entered by its secretary."""
    command = RaiseConcern(words=Text.of(words), questions=questions, objects=objects)
    return await act_that_makes(house, programme, stream, command, caller)


async def answer_concern(
    house: House, programme: ProgrammeId, caller: Caller, *, stream: Stream, concern: Slug, words: str
) -> Acted:
    command = AnswerConcern(concern=concern, words=Text.of(words))
    return await act(house, programme, stream, command, caller)


async def withdraw_concern(
    house: House, programme: ProgrammeId, caller: Caller, *, stream: Stream, concern: Slug
) -> Acted:
    return await act(house, programme, stream, WithdrawConcern(concern=concern), caller)


def _command(seat: SeatId, given: GivenAnswer) -> GiveAnswer:
    evidence = None
    if given.evidence_channel:
        evidence = Evidence(channel=given.evidence_channel, note=Text.of(given.evidence))
    return GiveAnswer(
        seat=seat,
        answer=given.answer,
        content_hash=given.content_hash,
        reason=Text.of(given.reason) if given.reason.strip() else None,
        evidence=evidence,
    )
