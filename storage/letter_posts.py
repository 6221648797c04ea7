"""What letters say of a post, its rounds and its appointments: never who a candidate is."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, time

from models.appointment import Appointment, AppointmentStage, SignOffAsked
from models.dependants import DependantStands, Waiting
from models.letters import LetterKind, Role
from models.post_events import (
    AppointmentEnded,
    AppointmentProposed,
    EndSetEarly,
    ExtensionProposed,
    ForecastOvertaken,
    HolderStarted,
    InformationAwaited,
    InformationSupplied,
    PartnersTold,
    RoundClosed,
    RoundOutcome,
    RoundPaused,
    RoundResumed,
    SignOffAnswer,
    SignOffAnswered,
    SignOffOverdue,
    StartFixed,
    TenureKind,
    TermExtended,
    TermNoticeGiven,
)
from models.posts import OutsideSignOff, Post, SignOffEffect
from models.recruitment import Round
from models.values import Instant, PersonId, Text
from rules.calendar import at_london, end_of, in_words
from rules.post_notices import outgoing
from rules.posts import dependants, names_of
from storage.letter_writing import OF_POSTS, Facts, Writing

LONGEST = 300
OUTCOMES: Mapping[RoundOutcome, str] = {
    RoundOutcome.APPOINTED: "the panel has chosen somebody",
    RoundOutcome.DID_NOT_APPOINT: "the panel appointed nobody",
    RoundOutcome.WITHDRAWN: "it was withdrawn",
}
TENURES: Mapping[TenureKind, str] = {
    TenureKind.PERMANENT: "a permanent appointment",
    TenureKind.INTERIM: "an interim appointment",
    TenureKind.SECONDMENT: "a secondment",
}
ANSWERS: Mapping[SignOffAnswer, str] = {
    SignOffAnswer.GRANTED: "it agrees",
    SignOffAnswer.REFUSED: "it refuses",
    SignOffAnswer.SUPPORTED: "it supports what is proposed",
    SignOffAnswer.NOT_SUPPORTED: "it does not support what is proposed, which by itself stops nothing",
}
IF_SILENT: Mapping[SignOffEffect, str] = {
    SignOffEffect.CONSENT: "Without this consent it does not take effect.",
    SignOffEffect.COMMENT: "Your comment must have been heard before it takes effect, whatever it says.",
    SignOffEffect.VETO: "If you do not object in that time, it may take effect.",
}
WAITS: Mapping[Waiting, str] = {
    Waiting.READY: "may go on",
    Waiting.WAITING: "waits for a round that is open",
    Waiting.BLOCKED: "is blocked, and not failed",
    Waiting.AT_RISK: "is at risk, because nobody holds the post permanently",
}


def is_still_so(writing: Writing) -> bool:
    """Nobody is asked for what has been answered, nor told of a day that has been changed since."""
    appointment = _appointment(writing)
    if appointment is None:
        return True
    match writing.line.event:
        case StartFixed(first=first):
            return appointment.first == first and appointment.stage is AppointmentStage.PROPOSED
        case TermNoticeGiven(days=days):
            return appointment.stage is AppointmentStage.IN_POST and days in appointment.notices
        case InformationAwaited():
            return _is_unanswered(appointment) and _asked(appointment).awaits_information is not None
        case SignOffOverdue(due=due):
            return _is_unanswered(appointment) and _asked(appointment).overdue == due
        case _:
            is_request = str(writing.row.kind) == LetterKind.OUTSIDE_SIGN_OFF_ASKED
            return _is_unanswered(appointment) if is_request else True


def post_of(writing: Writing) -> Post | None:
    """Where the letter is about one that the definition still has."""
    kind, name, *_ = writing.line.stream.split("/")
    return writing.known.definition.post(name) if kind in OF_POSTS else None


def kept_by(writing: Writing) -> Iterator[PersonId]:
    """Who answers questions about it."""
    if post := post_of(writing):
        yield post.secretary


def _is_unanswered(appointment: Appointment) -> bool:
    return appointment.is_open and appointment.asking is not None and appointment.asking.answer is None


# --- of a post and its rounds -------------------------------------------------------------


def partners_told(writing: Writing) -> Facts:
    return _of_post(writing) | {"quoted": writing.words(writing.event(PartnersTold).words)}


def forecast_overtaken(writing: Writing) -> Facts:
    event, held = writing.event(ForecastOvertaken), writing.known.post(_post(writing).id)
    made = next(each for each in held.forecasts if each.is_named_by(event)) if held else None
    if made is None:
        raise LookupError(writing.line.stream)
    return _of_post(writing) | {
        "due_words": made.due.in_words(writing.words(made.due.words) or None)[:LONGEST],
        "quoted": writing.words(made.source),
    }


def round_changed(writing: Writing) -> Facts:
    round_, reason = _round(writing), _reason(writing)
    match writing.line.event:
        case RoundPaused():
            now = "is paused; nothing falls due until it is resumed"
        case RoundResumed():
            now = "is resumed"
        case _:
            now = f"is open{_after(round_)}"
    closes = (f"Applications close with the end of {in_words(round_.closes)}",) if round_.closes else ()
    left_out = (f"Left out: {stage}: {writing.words(why)}" for stage, why in round_.omitted.items())
    return _of_post(writing) | {
        "outcome": f"round {round_.number} {now}",
        "quoted": writing.words(reason),
        "lines": (*closes, *left_out) if reason is None else closes,
    }


def round_closed(writing: Writing) -> Facts:
    event = writing.event(RoundClosed)
    return _of_post(writing) | {
        "outcome": OUTCOMES[event.outcome],
        "happened": writing.line.happened,
        "quoted": writing.words(event.reason),
        "lines": tuple(_waiting(writing)),
    }


def _after(round_: Round) -> str:
    return f"; it follows round {round_.after}, which stays closed" if round_.after else ""


# --- of an appointment ----------------------------------------------------------------------


def proposed(writing: Writing) -> Facts:
    """On what it hangs, and not who it is: nothing is announced before the outcome (G71)."""
    post, appointment, event = _post(writing), _the_appointment(writing), writing.line.event
    lines = [f"Each of these has confirmed it: {names_of(writing.known, post.serves)}"]
    if isinstance(event, AppointmentProposed):
        lines.append("The person proposed has been found eligible, before anybody decides")
    if post.sign_off:
        lines.append(_condition(writing, post.sign_off))
    hoped = appointment.hoped
    if hoped and isinstance(event, AppointmentProposed):
        lines.append(f"Hoped for: {hoped.in_words(writing.words(hoped.words) or None)}")
    return _of_post(writing) | {"outcome": _what(writing, appointment), "lines": tuple(lines)}


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
    return _of_post(writing) | {
        "outcome": f"{_what(writing, _the_appointment(writing))} was withdrawn",
        "happened": writing.line.happened,
        "quoted": writing.words(_reason(writing)),
    }


def asked(writing: Writing) -> Facts:
    """What the file says: how many were interviewed, each step left out with its reason (G66)."""
    appointment, post = _the_appointment(writing), _post(writing)
    asking = _asked(appointment)
    lines = [f"Confirmed by each of: {names_of(writing.known, post.serves)}"]
    if asking.interviewed is not None:
        lines.append(f"Interviewed: {asking.interviewed}")
    lines += [f"Left out: {_stage(each.stage)}: {writing.words(each.reason)}" for each in asking.omitted]
    if isinstance(writing.line.event, InformationSupplied):
        lines.insert(0, "The information you waited for has been supplied, and your time runs again")
    return _of_sign_off(writing, appointment, asking) | {"lines": tuple(lines)}


def late(writing: Writing) -> Facts:
    appointment = _the_appointment(writing)
    sign_off = _post(writing).sign_off
    is_office = sign_off is not None and writing.row.recipient == sign_off.by
    return _of_sign_off(writing, appointment, _asked(appointment)) | {
        "deadline": writing.event(SignOffOverdue).due,
        "role": Role.OWNER if is_office else Role.SECRETARY,
    }


def answered(writing: Writing) -> Facts:
    event, appointment = writing.event(SignOffAnswered), _the_appointment(writing)
    return _of_post(writing) | {
        "outcome": ANSWERS[event.answer],
        "happened": writing.line.happened,
        "next_step": "" if appointment.is_open else "This appointment goes no further; another is proposed.",
    }


def start_fixed(writing: Writing) -> Facts:
    event, appointment = writing.event(StartFixed), _the_appointment(writing)
    ends = f"The term ends with the end of {in_words(appointment.last)}" if appointment.last else ""
    over = "Whoever holds the post now stays for a time, to hand it over" if event.hand_over else ""
    lines = tuple(line for line in (ends, over) if line)
    return _of_post(writing) | {"happened": _begins(event.first), "lines": lines}


def started(writing: Writing) -> Facts:
    event, post = writing.event(HolderStarted), _post(writing)
    held = writing.known.post(post.id)
    before = [writing.name(each) for each in outgoing(held, event)] if held else []
    lines = [f"One person in every role: {', '.join(post.roles)}"] if len(post.roles) > 1 else []
    lines += [f"Held before by: {', '.join(before)}"] if before else []
    lines += [f"The term ends with the end of {in_words(event.last)}"] if event.last else []
    return _of_post(writing) | {
        "principal": writing.name(event.person),
        "happened": _begins(event.first),
        "lines": (*lines, *_waiting(writing)),
    }


def notice_of_term(writing: Writing) -> Facts:
    last = _the_appointment(writing).last
    return _of_post(writing) | {"deadline": end_of(last) if last else None, "lines": tuple(_waiting(writing))}


def term_set(writing: Writing) -> Facts:
    event = writing.line.event
    if not isinstance(event, TermExtended | EndSetEarly):
        raise TypeError(event.kind)
    is_longer = isinstance(event, TermExtended)
    return _of_post(writing) | {
        "outcome": "is extended" if is_longer else "is cut short",
        "deadline": end_of(event.last),
        "quoted": "" if is_longer else writing.words(_reason(writing)),
    }


def ended(writing: Writing) -> Facts:
    writing.event(AppointmentEnded)
    appointment, post = _the_appointment(writing), _post(writing)
    held = writing.known.post(post.id)
    tenure = held.on(writing.known.today) if held else None
    now = f"{writing.name(tenure.person)} holds it now" if tenure else "Nobody holds the post now"
    return _of_post(writing) | {
        "outcome": now,
        "happened": _begins(appointment.last) if appointment.last else writing.line.happened,
        "lines": tuple(_waiting(writing)),
    }


# --- tasks ------------------------------------------------------------------------------------


def information_awaited(writing: Writing) -> Facts:
    asks = "The office that signs off waits for something from us, and its time stands still until it has it"
    return _of_post(writing) | {
        "asked": f"{asks}. Please supply it, and record that",
        "quoted": writing.words(writing.event(InformationAwaited).reason),
    }


def seats_so_held(writing: Writing) -> Facts:
    """To the secretary of a body that could not be quorate any more, though everyone came (G73)."""
    event, known = writing.event(HolderStarted), writing.known
    lacking = [
        f"{known.body(body).short}: {'; '.join(missing)}"
        for body, missing in event.missing.items()
        if known.body(body).secretary == writing.row.recipient
    ]
    asks = "Since this post has another holder your body is not expected to be quorate, though everyone came"
    return _of_post(writing) | {"asked": f"{asks}: {' / '.join(lacking)}"[:LONGEST]}


# --- parts ------------------------------------------------------------------------------------


def _of_post(writing: Writing) -> Facts:
    return {"title": _post(writing).title}


def _of_sign_off(writing: Writing, appointment: Appointment, asking: SignOffAsked) -> Facts:
    sign_off = _post(writing).sign_off
    return _of_post(writing) | {
        "outcome": _what(writing, appointment),
        "deadline": asking.due,
        "ways_on": IF_SILENT[sign_off.effect] if sign_off else "",
    }


def _what(writing: Writing, appointment: Appointment) -> str:
    """What is asked for, in the terms of whoever asked: a start, or a longer term."""
    event = writing.line.event
    last = event.last if isinstance(event, ExtensionProposed) else None
    if last is None and appointment.extension is not None:
        last = appointment.extension.last
    if last is not None:
        return f"an extension of the present term to {in_words(last)}"
    until = f" until {in_words(appointment.last)}" if appointment.last else ""
    return f"{TENURES[appointment.tenure]}{until}"


def _waiting(writing: Writing) -> Iterator[str]:
    for each in dependants(writing.known, _post(writing), writing.known.today):
        yield _stands(each)


def _stands(each: DependantStands) -> str:
    return f"{each.title} {WAITS[each.waiting]}"


def _stage(stage: str) -> str:
    return stage.replace("-", " ")


def _begins(day: date) -> Instant:
    return at_london(day, time(0))


def _reason(writing: Writing) -> Text | None:
    reason = getattr(writing.line.event, "reason", None)
    return reason if isinstance(reason, Text) else None


def _post(writing: Writing) -> Post:
    post = post_of(writing)
    if post is None:
        raise LookupError(writing.line.stream)
    return post


def _round(writing: Writing) -> Round:
    round_ = writing.known.round_on(writing.line.stream)
    if round_ is None:
        raise LookupError(writing.line.stream)
    return round_


def _appointment(writing: Writing) -> Appointment | None:
    return writing.known.appointment_on(writing.line.stream)


def _the_appointment(writing: Writing) -> Appointment:
    appointment = _appointment(writing)
    if appointment is None:
        raise LookupError(writing.line.stream)
    return appointment


def _asked(appointment: Appointment) -> SignOffAsked:
    asking = appointment.asking or appointment.sign_off
    if asking is None:
        raise LookupError(appointment.stream)
    return asking


SAYS: Mapping[LetterKind, Callable[[Writing], Facts]] = {
    LetterKind.PARTNERS_TOLD: partners_told,
    LetterKind.ROUND_CHANGED: round_changed,
    LetterKind.ROUND_CLOSED: round_closed,
    LetterKind.APPOINTMENT_PROPOSED: proposed,
    LetterKind.APPOINTMENT_WITHDRAWN: withdrawn,
    LetterKind.OUTSIDE_SIGN_OFF_ASKED: asked,
    LetterKind.OUTSIDE_SIGN_OFF_LATE: late,
    LetterKind.OUTSIDE_SIGN_OFF_ANSWERED: answered,
    LetterKind.START_FIXED: start_fixed,
    LetterKind.HOLDER_STARTED: started,
    LetterKind.TERM_NOTICE: notice_of_term,
    LetterKind.TERM_SET: term_set,
    LetterKind.POST_ENDED: ended,
    LetterKind.FORECAST_OVERTAKEN: forecast_overtaken,
}
