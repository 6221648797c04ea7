"""What a member, a secretary or the clock may do to one body's sign-off in a written procedure."""

from collections.abc import Iterable
from datetime import date, timedelta

from models.acts import Decision, Entry, NotYet, Refused
from models.commands import (
    CloseSignOff,
    DeclareInterest,
    Escalate,
    GiveAnswer,
    HandOver,
    PassSeatsOn,
    Remind,
)
from models.deciding import Basis, Counted, Result
from models.events import (
    AnswerGiven,
    BodyDecided,
    ConcernRaised,
    ConcernWithdrawn,
    DeputyNamed,
    Escalated,
    InterestDeclared,
    Recorded,
    Reminded,
    SignOffDecided,
)
from models.programme import Denominator, RuleSet
from models.sign_off import ConcernState, SignOff, fold
from models.values import Answer, Instant, Procedure, SeatId, Standing, Stream, Verb
from rules.asking import is_awaited, refuses_work_on
from rules.calendar import london_day
from rules.concerns import notice_ended
from rules.expecting import declared_before_meeting, is_for_meeting
from rules.holding import has_closed, is_suspended
from rules.known import Known
from rules.passing_on import passed_by_now, passes_at
from rules.refusals import refused, refused_having
from rules.speaking import holds_seat, is_secretary, speaks_for
from rules.tenure import refuses_untested
from rules.verbs import holds, standing_after
from rules.voting import by_answers

APPROVES = frozenset({Answer.APPROVE, Answer.APPROVE_SUBJECT_TO})

# --- what people do -----------------------------------------------------------------------


def give_answer(known: Known, stream: Stream, command: GiveAnswer) -> Decision:
    """One member's answer; the procedure is settled as soon as no answer to come can change it (G43)."""
    sign_off = known.sign_off(stream)
    on_behalf = command.evidence is not None
    refusal = _refuses_seat(known, sign_off, command.seat) or _refuses_person(
        known, sign_off, command.seat, on_behalf=on_behalf
    )
    if refusal or sign_off is None:
        return refusal or refused("no-such-sign-off")
    if command.evidence and not command.evidence.note.words.strip():
        return refused("evidence-missing")
    if command.content_hash != sign_off.content_hash:
        return refused("version-superseded")
    if command.answer in {Answer.OBJECT, Answer.APPROVE_SUBJECT_TO} and command.reason is None:
        return refused("reason-missing")
    if command.answer in APPROVES and (refusal := refuses_untested(known, sign_off.matter)):
        return refusal
    earlier = sign_off.answers.get(command.seat)
    if earlier and earlier.answer is command.answer and command.reason is None:
        return ()
    if earlier and not _may_change(known, sign_off):
        return refused("may-not-change")
    if earlier and known.happened < earlier.given:
        return refused("older-than-answer")
    given = AnswerGiven(
        seat=command.seat,
        answer=command.answer,
        reason=command.reason,
        by=known.person,
        evidence_channel=command.evidence.channel if command.evidence else None,
        evidence=command.evidence.note if command.evidence else None,
    )
    concerns = _conditions(sign_off, command, known.person)
    said = Entry(stream, given, known.happened)
    return _and_settled(known, sign_off, said, *(Entry(stream, each) for each in concerns))


def _conditions(
    sign_off: SignOff, command: GiveAnswer, person: str
) -> list[ConcernRaised | ConcernWithdrawn]:
    """A member who approves "subject to" counts in favour; one member's condition does not bind the
    body, but it is a concern the sponsor must answer, and the decision shows how it ended. With a change
    of mind it goes.
    """
    earlier = sign_off.answers.get(command.seat)
    mine = [
        concern
        for concern in sign_off.concerns.values()
        if earlier and earlier.reason and concern.words.digest == earlier.reason.digest
    ]
    gone = [ConcernWithdrawn(concern=each.id) for each in mine if each.state is not ConcernState.WITHDRAWN]
    if command.answer is not Answer.APPROVE_SUBJECT_TO or command.reason is None:
        return [*gone]
    name = f"c{len(sign_off.concerns) + 1}"
    return [*gone, ConcernRaised(concern=name, seat=command.seat, by=person, words=command.reason)]


def declare_interest(known: Known, stream: Stream, command: DeclareInterest) -> Decision:
    """Whoever declares an interest takes no part: an answer already given no longer counts (G37)."""
    sign_off = known.sign_off(stream)
    if sign_off and command.seat in sign_off.interests:
        return ()
    if sign_off and is_for_meeting(known, sign_off):
        return declared_before_meeting(known, sign_off, command)
    refusal = _refuses_seat(known, sign_off, command.seat) or _refuses_person(
        known, sign_off, command.seat, on_behalf=is_secretary(known, sign_off)
    )
    if refusal or sign_off is None:
        return refusal or refused("no-such-sign-off")
    declared = InterestDeclared(seat=command.seat, nature=command.nature)
    return _and_settled(known, sign_off, Entry(stream, declared, known.happened))


def hand_over(known: Known, stream: Stream, command: HandOver) -> Decision:
    """A named deputy answers instead of the member, where the body's rules allow deputies (G32). Only the
    member or the secretary hands over, and by naming the member again they take the seat back.
    """
    sign_off = known.sign_off(stream)
    refusal = _refuses_seat(known, sign_off, command.seat)
    if refusal or sign_off is None:
        return refusal or refused("no-such-sign-off")
    if not holds_seat(known, command.seat) and not is_secretary(known, sign_off):
        return refused("not-your-seat")
    if known.rule_sets[sign_off.rule_set].deputies is None:
        return refused("no-deputies")
    established = known.seat(command.seat)
    holder = established.held_by if established else None
    if sign_off.deputies.get(command.seat, holder) == command.deputy:
        return ()
    if command.deputy != holder:
        refusal = _refuses_deputy(known, sign_off, command)
        if refusal or _is_too_late_for_deputies(known, sign_off):
            return refusal or refused("deputy-too-late")
    return (Entry(stream, DeputyNamed(seat=command.seat, deputy=command.deputy), known.happened),)


def _refuses_deputy(known: Known, sign_off: SignOff, command: HandOver) -> Refused | None:
    """Nobody answers for two seats, neither as a member nor as somebody else's deputy."""
    if command.deputy in {seat.held_by for seat in known.body(sign_off.body).seats_on(known.today)}:
        return refused("deputy-is-member")
    if command.deputy in {deputy for seat, deputy in sign_off.deputies.items() if seat != command.seat}:
        return refused("deputy-acts-already")
    return None if known.is_known_person(command.deputy) else refused("deputy-unknown")


def _is_too_late_for_deputies(known: Known, sign_off: SignOff) -> bool:
    """A deputy is named in writing so many hours before the time is up (G32)."""
    deputies = known.rule_sets[sign_off.rule_set].deputies
    approval = known.approval(sign_off.matter)
    if deputies is None or sign_off.deadline is None or (approval and is_suspended(approval, sign_off)):
        return False
    return known.happened > sign_off.deadline - timedelta(hours=deputies.hours_before)


# --- what falls due -----------------------------------------------------------------------


def remind(known: Known, stream: Stream, command: Remind) -> Decision:
    """Only those who have not answered, and nobody for a vacant seat; of several missed reminders only the
    last is sent.
    """
    sign_off = known.sign_off(stream)
    if sign_off is None or not _runs(known, sign_off) or command.turn != sign_off.turn:
        return ()
    passed = [due for due in sign_off.reminders if due <= known.at]
    if command.due not in sign_off.reminders or (sign_off.reminded and command.due <= sign_off.reminded):
        return ()
    if not passed or command.due > known.at:
        return NotYet(command.due)
    if _is_past(known, sign_off):
        return _closed(known, sign_off)
    if not sign_off.unanswered():
        return ()
    seats = _held(known, sign_off.unanswered(), known.today)
    return (Entry(stream, Reminded(due=max(passed), seats=seats)),)


def escalate(known: Known, stream: Stream, command: Escalate) -> Decision:
    """Nothing is late without a named person knowing: the secretariat first, then the director."""
    sign_off = known.sign_off(stream)
    if sign_off is None or not _runs(known, sign_off) or command.turn != sign_off.turn:
        return ()
    if command.to in sign_off.escalated:
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    if _is_past(known, sign_off):
        return _closed(known, sign_off)
    if not is_awaited(sign_off):
        return ()
    seats = sign_off.unanswered() if sign_off.procedure is Procedure.WRITTEN else ()
    return (Entry(stream, Escalated(due=command.due, to=command.to, seats=seats)),)


def pass_seats_on(known: Known, stream: Stream, command: PassSeatsOn) -> Decision:
    """A seat has another holder from a day on: what was asked of it goes to them (G73), or stays without an
    answer while nobody holds it. Where only the holders of the day count, that may settle it (G34).
    """
    sign_off = known.sign_off(stream)
    if sign_off is None or not _runs(known, sign_off) or command.turn != sign_off.turn:
        return ()
    if passes_at(known, sign_off) != command.due:
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    if _is_past(known, sign_off):
        return _closed(known, sign_off)
    return _and_settled(known, sign_off, *passed_by_now(known, sign_off))


def close_sign_off(known: Known, stream: Stream, command: CloseSignOff) -> Decision:
    """At the deadline what is there decides; the decision dates from the deadline, however late we are."""
    sign_off = known.sign_off(stream)
    if sign_off is None or not _runs(known, sign_off) or command.turn != sign_off.turn:
        return ()
    if sign_off.deadline != command.due:
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    if sign_off.procedure is Procedure.NOTICE:
        return notice_ended(known, sign_off, objected=bool(sign_off.objections), happened=command.due)
    return _closed(known, sign_off)


def _is_past(known: Known, sign_off: SignOff) -> bool:
    """Nobody is asked after the deadline: what was missed before it, while all was down, stays undone."""
    return sign_off.deadline is not None and known.at >= sign_off.deadline


def _closed(known: Known, sign_off: SignOff) -> tuple[Entry, ...]:
    deadline = sign_off.deadline or known.at
    return settled(known, sign_off, at_deadline=True, happened=deadline)


# --- settling -----------------------------------------------------------------------------


def settled(known: Known, sign_off: SignOff, *, at_deadline: bool, happened: Instant) -> tuple[Entry, ...]:
    """The decision, once there is one, on the body's own record and on the matter's."""
    rules = known.rule_sets[sign_off.rule_set]
    vacant = _vacant(known, sign_off, london_day(happened))
    voters = _voters(sign_off, rules, vacant)
    answers = {seat: given.answer for seat, given in sign_off.answers.items() if seat in voters}
    counted = by_answers(rules, answers, voters, at_deadline=at_deadline, vacant=vacant)
    if counted.result is None:
        return ()
    basis = Basis(
        rule_set=sign_off.rule_set,
        procedure=Procedure.WRITTEN,
        counted=counted,
        entitled=sign_off.entitled,
    )
    verbs = _verbs(rules, sign_off, counted)
    standing = _standing(rules, sign_off, counted, verbs)
    decided = SignOffDecided(standing=standing, verbs=verbs, basis=basis)
    return (
        Entry(sign_off.stream, decided, happened),
        Entry(
            f"approval/{sign_off.matter}",
            BodyDecided(
                body=sign_off.body,
                version=sign_off.version,
                standing=standing,
                holds=holds(sign_off.ask, standing, rules),
            ),
            happened,
        ),
    )


def _verbs(rules: RuleSet, sign_off: SignOff, counted: Counted) -> tuple[Verb, ...]:
    """A carried written procedure does exactly what was asked, by the verb with which the body does that;
    one that lapsed did nothing.
    """
    if counted.result is not Result.CARRIED:
        return (Verb.REFUSE,) if _is_objected(counted) else ()
    return tuple(verb for verb in rules.satisfying.get(sign_off.ask, ()) if verb in rules.may)[:1]


def _standing(rules: RuleSet, sign_off: SignOff, counted: Counted, verbs: tuple[Verb, ...]) -> Standing:
    """Too few answers is not a refusal: without an objection that counts, the procedure lapses."""
    if counted.result is Result.CARRIED:
        return standing_after(rules, sign_off.ask, verbs, counted.result)
    return Standing.REFUSED if _is_objected(counted) else Standing.LAPSED


def _is_objected(counted: Counted) -> bool:
    return counted.figures is not None and counted.figures.against > 0


def _voters(sign_off: SignOff, rules: RuleSet, vacant: tuple[SeatId, ...]) -> tuple[SeatId, ...]:
    """A vacant seat is one more that has not answered, unless only the holders of the day count (G34)."""
    left_out = vacant if rules.denominator is Denominator.HOLDERS_OF_THE_DAY else ()
    return tuple(seat for seat in sign_off.entitled if seat not in (*sign_off.interests, *left_out))


def _vacant(known: Known, sign_off: SignOff, day: date) -> tuple[SeatId, ...]:
    """Without an answer of whoever held them before, which stands."""
    held = _held(known, sign_off.unanswered(), day)
    return tuple(seat for seat in sign_off.unanswered() if seat not in held)


def _held(known: Known, seats: Iterable[SeatId], day: date) -> tuple[SeatId, ...]:
    """A seat that a later definition has dropped is nobody's, and not vacant either."""
    found = ((seat, known.seat_on(seat, day)) for seat in seats)
    return tuple(seat for seat, established in found if established is None or not established.is_vacant)


def _and_settled(known: Known, sign_off: SignOff, *entries: Entry) -> tuple[Entry, ...]:
    """A procedure that is settled takes effect when the last of its answers was given (G43)."""
    after = sign_off
    for entry in entries:
        happened = entry.happened or known.at
        line = Recorded(
            number=0, stream=entry.stream, event=entry.event, happened=happened, recorded=known.at
        )
        after = fold(after, line)
    last = max([known.happened, *(given.given for given in after.answers.values())])
    return (*entries, *settled(known, after, at_deadline=False, happened=last))


# --- who may ------------------------------------------------------------------------------


def _refuses_seat(known: Known, sign_off: SignOff | None, seat: SeatId) -> Refused | None:
    """Why this seat cannot act here now, in the order a secretary would check it."""
    if sign_off is None:
        return refused("no-such-sign-off")
    if sign_off.procedure is not Procedure.WRITTEN:
        return refused("decides-otherwise")
    approval = known.approval(sign_off.matter)
    if refusal := refuses_work_on(approval):
        return refusal
    # What is taken over half run is judged as of its own day; everything else as of now.
    moment = known.happened if approval and approval.adopting else known.at
    if not sign_off.is_open or has_closed(approval, sign_off, moment):
        return refused("sign-off-closed")
    established = known.definition.seat(seat)
    if established is None and seat not in sign_off.entitled:
        return refused_having("not-entitled", seat, f"{sign_off.matter} {sign_off.body}")
    if seat not in sign_off.entitled:
        return refused("not-entitled")
    if established is None or not established.is_established_on(known.today):
        return refused("no-longer-seated")
    if (held := known.seat_on(seat, known.day)) and held.is_vacant:
        return refused("seat-vacant")
    return refused("conflicted") if seat in sign_off.interests else None


def _refuses_person(
    known: Known, sign_off: SignOff | None, seat: SeatId, *, on_behalf: bool
) -> Refused | None:
    """Only the member, their deputy, or the secretary with evidence may act for a seat."""
    if sign_off is None:
        return refused("no-such-sign-off")
    if on_behalf:
        return None if is_secretary(known, sign_off) else refused("not-your-seat")
    if not speaks_for(known, sign_off, seat):
        handed_over = seat in sign_off.deputies and holds_seat(known, seat)
        return refused("handed-over" if handed_over else "not-your-seat")
    minimum = known.rule_sets[sign_off.rule_set].minimum_assurance
    is_sure = known.by is not None and known.by.assurance.suffices_for(minimum)
    return None if is_sure else refused("assurance-too-low")


def _may_change(known: Known, sign_off: SignOff) -> bool:
    written = known.rule_sets[sign_off.rule_set].written
    return written is not None and written.may_change_answer


def _runs(known: Known, sign_off: SignOff) -> bool:
    """Whether time has anything to do here: open, and its matter neither held nor withdrawn."""
    approval = known.approval(sign_off.matter)
    return sign_off.is_open and approval is not None and approval.is_running
