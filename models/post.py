"""State of `post/<post>`: who holds it and has held it, its rounds, what was forecast, who was told."""

from datetime import date

from models.dates import When
from models.events import Recorded
from models.post_events import (
    ForecastGiven,
    ForecastOvertaken,
    HolderEnds,
    HolderStarted,
    PartnersTold,
    PostEstablished,
    TenureKind,
)
from models.values import LONDON, Instant, MatterId, PersonId, PostId, Slug, Text, Value


class Tenure(Value):
    """One person in the post, from the first day to the last; without a last, until further notice."""

    appointment: int
    person: PersonId
    kind: TenureKind
    first: date
    last: date | None = None

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


class ForecastMade(Value):
    """What somebody was told of when the post would be filled."""

    due: When
    source: Text
    given: Instant
    by: PersonId | None = None
    """Who put it on the record, and hears when it cannot come true any more."""
    overtaken: Instant | None = None

    def is_named_by(self, event: ForecastOvertaken) -> bool:
        is_the_source = event.source is None or event.source.digest == self.source.digest
        return self.given == event.given and is_the_source


class PostHeld(Value):
    post: PostId
    matter: MatterId | None = None
    reason: Text | None = None
    """Why it stood without one."""
    opened: Instant
    tenures: tuple[Tenure, ...] = ()
    forecasts: tuple[ForecastMade, ...] = ()
    told: tuple[Slug, ...] = ()
    """Of which rounds and appointments everyone concerned has been told."""

    @property
    def stream(self) -> str:
        return f"post/{self.post}"

    def on(self, day: date) -> Tenure | None:
        """Who holds it that day; while it is handed over, whoever came last."""
        return next((each for each in reversed(self.tenures) if each.covers(day)), None)

    def tenures_ending(self, appointment: int, last: date) -> tuple[Tenure, ...]:
        """With another last day of one of them."""
        return tuple(
            each.model_copy(update={"last": last}) if each.appointment == appointment else each
            for each in self.tenures
        )

    def met(self, forecast: ForecastMade) -> date | None:
        """The first day of whoever took up the post as it had been forecast, after that was given."""
        given, due = forecast.given.astimezone(LONDON).date(), forecast.due
        earliest, latest = due.earliest or date.min, due.latest or date.max
        days = (each.first for each in self.tenures if earliest <= each.first <= latest)
        return min((day for day in days if given < day), default=None)

    @property
    def awaited(self) -> tuple[ForecastMade, ...]:
        """What was forecast and has neither come true nor been overtaken."""
        return tuple(each for each in self.open_forecasts if self.met(each) is None)

    @property
    def open_forecasts(self) -> tuple[ForecastMade, ...]:
        return tuple(each for each in self.forecasts if each.overtaken is None)


def fold(state: PostHeld | None, line: Recorded) -> PostHeld:
    event = line.event
    if isinstance(event, PostEstablished):
        post = line.stream.split("/")[1]
        return PostHeld(post=post, matter=event.matter, reason=event.reason, opened=line.happened)
    if state is None:
        raise LookupError(line.stream)
    return state.model_copy(update=_changes(state, line))


def _changes(state: PostHeld, line: Recorded) -> dict[str, object]:
    match line.event:
        case HolderStarted() as started:
            tenure = Tenure(
                appointment=started.appointment,
                person=started.person,
                kind=started.tenure,
                first=started.first,
                last=started.last,
            )
            return {"tenures": (*state.tenures, tenure)}
        case HolderEnds(appointment=number, last=last):
            return {"tenures": state.tenures_ending(number, last)}
        case ForecastGiven(due=due, source=source):
            by = line.by.person if line.by else None
            made = ForecastMade(due=due, source=source, given=line.happened, by=by)
            return {"forecasts": (*state.forecasts, made)}
        case ForecastOvertaken() as event:
            overtaken = tuple(
                each.model_copy(update={"overtaken": line.happened}) if each.is_named_by(event) else each
                for each in state.forecasts
            )
            return {"forecasts": overtaken}
        case PartnersTold(subject=subject):
            return {"told": (*state.told, subject)}
        case _:
            return {}
