"""A database that fails when told to, with the words a driver would use, names and addresses among them."""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy.exc import IntegrityError, OperationalError

from storage.database import Database, _told_apart

T = TypeVar("T")

VALUES = {"name": "Holder of board-secretary", "address": "board-secretary@harbour.example"}
STATEMENT = "insert into people (name, address) values (:name, :address)"


def unavailable() -> Exception:
    return OperationalError(STATEMENT, VALUES, Exception("database is locked"))


def duplicate() -> Exception:
    """PostgreSQL tells the row it will not have."""
    detail = f"duplicate key value\nDETAIL: Key (name, address)={tuple(VALUES.values())} already exists."
    return IntegrityError(STATEMENT, VALUES, Exception(detail))


class FailingDatabase(Database):
    """Fails reads of the function named, until told otherwise."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.fails_at = ""
        self.failure = unavailable
        self.failed = 0

    async def read(self, ask: Callable[..., T], *given: Any) -> T:  # noqa: ANN401  passed on as it is
        if ask.__name__ == self.fails_at:
            self.failed += 1
            with _told_apart():
                raise self.failure()
        return await super().read(ask, *given)
