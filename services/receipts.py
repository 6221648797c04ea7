"""What a member is shown after a press: the line of the ledger it made, and its hash."""

from models.acts import Acted
from models.errors import NotFound
from models.events import (
    AnswerGiven,
    By,
    ConcernRaised,
    DeputyNamed,
    Event,
    InterestDeclared,
    Recorded,
)
from models.listings import LineCorrected
from models.values import Answer, Instant, Sha256, Text, Value
from services.corrections import by_line
from services.house import House
from storage.lines import first_of_act, line_found
from storage.links import Link
from storage.listings import lines_of
from storage.register import person_of, words_of

Own = AnswerGiven | InterestDeclared | ConcernRaised | DeputyNamed
"""What a member may record about their own seat."""


class Receipt(Value):
    number: int
    hash: Sha256
    kind: str
    recorded: Instant
    answer: Answer | None = None
    words: str = ""
    deputy: str = ""
    is_taken_back: bool = False
    """Whether the member named themselves, and so took the seat back from their deputy."""
    replaces: Instant | None = None
    """When the answer was given that this one takes the place of."""
    corrections: tuple[LineCorrected, ...] = ()
    """What later lines say this one should have said."""


async def receipt(house: House, link: Link, number: int) -> Receipt:
    """One line this link may be shown. Raises NotFound for anybody else's line."""
    found = await house.database.read(line_found, link.programme, number)
    event = _own(link, found.line) if found else None
    if found is None or event is None:
        raise NotFound("no-such-receipt", "There is no receipt of yours under that number.")
    text = _text(event)
    return Receipt(
        number=number,
        hash=found.hash,
        kind=event.kind,
        recorded=found.line.recorded,
        answer=event.answer if isinstance(event, AnswerGiven) else None,
        words=await _words(house, text) if text else "",
        deputy=await _name(house, link, event) if isinstance(event, DeputyNamed) else "",
        is_taken_back=isinstance(event, DeputyNamed) and event.deputy == link.person,
        replaces=await _replaced(house, link, number) if isinstance(event, AnswerGiven) else None,
        corrections=(await by_line(house, link.programme)).get(number, ()),
    )


async def _replaced(house: House, link: Link, number: int) -> Instant | None:
    """When this seat answered last before this line."""
    lines = await house.database.read(lines_of, link.programme, link.stream, None)
    earlier = [
        line.happened
        for line in lines
        if line.number < number and isinstance(line.event, AnswerGiven) and line.event.seat == link.seat
    ]
    return earlier[-1] if earlier else None


async def number_of(house: House, link: Link, acted: Acted) -> int | None:
    """The line that a member's own act wrote, now or at its first press; None when it wrote none,
    because it was so before.
    """
    if not acted.already:
        return acted.first or acted.number
    line = await house.database.read(first_of_act, link.programme, acted.number)
    return line.number if line is not None and _own(link, line) is not None else None


def _own(link: Link, line: Recorded) -> Own | None:
    event: Event = line.event
    if line.stream != link.stream or not isinstance(event, Own) or event.seat != link.seat:
        return None
    return event if _is_theirs(link, event, line.by) else None


def _is_theirs(link: Link, event: Own, by: By | None) -> bool:
    """Their own act, or an answer the secretariat entered for their seat, of which they are told."""
    entered_for_them = isinstance(event, AnswerGiven) and event.evidence_channel is not None
    return entered_for_them or (by is not None and by.person == link.person)


def _text(event: Own) -> Text | None:
    match event:
        case AnswerGiven(reason=reason):
            return reason
        case InterestDeclared(nature=nature):
            return nature
        case ConcernRaised(words=words):
            return words
        case _:
            return None


async def _words(house: House, text: Text) -> str:
    return await house.database.read(words_of, text.digest) or "(erased)"


async def _name(house: House, link: Link, event: DeputyNamed) -> str:
    found = await house.database.read(person_of, link.programme, event.deputy)
    return found[0] if found else event.deputy
