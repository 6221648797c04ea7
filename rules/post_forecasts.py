"""What was said of when a post would be filled: kept with its source, until it cannot come true any more."""

from models.acts import Decision, Entry, NotYet
from models.appointment import Appointment, AppointmentStage
from models.post import ForecastMade, PostHeld
from models.post_commands import GiveForecast, OvertakeForecasts
from models.post_events import ForecastGiven, ForecastOvertaken
from models.values import Instant, PostId, Stream
from rules.calendar import end_of
from rules.confirming import appointments_of
from rules.far_days import refuses_too_far
from rules.known import Known
from rules.posts import rounds_of
from rules.refusals import refused
from rules.typed import is_said_again, is_typed_again


def give_forecast(known: Known, stream: Stream, command: GiveForecast) -> Decision:
    """What somebody was told is kept with its source; nobody is told of a day that is over."""
    held = known.post(stream.split("/")[1])
    if held is None:
        return refused("no-such-post")
    if not command.source.words.strip():
        return refused("source-missing")
    due = command.due
    if due.latest is not None and due.latest < known.day:
        return refused("due-in-the-past")
    if refusal := refuses_too_far(known, "The day", due.earliest, due.latest):
        return refusal
    if due.earliest is None and due.latest is None and not command.no_day:
        return refused("says-no-day")
    if any(_is_the_same(known, each, command) for each in held.awaited):
        return ()
    return (Entry(stream, ForecastGiven(due=command.due, source=command.source), known.happened),)


def _is_the_same(known: Known, given: ForecastMade, command: GiveForecast) -> bool:
    is_its_source = is_typed_again(known, given.source, command.source)
    return is_its_source and is_said_again(known, given.due, command.due)


def forecast_due(held: PostHeld) -> Instant | None:
    """The end of the last day of what was forecast first to be over, and has not come true."""
    return min((end_of(each.due.latest) for each in held.awaited if each.due.latest), default=None)


def overtake_forecasts(known: Known, stream: Stream, command: OvertakeForecasts) -> Decision:
    """Its last day has passed, and nobody has taken up the post since it was given."""
    held = known.post(stream.split("/")[1])
    if held is None or forecast_due(held) != command.due:
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    over = (each for each in held.awaited if each.due.latest and end_of(each.due.latest) == command.due)
    return tuple(_overtaken(held, each, command.due) for each in over)


def overtaken_with(known: Known, post: PostId, lost: Stream) -> tuple[Entry, ...]:
    """With a round or an appointment that fills nothing goes what was said of its end, unless another may
    still fill the post.
    """
    held = known.post(post)
    if held is None or _may_be_filled(known, post, lost):
        return ()
    return tuple(_overtaken(held, each, known.happened) for each in held.awaited)


def _overtaken(held: PostHeld, forecast: ForecastMade, at: Instant) -> Entry:
    return Entry(held.stream, ForecastOvertaken(given=forecast.given, source=forecast.source), at)


def _may_be_filled(known: Known, post: PostId, lost: Stream) -> bool:
    """By a round that is open, or an appointment that is on its way."""
    if any(each.outcome is None and each.stream != lost for each in rounds_of(known, post)):
        return True
    return any(_is_coming(each) for each in appointments_of(known, post) if each.stream != lost)


def _is_coming(appointment: Appointment) -> bool:
    return appointment.stage is AppointmentStage.PROPOSED
