"""What a list or a table shows of the register, in values anybody may print."""

from datetime import date, timedelta
from enum import StrEnum

from models.approval import Progress
from models.deciding import ConditionState
from models.explaining import Origin
from models.sign_off import ConcernState
from models.values import (
    Ask,
    BodyId,
    Instant,
    MatterId,
    ObligationId,
    PersonId,
    Procedure,
    ProgrammeId,
    SeatId,
    Sha256,
    Slug,
    Standing,
    Stream,
    Value,
    VersionLabel,
)


class MatterLine(Value):
    """One matter among others; `progress` is None for one that is planned and not opened."""

    matter: MatterId
    title: str
    progress: Progress | None = None
    is_complete: bool = False
    version: VersionLabel | None = None
    opened: Instant | None = None
    asked: int
    """Approvals it waits for; where it waits for none, other answers."""
    given: int = 0
    """How many of those are held."""
    others_asked: int = 0
    """Other answers it waits for beside approvals, such as a recommendation."""
    others_given: int = 0
    published: date | None = None
    """The day on which its text was, if it was."""


class NextStep(Value):
    """What happens next and when, as far as it is known."""

    at: Instant
    words: str
    is_late: bool = False
    """Whether it should have happened already, and somebody owes it."""


class LineCorrected(Value):
    """A line of the ledger that a later one corrects; the line itself stays as it was written."""

    line: int
    by_line: int
    """The line that says so."""
    stream: Stream
    words: str
    """What it should have said."""
    happened: Instant
    recorded: Instant
    by: PersonId | None
    office: str = ""
    """Who says so, by their office."""
    kind: Slug
    """What the line is that is corrected: of which kind, and when it happened."""
    first_happened: Instant
    is_of_a_member: bool = False
    """Whether the line is about one member: then its correction is theirs and the desk's to read."""
    seat: SeatId | None = None
    """The member's, where the line names one."""
    is_of_an_applicant: bool = False
    """Whether the line may speak of somebody who applied: then its words are with the particulars alone."""


class WindowLine(Value):
    """Days, first and last included, on which nothing is published."""

    window: Slug
    first: date
    last: date
    is_withdrawn: bool
    bars_today: bool


class ConcernStands(Value):
    """A concern or question of a body on one version, and how it ended; never whose it was."""

    version: VersionLabel
    id: Slug
    questions: int
    state: ConcernState
    raised: Instant
    objects: bool = False
    """Whether it is the body's objection to an amendment."""


class NoticeStands(Value):
    """The notice of an amendment that a body may object to, and how it stands; the window ends at `until`."""

    version: VersionLabel
    until: Instant
    standing: Standing
    words: str
    """Such as "may object to 1.1 until Monday 20 April 2020"."""
    stands_still: bool = False
    """While the matter is on hold: the window does not end at `until`, and has its time back afterwards."""


class ConditionStands(Value):
    """What a body's approval hangs on, its last day and how it stands."""

    obligation: ObligationId
    due: date | None
    state: ConditionState
    words: str


class GaveBefore(Value):
    """What a body had given when it was asked again, and on which version."""

    version: VersionLabel
    standing: Standing
    happened: Instant
    words: str


class HeldBy(Value):
    """Who holds what a body gave, and owes what it did not give, since it ended."""

    body: BodyId
    name: str
    since: Instant | None
    words: str
    """Such as "now held by the Board of the Harbour since Wednesday 1 April 2020"."""


class MatrixRow(Value):
    """One body of a matter: what it is asked, what it said, on which version, what comes next."""

    stage: Slug
    body: BodyId
    code: str
    name: str
    ask: Ask
    required: bool
    procedure: Procedure
    standing: Standing | None = None
    """None while its stage has not opened."""
    holds: bool | None = None
    """Whether what it decided satisfies the ask; None before it has decided."""
    awaits_effect: bool = False
    """Whether it has given what was asked, and that may still be called in or is."""
    effect: str = ""
    """What a decision waits for that is not in effect, such as "not yet in effect: may be called in until
    Friday 10 April 2020 at 11:59pm"; also what was referred back."""
    version: VersionLabel | None = None
    entitled: int = 0
    """Who may answer: not those who declared an interest."""
    answered: int = 0
    rounds: tuple[str, ...] = ()
    """Each time it took the item without giving what it was asked: how that ended, and why."""
    decided: Instant | None = None
    """When the body decided."""
    recorded: Instant | None = None
    """When that was written down."""
    concerns: tuple[ConcernStands, ...] = ()
    """Of every version the body was asked about or told of, the oldest first."""
    notice: NoticeStands | None = None
    """Of the version under decision, where the body approved a former one and may only object."""
    conditions: tuple[ConditionStands, ...] = ()
    chairs_action: str = ""
    """Where its chair decided for it, and how far that is ratified: "approved by chair's action, ratification
    pending, due Thursday 28 May 2020"."""
    before: GaveBefore | None = None
    """While it is asked again: what it gave before."""
    course: tuple[str, ...] = ()
    """What the owner of the route decided about it, and how its rules were changed, the oldest first."""
    gone_without: str = ""
    """While the matter goes ahead without it: by whose decision."""
    corrections: tuple[LineCorrected, ...] = ()
    """Of what is recorded of this body, on any version."""
    next_step: NextStep | None = None
    now_held_by: HeldBy | None = None
    """Of a body that has ended; what it gave stays in its own row."""
    holds_for: tuple[Origin, ...] = ()
    """Of a body that took the place of others: whose, and what each had given. It is not on the route, so
    nothing is counted in its row.
    """


class Matrix(Value):
    """One matter before all its bodies, as the register has it; `as_of` is the programme clock."""

    matter: MatterId
    title: str
    progress: Progress | None = None
    held_why: str = ""
    """The reason given, while it is on hold."""
    ending: str = ""
    """Of a matter that was ended: as what, by whom and when."""
    ended_why: str = ""
    is_complete: bool = False
    still_open: tuple[str, ...] = ()
    """Once it is complete and not published: what still keeps it from being."""
    published: date | None = None
    """The day on which its text was, if it was."""
    version: VersionLabel | None = None
    content_hash: Sha256 | None = None
    as_of: Instant
    number: int
    """The ledger's number it was read at."""
    rows: tuple[MatrixRow, ...]
    corrections: tuple[LineCorrected, ...] = ()
    """Of what is recorded of the matter as a whole."""
    windows: tuple[WindowLine, ...] = ()
    """In which nothing is published, those to come and those withdrawn too."""


class LetterStatus(StrEnum):
    """What became of a letter of the outbox."""

    WAITING = "waiting"
    GATHERED = "gathered"
    """Waits for the day's digest, which says what is in it."""
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    DROPPED = "dropped"
    """Not needed any more when its time came."""


class PostedLetter(Value):
    """A letter of the outbox and what became of it. `due` is by the programme clock, `sent` by the
    machine's."""

    id: Sha256
    number: int
    stream: Stream
    kind: Slug
    recipient: PersonId
    seat: SeatId | None
    due: Instant
    status: LetterStatus
    attempts: int
    sent: Instant | None
    code: str | None


class ProgrammeClock(Value):
    """What a programme's clock shows, and how far it runs ahead of the machine's."""

    programme: ProgrammeId
    shows: Instant
    machine: Instant
    offset: timedelta
