"""Why is this approved, and why not yet? Told from the lines of the ledger alone, in words."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from models.events import (
    AnswerGiven,
    BodyAskedAgain,
    BodySucceeded,
    ConcernAnswered,
    ConcernRaised,
    ConcernWithdrawn,
    ConditionStands,
    DeputyNamed,
    Escalated,
    FoundInquorate,
    InterestDeclared,
    MatterHeld,
    MatterOpened,
    MatterReleased,
    MatterWithdrawn,
    MeetingFixed,
    MeetingLost,
    NoticeEnded,
    Recorded,
    Reminded,
    SignOffDecided,
    SignOffDeferred,
    SignOffOpened,
    SignOffReopened,
    SignOffSuperseded,
    SignOffWithdrawn,
    VersionIssued,
)
from models.explaining import BodyExplained, NoticeExplained, Origin, Told
from models.fact import Fact
from models.programme import Definition, RuleSet
from models.publication_events import GateOpened, MatterPublished, PublicationChased
from models.ratifying_events import RatificationDecided
from models.seat_events import SeatPassedOn, WindowPassedOn
from models.sign_off import SignOff, fold
from models.values import Answer, Ask, BodyId, Procedure, Sha256, Standing, Text
from rules.calendar import deadline_in_words, in_words, london_day
from rules.course_in_words import office
from rules.course_story import TELLS_OF_COURSE
from rules.effect_in_words import not_in_effect
from rules.executive_story import TELLS_OF_EXECUTIVES
from rules.record_afterwards import (
    afterwards,
    earlier_decisions,
    origin_in_words,
    origins_of,
    succeeded_on,
    withdrawn_by,
)
from rules.record_in_words import HOW, Names, OnRecord, decision, sections
from rules.resolved_in_words import no_decision, outcome
from rules.verbs import standing_in_words

SAID: Mapping[Answer, str] = {
    Answer.APPROVE: "approves",
    Answer.APPROVE_SUBJECT_TO: "approves subject to what is quoted",
    Answer.OBJECT: "objects",
    Answer.ABSTAIN: "abstains",
}


def explained(
    body: BodyId,
    lines: Sequence[Recorded],
    definition: Definition,
    rule_sets: Mapping[Sha256, RuleSet],
    *,
    is_given: bool,
) -> BodyExplained | None:
    """`lines` are those of the matter, its sign-offs, what approvals are subject to and the meetings.
    None for a body that was not asked and has taken nobody's place. The standing is folded from the lines
    again, never taken from a projection.
    """
    states = _folded(lines)
    names = _names(definition)
    origins = origins_of(body, lines, states, names)
    on = _decided_on(body, states, origins)
    if on is None:
        return None
    notice = _notice(body, states, on)
    is_heir = on.body != body
    found = OnRecord(
        body=body,
        asked=_was_asked(on)
        if not is_heir
        else "It was not asked itself: others were whose place it has taken",
        on=on,
        lines=lines,
        rules=rule_sets[on.rule_set],
        decided_under=rule_sets.get(on.decided.basis.rule_set or on.rule_set) if on.decided else None,
        names=names,
    )
    own = () if is_heir else decision(found)
    return BodyExplained(
        matter=on.matter,
        body=body,
        name=names.get(body, body),
        version=on.version,
        content_hash=on.content_hash,
        standing=on.standing,
        is_given=is_given,
        answer=_answer(found, notice, origins, is_given=is_given),
        asked=on.opened,
        decided=on.decided.happened if on.decided else None,
        recorded=on.decided.recorded if on.decided else None,
        carried=succeeded_on(body, lines) if is_heir else None,
        notice=_notice_explained(notice, lines),
        earlier=() if is_heir else earlier_decisions(on, states.values(), lines),
        holds_for=origins,
        record=sections((*own, *afterwards(found, notice, origins))),
        story=tuple(_story(body, lines, names)),
    )


def what_happened(lines: Iterable[Recorded], definition: Definition) -> tuple[Told, ...]:
    """To the matter as a whole; what concerns one body stands in that body's own story."""
    own = [line for line in lines if line.stream.startswith("approval/") and not hasattr(line.event, "body")]
    return tuple(_story("", own, _names(definition)))


def _names(definition: Definition) -> Names:
    seats = {seat.id: seat.title for each in definition.bodies for seat in each.seats}
    people = {definition.secretariat, definition.director, *(body.secretary for body in definition.bodies)}
    offices = {each: office(definition, each) for each in people}
    return {body.id: body.name for body in definition.bodies} | seats | offices


def _folded(lines: Iterable[Recorded]) -> dict[str, SignOff]:
    states: dict[str, SignOff] = {}
    for line in lines:
        if line.stream.startswith("sign-off/"):
            states[line.stream] = fold(states.get(line.stream), line)
    return states


def _decided_on(body: BodyId, states: Mapping[str, SignOff], origins: Sequence[Origin]) -> SignOff | None:
    """What it decided, or is asked, last. Being told of an amendment is neither (G58); a body that took
    the place of others and was not asked itself stands on what they decided last.
    """
    asked = [state for state in states.values() if state.body == body]
    own = [state for state in asked if state.procedure is not Procedure.NOTICE]
    held = [state for state in states.values() if state.body in {each.body for each in origins}]
    decided = [state for state in held if state.procedure is not Procedure.NOTICE and state.decided]
    return next((found[-1] for found in (own, decided, asked) if found), None)


def _notice(body: BodyId, states: Mapping[str, SignOff], on: SignOff) -> SignOff | None:
    """The last amendment it was told of after that."""
    told = [each for each in states.values() if each.body == body and each.procedure is Procedure.NOTICE]
    last = told[-1] if told else None
    if last is None or last is on or last.standing in {Standing.WITHDRAWN, Standing.SUPERSEDED}:
        return None
    return last if last.opened >= on.opened else None


def _notice_explained(notice: SignOff | None, lines: Iterable[Recorded]) -> NoticeExplained | None:
    if notice is None or notice.deadline is None:
        return None
    ended = [
        line.event.standing
        for line in lines
        if isinstance(line.event, NoticeEnded)
        and (line.event.body, line.event.version) == (notice.body, notice.version)
    ]
    return NoticeExplained(
        version=notice.version,
        told=notice.opened,
        until=notice.deadline,
        standing=ended[-1] if ended else Standing.OBJECTED if notice.objections else Standing.OPEN,
    )


# --- the answer in a sentence -------------------------------------------------------------


def _answer(found: OnRecord, notice: SignOff | None, origins: Sequence[Origin], *, is_given: bool) -> str:
    if found.on.body == found.body:
        said = _of_itself(found.on, is_given=is_given)
    else:
        held = "; ".join(origin_in_words(each) for each in origins)
        said = f"It has taken the place of others, and holds what they gave. {held}."
    told = _notice_explained(notice, found.lines)
    return f"{said} {_told_of(told)}" if told else said


def _of_itself(state: SignOff, *, is_given: bool) -> str:
    on = state.decided
    if on is None:
        return f"{_was_asked(state)}, and has not decided: {standing_in_words(state.standing)}."
    if on.basis.procedure is Procedure.NOTICE:
        return f"{_was_asked(state)}. {no_decision(state.standing)}, on {in_words(london_day(on.happened))}."
    counted = f" {on.basis.counted.words}" if on.basis.counted else ""
    stands = f"on {in_words(london_day(on.happened))}: {standing_in_words(state.standing)}.{counted}"
    otherwise = f" {HOW[on.basis.procedure]}" if on.basis.procedure is not state.procedure else ""
    given = "That is what it was asked for." if is_given else "That is not what it was asked for."
    if state.standing is Standing.APPROVED_WITH_CONDITION and not is_given:
        given = "Its condition was not met in time, so that its approval does not hold."
    if not is_given and (waits := not_in_effect(state)):
        given = f"It is {waits}."
    return f"{_was_asked(state)}, and decided{otherwise} {stands} {given}{_ratification(state)}"


def _ratification(state: SignOff) -> str:
    if state.decided is None or state.decided.basis.urgency is None:
        return ""
    if state.ratified is None:
        return " The body has still to ratify it, and it counts meanwhile."
    day = in_words(london_day(state.ratified.happened))
    return f" The body {'ratified' if state.ratified.is_ratified else 'would not ratify'} it on {day}."


def _was_asked(state: SignOff) -> str:
    return f"It was asked {_asked(state.ask)} version {state.version} {HOW[state.procedure]}"


def _told_of(notice: NoticeExplained) -> str:
    match notice.standing:
        case Standing.NO_OBJECTION:
            return f"It raised no objection to version {notice.version}, which is no approval of it."
        case Standing.OBJECTED:
            return f"It objects to version {notice.version}."
        case _:
            return f"It may object to version {notice.version} until {deadline_in_words(notice.until)}."


def _asked(ask: Ask) -> str:
    return "to be informed of" if ask is Ask.BE_INFORMED else f"to {ask.value}"


# --- what happened ------------------------------------------------------------------------


def _story(body: BodyId, lines: Sequence[Recorded], names: Names) -> Iterable[Told]:
    of_members = {
        line.event.concern for line in lines if isinstance(line.event, ConcernRaised) and line.event.seat
    }
    begun = False
    for line in lines:
        if not line.stream.startswith(("approval/", "sign-off/")):
            continue
        tell = TELLS.get(type(line.event))
        begun = begun or not body or (tell is not None and _names_it(body, line))
        if tell is not None and begun and _is_about(body, line):
            words, quoted = tell(line.event, names)
            yield Told(
                happened=line.happened,
                number=line.number,
                words=f"{words}{withdrawn_by(line, names)}",
                quoted=quoted,
                unnamed=_unnamed(line.event, of_members) or _unheard(line.event, words),
            )


def _unnamed(event: Fact, of_members: Collection[str]) -> str:
    """What everybody may read of a line about one member: never whose it was, nor what they wrote."""
    match event:
        case AnswerGiven():
            return "A member answered"
        case ConcernRaised(seat=seat, concern=concern) if seat is not None:
            return f"A member asked a question or raised a concern ({concern})"
        case ConcernAnswered(concern=concern) if concern in of_members:
            return f"{concern} was answered"
        case _:
            return ""


def _unheard(event: Fact, words: str) -> str:
    """How an item came out that the public was excluded from, and that it was; never what was said (G19)."""
    match event:
        case SignOffDeferred() if event.basis.in_private:
            return "Deferred. Taken in private by resolution"
        case SignOffDecided() | FoundInquorate() | RatificationDecided() if event.basis.in_private:
            return f"{words.rstrip('.')}. Taken in private by resolution"
        case _:
            return ""


def _names_it(body: BodyId, line: Recorded) -> bool:
    """What was done with the matter before the body came to it is no part of its story."""
    if line.stream.startswith("sign-off/"):
        return line.stream.split("/")[2] == body
    return body in {getattr(line.event, "body", None), getattr(line.event, "successor", None)}


def _is_about(body: BodyId, line: Recorded) -> bool:
    if line.stream.startswith("sign-off/"):
        return line.stream.split("/")[2] == body
    concerned = getattr(line.event, "body", None)
    others = {each.body for each in getattr(line.event, "against", ())}
    return concerned in {None, body} or getattr(line.event, "successor", None) == body or body in others


Tale = tuple[str, Text | None]


def _opened(event: SignOffOpened, _: Names) -> Tale:
    until = f", to answer by {deadline_in_words(event.deadline)}" if event.deadline else ""
    return f"Asked {_asked(event.ask)} version {event.version} {HOW[event.procedure]}{until}", None


def _reopened(event: SignOffReopened, _: Names) -> Tale:
    until = f", to answer by {deadline_in_words(event.deadline)}" if event.deadline else ""
    return f"Asked again{until}", None


def _answered(event: AnswerGiven, names: Names) -> Tale:
    how = f", told by {event.evidence_channel}" if event.evidence_channel else ""
    return f"{_title(event, names)} {SAID[event.answer]}{how}", event.reason


def _title(event: AnswerGiven | InterestDeclared | DeputyNamed, names: Names) -> str:
    return names.get(event.seat, event.seat)


def _decided(event: SignOffDecided, names: Names) -> Tale:
    counted = f". {event.basis.counted.words}" if event.basis.counted else ""
    return f"{outcome(event.standing, event.verbs, event.basis, names)}{counted}", event.wording


def _inquorate(event: FoundInquorate, _: Names) -> Tale:
    return event.basis.quorum.words if event.basis.quorum else "Not quorate.", event.minute


def _concern(event: ConcernRaised, names: Names) -> Tale:
    by = names.get(event.seat, event.seat) if event.seat else "The body"
    return f"{by} {'objects' if event.objects else 'asks'} ({event.concern})", event.words


def _ratified(event: RatificationDecided, _: Names) -> Tale:
    said = "It ratified" if event.ratified else "It would not ratify"
    counted = f". {event.basis.counted.words}" if event.basis.counted else ""
    return f"{said} what its chair had decided for it{counted}", event.wording


def _succeeded(event: BodySucceeded, names: Names) -> Tale:
    ended, holder = names.get(event.body, event.body), names.get(event.successor, event.successor)
    return f"{ended} ended; {holder} took its place", None


def _passed_on(event: SeatPassedOn, names: Names) -> Tale:
    seat = names.get(event.seat, event.seat)
    words = "Asked of the new holder of the seat" if event.to else "Vacant, so that nobody is asked there"
    return f"{words}: {seat}", None


def _told(event: Escalated, _: Names) -> Tale:
    return f"The {event.to} was told that nothing had come", None


TELLS: Mapping[type[Fact], Callable[[Any, Names], Tale]] = {
    MatterOpened: lambda event, _: (f"Opened on version {event.version}", None),
    SignOffOpened: _opened,
    SignOffReopened: _reopened,
    AnswerGiven: _answered,
    InterestDeclared: lambda event, names: (
        f"{names.get(event.seat, event.seat)} declared an interest",
        None,
    ),
    DeputyNamed: lambda event, names: (f"A deputy was named for {names.get(event.seat, event.seat)}", None),
    SeatPassedOn: _passed_on,
    WindowPassedOn: lambda _, __: ("Its new secretary was told that it may object", None),
    Reminded: lambda event, _: (f"{len(event.seats)} who had not answered were reminded", None),
    Escalated: _told,
    MeetingFixed: lambda event, _: (f"On the agenda of {deadline_in_words(event.starts)}", None),
    MeetingLost: lambda _, __: ("Its meeting was lost", None),
    SignOffDeferred: lambda event, _: ("Deferred, asking for what is quoted", event.asked_for),
    FoundInquorate: _inquorate,
    SignOffDecided: _decided,
    ConcernRaised: _concern,
    ConcernAnswered: lambda event, _: (f"{event.concern} was answered", event.words),
    ConcernWithdrawn: lambda event, _: (f"{event.concern} was withdrawn", None),
    SignOffWithdrawn: lambda _, __: ("No longer asked", None),
    SignOffSuperseded: lambda event, _: (f"Version {event.version} took the place of the text", None),
    BodyAskedAgain: lambda event, _: ("To be asked again, for the reason quoted", event.reason),
    BodySucceeded: _succeeded,
    ConditionStands: lambda event, _: (f"Its condition is {event.state.value}", None),
    RatificationDecided: _ratified,
    NoticeEnded: lambda event, _: (f"Its window ended: {standing_in_words(event.standing)}", None),
    VersionIssued: lambda event, _: (f"Version {event.version} issued ({event.change.value})", event.reason),
    GateOpened: lambda event, _: (f"Nothing keeps version {event.version} from being published", None),
    PublicationChased: lambda event, _: (f"{in_words(event.day)} passed, and it was not published", None),
    MatterPublished: lambda event, _: (f"Version {event.version} was published", None),
    MatterHeld: lambda event, _: ("The matter was put on hold", event.reason),
    MatterReleased: lambda event, _: ("The matter was released", event.reason),
    MatterWithdrawn: lambda event, _: ("The matter was withdrawn", event.reason),
    **TELLS_OF_COURSE,
    **TELLS_OF_EXECUTIVES,
}
"""What each event is in words; what is not here says nothing about why a body stands where it does."""
