"""What stands between a matter and its public page: its gate, the day, and what was done with comments."""

from collections.abc import Mapping
from datetime import date

from models.acts import Acted
from models.errors import NotFound
from models.gate import Gate
from models.obligation import Obligation
from models.publication_commands import AnswerComment, Publish, SetPublicationDate
from models.publishing import Published
from models.streams import of_matter
from models.values import (
    BodyId,
    Instant,
    MatterId,
    ObligationId,
    ProgrammeId,
    Sha256,
    Text,
    Value,
    VersionLabel,
)
from rules.keeping import MAY_BE_KEPT
from services.acting import Caller, House, act
from services.reading import opened_matter
from storage.duties import obligations_found
from storage.foreseeing import gate_of
from storage.register import offset_of, words_by_digest


class PromiseLine(Value):
    """Something promised of the matter, or aimed at, that publishing may keep."""

    obligation: ObligationId
    words: str


class CommentLine(Value):
    """What a body said of the draft, and what was done with it."""

    body: BodyId
    visited: Instant
    words: str
    """Empty when it had no comment."""
    answer: str
    answered: Instant | None
    awaits_answer: bool


class PublicationRead(Value):
    """How far a matter has come towards its public page, and what is still to be done."""

    matter: MatterId
    is_planned: bool
    """Whether it ends in a publication at all."""
    gate: Gate
    day: date | None
    published: Published | None
    unanswered: tuple[BodyId, ...]
    """Bodies whose comments nobody has answered."""
    promises: tuple[PromiseLine, ...]


# --- acting -------------------------------------------------------------------------------


async def set_date(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    matter: MatterId,
    day: date,
    keeps: tuple[ObligationId, ...] = (),
) -> Acted:
    """`keeps` are promises that this keeps: that the day would be told."""
    command = SetPublicationDate(day=day, keeps=keeps)
    return await act(house, programme, of_matter(matter), command, caller)


async def publish(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    matter: MatterId,
    version: VersionLabel,
    keeps: tuple[ObligationId, ...] = (),
) -> Acted:
    """The version is named, so that nobody publishes another than they have read."""
    command = Publish(version=version, keeps=keeps)
    return await act(house, programme, of_matter(matter), command, caller)


async def answer_comment(
    house: House, programme: ProgrammeId, caller: Caller, *, matter: MatterId, body: BodyId, words: str
) -> Acted:
    """What was done with all that the body has said and was not answered on."""
    command = AnswerComment(body=body, words=Text.of(words))
    return await act(house, programme, of_matter(matter), command, caller)


# --- reading ------------------------------------------------------------------------------


async def gate(house: House, programme: ProgrammeId, matter: MatterId) -> Gate:
    """In words, as of now. Raises NotFound for a matter that was not opened."""
    at = await house.clock.now() + await house.database.read(offset_of, programme)
    found = await house.database.read(gate_of, programme, at, matter)
    if found is None:
        raise NotFound("no-such-matter", "There is no matter of that name here, or it was not opened yet.")
    return found


async def publication(house: House, programme: ProgrammeId, matter: MatterId) -> PublicationRead:
    """Raises NotFound for a matter that was not opened."""
    approval = (await opened_matter(house, matter)).approval
    found = await house.database.read(obligations_found, programme, matter)
    open_ones = [each for each in found.obligations if each.is_open and each.sort in MAY_BE_KEPT]
    return PublicationRead(
        matter=matter,
        is_planned=approval.publication is not None,
        gate=await gate(house, programme, matter),
        day=approval.publishing.day,
        published=approval.publishing.published,
        unanswered=tuple(dict.fromkeys(each.body for each in approval.comments if each.awaits_answer)),
        promises=tuple(
            PromiseLine(obligation=each.obligation, words=_said(each, found.words)) for each in open_ones
        ),
    )


def _said(obligation: Obligation, words: Mapping[Sha256, str]) -> str:
    return words.get(obligation.words.digest, "(erased)") if obligation.words else ""


async def comments(house: House, matter: MatterId) -> tuple[CommentLine, ...]:
    """All that were logged, in the order of the visits. Raises NotFound for a matter that was not opened."""
    logged = (await opened_matter(house, matter)).approval.comments
    digests = [text.digest for each in logged for text in (each.words, each.answer) if text]
    typed = await house.database.read(words_by_digest, digests)

    def words(text: Text | None) -> str:
        return typed.get(text.digest, "(erased)") if text else ""

    return tuple(
        CommentLine(
            body=each.body,
            visited=each.visited,
            words=words(each.words),
            answer=words(each.answer),
            answered=each.answered,
            awaits_answer=each.awaits_answer,
        )
        for each in logged
    )
