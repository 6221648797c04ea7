"""What the whole waits for beside its bodies: conditions to be met, texts to meet them, windows to object."""

from collections.abc import Iterator, Sequence

from models.approval import Approval
from models.consent import BodyCondition, NoticeGiven
from models.deciding import ConditionState
from models.forecasting import Leg, LegKind
from models.obligation import Obligation
from models.programme import Asked
from models.values import BodyId, ChangeClass, Instant, ObligationId, Slug, Standing
from rules.calendar import deadline_in_words, in_words, london_day
from rules.forecast_bodies import Round, first_day, last_moment
from rules.versions import between_meetings, reach_of


def other_legs(on: Round) -> tuple[Leg, ...]:
    return (*_conditions(on), *_new_texts(on), *_windows(on))


def stage_of(approval: Approval, body: BodyId) -> Slug:
    """The stage in which the body, or one whose place it took, was asked."""
    stages = approval.route.stages
    asks = ((stage.id, asked.body) for stage in stages for asked in stage.asks)
    return next((stage for stage, asked in asks if body in {asked, approval.holder(asked)}), stages[-1].id)


def _leg(on: Round, kind: LegKind, body: BodyId) -> Leg:
    return Leg(kind=kind, body=body, stage=stage_of(on.approval, body), required=True, because="")


# --- conditions ---------------------------------------------------------------------------


def _conditions(on: Round) -> Iterator[Leg]:
    for name, condition in _awaited(on.approval):
        leg = _leg(on, LegKind.CONDITION, condition.body)
        if condition.state is ConditionState.MET:
            met = f"met on {in_words(london_day(condition.since))}"
            yield leg.model_copy(update={"is_done": True, "earliest": condition.since, "because": met})
            continue
        day = _to_be_met(on, name, condition)
        because = f"taken to be met on its last day, {in_words(london_day(day))}" if day else _LAPSED
        yield leg.model_copy(update={"earliest": day, "because": because})


def _awaited(approval: Approval) -> Iterator[tuple[ObligationId, BodyCondition]]:
    """Those that are waited for, and those that were and have been met."""
    for name, condition in approval.conditions.items():
        if condition.state is ConditionState.MET or approval.waits_for_condition(condition):
            yield name, condition


_LAPSED = "its last day has passed: its body may extend it, or its officer call it met late"


def _to_be_met(on: Round, name: ObligationId, condition: BodyCondition) -> Instant | None:
    """Its last day: the officer may call it met on any day before, but nobody can count on that."""
    owed = on.known.obligation(name)
    if condition.state is not ConditionState.OPEN or owed is None or owed.due.latest is None:
        return None
    return last_moment(on.known, owed.due.latest)


# --- a text that is still to come ---------------------------------------------------------


def _new_texts(on: Round) -> Iterator[Leg]:
    """Where the officer may agree the version that meets a condition, one is to come (G58)."""
    causes = tuple(dict.fromkeys(_wanting_a_text(on)))
    if not causes:
        return
    earliest, because = _issued_now(on, causes)
    for body in causes:
        yield _leg(on, LegKind.NEW_TEXT, body).model_copy(update={"earliest": earliest, "because": because})


def _wanting_a_text(on: Round) -> Iterator[BodyId]:
    for name, condition in _awaited(on.approval):
        owed = on.known.obligation(name)
        if condition.state is ConditionState.OPEN and owed and _asks_for_a_text(on.approval, owed):
            yield condition.body


def _asks_for_a_text(approval: Approval, owed: Obligation) -> bool:
    outcome = approval.outcomes.get(owed.body or "")
    if outcome is None or owed.terms is None or not owed.terms.may_agree:
        return False
    later = approval.versions[approval.versions.index(outcome.version) + 1 :]
    return not any(owed.body in approval.causes.get(version, ()) for version in later)


def _issued_now(on: Round, causes: Sequence[BodyId]) -> tuple[Instant | None, str]:
    """The text could be issued today as a limited change, and not be settled before these days."""
    reach = reach_of(on.known, on.approval, ChangeClass.LIMITED, causes)
    agreed_by_officers = {on.approval.holder(body) for body in causes}
    again = [asked for asked in reach.reopened if asked.body not in agreed_by_officers]
    days = [(asked, _approved_again(on, asked)) for asked in again]
    undated = [on.known.body(asked.body).short for asked, day in days if day is None]
    if undated:
        return None, f"the text that meets it must be approved again by {' and '.join(undated)}: no date"
    said = [f"approved again by {_short(on, asked)} on {_on(day)}" for asked, day in days if day]
    if reach.until:
        said.append(f"open to objection until {deadline_in_words(reach.until)}")
    ends = [day for _, day in days if day] + ([reach.until] if reach.until else [])
    return max(ends, default=on.known.at), f"the text that meets it, issued today: {', '.join(said)}"


def _approved_again(on: Round, asked: Asked) -> Instant | None:
    anew = between_meetings(on.known, on.approval, asked)
    return first_day(on, anew, None, on.known.at).earliest


def _short(on: Round, asked: Asked) -> str:
    return on.known.body(asked.body).short


def _on(day: Instant) -> str:
    return in_words(london_day(day))


# --- windows ------------------------------------------------------------------------------


def _windows(on: Round) -> Iterator[Leg]:
    for body, notice in on.approval.notices.items():
        if notice.standing is Standing.NO_OBJECTION or on.approval.waits_for_notice(body):
            yield _window(on, _leg(on, LegKind.WINDOW, body), notice)


def _window(on: Round, leg: Leg, notice: NoticeGiven) -> Leg:
    if notice.standing is Standing.NO_OBJECTION:
        said = f"no objection to version {notice.version}"
        return leg.model_copy(update={"is_done": True, "earliest": notice.ended, "because": said})
    sign_off = on.known.sign_off(f"sign-off/{on.approval.matter}/{leg.body}/{notice.version}")
    if notice.standing is Standing.OBJECTED or (sign_off is not None and sign_off.objections):
        said = f"objects to version {notice.version}, until it withdraws that or decides again"
        return leg.model_copy(update={"because": said})
    said = f"may object to version {notice.version} until {deadline_in_words(notice.until)}"
    return leg.model_copy(update={"earliest": notice.until, "because": said})
