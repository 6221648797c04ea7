"""What a body did with one item, tested against its own rules: quorum, vote, verbs, interests."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.acts import Entry, Refused
from models.commands import DecisionRecord, Limb
from models.dates import NoDay, When
from models.deciding import Attendance, Basis, Consulted, Counted, Figures, QuorumFound, Result, Vote
from models.events import (
    FoundInquorate,
    ObligationOpened,
    SignOffDecided,
    SignOffDeferred,
)
from models.programme import RuleSet, Seat
from models.sign_off import SignOff
from models.values import (
    BodyId,
    MeetingId,
    ObligationSort,
    Procedure,
    SeatId,
    Standing,
    Text,
    Verb,
    content_hash,
)
from rules.agenda import next_meeting
from rules.call_in import decision_told
from rules.conditions import conditions_set, refuses_terms
from rules.conflicts import cannot_decide_because_of, may_vote, present_to_vote, refuses_rulings
from rules.key_decision import refuses_key_decision
from rules.known import Known
from rules.quorum import counted_for_quorum, quorum, sits_by_right
from rules.refusals import refused, refused_having
from rules.tenure import refuses_untested
from rules.verbs import holds, outside_powers, standing_after
from rules.voting import by_assent, by_figures, refuses_figures

PUTS_OFF = frozenset({Verb.DEFER})


@dataclass(frozen=True)
class Sitting:
    """The body (or committee) that sat, by what rules, and who was there."""

    rules: RuleSet
    seats: tuple[Seat, ...]
    attendance: tuple[Attendance, ...]
    procedure: Procedure
    meeting: MeetingId | None = None
    through: BodyId | SeatId | None = None
    presiding: SeatId | None = None
    consulted: tuple[Consulted, ...] = ()
    evidence: Text | None = None

    @property
    def voting_seats(self) -> frozenset[SeatId]:
        return frozenset(seat.id for seat in self.seats if seat.voting)


@dataclass(frozen=True)
class Outcome:
    """One item for one body, decided upon: its entries, and where they leave the body."""

    entries: tuple[Entry, ...]
    standing: Standing


def sat(known: Known, body: BodyId, rules: RuleSet, attendance: Sequence[Attendance]) -> Sitting | Refused:
    """Who sat, if the record names only seats that exist that day and deputies the rules allow."""
    seats = known.body(body).seats_on(known.day)
    known_seats = {seat.id for seat in seats}
    if any(stay.seat not in known_seats for stay in attendance):
        return refused("unknown-seat")
    if not all(sits_by_right(rules, stay) for stay in attendance):
        return refused("no-deputies")
    vacant = [
        seat.title for seat in seats if seat.is_vacant and seat.id in {each.seat for each in attendance}
    ]
    if vacant:
        return refused_having("seat-vacant", ", ".join(vacant))
    holders = {seat.held_by for seat in seats}
    if any(stay.deputy in holders for stay in attendance if stay.deputy):
        return refused("deputy-is-member")
    return Sitting(rules=rules, seats=seats, attendance=tuple(attendance), procedure=Procedure.MEETING)


def outcome_of(
    known: Known, sign_off: SignOff, sitting: Sitting, record: DecisionRecord
) -> Outcome | Refused:
    """The rule of an item: quorate when it was reached (G27, G28), voted on by those who may (G37),
    by verbs the body has (G12). An inquorate body may talk; whatever it decided is refused."""
    if refusal := _refuses_interests(sign_off, sitting, record) or _refuses_privacy(sitting, record):
        return refusal
    found = _quorum(sitting, record)
    basis = _basis(sitting, record, found)
    if not found.is_met or basis.stopped_by:
        return _inquorate(known, sign_off, sitting, record, basis)
    refusal = (
        _refuses(sitting, record)
        or refuses_terms(known, _conditional(record))
        or _refuses_delegation(known, sign_off, sitting, record)
    )
    if refusal:
        return refusal
    voted = _voted_on(sitting, record, basis)
    return voted if isinstance(voted, Refused) else _decided(known, sign_off, sitting, record, voted)


def put_to_the_vote(sign_off: SignOff, sitting: Sitting, record: DecisionRecord) -> Basis | Refused:
    """Of an item that is no answer to what the body was asked, the same tests: interests ruled on, a quorum
    when it was reached, powers, and the vote. Nothing is decided without a quorum (G27).
    """
    if refusal := _refuses_interests(sign_off, sitting, record) or _refuses_privacy(sitting, record):
        return refusal
    found = _quorum(sitting, record)
    basis = _basis(sitting, record, found)
    if not found.is_met or basis.stopped_by:
        code = "stopped-by-interests" if basis.stopped_by else "inquorate"
        return refused_having(code, "; ".join(basis.missing))
    return _refuses(sitting, record) or _voted_on(sitting, record, basis)


def _voted_on(sitting: Sitting, record: DecisionRecord, basis: Basis) -> Basis | Refused:
    counted = _counted(sitting, record)
    if isinstance(counted, Refused):
        return counted
    refusal = _refuses_result(record, counted)
    return refusal or basis.model_copy(update={"counted": counted})


def decided_alone(
    known: Known, sign_off: SignOff, sitting: Sitting, record: DecisionRecord
) -> Outcome | Refused:
    """An officer with delegated authority decides alone (G6, G11), and of an outside body there is
    nothing but its letter: no quorum and no vote to test, but powers and consultations all the same."""
    refusal = (
        _refuses_privacy(sitting, record)
        or _refuses(sitting, record)
        or refuses_terms(known, _conditional(record))
        or _refuses_delegation(known, sign_off, sitting, record)
    )
    if refusal:
        return refusal
    basis = _basis(sitting, record, None)
    return _decided(known, sign_off, sitting, record, basis)


def _quorum(sitting: Sitting, record: DecisionRecord) -> QuorumFound:
    counted = counted_for_quorum(sitting.rules, sitting.attendance, record.interests, record.at)
    return quorum(sitting.rules, sitting.seats, counted)


def _voters(sitting: Sitting, record: DecisionRecord) -> tuple[SeatId, ...]:
    there = [stay for stay in sitting.attendance if stay.seat in sitting.voting_seats]
    return present_to_vote(there, record.interests, record.at)


def _present(sitting: Sitting, record: DecisionRecord) -> tuple[SeatId, ...]:
    """Whoever left because it was their own pay or terms was not there for it (G41)."""
    gone = {each.seat for each in record.interests if each.own_terms}
    there = (stay.seat for stay in sitting.attendance if stay.is_in_room_at(record.at))
    return tuple(seat for seat in there if seat not in gone)


def _stopped_by(sitting: Sitting, record: DecisionRecord) -> tuple[SeatId, ...]:
    stopping = cannot_decide_because_of(
        sitting.rules, sitting.seats, sitting.attendance, record.interests, record.at
    )
    return tuple(dict.fromkeys(each.seat for each in stopping))


def _refuses_interests(sign_off: SignOff, sitting: Sitting, record: DecisionRecord) -> Refused | None:
    declared = sign_off.interests if sitting.meeting else ()
    there = {stay.seat for stay in sitting.attendance if stay.is_in_room_at(record.at)}
    return refuses_rulings(sitting.seats, there, declared, record.interests)


def _refuses_privacy(sitting: Sitting, record: DecisionRecord) -> Refused | None:
    """The public is excluded by a resolution that states its reason (G19); a body that meets in private
    anyway has nobody to exclude.
    """
    if record.in_private is None:
        return None
    if sitting.meeting is None or not sitting.rules.in_public:
        return refused("nobody-to-exclude")
    return None if record.in_private.words.strip() else refused("private-without-reason")


def _basis(sitting: Sitting, record: DecisionRecord, found: QuorumFound | None) -> Basis:
    return Basis(
        rule_set=content_hash(sitting.rules),
        procedure=sitting.procedure,
        quorum=found,
        entitled=tuple(seat.id for seat in sitting.seats if seat.voting),
        present=_present(sitting, record),
        interests=record.interests,
        stopped_by=_stopped_by(sitting, record) if found else (),
        votes=record.votes,
        through=sitting.through,
        consulted=sitting.consulted,
        in_private=record.in_private,
    )


def _inquorate(
    known: Known, sign_off: SignOff, sitting: Sitting, record: DecisionRecord, basis: Basis
) -> Outcome | Refused:
    if sitting.meeting is None and not sitting.attendance:
        return refused("attendance-missing")
    if record.limbs or sitting.meeting is None:
        code = "stopped-by-interests" if basis.stopped_by else "inquorate"
        return refused_having(code, "; ".join(basis.missing))
    event = FoundInquorate(meeting=sitting.meeting, basis=basis, minute=record.minute)
    return Outcome((Entry(sign_off.stream, event, known.happened),), Standing.INQUORATE)


def _refuses(sitting: Sitting, record: DecisionRecord) -> Refused | None:
    """Faults of the record itself, in the order a reader of the minute would find them."""
    verbs = tuple(limb.verb for limb in record.limbs)
    if not verbs:
        return refused("no-decision")
    if outside_powers(sitting.rules, verbs):
        return refused("outside-powers")
    if Verb.APPROVE_SUBJECT_TO in verbs and not _conditions(record):
        return refused("reason-missing")
    if PUTS_OFF.intersection(verbs) and record.asked_for is None:
        return refused("reason-missing")
    if Verb.REFUSE in verbs and record.wording is None:
        return refused("reason-missing")
    voters = set(_voters(sitting, record))
    if not voters.issuperset(record.votes):
        return refused("vote-not-entitled")
    in_meeting = sitting.meeting is not None  # a letter need not say who was in the chair
    if in_meeting and record.casting is not None and sitting.presiding is None:
        return refused("nobody-presided")
    return None


def _refuses_delegation(
    known: Known, sign_off: SignOff, sitting: Sitting, record: DecisionRecord
) -> Refused | None:
    """A committee or officer decides for a body only within what that body delegated (G4, G12), and
    an officer only after the consultations that go with it (G11)."""
    if sitting.through is None:
        return None
    rules = known.rule_sets[sign_off.rule_set]
    verbs = tuple(limb.verb for limb in record.limbs)
    delegation = next((each for each in rules.delegations if each.to == sitting.through), None)
    if delegation is None:
        return refused("no-delegation")
    if not set(verbs) <= set(delegation.verbs) or outside_powers(rules, verbs, under_delegation=True):
        return refused("outside-powers")
    consulted = {each.seat for each in sitting.consulted if each.day <= known.day}
    if not set(delegation.consulting) <= consulted:
        return refused("consultation-missing")
    if not may_vote(sitting.through, record.interests):
        return refused("conflicted")
    return None


def _counted(sitting: Sitting, record: DecisionRecord) -> Counted | Refused:
    """By the names that voted, by the figures minuted, or by assent when there was no division (G33)."""
    voters = len(_voters(sitting, record))
    figures = _by_name(record) if record.votes else record.figures
    if figures is None:
        return by_assent(sitting.rules, voters) if record.by_assent else refused("no-figures")
    if record.votes and record.figures and record.figures != figures:
        return refused_having(
            "figures-differ", f"{_plain(figures)} by name, {_plain(record.figures)} minuted"
        )
    if why := refuses_figures(figures, voters):
        return refused_having("more-votes-than-present", why)
    return by_figures(sitting.rules, figures, voters, record.casting)


def _refuses_result(record: DecisionRecord, counted: Counted) -> Refused | None:
    """A vote that was lost is said to be lost: figures that contradict the verbs are asked about, and never
    taken for a refusal that nobody minuted.
    """
    is_lost = counted.result is Result.LOST
    if is_lost is record.lost:
        return None
    return refused_having("figures-lose" if is_lost else "figures-carry", counted.words)


def _plain(figures: Figures) -> str:
    """As minutes have it, "9-0-1"."""
    votes = (figures.in_favour, figures.against, *([figures.abstained] if figures.abstained else []))
    return "-".join(map(str, votes))


def _by_name(record: DecisionRecord) -> Figures:
    votes = list(record.votes.values())
    return Figures(
        in_favour=votes.count(Vote.FOR),
        against=votes.count(Vote.AGAINST),
        abstained=votes.count(Vote.ABSTAINED),
    )


def _decided(
    known: Known, sign_off: SignOff, sitting: Sitting, record: DecisionRecord, basis: Basis
) -> Outcome | Refused:
    """Where the verbs leave the body once carried or lost. Of what was not put to a vote here, a letter or
    an officer's decision, the record itself says whether it was lost.
    """
    as_told = Result.LOST if record.lost else Result.CARRIED
    result = basis.counted.result if basis.counted else as_told
    asked_rules = known.rule_sets[sign_off.rule_set]
    verbs = tuple(limb.verb for limb in record.limbs)
    standing = standing_after(asked_rules, sign_off.ask, verbs, result)
    if standing is Standing.OPEN:
        return refused("no-decision")
    if standing is Standing.DEFERRED:
        return _deferred(known, sign_off, sitting, record, basis)
    if refusal := _refuses_approval(known, sign_off, standing):
        return refusal
    decided = SignOffDecided(
        standing=standing,
        verbs=verbs,
        basis=basis,
        meeting=sitting.meeting,
        wording=record.wording,
        minute=record.minute,
        conditions=_conditions(record),
        evidence=sitting.evidence,
    )
    entries = (
        *decision_told(known, sign_off, decided),
        *_to_be_reported(known, sign_off, sitting),
        *conditions_set(known, sign_off, _conditional(record)),
    )
    return Outcome(entries, standing)


def _refuses_approval(known: Known, sign_off: SignOff, standing: Standing) -> Refused | None:
    """What gives what was asked may have to wait: a key decision for its notice (G45), the confirmation of an
    appointment for the finding that the person may hold the post (G67).
    """
    approval = known.approval(sign_off.matter)
    if approval is None or not holds(sign_off.ask, standing, known.rule_sets[sign_off.rule_set]):
        return None
    return refuses_key_decision(known, approval, sign_off.body) or refuses_untested(known, sign_off.matter)


def _to_be_reported(known: Known, sign_off: SignOff, sitting: Sitting) -> tuple[Entry, ...]:
    """Delegation does not move accountability: the board hears at its next meeting how its authority was
    used (G10), and until it has, the report is owed by its secretary.
    """
    rules = known.rule_sets[sign_off.rule_set]
    delegation = next((each for each in rules.delegations if each.to == sitting.through), None)
    name = f"{sign_off.matter}.{sign_off.body}.report"
    if known.obligation(name) is not None:
        name = f"{name}-{sign_off.version}"
    if delegation is None or not delegation.reported_to_parent or known.obligation(name) is not None:
        return ()
    meeting = next_meeting(known, sign_off.body, known.happened)
    opened = ObligationOpened(
        obligation=name,
        sort=ObligationSort.REPORT,
        matter=sign_off.matter,
        body=sign_off.body,
        owner=known.body(sign_off.body).secretary,
        due=When.on(meeting.day) if meeting else When.without_a_day(NoDay.NEXT_MEETING, known.day),
    )
    return (Entry(f"obligation/{name}", opened, known.happened),)


def _deferred(
    known: Known, sign_off: SignOff, sitting: Sitting, record: DecisionRecord, basis: Basis
) -> Outcome | Refused:
    if record.asked_for is None:
        return refused("reason-missing")
    event = SignOffDeferred(
        meeting=sitting.meeting, basis=basis, asked_for=record.asked_for, wording=record.wording
    )
    return Outcome((Entry(sign_off.stream, event, known.happened),), Standing.DEFERRED)


def _conditions(record: DecisionRecord) -> tuple[Text, ...]:
    return tuple(limb.words for limb in _conditional(record) if limb.words is not None)


def _conditional(record: DecisionRecord) -> tuple[Limb, ...]:
    return tuple(limb for limb in record.limbs if limb.verb is Verb.APPROVE_SUBJECT_TO)
