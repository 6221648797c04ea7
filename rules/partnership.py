"""What may be done to a programme itself: another definition in force, its clock set."""

from models.acts import Decision, Entry
from models.commands import LoadDefinition, ReturnLetter, SetClock
from models.events import ClockSet, DefinitionLoaded, LetterReturned
from models.values import Stream
from rules.known import Known


def load_definition(known: Known, stream: Stream, command: LoadDefinition) -> Decision:
    """What runs keeps the rule-sets it began under; what opens from now on uses these (G13)."""
    if known.partnership.definition == command.definition:
        return ()
    return (Entry(stream, DefinitionLoaded(definition=command.definition)),)


def return_letter(known: Known, stream: Stream, command: ReturnLetter) -> Decision:
    """A refused address is put on the record, and becomes a task for a named person."""
    del known
    returned = LetterReturned(person=command.person, letter=command.letter, was_task=command.was_task)
    return (Entry(stream, returned),)


def set_clock(known: Known, stream: Stream, command: SetClock) -> Decision:
    if known.offset == command.offset:
        return ()
    return (Entry(stream, ClockSet(offset=command.offset)),)
