"""Correcting the record: by a further line that names the first, never by overwriting (G53).

What is erased is not put right any more: nothing would erase the correction.
"""

from models.acts import Decision, Entry
from models.commands import CorrectRecord
from models.events import RecordCorrected
from models.values import Stream
from rules.known import Known
from rules.refusals import refused


def correct_record(known: Known, stream: Stream, command: CorrectRecord) -> Decision:
    if known.lines.get(command.number) != stream:
        return refused("unknown-line")
    if _is_forgotten(known, stream) and command.number in known.of_applicants:
        return refused("line-forgotten")
    corrected = RecordCorrected(number=command.number, words=command.words)
    return (Entry(stream, corrected, known.happened),)


def _is_forgotten(known: Known, stream: Stream) -> bool:
    over = known.round_on(stream) or known.appointment_on(stream)
    return over is not None and over.erased is not None
