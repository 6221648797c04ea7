"""A real mail server in this process, which can be told what to refuse."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiosmtpd.smtp import SMTP, Envelope, Session

ACCEPTED = "250 OK"


@dataclass
class Catcher:
    """What came in, and the replies to give instead of taking it."""

    letters: list[Envelope] = field(default_factory=list)
    connections: list[asyncio.Transport] = field(default_factory=list)
    to_sender: str = ACCEPTED
    to_recipient: dict[str, str] = field(default_factory=dict)
    to_data: str = ACCEPTED
    may_finish: asyncio.Event = field(default_factory=asyncio.Event)
    port: int = 0

    def __post_init__(self) -> None:
        self.may_finish.set()

    async def handle_EHLO(  # noqa: N802 - the name the server calls
        self, server: SMTP, session: Session, _: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections.append(server.transport)
        session.host_name = hostname
        return responses

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.to_sender == ACCEPTED:
            envelope.mail_from = address
        return self.to_sender

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        reply = self.to_recipient.get(address, ACCEPTED)
        if reply == ACCEPTED:
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        await self.may_finish.wait()
        if self.to_data == ACCEPTED:
            self.letters.append(envelope)
        return self.to_data


@asynccontextmanager
async def a_mail_server() -> AsyncIterator[Catcher]:
    catcher = Catcher()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(catcher, hostname="catcher.example"), "127.0.0.1", 0)
    catcher.port = server.sockets[0].getsockname()[1]
    try:
        yield catcher
    finally:
        server.close()
        for connection in catcher.connections:
            connection.close()
        await server.wait_closed()
