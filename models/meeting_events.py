"""What happened to a meeting: one frozen model each, named by a past participle, never renamed."""

from typing import Literal

from models.deciding import Attendance
from models.fact import Fact
from models.values import BodyId, Instant, MatterId, MeetingId, ObligationId, PersonId, SeatId, Slug, Text


class MeetingCalled(Fact):
    """A meeting of one body or several in common, with the days its bodies' rules imply."""

    kind: Literal["meeting-called"] = "meeting-called"
    meeting: MeetingId
    bodies: tuple[BodyId, ...]
    starts: Instant
    place: Text | None = None
    in_public: bool = False
    papers_due: dict[BodyId, Instant] = {}
    from_calendar: bool = False


class ItemPutOnAgenda(Fact):
    kind: Literal["item-put-on-agenda"] = "item-put-on-agenda"
    matter: MatterId
    bodies: tuple[BodyId, ...]
    ratifies: ObligationId | None = None
    """Not a decision but the ratification of one its chair took (G42)."""
    special_circumstances: Text | None = None
    """Of a late item: why its chair had it taken all the same (G22)."""


class ItemTakenOff(Fact):
    """Withdrawn, or put on another meeting: these bodies do not take it here."""

    kind: Literal["item-taken-off"] = "item-taken-off"
    matter: MatterId
    bodies: tuple[BodyId, ...]
    ratifies: ObligationId | None = None


class PapersIssued(Fact):
    kind: Literal["papers-issued"] = "papers-issued"
    late_for: tuple[BodyId, ...] = ()


class PapersChased(Fact):
    kind: Literal["papers-chased"] = "papers-chased"
    due: Instant


class PapersLate(Fact):
    kind: Literal["papers-late"] = "papers-late"
    due: Instant


class ApologiesGiven(Fact):
    """`missing` is what the quorum would lack if everyone else came; `items` holds those that lack more,
    for the interests declared on them.
    """

    kind: Literal["apologies-given"] = "apologies-given"
    seat: SeatId
    missing: tuple[str, ...] = ()
    items: dict[MatterId, tuple[str, ...]] = {}


class ApologiesWithdrawn(Fact):
    """`missing` and `items` as after apologies; `restored` where the body is expected to be able to decide
    everything again and was not before.
    """

    kind: Literal["apologies-withdrawn"] = "apologies-withdrawn"
    seat: SeatId
    missing: tuple[str, ...] = ()
    items: dict[MatterId, tuple[str, ...]] = {}
    restored: bool = False


class MeetingHeld(Fact):
    kind: Literal["meeting-held"] = "meeting-held"
    attendance: dict[BodyId, tuple[Attendance, ...]]
    presiding: dict[BodyId, SeatId] = {}


class ItemRefused(Fact):
    """The record told of a decision on an item that was no longer open; a task for the secretariat."""

    kind: Literal["item-refused"] = "item-refused"
    body: BodyId
    matter: MatterId
    code: Slug


class MeetingMoved(Fact):
    kind: Literal["meeting-moved"] = "meeting-moved"
    starts: Instant
    papers_due: dict[BodyId, Instant] = {}
    reason: Text


class MeetingAdjourned(Fact):
    kind: Literal["meeting-adjourned"] = "meeting-adjourned"
    starts: Instant
    reason: Text


class SittingRecorded(Fact):
    """Who was there before the meeting was adjourned; `sitting` counts from 1."""

    kind: Literal["sitting-recorded"] = "sitting-recorded"
    sitting: int
    attendance: dict[BodyId, tuple[Attendance, ...]]
    presiding: dict[BodyId, SeatId] = {}


class MeetingSuspended(Fact):
    kind: Literal["meeting-suspended"] = "meeting-suspended"
    reason: Text


class MeetingCancelled(Fact):
    kind: Literal["meeting-cancelled"] = "meeting-cancelled"
    reason: Text


class MembersChanged(Fact):
    """Seats of its bodies have other holders since its members were told of it: whoever comes is invited, and
    whoever has it in their diary by our letter need not come.
    """

    kind: Literal["members-changed"] = "members-changed"
    invited: tuple[PersonId, ...] = ()
    released: tuple[PersonId, ...] = ()


class MinutesChased(Fact):
    kind: Literal["minutes-chased"] = "minutes-chased"
    due: Instant
    sitting: int | None = None
    """One that the meeting was adjourned from; else the meeting as it was to go on."""
