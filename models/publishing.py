"""How far a matter has come towards its public page: its gate, the day that was set, what was published."""

from datetime import date

from models.events import Recorded, VersionIssued
from models.publication_events import (
    GateOpened,
    MatterPublished,
    PublicationChased,
    PublicationDated,
    PublishedPart,
)
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
    """The day on which it is to be published, once somebody has set it. A gate that was shut and opens anew
    takes it away."""
    dated: Instant | None = None
    """When that was said."""
    times_dated: int = 0
    """How often a day was set, so that the chasing of one is not taken for that of another."""
    chased: Instant | None = None
    """When that day had passed and nothing was published."""
    published: Published | None = None

    @property
    def published_on(self) -> date | None:
        return self.published.day if self.published else None


def after(state: Publishing, line: Recorded) -> Publishing:
    match line.event:
        case VersionIssued():
            return Publishing(issued=line.happened, times_dated=state.times_dated)
        case GateOpened():
            opened = {"gate_opened": line.happened, "stands_open": True}
            return state.model_copy(update={**opened, **_no_day_from_before(state, line)})
        case PublicationDated(day=day):
            if day == state.day:
                return state.model_copy(update={"dated": line.happened})
            return state.model_copy(
                update={
                    "day": day,
                    "dated": line.happened,
                    "times_dated": state.times_dated + 1,
                    "chased": None,
                }
            )
        case PublicationChased(due=due):
            return state.model_copy(update={"chased": due})
        case MatterPublished() as event:
            published = Published(
                **event.model_dump(exclude={"kind"}),
                happened=line.happened,
                by=line.by.person if line.by else None,
            )
            return state.model_copy(update={"published": published})
        case _:
            return state


def _no_day_from_before(state: Publishing, line: Recorded) -> dict[str, object]:
    """One that was set after the gate opened stays, though the opening is noted later."""
    if state.dated is not None and state.dated >= line.happened:
        return {}
    return {"day": None, "dated": None, "chased": None}
