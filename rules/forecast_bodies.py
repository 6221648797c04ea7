"""When a body can give at the earliest what it was asked: at a meeting, in writing, by letter or officer."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from models.approval import Approval
from models.deciding import ConditionState
from models.forecasting import Leg
from models.programme import Asked, KnownMeeting, RuleSet, Stage
from models.sign_off import SignOff
from models.values import Answer, BodyId, Instant, MeetingId, Procedure, Standing, VersionLabel
from rules.agenda import deciding_body, meetings_known, next_meeting, papers_due, sign_off_stream
from rules.asking import decides_in_meeting, written_deadline
from rules.calendar import at_london, deadline_in_words, end_of, in_words, last_minute_of, london_day
from rules.forecast_executives import Day, Opens, in_effect, not_before, taking_effect
from rules.key_decision import earliest_decision
from rules.known import Known
from rules.verbs import standing_in_words
from rules.versions import Effect, effect_since, objections_end


@dataclass(frozen=True)
class Round:
    """A matter on its way, as it is or as it is supposed to be."""

    known: Known
    approval: Approval
    at_once: Collection[BodyId] = ()
    """Bodies whose chairs are supposed to act as soon as the body may decide."""

    def rules(self, body: BodyId) -> RuleSet:
        return self.known.rule_sets[self.approval.rule_sets[body]]


def body_leg(on: Round, stage: Stage, asked: Asked, opens: Instant | None) -> Leg:
    """`opens` is when the body may decide at the earliest; None where those before it have no date."""
    leg = Leg(body=asked.body, stage=stage.id, required=asked.required, because="")
    outcome = on.approval.outcomes.get(asked.body)
    if outcome is not None and outcome.holds:
        said = f"{standing_in_words(outcome.standing)} on {in_words(london_day(outcome.happened))}"
        return leg.model_copy(update={"is_done": True, "earliest": outcome.since, "because": said})
    if on.approval.goes_without(asked.body):
        return leg.model_copy(update={"required": False, "because": "the matter goes ahead without it"})
    if outcome is not None and outcome.awaits_effect:
        return on_the_day(leg, taking_effect(on.known, on.approval, asked.body))
    if outcome is not None and outcome.standing is Standing.APPROVED_WITH_CONDITION:
        return leg.model_copy(update={"because": "its approval no longer holds: its condition has lapsed"})
    if outcome is not None:
        said = f"{standing_in_words(outcome.standing)}: it must be asked again"
        return leg.model_copy(update={"because": said})
    if opens is None:
        return leg.model_copy(update={"because": "no date before those it waits for have one"})
    return on_the_day(leg, _at_the_earliest(on, asked, opens))


def on_the_day(leg: Leg, day: Day) -> Leg:
    return leg.model_copy(update={"earliest": day.earliest, "meeting": day.meeting, "because": day.because})


def _at_the_earliest(on: Round, asked: Asked, opens: Instant) -> Day:
    """Of a body that has ended, what its successor can give, since it is asked instead."""
    holder = on.approval.holder(asked.body)
    held = asked if holder == asked.body else asked.model_copy(update={"body": holder})
    sign_off = on.known.sign_off(sign_off_stream(on.approval, holder))
    if sign_off is not None and not sign_off.is_open:
        sign_off = None
    return first_day(on, held, sign_off, opens)


def first_day(on: Round, asked: Asked, sign_off: SignOff | None, opens: Instant) -> Day:
    if asked.body in on.at_once:
        return _by_its_chair(on, asked, sign_off, opens)
    own = in_effect(on.known, on.approval, asked, _by_procedure(on, asked, sign_off, opens))
    agreed = agreed_by_officer(on, asked.body) if sign_off is not None else None
    if agreed is None or (own.earliest is not None and own.earliest <= agreed):
        return own
    words = "its officer may agree the new text for it when calling its condition met"
    return Day(agreed, f"{words}, at the latest on {in_words(london_day(agreed))}")


def _by_procedure(on: Round, asked: Asked, sign_off: SignOff | None, opens: Instant) -> Day:
    by = sign_off.procedure if sign_off else asked.by
    lawful = earliest_decision(on.known, on.approval, asked)
    if by is Procedure.WRITTEN:
        return not_before(lawful, _in_writing(on, asked, sign_off, opens))
    if decides_in_meeting(asked) or (sign_off is not None and sign_off.meeting is not None):
        day = _in_meeting(on.known, asked, sign_off, Opens(opens, lawful))
        return _on_a_former_text(on, sign_off, day) if sign_off else day
    return not_before(lawful, Day(opens, "as soon as its answer is here"))


def _by_its_chair(on: Round, asked: Asked, sign_off: SignOff | None, opens: Instant) -> Day:
    """Only a body whose own rules know a chair's action can be supposed to decide by one (G42)."""
    if on.rules(asked.body).chairs_action is not None:
        return Day(opens, "as soon as its chair acts for it, to be ratified")
    own = _by_procedure(on, asked, sign_off, opens)
    return replace(own, because=f"{own.because}; its rules do not let its chair act for it")


def agreed_by_officer(on: Round, body: BodyId) -> Instant | None:
    """When an officer whom the body let agree the text that meets its condition does so at the latest."""
    days = [
        due
        for name, each in on.approval.conditions.items()
        if on.approval.holder(each.body) == body and each.state is ConditionState.OPEN
        if (owed := on.known.obligation(name)) and owed.terms and owed.terms.may_agree
        if (due := last_moment(on.known, owed.due.latest or owed.terms.due)) is not None
    ]
    return min(days, default=None)


def last_moment(known: Known, day: date) -> Instant | None:
    """The last minute of a day that is still to come, or now in that very minute; None once it is over."""
    return max(last_minute_of(day), known.at) if known.at < end_of(day) else None


# --- in writing ---------------------------------------------------------------------------


def _in_writing(on: Round, asked: Asked, sign_off: SignOff | None, opens: Instant) -> Day:
    """Settled by its answers, or only at its deadline where one objection could still defeat it (G43)."""
    written = on.rules(asked.body).written
    if written is None or not written.objection_defeats:
        return Day(opens, "as soon as enough members have answered")
    if sign_off is not None and _is_objected(sign_off):
        return Day(None, "an objection stands, which defeats it unless the member changes it in time")
    deadline = sign_off.deadline if sign_off else written_deadline(on.known, on.approval, written, opens)
    return Day(deadline, "when its written procedure closes: until then one objection could defeat it")


def _is_objected(sign_off: SignOff) -> bool:
    return any(given.answer is Answer.OBJECT for given in sign_off.answers.values())


# --- at a meeting -------------------------------------------------------------------------


def _in_meeting(known: Known, asked: Asked, sign_off: SignOff | None, opens: Opens) -> Day:
    """The meeting the item is on, or an earlier one that could still take it; else the next to come. A key
    decision is taken at none before its notice has been public long enough (G45).
    """
    body = deciding_body(asked)
    fixed = _fixed(sign_off, opens)
    following = next_meeting(known, body, opens.after, papers_after=opens.at)
    if fixed is not None and (following is None or fixed[0] <= _starts(known, following)):
        starts, meeting = fixed
        return Day(starts, _why_fixed(known, starts), meeting)
    if following is None:
        return Day(None, "no meeting in the calendar can take it")
    return Day(_starts(known, following), _why_then(known, following, opens.at), following.id)


def _on_a_former_text(on: Round, sign_off: SignOff, day: Day) -> Day:
    """A meeting that took place before the text was issued decided on the one before. Once that is on record
    the body is told of the new one, and has its days to object.
    """
    if day.earliest is None or day.earliest >= sign_off.opened:
        return day
    then = _version_then(on, sign_off.body, day.earliest)
    until = objections_end(on.known, on.approval)
    if then is None or until is None or effect_since(on.approval, sign_off.body, then) is not Effect.TOLD:
        return day
    met = f"met on {in_words(london_day(day.earliest))} on version {then}"
    told = f"may object to {sign_off.version} until {deadline_in_words(until)} once that is on the record"
    return Day(until, f"{met}, and {told}", day.meeting)


def _version_then(on: Round, body: BodyId, moment: Instant) -> VersionLabel | None:
    """The newest text the body had been asked about by then."""
    for version in reversed(on.approval.versions):
        asked = on.known.sign_off(f"sign-off/{on.approval.matter}/{body}/{version}")
        if asked is not None and asked.opened <= moment:
            return version
    return None


def _fixed(sign_off: SignOff | None, opens: Opens) -> tuple[Instant, MeetingId] | None:
    """Where the item stands on the agenda of a meeting."""
    if sign_off is None or sign_off.meeting is None or sign_off.meets is None:
        return None
    if opens.lawful is not None and sign_off.meets < opens.lawful:
        return None
    return sign_off.meets, sign_off.meeting


def _why_fixed(known: Known, starts: Instant) -> str:
    if starts > known.at:
        return f"meets on {deadline_in_words(starts)}"
    return f"met on {in_words(london_day(starts))}, and what it decided is not on the record yet"


def _starts(known: Known, meeting: KnownMeeting) -> Instant:
    called = known.meeting(meeting.id)
    return called.starts if called else at_london(meeting.day, meeting.at)


def _why_then(known: Known, meeting: KnownMeeting, opens: Instant) -> str:
    starts = _starts(known, meeting)
    missed = _missed(known, meeting, opens)
    first = f"first meets in time on {deadline_in_words(starts)}"
    if not missed:
        return first
    return f"{first}; the papers of {' and '.join(in_words(day.day) for day in missed)} are due too soon"


def _missed(known: Known, taken: KnownMeeting, opens: Instant) -> list[KnownMeeting]:
    """Meetings of the same bodies before it, still to come, whose papers had to be out already."""
    return [
        each
        for each in meetings_known(known)
        if set(each.bodies) & set(taken.bodies)
        and opens < _starts(known, each) < _starts(known, taken)
        and any(due <= opens for due in papers_due(known, each.bodies, _starts(known, each)).values())
    ]
