"""The real stack with parts that can be killed: Temporal server, worker, web, mail server; a SQLite file."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial
from pathlib import Path

from a_partnership import (
    CONTENT,
    MATTER,
    PROGRAMME,
    SECRETARY,
    SIGN_OFF,
    SPONSOR,
    a_partnership,
    holder,
    seat,
)
from aiosmtpd.smtp import SMTP

from config.settings import CHECKOUT, LogFormat, Settings, SmtpTls
from models.acts import Acted
from models.commands import GiveAnswer
from models.events import By, Recorded
from models.sign_off import SignOff
from models.values import Answer, Channel, Instant, PersonId
from services import ledger_checking, matters, programmes
from services.acting import Caller, House, act
from services.running import Running, connected
from storage.clock import RealClock
from storage.database import Database
from storage.ledger import Ledger
from storage.migrating import migrate
from storage.register import offset_of, state_of
from supervision.ports import another, answering
from tests.activities.catcher import Catcher
from up import temporal_server

IN_TIME = 45.0
STARTS = 3
TETHER = CHECKOUT / "supervision" / "tether.py"
WORKER = (sys.executable, "-m", "worker")
WEB = (sys.executable, "-m", "web.app")
SECRETARIAT = By(person=SECRETARY, channel=Channel.COMMAND)


class Part:
    """One process of the stack, in a session of its own, tied to this one."""

    def __init__(self, command: tuple[str, ...], settings: Settings, log: Path) -> None:
        self._command = command
        self._settings = settings
        self._log = log
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        environment = {**os.environ, **self._settings.as_environment()}
        environment["PYTHONPATH"] = f"{CHECKOUT}{os.pathsep}{CHECKOUT / 'tests'}"
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-S", str(TETHER), str(os.getpid()), *self._command),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment,
                start_new_session=True,
            )

    async def kill(self) -> None:
        """As the power would: no chance to say anything. Nothing if it is not there."""
        if self._process is not None and self._process.returncode is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            await self._process.wait()

    async def answers(self, port: int) -> bool:
        """Whether something listens there before the process ends or the time is up."""
        assert self._process is not None
        ended = asyncio.ensure_future(self._process.wait())
        listening = asyncio.ensure_future(answering(port))
        await asyncio.wait({ended, listening}, timeout=IN_TIME, return_when=asyncio.FIRST_COMPLETED)
        answered = listening.done()
        for each in (ended, listening):
            each.cancel()
        return answered

    @property
    def is_up(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def ends(self) -> int:
        assert self._process is not None
        return await asyncio.wait_for(self._process.wait(), IN_TIME)

    @property
    def said(self) -> str:
        return self._log.read_text()


@dataclass
class Mail:
    """A mail server that can be taken down and brought back at the same port."""

    port: int
    catcher: Catcher = field(default_factory=Catcher)
    _server: asyncio.Server | None = None

    async def up(self) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: SMTP(self.catcher, hostname="catcher.example"), "127.0.0.1", self.port
        )

    async def down(self) -> None:
        if self._server is not None:
            self._server.close()
            for connection in self.catcher.connections:
                connection.close()
            await self._server.wait_closed()
            self._server = None

    @property
    def is_up(self) -> bool:
        return self._server is not None

    @property
    def letters(self) -> list[EmailMessage]:
        return self.letters_after(0)

    def letters_after(self, number: int) -> list[EmailMessage]:
        """Those that came after the first so many."""
        contents = [each.content for each in self.catcher.letters[number:]]
        return [
            message_from_bytes(each, policy=policy.default) for each in contents if isinstance(each, bytes)
        ]

    def subjects(self, beginning: str) -> list[str]:
        found = [str(letter["Subject"]) for letter in self.letters]
        return [subject for subject in found if subject.startswith(beginning)]


@dataclass
class Stack:
    """Everything, and the house people act through, which needs none of it but the database."""

    settings: Settings
    house: House
    mail: Mail
    temporal: Part
    worker: Part
    web: Part

    async def start_temporal(self) -> None:
        await self._start(self.temporal, int(self.settings.temporal_address.rpartition(":")[2]))

    async def start_web(self) -> None:
        await self._start(self.web, self.settings.web_port)

    async def _start(self, part: Part, port: int) -> None:
        """Until it answers; started again where it ended, as its supervisor would."""
        for _ in range(STARTS):
            await part.start()
            if await part.answers(port):
                return
            await part.kill()
        msg = f"nobody ever answered on {port}:\n{part.said[-3000:]}"
        raise AssertionError(msg)

    def worker_that(self, dies: str) -> Part:
        """A worker that kills itself at the place named; see `a_mortal_worker.py`."""
        mortal = CHECKOUT / "tests" / "faults" / "a_mortal_worker.py"
        command = (sys.executable, str(mortal), dies)
        return Part(command, self.settings, self.settings.var / "mortal-worker.log")

    async def start_web_that(self, dies: str) -> Part:
        """A web that kills itself at the moment named; see `a_mortal_web.py`."""
        mortal = CHECKOUT / "tests" / "faults" / "a_mortal_web.py"
        part = Part((sys.executable, str(mortal), dies), self.settings, self.settings.var / "mortal-web.log")
        await self._start(part, self.settings.web_port)
        return part

    async def link_of(self, person: PersonId) -> str:
        """The path of the link in the letter that asked this person, once it is there."""
        await self.until(f"a letter to {person}", partial(self._has_letter_to, person))
        (first, *_) = self._links_to(person)
        return first

    async def _has_letter_to(self, person: PersonId) -> bool:
        return bool(self._links_to(person))

    def _links_to(self, person: PersonId) -> list[str]:
        theirs = [each for each in self.mail.letters if f"{person}@" in str(each["To"])]
        return [link for each in theirs for link in links_in(each)]

    async def open_matter(self, at: Instant) -> None:
        await programmes.load(self.house, a_partnership(), Caller(SECRETARIAT, "load"))
        await self.set_clock(at)
        sponsor = By(person=SPONSOR, channel=Channel.COMMAND)
        opened = await matters.open_matter(self.house, PROGRAMME, MATTER, "1.0", Caller(sponsor, "open"))
        assert opened.accepted, opened

    async def set_clock(self, at: Instant) -> None:
        await programmes.set_clock(self.house, PROGRAMME, at, Caller(SECRETARIAT, f"clock {at}"))

    async def programme_now(self) -> Instant:
        return await self.house.clock.now() + await self.house.database.read(offset_of, PROGRAMME)

    async def answer(self, number: int, given: Answer = Answer.APPROVE) -> Acted:
        command = GiveAnswer(seat=seat(number), answer=given, content_hash=CONTENT)
        caller = Caller(By(person=holder(number), channel=Channel.LINK), f"press-{number}")
        return await act(self.house, PROGRAMME, SIGN_OFF, command, caller)

    async def sign_off(self) -> SignOff | None:
        found = await self.house.database.read(state_of, SIGN_OFF)
        return found if isinstance(found, SignOff) else None

    async def lines(self, kind: str) -> list[Recorded]:
        found = await ledger_checking.lines(self.house, PROGRAMME)
        return [line for line in found if line.event.kind == kind]

    async def is_whole(self) -> bool:
        return (await ledger_checking.verify(self.house, PROGRAMME)).is_whole

    async def until(self, what: str, holds: Callable[[], Awaitable[bool]], within: float = IN_TIME) -> None:
        """Look again and again until it is so; a test that waits in vain says what for, and what was said."""
        end = asyncio.get_running_loop().time() + within
        while not await holds():
            assert asyncio.get_running_loop().time() < end, f"never: {what}\n{self.worker.said[-3000:]}"
            await asyncio.sleep(0.05)

    async def until_letters(self, beginning: str, count: int) -> None:
        async def there() -> bool:
            return len(self.mail.subjects(beginning)) >= count

        await self.until(f"{count} letters {beginning!r}", there)

    async def until_line(self, kind: str) -> None:
        async def there() -> bool:
            return bool(await self.lines(kind))

        await self.until(f"a line {kind!r}", there)


def links_in(letter: EmailMessage) -> list[str]:
    """The paths of the links by which it lets its reader answer."""
    plain = letter.get_body(("plain",))
    return re.findall(r"http://[^/\s]+(/s/[\w-]+)", plain.get_content()) if plain is not None else []


@asynccontextmanager
async def a_stack(folder: Path) -> AsyncIterator[Stack]:
    """Migrated and with mail, nothing else started; whatever was started ends with it."""
    settings = Settings(
        var=folder,
        temporal_address=f"127.0.0.1:{another()}",
        web_port=another(),
        smtp_port=another(),
        smtp_tls=SmtpTls.NONE,
        log_format=LogFormat.JSON,
        letters_a_day=0,  # each by itself, so that what came can be counted
    )
    migrate(settings.database_url)
    database, clock = Database(settings.database_url), RealClock()
    running = Running(
        await connected(settings.temporal_address, settings.temporal_namespace), settings.task_queue
    )
    stack = Stack(
        settings=settings,
        house=House(database=database, ledger=Ledger(database, clock), clock=clock, running=running),
        mail=Mail(settings.smtp_port),
        temporal=Part(temporal_server(settings, another()).command, settings, folder / "temporal.log"),
        worker=Part(WORKER, settings, folder / "worker.log"),
        web=Part(WEB, settings, folder / "web.log"),
    )
    await stack.mail.up()
    try:
        yield stack
        await running.close()
    finally:
        await stack.web.kill()
        await stack.worker.kill()
        await stack.temporal.kill()
        await stack.mail.down()
        await database.close()
