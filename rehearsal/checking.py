"""An expectation held against what can be seen: pure, and every part of it by itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.approval import Approval
from models.deciding import ConditionState
from models.meeting import Meeting
from models.obligation import Obligation
from models.papers import PapersRequest
from models.values import LONDON, Ask, BodyId, ObligationId, Value
from rehearsal.expected import (
    BodyExpected,
    Expected,
    LetterExpected,
    LettersExpected,
    MatterExpected,
    MeetingExpected,
    ObligationExpected,
    PublishingExpected,
    RequestExpected,
)
from rehearsal.expected_of_posts import (
    AppointmentExpected,
    ForecastExpected,
    PostExpected,
    RoundExpected,
    SeatExpected,
)
from rehearsal.seeing import View
from rehearsal.seeing_bodies import BODY, BodySeen, day_of
from rehearsal.seeing_posts import (
    APPOINTMENT,
    FORECAST,
    POST,
    ROUND,
    AppointmentSeen,
    ForecastSeen,
    PostSeen,
    holder_of,
    holders_of,
    known_in,
)
from rules.calendar import last_day_before
from rules.windows import windows_on

NOTHING = "nothing"


@dataclass(frozen=True)
class Finding:
    """One thing that was expected, and what was there."""

    about: str
    """Of what: `body southend-hwb`."""
    key: str
    expected: object
    found: object

    @property
    def is_met(self) -> bool:
        return self.found == self.expected

    @property
    def words(self) -> str:
        return f"{self.about}, {self.key}: expected {said(self.expected)}; there was {said(self.found)}"


def said(value: object) -> str:
    """A value as a line of a report shows it."""
    match value:
        case None | ():
            return NOTHING
        case tuple():
            return ", ".join(map(said, value))
        case dict():
            return ", ".join(f"{key} {said(each)}" for key, each in value.items())
        case bool():
            return "yes" if value else "no"
        case datetime():
            return f"{value.astimezone(LONDON):%Y-%m-%dT%H:%M:%S}"
        case _:
            return str(value)


def findings(expected: Expected, view: View) -> tuple[Finding, ...]:
    """Everything the block says, one by one."""
    match expected:
        case BodyExpected(body=body, matter=matter):
            seen = BodySeen.of(view, matter or "", body)
            return _compared(f"body {body}", expected, {"body", "matter"}, BODY, seen)
        case MatterExpected(matter=matter):
            return _compared(f"matter {matter}", expected, {"matter"}, MATTER, view.approval(matter))
        case ObligationExpected(obligation=id_):
            return _compared(
                f"obligation {id_}", expected, {"obligation"}, OBLIGATION, _OwedSeen.of(view, id_)
            )
        case MeetingExpected(meeting=id_):
            return _compared(f"meeting {id_}", expected, {"meeting"}, MEETING, view.meeting(id_))
        case RequestExpected(request=id_, matter=matter):
            approval = view.approval(matter or "")
            request = approval.requests.get(id_) if approval else None
            return _compared(f"request {id_}", expected, {"request", "matter"}, REQUEST, request)
        case PublishingExpected():
            return (_publishing(expected, view),)
        case LettersExpected(letters=letters):
            return tuple(_letters(each, view) for each in letters)
        case _:
            return _of_posts(expected, view)


def _of_posts(
    expected: PostExpected | ForecastExpected | RoundExpected | AppointmentExpected | SeatExpected, view: View
) -> tuple[Finding, ...]:
    match expected:
        case PostExpected(post=post):
            seen = PostSeen.of(view, post)
            looks = {name: _named_only(name, expected, look) for name, look in POST.items()}
            return _compared(f"post {post}", expected, {"post"}, looks, seen)
        case ForecastExpected(post=post, forecast=number):
            about, address = f"forecast {number} of {post}", {"post", "forecast"}
            return _compared(about, expected, address, FORECAST, ForecastSeen.of(view, post, number))
        case RoundExpected(post=post, round=number):
            found = known_in(view).round(post, number)
            return _compared(f"round {number} of {post}", expected, {"post", "round"}, ROUND, found)
        case AppointmentExpected(post=post, appointment=number):
            about, address = f"appointment {number} to {post}", {"post", "appointment"}
            return _compared(about, expected, address, APPOINTMENT, AppointmentSeen.of(view, post, number))
        case SeatExpected(seat=seat, held_by=person, on=on):
            key = f"held_by on {on.isoformat()}" if on else "held_by"
            return (Finding(f"seat {seat}", key, person, holder_of(view, seat, on)),)


def _named_only(
    name: str, expected: PostExpected, look: Callable[[PostSeen], object]
) -> Callable[[PostSeen], object]:
    """Of what waits for a post only the entries that are named are compared."""
    wanted = getattr(expected, name)
    if not isinstance(wanted, dict):
        return look

    def looked_at(seen: PostSeen) -> object:
        found = look(seen)
        return (
            {key: each for key, each in found.items() if key in wanted} if isinstance(found, dict) else found
        )

    return looked_at


def _compared(
    about: str,
    expected: Value,
    address: set[str],
    looks: Mapping[str, Callable[[Any], object]],
    seen: object,
) -> tuple[Finding, ...]:
    wanted = {
        name: getattr(expected, name)
        for name in type(expected).model_fields
        if name not in address and getattr(expected, name) is not None
    }
    return tuple(
        Finding(about, name, _plain(value), None if seen is None else _plain(looks[name](seen)))
        for name, value in wanted.items()
    )


def _plain(value: object) -> object:
    """Enums as their words, so that what is shown is what was written."""
    match value:
        case dict():
            return {str(key): _plain(each) for key, each in value.items()}
        case tuple() | list():
            return tuple(_plain(each) for each in value)
        case str():
            return str(value)
        case _:
            return value


# --- the whole ----------------------------------------------------------------------------


def _required(approval: Approval) -> tuple[BodyId, ...]:
    """The bodies whose approval the whole waits for."""
    asks = (asked for stage in approval.route.stages for asked in stage.asks)
    return tuple(asked.body for asked in asks if asked.required and asked.ask is Ask.APPROVE)


def _waiting_for(approval: Approval) -> tuple[BodyId, ...]:
    return tuple(
        body
        for body in _required(approval)
        if not approval.has_given(body) and not approval.goes_without(body)
    )


def _held(approval: Approval) -> str:
    required = _required(approval)
    return f"{sum(map(approval.has_given, required))} of {len(required)}"


MATTER: Mapping[str, Callable[[Approval], object]] = {
    "progress": lambda approval: approval.progress,
    "is_complete": lambda approval: approval.is_complete,
    "version": lambda approval: approval.version,
    "stages": lambda approval: approval.stages_opened,
    "held": _held,
    "without": lambda approval: tuple(filter(approval.goes_without, approval.bodies)),
    "ended": lambda approval: getattr(approval.course.ending, "because", None),
    "variations": lambda approval: len(approval.course.variations),
    "outstanding": lambda approval: len(_waiting_for(approval)),
    "waiting_for": _waiting_for,
    "visits": lambda approval: len(approval.comments),
    "comments": lambda approval: sum(each.words is not None for each in approval.comments),
    "unanswered": lambda approval: sum(each.awaits_answer for each in approval.comments),
    "gate_opened": lambda approval: approval.publishing.gate_opened,
    "to_be_published": lambda approval: approval.publishing.day,
    "published": lambda approval: getattr(approval.publishing.published, "version", None),
    "published_on": lambda approval: getattr(approval.publishing.published, "day", None),
}


# --- the rest -----------------------------------------------------------------------------


@dataclass(frozen=True)
class _OwedSeen:
    obligation: Obligation
    due: str
    condition: ConditionState | None

    @classmethod
    def of(cls, view: View, obligation: ObligationId) -> "_OwedSeen | None":
        found = view.obligation(obligation)
        if found is None:
            return None
        words = found.due.words
        approval = view.approval(found.matter or "")
        stands = approval.conditions.get(obligation) if approval else None
        said_due = found.due.in_words(view.typed.get(words.digest) if words else None)
        return cls(found, said_due, stands.state if stands else None)


OBLIGATION: Mapping[str, Callable[[_OwedSeen], object]] = {
    "stage": lambda owed: owed.obligation.stage,
    "due": lambda owed: owed.due,
    "first_day": lambda owed: owed.obligation.due.earliest,
    "last_day": lambda owed: owed.obligation.due.latest,
    "slips": lambda owed: owed.obligation.slips,
    "times_carried_over": lambda owed: owed.obligation.times_carried_over,
    "ended": lambda owed: day_of(owed.obligation.ended),
    "owner": lambda owed: owed.obligation.owner,
    "condition": lambda owed: owed.condition,
}

MEETING: Mapping[str, Callable[[Meeting], object]] = {
    "stage": lambda meeting: meeting.stage,
    "day": lambda meeting: day_of(meeting.starts),
    "papers_by": lambda meeting: (
        last_day_before(min(meeting.papers_due.values())) if meeting.papers_due else None
    ),
    "papers_out": lambda meeting: day_of(meeting.papers_issued),
    "present": lambda meeting: {
        body: len({stay.seat for stay in stays}) for body, stays in meeting.attendance.items()
    },
    "agenda": lambda meeting: meeting.agenda,
}

REQUEST: Mapping[str, Callable[[PapersRequest], object]] = {
    "stage": lambda request: request.stage,
    "body": lambda request: request.body,
    "parts": lambda request: request.parts,
    "asked": lambda request: day_of(request.asked),
    "ended": lambda request: day_of(request.ended),
}


def _publishing(expected: PublishingExpected, view: View) -> Finding:
    day = expected.on or view.at.astimezone(LONDON).date()
    found = "barred" if windows_on(view.partnership, day) else "free"
    return Finding("publishing", f"on {day.isoformat()}", expected.publishing, found)


def _letters(expected: LetterExpected, view: View) -> Finding:
    found = [
        letter.to
        for letter in view.letters
        if expected.kind in (None, letter.kind)
        and expected.to in (None, letter.to)
        and (expected.subject or "") in letter.subject
    ]
    sought = [expected.kind and f"kind {expected.kind}", expected.subject and f"“{expected.subject}”"]
    key = " ".join(each for each in sought if each) or "all"
    if expected.to_all_of:
        holders = holders_of(view, expected.to_all_of)
        return Finding(
            "letters", f"{key} to all of {expected.to_all_of}", tuple(sorted(holders)), tuple(sorted(found))
        )
    to = f" to {expected.to}" if expected.to else ""
    return Finding("letters", f"{key}{to}", expected.count, len(found))
