"""The mail catcher of a development machine: keeps every letter as one file and sends nothing on."""

import asyncio
import secrets
import signal
from datetime import UTC, datetime
from pathlib import Path

import structlog
from aiosmtpd.smtp import SMTP, Envelope, Session

from config.logging import configure_logging
from config.settings import Settings

log = structlog.get_logger()


class Keeper:
    """Keeps each letter as `<instant>-<random>.eml`: sorted by name, the folder is in order of arrival."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name for it
        kept = keep(self._folder, envelope)
        log.info("letter.caught", file=kept.name, recipients=len(envelope.rcpt_tos))
        return "250 Kept"


def keep(folder: Path, envelope: Envelope) -> Path:
    """One whole file or none: a reader of the folder never meets half a letter. The envelope is
    written above it as a mailbox would, since the return address is not in the letter itself.
    """
    written = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    kept = folder / f"{written}-{secrets.token_hex(4)}.eml"
    draft = kept.with_suffix(".part")
    draft.write_bytes(_envelope_lines(envelope) + _bytes_of(envelope))
    return draft.rename(kept)


def _envelope_lines(envelope: Envelope) -> bytes:
    lines = [f"Return-Path: <{envelope.mail_from or ''}>"]
    lines += [f"Delivered-To: {recipient}" for recipient in envelope.rcpt_tos]
    return "".join(f"{line}\r\n" for line in lines).encode()


def _bytes_of(envelope: Envelope) -> bytes:
    content = envelope.original_content
    return content if content is not None else b""


async def catch(settings: Settings, stop: asyncio.Event) -> None:
    """Take letters until told to stop."""
    if settings.caught_mail is None:
        raise ValueError("there is no folder for caught mail: set QUORATE_CAUGHT_MAIL")
    keeper = Keeper(settings.caught_mail)
    server = await asyncio.get_running_loop().create_server(
        # The name is given because the library would otherwise ask the network for it.
        lambda: SMTP(keeper, hostname="localhost", enable_SMTPUTF8=True),
        host=settings.smtp_host,
        port=settings.smtp_port,
    )
    async with server:
        log.info("catcher.ready", port=settings.smtp_port)
        await stop.wait()


async def run(settings: Settings) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    await catch(settings, stop)


def main() -> None:
    settings = Settings()
    configure_logging(settings)
    asyncio.run(run(settings))


if __name__ == "__main__":
    main()
