"""Values that are named by the hash of their content, each read and parsed once a process."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from models.values import Sha256

V = TypeVar("V")


class Kept(Generic[V]):
    """A hash names one content for ever, so what is kept is never stale; those used last are kept."""

    def __init__(self, at_most: int) -> None:
        self._at_most = at_most
        self._kept: dict[Sha256, V] = {}
        self._turn = Lock()
        """Reads run in threads of their own."""

    @property
    def names(self) -> tuple[Sha256, ...]:
        """The one used last stands last."""
        return tuple(self._kept)

    def get(self, name: Sha256, read: Callable[[], V]) -> V:
        with self._turn:
            known = self._kept.pop(name, None)
            if known is not None:
                self._kept[name] = known
                return known
        known = read()
        with self._turn:
            self._kept[name] = known
            while len(self._kept) > self._at_most:
                del self._kept[next(iter(self._kept))]
        return known
