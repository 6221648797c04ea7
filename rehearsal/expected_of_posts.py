"""What a rehearsal may expect of a post, its rounds of recruitment, its appointments, and of a seat."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from models.appointment import AppointmentStage
from models.dependants import Waiting
from models.post_events import RoundOutcome, SignOffAnswer, TenureKind
from models.posts import RoundStage
from models.recruitment import RoundProgress
from models.values import OrganisationId, PersonId, PostId, SeatId, Slug, Value

NOBODY = "nobody"
NONE = "none"
NO = "no"

Number = Annotated[int, Field(ge=0)]
Which = Annotated[int, Field(ge=1)]


class PostExpected(Value):
    post: PostId
    established: date | None = None
    held_by: PersonId | None = None
    """On that day; `nobody` where it is vacant."""
    tenure: TenureKind | None = None
    since: date | None = None
    until: date | None = None
    """The last day of whoever holds it."""
    dependants: dict[Slug, Waiting] | None = None
    """How what waits for it stands, each by its name; those not named are not looked at."""
    waiting_since: dict[Slug, date] | None = None
    """From which day it has stood so."""
    waiting_in_words: dict[Slug, str] | None = None
    """As its pages say it."""
    forecasts: Number | None = None
    """How many were given."""
    overtaken: Number | None = None
    sources: tuple[str, ...] | None = None
    """Where each forecast was given, in the words in which that was written down."""
    told: tuple[Slug, ...] | None = None
    """Of what everyone concerned was told: `round-1-nobody-appointed`, `appointment-1-started`."""


class ForecastExpected(Value):
    """What was said of when the post would be filled, by its place among all that was: 1 is the first."""

    forecast: Which
    post: PostId
    due: str | None = None
    """In the words in which it was said."""
    earliest: date | None = None
    latest: date | None = None
    source: str | None = None
    overtaken: date | Literal["no"] | None = None


class RoundExpected(Value):
    round: Which
    post: PostId
    progress: RoundProgress | None = None
    stage: RoundStage | None = None
    """The last it has come to."""
    omitted: tuple[RoundStage, ...] | None = None
    """Stages left out, each with its reason."""
    after: int | None = None
    """The round it follows."""
    closes: date | None = None
    """The last day for applications."""
    planned: dict[RoundStage, date] | None = None
    panel: Number | None = None
    candidates: Number | None = None
    """Those still standing."""
    outcome: RoundOutcome | None = None
    votes: Annotated[str, StringConstraints(pattern=r"^[0-9]+-[0-9]+(-[0-9]+)?$")] | None = None
    present: Number | None = None
    closed: date | None = None
    fell_through: date | Literal["no"] | None = None
    """When it became known that whoever was chosen does not come."""
    erased: bool | None = None
    """Whether its candidates' data is gone."""


class AppointmentExpected(Value):
    appointment: Which
    post: PostId
    stage: AppointmentStage | None = None
    person: PersonId | None = None
    tenure: TenureKind | None = None
    eligible: bool | None = None
    confirmed: Annotated[str, StringConstraints(pattern=r"^[0-9]+ of [0-9]+$")] | None = None
    """By how many of the bodies it serves: the extension where one is proposed, else the appointment."""
    sign_off: SignOffAnswer | Literal["not-asked", "asked", "stands-still", "overdue"] | None = None
    """Of the extension where one is proposed, else of the appointment."""
    answer_by: date | Literal["none"] | None = None
    """The last day the office outside has for it."""
    omitted: tuple[RoundStage, ...] | None = None
    """Steps its file says were left out, and why."""
    interviewed: Number | None = None
    hoped: str | None = None
    """When it was hoped to begin, in the words in which that was said."""
    earliest: date | None = None
    """The first day of that window."""
    latest: date | None = None
    as_hoped: bool | None = None
    """Whether its first day lies inside it."""
    first: date | None = None
    last: date | None = None
    handed_over: date | Literal["none"] | None = None
    """The last day on which whoever held the post before hands it over."""
    home: OrganisationId | None = None
    """Of a secondment: who stays the employer."""
    notices: tuple[int, ...] | None = None
    """So many days before the end of the present term notice was given."""
    extension: date | Literal["none"] | None = None
    """The later last day that is proposed and not yet in force."""
    erased: bool | None = None
    """Whether what was typed of somebody who never held the post is gone."""


class SeatExpected(Value):
    """Who sits where, by the definition or by an appointment to a post."""

    seat: SeatId
    held_by: PersonId
    on: date | None = None
    """The day that is asked about; today if not said."""
