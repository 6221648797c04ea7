"""Letters handed to a mail server over one connection that is kept open."""

import asyncio
from dataclasses import dataclass, field
from email.message import EmailMessage
from enum import StrEnum

from aiosmtplib import SMTP, SMTPDataError, SMTPException, SMTPRecipientsRefused

from models.letters import LetterRefused, MailUnavailable

_PERMANENT = range(500, 600)
_ABOUT_US = frozenset({530, 534, 535, 538})
"""Replies about our own signing in or encryption: to be mended here, and no fault of the letter."""
_NO_ADDRESS = 553
"""What a server answers to an address that is none; the library refuses it before asking one."""
_LEAVES_THE_CONNECTION_SOUND = (SMTPRecipientsRefused, SMTPDataError)
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Encryption(StrEnum):
    """How the connection is made private. The library's own default upgrades only if it is offered."""

    STARTTLS = "starttls"
    """Required: a server that does not offer it gets no letter."""
    TLS = "tls"
    NONE = "none"
    """For a mail catcher on this machine."""


@dataclass(frozen=True)
class MailServer:
    """Where letters are handed over; certificates are always checked."""

    host: str
    port: int
    encryption: Encryption = Encryption.STARTTLS
    username: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 10.0
    """Seconds for each step of the conversation."""
    longest: float = 40.0
    """Seconds for a whole letter, waiting for the one before it too; well within its activity's time."""

    def __post_init__(self) -> None:
        if self.encryption is Encryption.NONE and self.host not in _LOOPBACK:
            raise ValueError("mail leaves this machine encrypted or not at all")


class SmtpMailer:
    """Raises only our own errors: the library puts addresses into its own, and failures reach histories."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._client: SMTP | None = None
        self._one_at_a_time = asyncio.Lock()

    async def send(self, message: EmailMessage, sender: str, recipient: str) -> None:
        """Returns once the server has accepted the message."""
        try:
            async with asyncio.timeout(self._server.longest), self._one_at_a_time:
                await self._hand_over(message, sender, recipient)
        except TimeoutError:
            raise MailUnavailable from None

    async def _hand_over(self, message: EmailMessage, sender: str, recipient: str) -> None:
        try:
            client = await self._connected()
            # As bytes, because the library would fold headers by a policy of its own.
            await client.sendmail(sender, [recipient], message.as_bytes())
        except asyncio.CancelledError:
            self._drop()
            raise
        except (SMTPException, OSError, ValueError) as error:
            if not isinstance(error, _LEAVES_THE_CONNECTION_SOUND):
                self._drop()
            raise _ours(error) from None

    async def close(self) -> None:
        async with self._one_at_a_time:
            client, self._client = self._client, None
            if client is None or not client.is_connected:
                return
            try:
                await client.quit()
            except (SMTPException, OSError):
                client.close()

    async def _connected(self) -> SMTP:
        if self._client is not None and self._client.is_connected:
            return self._client
        client = SMTP(
            hostname=self._server.host,
            port=self._server.port,
            use_tls=self._server.encryption is Encryption.TLS,
            start_tls=self._server.encryption is Encryption.STARTTLS,
            username=self._server.username or None,
            password=self._server.password or None,
            timeout=self._server.timeout,
        )
        await client.connect()
        self._client = client
        return client

    def _drop(self) -> None:
        """Nobody knows where the conversation stands, so the next letter begins a new one."""
        if self._client is not None:
            self._client.close()
            self._client = None


def _ours(error: Exception) -> LetterRefused | MailUnavailable:
    """Permanent only if the recipient or the content is refused for good."""
    code = _reply_about_the_letter(error)
    if code in _PERMANENT and code not in _ABOUT_US:
        return LetterRefused(code)
    return MailUnavailable()


def _reply_about_the_letter(error: Exception) -> int:
    """The server's code; 0 where it says nothing of this letter."""
    match error:
        case SMTPRecipientsRefused():
            return error.recipients[0].code
        case SMTPDataError():
            return error.code
        case OSError():
            return 0
        case ValueError():
            return _NO_ADDRESS
        case _:
            return 0
