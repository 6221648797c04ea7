"""Putting on the record what bodies did: a meeting as it went, a letter, a delegated decision."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.acts import Decision, Entry, Refused
from models.approval import Approval
from models.commands import (
    BodyPresent,
    DecisionRecord,
    InformBody,
    ItemRecord,
    RecordDecision,
    RecordMeeting,
)
from models.dates import ONE_DAY
from models.deciding import Basis, is_small_hour
from models.events import (
    BodyAskedAgain,
    BodyDecided,
    MeetingLost,
    SignOffDecided,
    SignOffWithdrawn,
)
from models.meeting import Meeting
from models.meeting_events import ItemRefused, MeetingHeld
from models.programme import Asked
from models.sign_off import SignOff
from models.values import (
    LONDON,
    Ask,
    Instant,
    MeetingId,
    ObligationId,
    Procedure,
    Standing,
    Stream,
    Verb,
    content_hash,
)
from rules.agenda import Wanted, asked_through, sign_off_stream, taken_off
from rules.asking import refuses_work_on
from rules.calendar import at_london
from rules.known import Known
from rules.meeting import open_items, reconvened, to_come
from rules.ratifying import (
    is_of_ratification,
    off_the_agenda,
    ratifications_missed,
    ratifications_owed,
    ratified,
)
from rules.recording import Outcome, Sitting, decided_alone, outcome_of, sat
from rules.refusals import concerning, refused
from rules.rule_changes import rules_at
from rules.verbs import holds, outside_powers
from rules.versions import Effect, effect_since, told_late

OVERTAKEN = frozenset({"item-closed", "matter-withdrawn", "matter-ended"})
"""What became of an item meanwhile is no fault of the record: it is set aside by name, as a task."""

UNDECIDED = frozenset({Standing.DEFERRED, Standing.INQUORATE})


# --- a meeting ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Room:
    """One sitting of a meeting as its record tells it, the first and only one of most."""

    meeting: Meeting
    """As it stood then: `starts` is when this sitting began."""
    ends: Instant
    present: Sequence[BodyPresent]
    goes_on: bool = False
    """Adjourned: the agenda is still wanted, so what is decided leaves it."""


@dataclass(frozen=True)
class Undecided:
    """An item that was reached and is still open; `to` is the meeting the record names for it."""

    wanted: Wanted
    standing: Standing
    to: MeetingId | None


@dataclass(frozen=True)
class Taken:
    """What a sitting did with the items its record tells of."""

    entries: tuple[Entry, ...]
    reached: frozenset[Stream]
    undecided: tuple[Undecided, ...]
    ratified: frozenset[ObligationId] = frozenset()
    """What its chairs had decided, and it has now ratified or refused to."""


@dataclass(frozen=True)
class _Item:
    """One item of one body, found again on the record."""

    record: ItemRecord
    approval: Approval
    asked: Asked
    sign_off: SignOff
    """The one that was open when the item was reached, under the rules of then."""
    reached: Instant

    @property
    def wanted(self) -> Wanted:
        return (self.approval, self.asked)


def record_last_sitting(known: Known, stream: Stream, command: RecordMeeting) -> Decision:
    """What was on the agenda and is not in the record was not reached: it goes to the body's next meeting."""
    meeting = _to_record(known, stream)
    if isinstance(meeting, Refused):
        return meeting
    taken = taken_by(known, Room(meeting, known.at, command.present), command)
    if isinstance(taken, Refused):
        return taken
    not_reached = [each for each in open_items(known, meeting) if each[0] not in taken.reached]
    lost = [Entry(missed, MeetingLost(meeting=meeting.meeting)) for missed, _ in not_reached]
    undecided = [(each.wanted, each.to) for each in taken.undecided]
    again = reconvened(known, meeting, [*undecided, *((wanted, None) for _, wanted in not_reached)])
    if isinstance(again, Refused):
        return again
    missed = ratifications_missed(known, meeting, taken.ratified)
    return (Entry(stream, _held(command), meeting.starts), *taken.entries, *lost, *again, *missed)


def taken_by(known: Known, room: Room, command: RecordMeeting) -> Taken | Refused:
    """All at once: each body decides for itself with its own quorum and vote (G1); a fault in one item
    refuses the whole record, so that nothing half told stands. Decisions date from the sitting, however
    late it is recorded.
    """
    if refusal := _refuses_present(room):
        return refusal
    entries: list[Entry] = []
    undecided: list[Undecided] = []
    reached: set[Stream] = set()
    ratifying = _ratified_by(known, room, command)
    if isinstance(ratifying, Refused):
        return ratifying
    entries += (entry for _, told in ratifying for entry in told)
    for record in command.items:
        if is_of_ratification(record.decision):
            continue
        item = _found(known, room.meeting, record)
        if isinstance(item, Refused) and item.code in OVERTAKEN:
            entries.append(_task(room.meeting, record, item))
            continue
        if isinstance(item, Refused):
            return _about(known, record, item)
        outcome = _of_item(known, room, item)
        if isinstance(outcome, Refused):
            return _about(known, record, outcome)
        if item.sign_off.stream in reached:
            return _about(known, record, refused("item-twice"))
        reached.add(item.sign_off.stream)
        entries += outcome.entries
        if outcome.standing in UNDECIDED:
            undecided.append(Undecided(item.wanted, outcome.standing, record.decision.to))
        else:
            entries += _settled_elsewhere(known, room, item, outcome.standing)
    confirmed = frozenset(name for name, _ in ratifying)
    return Taken(tuple(entries), frozenset(reached), tuple(undecided), confirmed)


def _about(known: Known, record: ItemRecord, refusal: Refused) -> Refused:
    body = known.definition.body(record.body)
    return concerning(body.name if body else record.body, refusal)


def _to_record(known: Known, stream: Stream) -> Meeting | Refused:
    meeting = to_come(known, stream)
    if isinstance(meeting, Meeting) and known.at < meeting.starts:
        return refused("meeting-not-held-yet")
    return meeting


def _refuses_present(room: Room) -> Refused | None:
    bodies = [present.body for present in room.present]
    if not set(bodies) <= set(room.meeting.bodies):
        return refused("not-in-meeting")
    return refused("body-twice") if len(set(bodies)) < len(bodies) else None


def _held(command: RecordMeeting) -> MeetingHeld:
    return MeetingHeld(attendance=command.attendance, presiding=command.presiding)


def _found(known: Known, meeting: Meeting, record: ItemRecord) -> _Item | Refused:
    """The item on the text that was before the body when it was reached; refused where the matter had
    not been put to it by then, or was withdrawn or decided meanwhile.
    """
    if known.definition.body(record.body) is None:
        return refused("unknown-body")
    approval = known.approval(record.matter)
    refusal = refuses_work_on(approval)
    if refusal or approval is None:
        return refusal or refused("no-such-matter")
    asked = asked_through(approval, record.body)
    current = known.sign_off(sign_off_stream(approval, asked.body)) if asked else None
    if asked is None or current is None:
        return refused("not-on-agenda")
    if current.procedure in {Procedure.WRITTEN, Procedure.NOTICE}:
        return refused("decides-otherwise")
    if not current.is_open:
        return refused("item-closed")
    when = _when(meeting, record.decision)
    sign_off = _then_open(known, approval, asked, when)
    if sign_off is None:
        return refused("before-it-opened")
    if sign_off.decided is not None:
        return refused("item-closed")
    then = _under_the_rules_of(known, approval, sign_off, when)
    return _Item(record, approval, asked, then, reached=when)


def _then_open(known: Known, approval: Approval, asked: Asked, when: Instant) -> SignOff | None:
    """The newest version the body had been asked about by then: consent is bound to the text it saw."""
    for version in reversed(approval.versions):
        sign_off = known.sign_off(f"sign-off/{approval.matter}/{asked.body}/{version}")
        if sign_off is not None and sign_off.opened <= when:
            return sign_off
    return None


def _settled_elsewhere(known: Known, room: Room, item: _Item, standing: Standing) -> list[Entry]:
    """What has been decided here is not asked any more at another meeting, or when this one goes on. Of a
    later text it says as much as if it had been on the record when that was issued.
    """
    approval, asked = item.wanted
    current = sign_off_stream(approval, asked.body)
    if current == item.sign_off.stream:
        return _taken_off(known, room, item)
    effect = effect_since(approval, asked.body, item.sign_off.version)
    given = holds(item.sign_off.ask, standing, rules_at(known, approval, asked.body, item.reached))
    if effect is Effect.KEPT:
        return [*_taken_off(known, room, item), Entry(current, SignOffWithdrawn())]
    if effect is Effect.TOLD and given:
        return [*_taken_off(known, room, item), *told_late(known, approval, asked)]
    again = BodyAskedAgain(
        body=asked.body, version=approval.version, reason=approval.reasons[approval.version]
    )
    return [Entry(f"approval/{approval.matter}", again)]


def _taken_off(known: Known, room: Room, item: _Item) -> list[Entry]:
    return taken_off(known, item.wanted, leaving_alone=None if room.goes_on else room.meeting.meeting)


def _task(meeting: Meeting, record: ItemRecord, refusal: Refused) -> Entry:
    event = ItemRefused(body=record.body, matter=record.matter, code=refusal.code)
    return Entry(meeting.stream, event, meeting.starts)


def _of_item(known: Known, room: Room, item: _Item) -> Outcome | Refused:
    sat_then = _sat(known, room, item.approval, item.record)
    if isinstance(sat_then, Refused):
        return sat_then
    then, sitting = sat_then
    if item.record.body != item.asked.body:
        sitting = replace(sitting, through=item.record.body, procedure=Procedure.DELEGATED)
    return outcome_of(then, item.sign_off, sitting, item.record.decision)


def _ratified_by(
    known: Known, room: Room, command: RecordMeeting
) -> list[tuple[ObligationId, tuple[Entry, ...]]] | Refused:
    """Every item at which a body ratified what its chair had done, or would not; of several, in the order in
    which the chair acted.
    """
    found: list[tuple[ObligationId, tuple[Entry, ...]]] = []
    for record in command.items:
        if not is_of_ratification(record.decision):
            continue
        done = _ratified(known, room, record, {name for name, _ in found})
        if isinstance(done, Refused):
            return _about(known, record, done)
        found.append(done)
    return found


def _ratified(
    known: Known, room: Room, record: ItemRecord, done: set[ObligationId]
) -> tuple[ObligationId, tuple[Entry, ...]] | Refused:
    """What the body said of its chair's action; it is not put to another meeting then (G42)."""
    approval = known.approval(record.matter)
    if known.definition.body(record.body) is None or approval is None:
        return refused("unknown-body" if approval else "no-such-matter")
    if record.body in approval.rule_sets and outside_powers(
        rules_at(known, approval, record.body, _when(room.meeting, record.decision)), (Verb.RATIFY,)
    ):
        return refused("outside-powers")
    every = ratifications_owed(known, approval, record.body)
    owed = next((each for each in every if each.obligation not in done), None)
    if owed is None:
        return refused("item-twice" if every else "nothing-to-ratify")
    sat_then = _sat(known, room, approval, record)
    if isinstance(sat_then, Refused):
        return sat_then
    entries = ratified(sat_then[0], approval, sat_then[1], owed, record.decision)
    if isinstance(entries, Refused):
        return entries
    here = None if room.goes_on else room.meeting.meeting
    return owed.obligation, (*entries, *off_the_agenda(known, owed, record.body, here))


def _sat(known: Known, room: Room, approval: Approval, record: ItemRecord) -> tuple[Known, Sitting] | Refused:
    """What was known when the item was reached, and who sat then."""
    there = next((each for each in room.present if each.body == record.body), None)
    if there is None:
        return refused("not-in-meeting")
    when = _when(room.meeting, record.decision)
    if not room.meeting.starts <= when <= room.ends:
        return refused("item-out-of-time")
    then = replace(known, happened=when)
    sitting = sat(then, record.body, rules_at(known, approval, record.body, when), there.attendance)
    if isinstance(sitting, Refused):
        return sitting
    return then, replace(sitting, meeting=room.meeting.meeting, presiding=there.presiding)


def _when(meeting: Meeting, record: DecisionRecord) -> Instant:
    """Of an evening meeting that sat past midnight, an early hour is one of the next morning."""
    if record.at is None:
        return meeting.starts
    began = meeting.starts.astimezone(LONDON)
    is_next_morning = record.at < began.time() and is_small_hour(record.at)
    return at_london(began.date() + ONE_DAY if is_next_morning else began.date(), record.at)


def _under_the_rules_of(known: Known, approval: Approval, sign_off: SignOff, when: Instant) -> SignOff:
    """As it stood then, though two offices have since agreed to other rules for it (G13)."""
    rules = rules_at(known, approval, sign_off.body, when)
    return sign_off.model_copy(update={"rule_set": content_hash(rules)})


# --- a letter, an officer -----------------------------------------------------------------


def record_decision(known: Known, stream: Stream, command: RecordDecision) -> Decision:
    """A body that reports by letter, or an officer who used delegated authority (G6, G11): the same tests
    as in a meeting, on what the letter says of it. It dates from the day it was taken."""
    sign_off = known.sign_off(stream)
    approval = known.approval(stream.split("/")[1])
    refusal = refuses_work_on(approval)
    if refusal or approval is None or sign_off is None:
        return refusal or refused("no-such-sign-off")
    is_ratifying = is_of_ratification(command.decision)
    if is_ratifying or sign_off.procedure not in {Procedure.LETTER, Procedure.DELEGATED}:
        return refused("ratified-at-meetings" if is_ratifying else "decides-otherwise")
    if not sign_off.is_open:
        return refused("item-closed")
    if not command.evidence.words.strip():
        return refused("evidence-missing")
    sign_off = _under_the_rules_of(known, approval, sign_off, known.happened)
    rules = known.rule_sets[sign_off.rule_set]
    sitting = sat(known, sign_off.body, rules, command.attendance)
    if isinstance(sitting, Refused):
        return sitting
    sitting = replace(
        sitting,
        procedure=sign_off.procedure,
        through=command.officer,
        consulted=command.consulted,
        evidence=command.evidence,
    )
    is_alone = command.officer is not None or not sitting.seats
    rule = decided_alone if is_alone else outcome_of
    outcome = rule(known, sign_off, sitting, command.decision)
    if isinstance(outcome, Refused):
        return outcome
    asked = approval.asked(sign_off.body)
    left = taken_off(known, (approval, asked)) if asked and outcome.standing not in UNDECIDED else []
    return (*outcome.entries, *left)


def inform_body(known: Known, stream: Stream, command: InformBody) -> Decision:
    """A body that is to be informed is told by letter, member by member; that is all it was asked (G20)."""
    del command
    sign_off = known.sign_off(stream)
    refusal = refuses_work_on(known.approval(stream.split("/")[1]))
    if refusal or sign_off is None:
        return refusal or refused("no-such-sign-off")
    if sign_off.ask is not Ask.BE_INFORMED:
        return refused("decides-otherwise")
    if not sign_off.is_open:
        return ()
    basis = Basis(rule_set=sign_off.rule_set, procedure=Procedure.LETTER, entitled=sign_off.entitled)
    told = BodyDecided(body=sign_off.body, version=sign_off.version, standing=Standing.INFORMED, holds=True)
    return (
        Entry(stream, SignOffDecided(standing=Standing.INFORMED, verbs=(), basis=basis), known.happened),
        Entry(f"approval/{sign_off.matter}", told, known.happened),
    )
