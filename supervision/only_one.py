"""One stack per checkout: the second to start is told about the first."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyUpError(Exception):
    """Somebody else holds the lock; the message is what they said of themselves."""


@contextmanager
def only_one(lock: Path, saying: str) -> Iterator[None]:
    """Hold the lock while inside. The kernel lets go of it when the process ends, however it
    ends, so there is never a stale one to clear away.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise AlreadyUpError(file.read().strip()) from None
        file.truncate(0)
        file.write(f"process {os.getpid()}, {saying}\n")
        file.flush()
        yield
