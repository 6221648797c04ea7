"""Saying what an earlier line of the record should have said; the line itself stays."""

from models.acts import Acted
from models.commands import CorrectRecord
from models.values import ProgrammeId, Stream, Text
from services.acting import Caller, House, act


async def correct(
    house: House, programme: ProgrammeId, caller: Caller, *, stream: Stream, number: int, words: str
) -> Acted:
    command = CorrectRecord(number=number, words=Text.of(words))
    return await act(house, programme, stream, command, caller)
