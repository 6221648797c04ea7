"""What letters say of an appointment to a post, from its proposal to its end."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from models.dates import ONE_DAY
from models.letters import LetterKind
from models.post import Tenure
from models.post_events import (
    AppointmentEnded,
    AppointmentProposed,
    EndSetEarly,
    HolderStarted,
    StartFixed,
    TermExtended,
)
from models.posts import OutsideSignOff, SignOffEffect
from rules.calendar import end_of, in_words
from rules.confirming import names_of
from rules.leaving import handed_over_until, is_hand_over_lost, leaves_on
from rules.tenure import Term, others_in
from storage.letter_post_facts import (
    LONGEST,
    begins,
    of_post,
    reason_of,
    the_appointment,
    the_post,
    waiting,
    what,
)
from storage.letter_tenures import after_the_end, in_hand, is_taken_up_since, last_of_ended
from storage.letter_writing import Facts, Writing


def proposed(writing: Writing) -> Facts:
    """On what it hangs, and not who it is: nothing is announced before the outcome (G71)."""
    post, appointment, event = the_post(writing), the_appointment(writing), writing.line.event
    lines = [f"Each of these has confirmed it: {names_of(writing.known, post.serves)}"]
    if isinstance(event, AppointmentProposed):
        lines.append("The person proposed has been found eligible, before anybody decides")
    if post.sign_off:
        lines.append(_condition(writing, post.sign_off))
    hoped = appointment.hoped if isinstance(event, AppointmentProposed) else None
    by_when = hoped.in_words(writing.words(hoped.words) or None) if hoped else ""
    return of_post(writing) | {
        "outcome": what(writing, appointment),
        "lines": tuple(lines),
        "next_step": f"When it is hoped to begin: {by_when}."[:LONGEST] if hoped else "",
    }


def _condition(writing: Writing, outside: OutsideSignOff) -> str:
    office = writing.name(outside.by)
    match outside.effect:
        case SignOffEffect.CONSENT:
            return f"{office} has agreed"
        case SignOffEffect.COMMENT:
            return f"{office} has been heard"
        case SignOffEffect.VETO:
            return f"{office} has not objected within {outside.working_days} working days"


def withdrawn(writing: Writing) -> Facts:
    return of_post(writing) | {
        "outcome": f"{what(writing, the_appointment(writing))} was withdrawn",
        "happened": writing.line.happened,
        "quoted": writing.words(reason_of(writing)),
    }


def start_fixed(writing: Writing) -> Facts:
    event, appointment = writing.event(StartFixed), the_appointment(writing)
    last = event.last or appointment.last
    ends = f"The term ends with the end of {in_words(last)}" if last else ""
    over = _hands_over(writing) if event.hand_over else ""
    lines = tuple(line for line in (ends, over or _leave(writing, event)) if line)
    return of_post(writing) | {"happened": begins(event.first), "lines": lines}


def _hands_over(writing: Writing) -> str:
    appointment = the_appointment(writing)
    if is_hand_over_lost(writing.known, appointment):
        return "Nobody hands it over: whoever held the post before leaves it before that day"
    until = handed_over_until(writing.known, appointment)
    stays = f"to {in_words(until)}" if until else "for a time"
    return f"Whoever holds the post before stays {stays}, to hand it over"


def _leave(writing: Writing, event: StartFixed) -> str:
    if not the_post(writing).seats:
        return ""
    return f"Whoever sits in its place now does so to the end of {in_words(event.first - ONE_DAY)}"


def started(writing: Writing) -> Facts:
    event, post = writing.event(HolderStarted), the_post(writing)
    lines = [f"One person in every role: {', '.join(post.roles)}"] if len(post.roles) > 1 else []
    lines += handed_over(writing, event.appointment, event.first)
    lines += [f"The term ends with the end of {in_words(event.last)}"] if event.last else []
    return of_post(writing) | {
        "principal": writing.name(event.person),
        "happened": begins(event.first),
        "lines": (*lines, *waiting(writing)),
    }


def handed_over(writing: Writing, number: int, first: date) -> Iterator[str]:
    """Whoever held it until the day before, or holds it still, to hand it over."""
    held = writing.known.post(the_post(writing).id)
    for each in held.tenures if held else ():
        is_another = each.appointment != number and each.first < first
        if is_another and (each.last is None or each.last >= first):
            yield f"{writing.name(each.person)} holds it too{_to(each)}, to hand it over"
        elif is_another and each.last == first - ONE_DAY:
            yield f"Held before by: {writing.name(each.person)}"


def _to(tenure: Tenure) -> str:
    return f", to the end of {in_words(tenure.last)}" if tenure.last else ""


def notice_of_term(writing: Writing) -> Facts:
    last = leaves_on(writing.known, the_appointment(writing))
    return of_post(writing) | {
        "deadline": end_of(last) if last else None,
        "ways_on": _followed_by(writing) or in_hand(writing, the_appointment(writing)),
        "lines": tuple(waiting(writing)),
    }


def _followed_by(writing: Writing) -> str:
    """Where the start of whoever comes next is fixed already."""
    appointment = the_appointment(writing)
    last = leaves_on(writing.known, appointment)
    if last is None:
        return ""
    after = last + ONE_DAY
    coming = [each.first for each in others_in(writing.known, appointment, Term(after, None)) if each.first]
    if not coming:
        return ""
    first = min(coming)
    vacant = f" From {in_words(after)} until then nobody holds it." if first > after else ""
    return f"Whoever follows takes the post up on {in_words(first)}.{vacant}"


def term_set(writing: Writing) -> Facts:
    event = writing.line.event
    if not isinstance(event, TermExtended | EndSetEarly):
        raise TypeError(event.kind)
    is_longer = isinstance(event, TermExtended)
    drops = event.drops if isinstance(event, EndSetEarly) else None
    falls = f"The longer term to {in_words(drops)} that was proposed falls with that" if drops else ""
    return of_post(writing) | {
        "outcome": "is extended" if is_longer else "is cut short",
        "deadline": end_of(event.last),
        "quoted": "" if is_longer else writing.words(reason_of(writing)),
        "lines": (falls,) if falls else (),
    }


def ended(writing: Writing) -> Facts:
    """What waits for the post is not said once it is taken up again: that is in the letter of the start."""
    appointment = the_appointment(writing)
    last = last_of_ended(appointment, writing.event(AppointmentEnded), writing.line.happened)
    is_over = is_taken_up_since(writing, appointment, last)
    return of_post(writing) | {
        "outcome": after_the_end(writing, appointment, last),
        "happened": begins(last),
        "lines": () if is_over else tuple(waiting(writing)),
    }


SAYS: Mapping[LetterKind, Callable[[Writing], Facts]] = {
    LetterKind.APPOINTMENT_PROPOSED: proposed,
    LetterKind.EXTENSION_PROPOSED: proposed,
    LetterKind.APPOINTMENT_WITHDRAWN: withdrawn,
    LetterKind.START_FIXED: start_fixed,
    LetterKind.HOLDER_STARTED: started,
    LetterKind.TERM_NOTICE: notice_of_term,
    LetterKind.TERM_SET: term_set,
    LetterKind.POST_ENDED: ended,
}
