"""Ports: the usual one where it is free, another where it is not."""

import asyncio
import secrets
import socket
from collections.abc import Callable, Collection

LOOPBACK = "127.0.0.1"
# Below the ports a kernel gives to outgoing connections, so that none takes ours before we listen on it.
_OURS = range(10_000, 32_000)
_LOOK_EVERY = 0.05


def is_free(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def choose(usual: dict[str, int], say: Callable[[str], None]) -> dict[str, int]:
    """A port for each name, all different, with a word about each that is not the usual one."""
    chosen: dict[str, int] = {}
    for name, port in usual.items():
        if is_free(port) and port not in chosen.values():
            chosen[name] = port
        else:
            chosen[name] = another({*usual.values(), *chosen.values()})
            say(f"Port {port} is taken; {name} uses {chosen[name]} instead.")
    return chosen


def another(spoken_for: Collection[int] = ()) -> int:
    while True:
        port = secrets.choice(_OURS)
        if port not in spoken_for and is_free(port):
            return port


async def answering(port: int) -> None:
    """Return when something takes connections there."""
    while True:
        try:
            _, writer = await asyncio.open_connection(LOOPBACK, port)
        except OSError:
            await asyncio.sleep(_LOOK_EVERY)
        else:
            writer.close()
            return
