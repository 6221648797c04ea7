"""A post as a partnership defines it: its roles, whom it serves, how it is filled, what hangs on it.

A post, a round of recruitment, an appointment and an outside sign-off are four things.
"""

from datetime import date
from enum import StrEnum

from pydantic import Field

from models.values import BodyId, OrganisationId, PersonId, PostId, SeatId, Slug, Value


class RoundStage(StrEnum):
    """What a round of recruitment goes through, in order; the panel decides after its interviews."""

    ADVERTISED = "advertised"
    CLOSED = "closed"
    """The last day for applications has passed."""
    LONGLISTED = "longlisted"
    SHORTLISTED = "shortlisted"
    STAKEHOLDERS_HEARD = "stakeholders-heard"
    INTERVIEWED = "interviewed"
    OFFERED = "offered"
    CHECKED = "checked"


BEFORE_THE_PANEL_DECIDES = tuple(RoundStage)[: tuple(RoundStage).index(RoundStage.OFFERED)]


class SignOffEffect(StrEnum):
    """What an answer from outside does: the same request has different force for different bodies (G70)."""

    CONSENT = "consent"
    """Nothing starts without it."""
    COMMENT = "comment"
    """It must have been heard; that it does not support blocks nothing."""
    VETO = "veto"
    """Nothing starts against it; silence until its time is up is no veto."""


class OutsideSignOff(Value):
    by: PersonId
    """The office that answers."""
    effect: SignOffEffect = SignOffEffect.CONSENT
    working_days: int = Field(default=20, ge=1, le=250)
    """In which an answer is expected; the time stops while information is awaited (G71)."""


class Conditions(Value):
    """What an appointment hangs on, as it stood when it was proposed: a later definition changes neither."""

    bodies: tuple[BodyId, ...]
    """That each confirm it."""
    sign_off: OutsideSignOff | None = None


class Dependant(Value):
    """What waits for the post: blocked while nobody holds it, and never failed for that."""

    id: Slug
    title: str
    due: date | None = None
    needs_permanent: bool = False
    """Whether an interim holder leaves it at risk."""


class Post(Value):
    """One post, though it may join several roles: whoever leaves it leaves all of them (G68)."""

    id: PostId
    title: str
    roles: tuple[str, ...] = Field(min_length=1)
    serves: tuple[BodyId, ...] = Field(min_length=1)
    """The bodies that each agree to it separately."""
    host: OrganisationId | None = None
    """The employer; one, however many it serves (G68)."""
    seats: tuple[SeatId, ...] = ()
    """The seats its holder takes."""
    secretary: PersonId
    """Who runs its recruitment and keeps its papers."""
    sign_off: OutsideSignOff | None = None
    stages: tuple[RoundStage, ...] = tuple(RoundStage)
    omitted: dict[RoundStage, str] = Field(default_factory=dict)
    """Stages every round leaves out, each with the reason (G66)."""
    dependants: tuple[Dependant, ...] = ()
    told: tuple[PersonId, ...] = ()
    """Everyone who hears of its rounds and holders, once each."""
    retention_days: int = Field(default=180, ge=0, le=2500)
    """After a round has closed its candidates' data is kept so long, and then erased."""

    @property
    def conditions(self) -> Conditions:
        return Conditions(bodies=self.serves, sign_off=self.sign_off)

    def under(self, conditions: Conditions | None) -> "Post":
        """As it is to whoever was proposed for it under these; None: proposed before they were kept."""
        if conditions is None:
            return self
        return self.model_copy(update={"serves": conditions.bodies, "sign_off": conditions.sign_off})
