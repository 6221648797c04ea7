"""What became of a decision, for its record: conditions, amendments, successors, corrections (G48, G58)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from models.events import (
    AnswerGiven,
    BodyAskedAgain,
    BodySucceeded,
    ConcernRaised,
    ConcernWithdrawn,
    DeputyNamed,
    InterestDeclared,
    MatterOpened,
    NoticeEnded,
    ObligationDischarged,
    RecordCorrected,
    Recorded,
    SignOffDecided,
    SignOffOpened,
    SignOffReopened,
)
from models.explaining import Earlier, Origin, Stated
from models.obligation import Obligation, ObligationStage
from models.obligation import fold as fold_obligation
from models.ratifying_events import RatificationDecided
from models.sign_off import Attempt, Concern, Decided, SignOff
from models.values import BodyId, Instant, ObligationSort, Procedure, Standing
from rules.calendar import deadline_in_words, in_words, london_day
from rules.conflicts import quorum_in_words
from rules.record_in_words import Names, OnRecord, plain, titles
from rules.resolved_in_words import no_decision
from rules.rule_in_words import ON_AN_AMENDMENT
from rules.verbs import standing_in_words

STANDS: Mapping[ObligationStage, str] = {
    ObligationStage.OPEN: "not yet met",
    ObligationStage.LATE: "not met in time",
    ObligationStage.KEPT: "met",
    ObligationStage.KEPT_LATE: "met, late",
    ObligationStage.DROPPED: "no longer asked for",
}

ABOUT_ONE_MEMBER = (AnswerGiven, InterestDeclared, ConcernRaised, DeputyNamed)


def afterwards(
    found: OnRecord, notice: SignOff | None, origins: Sequence[Origin]
) -> Iterator[tuple[str, Iterator[Stated]]]:
    """Each section with its title; some have nothing to say."""
    yield from (
        ("Conditions and how they stand", _conditions(found)),
        ("Ratification", _ratification(found)),
        ("What it did before", _before(found)),
        ("The amendment", _amendment(found, notice)),
        ("Succession", _succession(found, origins)),
        ("Corrections of the record", _corrections(found)),
    )


# --- conditions ---------------------------------------------------------------------------


def _conditions(found: OnRecord) -> Iterator[Stated]:
    """What the approval is subject to, and who said of each that it is met (G11)."""
    owed = _owed(found)
    is_private = found.basis is not None and found.basis.in_private is not None
    ends = "." if is_private else ":"
    if not owed and found.on.decided:
        for text in found.on.decided.conditions:
            yield Stated(words=f"Subject to a condition{ends}", quoted=text, is_for_the_desk=is_private)
    for each in owed:
        due = f", due {in_words(each.due.latest)}" if each.due.latest else ""
        words = f"Subject to a condition{due}, which is {STANDS[each.stage]}{ends}"
        yield Stated(words=words, quoted=each.words, is_for_the_desk=is_private)
        yield from plain(_terms(each, found.names))
        yield from _met(each, found)


def _owed(found: OnRecord) -> list[Obligation]:
    states: dict[str, Obligation] = {}
    for line in found.lines:
        if line.stream.startswith("obligation/"):
            states[line.stream] = fold_obligation(states.get(line.stream), line)
    return [
        each
        for each in states.values()
        if each.sort is ObligationSort.CONDITION and (each.matter, each.body) == (found.on.matter, found.body)
    ]


def _terms(owed: Obligation, names: Names) -> Iterator[str]:
    if owed.terms is None:
        return
    officer = names.get(owed.terms.discharged_by, owed.terms.discharged_by)
    asking = f", after consulting {titles(owed.terms.consulting, names)}" if owed.terms.consulting else ""
    yield f"Who says for the body whether it is met: {officer}{asking}"
    if owed.terms.may_agree:
        yield "The same officer may agree, for the body, the version that meets it"


def _met(owed: Obligation, found: OnRecord) -> Iterator[Stated]:
    for line in found.lines:
        event = line.event
        if line.stream != owed.stream or not isinstance(event, ObligationDischarged):
            continue
        by = f" by {found.names.get(event.officer, event.officer)}" if event.officer else ""
        asked = (
            f"{found.names.get(each.seat, each.seat)} on {in_words(each.day)}" for each in event.consulted
        )
        consulted = f", having consulted {' and '.join(asked)}" if event.consulted else ""
        words = f"Said to be met on {in_words(london_day(line.happened))}{by}{consulted}."
        yield Stated(words=words, quoted=event.evidence, is_for_the_desk=True)


def _ratification(found: OnRecord) -> Iterator[Stated]:
    """Of what the chair decided for the body: owed until a formal meeting has said (G42)."""
    if found.basis is None or found.basis.urgency is None:
        return
    said = [
        (line.happened, line.event)
        for line in found.lines
        if line.stream == found.on.stream and isinstance(line.event, RatificationDecided)
    ]
    if not said:
        yield from plain(
            ["Owed by the body's first formal meeting that is held; the decision counts meanwhile"]
        )
    for happened, event in said:
        verb = "ratified" if event.ratified else "did not ratify"
        counted = event.basis.counted.words if event.basis.counted else ""
        words = (
            f"On {in_words(london_day(happened))} the body {verb} it.",
            quorum_in_words(event.basis),
            counted,
        )
        yield Stated(
            words=" ".join(filter(None, words)),
            quoted=event.wording or event.minute,
            is_for_the_desk=event.basis.in_private is not None,
        )


# --- before -------------------------------------------------------------------------------


def _before(found: OnRecord) -> Iterator[Stated]:
    """Former versions first, then each time it took this one without giving what it was asked."""
    for line in found.lines:
        event = line.event
        if isinstance(event, SignOffDecided) and _is_of_a_former_version(found, line):
            version, day = line.stream.split("/")[3], in_words(london_day(line.happened))
            counted = event.basis.counted.words if event.basis.counted else ""
            words = f"On version {version}, on {day}: {_came_out(event)}. {counted}".strip()
            is_private = event.basis.in_private is not None
            yield Stated(words=words, quoted=event.wording, is_for_the_desk=is_private)
    yield from map(_attempt, found.on.attempts)
    for line in found.lines:
        again = line.event
        if isinstance(again, BodyAskedAgain) and found.body in (again.body, *again.of):
            day = in_words(london_day(line.happened))
            yield Stated(words=f"Asked again on {day} about version {again.version}:", quoted=again.reason)


def _came_out(event: SignOffDecided) -> str:
    if event.basis.procedure is Procedure.NOTICE:
        return no_decision(event.standing).lower()
    return standing_in_words(event.standing)


def _is_of_a_former_version(found: OnRecord, line: Recorded) -> bool:
    is_its_own = line.stream.split("/")[1:3] == [found.on.matter, found.on.body]
    return is_its_own and line.stream != found.on.stream and line.happened <= found.on.opened


def _attempt(attempt: Attempt) -> Stated:
    day = in_words(london_day(attempt.happened))
    quorum = quorum_in_words(attempt.basis) if attempt.standing is Standing.INQUORATE else ""
    counted = attempt.basis.counted.words if attempt.basis.counted else ""
    said = attempt.asked_for or (attempt.decided.wording if attempt.decided else None)
    is_private = attempt.basis.in_private is not None
    how = "In private, by resolution." if is_private else ""
    words = (f"On {day}: {standing_in_words(attempt.standing)}.", how, quorum, counted)
    return Stated(words=" ".join(filter(None, words)), quoted=said, is_for_the_desk=is_private)


def earlier_decisions(
    on: SignOff, states: Iterable[SignOff], lines: Sequence[Recorded]
) -> tuple[Earlier, ...]:
    """Of this body, on former versions and on this one before it was asked again; its last is not among them,
    and what silence came to is no decision.
    """
    own = [each for each in states if each.body == on.body and each.opened <= on.opened]
    last = [(each, each.decided, each.standing) for each in own if each.stream != on.stream]
    before = [(each, attempt.decided, attempt.standing) for each in own for attempt in each.attempts]
    made = [
        Earlier(
            version=state.version,
            asked=_asked_for(decided, state, lines),
            decided=decided.happened,
            standing=standing,
        )
        for state, decided, standing in (*last, *before)
        if decided is not None and decided.basis.procedure is not Procedure.NOTICE
    ]
    return tuple(sorted(made, key=lambda each: each.decided))


def _asked_for(decided: Decided, state: SignOff, lines: Iterable[Recorded]) -> Instant:
    """When it was last asked before it so decided."""
    asked = (
        line.happened
        for line in lines
        if isinstance(line.event, SignOffOpened | SignOffReopened)
        and line.stream == state.stream
        and line.number < decided.number
    )
    return max(asked, default=state.opened)


# --- an amendment -------------------------------------------------------------------------


def _amendment(found: OnRecord, notice: SignOff | None) -> Iterator[Stated]:
    """What it approved before stays what it approved; silence is no approval (G58)."""
    if notice is None:
        return
    told = in_words(london_day(notice.opened))
    until = f", with until {deadline_in_words(notice.deadline)} to object" if notice.deadline else ""
    yield from plain([f"Told on {told} of version {notice.version}{until}", ON_AN_AMENDMENT])
    source = _protocol(found.lines)
    if source:
        yield from plain([f"Source: {source}"])
    for concern in notice.concerns.values():
        called = "Objected" if concern.objects else "Asked"
        day = in_words(london_day(concern.raised))
        is_theirs = concern.seat is not None
        yield Stated(
            words=f"{called} on {day}; {_became(found, notice, concern)}.",
            quoted=concern.words,
            is_for_the_desk=is_theirs,
        )
    yield from plain(_ended(found, notice))


def _became(found: OnRecord, notice: SignOff, concern: Concern) -> str:
    """How it ended; of one that was withdrawn, on which day and by which office."""
    for line in found.lines:
        is_of_it = isinstance(line.event, ConcernWithdrawn) and line.event.concern == concern.id
        if is_of_it and line.stream == notice.stream:
            return f"withdrawn on {in_words(london_day(line.happened))}{withdrawn_by(line, found.names)}"
    return concern.state


def withdrawn_by(line: Recorded, names: Names) -> str:
    """Of a line that withdraws something: the office that did. A member who did is not named for it."""
    if not isinstance(line.event, ConcernWithdrawn) or line.by is None or line.by.person not in names:
        return ""
    return f" by {names[line.by.person]}"


def _ended(found: OnRecord, notice: SignOff) -> Iterator[str]:
    ends = [
        line
        for line in found.lines
        if isinstance(line.event, NoticeEnded)
        and (line.event.body, line.event.version) == (notice.body, notice.version)
    ]
    for line in ends:
        if isinstance(line.event, NoticeEnded):
            yield f"On {in_words(london_day(line.happened))}: {standing_in_words(line.event.standing)}"


def _protocol(lines: Sequence[Recorded]) -> str:
    protocols = (line.event.route.protocol for line in lines if isinstance(line.event, MatterOpened))
    return next((each.source.strip().rstrip(".") for each in protocols if each), "")


# --- succession ---------------------------------------------------------------------------


def _succession(found: OnRecord, origins: Sequence[Origin]) -> Iterator[Stated]:
    for line in found.lines:
        event = line.event
        if not isinstance(event, BodySucceeded):
            continue
        day = in_words(london_day(line.happened))
        if event.body == found.body:
            holder = found.names.get(event.successor, event.successor)
            yield from plain(
                [f"It ended; since {day} {holder} holds what it gave and owes what it did not give"]
            )
        elif event.successor == found.body:
            ended = found.names.get(event.body, event.body)
            yield from plain([f"Since {day} it holds the place of {ended}"])
    yield from plain(map(origin_in_words, origins))


def origin_in_words(origin: Origin) -> str:
    """An approval that was carried keeps the body that gave it and the day."""
    if origin.decided is None or origin.standing is None:
        return f"{origin.name} had not decided"
    day = in_words(london_day(origin.decided))
    return f"{origin.name}: {standing_in_words(origin.standing)} on version {origin.version}, on {day}"


def origins_of(
    body: BodyId, lines: Sequence[Recorded], states: Mapping[str, SignOff], names: Names
) -> tuple[Origin, ...]:
    """Every body whose place it has taken, those that were themselves successors included."""
    taken: list[BodyId] = []
    for line in reversed(lines):
        event = line.event
        if isinstance(event, BodySucceeded) and event.successor in {body, *taken}:
            taken.insert(0, event.body)
    return tuple(_origin(each, states, names) for each in taken)


def succeeded_on(body: BodyId, lines: Sequence[Recorded]) -> Instant | None:
    """When it took the place of another, the last time it did."""
    days = (
        line.happened
        for line in reversed(lines)
        if isinstance(line.event, BodySucceeded) and line.event.successor == body
    )
    return next(days, None)


def _origin(body: BodyId, states: Mapping[str, SignOff], names: Names) -> Origin:
    decided = [each for each in states.values() if each.body == body and each.decided]
    last = decided[-1] if decided else None
    return Origin(
        body=body,
        name=names.get(body, body),
        standing=last.standing if last else None,
        version=last.version if last else None,
        decided=last.decided.happened if last and last.decided else None,
    )


# --- corrections --------------------------------------------------------------------------


def _corrections(found: OnRecord) -> Iterator[Stated]:
    """The lines themselves stay as they were written."""
    by_number = {line.number: line.event for line in found.lines}
    for line in found.lines:
        if not isinstance(line.event, RecordCorrected) or line.stream != found.on.stream:
            continue
        day = in_words(london_day(line.recorded))
        is_theirs = isinstance(by_number.get(line.event.number), ABOUT_ONE_MEMBER)
        words = f"On {day} entry {line.event.number} of the record was corrected."
        yield Stated(words=words, quoted=line.event.words, is_for_the_desk=is_theirs)
