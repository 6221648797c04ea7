"""What happened, in words: the lines of the ledger that a person following the round would want to read."""

from collections.abc import Callable, Mapping
from typing import Any

from models import course_events, events, meeting_events, post_events, publication_events
from models.dates import When
from models.events import Event, Recorded
from models.programme import Definition
from models.round_planning import StagesPlanned
from models.values import BodyId, Sha256
from rules.calendar import in_words, london_day, time_in_words
from rules.course_in_words import CHANGED
from rules.verbs import standing_in_words

Told = Callable[["Teller", Recorded, Any], str]


class Teller:
    """Puts lines in words with the names its partnership uses."""

    def __init__(self, definition: Definition, typed: Mapping[Sha256, str]) -> None:
        self._definition = definition
        self._typed = typed

    def told(self, line: Recorded) -> str | None:
        """None for a line that only says how something else came about."""
        tell = TOLD.get(type(line.event))
        if tell is None:
            return None
        words = tell(self, line, line.event)
        is_late = london_day(line.happened) != london_day(line.recorded)
        return f"{words}; this was on {time_in_words(line.happened)}" if is_late else words

    def body(self, body: BodyId) -> str:
        found = self._definition.body(body)
        return found.short if found else body

    def due(self, due: When) -> str:
        return due.in_words(self._typed.get(due.words.digest) if due.words else None)

    def on(self, line: Recorded) -> str:
        """The body whose sign-off the line is on."""
        return self.body(line.stream.split("/")[2])

    def bodies(self, bodies: tuple[BodyId, ...]) -> str:
        return " and ".join(map(self.body, bodies))


def _subject(line: Recorded) -> str:
    return line.stream.split("/")[1]


def _numbered(line: Recorded) -> str:
    """`Round 1` of a recruitment, `Appointment 1` of an appointment."""
    kind, _, number = line.stream.split("/")
    return f"{'Round' if kind == 'recruitment' else 'Appointment'} {number}"


def _decided(teller: Teller, line: Recorded, decided: events.SignOffDecided) -> str:
    version = line.stream.split("/")[3]
    words = f"{teller.on(line)}: {standing_in_words(decided.standing)}, version {version}"
    through = f" through {decided.basis.through}" if decided.basis.through else ""
    counted = f" ({decided.basis.counted.words.rstrip('.')})" if decided.basis.counted else ""
    return f"{words}{through}{counted}"


def _inquorate(teller: Teller, line: Recorded, found: events.FoundInquorate) -> str:
    return f"{teller.on(line)}: no decision. {found.basis.quorum_words}"


def _deferred(teller: Teller, line: Recorded, put_off: events.SignOffDeferred) -> str:
    counted = f" ({put_off.basis.counted.words.rstrip('.')})" if put_off.basis.counted else ""
    return f"{teller.on(line)}: deferred{counted}"


def _moved(teller: Teller, line: Recorded, moved: events.DeadlineMoved) -> str:
    until = f"closes on {time_in_words(moved.deadline)}" if moved.deadline else "is waited for longer"
    return f"{teller.on(line)} has the time of the hold back: {until}"


TOLD: Mapping[type[Event], Told] = {
    events.PublishingBarred: lambda _, __, barred: (
        f"Publishing is barred from {in_words(barred.first)} to {in_words(barred.last)}"
    ),
    events.WindowWithdrawn: lambda _, __, gone: f"The window {gone.window} is withdrawn",
    events.MatterOpened: lambda _, __, opened: f"{opened.matter} is opened, version {opened.version}",
    events.VersionIssued: lambda _, __, issued: f"Version {issued.version} is issued: {issued.change}",
    events.StageOpened: lambda _, __, opened: f"The stage {opened.stage} opens",
    events.CommentLogged: lambda teller, _, logged: (
        f"{teller.body(logged.body)} was visited: {'comments' if logged.words else 'no comment'}"
    ),
    publication_events.CommentAnswered: lambda teller, _, told: (
        f"{teller.body(told.body)} is answered on its comments"
    ),
    publication_events.GateOpened: lambda _, line, opened: (
        f"{_subject(line)} may be published in version {opened.version}"
    ),
    publication_events.PublicationDated: lambda _, line, dated: (
        f"{_subject(line)} is to be published on {in_words(dated.day)}"
    ),
    publication_events.PublicationChased: lambda _, line, chased: (
        f"{_subject(line)} was to be published on {in_words(chased.day)}, and is not"
    ),
    publication_events.MatterPublished: lambda _, line, published: (
        f"{_subject(line)} is published in version {published.version}"
    ),
    events.PapersRequested: lambda teller, _, asked: (
        f"{teller.body(asked.body)} asks for {', '.join(asked.parts)}"
    ),
    events.PapersSent: lambda _, __, sent: f"The papers of request {sent.request} are sent",
    events.PapersRefused: lambda _, __, sent: f"The papers of request {sent.request} are refused",
    events.MatterHeld: lambda _, line, __: f"{_subject(line)} is put on hold",
    events.MatterReleased: lambda _, line, __: f"{_subject(line)} goes on",
    events.MatterWithdrawn: lambda _, line, __: f"{_subject(line)} is withdrawn",
    course_events.RouteVaried: lambda teller, _, varied: (
        f"{teller.body(varied.body)}: {CHANGED[varied.change]}, decided by {teller.body(varied.by)}"
    ),
    course_events.WentAheadWithout: lambda teller, line, gone: (
        f"{_subject(line)} goes ahead without {teller.body(gone.body)}, decided by {teller.body(gone.by)}"
    ),
    course_events.MatterEnded: lambda teller, line, ended: (
        f"{_subject(line)} is ended by {teller.body(ended.by)}: {ended.because}"
    ),
    course_events.RulesProposed: lambda teller, _, proposed: (
        f"{teller.body(proposed.body)}: other rules are proposed by {proposed.by}"
    ),
    course_events.RulesProposalWithdrawn: lambda teller, _, gone: (
        f"{teller.body(gone.body)}: the rules proposed are withdrawn"
    ),
    course_events.RulesMigrated: lambda teller, _, changed: (
        f"{teller.body(changed.body)} goes on under other rules, agreed by {changed.agreed_by}"
    ),
    events.AnswerGiven: lambda _, __, given: (
        f"{given.seat}: {given.answer}"
        + (f", by {given.evidence_channel}, entered by {given.by}" if given.evidence_channel else "")
    ),
    events.InterestDeclared: lambda _, __, declared: f"{declared.seat} declares an interest",
    events.DeputyNamed: lambda _, __, named: f"{named.seat} hands over to {named.deputy}",
    events.ConcernRaised: lambda teller, line, raised: (
        f"{teller.on(line)} objects: {raised.concern}"
        if raised.objects
        else f"{teller.on(line)} raises {raised.concern}, holding {raised.questions}"
    ),
    events.ConcernAnswered: lambda teller, line, answered: (
        f"{teller.on(line)}: {answered.concern} is answered"
    ),
    events.ConcernWithdrawn: lambda teller, line, gone: f"{teller.on(line)}: {gone.concern} is withdrawn",
    events.Reminded: lambda teller, line, reminded: (
        f"{teller.on(line)}: {len(reminded.seats)} who have not answered are reminded"
    ),
    events.Escalated: lambda teller, line, told: (
        f"{teller.on(line)}: the {told.to} is told of {len(told.seats)} missing answers"
    ),
    events.DeadlineMoved: _moved,
    events.SignOffDecided: _decided,
    events.SignOffDeferred: _deferred,
    events.FoundInquorate: _inquorate,
    meeting_events.MeetingCalled: lambda teller, _, called: (
        f"A meeting of {teller.bodies(called.bodies)} is {'fixed' if called.from_calendar else 'called'} "
        f"for {time_in_words(called.starts)}"
    ),
    meeting_events.PapersIssued: lambda _, line, issued: (
        f"Papers for {_subject(line)} are out" + (", late" if issued.late_for else "")
    ),
    meeting_events.PapersChased: lambda _, line, __: f"Papers for {_subject(line)} are asked for",
    meeting_events.PapersLate: lambda _, line, __: f"Papers for {_subject(line)} are late",
    meeting_events.MinutesChased: lambda _, line, __: f"The record of {_subject(line)} is asked for",
    meeting_events.MeetingHeld: lambda _, line, __: f"{_subject(line)} is on the record",
    meeting_events.ItemRefused: lambda teller, _, item: (
        f"{teller.body(item.body)}: the item {item.matter} is refused ({item.code})"
    ),
    meeting_events.MembersChanged: lambda _, line, changed: (
        f"{_subject(line)}: {len(changed.invited)} who took seats since are invited"
    ),
    meeting_events.MeetingMoved: lambda _, line, moved: (
        f"{_subject(line)} is moved to {time_in_words(moved.starts)}"
    ),
    meeting_events.MeetingAdjourned: lambda _, line, put_off: (
        f"{_subject(line)} is adjourned to {time_in_words(put_off.starts)}"
    ),
    meeting_events.SittingRecorded: lambda _, line, told: (
        f"Sitting {told.sitting} of {_subject(line)} is on the record"
    ),
    meeting_events.MeetingSuspended: lambda _, line, __: f"{_subject(line)} is suspended",
    meeting_events.MeetingCancelled: lambda _, line, __: f"{_subject(line)} is cancelled",
    events.ObligationOpened: lambda teller, line, opened: (
        f"{opened.sort} {_subject(line)} is opened, due: {teller.due(opened.due)}"
        + ("; as things stand, what it waits for cannot end by then" if opened.foreseen_late else "")
    ),
    events.ObligationChased: lambda _, line, __: f"The owner of {_subject(line)} is reminded",
    events.ObligationSlipped: lambda _, line, __: f"{_subject(line)} has slipped",
    events.ObligationCarriedOver: lambda teller, line, carried: (
        f"{_subject(line)} is carried over, due: {teller.due(carried.due)}"
    ),
    events.ConditionStands: lambda teller, _, stands: (
        f"{teller.body(stands.body)}: {stands.obligation} is {stands.state}"
    ),
    events.ObligationDischarged: lambda _, line, __: f"{_subject(line)} is discharged",
    events.ObligationDropped: lambda _, line, __: f"{_subject(line)} is dropped",
    events.RecordCorrected: lambda _, __, put_right: f"Line {put_right.number} is corrected",
    events.LettersStopped: lambda _, __, stopped: f"{stopped.person} wants no more letters for information",
    events.LettersResumed: lambda _, __, again: f"{again.person} is sent letters for information again",
    post_events.PostEstablished: lambda _, line, __: f"There is now a post {_subject(line)}",
    post_events.ForecastGiven: lambda teller, line, given: (
        f"{_subject(line)} is forecast to be filled: {teller.due(given.due)}"
    ),
    post_events.ForecastOvertaken: lambda _, line, __: f"A forecast of {_subject(line)} is overtaken",
    post_events.HolderStarted: lambda _, line, started: (
        f"{started.person} holds {_subject(line)} ({started.tenure})"
    ),
    post_events.PartnersTold: lambda _, line, told: (
        f"{len(told.people)} are told of {told.subject} of {_subject(line)}"
    ),
    post_events.RoundOpened: lambda _, __, opened: (
        f"Round {opened.number} for {opened.post} opens"
        + (f", after round {opened.after}" if opened.after else "")
    ),
    StagesPlanned: lambda _, line, __: f"{_numbered(line)}: days are planned anew",
    post_events.StageReached: lambda _, line, reached: (
        f"{_numbered(line)}: {reached.stage.replace('-', ' ')}"
    ),
    post_events.ClosingDayMoved: lambda _, line, moved: (
        f"{_numbered(line)}: applications to {in_words(moved.closes)}"
    ),
    post_events.StageOmitted: lambda _, line, omitted: (
        f"{_numbered(line)}: {omitted.step.stage.replace('-', ' ')} is left out"
    ),
    post_events.PanelSet: lambda _, line, panel: (
        f"{_numbered(line)}: a panel of {len(panel.members)}, quorum {panel.quorum}"
    ),
    post_events.CandidateEntered: lambda _, line, entered: f"{_numbered(line)}: {entered.reference}",
    post_events.RoundPaused: lambda _, line, __: f"{_numbered(line)} is paused",
    post_events.RoundResumed: lambda _, line, __: f"{_numbered(line)} goes on",
    post_events.RoundClosed: lambda _, line, closed: (
        f"{_numbered(line)} is closed: {closed.outcome.replace('-', ' ')}"
    ),
    post_events.RoundFellThrough: lambda _, line, __: f"{_numbered(line)}: what was chosen fell through",
    post_events.CandidatesErased: lambda _, line, __: (
        f"{_numbered(line)}: what was typed of whoever applied is erased"
    ),
    post_events.AppointmentProposed: lambda _, __, proposed: (
        f"{proposed.person} is proposed for {proposed.post} ({proposed.tenure})"
    ),
    post_events.SignOffRequested: lambda _, line, __: f"{_numbered(line)}: the sign-off is asked for",
    post_events.InformationAwaited: lambda _, line, __: f"{_numbered(line)}: the sign-off stands still",
    post_events.InformationSupplied: lambda _, line, __: f"{_numbered(line)}: the sign-off goes on",
    post_events.SignOffAnswered: lambda _, line, answered: (
        f"{_numbered(line)}: the sign-off is answered, {answered.answer.replace('-', ' ')}"
    ),
    post_events.SignOffOverdue: lambda _, line, __: f"{_numbered(line)}: the sign-off is overdue",
    post_events.StartCalledOff: lambda _, line, __: f"{_numbered(line)} did not begin on its day",
    post_events.StartFixed: lambda _, line, fixed: f"{_numbered(line)} begins on {in_words(fixed.first)}",
    post_events.TermNoticeGiven: lambda _, line, notice: (
        f"{_numbered(line)} ends in {notice.days} days: those it concerns are told"
    ),
    post_events.ExtensionProposed: lambda _, line, proposed: (
        f"{_numbered(line)}: an extension to {in_words(proposed.last)} is proposed"
    ),
    post_events.TermExtended: lambda _, line, extended: (
        f"{_numbered(line)} is extended to {in_words(extended.last)}"
    ),
    post_events.EndSetEarly: lambda _, line, early: (
        f"{_numbered(line)} ends early, on {in_words(early.last)}"
    ),
    post_events.AppointmentEnded: lambda _, line, __: f"{_numbered(line)} has ended",
    post_events.AppointmentWithdrawn: lambda _, line, __: f"{_numbered(line)} is withdrawn",
    events.LetterReturned: lambda _, __, returned: f"A letter to {returned.person} came back",
}
"""What is told of each event. Those left out say how another came about, or name only refusals, which
the step that was refused tells by itself."""
