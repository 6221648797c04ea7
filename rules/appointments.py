"""An appointment: proposed, started once all is met, its term watched to its end (G66-G74)."""

from datetime import time, timedelta

from models.acts import Decision, Entry, NotYet, Refused
from models.appointment import Appointment, AppointmentStage, Extension
from models.dates import WorkingCalendar
from models.post_commands import (
    EndAppointment,
    EndEarly,
    ExtendTerm,
    FixStart,
    GiveTermNotice,
    ProposeAppointment,
    ProposeExtension,
    RecordEligibility,
    StartAppointment,
    WithdrawAppointment,
)
from models.post_events import (
    AppointmentEnded,
    AppointmentProposed,
    AppointmentStarted,
    AppointmentWithdrawn,
    EligibilityTested,
    EndSetEarly,
    ExtensionProposed,
    HolderStarted,
    SignOffAnswer,
    StartFixed,
    TenureKind,
    TermNoticeGiven,
)
from models.values import Instant, Stream
from rules.calendar import at_london, end_of, last_working_day_by
from rules.known import Known
from rules.outside_sign_off import is_signed_off
from rules.passing_on import lacking, to_the_holder
from rules.refusals import refused, refused_having
from rules.tenure import (
    Term,
    appointment_in_post,
    extended,
    held_by_another,
    holder_ends,
    open_appointment,
    post_of_appointment,
    refuses_overlap,
    refuses_unconfirmed,
)

NOTICE_DAYS = (60, 30, 7)
"""Days before the last of a term on which those it concerns are told."""
NOTICE_AT = time(9, 0)
MIDNIGHT = time(0, 0)


def propose_appointment(known: Known, stream: Stream, command: ProposeAppointment) -> Decision:
    """An interim or a secondment has a last day, and who is seconded a home to go back to (G74)."""
    if known.definition.post(command.post) is None or known.post(command.post) is None:
        return refused("no-such-post")
    proposed = AppointmentProposed(**{**dict(command), "kind": "appointment-proposed"})
    if (before := known.appointment(command.post, command.number)) is not None:
        return () if _is_the_same(before, proposed) else refused("appointment-out-of-turn")
    if command.number > 1 and known.appointment(command.post, command.number - 1) is None:
        return refused("appointment-out-of-turn")
    if not known.is_known_person(command.person):
        return refused("appointee-unknown")
    if command.tenure is not TenureKind.PERMANENT and command.last is None:
        return refused("term-missing")
    if command.tenure is TenureKind.SECONDMENT and command.home is None:
        return refused("home-missing")
    if command.round is not None and known.round(command.post, command.round) is None:
        return refused("no-such-round")
    return (Entry(stream, proposed, known.happened),)


def record_eligibility(known: Known, stream: Stream, command: RecordEligibility) -> Decision:
    """Before anybody approves it: a person who may not hold the post is not put forward (G67)."""
    appointment = open_appointment(known, stream)
    if isinstance(appointment, Refused):
        return appointment
    if not command.evidence.words.strip():
        return refused("evidence-missing")
    tested = EligibilityTested(passed=command.passed, evidence=command.evidence)
    return (Entry(stream, tested, known.happened),)


# --- start and term -----------------------------------------------------------------------------


def fix_start(known: Known, stream: Stream, command: FixStart) -> Decision:
    """Once all conditions are met. Two hold one post only while it is handed over."""
    appointment = open_appointment(known, stream)
    if isinstance(appointment, Refused):
        return appointment
    if appointment.stage is not AppointmentStage.PROPOSED:
        return refused("started-already")
    post = post_of_appointment(known, appointment)
    if appointment.is_eligible is not True:
        return refused("eligibility-untested")
    if refusal := refuses_unconfirmed(known, post, appointment.matter):
        return refusal
    if not is_signed_off(post, appointment.sign_off, known.at):
        return refused("not-signed-off")
    if appointment.last is not None and appointment.last < command.first:
        return refused("ends-before-it-starts")
    term = Term(command.first, appointment.last)
    if not command.hand_over and (other := held_by_another(known, appointment, term)):
        return refused_having("post-held", other.in_words)
    if (appointment.first, appointment.hand_over) == (command.first, command.hand_over):
        return ()
    fixed = StartFixed(first=command.first, hand_over=command.hand_over)
    return (Entry(stream, fixed, known.happened),)


def propose_extension(known: Known, stream: Stream, command: ProposeExtension) -> Decision:
    """A new decision of everybody who confirmed the first (G74)."""
    appointment = appointment_in_post(known, stream)
    if isinstance(appointment, Refused):
        return appointment
    if appointment.last is None:
        return refused("no-term")
    if command.last <= appointment.last:
        return refused("not-later")
    if _is_proposed(appointment.extension, command):
        return ()
    if refusal := refuses_overlap(known, appointment, command.last):
        return refusal
    return (Entry(stream, ExtensionProposed(last=command.last, matter=command.matter), known.happened),)


def extend_term(known: Known, stream: Stream, command: ExtendTerm) -> Decision:
    del command
    appointment = appointment_in_post(known, stream)
    if isinstance(appointment, Refused):
        return appointment
    extension = appointment.extension
    if extension is None:
        return refused("no-extension")
    post = post_of_appointment(known, appointment)
    if refusal := refuses_unconfirmed(known, post, extension.matter):
        return refusal
    if not is_signed_off(post, extension.sign_off, known.at):
        return refused("not-signed-off")
    if refusal := refuses_overlap(known, appointment, extension.last):
        return refusal
    return extended(known, appointment, extension.last)


def end_early(known: Known, stream: Stream, command: EndEarly) -> Decision:
    appointment = appointment_in_post(known, stream)
    if isinstance(appointment, Refused):
        return appointment
    if appointment.first is not None and command.last < appointment.first:
        return refused("ends-before-it-starts")
    if command.last < known.day:
        return refused("due-in-the-past")
    if appointment.last is not None and command.last >= appointment.last:
        return refused("not-earlier")
    return (
        Entry(stream, EndSetEarly(last=command.last, reason=command.reason), known.happened),
        holder_ends(appointment, command.last, known),
    )


def withdraw_appointment(known: Known, stream: Stream, command: WithdrawAppointment) -> Decision:
    appointment = open_appointment(known, stream)
    if isinstance(appointment, Refused):
        return appointment
    if appointment.stage is not AppointmentStage.PROPOSED:
        return refused("started-already")
    return (Entry(stream, AppointmentWithdrawn(reason=command.reason), known.happened),)


# --- what falls due -------------------------------------------------------------------------------


def starts_at(appointment: Appointment) -> Instant | None:
    """Nobody starts who was found since not to be eligible (G67)."""
    is_awaited = appointment.stage is AppointmentStage.PROPOSED and appointment.is_eligible is True
    return at_london(appointment.first, MIDNIGHT) if appointment.first and is_awaited else None


def start_appointment(known: Known, stream: Stream, command: StartAppointment) -> Decision:
    """At midnight of the first day: whoever holds the post holds all its roles and seats, and what was asked
    of those is asked of them (G73).
    """
    appointment = known.appointment_on(stream)
    if appointment is None or appointment.first is None or starts_at(appointment) != command.due:
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    started = HolderStarted(
        appointment=appointment.number,
        person=appointment.person,
        tenure=appointment.tenure,
        first=appointment.first,
        last=appointment.last,
    )
    post = post_of_appointment(known, appointment)
    started = started.model_copy(update={"missing": lacking(known, post, started)})
    return (
        Entry(stream, AppointmentStarted(), command.due),
        Entry(f"post/{appointment.post}", started, command.due),
        *to_the_holder(known, post, appointment.person, command.due),
    )


def notices_due(appointment: Appointment, calendar: WorkingCalendar) -> dict[int, Instant]:
    """Each notice still to be given, on the last working day by so many days before the term ends. One whose
    day had passed when the term began, or was set anew, is not given.
    """
    if appointment.stage is not AppointmentStage.IN_POST or appointment.last is None:
        return {}
    since = appointment.term_set or appointment.opened
    given = min(appointment.notices, default=max(NOTICE_DAYS) + 1)
    due = {
        days: at_london(last_working_day_by(appointment.last - timedelta(days=days), calendar), NOTICE_AT)
        for days in NOTICE_DAYS
        if days < given
    }
    return {days: at for days, at in due.items() if at > since}


def give_term_notice(known: Known, stream: Stream, command: GiveTermNotice) -> Decision:
    """Of several that are due together, as after a standstill, the one nearest to the end is given alone."""
    appointment = known.appointment_on(stream)
    if appointment is None or command.turn != appointment.turn:
        return ()
    due = notices_due(appointment, known.calendar)
    if due.get(command.days) != command.due:
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    nearest = min(days for days, at in due.items() if at <= known.at)
    return (Entry(stream, TermNoticeGiven(due=due[nearest], days=nearest)),)


def ends_at(appointment: Appointment) -> Instant | None:
    is_running = appointment.stage is AppointmentStage.IN_POST
    return end_of(appointment.last) if appointment.last and is_running else None


def end_appointment(known: Known, stream: Stream, command: EndAppointment) -> Decision:
    appointment = known.appointment_on(stream)
    if appointment is None or command.turn != appointment.turn or ends_at(appointment) != command.due:
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    return (Entry(stream, AppointmentEnded(), command.due),)


# --- parts ----------------------------------------------------------------------------------------


def _is_the_same(before: Appointment, proposed: AppointmentProposed) -> bool:
    """Whether it was proposed in these very terms; a start or an extension since changes nothing in that."""
    terms = {"tenure", "person", "round", "matter", "home"}
    return before.model_dump(include=terms) == proposed.model_dump(include=terms)


def _is_proposed(extension: Extension | None, command: ProposeExtension) -> bool:
    """One that was refused outside may be proposed again, and is then asked for anew."""
    if extension is None or (extension.last, extension.matter) != (command.last, command.matter):
        return False
    return extension.sign_off is None or extension.sign_off.answer is not SignOffAnswer.REFUSED
