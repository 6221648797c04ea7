"""Delivering letters: each claimed, composed at the last moment, sent, and settled."""

import asyncio
from email.message import EmailMessage
from typing import Protocol

import structlog
from temporalio import activity

from letters.compose import compose
from letters.envelope import enveloped
from models.errors import Unavailable
from models.letters import Correspondent, LetterFacts, LetterRefused, MailUnavailable
from models.values import Instant, ProgrammeId
from models.waits import Delivery

log = structlog.get_logger()

ROUND = 20.0
"""Seconds after which no further letter is begun, so that wake-ups never wait long behind slow mail."""


class Letters(Protocol):
    async def due(self, programme: ProgrammeId) -> list[str]: ...
    async def claim(self, letter: str) -> LetterFacts | None: ...
    async def sent(self, letter: str) -> None: ...
    async def refused(self, letter: str, code: str) -> None: ...
    async def failed(self, letter: str) -> Instant: ...
    async def broken(self, letter: str) -> None: ...
    async def next_at(self, programme: ProgrammeId) -> Instant | None: ...


class Mailer(Protocol):
    async def send(self, message: EmailMessage, sender: str, recipient: str) -> None: ...


class LetterActivities:
    def __init__(self, letters: Letters, mailer: Mailer, sender: Correspondent) -> None:
        self._letters = letters
        self._mailer = mailer
        self._sender = sender

    @activity.defn(name="deliver-letters")
    async def deliver_letters(self, programme: ProgrammeId) -> Delivery:
        """One round. While mail is away it ends with the first letter, and the next begins when that one
        may be tried again: trying them all would take as long as all their time-outs.
        """
        clock = asyncio.get_running_loop()
        ends = clock.time() + ROUND
        for letter in await self._letters.due(programme):
            if again := await self._deliver(letter):
                return Delivery(next_at=again)
            if clock.time() >= ends:
                break
        return Delivery(next_at=await self._letters.next_at(programme))

    async def _deliver(self, letter: str) -> Instant | None:
        """When to try again, if mail is away."""
        try:
            facts = await self._letters.claim(letter)
            if facts is None:  # answered, closed or withdrawn since it was called for: not wanted any more
                return None
            message = enveloped(compose(facts, self._sender))
        except Unavailable:
            raise
        except Exception as error:  # noqa: BLE001  a letter that cannot be written holds up no other
            log.warning("letter.broken", letter=letter, kind=type(error).__name__)
            await self._letters.broken(letter)
            return None
        try:
            returns_to = facts.return_to or self._sender.address
            await self._mailer.send(message, returns_to, facts.recipient.address)
        except LetterRefused as refused:
            await self._letters.refused(letter, refused.code)
        except MailUnavailable:
            return await self._letters.failed(letter)
        else:
            await self._letters.sent(letter)
        return None
