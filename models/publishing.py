"""How far a matter has come towards its public page: its gate, the day that was set, what was published."""

from datetime import date

from models.events import Recorded, VersionIssued
from models.publication_events import GateOpened, MatterPublished, PublicationDated, PublishedPart
from models.values import Instant, ObligationId, PersonId, Sha256, Value, VersionLabel


class Published(Value):
    version: VersionLabel
    content_hash: Sha256
    day: date
    happened: Instant
    by: PersonId | None
    parts: tuple[PublishedPart, ...]
    kept: tuple[ObligationId, ...] = ()
    """The promises and targets that it kept, late or not."""


class Publishing(Value):
    """Of the version now under decision: a new one begins anew."""

    issued: Instant | None = None
    """When it took the place of another; None for the first."""
    gate_opened: Instant | None = None
    """The last time the gate was found to open. It may be shut since."""
    stands_open: bool = False
    """Whether nothing of the matter itself has shut it since."""
    day: date | None = None
    """The day on which it is to be published, once somebody has set it."""
    published: Published | None = None

    @property
    def published_on(self) -> date | None:
        return self.published.day if self.published else None


def after(state: Publishing, line: Recorded) -> Publishing:
    match line.event:
        case VersionIssued():
            return Publishing(issued=line.happened)
        case GateOpened():
            return state.model_copy(update={"gate_opened": line.happened, "stands_open": True})
        case PublicationDated(day=day):
            return state.model_copy(update={"day": day})
        case MatterPublished() as event:
            published = Published(
                **event.model_dump(exclude={"kind"}),
                happened=line.happened,
                by=line.by.person if line.by else None,
            )
            return state.model_copy(update={"published": published})
        case _:
            return state
