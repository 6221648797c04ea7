"""What a list or a page shows of posts, rounds of recruitment and appointments, in values anybody may print.

Candidates are here by their reference alone: who they are, only whoever runs the post may read.
"""

from datetime import date

from models.appointment import AppointmentStage
from models.dates import Days
from models.dependants import DependantStands
from models.explaining import Section, Told
from models.listings import NextStep
from models.post_events import RoundOutcome, SignOffAnswer, TenureKind
from models.posts import RoundStage, SignOffEffect
from models.recruitment import RoundProgress
from models.values import BodyId, Instant, MatterId, OrganisationId, PersonId, PostId, Slug, Value


class DateSaid(Days):
    """A date as it is shown, in the words it was said."""

    words: str


class PersonShown(Value):
    """Somebody by the role in which letters reach them."""

    person: PersonId
    name: str


class BodyShown(Value):
    body: BodyId
    code: str
    name: str
    short: str


# --- a post -------------------------------------------------------------------------------


class TenureShown(Value):
    """One person in the post; `last` is None until further notice."""

    appointment: int
    person: PersonId
    name: str
    kind: TenureKind
    first: date
    last: date | None = None
    words: str
    """Such as "interim, from Monday 24 February 2020 to Monday 24 August 2020"."""


class ForecastShown(Value):
    """What somebody was told of when it would be filled, and where that was said."""

    due: DateSaid
    source: str
    given: Instant
    overtaken: Instant | None = None
    met: date | None = None
    """The first day of whoever took up the post as had been said."""
    words: str
    """Such as "early in 2020 (overtaken on Friday 24 January 2020)"."""


class DependantShown(DependantStands):
    """What waits for the post, and how it stands."""

    due: date | None = None
    needs_permanent: bool = False
    words: str
    """Such as "blocked since Friday 24 January 2020: nobody holds the post"."""


class RoundLine(Value):
    """One round of recruitment among others."""

    post: PostId
    number: int
    after: int | None = None
    """The round it follows."""
    opened: Instant
    progress: RoundProgress
    stage: RoundStage | None = None
    """The last stage it has come to; None before the first."""
    closes: date | None = None
    """The last day for applications."""
    outcome: RoundOutcome | None = None
    closed: Instant | None = None
    fell_through: Instant | None = None
    """When it became known that whoever was chosen does not come."""
    standing_candidates: int = 0
    next_step: NextStep | None = None
    words: str
    """How it stands, such as "paused since Thursday 19 March 2020, at: advertised"."""


class AppointmentLine(Value):
    """One appointment to the post among others."""

    post: PostId
    number: int
    tenure: TenureKind
    person: PersonId | None
    """None, and "the person proposed", before it may be announced (G71)."""
    name: str
    stage: AppointmentStage
    first: date | None = None
    last: date | None = None
    opened: Instant
    words: str
    """How it stands, such as "proposed; waits for 3 things"."""


class PostLine(Value):
    """One post at a glance, as of the day of `as_of`."""

    post: PostId
    title: str
    roles: tuple[str, ...]
    as_of: Instant
    established: Instant | None = None
    """None while the bodies it serves have not all agreed that there is such a post."""
    holder: TenureShown | None = None
    """Today; while it is handed over, whoever came last."""
    vacant_since: date | None = None
    """None while somebody holds it, and before it was established."""
    following: TenureShown | None = None
    """Who holds it next, where that is settled."""
    ends: tuple[TenureShown, ...] = ()
    """Terms that end within the next six months, the first first."""
    dependants: tuple[DependantShown, ...] = ()
    round: RoundLine | None = None
    """The round that is open."""
    forecasts: tuple[ForecastShown, ...] = ()
    """In the order given, those overtaken too."""
    words: str
    """How it stands, in a sentence or two."""


class PostRead(PostLine):
    """One post with everything that was ever done about it."""

    serves: tuple[BodyShown, ...]
    host: OrganisationId | None = None
    host_name: str = ""
    secretary: PersonShown
    """Who runs its recruitment."""
    signed_off_by: PersonShown | None = None
    """The office outside whose answer an appointment needs."""
    sign_off_effect: SignOffEffect | None = None
    sign_off_force: str = ""
    """What its answer does, such as "nothing starts without its consent"."""
    matter: MatterId | None = None
    """By which every body agreed to it."""
    stood_before: str = ""
    """Why there is none, of a post that stood before its record began."""
    tenures: tuple[TenureShown, ...] = ()
    """The oldest first."""
    rounds: tuple[RoundLine, ...] = ()
    appointments: tuple[AppointmentLine, ...] = ()
    told: tuple[Slug, ...] = ()
    """Of which turns everyone concerned has been told, such as `round-1-nobody-appointed`."""
    to_tell: tuple[Slug, ...] = ()
    """Of which they can be told now, and have not been."""


# --- a round ------------------------------------------------------------------------------


class StageShown(Value):
    """One stage of a round: planned, reached, or left out with its reason."""

    stage: RoundStage
    title: str
    planned: date | None = None
    is_former: bool = False
    """Whether that day is a plan no longer: the round is paused or over, or goes on later."""
    reached: Instant | None = None
    reached_on: date | None = None
    """Its day: applications that close at midnight close with the day before."""
    is_omitted: bool = False
    omitted_because: str = ""
    is_next: bool = False
    is_late: bool = False
    """Whether its planned day has passed and it was neither reached nor left out; not while it is paused."""


class PanelMember(PersonShown):
    has_interest: bool = False
    """Declared in a candidate: then they take no part in the decision."""
    was_present: bool = False
    """When the panel decided."""


class PanelShown(Value):
    members: tuple[PanelMember, ...]
    quorum: int
    may_decide: int
    """How many have no interest in a candidate."""


class CandidateShown(Value):
    """By a reference, and nothing else."""

    reference: Slug
    left: Instant | None = None
    is_chosen: bool = False


class RoundBoard(RoundLine):
    """One round as a board of its stages."""

    title: str
    """Of the post."""
    as_of: Instant
    stages: tuple[StageShown, ...]
    panel: PanelShown | None = None
    candidates: tuple[CandidateShown, ...] = ()
    chosen: Slug | None = None
    figures: str = ""
    """How the panel voted, such as "7 for, none against"."""
    reason: str = ""
    """Given by the panel or for the withdrawal; while it is paused, why."""
    erase_from: date | None = None
    """From when the candidates' data is not kept any more."""
    erased: Instant | None = None
    overtaken: tuple[ForecastShown, ...] = ()
    """Forecasts that ended with it."""


class CandidateParticulars(Value):
    """Who a candidate is: read on purpose, by whoever runs the post, and by nobody else."""

    reference: Slug
    particulars: str
    person: PersonId | None = None
    """Where the candidate is known here already, in another role."""
    left: Instant | None = None


class CorrectionOfRound(Value):
    """What a line of the round should have said, as somebody put it who corrected the record."""

    line: int
    by_line: int
    words: str


class RoundParticulars(Value):
    """Everything of a round that is about a person who may not be named elsewhere."""

    post: PostId
    number: int
    candidates: tuple[CandidateParticulars, ...]
    interests: dict[PersonId, str] = {}
    """Declared by members of the panel, in the words in which they did."""
    corrections: tuple[CorrectionOfRound, ...] = ()
    erase_from: date | None = None
    erased: Instant | None = None


# --- an appointment -----------------------------------------------------------------------


class ConfirmationShown(Value):
    """One body the post serves, and whether it has confirmed the appointment or its extension."""

    body: BodyId
    code: str
    short: str
    has_confirmed: bool
    words: str
    """Such as "Basildon and Brentwood CCG has not confirmed"."""


class StepOmitted(Value):
    stage: RoundStage
    title: str
    reason: str


class SignOffShown(Value):
    """What was asked of the office outside, and how its time runs."""

    by: PersonShown
    effect: SignOffEffect
    asked: Instant
    due: Instant
    working_days_left: int
    """Of its time, after today; while it stands still, when it came to a stand."""
    stands_still_since: Instant | None = None
    awaits: str = ""
    """What it waits for from us, while it does."""
    overdue: Instant | None = None
    answer: SignOffAnswer | None = None
    answered: Instant | None = None
    interviewed: int | None = None
    omitted: tuple[StepOmitted, ...] = ()
    words: str
    """Such as "12 working days left, to the end of Friday 6 March 2020"."""


class ExtensionShown(Value):
    """A later last day, proposed and not yet in force."""

    last: date
    matter: MatterId | None = None
    confirmations: tuple[ConfirmationShown, ...] = ()
    sign_off: SignOffShown | None = None


class AppointmentRead(AppointmentLine):
    """One appointment, and what it still waits for."""

    title: str
    """Of the post."""
    as_of: Instant
    round: int | None = None
    matter: MatterId | None = None
    home: OrganisationId | None = None
    home_name: str = ""
    hoped: DateSaid | None = None
    """When it was hoped to begin, as that was said."""
    is_eligible: bool | None = None
    """None while nobody has found that it is so; False to an office alone."""
    confirmations: tuple[ConfirmationShown, ...] = ()
    """Of the appointment itself, by each body the post serves."""
    sign_off: SignOffShown | None = None
    """Of the appointment itself."""
    months: int | None = None
    """In place of a last day it was proposed with: how long the term is."""
    hand_over: bool = False
    hand_over_until: date | None = None
    """With which day whoever held the post before leaves it."""
    hand_over_lost: bool = False
    """It was to be handed over, by somebody who leaves, or left, the post before the first day."""
    notices: tuple[int, ...] = ()
    """Days before the end of the present term at which notice was given."""
    extension: ExtensionShown | None = None
    former_ends: tuple[date, ...] = ()
    """Last days that were extended or cut short."""
    ended: Instant | None = None
    waits_for: tuple[str, ...] = ()
    """In words: what keeps it from beginning; once it has begun, what keeps its extension from effect."""
    next_step: NextStep | None = None


# --- the record of a round or of an appointment -------------------------------------------


class PostExplained(Value):
    """Why one of them stands or ended as it did, as the ledger tells it; what was typed stays a digest."""

    answer: str
    record: tuple[Section, ...]
    """Of its decision, in the order in which it is printed."""
    story: tuple[Told, ...]
