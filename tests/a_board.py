"""A ledger with the harbour board in it, a clock that shows what the test says, and a postman's round."""

from datetime import UTC, datetime

from a_partnership import CONTENT, MATTER, PROGRAMME, SECRETARY, SIGN_OFF, SPONSOR, a_partnership
from a_partnership import holder as holder_of
from a_partnership import seat as seat_of

from models.acts import Acted, Sent
from models.commands import Command, GiveAnswer, LoadDefinition, OpenMatter, OpenStage
from models.events import By
from models.letters import LetterKind
from models.programme import Loaded
from models.values import Answer, Assurance, Channel, Instant
from storage import partnership
from storage.database import Database
from storage.ledger import Ledger
from storage.letters import Letters
from storage.links import LinkMaker
from storage.returns import ReturnAddresses

NOW = datetime(2020, 4, 2, 9, 0, tzinfo=UTC)
LINKS = LinkMaker("http://127.0.0.1", b"secret")
RETURNS = ReturnAddresses("letters@harbour.example", b"secret")


class SetClockTo:
    def __init__(self, now: Instant) -> None:
        self.shown = now

    async def now(self) -> Instant:
        return self.shown


class Board:
    def __init__(self, database: Database, a_day: int = 0) -> None:
        """Each letter goes by itself, unless a person may get only so many a day."""
        self.database = database
        self.clock = SetClockTo(NOW)
        self.ledger = Ledger(database, self.clock)
        self.letters = Letters(database, self.ledger, self.clock, links=LINKS, returns=RETURNS, a_day=a_day)
        self._sent = 0

    async def act(
        self, stream: str, command: Command, person: str | None = SECRETARY, programme: str = PROGRAMME
    ) -> Acted:
        self._sent += 1
        by = By(person=person, channel=Channel.COMMAND, assurance=Assurance.SIGNED_IN) if person else None
        return await self.ledger.act(programme, stream, command, Sent(id=f"id-{self._sent}", by=by))

    async def load(self, loaded: Loaded) -> None:
        programme = loaded.definition.id
        await self.ledger.begin_programme(programme)
        name = await self.database.write(partnership.keep, loaded, self.clock.shown)
        await self.act(f"programme/{programme}", LoadDefinition(definition=name), programme=programme)

    async def ask(self, programme: str = PROGRAMME, matter: str = MATTER) -> None:
        """Open the matter and put it to the board."""
        opening = OpenMatter(matter=matter, version="1.0")
        assert (await self.act(f"approval/{matter}", opening, SPONSOR, programme)).accepted
        assert (await self.act(f"approval/{matter}", OpenStage(stage="board"), None, programme)).accepted

    async def open(self) -> None:
        await self.load(a_partnership())
        await self.ask()

    async def answer(self, number: int, answer: Answer = Answer.APPROVE) -> Acted:
        command = GiveAnswer(seat=seat_of(number), answer=answer, content_hash=CONTENT)
        return await self.act(SIGN_OFF, command, holder_of(number))

    async def post(self) -> list[LetterKind]:
        """The kinds of letter that leave in one round."""
        left = []
        for letter in await self.letters.due(PROGRAMME):
            if facts := await self.letters.claim(letter):
                left.append(facts.kind)
                await self.letters.sent(letter)
        return left
