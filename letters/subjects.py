"""The subject line of every kind of letter, in one table."""

from letters.wording import day_words, last_day_words
from models.letters import LetterFacts, LetterKind, Way

SUBJECTS: dict[LetterKind, str] = {
    LetterKind.SIGN_OFF_REQUEST: "Action needed{by}",
    LetterKind.AMENDMENT_NOTICE: "The text has changed: objections{by}",
    LetterKind.REMINDER: "Reminder: action needed{by}",
    LetterKind.RECEIPT: "Your answer is recorded",
    LetterKind.ANSWERED_ON_BEHALF: "An answer was recorded for you",
    LetterKind.DEPUTY_ASKED: "Action needed as deputy{by}",
    LetterKind.DEPUTY_NAMED: "Your deputy has been asked",
    LetterKind.QUESTION_ASKED: "Question to answer{by}",
    LetterKind.QUESTION_ANSWERED: "Your question is answered",
    LetterKind.OBJECTION_ANSWERED: "Your objection has been answered",
    LetterKind.CONCERN_RAISED: "Concern raised{at_body}",
    LetterKind.CONDITION_SET: "A condition was set by a member{at_body}",
    LetterKind.CONDITION_ANSWERED: "Your condition has been answered",
    LetterKind.INTEREST_RECORDED: "Your declaration is recorded",
    LetterKind.INTEREST_DECLARED: "Interest declared{at_body}",
    LetterKind.OBJECTION_RAISED: "Objection{at_body}",
    LetterKind.SECRETARIAT_UNANSWERED: "Answers missing{at_body}{due}",
    LetterKind.DIRECTOR_ESCALATION: "For your attention: answers missing{at_body}{due}",
    LetterKind.DECISION_RETURNED: "Decision{at_body}{happened}",
    LetterKind.REPORTED_TO_PARENT: "Delegated decision{at_body}{happened}",
    LetterKind.INFORMED: "For information",
    LetterKind.MEETING_NOTICE: "Notice of meeting{meeting}",
    LetterKind.PAPERS_ISSUED: "Papers for the meeting{meeting}",
    LetterKind.MEETING_CHANGED: "Meeting{meeting} is {changed}",
    LetterKind.MEETING_RELEASED: "You need not come to the meeting{meeting}",
    LetterKind.QUORUM_EXPECTED: "A quorum is expected again{meeting}",
    LetterKind.INQUORATE: "No quorum{at_body}{meeting}",
    LetterKind.DEFERRED: "Decision deferred{at_body}{meeting}",
    LetterKind.PAPERS_REQUESTED: "Papers asked for{by}",
    LetterKind.PAPERS_SENT: "The papers you asked for",
    LetterKind.PAPERS_REFUSED: "Your request for papers was refused",
    LetterKind.PROMISE_OPENED: "Promise recorded{due}",
    LetterKind.OBLIGATION_REMINDER: "Reminder of a promise{due}",
    LetterKind.OBLIGATION_SLIPPED: "{slipped}{due}",
    LetterKind.CONDITION_OPENED: "Approval subject to a condition{at_body}{due}",
    LetterKind.CONDITION_REMINDER: "Reminder of a condition{at_body}{due}",
    LetterKind.CONDITION_LAPSED: "Condition not met in time{at_body}{due}",
    LetterKind.RATIFICATION_OWED: "To be ratified{at_body}{due}",
    LetterKind.RATIFICATION_MISSED: "Not yet ratified{at_body}{due}",
    LetterKind.RATIFICATION_DECIDED: "Chair's action{at_body}{happened}",
    LetterKind.KEY_EXCEPTION: "Notice to the chair of scrutiny: key decision{at_body}",
    LetterKind.DECISION_PUBLISHED: "May be called in{by}: decision{at_body}",
    LetterKind.DECISION_CALLED_IN: "Called in: decision{at_body}",
    LetterKind.DECISION_REFERRED_BACK: "Referred back{at_body}{due}",
    LetterKind.DECISION_IN_EFFECT: "Decision in effect{at_body}{happened}",
    LetterKind.TASK: "Task for you{by}",
    LetterKind.MATTER_HELD: "On hold",
    LetterKind.MATTER_RELEASED: "No longer on hold",
    LetterKind.MATTER_WITHDRAWN: "Withdrawn",
    LetterKind.MATTER_ENDED: "Ended",
    LetterKind.ROUTE_VARIED: "Who is asked has changed{at_body}",
    LetterKind.WENT_AHEAD_WITHOUT: "Going ahead without an approval{at_body}",
    LetterKind.RULES_PROPOSED: "Other rules proposed{at_body}",
    LetterKind.RULES_MIGRATED: "Rules changed{at_body}{happened}",
    LetterKind.GATE_OPENED: "May be published: set the day",
    LetterKind.PUBLICATION_DATED: "To be published{happened}",
    LetterKind.PUBLISHED: "Published{happened}",
    LetterKind.COMMENT_ANSWERED: "What was done with the comments{at_body}",
    LetterKind.PARTNERS_TOLD: "For your information{news}",
    LetterKind.ROUND_CHANGED: "Recruitment{news}",
    LetterKind.ROUND_CLOSED: "Recruitment ended{happened}{news}",
    LetterKind.ROUND_FELL_THROUGH: "Recruitment{news}",
    LetterKind.APPOINTMENT_PROPOSED: "Appointment proposed, subject to conditions",
    LetterKind.EXTENSION_PROPOSED: "Longer term proposed, subject to conditions",
    LetterKind.APPOINTMENT_WITHDRAWN: "Appointment not pursued",
    LetterKind.OUTSIDE_SIGN_OFF_ASKED: "Your sign-off is asked for{by}",
    LetterKind.OUTSIDE_SIGN_OFF_LATE: "Sign-off still awaited{due}",
    LetterKind.OUTSIDE_SIGN_OFF_ANSWERED: "Sign-off answered{happened}{news}",
    LetterKind.START_FIXED: "Start fixed{happened}",
    LetterKind.HOLDER_STARTED: "Post taken up{happened}",
    LetterKind.TERM_NOTICE: "A term ends{due}",
    LetterKind.TERM_SET: "The end of a term has changed{due}",
    LetterKind.POST_ENDED: "A term has ended{happened}",
    LetterKind.FORECAST_OVERTAKEN: "A forecast has been overtaken{due}",
    LetterKind.DIGEST: "Your letters of today, together{due}",
}

OTHERWISE_TAKEN: dict[Way | None, str] = {
    Way.CHAIR: "Chair's action{at_body}{happened}",
    Way.OFFICER: "Agreed for the body{at_body}{happened}",
    Way.SILENCE: "No objection in time{at_body}",
}
"""A decision that the body itself did not take, and a time that ended in silence."""


def subject_of(facts: LetterFacts) -> str:
    """Action, date and document, or, where the matter is private, nothing that names it."""
    last_day = last_day_words(facts.deadline) if facts.deadline else ""
    action = (OTHERWISE_TAKEN.get(facts.way) or SUBJECTS[facts.kind]).format(
        by=f" by {last_day}" if last_day else "",
        due=f", due {last_day}" if last_day else "",
        meeting=f" on {day_words(facts.meeting_at)}" if facts.meeting_at else "",
        happened=f" on {day_words(facts.happened)}" if facts.happened else "",
        at_body=f" at {facts.body}" if facts.body and not facts.confidential else "",
        changed=facts.change or "",
        news=f": {facts.outcome}" if facts.outcome and not facts.confidential else "",
        slipped="Target missed" if facts.has_no_day else "Promise not kept in time",
    )
    return f"{action} - {_named(facts)}"


def _named(facts: LetterFacts) -> str:
    if facts.confidential:
        return "private matter"
    name = facts.short or facts.title or facts.body or facts.programme
    return f"{name} v{facts.version}" if facts.version else name
