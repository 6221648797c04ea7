"""The sign-off a post needs from outside: asked once all have confirmed, with its own force (G66-G71)."""

from datetime import date

from models.acts import Decision, Entry, NotYet, Refused
from models.appointment import Appointment, AppointmentStage, SignOffAsked
from models.dates import ONE_DAY, WorkingCalendar
from models.post_commands import (
    AnswerSignOff,
    AwaitInformation,
    NoteSignOffOverdue,
    RequestSignOff,
    SupplyInformation,
)
from models.post_events import (
    InformationAwaited,
    InformationSupplied,
    SignOffAnswer,
    SignOffAnswered,
    SignOffOverdue,
    SignOffRequested,
)
from models.posts import Post, SignOffEffect
from models.recruitment import Round
from models.values import Instant, MatterId, Stream
from rules.all_met import confirmed_at, refuses_dated_before
from rules.calendar import (
    add_working_days,
    clear_working_days_between,
    end_of,
    last_day_before,
    london_day,
)
from rules.confirming import refuses_unconfirmed
from rules.known import Known
from rules.post_forecasts import overtaken_with
from rules.refusals import refused, refused_having
from rules.retention import kept_until
from rules.tenure import (
    extended,
    open_appointment,
    post_of_appointment,
    refuses_overlap,
)

ANSWERS = {
    SignOffEffect.CONSENT: {SignOffAnswer.GRANTED, SignOffAnswer.REFUSED},
    SignOffEffect.COMMENT: {SignOffAnswer.SUPPORTED, SignOffAnswer.NOT_SUPPORTED},
    SignOffEffect.VETO: {SignOffAnswer.GRANTED, SignOffAnswer.REFUSED},
}
"""What may be answered: whoever only comments neither grants nor refuses (G70)."""


def request_sign_off(known: Known, stream: Stream, command: RequestSignOff) -> Decision:
    """The file goes out once every body has confirmed, with a reason for each step left out (G66)."""
    appointment = open_appointment(known, stream)
    if isinstance(appointment, Refused):
        return appointment
    post = post_of_appointment(known, appointment)
    if post.sign_off is None:
        return refused("no-outside-sign-off")
    if appointment.asking is not None:
        return refused("sign-off-asked")
    if appointment.is_eligible is not True:
        return refused("eligibility-untested")
    if refusal := refuses_unconfirmed(known, post, _matter_now(appointment)):
        return refusal
    if refusal := _refuses_before(known, post, appointment):
        return refusal
    if refusal := _refuses_file(known, post, appointment, command):
        return refusal
    requested = SignOffRequested(
        interviewed=command.interviewed,
        omitted=command.omitted,
        due=_answer_due(known, post, known.day),
    )
    return (Entry(stream, requested, known.happened),)


def await_information(known: Known, stream: Stream, command: AwaitInformation) -> Decision:
    """The outside office's time stands still while it waits for us (G71)."""
    appointment = _asking(known, stream)
    if isinstance(appointment, Refused):
        return appointment
    if appointment[1].awaits_information is not None:
        return ()
    if refusal := _refuses_before_asked(known, appointment[1]):
        return refusal
    return (Entry(stream, InformationAwaited(reason=command.reason), known.happened),)


def supply_information(known: Known, stream: Stream, command: SupplyInformation) -> Decision:
    """It has then as many working days as it had left, and never less than what is left of the day on which
    that is entered.
    """
    del command
    found = _asking(known, stream)
    if isinstance(found, Refused):
        return found
    _, asked = found
    if asked.awaits_information is None:
        return refused("nothing-awaited")
    if refusal := refuses_dated_before(known, asked.awaits_information, "before-it-was-awaited"):
        return refusal
    left = working_days_left(asked, known.day, known.calendar)
    due = end_of(max(known.today, add_working_days(known.day, left, known.calendar)))
    return (Entry(stream, InformationSupplied(due=due), known.happened),)


def working_days_left(asked: SignOffAsked, day: date, calendar: WorkingCalendar) -> int:
    """Of its time after that day, or after the day since which it stands still (G71)."""
    since = london_day(asked.awaits_information) if asked.awaits_information else day
    return clear_working_days_between(since, last_day_before(asked.due) + ONE_DAY, calendar)


def answer_sign_off(known: Known, stream: Stream, command: AnswerSignOff) -> Decision:
    """By the office named, with the force its answer has (G70). An extension takes effect with it, however
    late it is entered, since every body had confirmed it before it was asked for, unless one no longer does
    or somebody else is to hold the post by then.
    """
    found = _asking(known, stream)
    if isinstance(found, Refused):
        return found
    appointment, asked = found
    post = post_of_appointment(known, appointment)
    if post.sign_off is None or command.by != post.sign_off.by:
        return refused_having("not-the-signing-office", post.sign_off.by if post.sign_off else "none")
    if command.answer not in ANSWERS[post.sign_off.effect]:
        return refused_having("answer-without-force", " or ".join(sorted(ANSWERS[post.sign_off.effect])))
    if not command.evidence.words.strip():
        return refused("evidence-missing")
    if refusal := refuses_dated_before(known, asked.asked, "before-it-was-asked"):
        return refusal
    if _comes_too_late(post, appointment, known.happened):
        return refused("veto-too-late")
    answered = SignOffAnswered(
        answer=command.answer,
        by=command.by,
        evidence=command.evidence,
        erase_from=kept_until(known, post) if _ends_it(appointment, command) else None,
    )
    entry = Entry(stream, answered, known.happened)
    if _ends_it(appointment, command):
        return (entry, *overtaken_with(known, post.id, stream))
    extension = appointment.extension
    if extension is None or command.answer is SignOffAnswer.REFUSED:
        return (entry,)
    is_lost = refuses_unconfirmed(known, post, extension.matter) is not None
    if is_lost or refuses_overlap(known, appointment, extension.last):
        return (entry,)
    return (entry, *extended(known, appointment, extension.last))


def _ends_it(appointment: Appointment, command: AnswerSignOff) -> bool:
    return command.answer is SignOffAnswer.REFUSED and appointment.extension is None


def is_signed_off(post: Post, asked: SignOffAsked | None, at: Instant) -> bool:
    """Consent is given; a comment is heard, whatever it says; no veto came in time (G70)."""
    if post.sign_off is None:
        return True
    if asked is None:
        return False
    match post.sign_off.effect:
        case SignOffEffect.CONSENT:
            return asked.answer is SignOffAnswer.GRANTED
        case SignOffEffect.COMMENT:
            return asked.answer is not None
        case SignOffEffect.VETO:
            is_silent = asked.answer is None and asked.awaits_information is None and asked.due <= at
            return asked.answer is SignOffAnswer.GRANTED or is_silent


def overdue_at(appointment: Appointment) -> Instant | None:
    """When the outside office's time is up, unless it stands still."""
    asked = appointment.asking
    if asked is None or asked.answer is not None or asked.awaits_information is not None:
        return None
    return asked.due if appointment.is_open and asked.overdue is None else None


def note_sign_off_overdue(known: Known, stream: Stream, command: NoteSignOffOverdue) -> Decision:
    appointment = known.appointment_on(stream)
    if appointment is None or overdue_at(appointment) != command.due:
        return ()
    if command.turn != appointment.times_asked:
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    return (Entry(stream, SignOffOverdue(due=command.due), command.due),)


def _asking(known: Known, stream: Stream) -> tuple[Appointment, SignOffAsked] | Refused:
    """What was asked of a longer term is answered in time if that was while the term still ran."""
    appointment = known.appointment_on(stream)
    if appointment is None or not appointment.extension or not appointment.was_in_post(known.happened):
        found = open_appointment(known, stream)
        if isinstance(found, Refused):
            return found
        appointment = found
    asked = appointment.asking
    if asked is None:
        return refused("sign-off-not-asked")
    return (appointment, asked) if asked.answer is None else refused("sign-off-answered")


def _comes_too_late(post: Post, appointment: Appointment, moment: Instant) -> bool:
    """Whether it could be heard only in a time that is over, or of somebody who is in post by now (G70)."""
    if post.sign_off is None or post.sign_off.effect is not SignOffEffect.VETO:
        return False
    is_in_post = appointment.stage is AppointmentStage.IN_POST and appointment.extension is None
    return is_in_post or is_signed_off(post, appointment.asking, moment)


def _refuses_before(known: Known, post: Post, appointment: Appointment) -> Refused | None:
    """It goes out once every body has confirmed, and that the person may hold the post is known."""
    confirmed = confirmed_at(known, post, _matter_now(appointment))
    return refuses_dated_before(known, confirmed, "before-its-confirmations") or refuses_dated_before(
        known, appointment.eligible_since, "before-it-was-tested"
    )


def _refuses_before_asked(known: Known, asked: SignOffAsked) -> Refused | None:
    return refuses_dated_before(known, asked.asked, "before-it-was-asked") or refuses_dated_before(
        known, asked.supplied, "before-it-ran-on"
    )


def _matter_now(appointment: Appointment) -> MatterId | None:
    return appointment.extension.matter if appointment.extension else appointment.matter


def _refuses_file(
    known: Known, post: Post, appointment: Appointment, command: RequestSignOff
) -> Refused | None:
    """What it says of the recruitment is what became of it: no more people, no other stages left out, and a
    reason for each that was (G66).
    """
    if not all(each.reason.words.strip() for each in command.omitted):
        return refused("reason-missing")
    round_ = known.round(post.id, appointment.round) if appointment.round else None
    if round_ is not None and (command.interviewed or 0) > len(round_.candidates):
        return refused_having("interviewed-too-many", f"{command.interviewed}", f"{len(round_.candidates)}")
    if round_ is not None and any(each.stage in round_.reached for each in command.omitted):
        return refused("stage-reached")
    if missing := _unexplained(post, round_, appointment, command):
        return refused_having("step-unexplained", ", ".join(missing), missing[0])
    return None


def _unexplained(
    post: Post, round_: Round | None, appointment: Appointment, command: RequestSignOff
) -> tuple[str, ...]:
    """Stages that were neither gone through nor left out with a reason; an extension goes through none."""
    if appointment.extension is not None:
        return ()
    told = {each.stage for each in command.omitted}
    return tuple(
        stage.value
        for stage in post.stages
        if stage not in told and (round_ is None or not round_.is_behind(stage))
    )


def _answer_due(known: Known, post: Post, day: date) -> Instant:
    days = post.sign_off.working_days if post.sign_off else 1
    return end_of(add_working_days(day, days, known.calendar))
