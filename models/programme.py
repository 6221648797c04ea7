"""A partnership as its definition says it: organisations, bodies, seats, rules, documents, routes.

Nothing here names a person: a seat has a title, and who holds it is a row of its own in the
database, so that a definition can be hashed, kept for ever and shown to anyone.
"""

from datetime import date, time
from enum import StrEnum

from pydantic import Field

from models.delegation import Delegation
from models.executive import CallInRules, KeyDecisions
from models.organisations import Organisation, Place
from models.posts import Post
from models.publication_plan import PublicationPlan
from models.values import (
    Ask,
    Assurance,
    BodyId,
    DocumentId,
    MatterId,
    MeetingId,
    OrganisationId,
    PersonId,
    PostId,
    Procedure,
    ProgrammeId,
    SeatId,
    Sha256,
    Slug,
    Value,
    Verb,
    VersionLabel,
)

# --- a body's rules -----------------------------------------------------------------------


class DayCount(StrEnum):
    """How a rule counts days before a meeting (G15, G17)."""

    CLEAR_WORKING_DAYS = "clear-working-days"
    CALENDAR_DAYS = "calendar-days"
    """Calendar days before, rolled back to a working day."""


class DaysBefore(Value):
    days: int = Field(ge=0, le=60)
    counted: DayCount


class Clause(Value):
    """One clause of a quorum: so many members, or such a share of the whole membership rounded
    up, from these categories (all when none is named) or of these seats (G24-G26).
    """

    at_least: int = Field(default=0, ge=0)
    share: str = Field(default="", pattern=r"^([1-9][0-9]*/[1-9][0-9]*)?$")
    categories: tuple[str, ...] = ()
    seats: tuple[SeatId, ...] = ()
    called: str = ""
    """What the clause asks for, as the body says it: "a lay member", "the AO or the CFO"."""


class Denominator(StrEnum):
    """What a share of the membership is a share of (G24, G34)."""

    ESTABLISHED_SEATS = "established-seats"
    HOLDERS_OF_THE_DAY = "holders-of-the-day"


class VotingRule(StrEnum):
    """How votes make a decision (G9, G29, G30)."""

    MAJORITY = "majority"
    """More for than against, of those present and voting."""
    NO_DISSENT = "no-dissent"
    """Nobody voting is against; an abstention is not dissent."""
    UNANIMITY = "unanimity"
    """Every entitled member is for."""


class SilenceMeans(StrEnum):
    """What no answer by the deadline of a written procedure is taken for (G44)."""

    NOTHING = "nothing"
    ASSENT = "assent"


class WrittenProcedure(Value):
    """How a body decides between meetings by letter (G43, G44)."""

    agreeing: int = Field(default=0, ge=0)
    """How many must agree; 0 means the voting rule over all entitled members decides."""
    objection_defeats: bool = False
    silence: SilenceMeans = SilenceMeans.NOTHING
    may_change_answer: bool = True
    working_days: int = Field(default=10, ge=1)


class Deputies(Value):
    """A deputy named in writing in time votes for the whole meeting, and the principal does not (G32)."""

    hours_before: int = Field(default=24, ge=0)


class ChairsAction(Value):
    """Urgent decision by the chair and an officer between meetings, to be ratified (G42)."""

    officers: tuple[SeatId, ...] = ()
    consulting: int = Field(default=0, ge=0)
    consulting_category: str = ""


class RuleSet(Value):
    """How one body decides. Immutable, named by the hash of its content; a matter begun under
    one rule-set ends under it (G13).
    """

    id: Slug
    title: str = ""
    source: str = ""
    procedures: tuple[Procedure, ...]
    quorum: tuple[Clause, ...] = ()
    denominator: Denominator = Denominator.ESTABLISHED_SEATS
    withdrawn_count_for_quorum: bool = False
    """Whether one who leaves the room for an interest still counts; who stays without voting does (G28)."""
    voting: VotingRule = VotingRule.MAJORITY
    casting_vote: bool = False
    written: WrittenProcedure | None = None
    deputies: Deputies | None = None
    papers: DaysBefore | None = None
    notice: DaysBefore | None = None
    in_public: bool = False
    may: tuple[Verb, ...]
    """The verbs the body has the power to use; any other is refused."""
    reserved: tuple[Verb, ...] = ()
    """Verbs no committee or officer may use for it (G12)."""
    satisfying: dict[Ask, tuple[Verb, ...]]
    """Which verbs satisfy which ask; note, receive and endorse never satisfy approve (G20)."""
    chairs_action: ChairsAction | None = None
    delegations: tuple[Delegation, ...] = ()
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    """Days of the week on which it may meet, Monday 0."""
    minimum_assurance: Assurance = Assurance.LINK
    key_decision: KeyDecisions | None = Field(default=None, exclude_if=lambda rule: rule is None)
    call_in: CallInRules | None = Field(default=None, exclude_if=lambda rule: rule is None)
    composition: tuple[Clause, ...] = Field(default=(), exclude_if=lambda clauses: not clauses)
    """Whom its seats are to hold (G73). None of the three stands in the hash of a body without it."""


# --- bodies -------------------------------------------------------------------------------


class Holder(Value):
    """Who holds a seat from one day to another, both included; without a person nobody does."""

    person: PersonId | None = None
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Seat(Value):
    """A place at the table, dated. `title` is a role, never a name."""

    id: SeatId
    title: str
    category: str
    voting: bool = True
    held_by: PersonId | None
    """Who holds it on days for which `holders` says nothing else; None of the day's seat that is vacant."""
    holders: tuple[Holder, ...] = Field(default=(), exclude_if=lambda holders: not holders)
    """Left out of the hash where it says nothing, so that what was loaded before keeps its name."""
    declared: date | None = None
    """When whoever holds it last declared their interests, a nil return included (G40)."""
    since: date | None = None
    until: date | None = None

    def is_established_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    @property
    def is_vacant(self) -> bool:
        return self.held_by is None

    def held_on(self, day: date) -> "Seat":
        """The seat with whoever held it that day, if anybody did."""
        holder = next((each.person for each in self.holders if each.holds_on(day)), self.held_by)
        return self if holder == self.held_by else self.model_copy(update={"held_by": holder})


class KnownMeeting(Value):
    """A meeting in a body's calendar; in common when several bodies sit together."""

    id: MeetingId
    bodies: tuple[BodyId, ...] = Field(min_length=1)
    day: date
    at: time = time(10, 0)
    place: str = ""
    in_public: bool = False
    title: str = ""


class Body(Value):
    """A board, governing body, alliance or group that decides, advises or is told."""

    id: BodyId
    code: str = ""
    name: str
    short: str
    organisation: OrganisationId | None = None
    parent: BodyId | None = None
    """The body whose delegated authority a committee uses."""
    kind: Slug
    place: Slug | None = None
    rules: Slug
    seats: tuple[Seat, ...] = ()
    chair: SeatId | None = None
    vice_chair: SeatId | None = None
    secretary: PersonId
    since: date | None = None
    until: date | None = None
    succeeded_by: BodyId | None = None
    """The body that inherits its approvals, their origin kept, the day after `until`."""

    def seats_on(self, day: date) -> tuple[Seat, ...]:
        """Those established that day, each with its holder of the day."""
        return tuple(seat.held_on(day) for seat in self.seats if seat.is_established_on(day))


# --- documents, routes, matters -----------------------------------------------------------


class Part(Value):
    """One file of a version. `on_request` parts are not enclosed: they are asked for and logged."""

    id: Slug
    title: str
    file: str
    on_request: bool = False
    sha256: Sha256 | None = None
    """Filled when the file is read; consent is bound to the hash over all parts."""
    size: int = 0


class Version(Value):
    label: VersionLabel
    title: str = ""
    parts: tuple[Part, ...] = Field(min_length=1)
    content_hash: Sha256 | None = None


class Document(Value):
    id: DocumentId
    title: str
    versions: tuple[Version, ...]


class Asked(Value):
    """What one stage of a route asks of one body."""

    body: BodyId
    ask: Ask
    required: bool = True
    """Whether the whole waits for it; the partnership's policy, not law."""
    by: Procedure = Procedure.MEETING
    through: BodyId | SeatId | None = None
    """The committee or officer that decides under delegated authority."""


class Stage(Value):
    """Bodies asked at the same time; the next stage opens when every required one is settled."""

    id: Slug
    title: str
    asks: tuple[Asked, ...] = Field(min_length=1)


class AmendmentProtocol(Value):
    """Adopted with the route: what becomes of approvals when the text is changed within limits (G58). Its
    owner and every body whose condition caused the change approve again; the others may object.
    """

    objection_days: int = Field(default=10, ge=1, le=60)
    """Working days after the notice, the last one included."""
    source: str = ""


class Route(Value):
    """Who recommends, who approves first, who then decides in parallel, who notes, who is told."""

    stages: tuple[Stage, ...] = Field(min_length=1)
    owner: BodyId
    """The body that may vary who is required."""
    protocol: AmendmentProtocol | None = None
    """Without one every change returns to every body that approved."""
    policy: str = ""
    """Why these bodies are asked and whose choice that is, in words."""


class MatterPlan(Value):
    id: MatterId
    title: str
    short: str
    document: DocumentId
    sponsor: PersonId
    route: Route
    publication: PublicationPlan | None = Field(default=None, exclude_if=lambda plan: plan is None)
    """None for what ends once every body has given what it was asked for."""


class Office(Value):
    """A role of the partnership's own staff, to whom letters and tasks go."""

    id: PersonId
    title: str


class Definition(Value):
    """A whole partnership. Identified by the hash of its canonical JSON."""

    id: ProgrammeId
    name: str
    short: str
    aliases: tuple[str, ...] = ()
    region: str = "England"
    """The subdivision whose bank holidays count."""
    extra_holidays: tuple[date, ...] = ()
    lifted_holidays: tuple[date, ...] = ()
    director: PersonId
    secretariat: PersonId
    offices: tuple[Office, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    places: tuple[Place, ...] = ()
    rule_sets: tuple[RuleSet, ...]
    bodies: tuple[Body, ...]
    meetings: tuple[KnownMeeting, ...] = ()
    documents: tuple[Document, ...] = ()
    matters: tuple[MatterPlan, ...] = ()
    posts: tuple[Post, ...] = Field(default=(), exclude_if=lambda posts: not posts)
    """Left out of the hash where there are none, so that older definitions keep their names."""
    holidays: tuple[date, ...] = ()
    """Days that are not working days, filled by the loader from the official calendar."""

    def organisation(self, organisation: OrganisationId) -> Organisation | None:
        return next((each for each in self.organisations if each.id == organisation), None)

    def organisation_coded(self, scheme: str, code: str, day: date) -> Organisation | None:
        """Whom a code named on a day: the same code may name two organisations in turn."""
        return next(
            (
                each
                for each in self.organisations
                for borne in each.codes
                if (borne.scheme, borne.code) == (scheme, code) and borne.is_borne_on(day)
            ),
            None,
        )

    def body(self, body: BodyId) -> Body | None:
        return next((each for each in self.bodies if each.id == body), None)

    def rules_of(self, body: Body) -> RuleSet:
        return next(each for each in self.rule_sets if each.id == body.rules)

    def document(self, document: DocumentId) -> Document | None:
        return next((each for each in self.documents if each.id == document), None)

    def matter(self, matter: MatterId) -> MatterPlan | None:
        return next((each for each in self.matters if each.id == matter), None)

    def post(self, post: PostId) -> Post | None:
        return next((each for each in self.posts if each.id == post), None)

    def meeting(self, meeting: MeetingId) -> KnownMeeting | None:
        return next((each for each in self.meetings if each.id == meeting), None)

    def seat(self, seat: SeatId) -> Seat | None:
        body = self.body(seat.split("/")[0])
        return next((each for each in body.seats if each.id == seat), None) if body else None


class Person(Value):
    """Someone letters go to. Kept in a table of its own, never in the ledger or a history."""

    id: PersonId
    name: str
    address: str


class Loaded(Value):
    """What reading a directory of TOML gives: the definition, the people, and the bytes of its documents."""

    definition: Definition
    people: tuple[Person, ...]
    files: dict[Sha256, bytes] = Field(default_factory=dict)
