"""What is known when a rule is asked: the states concerned, the definition, the rules, the clock."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from models.appointment import Appointment
from models.approval import Approval
from models.dates import WorkingCalendar
from models.events import By
from models.folding import State
from models.meeting import Meeting
from models.obligation import Obligation
from models.partnership import Partnership
from models.post import PostHeld
from models.programme import Body, Definition, RuleSet, Seat
from models.recruitment import Round
from models.sign_off import SignOff
from models.values import (
    LONDON,
    BodyId,
    Instant,
    MatterId,
    MeetingId,
    ObligationId,
    PersonId,
    PostId,
    ProgrammeId,
    SeatId,
    Sha256,
    Stream,
)
from rules.seated import seated, with_holders


@dataclass(frozen=True)
class Known:
    """`at` is the programme clock now; `happened` is when the thing reported took place.

    `states` holds what each stream came to so far; a stream that never began is absent.
    """

    programme: ProgrammeId
    at: Instant
    happened: Instant
    by: By | None
    states: Mapping[Stream, State]
    definition: Definition
    rule_sets: Mapping[Sha256, RuleSet]
    definitions: Mapping[Sha256, Definition] = field(default_factory=dict)
    """Every definition ever kept, by hash."""
    called: Iterable[Meeting] = ()
    """Every meeting that was called and is still to come, in the calendar or beside it."""
    owed: Iterable[Obligation] = ()
    """Everything promised or owed that is still open."""
    people: Container[PersonId] = ()
    typed: Mapping[Sha256, str] = field(default_factory=dict)
    """Words by their digest, until they are erased: for what a rule must compare and no line may say."""
    lines: Mapping[int, Stream] = field(default_factory=dict)
    """Which stream each line of the ledger is on."""
    of_applicants: Container[int] = ()
    """Lines of the ledger that may speak of somebody who applied."""
    meetings: Mapping[MeetingId, Meeting] = field(default_factory=dict)
    """What the act that is being decided has made of a meeting already."""

    @property
    def today(self) -> date:
        return self.at.astimezone(LONDON).date()

    @property
    def day(self) -> date:
        """The London day on which the thing reported took place."""
        return self.happened.astimezone(LONDON).date()

    @property
    def calendar(self) -> WorkingCalendar:
        return WorkingCalendar(holidays=frozenset(self.definition.holidays))

    @property
    def person(self) -> str:
        return self.by.person if self.by else ""

    @property
    def offset(self) -> timedelta:
        return self.partnership.offset

    @property
    def partnership(self) -> Partnership:
        state = self.states.get(f"programme/{self.programme}")
        return state if isinstance(state, Partnership) else Partnership()

    def is_known_person(self, person: PersonId) -> bool:
        return person in self.people

    def approval(self, matter: MatterId) -> Approval | None:
        state = self.states.get(f"approval/{matter}")
        return state if isinstance(state, Approval) else None

    def sign_off(self, stream: Stream) -> SignOff | None:
        state = self.states.get(stream)
        return state if isinstance(state, SignOff) else None

    def meeting(self, meeting: MeetingId) -> Meeting | None:
        state = self.meetings.get(meeting) or self.states.get(f"meeting/{meeting}")
        return state if isinstance(state, Meeting) else None

    def obligation(self, obligation: ObligationId) -> Obligation | None:
        state = self.states.get(f"obligation/{obligation}")
        return state if isinstance(state, Obligation) else None

    def post(self, post: PostId) -> PostHeld | None:
        state = self.states.get(f"post/{post}")
        return state if isinstance(state, PostHeld) else None

    def round(self, post: PostId, number: int) -> Round | None:
        return self.round_on(f"recruitment/{post}/{number}")

    def round_on(self, stream: Stream) -> Round | None:
        state = self.states.get(stream)
        return state if isinstance(state, Round) else None

    def appointment(self, post: PostId, number: int) -> Appointment | None:
        return self.appointment_on(f"appointment/{post}/{number}")

    def appointment_on(self, stream: Stream) -> Appointment | None:
        state = self.states.get(stream)
        return state if isinstance(state, Appointment) else None

    def seat(self, seat: SeatId) -> Seat | None:
        """With whoever holds it today."""
        return self.seat_on(seat, self.today)

    def seat_on(self, seat: SeatId, day: date) -> Seat | None:
        """With whoever held it that day, if anybody did."""
        found = self.seat_dated(seat)
        return found.held_on(day) if found else None

    def seat_dated(self, seat: SeatId) -> Seat | None:
        """With everybody who held it or is to hold it, from which day to which."""
        body = self.definition.body(seat.split("/")[0])
        return next((each for each in self.body(body.id).seats if each.id == seat), None) if body else None

    def body(self, body: BodyId) -> Body:
        """With the holders of its posts in the seats that go with them."""
        found = self.definition.body(body)
        if found is None:
            raise LookupError(body)
        return with_holders(found, self.definition, self.states)

    @property
    def seated(self) -> Definition:
        """The definition with the holders of its posts in the seats that go with them."""
        return seated(self.definition, self.states)
