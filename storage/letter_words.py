"""What each kind of letter says besides its matter, in one table."""

from collections.abc import Callable, Mapping

from models.events import (
    AnswerGiven,
    ConcernAnswered,
    ConcernRaised,
    DeputyNamed,
    FoundInquorate,
    MeetingAdjourned,
    MeetingCancelled,
    MeetingMoved,
    MeetingSuspended,
    ObligationSlipped,
    PapersRefused,
    PapersRequested,
    PapersSent,
    SignOffDeferred,
)
from models.letters import LetterKind, MeetingChange
from models.obligation import Obligation
from models.values import Answer, Text
from rules.calendar import in_words, last_day_before, london_day
from rules.verbs import standing_in_words
from storage.letter_tasks import task
from storage.letter_writing import Facts, Writing

ANSWERED: Mapping[Answer, str] = {
    Answer.APPROVE: "I approve",
    Answer.APPROVE_SUBJECT_TO: "I approve, subject to what I wrote",
    Answer.OBJECT: "I object",
    Answer.ABSTAIN: "I abstain",
}

CHANGES: Mapping[type[object], MeetingChange] = {
    MeetingMoved: MeetingChange.MOVED,
    MeetingAdjourned: MeetingChange.ADJOURNED,
    MeetingSuspended: MeetingChange.SUSPENDED,
    MeetingCancelled: MeetingChange.CANCELLED,
}


# --- answers and questions ----------------------------------------------------------------


def _nothing_more(_: Writing) -> Facts:
    return {}


def _answer(writing: Writing) -> Facts:
    given = writing.event(AnswerGiven)
    channel = given.evidence_channel
    return {
        "outcome": ANSWERED[given.answer],
        "happened": writing.line.recorded,
        "quoted": writing.words(given.reason),
        "evidence": f"{channel}: {writing.words(given.evidence)}"[:300] if channel else "",
    }


def _deputy(writing: Writing) -> Facts:
    named = writing.event(DeputyNamed)
    return {"principal": writing.seat_title(named.seat), "deputy": writing.name(named.deputy)}


def _question(writing: Writing) -> Facts:
    raised = writing.event(ConcernRaised)
    by = writing.seat_title(raised.seat) if raised.seat else writing.name(raised.by)
    return {"quoted": writing.words(raised.words), "quoted_by": by}


def _question_answered(writing: Writing) -> Facts:
    answered = writing.event(ConcernAnswered)
    concern = writing.the_sign_off().concerns[answered.concern]
    return {
        "quoted": writing.words(concern.words),
        "replied": writing.words(answered.words),
        "replied_by": writing.by(),
    }


def _unanswered(writing: Writing) -> Facts:
    sign_off = writing.the_sign_off()
    told = sign_off.director_told
    missing = tuple(writing.seat_title(seat) for seat in sign_off.unanswered())
    return {
        "lines": missing or ("Nobody: everyone has answered meanwhile",),
        "next_reminder": told if told and told > writing.known.at else None,
    }


# --- decisions ----------------------------------------------------------------------------


def _decided(writing: Writing) -> Facts:
    sign_off = writing.the_sign_off()
    decided = sign_off.decided
    if decided is None:
        return {"outcome": standing_in_words(sign_off.standing), "happened": writing.line.happened}
    counted = decided.basis.counted
    was_later = london_day(decided.recorded) != london_day(decided.happened)
    conditions = [f"Subject to: {writing.words(each)}" for each in decided.conditions]
    concerns = [f"{writing.words(each.words)} ({each.state})" for each in sign_off.concerns.values()]
    return {
        "outcome": standing_in_words(sign_off.standing),
        "figures": counted.words[:300] if counted else "",
        "happened": decided.happened,
        "recorded": decided.recorded if was_later else None,
        "quoted": writing.words(decided.wording),
        "lines": (*conditions, *concerns),
        "deadline": None,
        "asked": "",
    }


def _reported(writing: Writing) -> Facts:
    decided = writing.the_sign_off().decided
    basis = decided.basis if decided else None
    consulted = basis.consulted if basis else ()
    return _decided(writing) | {
        "parent": writing.body_name(writing.the_sign_off().body),
        "body": _decider(writing, basis.through if basis else None),
        "lines": tuple(f"{writing.seat_title(each.seat)}, {in_words(each.day)}" for each in consulted),
    }


def _decider(writing: Writing, through: str | None) -> str:
    if through is None:
        return ""
    return writing.seat_title(through) if "/" in through else writing.body_name(through)


def _informed(writing: Writing) -> Facts:
    """A body that is only to be informed: where the matter stands."""
    title = writing.matter_title(writing.the_sign_off().matter)
    return {"outcome": f"{title} is before its bodies", "happened": writing.line.happened, "asked": ""}


def _deferred(writing: Writing) -> Facts:
    put_off = writing.event(SignOffDeferred)
    counted = put_off.basis.counted
    return {
        "meeting_at": writing.line.happened,
        "figures": counted.words[:300] if counted else "",
        "quoted": writing.words(put_off.wording),
        "lines": (writing.words(put_off.asked_for),),
        "next_meeting_at": writing.the_sign_off().meets,
        "asked": "",
    }


def _inquorate(writing: Writing) -> Facts:
    found = writing.event(FoundInquorate)
    missing = found.basis.quorum.missing if found.basis.quorum else ()
    return {
        "meeting_at": writing.line.happened,
        "lines": missing,
        "next_meeting_at": writing.the_sign_off().meets,
        "asked": "",
    }


# --- matters and papers -------------------------------------------------------------------


def _turned(writing: Writing) -> Facts:
    return {"quoted": writing.words(_reason(writing)), "quoted_by": writing.by()}


def _papers_requested(writing: Writing) -> Facts:
    asked = writing.event(PapersRequested)
    return {
        "body": writing.body_name(asked.body),
        "quoted_by": writing.seat_title(asked.seat) if asked.seat else writing.name(asked.by),
        "lines": _part_titles(writing, asked.parts),
    }


def _papers_answered(writing: Writing) -> Facts:
    event = writing.line.event
    if not isinstance(event, PapersSent | PapersRefused):
        raise TypeError(event.kind)
    request = writing.approval.requests[event.request] if writing.approval else None
    refused = isinstance(event, PapersRefused)
    return {
        "lines": _part_titles(writing, request.parts if request else ()),
        "happened": writing.line.happened,
        "quoted": writing.words(_reason(writing)) if refused else "",
        "quoted_by": writing.by() if refused else "",
    }


def _part_titles(writing: Writing, parts: tuple[str, ...]) -> tuple[str, ...]:
    approval = writing.approval
    document = writing.known.definition.document(approval.document) if approval else None
    versions = document.versions if document else ()
    titles = {part.id: part.title for version in versions for part in version.parts}
    return tuple(titles.get(part, part) for part in parts)


# --- meetings -----------------------------------------------------------------------------


def _meeting(writing: Writing) -> Facts:
    return writing.meeting_facts()


def _meeting_changed(writing: Writing) -> Facts:
    meeting = writing.the_meeting()
    change = CHANGES[type(writing.line.event)]
    has_new_day = change in {MeetingChange.MOVED, MeetingChange.ADJOURNED}
    return _meeting(writing) | {
        "change": change,
        "next_meeting_at": meeting.starts if has_new_day else None,
        "quoted": writing.words(_reason(writing)),
        "deadline": None,
    }


# --- obligations --------------------------------------------------------------------------


def _obligation(writing: Writing) -> Facts:
    obligation = writing.the_obligation()
    return {
        "quoted": _owed(writing, obligation),
        "quoted_by": writing.name(obligation.owner),
        "due_words": obligation.due.words or "no day was said",
    }


def _slipped(writing: Writing) -> Facts:
    """The day it was due is the one that passed, whatever became of its date since."""
    last = in_words(last_day_before(writing.event(ObligationSlipped).due))
    return _obligation(writing) | {"due_words": last}


def _owed(writing: Writing, obligation: Obligation) -> str:
    """The words in which it was promised; a report to a parent body says itself."""
    if obligation.words is not None or obligation.body is None:
        return writing.words(obligation.words)
    title = writing.matter_title(obligation.matter or "")
    return f"The delegated decision on {title} is reported to {writing.body_name(obligation.body)}"


def _reason(writing: Writing) -> Text | None:
    """The reason given, for those events that carry one."""
    reason = getattr(writing.line.event, "reason", None)
    return reason if isinstance(reason, Text) else None


SAYS: Mapping[LetterKind, Callable[[Writing], Facts]] = {
    LetterKind.SIGN_OFF_REQUEST: _nothing_more,
    LetterKind.REMINDER: _nothing_more,
    LetterKind.RECEIPT: _answer,
    LetterKind.ANSWERED_ON_BEHALF: _answer,
    LetterKind.DEPUTY_ASKED: _deputy,
    LetterKind.DEPUTY_NAMED: _deputy,
    LetterKind.QUESTION_ASKED: _question,
    LetterKind.CONCERN_RAISED: _question,
    LetterKind.QUESTION_ANSWERED: _question_answered,
    LetterKind.SECRETARIAT_UNANSWERED: _unanswered,
    LetterKind.DIRECTOR_ESCALATION: _unanswered,
    LetterKind.DECISION_RETURNED: _decided,
    LetterKind.REPORTED_TO_PARENT: _reported,
    LetterKind.INFORMED: _informed,
    LetterKind.INQUORATE: _inquorate,
    LetterKind.DEFERRED: _deferred,
    LetterKind.MEETING_NOTICE: _meeting,
    LetterKind.PAPERS_ISSUED: _meeting,
    LetterKind.MEETING_CHANGED: _meeting_changed,
    LetterKind.PAPERS_REQUESTED: _papers_requested,
    LetterKind.PAPERS_SENT: _papers_answered,
    LetterKind.PAPERS_REFUSED: _papers_answered,
    LetterKind.PROMISE_OPENED: _obligation,
    LetterKind.OBLIGATION_REMINDER: _obligation,
    LetterKind.OBLIGATION_SLIPPED: _slipped,
    LetterKind.TASK: task,
    LetterKind.MATTER_HELD: _turned,
    LetterKind.MATTER_RELEASED: _turned,
    LetterKind.MATTER_WITHDRAWN: _turned,
}
