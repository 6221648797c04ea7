"""The earliest lawful finish of a matter, by the very rules its workflows follow."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from models.approval import Approval, Progress
from models.forecasting import Forecast, Leg, LegKind, Otherwise, Supposed
from models.sign_off import SignOff
from models.values import BodyId, Instant
from rules.agenda import sign_off_stream
from rules.calendar import in_words, london_day
from rules.forecast_bodies import Round, body_leg
from rules.forecast_texts import other_legs
from rules.known import Known
from rules.since import last_that_had_to_happen
from rules.supposed import SupposedStates
from rules.windows import first_unbarred

STANDS_STILL: Mapping[Progress, tuple[str, str]] = {
    Progress.HELD: (
        "No finish can be foreseen: the matter is on hold.",
        "nothing falls due while the matter is on hold",
    ),
    Progress.WITHDRAWN: (
        "The matter was withdrawn, so there is nothing to finish.",
        "the matter was withdrawn",
    ),
    Progress.ENDED: (
        "The matter was ended by the body that owns its route, so there is nothing to finish.",
        "the matter was ended",
    ),
}


def forecast(known: Known, approval: Approval, by_chairs_action: Collection[BodyId] = ()) -> Forecast:
    """The last of what it waits for: bodies stage by stage, conditions, texts to come, windows to object.
    Where it hangs on bodies whose chairs could act for them, what that would make of it is told beside it.
    """
    on = Round(known, approval, by_chairs_action)
    found = _forecast(on)
    return found.model_copy(update={"otherwise": tuple(_otherwise(on, found))})


def _forecast(on: Round) -> Forecast:
    legs = (*_body_legs(on), *other_legs(on))
    if on.approval.progress in STANDS_STILL:
        return _stopped(on, legs)
    awaited = [leg for leg in legs if leg.required and not leg.is_done]
    undated = [leg for leg in awaited if leg.earliest is None]
    last = _latest(leg.earliest for leg in awaited) or last_that_had_to_happen(on.approval)
    finish = None if undated else last
    critical = undated or _last_of([leg for leg in awaited if leg.earliest == finish], on.approval)
    first = first_unbarred(on.known.partnership, london_day(finish)) if finish else None
    return Forecast(
        matter=on.approval.matter,
        asked=on.known.at,
        finish=finish,
        publishable=first,
        critical=tuple(dict.fromkeys(leg.body for leg in critical)),
        legs=tuple(leg.model_copy(update={"is_critical": leg in critical}) for leg in legs),
        words=_in_words(on, finish, first, critical),
        assumed=tuple(_assumed(on, awaited)),
    )


def _body_legs(on: Round) -> list[Leg]:
    """A stage that has not opened yet does so when every required body of those before it can have given
    what it was asked; each of its bodies then takes the first day its rules allow.
    """
    legs: list[Leg] = []
    opens: Instant | None = on.known.at
    for stage in on.approval.route.stages:
        begins = on.known.at if stage.id in on.approval.stages_opened else opens
        found = [body_leg(on, stage, asked, begins) for asked in stage.asks]
        legs += found
        awaited = [leg for leg in found if leg.required and not leg.is_done]
        is_undated = opens is None or any(leg.earliest is None for leg in awaited)
        opens = None if is_undated else _latest((opens, *(leg.earliest for leg in awaited)))
    return legs


def _last_of(critical: Sequence[Leg], approval: Approval) -> list[Leg]:
    """Of bodies whose days are the same, those of the last stage: they only wait for the others."""
    stages = [stage.id for stage in approval.route.stages]
    last = max((stages.index(leg.stage) for leg in critical if leg.kind is LegKind.BODY), default=0)
    return [leg for leg in critical if leg.kind is not LegKind.BODY or leg.stage == stages[last]]


def _latest(days: Iterable[Instant | None]) -> Instant | None:
    return max((day for day in days if day is not None), default=None)


def _stopped(on: Round, legs: Iterable[Leg]) -> Forecast:
    """What is held or withdrawn has no finish, and whatever its bodies had to do by a day does not run."""
    words, because = STANDS_STILL[on.approval.progress]
    still = {"earliest": None, "because": because}
    return Forecast(
        matter=on.approval.matter,
        asked=on.known.at,
        finish=None,
        critical=(),
        legs=tuple(leg if leg.is_done else leg.model_copy(update=still) for leg in legs),
        words=words,
    )


# --- by another way -----------------------------------------------------------------------


def _otherwise(on: Round, found: Forecast) -> Iterator[Otherwise]:
    critical = [leg for leg in found.legs if leg.is_critical]
    bodies = tuple(on.approval.holder(leg.body) for leg in critical)
    if not critical or not all(_could_act_by_its_chair(on, leg) for leg in critical):
        return
    other = _forecast(replace(on, at_once=(*on.at_once, *bodies)))
    if other.finish is None or (found.finish is not None and other.finish >= found.finish):
        return
    hangs_on = _hanging_on(on, [leg for leg in other.legs if leg.is_critical])
    finish = in_words(london_day(other.finish))
    chairs = " and ".join(f"the chair of {_name(on, body)}" for body in bodies)
    words = f"Were it urgent and {chairs} to act at once: {finish}"
    yield Otherwise(
        by_chairs_action=bodies,
        finish=other.finish,
        critical=other.critical,
        words=f"{words}; it would then hang on {hangs_on}.",
    )


def _could_act_by_its_chair(on: Round, leg: Leg) -> bool:
    """A body that is being asked now, and whose rules know a chair's action (G42)."""
    is_asked = leg.kind is LegKind.BODY and leg.stage in on.approval.stages_opened
    holder = on.approval.holder(leg.body)
    if not is_asked or holder in on.at_once or leg.body in on.approval.outcomes:
        return False
    return on.rules(holder).chairs_action is not None


# --- in words -----------------------------------------------------------------------------


def _in_words(on: Round, finish: Instant | None, first: date | None, critical: Sequence[Leg]) -> str:
    hangs_on = _hanging_on(on, critical)
    if not critical:
        said = f"Every body whose answer is required has given it{_but_for(on)}."
    elif finish is None:
        return f"No finish can be foreseen: there is no date for {hangs_on}."
    else:
        said = f"The earliest lawful finish is {in_words(london_day(finish))}; it hangs on {hangs_on}."
    if finish is None or first is None or first == london_day(finish):
        return said
    return f"{said} Nothing may be published before {in_words(first)}."


def _but_for(on: Round) -> str:
    is_without = any(map(on.approval.goes_without, on.approval.bodies))
    return ", but for those the matter goes ahead without" if is_without else ""


def _hanging_on(on: Round, critical: Sequence[Leg]) -> str:
    """Bodies by their names; of a window that many have, how many."""
    open_windows = [leg for leg in critical if leg.kind is LegKind.WINDOW and leg.earliest]
    said = (_hangs(on, leg, len(open_windows)) for leg in critical)
    return " and ".join(dict.fromkeys(said)) or "nothing more"


def _hangs(on: Round, leg: Leg, open_windows: int) -> str:
    name = _name(on, leg.body)
    match leg.kind:
        case LegKind.BODY:
            return name
        case LegKind.CONDITION:
            return f"the condition of {name}"
        case LegKind.NEW_TEXT:
            return f"the text that is to meet the condition of {name}"
        case LegKind.WINDOW if leg.earliest is None:
            return f"the objection of {name}"
        case LegKind.WINDOW:
            who = name if open_windows == 1 else f"{open_windows} bodies"
            return f"the time in which {who} may object to version {on.approval.notices[leg.body].version}"


def _name(on: Round, body: BodyId) -> str:
    """Whoever is asked now: a body that has ended is known by its successor."""
    return on.known.body(on.approval.holder(body)).name


def _assumed(on: Round, awaited: Iterable[Leg]) -> Iterator[str]:
    for leg in awaited:
        name = _name(on, leg.body)
        if leg.earliest is not None and leg.kind is LegKind.CONDITION:
            day = in_words(london_day(leg.earliest))
            yield f"The condition of {name} is met on its last day, {day}. It may be met sooner."
        elif leg.earliest is not None and leg.kind is LegKind.NEW_TEXT:
            yield f"The text that is to meet the condition of {name} is issued today, as a limited change."


# --- as it might be -----------------------------------------------------------------------


def supposing(known: Known, approval: Approval, supposed: Supposed) -> Known:
    """What would be known had these meetings been lost, and these others been in the calendar."""
    kept = tuple(each for each in known.definition.meetings if each.id not in supposed.lost)
    meetings = (*kept, *supposed.added, *supposed.called)
    definition = known.definition.model_copy(update={"meetings": meetings})
    holders = map(approval.holder, approval.bodies)
    streams = dict.fromkeys(sign_off_stream(approval, body) for body in chain(approval.bodies, holders))
    found = {stream: known.sign_off(stream) for stream in streams}
    unfixed = {
        stream: _without_meeting(sign_off)
        for stream, sign_off in found.items()
        if sign_off is not None and sign_off.meeting in supposed.lost
    }
    called = tuple(each for each in known.called if each.meeting not in supposed.lost)
    return replace(known, definition=definition, called=called, states=SupposedStates(unfixed, known.states))


def _without_meeting(sign_off: SignOff) -> SignOff:
    return sign_off.model_copy(update={"meeting": None, "meets": None})
