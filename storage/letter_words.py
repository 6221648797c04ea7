"""What each kind of letter says besides its matter, in one table."""

from collections.abc import Callable, Iterator, Mapping

from models.events import (
    AnswerGiven,
    ConcernAnswered,
    ConcernRaised,
    DeputyNamed,
    InterestDeclared,
    ObligationOpened,
    ObligationSlipped,
    PapersRefused,
    PapersRequested,
    PapersSent,
)
from models.letters import LetterKind, Role
from models.obligation import Obligation
from models.values import Answer, ObligationSort, Procedure, Text
from rules.agenda import sign_off_stream
from rules.calendar import deadline_in_words, in_words, london_day
from rules.promising import late_in_words
from storage import (
    letter_course,
    letter_executive,
    letter_meetings,
    letter_posts,
    letter_publication,
    letter_ratifying,
)
from storage.letter_changes import page_of_changes, parts_changed
from storage.letter_decisions import decided, deferred, informed, inquorate, reported
from storage.letter_duties import consulting, due_of
from storage.letter_tasks import task
from storage.letter_writing import Facts, Writing

ANSWERED: Mapping[Answer, str] = {
    Answer.APPROVE: "I approve",
    Answer.APPROVE_SUBJECT_TO: "I approve, subject to what I wrote",
    Answer.OBJECT: "I object",
    Answer.ABSTAIN: "I abstain",
}


OBJECTS = "It is an objection to the amendment: an answer does not end it, only its withdrawal does"

# --- answers and questions ----------------------------------------------------------------


def _nothing_more(_: Writing) -> Facts:
    return {}


def _request(writing: Writing) -> Facts:
    """A body that was asked about a former version is told why this one was issued."""
    sign_off, approval = writing.the_sign_off(), writing.approval
    reason = approval.reasons.get(sign_off.version) if approval else None
    if approval is None or reason is None:
        return {}
    others = (version for version in approval.versions if version != sign_off.version)
    of_body = f"sign-off/{sign_off.matter}/{sign_off.body}"
    knows_another = any(writing.known.sign_off(f"{of_body}/{version}") for version in others)
    if not knows_another:
        return {}
    return {
        "quoted": writing.words(reason),
        **parts_changed(writing),
        "changed_since": page_of_changes(writing),
    }


def _answer(writing: Writing) -> Facts:
    given = writing.event(AnswerGiven)
    channel = given.evidence_channel
    is_same_day = london_day(writing.line.happened) == london_day(writing.line.recorded)
    return {
        "outcome": ANSWERED[given.answer],
        "happened": writing.line.recorded,
        "deadline": writing.deadline,
        "counts_from": None if is_same_day else writing.line.happened,
        "replaces": _replaced(writing, given),
        "quoted": writing.words(given.reason),
        "evidence": f"{channel}: {writing.words(given.evidence)}"[:300] if channel else "",
    }


def _replaced(writing: Writing, given: AnswerGiven) -> str:
    """The answer of the same seat that this one takes the place of, with the day it was given."""
    for line in writing.before("answer-given"):
        if isinstance(line.event, AnswerGiven) and line.event.seat == given.seat:
            day = in_words(london_day(line.happened))
            return f'the earlier answer "{ANSWERED[line.event.answer]}" of {day}'
    return ""


def _objection(writing: Writing) -> Facts:
    given = writing.event(AnswerGiven)
    reason = writing.words(given.reason) or "No reason is on the record"
    return {"quoted": reason, "quoted_by": writing.seat_title(given.seat), "asked": "", "next_reminder": None}


def _interest(writing: Writing) -> Facts:
    """The nature of the interest stands in the letter only, never in its subject."""
    declared = writing.event(InterestDeclared)
    is_written = writing.the_sign_off().procedure is Procedure.WRITTEN
    return {
        "chair_rules": not is_written,
        "quoted": writing.words(declared.nature),
        "quoted_by": writing.seat_title(declared.seat),
        "happened": writing.line.recorded,
        "deadline": None,
        "asked": "",
    }


def _deputy(writing: Writing) -> Facts:
    named = writing.event(DeputyNamed)
    return {
        "principal": writing.seat_title(named.seat),
        "deputy": writing.name(named.deputy),
        "deadline": writing.deadline,
    }


def _question(writing: Writing) -> Facts:
    raised = writing.event(ConcernRaised)
    by = writing.seat_title(raised.seat) if raised.seat else writing.name(raised.by)
    sign_off = writing.the_sign_off()
    return {
        "quoted": writing.words(raised.words),
        "quoted_by": by,
        "concern": raised.concern,
        "answered_with": (
            f"quorate concern answer {sign_off.matter} {sign_off.body} {raised.concern} --words 'your answer'"
        ),
        "lines": (OBJECTS,) if raised.objects else (),
        "next_reminder": None,
    }


def _question_answered(writing: Writing) -> Facts:
    answered = writing.event(ConcernAnswered)
    concern = writing.the_sign_off().concerns[answered.concern]
    nothing_owed: Facts = {"deadline": None, "asked": "", "next_reminder": None}
    owed: Facts = {} if writing.still_owes(concern.seat) else nothing_owed
    return owed | {
        "quoted": writing.words(concern.words),
        "replied": writing.words(answered.words),
        "replied_by": writing.by(),
    }


def _objection_answered(writing: Writing) -> Facts:
    sign_off, concern = writing.the_sign_off(), writing.event(ConcernAnswered).concern
    withdrawing = f"quorate concern withdraw {sign_off.matter} {sign_off.body} {concern}"
    return _question_answered(writing) | {"deadline": None, "answered_with": withdrawing}


def _condition_answered(writing: Writing) -> Facts:
    """The member approved: what is still open is only whether they change their answer."""
    sign_off = writing.the_sign_off()
    return _question_answered(writing) | {"deadline": writing.deadline if sign_off.is_open else None}


def _amendment(writing: Writing) -> Facts:
    """Why the version was issued, in the words of whoever issued it."""
    sign_off = writing.the_sign_off()
    approval = writing.approval
    reason = approval.reasons.get(sign_off.version) if approval else None
    return {
        "deadline": writing.deadline,
        "quoted": writing.words(reason) or "No reason is on the record",
        "quoted_by": "",
        "asked": "",
        "next_reminder": None,
        "answered_with": f"quorate concern raise {sign_off.matter} {sign_off.body} --words 'your words'",
        **parts_changed(writing),
    }


def _unanswered(writing: Writing) -> Facts:
    sign_off = writing.the_sign_off()
    told = sign_off.director_told
    missing = tuple(writing.seat_title(seat) for seat in sign_off.unanswered())
    return {
        "lines": missing or ("Nobody: everyone has answered meanwhile",),
        "next_reminder": told if told and told > writing.known.at else None,
    }


# --- matters and papers -------------------------------------------------------------------


def _turned(writing: Writing) -> Facts:
    return {"quoted": writing.words(_reason(writing)), "quoted_by": writing.by()}


def _held(writing: Writing) -> Facts:
    """Nothing falls due while it is held; a member who owes an answer may give it."""
    return _turned(writing) | {"deadline": None, "next_reminder": None}


def _released(writing: Writing) -> Facts:
    """The new deadline, for members who still owe an answer; a secretary is told that of each body."""
    if not writing.row.seat:
        return _turned(writing) | {"lines": tuple(_windows(writing))}
    owes = writing.may_still_answer(writing.row.seat)
    return _turned(writing) | ({} if owes else {"deadline": None, "next_reminder": None})


def _windows(writing: Writing) -> Iterator[str]:
    """Until when each body of this secretary may answer or object."""
    approval = writing.approval
    for body in approval.bodies if approval else ():
        sign_off = writing.known.sign_off(sign_off_stream(approval, body)) if approval else None
        is_theirs = writing.known.body(body).secretary == writing.row.recipient
        if is_theirs and sign_off and sign_off.is_open and sign_off.deadline:
            yield f"{writing.body_name(body)}: until {deadline_in_words(sign_off.deadline)}"


def _withdrawn(writing: Writing) -> Facts:
    return _turned(writing) | {"deadline": None, "next_reminder": None, "asked": ""}


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


# --- obligations --------------------------------------------------------------------------


def _obligation(writing: Writing) -> Facts:
    obligation = writing.the_obligation()
    return {
        "quoted": _owed(writing, obligation),
        "quoted_by": writing.name(obligation.owner),
        "obligation": obligation.obligation,
        "role": _role(writing, obligation),
        **due_of(writing, obligation.due),
    }


def _promise_opened(writing: Writing) -> Facts:
    """Whoever owns it, or sponsors what it waits for, reads on that very day that it cannot be kept."""
    obligation, facts = writing.the_obligation(), _obligation(writing)
    late = writing.event(ObligationOpened).foreseen_late
    if late is None or writing.row.recipient in obligation.promised_to:
        return facts
    return facts | {"next_step": late_in_words(writing.known.definition, late)[:300]}


def _condition(writing: Writing) -> Facts:
    """What a body's approval is subject to, and who may call it met."""
    obligation, terms = writing.the_obligation(), writing.the_obligation().terms
    officer = (
        (f"{writing.seat_title(terms.discharged_by)} may say for the body that it is met",) if terms else ()
    )
    return {
        **_obligation(writing),
        "quoted_by": "",
        "body": writing.body_name(obligation.body or ""),
        "lines": (*officer, *consulting(writing)),
    }


def _condition_lapsed(writing: Writing) -> Facts:
    return _condition(writing) | {"due_words": "", "deadline": writing.event(ObligationSlipped).due}


def _role(writing: Writing, obligation: Obligation) -> Role:
    if writing.row.recipient == obligation.owner:
        return Role.OWNER
    if obligation.terms is not None:
        is_director = writing.row.recipient == writing.known.definition.director
        return Role.DIRECTOR if is_director else Role.SECRETARY
    return Role.PROMISED_TO if writing.row.recipient in obligation.promised_to else Role.DIRECTOR


def _slipped(writing: Writing) -> Facts:
    """The day it was due is the one that passed, whatever became of its date since."""
    return _obligation(writing) | {
        "due_words": "",
        "deadline": writing.event(ObligationSlipped).due,
        "has_no_day": writing.the_obligation().sort is ObligationSort.TARGET,
    }


def _owed(writing: Writing, obligation: Obligation) -> str:
    """The words in which it was promised; a report to a parent body says itself."""
    if obligation.words is not None or obligation.body is None:
        return writing.words(obligation.words)
    title, body = writing.matter_title(obligation.matter or ""), writing.body_name(obligation.body)
    match obligation.sort:
        case ObligationSort.RATIFICATION:
            return f"{body} ratifies at a meeting what its chair decided for it on {title}"
        case ObligationSort.EXCEPTION:
            return f"{body} would not ratify what its chair decided on {title}, and what follows is settled"
        case _:
            return f"The delegated decision on {title} is reported to {body}"


def _reason(writing: Writing) -> Text | None:
    """The reason given, for those events that carry one."""
    reason = getattr(writing.line.event, "reason", None)
    return reason if isinstance(reason, Text) else None


SAYS: Mapping[LetterKind, Callable[[Writing], Facts]] = {
    LetterKind.SIGN_OFF_REQUEST: _request,
    LetterKind.AMENDMENT_NOTICE: _amendment,
    LetterKind.REMINDER: _nothing_more,
    LetterKind.RECEIPT: _answer,
    LetterKind.ANSWERED_ON_BEHALF: _answer,
    LetterKind.DEPUTY_ASKED: _deputy,
    LetterKind.DEPUTY_NAMED: _deputy,
    LetterKind.QUESTION_ASKED: _question,
    LetterKind.CONCERN_RAISED: _question,
    LetterKind.CONDITION_SET: _question,
    LetterKind.CONDITION_ANSWERED: _condition_answered,
    LetterKind.INTEREST_RECORDED: _interest,
    LetterKind.INTEREST_DECLARED: _interest,
    LetterKind.OBJECTION_RAISED: _objection,
    LetterKind.QUESTION_ANSWERED: _question_answered,
    LetterKind.OBJECTION_ANSWERED: _objection_answered,
    LetterKind.SECRETARIAT_UNANSWERED: _unanswered,
    LetterKind.DIRECTOR_ESCALATION: _unanswered,
    LetterKind.DECISION_RETURNED: decided,
    LetterKind.REPORTED_TO_PARENT: reported,
    LetterKind.INFORMED: informed,
    LetterKind.QUORUM_EXPECTED: letter_meetings.quorum_expected,
    LetterKind.INQUORATE: inquorate,
    LetterKind.DEFERRED: deferred,
    LetterKind.MEETING_NOTICE: letter_meetings.notice,
    LetterKind.PAPERS_ISSUED: letter_meetings.papers,
    LetterKind.MEETING_CHANGED: letter_meetings.changed,
    LetterKind.MEETING_RELEASED: letter_meetings.released,
    LetterKind.PAPERS_REQUESTED: _papers_requested,
    LetterKind.PAPERS_SENT: _papers_answered,
    LetterKind.PAPERS_REFUSED: _papers_answered,
    LetterKind.PROMISE_OPENED: _promise_opened,
    LetterKind.OBLIGATION_REMINDER: _obligation,
    LetterKind.OBLIGATION_SLIPPED: _slipped,
    LetterKind.CONDITION_OPENED: _condition,
    LetterKind.CONDITION_REMINDER: _condition,
    LetterKind.CONDITION_LAPSED: _condition_lapsed,
    LetterKind.RATIFICATION_OWED: letter_ratifying.owed,
    LetterKind.RATIFICATION_MISSED: letter_ratifying.missed,
    LetterKind.RATIFICATION_DECIDED: letter_ratifying.decided,
    **letter_publication.SAYS,
    **letter_executive.SAYS,
    **letter_posts.SAYS,
    LetterKind.TASK: task,
    LetterKind.MATTER_HELD: _held,
    LetterKind.MATTER_RELEASED: _released,
    LetterKind.MATTER_WITHDRAWN: _withdrawn,
    LetterKind.MATTER_ENDED: letter_course.ended,
    LetterKind.ROUTE_VARIED: letter_course.varied,
    LetterKind.WENT_AHEAD_WITHOUT: letter_course.gone_ahead,
    LetterKind.RULES_PROPOSED: letter_course.rules_proposed,
    LetterKind.RULES_MIGRATED: letter_course.rules_migrated,
}
