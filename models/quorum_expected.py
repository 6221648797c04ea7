"""What a quorum is expected to be at a meeting to come, clause by clause (G39)."""

from models.deciding import ClauseFound
from models.values import BodyId, Instant, MatterId, MeetingId, SeatId, Value


class ClauseExpected(Value):
    """One clause, how many of those it asks for are expected, and how many of them it can do without."""

    called: str
    needed: int
    expected: int
    can_lose: int
    words: str

    @classmethod
    def of(cls, found: ClauseFound, can_lose: int) -> "ClauseExpected":
        return cls(
            called=found.called,
            needed=found.needed,
            expected=found.found,
            can_lose=can_lose,
            words=found.words,
        )


class QuorumExpected(Value):
    """Of one body, for any item if `matter` is None, else for that one with the interests declared on it."""

    body: BodyId
    matter: MatterId | None = None
    established: int
    """Voting seats on the day of the meeting, vacant ones included."""
    expected: int
    """Members expected in the room for it."""
    apologies: tuple[SeatId, ...] = ()
    leaving: tuple[SeatId, ...] = ()
    """Who has declared an interest in the item: the chair has not ruled yet, so nobody counts on them."""
    vacant: tuple[SeatId, ...] = ()
    """Voting seats that nobody holds on that day, as far as is known."""
    ended: tuple[SeatId, ...] = ()
    """Seats that are established today and no more on the day of the meeting."""
    clauses: tuple[ClauseExpected, ...]
    is_met: bool
    missing: tuple[str, ...] = ()
    words: str


class MeetingQuorum(Value):
    """What every body of a meeting to come is expected to bring; empty once it has begun or is lost."""

    meeting: MeetingId
    starts: Instant
    bodies: tuple[QuorumExpected, ...]
