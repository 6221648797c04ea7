"""The earliest lawful finish of a matter, by the very rules its workflows follow."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from models.approval import Approval, Progress
from models.folding import State
from models.forecasting import Forecast, Leg, Supposed
from models.programme import Asked, KnownMeeting, Stage
from models.sign_off import SignOff
from models.values import Answer, BodyId, Instant, MeetingId, Procedure, Stream
from rules.agenda import deciding_body, meetings_known, next_meeting, papers_due, sign_off_stream
from rules.asking import decides_in_meeting, written_deadline
from rules.calendar import at_london, deadline_in_words, in_words, london_day
from rules.known import Known
from rules.verbs import standing_in_words


def forecast(known: Known, approval: Approval) -> Forecast:
    """Stage by stage: a stage opens when every required body of those before it can have given what it
    was asked, and each of its bodies then takes the first day its rules allow.
    """
    legs: list[Leg] = []
    critical: list[Leg] = []
    opens: Instant | None = known.at
    for stage in approval.route.stages:
        found = [_leg(known, approval, stage, asked, opens) for asked in stage.asks]
        legs += found
        awaited = [leg for leg in found if leg.required and not leg.is_done]
        undated = [leg for leg in awaited if leg.earliest is None]
        opens = None if undated else _latest(opens, awaited)
        critical += undated or [leg for leg in awaited if leg.earliest == opens]
        if opens is None:
            break
    if approval.progress is not Progress.RUNNING:
        return _stopped(known, approval, legs)
    last = critical[-1].stage if critical else ""
    hangs_on = tuple(leg.body for leg in critical if leg.stage == last)
    return Forecast(
        matter=approval.matter,
        asked=known.at,
        finish=opens,
        critical=hangs_on,
        legs=tuple(legs),
        words=_in_words(known, opens, hangs_on),
    )


def _stopped(known: Known, approval: Approval, legs: Sequence[Leg]) -> Forecast:
    """What is held or withdrawn has no finish, whatever days its bodies have."""
    words = "No finish can be foreseen: the matter is on hold."
    if approval.progress is Progress.WITHDRAWN:
        words = "The matter was withdrawn, so there is nothing to finish."
    return Forecast(
        matter=approval.matter, asked=known.at, finish=None, critical=(), legs=tuple(legs), words=words
    )


def _in_words(known: Known, finish: Instant | None, hangs_on: Collection[BodyId]) -> str:
    names = " and ".join(known.body(body).name for body in hangs_on)
    if not hangs_on:
        return "Every body whose answer is required has given it."
    if finish is None:
        return f"No finish can be foreseen: there is no date for {names}."
    return f"The earliest lawful finish is {in_words(london_day(finish))}; it hangs on {names}."


def supposing(known: Known, approval: Approval, supposed: Supposed) -> Known:
    """What would be known had these meetings been lost, and these others been in the calendar."""
    kept = tuple(each for each in known.definition.meetings if each.id not in supposed.lost)
    definition = known.definition.model_copy(update={"meetings": (*kept, *supposed.added)})
    streams = [sign_off_stream(approval, body) for body in approval.bodies]
    found = {stream: known.sign_off(stream) for stream in streams}
    unfixed: dict[Stream, State] = {
        stream: sign_off.model_copy(update={"meeting": None, "meets": None})
        for stream, sign_off in found.items()
        if sign_off is not None and sign_off.meeting in supposed.lost
    }
    called = tuple(each for each in known.called if each.meeting not in supposed.lost)
    return replace(known, definition=definition, called=called, states=_Supposed(unfixed, known.states))


@dataclass(frozen=True)
class _Supposed(Mapping[Stream, State]):
    """States as they are, but for those supposed otherwise."""

    supposed: Mapping[Stream, State]
    real: Mapping[Stream, State]

    def __getitem__(self, stream: Stream) -> State:
        return self.supposed[stream] if stream in self.supposed else self.real[stream]

    def __iter__(self) -> Iterator[Stream]:
        return iter({*self.supposed, *self.real})

    def __len__(self) -> int:
        return len({*self.supposed, *self.real})


def _latest(opens: Instant | None, awaited: Iterable[Leg]) -> Instant | None:
    return max((moment for moment in (opens, *(leg.earliest for leg in awaited)) if moment), default=None)


def _leg(known: Known, approval: Approval, stage: Stage, asked: Asked, opens: Instant | None) -> Leg:
    leg = Leg(body=asked.body, stage=stage.id, required=asked.required, because="")
    outcome = approval.outcomes.get(asked.body)
    if outcome is not None and outcome.holds:
        said = f"{standing_in_words(outcome.standing)} on {in_words(london_day(outcome.happened))}"
        return leg.model_copy(update={"is_done": True, "earliest": outcome.happened, "because": said})
    if outcome is not None:
        said = f"{standing_in_words(outcome.standing)}: it must be asked again"
        return leg.model_copy(update={"because": said})
    if opens is None:
        return leg.model_copy(update={"because": "no date before those it waits for have one"})
    sign_off = known.sign_off(sign_off_stream(approval, asked.body))
    return leg.model_copy(update=_first_day(known, approval, asked, sign_off, opens))


def _first_day(
    known: Known, approval: Approval, asked: Asked, sign_off: SignOff | None, opens: Instant
) -> dict[str, object]:
    by = sign_off.procedure if sign_off else asked.by
    if by is Procedure.WRITTEN:
        return _by_letter(known, approval, asked, sign_off, opens)
    if decides_in_meeting(asked) or (sign_off is not None and sign_off.meeting is not None):
        return _in_meeting(known, asked, sign_off, opens)
    return {"earliest": opens, "because": "as soon as its answer is here"}


def _by_letter(
    known: Known, approval: Approval, asked: Asked, sign_off: SignOff | None, opens: Instant
) -> dict[str, object]:
    """Settled by its answers, or only at its deadline where one objection could still defeat it (G43)."""
    written = known.rule_sets[approval.rule_sets[asked.body]].written
    if written is None or not written.objection_defeats:
        return {"earliest": opens, "because": "as soon as enough members have answered"}
    if sign_off is not None and _is_objected(sign_off):
        return {"because": "an objection stands, which defeats it unless the member changes it in time"}
    deadline = sign_off.deadline if sign_off else written_deadline(known, approval, written, opens)
    return {
        "earliest": deadline,
        "because": "when its written procedure closes: until then one objection could defeat it",
    }


def _is_objected(sign_off: SignOff) -> bool:
    return any(given.answer is Answer.OBJECT for given in sign_off.answers.values())


def _in_meeting(known: Known, asked: Asked, sign_off: SignOff | None, opens: Instant) -> dict[str, object]:
    """The meeting the item is on, or an earlier one that could still take it; else the next to come."""
    body = deciding_body(asked)
    fixed = _fixed(sign_off)
    following = next_meeting(known, body, opens)
    if fixed is not None and (following is None or fixed[0] <= _starts(known, following)):
        starts, meeting = fixed
        return {"earliest": starts, "meeting": meeting, "because": _why_fixed(known, starts)}
    if following is None:
        return {"because": "no meeting in the calendar can take it"}
    return {
        "earliest": _starts(known, following),
        "meeting": following.id,
        "because": _why_then(known, following, opens),
    }


def _fixed(sign_off: SignOff | None) -> tuple[Instant, MeetingId] | None:
    """Where the item stands on the agenda of a meeting."""
    if sign_off is None or sign_off.meeting is None or sign_off.meets is None:
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
