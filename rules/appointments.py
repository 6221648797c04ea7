"""An appointment: proposed, started once all is met, its term watched to its end (G66-G74)."""

from collections.abc import Iterator
from datetime import date, time, timedelta

from models.acts import Decision, Entry, NotYet, Refused
from models.appointment import Appointment, AppointmentStage, Extension
from models.dates import WorkingCalendar
from models.post_commands import (
    EndAppointment,
    EndEarly,
    ExtendTerm,
    FixStart,
    GiveTermNotice,
    ProposeExtension,
    RecordEligibility,
    StartAppointment,
    WithdrawAppointment,
)
from models.post_events import (
    AppointmentEnded,
    AppointmentStarted,
    AppointmentWithdrawn,
    EligibilityTested,
    ExtensionProposed,
    HolderStarted,
    SignOffAnswer,
    StartCalledOff,
    StartFixed,
    TermNoticeGiven,
)
from models.posts import Post
from models.tellings import Turn
from models.values import Instant, Stream
from rules.all_met import confirmed_at, refuses_dated_before, refuses_too_soon
from rules.calendar import add_months, at_london, end_of, in_words, last_working_day_by, london_day
from rules.confirming import (
    confirmed_before,
    names_of,
    refuses_longer_term_by,
    refuses_matter,
    refuses_unconfirmed,
    unconfirmed,
)
from rules.hand_over import cut_short, gives_way, hand_over_ends, is_handed_over, refuses_two
from rules.known import Known
from rules.lacking import lacking, lacking_from
from rules.members import members_with
from rules.outside_sign_off import is_signed_off
from rules.passing_on import to_the_holder, to_who_starts
from rules.post_forecasts import overtaken_with
from rules.refusals import refused, refused_having
from rules.retention import kept_until
from rules.telling import told_by_itself
from rules.tenure import (
    Term,
    appointment_in_post,
    extended,
    holder_ends,
    in_post_then,
    open_appointment,
    others_in,
    post_of_appointment,
    refuses_overlap,
)
from rules.typed import is_typed_again

NOTICE_DAYS = (60, 30, 7)
"""Days before the last of a term on which those it concerns are told."""
NOTICE_AT = time(9, 0)
MIDNIGHT = time(0, 0)


def record_eligibility(known: Known, stream: Stream, command: RecordEligibility) -> Decision:
    """Before anybody approves it: a person who may not hold the post is not put forward (G67)."""
    appointment = open_appointment(known, stream)
    if isinstance(appointment, Refused):
        return appointment
    if not command.evidence.words.strip():
        return refused("evidence-missing")
    is_said = is_typed_again(known, appointment.tested_by, command.evidence)
    if is_said and appointment.is_eligible is command.passed:
        return ()
    if refusal := refuses_dated_before(known, appointment.tested, "before-it-was-tested"):
        return refusal
    tested = EligibilityTested(passed=command.passed, evidence=command.evidence)
    return (Entry(stream, tested, known.happened),)


# --- start and term -----------------------------------------------------------------------------


def fix_start(known: Known, stream: Stream, command: FixStart) -> Decision:
    """Once all conditions are met, and not for a day before that. Of a term of so many months this says when
    it ends.
    """
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
    if not is_signed_off(post, appointment.sign_off, known.happened):
        return refused("not-signed-off")
    if refusal := refuses_too_soon(known, post, appointment, command.first):
        return refusal
    months = appointment.months
    last = add_months(command.first, months) if months else appointment.last
    if last is not None and last < command.first:
        return refused("ends-before-it-starts")
    term = Term(command.first, last)
    if refusal := refuses_two(known, appointment, command, term):
        return refusal
    fixed = StartFixed(
        first=command.first,
        hand_over=is_handed_over(command),
        until=hand_over_ends(known, appointment, command, term),
        last=last if months else None,
    )
    if _is_fixed(appointment, fixed):
        return ()
    return (Entry(stream, fixed, known.happened), *_at_once(known, post, appointment, command.first))


def _at_once(known: Known, post: Post, appointment: Appointment, first: date) -> Iterator[Entry]:
    """A first day that has come makes the holder with its fixing: what is asked, and called, is theirs."""
    if first <= known.today:
        yield from to_the_holder(known, post, appointment.person, known.at)
        yield from members_with(known, post, appointment.person)


def _is_fixed(appointment: Appointment, fixed: StartFixed) -> bool:
    before = (appointment.starts_on, appointment.hand_over, appointment.hand_over_until)
    return before == (fixed.first, fixed.hand_over, fixed.until)


def propose_extension(known: Known, stream: Stream, command: ProposeExtension) -> Decision:
    """A new decision of everybody who confirmed the first (G74)."""
    appointment = appointment_in_post(known, stream)
    if isinstance(appointment, Refused):
        return appointment
    if appointment.last is None:
        return refused("no-term")
    if (command.last is None) == (command.months is None):
        return refused("last-or-months")
    last = add_months(appointment.last, command.months) if command.months else command.last
    proposed = ExtensionProposed(last=last or appointment.last, matter=command.matter, months=command.months)
    if proposed.last <= appointment.last:
        return refused("not-later")
    if _is_proposed(appointment.extension, proposed):
        return ()
    if _is_before_the_office(appointment.extension):
        return refused("extension-asked-outside")
    if refusal := refuses_overlap(known, appointment, proposed.last):
        return refusal
    if refusal := _refuses_matter(known, appointment, proposed):
        return refusal
    return (Entry(stream, proposed, known.happened),)


def extend_term(known: Known, stream: Stream, command: ExtendTerm) -> Decision:
    """What all had agreed to while the term ran is in force, however late that is entered."""
    del command
    appointment = in_post_then(known, stream)
    if isinstance(appointment, Refused):
        return appointment
    extension = appointment.extension
    if extension is None:
        return refused("no-extension")
    post = post_of_appointment(known, appointment)
    if refusal := refuses_unconfirmed(known, post, extension.matter):
        return refusal
    if not is_signed_off(post, extension.sign_off, known.happened):
        return refused("not-signed-off")
    asked = extension.sign_off
    agreed = (confirmed_at(known, post, extension.matter), asked.answered if asked else None)
    for moment in agreed:
        if refusal := refuses_dated_before(known, moment, "before-all-agreed"):
            return refusal
    if refusal := refuses_overlap(known, appointment, extension.last):
        return refusal
    return extended(known, appointment, extension.last)


def end_early(known: Known, stream: Stream, command: EndEarly) -> Decision:
    appointment = appointment_in_post(known, stream)
    if isinstance(appointment, Refused):
        return appointment
    is_said = is_typed_again(known, appointment.cut_short, command.reason)
    if is_said and command.last == appointment.last:
        return ()
    if appointment.first is not None and command.last < appointment.first:
        return refused("ends-before-it-starts")
    if command.last < known.day:
        return refused_having("due-in-the-past", f"The last day, {in_words(command.last)},")
    if appointment.last is not None and command.last >= appointment.last:
        return refused("not-earlier")
    return (
        Entry(stream, cut_short(appointment, command.last, command.reason), known.happened),
        holder_ends(appointment, command.last, known.happened),
        *told_by_itself(known, appointment, Turn.ENDS_EARLY, command.last, known.happened),
    )


def withdraw_appointment(known: Known, stream: Stream, command: WithdrawAppointment) -> Decision:
    appointment = open_appointment(known, stream)
    if isinstance(appointment, Refused):
        return appointment
    if appointment.stage is not AppointmentStage.PROPOSED:
        return refused("started-already")
    erase_from = kept_until(known, post_of_appointment(known, appointment))
    withdrawn = AppointmentWithdrawn(reason=command.reason, erase_from=erase_from)
    return (
        Entry(stream, withdrawn, known.happened),
        *overtaken_with(known, appointment.post, stream),
    )


# --- what falls due -------------------------------------------------------------------------------


def starts_at(appointment: Appointment) -> Instant | None:
    is_awaited = appointment.stage is AppointmentStage.PROPOSED
    return at_london(appointment.starts_on, MIDNIGHT) if appointment.starts_on and is_awaited else None


def start_appointment(known: Known, stream: Stream, command: StartAppointment) -> Decision:
    """At midnight of the first day: whoever holds the post holds all its roles and seats, and what was asked
    of those is asked of them (G73). Nobody starts whom the bodies no longer confirm (G68).
    """
    appointment = known.appointment_on(stream)
    if appointment is None or appointment.first is None or starts_at(appointment) != command.due:
        return ()
    if command.turn != appointment.times_called_off:
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    post = post_of_appointment(known, appointment)
    if missing := unconfirmed(known, post, appointment.matter) if appointment.matter else post.serves:
        return (Entry(stream, StartCalledOff(bodies=missing), command.due),)
    started = HolderStarted(
        appointment=appointment.number,
        person=appointment.person,
        tenure=appointment.tenure,
        first=appointment.first,
        last=appointment.last,
    )
    lacks = lacking(known, post, started)
    started = started.model_copy(update={"missing": lacks.missing, "unfilled": lacks.unfilled})
    told = told_by_itself(known, appointment, Turn.STARTED, appointment.first, command.due)
    return (
        Entry(stream, AppointmentStarted(), command.due),
        Entry(f"post/{appointment.post}", started, command.due),
        *gives_way(known, appointment, command.due),
        *told,
        *to_who_starts(known, post),
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
    """With the last day: a body that cannot be quorate with its seats so left is named (G73)."""
    appointment = known.appointment_on(stream)
    if appointment is None or command.turn != appointment.turn or ends_at(appointment) != command.due:
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    post = post_of_appointment(known, appointment)
    lacks = lacking_from(known, post, london_day(command.due))
    ended = AppointmentEnded(missing=lacks.missing, unfilled=lacks.unfilled, last=appointment.last)
    return (Entry(stream, ended, command.due), *_told_of_end(known, appointment, command.due))


def _told_of_end(known: Known, appointment: Appointment, at: Instant) -> tuple[Entry, ...]:
    """Where nobody takes it over: of whoever does, everyone hears with their start."""
    after = london_day(at)
    if appointment.last is None or others_in(known, appointment, Term(after, after)):
        return ()
    return told_by_itself(known, appointment, Turn.ENDED, appointment.last, at)


# --- parts ----------------------------------------------------------------------------------------


def _refuses_matter(known: Known, appointment: Appointment, proposed: ExtensionProposed) -> Refused | None:
    """What the office outside refused is proposed again by the decision that the bodies took of it."""
    before = appointment.extension
    is_again = before is not None and (before.last, before.matter) == (proposed.last, proposed.matter)
    if proposed.matter is None or is_again:
        return None
    post = post_of_appointment(known, appointment)
    if refusal := refuses_longer_term_by(known, appointment, proposed.matter):
        return refusal
    if refusal := refuses_matter(known, post, proposed.matter, appointment.stream):
        return refusal
    confirmed = confirmed_before(known, post, proposed.matter)
    return refused_having("confirmed-before-extension", names_of(known, confirmed)) if confirmed else None


def _is_before_the_office(extension: Extension | None) -> bool:
    return extension is not None and extension.sign_off is not None and extension.sign_off.answer is None


def _is_proposed(extension: Extension | None, proposed: ExtensionProposed) -> bool:
    """One that was refused outside may be proposed again, and is then asked for anew."""
    if extension is None or (extension.last, extension.matter) != (proposed.last, proposed.matter):
        return False
    return extension.sign_off is None or extension.sign_off.answer is not SignOffAnswer.REFUSED
