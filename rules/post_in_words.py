"""How a post, what waits for it and a round to fill it stand, as a secretary would say it."""

from collections.abc import Mapping
from datetime import date

from models.dates import ONE_DAY
from models.deciding import Figures
from models.dependants import DependantStands, Waiting
from models.post import ForecastMade, PostHeld, Tenure
from models.post_events import RoundOutcome, TenureKind
from models.posts import RoundStage
from models.recruitment import Round, RoundProgress
from rules.calendar import in_words, london_day

STAGES: Mapping[RoundStage, str] = {
    RoundStage.ADVERTISED: "advertised",
    RoundStage.CLOSED: "applications closed",
    RoundStage.LONGLISTED: "longlisted",
    RoundStage.SHORTLISTED: "shortlisted",
    RoundStage.STAKEHOLDERS_HEARD: "stakeholders heard",
    RoundStage.INTERVIEWED: "interviewed",
    RoundStage.OFFERED: "offered",
    RoundStage.CHECKED: "checked",
}

TENURES: Mapping[TenureKind, str] = {
    TenureKind.PERMANENT: "permanent",
    TenureKind.INTERIM: "interim",
    TenureKind.SECONDMENT: "on secondment",
}

OUTCOMES: Mapping[RoundOutcome, str] = {
    RoundOutcome.APPOINTED: "a candidate was chosen",
    RoundOutcome.DID_NOT_APPOINT: "nobody was appointed",
    RoundOutcome.WITHDRAWN: "withdrawn",
}


def tenure_in_words(tenure: Tenure) -> str:
    to = f"to {in_words(tenure.last)}" if tenure.last else "until further notice"
    return f"{TENURES[tenure.kind]}, from {in_words(tenure.first)} {to}"


def vacant_since(held: PostHeld, day: date) -> date | None:
    """The first day of the vacancy; None while somebody holds it."""
    if held.on(day) is not None:
        return None
    ended = [each.last + ONE_DAY for each in held.tenures if each.last is not None and each.last < day]
    return max(ended, default=london_day(held.opened))


def next_tenure(held: PostHeld, day: date) -> Tenure | None:
    """Whose first day is still to come."""
    coming = (each for each in held.tenures if each.first > day)
    return min(coming, key=lambda each: each.first, default=None)


def dependant_in_words(stands: DependantStands, *, is_established: bool, has_round: bool) -> str:
    said = _stands_in_words(stands, is_established=is_established, has_round=has_round)
    if stands.missed is None:
        return said
    passed = "passed before it was ready" if stands.waiting is Waiting.READY else "has passed"
    return f"{said}; its day, {in_words(stands.missed)}, {passed}"


def _stands_in_words(stands: DependantStands, *, is_established: bool, has_round: bool) -> str:
    since = f" since {in_words(stands.since)}" if stands.since else ""
    match stands.waiting:
        case Waiting.READY:
            return f"ready{since}: somebody holds the post"
        case Waiting.AT_RISK:
            return f"at risk{since}: nobody holds the post permanently"
        case Waiting.WAITING:
            if stands.is_chosen:
                return f"waits{since}: somebody has been chosen for the post, and has still to begin"
            opened = "a round is open to fill the post" if has_round else "no round has been opened yet"
            return f"waits{since}: {opened}"
        case Waiting.BLOCKED:
            lacks = "nobody holds the post, and no round is open"
            return f"blocked{since}: {lacks if is_established else 'the post has not been established'}"


def forecast_in_words(due: str, forecast: ForecastMade, met: date | None) -> str:
    if forecast.overtaken:
        return f"{due} (overtaken on {in_words(london_day(forecast.overtaken))})"
    return f"{due} (came true: the post was taken up on {in_words(met)})" if met else due


def round_in_words(round_: Round) -> str:
    at = STAGES[round_.stage] if round_.stage else "nothing reached yet"
    match round_.progress:
        case RoundProgress.RUNNING:
            return f"open, at: {at}"
        case RoundProgress.PAUSED:
            since = f" since {in_words(london_day(round_.paused))}" if round_.paused else ""
            return f"paused{since}, at: {at}"
        case RoundProgress.CLOSED:
            on = f" on {in_words(london_day(round_.closed))}" if round_.closed else ""
            return f"closed{on}{_outcome(round_)}"


def _outcome(round_: Round) -> str:
    outcome = f": {OUTCOMES[round_.outcome]}" if round_.outcome else ""
    fell = round_.fell_through
    return f"{outcome}; that fell through on {in_words(london_day(fell))}" if fell else outcome


def post_in_words(
    held: PostHeld | None,
    open_round: Round | None,
    holder: str,
    day: date,
    *,
    is_chosen: bool,
    hands_over: str = "",
) -> str:
    """`holder` is whoever holds it that day, by their role; `hands_over` says who
    hands it over, and until when. Who was chosen is not said before they begin.
    """
    if held is None:
        return "Not established: not every body it serves has agreed to it yet."
    said = _held_in_words(held, holder, day, hands_over)
    if open_round is not None:
        said += f" Round {open_round.number} is {round_in_words(open_round)}."
    elif is_chosen:
        said += " Somebody has been chosen, and has still to begin."
    return said


def _held_in_words(held: PostHeld, holder: str, day: date, hands_over: str) -> str:
    tenure = held.on(day)
    if tenure is not None:
        beside = f"; {hands_over}" if hands_over else ""
        return f"Held by {holder}: {tenure_in_words(tenure)}{beside}."
    since, following = vacant_since(held, day), next_tenure(held, day)
    vacant = f"Vacant since {in_words(since)}" if since else "Vacant"
    return f"{vacant}; held again from {in_words(following.first)}." if following else f"{vacant}."


def figures_in_words(figures: Figures) -> str:
    abstained = f", {figures.abstained} abstained" if figures.abstained else ""
    return f"{figures.in_favour} to {figures.against}{abstained}"
