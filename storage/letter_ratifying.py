"""What letters say of a chair's action: to be ratified, not reached at a meeting, or what came of it."""

from models.ratifying_events import RatificationDecided
from rules.calendar import end_of
from storage.letter_writing import Facts, Writing


def owed(writing: Writing) -> Facts:
    """By which meeting; where none is known yet, in the words of the rule."""
    obligation = writing.the_obligation()
    facts: Facts = {
        "body": writing.body_name(obligation.body or ""),
        "obligation": obligation.obligation,
        "due_words": "at its next meeting, for which no day is known yet",
    }
    if obligation.due.latest is not None:
        facts |= {"due_words": "", "deadline": end_of(obligation.due.latest)}
    return facts


def missed(writing: Writing) -> Facts:
    """The day of the meeting it was put to, and of the one that takes it now."""
    return owed(writing) | {"happened": writing.line.happened}


def decided(writing: Writing) -> Facts:
    said = writing.event(RatificationDecided)
    counted = said.basis.counted
    return {
        "body": writing.body_name(writing.the_sign_off().body),
        "outcome": "ratified" if said.ratified else "not ratified",
        "happened": writing.line.happened,
        "figures": counted.words.rstrip(".")[:300] if counted else "",
        "quoted": writing.words(said.wording),
        "ways_on": "" if said.ratified else WAYS_ON,
        "deadline": None,
        "asked": "",
    }


WAYS_ON = (
    "What was published stands. Before that, the body has not given what it was asked: the ways on are to "
    "ask it again, to go ahead without it, or to end the matter. What follows stays open until it is settled."
)
