"""Where a round is rehearsed: the real workflows, a real database, caught letters, skipped time."""

import asyncio
import shutil
import sysconfig
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import uvicorn
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.runtime import LoggingConfig, Runtime, TelemetryConfig, TelemetryFilter
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from config.settings import Settings, SmtpTls
from models.values import Instant, ProgrammeId
from services.acting import House
from services.running import Running
from storage.database import Database
from storage.ledger import Ledger
from storage.migrating import migrate
from storage.register import number_of, offset_of
from storage.sweep import overdue
from supervision.ports import another, answering
from web.app import create_app
from worker import worker_for

BREATH = timedelta(seconds=1)
"""Skipped once between looks at the outbox: everything woken has its say before it has passed."""

PAUSE_AT_THE_END = 0.5
"""Seconds between closing the test server and anything else; sooner, the interpreter may abort."""


class SkippedClock:
    """The test server's clock, which stands still unless it is moved."""

    def __init__(self, environment: WorkflowEnvironment) -> None:
        self._environment = environment

    async def now(self) -> Instant:
        return await self._environment.get_current_time()


@dataclass
class CaughtLetters:
    """A mail server that keeps what it is given."""

    letters: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's name
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        self.letters.append(message_from_bytes(content, policy=policy.default))
        return "250 OK"


class _Serving(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Whoever stops the rehearsal stops this with it."""
        yield


@dataclass
class Hall:
    """One rehearsal's own Temporal server, database, mail server and worker."""

    environment: WorkflowEnvironment
    settings: Settings
    database: Database
    clock: SkippedClock
    house: House
    caught: CaughtLetters

    @asynccontextmanager
    async def web(self) -> AsyncIterator[str]:
        """The real web on this machine, over HTTP, at the address that letters link to."""
        config = uvicorn.Config(
            create_app(self.settings, self.house),
            host=self.settings.web_host,
            port=self.settings.web_port,
            log_config=None,
            access_log=False,
        )
        server = _Serving(config)
        serving = asyncio.create_task(server.serve())
        ready = asyncio.create_task(answering(self.settings.web_port))
        try:
            await asyncio.wait({serving, ready}, return_when=asyncio.FIRST_COMPLETED)
            yield self.settings.base_url
        finally:
            ready.cancel()
            server.should_exit = True
            await serving

    async def programme_now(self, programme: ProgrammeId) -> Instant:
        return await self.clock.now() + await self.database.read(offset_of, programme)

    async def move_to(self, programme: ProgrammeId, instant: Instant) -> None:
        """Let time pass until the programme clock shows the instant; what falls due on the way happens."""
        await self.quiet(programme)
        left = instant - await self.programme_now(programme)
        if left > timedelta(0):
            await self.environment.sleep(left)
        await self.quiet(programme)

    async def quiet(self, programme: ProgrammeId) -> None:
        """Until nothing is due in the outbox and the ledger stands still over a skipped second."""
        while True:
            await self.house.running.close()
            before = await self.database.read(number_of, programme)
            await self.environment.sleep(BREATH)
            due = await self.database.read(overdue, await self.clock.now())
            if not due and await self.database.read(number_of, programme) == before:
                return


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Hall]:
    """A hall of its own in an empty folder; everything in it ends with it."""
    settings = Settings(
        var=folder,
        smtp_host="127.0.0.1",
        smtp_port=another(),
        smtp_tls=SmtpTls.NONE,
        web_host="127.0.0.1",
        web_port=another(),
        letters_a_day=0,  # a round says of each letter when it comes
        production=False,
    )
    migrate(settings.database_url)
    database = Database(settings.database_url)
    caught = CaughtLetters()
    mail = Controller(caught, hostname="127.0.0.1", port=settings.smtp_port)
    mail.start()
    try:
        async with (
            await WorkflowEnvironment.start_time_skipping(
                test_server_existing_path=_test_server(),
                data_converter=pydantic_data_converter,
                runtime=_quiet_runtime(),
            ) as environment,
            _working(environment, settings, database, caught) as hall,
        ):
            yield hall
    finally:
        mail.stop()
        await database.close()
        await asyncio.sleep(PAUSE_AT_THE_END)


@asynccontextmanager
async def _working(
    environment: WorkflowEnvironment, settings: Settings, database: Database, caught: CaughtLetters
) -> AsyncIterator[Hall]:
    clock = SkippedClock(environment)
    running = Running(environment.client, settings.task_queue)
    house = House(database=database, ledger=Ledger(database, clock), clock=clock, running=running)
    worker: Worker = worker_for(settings, database, clock, environment.client)
    with environment.auto_time_skipping_disabled():
        async with worker:
            yield Hall(environment, settings, database, clock, house, caught)
            await running.close()


@cache
def _quiet_runtime() -> Runtime:
    """One for the process. It would write its warnings, of a test server's limits, among the answer."""
    filter_ = TelemetryFilter(core_level="ERROR", other_level="ERROR")
    return Runtime(telemetry=TelemetryConfig(logging=LoggingConfig(filter=filter_)))


def _test_server() -> str:
    name = "temporal-test-server"
    beside = Path(sysconfig.get_path("scripts")) / name
    return str(beside) if beside.exists() else shutil.which(name) or name
