"""The record of one body's decision, section by section, as it is printed (G48)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.approval import Approval, fold
from models.deciding import Basis, Course, Interest, Vote
from models.events import Escalated, MeetingFixed, Recorded, Reminded
from models.executive_events import DecisionPublished
from models.explaining import Section, Stated
from models.fact import Fact
from models.meeting_events import MeetingHeld, SittingRecorded
from models.programme import RuleSet
from models.sign_off import Decided, SignOff
from models.values import BodyId, Procedure, SeatId
from rules.calendar import deadline_in_words, in_words, london_day, time_in_words
from rules.conflicts import quorum_in_words as quorum_found_in_words
from rules.resolved_in_words import no_decision, resolved
from rules.rule_in_words import delegation_in_words, rule_in_words
from rules.urgency import RUNG_IN_WORDS
from rules.verbs import standing_in_words

Names = Mapping[str, str]
"""Of seats and bodies: a title for each id."""

HOW: Mapping[Procedure, str] = {
    Procedure.MEETING: "at a meeting",
    Procedure.WRITTEN: "in writing",
    Procedure.DELEGATED: "by delegated authority",
    Procedure.LETTER: "by letter",
    Procedure.CHAIRS_ACTION: "by its chair's action",
    Procedure.NOTICE: "by a notice it may object to",
}

RULED: Mapping[Course, str] = {
    Course.LEAVE: "left the room for the item",
    Course.STAY_WITHOUT_VOTING: "stayed, and did not vote",
    Course.STAY_AND_VOTE: "stayed and voted, by a dispensation or because no conflict was found",
}

AWAITED = {True: "The whole waits for its answer", False: "The whole does not wait for its answer"}

VOTED: Mapping[Vote, str] = {Vote.FOR: "For", Vote.AGAINST: "Against", Vote.ABSTAINED: "Abstained"}


@dataclass(frozen=True)
class OnRecord:
    """What the record of one body is made from: what it was asked, and every line about it."""

    body: BodyId
    asked: str
    """What it was asked and how, in words."""
    on: SignOff
    """What it decided on, or is asked."""
    lines: Sequence[Recorded]
    """Of the matter, its sign-offs, what approvals are subject to and the meetings, in their order."""
    rules: RuleSet
    decided_under: RuleSet | None
    """The rules of the committee, where it decided through one; else its own. None before it decided."""
    names: Names

    @property
    def basis(self) -> Basis | None:
        return self.on.decided.basis if self.on.decided else None


def decision(found: OnRecord) -> Iterator[tuple[str, Iterator[Stated]]]:
    """Each section with its title; some have nothing to say."""
    yield from (
        ("What it was asked", _asked(found)),
        ("Reminders", _reminders(found)),
        ("Who decided", _who(found)),
        ("Conflicts of interest and dispensations", _interests(found)),
        ("The rule", _rule(found)),
        ("Why the chair acted for the body", _urgency(found)),
        ("What was decided", _decided(found)),
    )


def sections(every: Iterable[tuple[str, Iterator[Stated]]]) -> tuple[Section, ...]:
    """Those that have something to say."""
    made = (Section(title=title, said=tuple(said)) for title, said in every)
    return tuple(each for each in made if each.said)


def plain(words: Iterable[str]) -> Iterator[Stated]:
    return (Stated(words=each if each.endswith((".", "?")) else f"{each}.") for each in words)


def titles(seats: Iterable[str], names: Names) -> str:
    found = [names.get(seat, seat) for seat in seats]
    return f"{len(found)} ({', '.join(found)})" if len(found) > 1 else ", ".join(found)


# --- asked and reminded -------------------------------------------------------------------


def _asked(found: OnRecord) -> Iterator[Stated]:
    on = found.on
    until = f", to answer by {deadline_in_words(on.deadline)}" if on.deadline else ""
    yield from plain(
        (
            found.asked,
            f"The text: version {on.version}, content hash {on.content_hash}",
            f"Asked on {time_in_words(on.opened)}{until}",
            _awaited(found),
        )
    )
    for line in _of(found, MeetingFixed):
        if isinstance(line.event, MeetingFixed):
            day = time_in_words(line.event.starts)
            yield from plain([f"Put on {in_words(london_day(line.happened))} on the agenda of {day}"])


def _awaited(found: OnRecord) -> str:
    """As the route stands now: its owner may have ruled otherwise since the body was asked."""
    matter: Approval | None = None
    for line in found.lines:
        if line.stream == f"approval/{found.on.matter}":
            matter = fold(matter, line)
    if matter is None:
        return AWAITED[found.on.required]
    if matter.goes_without(found.on.body):
        return "The matter goes ahead without its answer"
    return AWAITED[matter.is_required(found.on.body)]


def _reminders(found: OnRecord) -> Iterator[Stated]:
    for line in _of(found, Reminded, Escalated):
        day = time_in_words(line.happened)
        if isinstance(line.event, Reminded):
            yield from plain([f"On {day} {len(line.event.seats)} who had not answered were reminded"])
        elif isinstance(line.event, Escalated):
            yield from plain([f"On {day} the {line.event.to} was told who had not answered"])


def _of(found: OnRecord, *kinds: type[Fact]) -> Iterator[Recorded]:
    return (line for line in found.lines if line.stream == found.on.stream and isinstance(line.event, kinds))


# --- who, and by which rule ---------------------------------------------------------------


def _who(found: OnRecord) -> Iterator[Stated]:
    state, basis = found.on, found.basis
    said: list[tuple[str, Iterable[str]]] = [
        ("Entitled to decide", basis.entitled if basis and basis.entitled else state.entitled)
    ]
    if basis:
        said += [("Present", basis.present)]
        said += [("Consulted", (each.seat for each in basis.consulted))]
    said += [("In the chair", _in_the_chair(found))]
    said += [("Represented by a deputy", dict.fromkeys((*state.deputies, *_deputised(found))))]
    if basis and basis.through:
        said += [("Decided under delegation by", (basis.through,))]
    yield from plain(f"{what}: {listed}" for what, seats in said if (listed := titles(seats, found.names)))
    if basis and basis.consulted:
        days = (
            f"{found.names.get(each.seat, each.seat)} on {in_words(each.day)}" for each in basis.consulted
        )
        yield from plain([f"The consultation: {'; '.join(days)}"])
    if state.procedure is Procedure.WRITTEN:
        counted = len(state.answers.keys() - state.interests.keys())
        yield from plain([f"Answered: {counted} of {len(state.may_answer)}"])


def _meetings(found: OnRecord) -> Iterator[MeetingHeld | SittingRecorded]:
    """What was written down of the meeting that decided, and of each of its sittings."""
    meeting = found.on.decided.meeting if found.on.decided else None
    for line in found.lines:
        if line.stream == f"meeting/{meeting}" and isinstance(line.event, MeetingHeld | SittingRecorded):
            yield line.event


def _deputised(found: OnRecord) -> Iterator[SeatId]:
    """Seats in which a deputy sat, of the body or of the committee it decided through (G32)."""
    sat = {found.body, found.basis.through if found.basis else None}
    for held in _meetings(found):
        for body, attendance in held.attendance.items():
            yield from (each.seat for each in attendance if body in sat and each.deputy)


def _in_the_chair(found: OnRecord) -> Iterator[SeatId]:
    last = list(_meetings(found))[-1:]
    yield from (each.presiding[found.body] for each in last if found.body in each.presiding)


def _interests(found: OnRecord) -> Iterator[Stated]:
    basis = found.basis
    ruled = basis.interests if basis else ()
    yield from plain(_ruling(each, found.names) for each in ruled)
    in_writing = [seat for seat in found.on.interests if seat not in {each.seat for each in ruled}]
    if in_writing:
        yield from plain([f"Declared in writing, and took no part: {titles(in_writing, found.names)}"])
    if basis and basis.stopped_by:
        stopped = titles(basis.stopped_by, found.names)
        yield from plain([f"Interests alone kept the body from deciding: {stopped}"])
    if basis is not None and not ruled and not in_writing:
        yield from plain(["No interest was declared"])
    if basis is not None:
        given = [each.seat for each in ruled if each.course is Course.STAY_AND_VOTE]
        yield from plain([f"Dispensations: {titles(given, found.names) if given else 'none'}"])


def _ruling(interest: Interest, names: Names) -> str:
    own = " in their own pay or terms" if interest.own_terms else ""
    return (
        f"{names.get(interest.seat, interest.seat)} declared an interest{own}, and {RULED[interest.course]}"
    )


def _rule(found: OnRecord) -> Iterator[Stated]:
    """Of a committee that decided for it, first the authority it had from the body, then its own rules."""
    procedure = found.basis.procedure if found.basis else found.on.procedure
    rules = found.decided_under or found.rules
    if found.basis and found.basis.through and rules != found.rules:
        yield from plain(delegation_in_words(found.rules, found.names))
    yield from plain(rule_in_words(rules, procedure, found.on.ask, found.names))


def _urgency(found: OnRecord) -> Iterator[Stated]:
    urgency = found.basis.urgency if found.basis else None
    if urgency is None:
        return
    yield Stated(words=f"An answer was needed by {in_words(urgency.needed_by)}:", quoted=urgency.reason)
    yield from plain([f"Acted: {titles(urgency.acting, found.names)}"])
    for each in urgency.shut:
        because = f": {each.found}" if each.found else ""
        yield Stated(words=f"Not by {RUNG_IN_WORDS[each.rung]}{because}.", quoted=each.reason)


# --- what was decided ---------------------------------------------------------------------


def _decided(found: OnRecord) -> Iterator[Stated]:
    decided = found.on.decided
    if decided is None:
        yield from plain([f"Nothing yet: {standing_in_words(found.on.standing)}"])
        return
    day, written = london_day(decided.happened), london_day(decided.recorded)
    later = f"; written down on {in_words(written)}" if written != day else ""
    if decided.basis.procedure is Procedure.NOTICE:
        yield from plain([f"{no_decision(found.on.standing)}, on {in_words(day)}"])
        return
    yield from plain([f"Decided on {in_words(day)}{later}: {standing_in_words(found.on.standing)}"])
    if decided.verbs:
        yield from plain([resolved(found.on, decided, found.names)])
    yield from _count(decided.basis, found.names)
    yield from _said(decided)
    if decided.evidence:
        yield Stated(words="What the entry rests on:", quoted=decided.evidence, is_for_the_desk=True)
    yield from _published(found)


def _said(decided: Decided) -> Iterator[Stated]:
    """Of an item taken in private everybody reads that it was, and why; what was said then is for the desk
    (G19).
    """
    reason = decided.basis.in_private
    if reason:
        yield Stated(words="Taken in private by resolution, for the reason stated in it:", quoted=reason)
    told = {"The wording and the reasons given with it:": decided.wording, "The minute:": decided.minute}
    for words, text in told.items():
        if text:
            yield Stated(words=words, quoted=text, is_for_the_desk=reason is not None)


def _published(found: OnRecord) -> Iterator[Stated]:
    """What a decision that is published says beside itself; of any other no alternatives are on record."""
    notices = [
        line.event.notice
        for line in _of(found, DecisionPublished)
        if isinstance(line.event, DecisionPublished)
    ]
    for notice in notices:
        yield Stated(words="Reasons:", quoted=notice.reasons)
        for called, text in (
            ("Conflicts declared beside those ruled upon:", notice.conflicts),
            ("Dispensations:", notice.dispensations),
        ):
            if text:
                yield Stated(words=called, quoted=text)
    rejected = next((each.rejected for each in reversed(notices) if each.rejected), None)
    none = "Alternatives considered and rejected: none is on the record."
    yield (
        Stated(words="Alternatives considered and rejected:", quoted=rejected)
        if rejected
        else Stated(words=none)
    )


def _count(basis: Basis, names: Names) -> Iterator[Stated]:
    if basis.quorum is not None or basis.stopped_by:
        yield from plain([quorum_found_in_words(basis)])
    if basis.counted is not None:
        yield from plain([basis.counted.words])
    for vote, called in VOTED.items():
        seats = [seat for seat, cast in basis.votes.items() if cast is vote]
        if seats:
            yield from plain([f"{called}: {titles(seats, names)}"])
    if basis.adopted:
        yield from plain(["Taken over as it was reported; nothing was counted here"])
