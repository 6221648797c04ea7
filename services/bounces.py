"""Reading what came back: reports on letters of ours, answers to invitations, and what follows."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from models.values import PersonId, Sha256, Value
from rules.bounces import Fate, fate
from services.answered_invitations import follow_reply
from services.house import House
from services.invitation_replies import Reply, reply_in
from services.returned_mail import Returned, messages_in, returned_in
from storage.letters_returned import addressed, give_up, note_delay
from storage.returns import ReturnAddresses, letter_marked

BOUNCED = "bounced"
"""The code of a report that names no status."""


class Became(StrEnum):
    """What became of one message."""

    RETURNED = "returned"
    DELAYED = "delayed"
    KNOWN = "known"
    """It says what was read before."""
    PASSED = "passed"
    """A report that leaves nothing to be done: delivered, or passed on."""
    STRANGE = "strange"
    """A report, but on no letter that was sent from here."""
    APOLOGIES = "apologies"
    """Somebody will not come to a meeting."""
    COMING = "coming"
    """Somebody who had declined comes after all."""
    UNCHANGED = "unchanged"
    """An answer to an invitation by which nothing changes, or no more than it did before."""
    OVERTAKEN = "overtaken"
    """An answer that nothing may follow from: another's, or to a day since changed."""
    NO_REPORT = "no-report"


class BounceRead(Value):
    """One message that was read."""

    became: Became
    letter: Sha256 | None = None
    recipient: PersonId | None = None
    code: str = ""


@dataclass(frozen=True)
class _Answered:
    """An answer to the invitation that a letter brought, not yet followed."""

    letter: Sha256
    reply: Reply


async def read_bounces(
    house: House, address: str, secret: bytes, paths: Iterable[Path]
) -> tuple[BounceRead, ...]:
    """In the order read. The address and the secret are those that letters were sent with. Reading the
    same again does nothing new. Answers to invitations are followed in the order they were given, since
    a mailbox need not keep them in it.

    Raises Unavailable when the database cannot be reached; reading again does the rest.
    """
    returns = ReturnAddresses(address, secret)
    messages = (message for path in paths for message in messages_in(path))
    read = [await _read(house, returns, message) for message in messages]
    answers = [(number, each) for number, each in enumerate(read) if isinstance(each, _Answered)]
    followed = {
        number: await _follow_answer(house, each)
        for number, each in sorted(answers, key=lambda numbered: numbered[1].reply.stamp)
    }
    return tuple(
        each if isinstance(each, BounceRead) else followed[number] for number, each in enumerate(read)
    )


async def _read(house: House, returns: ReturnAddresses, message: bytes) -> BounceRead | _Answered:
    returned = returned_in(message)
    if returned is None:
        return await _read_reply(house, returns, message)
    letter = await house.database.read(letter_marked, returns, returns.marks_in(returned.headers))
    if letter is None:
        return BounceRead(became=Became.STRANGE)
    became = await _follow(house, letter, returned)
    to = await house.database.read(addressed, letter)
    return BounceRead(became=became, letter=letter, recipient=to.recipient, code=returned.status)


async def _read_reply(house: House, returns: ReturnAddresses, message: bytes) -> BounceRead | _Answered:
    reply = reply_in(message)
    if reply is None:
        return BounceRead(became=Became.NO_REPORT)
    letter = await house.database.read(letter_marked, returns, returns.marks_in(reply.headers))
    return BounceRead(became=Became.STRANGE) if letter is None else _Answered(letter, reply)


async def _follow_answer(house: House, answered: _Answered) -> BounceRead:
    to = await house.database.read(addressed, answered.letter)
    became = Became(await follow_reply(house, answered.letter, answered.reply))
    return BounceRead(became=became, letter=answered.letter, recipient=to.recipient)


async def _follow(house: House, letter: str, returned: Returned) -> Became:
    match fate(returned.reports):
        case Fate.RETURNED:
            acted = await give_up(house.database, house.ledger, letter, returned.status or BOUNCED)
            if acted.already:
                return Became.KNOWN
            to = await house.database.read(addressed, letter)
            house.running.nudge_soon(to.programme)
            return Became.RETURNED
        case Fate.DELAYED:
            code = f"delayed-{returned.status}".rstrip("-")
            is_news = await house.database.write(note_delay, letter, code)
            return Became.DELAYED if is_news else Became.KNOWN
        case None:
            return Became.PASSED
