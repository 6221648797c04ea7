"""What a body's decision rests on: who was there, who had an interest, what was counted."""

from datetime import date, time
from enum import StrEnum

from pydantic import Field

from models.programme import VotingRule
from models.values import BodyId, ObligationId, PersonId, Procedure, SeatId, Sha256, Text, Value

# --- who was in the room --------------------------------------------------------------------


MORNING = time(7, 0)
"""No meeting begins before it, so an hour before it is of the night in which an evening meeting ends."""


def is_small_hour(at: time) -> bool:
    return at < MORNING


def in_turn(at: time) -> tuple[bool, time]:
    """By which times of one meeting are put in order: the small hours come after the evening before them."""
    return (is_small_hour(at), at)


class Attendance(Value):
    """One stay in the room. Somebody who goes out and comes back has two."""

    seat: SeatId
    arrived: time | None = None
    """None: there from the start."""
    left: time | None = None
    """None: there to the end."""
    deputy: PersonId | None = None

    def is_in_room_at(self, at: time | None) -> bool:
        """Whether they were there when the item was reached. An item whose time nobody noted counts
        only those who sat through the whole meeting: nobody is counted on a guess.
        """
        if at is None:
            return self.arrived is None and self.left is None
        has_come = self.arrived is None or in_turn(self.arrived) <= in_turn(at)
        has_gone = self.left is not None and in_turn(self.left) <= in_turn(at)
        return has_come and not has_gone


class Course(StrEnum):
    """What the chair rules on a declared interest (G38)."""

    LEAVE = "leave"
    STAY_WITHOUT_VOTING = "stay-without-voting"
    STAY_AND_VOTE = "stay-and-vote"
    """A dispensation, or no conflict found."""


class Interest(Value):
    seat: SeatId
    course: Course
    own_terms: bool = False
    """In the member's own pay or terms: nobody is in the room for those (G41)."""


# --- the quorum -----------------------------------------------------------------------------


class ClauseFound(Value):
    """One clause of a quorum, and how many of those it asks for were found."""

    called: str
    """Whom it asks for: "members", "clinicians", or, for one, "a lay member"."""
    needed: int = Field(ge=1)
    found: int = Field(ge=0)

    @property
    def is_met(self) -> bool:
        return self.found >= self.needed

    @property
    def words(self) -> str:
        if self.needed == 1:
            return f"{self.called} ({self.found} present)" if self.is_met else f"without {self.called}"
        if self.is_met:
            return f"{self.found} {self.called} ({self.needed} needed)"
        return f"{self.found} of {self.needed} {self.called}"


class QuorumFound(Value):
    """A quorum is a conjunction: every clause must be met (G24). No clause, no quorum to meet."""

    clauses: tuple[ClauseFound, ...]

    @property
    def is_met(self) -> bool:
        return all(clause.is_met for clause in self.clauses)

    @property
    def missing(self) -> tuple[str, ...]:
        """Each clause that is not met: "5 of 6 members", "without a lay member"."""
        return tuple(clause.words for clause in self.clauses if not clause.is_met)

    @property
    def words(self) -> str:
        if not self.clauses:
            return "No quorum is set."
        if self.is_met:
            return f"Quorate: {'; '.join(clause.words for clause in self.clauses)}."
        return f"Not quorate: {'; '.join(self.missing)}."


# --- the count ------------------------------------------------------------------------------


class Figures(Value):
    """The numbers a minute gives (G33)."""

    in_favour: int = Field(ge=0)
    against: int = Field(ge=0)
    abstained: int = Field(default=0, ge=0)

    @property
    def voting(self) -> int:
        """An abstention is not a vote (G36)."""
        return self.in_favour + self.against

    @property
    def total(self) -> int:
        return self.voting + self.abstained


class Result(StrEnum):
    CARRIED = "carried"
    LOST = "lost"


class Counted(Value):
    """What a count came to. `result` is None while answers are still awaited."""

    result: Result | None
    rule: VotingRule
    figures: Figures | None
    """None when it was agreed without a division."""
    entitled: int
    needed: int | None
    """How many had to be in favour."""
    casting_vote: bool = False
    by_assent: bool = False
    words: str


class Vote(StrEnum):
    """How one member voted, where votes are recorded by name (G33)."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINED = "abstained"


class Consulted(Value):
    """Somebody whose view had to be sought, and the day it was (G11)."""

    seat: SeatId
    day: date


class ConditionState(StrEnum):
    OPEN = "open"
    MET = "met"
    LAPSED = "lapsed"
    """Its last day passed; the body may still extend it."""
    ENDED = "ended"
    """With the matter, or because its body decided anew on what had lapsed with it."""


class ConditionTerms(Value):
    """By when a condition is to be met, and who may say for the body that it is."""

    due: date
    discharged_by: SeatId
    consulting: tuple[SeatId, ...] = ()
    may_agree: bool = False
    """Whether that officer may also agree, for the body, the version that meets it (a limb of its own)."""


class Rung(StrEnum):
    """Ways to a decision when time is short, in the order in which they are tried (G22, G42)."""

    NEXT_MEETING = "next-meeting"
    SPECIAL_MEETING = "special-meeting"
    WRITTEN_PROCEDURE = "written-procedure"
    CHAIRS_ACTION = "chairs-action"


class RungShut(Value):
    """A way that cannot lead to a decision in time: as the rules show, or as somebody says."""

    rung: Rung
    found: str = ""
    """What the rules and the calendar show, in words; empty where only a reason was given."""
    reason: Text | None = None


class Urgency(Value):
    """Why the chair acted instead of the body, and who did (G42)."""

    needed_by: date
    reason: Text
    shut: tuple[RungShut, ...]
    """Every other way, in order."""
    ratification: ObligationId | None = None
    """What is owed for it."""
    acting: dict[SeatId, PersonId]
    """Who held the chair, and the office that acted with it, on the day."""


class RatificationState(StrEnum):
    OWED = "owed"
    RATIFIED = "ratified"
    REFUSED = "refused"


NOBODY_TO_VOTE = "nobody who may vote"


class Basis(Value):
    """Why a decision is what it is, kept in its event, so that no rule is ever asked about the past."""

    rule_set: Sha256 | None = None
    procedure: Procedure
    quorum: QuorumFound | None = None
    counted: Counted | None = None
    entitled: tuple[SeatId, ...] = ()
    present: tuple[SeatId, ...] = ()
    interests: tuple[Interest, ...] = ()
    stopped_by: tuple[SeatId, ...] = ()
    """Whose interests alone kept a body with enough members there from deciding (G39)."""
    votes: dict[SeatId, Vote] = {}
    """By name, where the body recorded them so."""
    through: BodyId | SeatId | None = None
    """The committee or officer that decided under delegated authority (G4, G6)."""
    consulted: tuple[Consulted, ...] = ()
    urgency: Urgency | None = None
    """Where the chair acted for the body."""
    in_private: Text | None = None
    """Why the body resolved that the public leave for the item (G19); what was said is not theirs to read."""
    adopted: bool = False
    """Decided elsewhere and taken over as it was reported; nothing was counted here."""
    release: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """What the body lacked: each clause not met, or else anybody to vote (G39)."""
        clauses = self.quorum.missing if self.quorum else ()
        return clauses or ((NOBODY_TO_VOTE,) if self.stopped_by else ())

    @property
    def quorum_words(self) -> str:
        """How it stood with the quorum, and where interests alone broke it, that it was they (G39)."""
        if self.stopped_by:
            return f"Enough members were there, and interests alone stopped it: {'; '.join(self.missing)}."
        return self.quorum.words if self.quorum else ""
