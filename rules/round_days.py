"""On which days a round comes to its stages, and until when applications may come in."""

from collections.abc import Iterable
from datetime import date

from models.acts import Decision, Entry, Refused
from models.post_commands import ReachStage, ResumeRound
from models.post_events import ClosingDayMoved
from models.posts import RoundStage
from models.recruitment import Round, RoundProgress
from models.values import Stream
from rules.all_met import refuses_dated_before
from rules.calendar import in_words, last_day_before, london_day
from rules.far_days import refuses_too_far
from rules.known import Known
from rules.post_in_words import STAGES
from rules.refusals import refused, refused_having


def reached_on(round_: Round, stage: RoundStage) -> date | None:
    """Applications that close at midnight closed with the day before."""
    moment = round_.reached.get(stage)
    if moment is None:
        return None
    return last_day_before(moment) if stage is RoundStage.CLOSED else london_day(moment)


def in_a_row(stages: Iterable[RoundStage]) -> str:
    """As a command takes them."""
    return ", ".join(stages)


def is_overtaken(round_: Round, stage: RoundStage) -> bool:
    """Whether the day planned for a stage it has not come to is a plan no longer: the round is paused or came
    to nothing, or the day lay before it went on or before what is now the last day for applications.
    """
    planned = round_.planned.get(stage)
    if planned is None or round_.is_behind(stage):
        return False
    came_to_nothing = round_.outcome is not None and not round_.has_chosen
    if round_.progress is RoundProgress.PAUSED or came_to_nothing:
        return True
    goes_on = london_day(round_.resumed) if round_.resumed else None
    later = (each for each in (goes_on, round_.closes) if each is not None)
    return planned < max(later, default=planned)


def refuses_stage(known: Known, round_: Round, command: ReachStage) -> Refused | None:
    if command.stage is RoundStage.ADVERTISED:
        return _refuses_closing_day(known, command.closes)
    if command.stage is RoundStage.CLOSED and round_.closes and known.day < round_.closes:
        return refused_having("applications-open", in_words(round_.closes))
    return refuses_before_stages(known, round_)


def refuses_before_stages(known: Known, round_: Round) -> Refused | None:
    """Nothing follows a stage on a day before the round had come to it."""
    days = {day: STAGES[stage] for stage in round_.reached if (day := reached_on(round_, stage))}
    if round_.closed is not None:
        days[london_day(round_.closed)] = "closed"
    last = max(days, default=known.day)
    if last <= known.day:
        return None
    return refused_having("before-its-stage", f"{in_words(last)}, when the round had come to: {days[last]}")


def advertised_again(known: Known, stream: Stream, round_: Round, closes: date | None) -> Decision:
    """An advertisement may run longer while it runs."""
    if closes is None or closes == round_.closes:
        return ()
    if round_.is_behind(RoundStage.CLOSED):
        return refused("applications-closed")
    if round_.closes is not None and closes < round_.closes:
        return refused_having("closes-earlier", in_words(round_.closes))
    refusal = _refuses_closing_day(known, closes)
    return refusal or (Entry(stream, ClosingDayMoved(closes=closes), known.happened),)


def refuses_resuming(known: Known, round_: Round, command: ResumeRound) -> Refused | None:
    """Applications that were to close meanwhile need another last day; those that had closed have none."""
    if refusal := refuses_dated_before(known, round_.paused, "before-it-paused"):
        return refusal
    if round_.is_behind(RoundStage.CLOSED):
        return refused("applications-closed") if command.closes else None
    if command.closes is not None:
        return _refuses_closing_day(known, command.closes)
    is_over = round_.closes is not None and round_.closes < known.day
    return refused("closing-day-missing") if is_over else None


def _refuses_closing_day(known: Known, closes: date | None) -> Refused | None:
    if closes is None:
        return refused("closing-day-missing")
    if closes < known.day:
        return refused_having("due-in-the-past", f"The last day for applications, {in_words(closes)},")
    return refuses_too_far(known, "The last day for applications", closes)
