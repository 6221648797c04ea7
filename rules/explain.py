"""Why is this approved, and why not yet? Told from the lines of the ledger alone, in words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
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
from models.explaining import BodyExplained, Told
from models.fact import Fact
from models.programme import Definition, RuleSet, VotingRule
from models.sign_off import SignOff, fold
from models.values import Answer, Ask, BodyId, Procedure, SeatId, Sha256, Text
from rules.calendar import deadline_in_words, in_words, london_day
from rules.verbs import in_words as verb_in_words
from rules.verbs import standing_in_words

Names = Mapping[SeatId, str]

HOW: Mapping[Procedure, str] = {
    Procedure.MEETING: "at a meeting",
    Procedure.WRITTEN: "in writing",
    Procedure.DELEGATED: "by delegated authority",
    Procedure.LETTER: "by letter",
    Procedure.NOTICE: "by a notice it may object to",
}

VOTING: Mapping[VotingRule, str] = {
    VotingRule.MAJORITY: "more must vote for it than against, of those present and voting",
    VotingRule.NO_DISSENT: "nobody voting may be against it; an abstention is not dissent",
    VotingRule.UNANIMITY: "every member entitled to vote must be for it",
}

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
    """`lines` are those of the matter and of the body's sign-offs, in their order. None for a body that was
    not asked. The standing is folded from the lines again, never taken from a projection.
    """
    states: dict[str, SignOff] = {}
    for line in lines:
        if line.stream.startswith("sign-off/"):
            states[line.stream] = fold(states.get(line.stream), line)
    asked = [state for state in states.values() if state.body == body]
    if not asked:
        return None
    newest = asked[-1]
    names = {seat.id: seat.title for each in definition.bodies for seat in each.seats}
    return BodyExplained(
        matter=newest.matter,
        body=body,
        version=newest.version,
        content_hash=newest.content_hash,
        standing=newest.standing,
        is_given=is_given,
        answer=_answer(newest, is_given=is_given),
        who=_who(newest, names),
        rule=_rule(newest, rule_sets[newest.rule_set]),
        story=tuple(_story(body, lines, names)),
    )


def _answer(state: SignOff, *, is_given: bool) -> str:
    how, on = HOW[state.procedure], state.decided
    asked = f"It was asked {_asked(state.ask)} version {state.version} {how}"
    if on is None:
        return f"{asked}, and has not decided: {standing_in_words(state.standing)}."
    counted = f" {on.basis.counted.words}" if on.basis.counted else ""
    stands = f"on {in_words(london_day(on.happened))}: {standing_in_words(state.standing)}.{counted}"
    given = "That is what it was asked for." if is_given else "That is not what it was asked for."
    return f"{asked}, and decided {stands} {given}"


def _asked(ask: Ask) -> str:
    return "to be informed of" if ask is Ask.BE_INFORMED else f"to {ask.value}"


# --- who, and by which rule ---------------------------------------------------------------


def _who(state: SignOff, names: Names) -> tuple[str, ...]:
    basis = state.decided.basis if state.decided else None
    entitled = basis.entitled if basis and basis.entitled else state.entitled
    said = [("Entitled to decide", entitled)]
    if basis:
        said += [("Present", basis.present)]
        said += [("Consulted", tuple(each.seat for each in basis.consulted))]
        said += [("Took no part for an interest", tuple(each.seat for each in basis.interests))]
    said += [("Declared an interest in writing", tuple(state.interests))]
    said += [("Represented by a deputy", tuple(state.deputies))]
    if basis and basis.through:
        said += [("Decided under delegation by", (basis.through,))]
    return tuple(f"{what}: {_titles(seats, names)}" for what, seats in said if seats)


def _titles(seats: Iterable[str], names: Names) -> str:
    found = [names.get(seat, seat) for seat in seats]
    return f"{len(found)} ({', '.join(found)})" if len(found) > 1 else ", ".join(found)


def _rule(state: SignOff, rules: RuleSet) -> tuple[str, ...]:
    said = [rules.title or rules.id]
    if state.procedure is Procedure.NOTICE:
        said.append("An open objection when the window ends keeps it from being published; silence does not")
    else:
        said.append(f"To carry, {VOTING[rules.voting]}")
    quorum = state.decided.basis.quorum if state.decided else None
    if quorum is not None:
        said.append(quorum.words)
    return (*said, f"Source: {rules.source}") if rules.source else tuple(said)


# --- what happened ------------------------------------------------------------------------


def _story(body: BodyId, lines: Iterable[Recorded], names: Names) -> Iterable[Told]:
    for line in lines:
        if not _is_about(body, line):
            continue
        tell = TELLS.get(type(line.event))
        if tell is not None:
            words, quoted = tell(line.event, names)
            yield Told(happened=line.happened, number=line.number, words=words, quoted=quoted)


def _is_about(body: BodyId, line: Recorded) -> bool:
    if line.stream.startswith("sign-off/"):
        return line.stream.split("/")[2] == body
    concerned = getattr(line.event, "body", None)
    return concerned in {None, body} or getattr(line.event, "successor", None) == body


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


def _decided(event: SignOffDecided, _: Names) -> Tale:
    verbs = " and ".join(verb_in_words(verb) for verb in event.verbs)
    counted = f". {event.basis.counted.words}" if event.basis.counted else ""
    by = f" (to {verbs})" if verbs else ""
    return f"Decided: {standing_in_words(event.standing)}{by}{counted}", event.wording


def _inquorate(event: FoundInquorate, _: Names) -> Tale:
    return event.basis.quorum.words if event.basis.quorum else "Not quorate.", event.minute


def _concern(event: ConcernRaised, names: Names) -> Tale:
    by = names.get(event.seat, event.seat) if event.seat else "The body"
    return f"{by} {'objects' if event.objects else 'asks'} ({event.concern})", event.words


def _told(event: Escalated, _: Names) -> Tale:
    return f"The {event.to} was told that nothing had come", None


TELLS: Mapping[type[Fact], Callable[[Any, Names], Tale]] = {
    SignOffOpened: _opened,
    SignOffReopened: _reopened,
    AnswerGiven: _answered,
    InterestDeclared: lambda event, names: (
        f"{names.get(event.seat, event.seat)} declared an interest",
        None,
    ),
    DeputyNamed: lambda event, names: (f"A deputy was named for {names.get(event.seat, event.seat)}", None),
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
    BodySucceeded: lambda event, _: (f"{event.body} ended; {event.successor} took its place", None),
    ConditionStands: lambda event, _: (f"Its condition is {event.state.value}", None),
    NoticeEnded: lambda event, _: (f"Its window ended: {standing_in_words(event.standing)}", None),
    VersionIssued: lambda event, _: (f"Version {event.version} issued ({event.change.value})", event.reason),
    MatterHeld: lambda event, _: ("The matter was put on hold", event.reason),
    MatterReleased: lambda event, _: ("The matter was released", event.reason),
    MatterWithdrawn: lambda event, _: ("The matter was withdrawn", event.reason),
}
"""What each event is in words; what is not here says nothing about why a body stands where it does."""
