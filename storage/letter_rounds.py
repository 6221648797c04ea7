"""What letters say of a round of recruitment, and of what was forecast of a post."""

from collections.abc import Callable, Mapping

from models.events import Event
from models.letters import LetterKind
from models.post_events import (
    ForecastOvertaken,
    RoundClosed,
    RoundFellThrough,
    RoundOpened,
    RoundOutcome,
    RoundPaused,
    RoundResumed,
)
from models.recruitment import Round, RoundProgress
from rules.calendar import in_words
from storage.letter_post_facts import LONGEST, of_post, reason_of, the_post, the_round, waiting
from storage.letter_writing import Facts, Writing

OUTCOMES: Mapping[RoundOutcome, str] = {
    RoundOutcome.APPOINTED: "the panel has chosen somebody",
    RoundOutcome.DID_NOT_APPOINT: "the panel appointed nobody",
    RoundOutcome.WITHDRAWN: "it was withdrawn",
}
NEXT: Mapping[RoundOutcome, str] = {
    RoundOutcome.APPOINTED: "Next: make the offer and the checks, propose the appointment, and tell everyone "
    "concerned that somebody has been chosen, and not who. If the offer is declined or the checks fail, "
    "record that what was chosen fell through.",
    RoundOutcome.DID_NOT_APPOINT: "Next: tell everyone concerned what became of it, and open a new round, or "
    "propose an interim.",
    RoundOutcome.WITHDRAWN: "Next: tell everyone concerned what became of it, and open a new round once "
    "there is to be one.",
}
"""Of whoever runs the recruitment."""


COURSES: Mapping[type[Event], RoundProgress] = {
    RoundOpened: RoundProgress.RUNNING,
    RoundPaused: RoundProgress.PAUSED,
    RoundResumed: RoundProgress.RUNNING,
}


def is_of_a_course(writing: Writing) -> bool:
    """Whether it tells that a round is open, waits or goes on."""
    return type(writing.line.event) in COURSES


def is_on_that_course(writing: Writing) -> bool:
    """Nobody is told that a round is open which has ended meanwhile, as after an outage."""
    return the_round(writing).progress is COURSES[type(writing.line.event)]


def forecast_overtaken(writing: Writing) -> Facts:
    event, held = writing.event(ForecastOvertaken), writing.known.post(the_post(writing).id)
    made = next(each for each in held.forecasts if each.is_named_by(event)) if held else None
    if made is None:
        raise LookupError(writing.line.stream)
    return of_post(writing) | {
        "due_words": made.due.in_words(writing.words(made.due.words) or None)[:LONGEST],
        "quoted": writing.words(made.source),
    }


def round_changed(writing: Writing) -> Facts:
    """While it stands still, no day of it is told as if it would pass."""
    round_, reason = the_round(writing), reason_of(writing)
    closes = f"Applications close with the end of {in_words(round_.closes)}" if round_.closes else ""
    next_step = ""
    match writing.line.event:
        case RoundPaused():
            now, lines = "is paused", []
            next_step = "Nothing of it falls due until it is resumed, the last day for applications neither."
        case RoundResumed():
            now, lines = "is resumed", [closes]
        case _:
            now, lines = f"is open{_after(round_)}", [closes]
            lines += [f"Left out: {stage}: {writing.words(why)}" for stage, why in round_.omitted.items()]
    return of_post(writing) | {
        "outcome": f"round {round_.number} {now}",
        "quoted": writing.words(reason),
        "lines": tuple(line for line in lines if line),
        "next_step": next_step,
    }


def round_closed(writing: Writing) -> Facts:
    event = writing.event(RoundClosed)
    return of_post(writing) | {
        "outcome": OUTCOMES[event.outcome],
        "happened": writing.line.happened,
        "quoted": writing.words(event.reason),
        "lines": tuple(waiting(writing)),
        "ways_on": NEXT[event.outcome] if _runs_it(writing) else "",
    }


def fell_through(writing: Writing) -> Facts:
    round_ = the_round(writing)
    return of_post(writing) | {
        "outcome": f"what round {round_.number} had chosen fell through",
        "happened": writing.line.happened,
        "quoted": writing.words(writing.event(RoundFellThrough).reason),
        "lines": tuple(waiting(writing)),
        "ways_on": NEXT[RoundOutcome.DID_NOT_APPOINT] if _runs_it(writing) else "",
    }


def _runs_it(writing: Writing) -> bool:
    return str(writing.row.recipient) == the_post(writing).secretary


def _after(round_: Round) -> str:
    return f" and follows round {round_.after}, which stays closed" if round_.after else ""


SAYS: Mapping[LetterKind, Callable[[Writing], Facts]] = {
    LetterKind.ROUND_CHANGED: round_changed,
    LetterKind.ROUND_CLOSED: round_closed,
    LetterKind.ROUND_FELL_THROUGH: fell_through,
    LetterKind.FORECAST_OVERTAKEN: forecast_overtaken,
}
