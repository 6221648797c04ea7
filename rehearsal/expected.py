"""What a rehearsal may expect, of one thing each: a closed list of what can be looked at."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from models.approval import Progress
from models.course import EndedBecause
from models.deciding import ConditionState, RatificationState
from models.executive import CallInStage
from models.letters import LetterKind
from models.meeting import MeetingStage
from models.obligation import ObligationStage
from models.papers import RequestStage
from models.sign_off import ConcernState
from models.values import (
    BodyId,
    MatterId,
    MeetingId,
    ObligationId,
    PersonId,
    SeatId,
    Slug,
    Standing,
    Value,
    Verb,
    VersionLabel,
)
from rehearsal.expected_of_posts import (
    AppointmentExpected,
    ForecastExpected,
    PostExpected,
    RoundExpected,
    SeatExpected,
)

Number = Annotated[int, Field(ge=0)]
Votes = Annotated[str, StringConstraints(pattern=r"^[0-9]+-[0-9]+(-[0-9]+)?$")]


class BodyExpected(Value):
    """Where one body stands on what it is asked last."""

    body: BodyId
    matter: MatterId | None = None
    standing: Standing | None = None
    holds: bool | None = None
    """Whether what it decided is what it was asked for."""
    required: bool | None = None
    """Whether the route has the whole wait for it."""
    rules_changed: Number | None = None
    """How often two offices have changed the rules it decides under."""
    version: VersionLabel | None = None
    """The version it decided on, or is asked about; one it was only told of is none."""
    notice: Literal[Standing.OPEN, Standing.NO_OBJECTION, Standing.OBJECTED] | None = None
    """How the notice of an amendment stands that it may object to."""
    ratification: RatificationState | None = None
    """How it stands to what its chair decided for it."""
    effect: CallInStage | None = None
    """How far its decision is from taking effect, where it may be called in."""
    held_by: BodyId | None = None
    """Who holds what it was asked for now: itself, or whoever took its place."""
    decided: date | None = None
    recorded: date | None = None
    meets: date | None = None
    """The day of the meeting that takes it next."""
    meeting: MeetingId | None = None
    verbs: tuple[Verb, ...] | None = None
    votes: Votes | None = None
    without_division: bool | None = None
    in_private: bool | None = None
    """Whether it took the item in private, by a resolution with its reason."""
    present: Number | None = None
    """Members in the room when the item was reached."""
    missing: tuple[str, ...] | None = None
    """What the quorum lacked at its last attempt, in words."""
    attempts: Number | None = None
    """Meetings that reached the item and did not decide it."""
    through: BodyId | SeatId | None = None
    by_letter: bool | None = None
    """Whether what it rests on is a letter."""
    entitled: Number | None = None
    answered: Number | None = None
    interests: Number | None = None
    deputies: Number | None = None
    concerns: dict[ConcernState, Number] | None = None
    questions: Number | None = None


class MatterExpected(Value):
    """How far the whole is; the matter is the file's unless named."""

    matter: MatterId
    progress: Progress | None = None
    is_complete: bool | None = None
    version: VersionLabel | None = None
    stages: tuple[Slug, ...] | None = None
    """Those opened so far."""
    held: Annotated[str, StringConstraints(pattern=r"^[0-9]+ of [0-9]+$")] | None = None
    """Approvals held, of those required."""
    outstanding: Number | None = None
    waiting_for: tuple[BodyId, ...] | None = None
    without: tuple[BodyId, ...] | None = None
    """Bodies it goes ahead without."""
    ended: EndedBecause | None = None
    variations: Number | None = None
    """How often its route was varied."""
    visits: Number | None = None
    comments: Number | None = None
    """Visits that brought comments."""
    unanswered: Number | None = None
    """Those of which nobody has said what was done with them."""
    gate_opened: datetime | None = None
    """The instant from which it may be published, as found last."""
    to_be_published: date | None = None
    """The day that is set."""
    published: VersionLabel | None = None
    published_on: date | None = None


class ObligationExpected(Value):
    obligation: ObligationId
    stage: ObligationStage | None = None
    due: str | None = None
    """The words its date was said in."""
    first_day: date | None = None
    """The first that its words allow."""
    last_day: date | None = None
    slips: tuple[datetime, ...] | None = None
    times_carried_over: Number | None = None
    ended: date | None = None
    owner: PersonId | None = None
    condition: ConditionState | None = None
    """Of a condition: how the matter has it."""


class MeetingExpected(Value):
    meeting: MeetingId
    stage: MeetingStage | None = None
    day: date | None = None
    papers_by: date | None = None
    """The last day on which its papers may go out, the earliest of its bodies'."""
    papers_out: date | None = None
    present: dict[BodyId, Number] | None = None
    """Seats that were there at some time."""
    agenda: dict[MatterId, tuple[BodyId, ...]] | None = None


class RequestExpected(Value):
    """Papers on request, by their number: `p1` is the matter's first."""

    request: Slug
    matter: MatterId | None = None
    stage: RequestStage | None = None
    body: BodyId | None = None
    parts: tuple[Slug, ...] | None = None
    asked: date | None = None
    ended: date | None = None


class PublishingExpected(Value):
    publishing: Literal["barred", "free"]
    on: date | None = None
    """The day that is asked about; today if not said."""


class LetterExpected(Value):
    """Letters caught since the last step was taken: exactly so many of those that match."""

    kind: LetterKind | None = None
    subject: str | None = None
    """Words the subject holds."""
    to: PersonId | None = None
    to_all_of: BodyId | None = None
    """Exactly the holders of this body's seats, one letter each."""
    count: Number = 1


class LettersExpected(Value):
    letters: tuple[LetterExpected, ...] = Field(min_length=1)


Expected = (
    BodyExpected
    | MatterExpected
    | ObligationExpected
    | MeetingExpected
    | RequestExpected
    | PublishingExpected
    | LettersExpected
    | PostExpected
    | ForecastExpected
    | RoundExpected
    | AppointmentExpected
    | SeatExpected
)

SUBJECTS: dict[str, type[Expected]] = {
    "request": RequestExpected,
    "body": BodyExpected,
    "obligation": ObligationExpected,
    "meeting": MeetingExpected,
    "publishing": PublishingExpected,
    "letters": LettersExpected,
    "matter": MatterExpected,
    "round": RoundExpected,
    "appointment": AppointmentExpected,
    "forecast": ForecastExpected,
    "post": PostExpected,
    "seat": SeatExpected,
}
"""The first of these that a block has says what it is about: `meeting` may stand beside `body`, and
`post` stands beside `round`,
`appointment` and `forecast`."""
