"""Correcting the record: by a further line that names the first, never by overwriting (G53)."""

from models.acts import Decision, Entry
from models.commands import CorrectRecord
from models.events import RecordCorrected
from models.values import Stream
from rules.known import Known
from rules.refusals import refused


def correct_record(known: Known, stream: Stream, command: CorrectRecord) -> Decision:
    if known.lines.get(command.number) != stream:
        return refused("unknown-line")
    corrected = RecordCorrected(number=command.number, words=command.words)
    return (Entry(stream, corrected, known.happened),)
