"""What is wrong with an installation and how to mend it, a line each."""

import asyncio
import os
import re
import shutil
import sys
from datetime import timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from aiosmtplib import SMTP, SMTPException

from models.errors import NotFound, QuorateError, Unavailable
from models.values import Instant, ProgrammeId, Value
from rules.calendar import time_in_words
from services.temporal_health import polls
from storage.clock import RealClock
from storage.database import Database
from storage.matters import programmes as loaded_programmes
from storage.register import number_of, offset_of
from storage.revision import must_be_at_this_release, time_of
from storage.verifying import first_break

OLDEST_PYTHON = (3, 11)

ROOM = 1024**3
"""Bytes that should be free: a year of rounds and their letters, several times over."""

WITHIN = 3.0
"""Seconds within which a server that is there answers."""

SKEW = timedelta(seconds=5)
"""How far two clocks may differ before a deadline becomes arguable."""

START = "Start it with: make up"


class Installation(Value):
    """Where the parts of one installation are, as its settings say."""

    checkout: Path
    var: Path
    database_url: str
    temporal_address: str
    temporal_namespace: str
    task_queue: str
    web_host: str
    web_port: int
    smtp_host: str
    smtp_port: int
    smtp_tls: str


class Finding(Value):
    """One thing looked at: what was found, and if it is wrong what to do."""

    what: str
    is_well: bool
    words: str
    mend: str = ""


async def examine(installation: Installation) -> tuple[Finding, ...]:
    """Everything that is looked at, in the order to mend it in. Nothing is changed."""
    temporal, mail, web, database = await asyncio.gather(
        _temporal(installation), _mail(installation), _web(installation), _database(installation)
    )
    return (
        _python(),
        _dependencies(installation.checkout / "requirements.lock"),
        _var(installation.var),
        _disk(installation.var),
        _assets(installation.checkout / "web" / "static" / "kit" / ".built"),
        *database,
        *temporal,
        mail,
        web,
    )


# --- this machine -------------------------------------------------------------------------


def _python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    return _finding("Python", found, "Install Python 3.11 or newer.", well=sys.version_info >= OLDEST_PYTHON)


def _dependencies(lock: Path) -> Finding:
    """Those that every machine needs; what only some need carries a marker and is left out."""
    mend = "Install them again: rm .venv/.installed && make up"
    if not lock.exists():
        return _finding("Dependencies", f"{lock.name} is missing", mend, well=False)
    locked = re.findall(r"^([a-z0-9-]+)==(\S+) \\$", lock.read_text(), flags=re.MULTILINE)
    others = [
        f"{name} {installed(name)}, not {wanted}" for name, wanted in locked if installed(name) != wanted
    ]
    words = "; ".join(others) or f"{len(locked)} as locked"
    return _finding("Dependencies", words, mend, well=not others)


def installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"


def _var(var: Path) -> Finding:
    folder = _nearest(var)
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        mend = f"Let this user write to {folder}, or set QUORATE_VAR to another folder."
        return _finding("Data", f"{folder} cannot be written", mend, well=False)
    return _finding("Data", f"{var} {'can be written' if folder == var else 'will be made'}")


def _disk(var: Path) -> Finding:
    free = shutil.disk_usage(_nearest(var)).free
    return _finding(
        "Disk", f"{free / ROOM:.1f} GB free", "Free at least 1 GB on this disk.", well=free >= ROOM
    )


def _nearest(path: Path) -> Path:
    """The path itself, or the first above it that exists."""
    return next(each for each in (path, *path.parents) if each.exists())


def _assets(built: Path) -> Finding:
    if built.exists():
        return _finding("Assets", "built")
    return _finding("Assets", "the pages' styles are not built", "Build them: make up does.", well=False)


# --- servers ------------------------------------------------------------------------------


async def _temporal(there: Installation) -> tuple[Finding, ...]:
    address, namespace = there.temporal_address, there.temporal_namespace
    try:
        polled = await polls(address, namespace, there.task_queue)
    except NotFound:
        mend = "Make the namespace on the server, or correct QUORATE_TEMPORAL_NAMESPACE."
        return (_finding("Temporal", f"{address} has no namespace {namespace}", mend, well=False),)
    except Unavailable:
        mend = f"{START}, or correct QUORATE_TEMPORAL_ADDRESS. What people do meanwhile is kept."
        return (_finding("Temporal", f"no answer at {address}", mend, well=False),)
    now = await RealClock().now()
    working = f"{len(polled)} listening on the queue {there.task_queue}"
    return (
        _finding("Temporal", f"answers at {address}, namespace {namespace}"),
        _finding("Worker", working, f"{START}, or one alone with: python -m worker", well=bool(polled)),
        agreement("Temporal", max([now, *polled]) - now),  # a worker may well have asked a while ago
    )


async def _mail(there: Installation) -> Finding:
    where = f"{there.smtp_host}:{there.smtp_port}"
    client = SMTP(
        hostname=there.smtp_host,
        port=there.smtp_port,
        use_tls=there.smtp_tls == "tls",
        start_tls=there.smtp_tls == "starttls",
        timeout=WITHIN,
    )
    try:
        await client.connect()
        await client.quit()
    except (SMTPException, OSError, ValueError):
        mend = f"{START}, or correct QUORATE_SMTP_HOST, _PORT and _TLS. Letters wait meanwhile."
        return _finding("Mail", f"no answer at {where}", mend, well=False)
    return _finding("Mail", f"answers at {where}")


async def _web(there: Installation) -> Finding:
    where = f"{there.web_host}:{there.web_port}"
    try:
        async with asyncio.timeout(WITHIN):
            _, writer = await asyncio.open_connection(there.web_host, there.web_port)
    except (OSError, TimeoutError):
        mend = f"{START}, or correct QUORATE_WEB_HOST and QUORATE_WEB_PORT."
        return _finding("Web", f"no answer at {where}", mend, well=False)
    writer.close()
    return _finding("Web", f"answers at {where}")


# --- the database, and what it holds ------------------------------------------------------


async def _database(there: Installation) -> tuple[Finding, ...]:
    database = Database(there.database_url)
    try:
        await must_be_at_this_release(database)
        return await _contents(database)
    except QuorateError as wrong:
        words = wrong.words or "No answer. Start its server, or correct QUORATE_DATABASE_URL."
        found, _, mend = words.partition(". ")
        return (_finding("Database", found, mend, well=False),)
    finally:
        await database.close()


async def _contents(database: Database) -> tuple[Finding, ...]:
    now, its_time = await RealClock().now(), await database.read(time_of)
    clocks = () if its_time is None else (agreement("The database", its_time - now),)
    loaded = await database.read(loaded_programmes)
    programmes = [finding for each in loaded for finding in await _programme(database, each, now)]
    if not loaded:
        programmes = [_finding("Programmes", "none is loaded", "Load one: quorate load DIR", well=False)]
    return (_finding("Database", "answers, at this release's revision"), *clocks, *programmes)


async def _programme(database: Database, programme: ProgrammeId, now: Instant) -> tuple[Finding, ...]:
    broken = await database.read(first_break, programme)
    shown = now + await database.read(offset_of, programme)
    lines = await database.read(number_of, programme)
    whole = f"{lines} lines, none missing or changed" if broken is None else f"broken at line {broken}"
    mend = "Stop everything and put back a copy of the database from before the break."
    return (
        _finding(f"Ledger of {programme}", whole, mend, well=broken is None),
        _finding(f"Clock of {programme}", f"{time_in_words(shown)}, London time"),
    )


def agreement(whose: str, ahead: timedelta) -> Finding:
    """Whether another machine's clock shows what ours does."""
    seconds = ahead.total_seconds()
    words = f"{whose} agrees" if abs(ahead) <= SKEW else f"{whose} differs by {seconds:+.0f} seconds"
    return _finding(
        "Clock", words, "Set both machines' clocks by the same time server.", well=abs(ahead) <= SKEW
    )


def _finding(what: str, words: str, mend: str = "", *, well: bool = True) -> Finding:
    return Finding(what=what, is_well=well, words=words, mend="" if well else mend)
