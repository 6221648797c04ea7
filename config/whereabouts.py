"""Where the stack of `make up` is: it may have had to take other ports than the usual.

It writes the settings it chose into a file, which commands then go by wherever the environment says nothing.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.settings import PREFIX, Settings

LOCK = "up.lock"
"""Held in the folder `var` by the stack that is up."""

FILE = "up.env"

CHOSEN = ("web_host", "web_port", "base_url", "smtp_host", "smtp_port", "smtp_tls", "temporal_address")


def settings_here() -> Settings:
    """As the environment says, and where it says nothing, as the stack that is up here does."""
    settings = Settings()
    if settings.production or not _is_up(settings.var / LOCK):
        return settings
    return Settings(_env_file=settings.var / FILE)


@contextmanager
def told(settings: Settings) -> Iterator[None]:
    """Commands are told while inside. A file that a killed stack left behind is not believed: nobody
    holds its lock.
    """
    names = {f"{PREFIX}{name.upper()}" for name in CHOSEN}
    lines = [f"{name}={value}\n" for name, value in settings.as_environment().items() if name in names]
    file = settings.var / FILE
    file.write_text("".join(lines))
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def _is_up(lock: Path) -> bool:
    """Whether somebody holds the lock, tried for an instant by sharing it."""
    try:
        with lock.open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
