"""An appointment: proposed, started once all is met, its term watched to its end (G66-G74)."""

from collections.abc import Iterator
from datetime import date, time, timedelta

from models.acts import Decision, Entry, NotYet, Refused
from models.appointment import Appointment, AppointmentStage
from models.dates import ONE_DAY, WorkingCalendar
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
    StartCalledOff,
    StartFixed,
    TermNoticeGiven,
)
from models.posts import Post
from models.tellings import Turn, of_an_appointment
from models.values import Instant, Stream
from rules.all_met import confirmed_at, refuses_dated_before, refuses_too_soon
from rules.calendar import add_months, at_london, end_of, in_words, last_working_day_by, london_day
from rules.changing_hands import at_once
from rules.confirming import appointments_of, refuses_unconfirmed, unconfirmed
from rules.far_days import refuses_too_far
from rules.hand_over import cut_short, gives_way, hand_over_ends, is_handed_over, refuses_two
from rules.known import Known
from rules.lacking import lacking, lacking_from
from rules.leaving import HandOver, hand_over_of, notices_given
from rules.longer_terms import is_proposed, last_of_standing, refuses_matter_of, refuses_second
from rules.outside_sign_off import is_signed_off
from rules.passing_on import to_who_starts
from rules.post_forecasts import overtaken_with
from rules.refusals import refused, refused_having
from rules.retention import kept_until
from rules.telling import told_by_itself
from rules.tenure import (
    Term,
    appointment_in_post,
    calls_off_lost,
    extended,
    holder_ends,
    in_post_then,
    open_appointment,
    others_in,
    post_of_appointment,
    refuses_overlap,
    term_of,
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
    if refusal := _refuses_unmet(known, post, appointment, command.first):
        return refusal
    months = appointment.months
    last = add_months(command.first, months) if months else appointment.last
    if last is not None and last < command.first:
        return refused_having("ends-before-it-starts", in_words(last), in_words(command.first))
    term = Term(command.first, last)
    too_far = _refuses_far_term(known, command.first, last if months else None)
    if refusal := too_far or refuses_two(known, appointment, command, term):
        return refusal
    fixed = StartFixed(
        first=command.first,
        hand_over=is_handed_over(command),
        until=hand_over_ends(known, appointment, command, term),
        last=last if months else None,
    )
    if _is_fixed(appointment, fixed):
        return ()
    return (
        Entry(stream, fixed, known.happened),
        *calls_off_lost(known, appointment, term),
        *_at_once(known, post, appointment, term),
    )


def _at_once(known: Known, post: Post, appointment: Appointment, term: Term) -> Iterator[Entry]:
    """Where the first day has come already."""
    if term.first <= known.today:
        fixed = appointment.model_copy(update={"first": term.first, "last": term.last})
        yield from at_once(known, post, {appointment.stream: fixed})


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
    if refusal := refuses_too_far(known, "The last day", proposed.last):
        return refusal
    if is_proposed(appointment.extension, proposed):
        return ()
    if refusal := refuses_overlap(known, appointment, proposed.last):
        return refusal
    if refusal := refuses_second(known, appointment.extension):
        return refusal
    if refusal := refuses_matter_of(known, appointment, proposed):
        return refusal
    proposed = proposed.model_copy(update={"instead": last_of_standing(known, appointment.extension)})
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
    if (first := appointment.first) is not None and command.last < first:
        return refused_having("ends-before-it-starts", in_words(command.last), in_words(first))
    if command.last < known.day:
        return refused_having("due-in-the-past", f"The last day, {in_words(command.last)},")
    if refusal := refuses_too_far(known, "The last day", command.last):
        return refusal
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
        called_off = Entry(stream, StartCalledOff(bodies=missing), command.due)
        return (called_off, *_told_of_vacancy(known, appointment, command.due))
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


def notices_due(
    appointment: Appointment, calendar: WorkingCalendar, hand_over: HandOver | None
) -> dict[int, Instant]:
    """Each notice still to be given, on the last working day by so many days before the term ends. One whose
    day had passed when the term began, or was set anew, is not given.
    """
    last = hand_over.until if hand_over else appointment.last
    if appointment.stage is not AppointmentStage.IN_POST or last is None:
        return {}
    since = hand_over.since if hand_over else appointment.term_set or appointment.opened
    given = min(notices_given(appointment, hand_over), default=max(NOTICE_DAYS) + 1)
    due = {
        days: at_london(last_working_day_by(last - timedelta(days=days), calendar), NOTICE_AT)
        for days in NOTICE_DAYS
        if days < given
    }
    return {days: at for days, at in due.items() if at > since}


def give_term_notice(known: Known, stream: Stream, command: GiveTermNotice) -> Decision:
    """Of several that are due together, as after a standstill, the one nearest to the end is given alone."""
    appointment = known.appointment_on(stream)
    if appointment is None or command.turn != appointment.turn:
        return ()
    hand_over = hand_over_of(known, appointment)
    due = notices_due(appointment, known.calendar, hand_over)
    if due.get(command.days) != command.due:
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    nearest = min(days for days, at in due.items() if at <= known.at)
    until = hand_over.until if hand_over else None
    return (Entry(stream, TermNoticeGiven(due=due[nearest], days=nearest, until=until)),)


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
    if appointment.last is None or others_in(known, appointment, _day_after(appointment.last)):
        return ()
    return told_by_itself(known, appointment, Turn.ENDED, appointment.last, at)


def _told_of_vacancy(known: Known, appointment: Appointment, at: Instant) -> Iterator[Entry]:
    """Of an end that was to be heard of with this start, which does not come about."""
    held = known.post(appointment.post)
    for each in appointments_of(known, appointment.post):
        if each.stage is not AppointmentStage.ENDED or each.last is None or held is None:
            continue
        is_told = of_an_appointment(each.number, Turn.ENDED, each.last) in held.told
        if not is_told and term_of(appointment).meets(_day_after(each.last)):
            yield from _told_of_end(known, each, at)


def _day_after(last: date) -> Term:
    return Term(last + ONE_DAY, last + ONE_DAY)


# --- parts ----------------------------------------------------------------------------------------


def _refuses_unmet(known: Known, post: Post, appointment: Appointment, first: date) -> Refused | None:
    if appointment.is_eligible is not True:
        return refused("eligibility-untested")
    if refusal := refuses_unconfirmed(known, post, appointment.matter):
        return refusal
    if not is_signed_off(post, appointment.sign_off, known.happened):
        return refused("not-signed-off")
    return refuses_too_soon(known, post, appointment, first)


def _refuses_far_term(known: Known, first: date, last: date | None) -> Refused | None:
    """`last` is None where it was proposed, and asked about then."""
    return refuses_too_far(known, "The first day", first) or refuses_too_far(known, "The last day", last)
