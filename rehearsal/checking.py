"""An expectation held against what can be seen: pure, and every part of it by itself."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.approval import Approval
from models.deciding import Basis, ConditionState, Figures, RatificationState
from models.meeting import Meeting
from models.obligation import Obligation
from models.papers import PapersRequest
from models.sign_off import Concern, ConcernState, SignOff
from models.values import LONDON, Ask, BodyId, Instant, ObligationId, Procedure, Standing, Value
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
from rehearsal.seeing import View
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
            seen = _BodySeen.of(view, matter or "", body)
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


def _day(moment: Instant | None) -> date | None:
    return None if moment is None else moment.astimezone(LONDON).date()


# --- a body -------------------------------------------------------------------------------


@dataclass(frozen=True)
class _BodySeen:
    sign_off: SignOff
    approval: Approval
    newest: SignOff | None
    """What it was asked or told last, which may be a notice."""

    @classmethod
    def of(cls, view: View, matter: str, body: BodyId) -> "_BodySeen | None":
        """A successor that was only told of an amendment is seen by that notice."""
        approval, newest = view.approval(matter), view.sign_off(matter, body)
        sign_off = view.decided_on(matter, body) or newest
        return cls(sign_off, approval, newest) if approval and sign_off else None

    @property
    def holds(self) -> bool:
        outcome = self.approval.outcomes.get(self.sign_off.body)
        return outcome is not None and outcome.holds

    @property
    def is_required(self) -> bool:
        asked = self.approval.asked(self.sign_off.body)
        return asked is not None and asked.required

    @property
    def basis(self) -> Basis | None:
        """Of the decision, else of the last attempt at one."""
        if self.sign_off.decided:
            return self.sign_off.decided.basis
        return self.sign_off.attempts[-1].basis if self.sign_off.attempts else None

    @property
    def votes(self) -> str | None:
        counted = self.basis.counted if self.basis else None
        return _votes(counted.figures) if counted and counted.figures else None

    @property
    def without_division(self) -> bool:
        counted = self.basis.counted if self.basis else None
        return counted is not None and counted.by_assent

    @property
    def missing(self) -> tuple[str, ...]:
        found = self.basis.quorum if self.basis else None
        return found.missing if found else ()

    @property
    def notice(self) -> Standing | None:
        given = self.approval.notices.get(self.sign_off.body)
        return given.standing if given else None

    @property
    def ratification(self) -> RatificationState | None:
        found = self.approval.ratifications.get(self.sign_off.body)
        return found.state if found else None

    @property
    def every_concern(self) -> tuple[Concern, ...]:
        """On what it decides, and on the amendment it was told of."""
        told = self.newest if self.newest and self.newest.procedure is Procedure.NOTICE else None
        return (*self.sign_off.concerns.values(), *(told.concerns.values() if told else ()))

    @property
    def concerns(self) -> dict[str, int]:
        count = Counter(each.state for each in self.every_concern)
        return {state: count[state] for state in ConcernState if count[state]}


def _votes(figures: Figures) -> str:
    plain = f"{figures.in_favour}-{figures.against}"
    return f"{plain}-{figures.abstained}" if figures.abstained else plain


def _of_decided(name: str) -> Callable[[_BodySeen], object]:
    return lambda seen: getattr(seen.sign_off.decided, name, None)


BODY: Mapping[str, Callable[[_BodySeen], object]] = {
    "standing": lambda seen: seen.sign_off.standing,
    "holds": lambda seen: seen.holds,
    "required": lambda seen: seen.is_required,
    "rules_changed": lambda seen: sum(
        each.body == seen.sign_off.body for each in seen.approval.course.rules_changed
    ),
    "version": lambda seen: seen.sign_off.version,
    "notice": lambda seen: seen.notice,
    "ratification": lambda seen: seen.ratification,
    "effect": lambda seen: seen.sign_off.call_in.stage if seen.sign_off.call_in else None,
    "held_by": lambda seen: seen.approval.holder(seen.sign_off.body),
    "decided": lambda seen: _day(getattr(seen.sign_off.decided, "happened", None)),
    "recorded": lambda seen: _day(getattr(seen.sign_off.decided, "recorded", None)),
    "meets": lambda seen: _day(seen.sign_off.meets),
    "meeting": lambda seen: seen.sign_off.meeting,
    "verbs": _of_decided("verbs"),
    "votes": lambda seen: seen.votes,
    "without_division": lambda seen: seen.without_division,
    "present": lambda seen: len(seen.basis.present) if seen.basis else None,
    "missing": lambda seen: seen.missing,
    "attempts": lambda seen: len(seen.sign_off.attempts),
    "through": lambda seen: seen.basis.through if seen.basis else None,
    "by_letter": lambda seen: getattr(seen.sign_off.decided, "evidence", None) is not None,
    "entitled": lambda seen: len(seen.sign_off.entitled),
    "answered": lambda seen: len(seen.sign_off.answers),
    "interests": lambda seen: len(seen.sign_off.interests),
    "deputies": lambda seen: len(seen.sign_off.deputies),
    "concerns": lambda seen: seen.concerns,
    "questions": lambda seen: sum(each.questions for each in seen.every_concern),
}


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
    "last_day": lambda owed: owed.obligation.due.latest,
    "slips": lambda owed: owed.obligation.slips,
    "times_carried_over": lambda owed: owed.obligation.times_carried_over,
    "ended": lambda owed: _day(owed.obligation.ended),
    "owner": lambda owed: owed.obligation.owner,
    "condition": lambda owed: owed.condition,
}

MEETING: Mapping[str, Callable[[Meeting], object]] = {
    "stage": lambda meeting: meeting.stage,
    "day": lambda meeting: _day(meeting.starts),
    "papers_by": lambda meeting: (
        last_day_before(min(meeting.papers_due.values())) if meeting.papers_due else None
    ),
    "papers_out": lambda meeting: _day(meeting.papers_issued),
    "present": lambda meeting: {
        body: len({stay.seat for stay in stays}) for body, stays in meeting.attendance.items()
    },
    "agenda": lambda meeting: meeting.agenda,
}

REQUEST: Mapping[str, Callable[[PapersRequest], object]] = {
    "stage": lambda request: request.stage,
    "body": lambda request: request.body,
    "parts": lambda request: request.parts,
    "asked": lambda request: _day(request.asked),
    "ended": lambda request: _day(request.ended),
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
        body = view.definition.body(expected.to_all_of)
        day = view.at.astimezone(LONDON).date()
        holders = {seat.held_by for seat in body.seats_on(day)} if body else set[str]()
        return Finding(
            "letters", f"{key} to all of {expected.to_all_of}", tuple(sorted(holders)), tuple(sorted(found))
        )
    to = f" to {expected.to}" if expected.to else ""
    return Finding("letters", f"{key}{to}", expected.count, len(found))
