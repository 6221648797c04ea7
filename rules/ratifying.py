"""A chair's action comes before the first formal meeting actually held, to be ratified or not (G42)."""

from collections.abc import Iterable

from models.acts import Entry, Refused
from models.approval import Approval
from models.commands import DecisionRecord
from models.dates import NoDay, When
from models.deciding import RatificationState, Result
from models.events import (
    BodyDecided,
    ObligationCarriedOver,
    ObligationDischarged,
    ObligationOpened,
    ObligationSlipped,
)
from models.meeting import Meeting
from models.meeting_events import ItemPutOnAgenda, ItemTakenOff
from models.obligation import Obligation
from models.programme import KnownMeeting
from models.ratifying_events import RatificationDecided, RatificationStands
from models.sign_off import SignOff
from models.values import (
    BodyId,
    Instant,
    MeetingId,
    ObligationId,
    ObligationSort,
    Standing,
    Text,
    Verb,
)
from rules.agenda import called_from_calendar, next_meeting
from rules.calendar import end_of, in_words, last_minute_of, london_day
from rules.known import Known
from rules.recording import Sitting, put_to_the_vote
from rules.refusals import refused


def owed_for_action(
    known: Known, approval: Approval, sign_off: SignOff, name: ObligationId
) -> tuple[Entry, ...]:
    """The duty itself, and its item on the agenda of the next meeting that can take it."""
    body = approval.holder(sign_off.body)
    meeting = next_meeting(known, body, known.happened)
    opened = ObligationOpened(
        obligation=name,
        sort=ObligationSort.RATIFICATION,
        matter=sign_off.matter,
        body=sign_off.body,
        owner=known.body(body).secretary,
        due=_due(known, meeting),
    )
    owed = RatificationStands(
        body=sign_off.body, obligation=name, state=RatificationState.OWED, version=sign_off.version
    )
    return (
        Entry(f"obligation/{name}", opened, known.happened),
        Entry(f"approval/{sign_off.matter}", owed, known.happened),
        *(_listed(known, meeting, name, sign_off.matter, body) if meeting else ()),
    )


def name_of_ratification(known: Known, sign_off: SignOff) -> ObligationId:
    return _name(known, f"{sign_off.matter}.{sign_off.body}.ratification")


def ratifications_owed(known: Known, approval: Approval, body: BodyId) -> tuple[Obligation, ...]:
    """What the body, or one whose place it has taken, still has to ratify on this matter, oldest first."""
    held = {body, *approval.held_by(body)}
    owed = (
        known.obligation(name)
        for name, each in approval.ratifications.items()
        if each.body in held and each.state is RatificationState.OWED
    )
    return tuple(each for each in owed if each is not None)


def is_of_ratification(record: DecisionRecord) -> bool:
    return any(limb.verb is Verb.RATIFY for limb in record.limbs)


# --- at the meeting -------------------------------------------------------------------------


def ratified(
    known: Known, approval: Approval, sitting: Sitting, owed: Obligation, record: DecisionRecord
) -> tuple[Entry, ...] | Refused:
    """Confirmed, it stays what it was; refused, what was published stands and an exception is open. Not yet
    published, a body that stands by that action alone has then not given what it was asked for.
    """
    acted = _acted_on(known, approval, owed)
    if acted is None or sitting.meeting is None or known.happened < owed.opened:
        return refused("nothing-to-ratify")
    if len(record.limbs) > 1:
        return refused("ratifies-alone")
    basis = put_to_the_vote(acted, sitting, record)
    if isinstance(basis, Refused):
        return basis
    is_ratified = basis.counted is None or basis.counted.result is not Result.LOST
    decided = RatificationDecided(
        obligation=owed.obligation,
        ratified=is_ratified,
        basis=basis,
        meeting=sitting.meeting,
        wording=record.wording,
        minute=record.minute,
    )
    stands = RatificationStands(
        body=acted.body,
        obligation=owed.obligation,
        state=RatificationState.RATIFIED if is_ratified else RatificationState.REFUSED,
        version=acted.version,
    )
    return (
        Entry(acted.stream, decided, known.happened),
        Entry(f"approval/{approval.matter}", stands, known.happened),
        Entry(owed.stream, ObligationDischarged(evidence=_as_minuted(owed, decided)), known.happened),
        *(() if is_ratified else _excepted(known, approval, acted, owed)),
    )


def _excepted(known: Known, approval: Approval, acted: SignOff, owed: Obligation) -> tuple[Entry, ...]:
    name = _name(known, f"{acted.matter}.{acted.body}.exception")
    opened = ObligationOpened(
        obligation=name,
        sort=ObligationSort.EXCEPTION,
        matter=acted.matter,
        body=acted.body,
        owner=approval.sponsor,
        due=When.without_a_day(NoDay.UNKNOWN),
    )
    exception = Entry(f"obligation/{name}", opened, known.happened)
    if approval.is_published or not _rests_on(approval, acted, owed):
        return (exception,)
    not_given = BodyDecided(body=acted.body, version=acted.version, standing=Standing.REFUSED, holds=False)
    return (exception, Entry(f"approval/{approval.matter}", not_given, known.happened))


def _rests_on(approval: Approval, acted: SignOff, owed: Obligation) -> bool:
    """Whether what the body is held to have given is that action, and nothing it decided itself since."""
    gave = approval.outcomes.get(acted.body)
    urgency = acted.decided.basis.urgency if acted.decided else None
    if gave is None or not gave.holds or gave.version != acted.version or urgency is None:
        return False
    return urgency.ratification == owed.obligation


# --- a meeting that is lost, or does not come to it -------------------------------------------


def ratifications_moved(known: Known, meeting: Meeting, reason: Text) -> list[Entry]:
    """A meeting not held moves what was to be ratified there to the next one, on the record."""
    after = max(meeting.starts, known.at)
    return [
        entry
        for obligation in _still_owed(known, meeting, meeting.ratifications)
        for entry in _to_next(known, obligation, after, reason)
    ]


def ratifications_missed(known: Known, meeting: Meeting, reached: Iterable[ObligationId]) -> list[Entry]:
    """The meeting was held and did not come to it: that is late, and goes to the next one in the open."""
    missed = set(meeting.ratifications) - set(reached)
    entries: list[Entry] = []
    day = london_day(meeting.starts)
    words = f"It was on the agenda of the meeting of {in_words(day)}, which did not come to it."
    for obligation in _still_owed(known, meeting, missed):
        slipped = ObligationSlipped(due=end_of(day))
        reason = Text.standing_in(words, obligation.obligation, meeting.meeting)
        entries.append(Entry(obligation.stream, slipped, min(last_minute_of(day), known.at)))
        entries += _to_next(known, obligation, known.at, reason)
    return entries


def ratifications_dated(known: Known, meeting: Meeting, starts: Instant, reason: Text) -> list[Entry]:
    """The meeting keeps its agenda and has another day."""
    carried = ObligationCarriedOver(due=When.on(london_day(starts)), reason=reason)
    owed = _still_owed(known, meeting, meeting.ratifications)
    return [Entry(each.stream, carried, known.happened) for each in owed]


def ratifications_taken(known: Known, bodies: Iterable[BodyId], meeting: KnownMeeting) -> list[Entry]:
    """A meeting newly called takes what its bodies owe and had no day for."""
    approvals = [found for plan in known.definition.matters if (found := known.approval(plan.id))]
    reason = "A meeting was called."
    return [
        entry
        for approval in approvals
        for body in bodies
        for owed in ratifications_owed(known, approval, body)
        if owed.due.latest is None
        for entry in _taken(known, owed, body, meeting, reason)
    ]


def ratifications_succeeded(
    known: Known, approval: Approval, body: BodyId, successor: BodyId, at: Instant
) -> list[Entry]:
    """What a body that has ended owed is owed by the one that took its place, at that one's next meeting."""
    entries: list[Entry] = []
    for owed in ratifications_owed(known, approval, body):
        meeting = next_meeting(known, successor, at)
        reason = Text.standing_in("Its body has ended.", owed.obligation, body)
        carried = ObligationCarriedOver(
            due=_due(known, meeting), reason=reason, owner=known.body(successor).secretary
        )
        entries += [*_off_the_former(known, owed, body), Entry(owed.stream, carried, at)]
        if meeting is not None:
            entries += _listed(known, meeting, owed.obligation, approval.matter, successor)
    return entries


def put_on_the_next(known: Known, owed: Obligation) -> list[Entry]:
    """One that had no day, on the agenda of a meeting that has come into the calendar since."""
    approval = known.approval(owed.matter or "")
    meeting = next_meeting(known, approval.holder(owed.body or ""), known.at) if approval else None
    if approval is None or meeting is None or owed.due.latest is not None:
        return []
    body = approval.holder(owed.body or "")
    reason = Text.standing_in("A meeting is in the calendar now.", owed.obligation, meeting.id)
    carried = ObligationCarriedOver(due=_due(known, meeting), reason=reason)
    return [Entry(owed.stream, carried), *_listed(known, meeting, owed.obligation, approval.matter, body)]


def _taken(
    known: Known, owed: Obligation, body: BodyId, meeting: KnownMeeting, why: str
) -> tuple[Entry, Entry]:
    item = ItemPutOnAgenda(matter=owed.matter or "", bodies=(body,), ratifies=owed.obligation)
    reason = Text.standing_in(why, owed.obligation, meeting.id)
    carried = ObligationCarriedOver(due=When.on(meeting.day), reason=reason)
    return Entry(f"meeting/{meeting.id}", item), Entry(owed.stream, carried, known.happened)


def put_to_meeting(known: Known, meeting: Meeting, owed: Obligation, body: BodyId) -> list[Entry]:
    """On the agenda of another meeting that is to come, off the one it was on."""
    if owed.obligation in meeting.ratifications:
        return []
    matter = owed.matter or ""
    item = ItemPutOnAgenda(matter=matter, bodies=(body,), ratifies=owed.obligation)
    reason = Text.standing_in("It was put on that agenda.", owed.obligation, meeting.meeting)
    carried = ObligationCarriedOver(due=When.on(london_day(meeting.starts)), reason=reason)
    return [
        *_off_the_former(known, owed, body),
        Entry(meeting.stream, item, known.happened),
        Entry(owed.stream, carried, known.happened),
    ]


def off_the_agenda(
    known: Known, owed: Obligation, body: BodyId, leaving_alone: MeetingId | None
) -> list[Entry]:
    """Ratified, it is not put to another meeting, nor to this one when it goes on."""
    entries = _off_the_former(known, owed, body)
    return [each for each in entries if each.stream != f"meeting/{leaving_alone}"]


def _off_the_former(known: Known, owed: Obligation, body: BodyId) -> list[Entry]:
    on = [each for each in known.called if owed.obligation in each.ratifications and each.is_to_come]
    event = ItemTakenOff(matter=owed.matter or "", bodies=(body,), ratifies=owed.obligation)
    return [Entry(each.stream, event, known.happened) for each in on]


def _still_owed(known: Known, meeting: Meeting, names: Iterable[ObligationId]) -> list[Obligation]:
    found = (known.obligation(name) for name in meeting.ratifications if name in set(names))
    return [each for each in found if each is not None and each.is_open]


def _to_next(known: Known, owed: Obligation, after: Instant, reason: Text) -> list[Entry]:
    approval = known.approval(owed.matter or "")
    if approval is None:
        return []
    body = approval.holder(owed.body or "")
    meeting = next_meeting(known, body, after, papers_after=known.at)
    carried = ObligationCarriedOver(due=_due(known, meeting), reason=reason)
    listed = _listed(known, meeting, owed.obligation, approval.matter, body) if meeting else []
    return [Entry(owed.stream, carried, known.happened), *listed]


def _listed(
    known: Known, meeting: KnownMeeting, obligation: ObligationId, matter: str, body: BodyId
) -> list[Entry]:
    stream = f"meeting/{meeting.id}"
    item = Entry(stream, ItemPutOnAgenda(matter=matter, bodies=(body,), ratifies=obligation))
    if known.meeting(meeting.id) is not None:
        return [item]
    return [Entry(stream, called_from_calendar(known, meeting.id)), item]


def _due(known: Known, meeting: KnownMeeting | None) -> When:
    if meeting is None:
        return When.without_a_day(NoDay.NEXT_MEETING, known.day)
    called = known.meeting(meeting.id)
    return When.on(london_day(called.starts) if called else meeting.day)


def _acted_on(known: Known, approval: Approval, owed: Obligation) -> SignOff | None:
    """The sign-off on which the chair acted: of whichever version was under decision then."""
    found = approval.ratifications[owed.obligation]
    return known.sign_off(f"sign-off/{approval.matter}/{found.body}/{found.version}")


def _as_minuted(owed: Obligation, decided: RatificationDecided) -> Text:
    said = "Ratified" if decided.ratified else "Not ratified"
    return decided.minute or Text.standing_in(
        f"{said} at meeting {decided.meeting}.", owed.obligation, decided.meeting
    )


def _name(known: Known, wanted: str) -> ObligationId:
    """One of its own, where the body's chair acts a second time on the same matter."""
    name, number = wanted, 1
    while known.obligation(name) is not None:
        number += 1
        name = f"{wanted}-{number}"
    return name
