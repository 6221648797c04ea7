"""What may be done to a programme itself: another definition in force, its clock set."""

from models.acts import Decision, Entry
from models.commands import LoadDefinition, ReturnLetter, SetClock
from models.events import ClockSet, DefinitionLoaded, LetterReturned, LettersResumed, LettersStopped
from models.letter_commands import ResumeLetters, StopLetters
from models.programme import Definition, MatterPlan
from models.values import Stream
from rules.known import Known
from rules.passing_on import under
from rules.refusals import refused


def load_definition(known: Known, stream: Stream, command: LoadDefinition) -> Decision:
    """What runs keeps the rule-sets it began under; what opens from now on uses these (G13). What a
    matter still needs is not dropped but ended: its bodies, their seats, the versions of its document.
    """
    offered = known.definitions.get(command.definition)
    if offered is None:
        return refused("unknown-definition")
    for plan in known.definition.matters:
        if missing := _missed_by(known, plan, offered):
            return refused("still-in-use", about=missing)
    if known.partnership.definition == command.definition:
        return ()
    return (Entry(stream, DefinitionLoaded(definition=command.definition)), *under(known, offered))


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


def _missed_by(known: Known, plan: MatterPlan, offered: Definition) -> str:
    """The first thing that an open matter, or a published one for its page, needs and that is not in the
    definition offered; empty when all is there.
    """
    approval = known.approval(plan.id)
    if approval is None or approval.is_ended or (approval.is_complete and not approval.publication):
        return ""
    for body in dict.fromkeys(approval.rule_sets):
        before, after = known.body(body), offered.body(body)
        if after is None:
            return before.name
        kept = {seat.id for seat in after.seats}
        if gone := next((seat.title for seat in before.seats if seat.id not in kept), None):
            return f"{before.name}, {gone}"
    document = offered.document(approval.document)
    labels = {version.label for version in document.versions} if document else set()
    return "" if approval.version in labels else f"{plan.title}, version {approval.version}"
