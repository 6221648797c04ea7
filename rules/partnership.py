"""What may be done to a programme itself: another definition in force, its clock set."""

from models.acts import Decision, Entry
from models.commands import LoadDefinition, ReturnLetter, SetClock
from models.events import ClockSet, DefinitionLoaded, LetterReturned, LettersResumed, LettersStopped
from models.letter_commands import ResumeLetters, StopLetters
from models.values import Stream
from rules.known import Known
from rules.lacking import lacking_under
from rules.members import members_under
from rules.passing_on import under
from rules.refusals import refused
from rules.still_needed import first_missing


def load_definition(known: Known, stream: Stream, command: LoadDefinition) -> Decision:
    """What runs keeps the rule-sets it began under; what opens from now on uses these (G13). What a
    matter or a duty still needs is not dropped but ended: bodies, seats, versions of a document. Nor is
    a post that was established: its record, its term and its candidates' time go on.
    """
    offered = known.definitions.get(command.definition)
    if offered is None:
        return refused("unknown-definition")
    if missing := first_missing(known, offered):
        return refused("still-in-use", about=missing)
    for post in known.definition.posts:
        if known.post(post.id) is not None and offered.post(post.id) is None:
            return refused("post-still-there", about=post.id)
    if known.partnership.definition == command.definition:
        return ()
    lacks = lacking_under(known, offered)
    loaded = DefinitionLoaded(definition=command.definition, missing=lacks.missing, unfilled=lacks.unfilled)
    return (Entry(stream, loaded), *under(known, offered), *members_under(known, offered))


def return_letter(known: Known, stream: Stream, command: ReturnLetter) -> Decision:
    """A refused address is put on the record, and becomes a task for a named person."""
    del known
    returned = LetterReturned(person=command.person, letter=command.letter, was_task=command.was_task)
    return (Entry(stream, returned),)


def stop_letters(known: Known, stream: Stream, command: StopLetters) -> Decision:
    """What asks for something, or what a rule owes the person, is sent all the same."""
    if not known.is_known_person(command.person):
        return refused("unknown-person")
    if command.person in known.partnership.uninformed:
        return ()
    return (Entry(stream, LettersStopped(person=command.person), known.happened),)


def resume_letters(known: Known, stream: Stream, command: ResumeLetters) -> Decision:
    """What was not sent meanwhile stays unsent; it stands on the record for anyone to read."""
    if command.person not in known.partnership.uninformed:
        return () if known.is_known_person(command.person) else refused("unknown-person")
    return (Entry(stream, LettersResumed(person=command.person), known.happened),)


def set_clock(known: Known, stream: Stream, command: SetClock) -> Decision:
    if known.offset == command.offset:
        return ()
    is_running = any(known.approval(plan.id) for plan in known.definition.matters)
    if command.offset < known.offset and is_running:
        return refused("clock-backwards")
    return (Entry(stream, ClockSet(offset=command.offset)),)
