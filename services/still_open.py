"""What still keeps a matter from being published once every body has given what it was asked for."""

from collections.abc import Iterable

from models.gate import Awaited, Awaits, Gate
from models.values import MatterId, ProgrammeId
from services.house import House
from storage.foreseeing import gate_of
from storage.register import offset_of


async def still_open(house: House, programme: ProgrammeId, matter: MatterId) -> tuple[str, ...]:
    """Each in words; the bodies that may still object, however many, in one."""
    at = await house.clock.now() + await house.database.read(offset_of, programme)
    gate = await house.database.read(gate_of, programme, at, matter)
    return in_words(gate) if gate else ()


def in_words(gate: Gate) -> tuple[str, ...]:
    others = [each.words for each in gate.waits_for if each.what is not Awaits.WINDOW]
    return (*others, *_windows(gate, (each for each in gate.waits_for if each.what is Awaits.WINDOW)))


def _windows(gate: Gate, windows: Iterable[Awaited]) -> Iterable[str]:
    many = len({each.body for each in windows})
    if many:
        yield f"{'one body' if many == 1 else f'{many} bodies'} may still object to version {gate.version}"
