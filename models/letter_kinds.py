"""The kinds of letter there are, which of them ask for something, and what each cannot do without."""

from enum import StrEnum


class LetterKind(StrEnum):
    """Everything people are told by letter."""

    SIGN_OFF_REQUEST = "sign-off-request"
    AMENDMENT_NOTICE = "amendment-notice"
    REMINDER = "reminder"
    RECEIPT = "receipt"
    ANSWERED_ON_BEHALF = "answered-on-behalf"
    DEPUTY_ASKED = "deputy-asked"
    DEPUTY_NAMED = "deputy-named"
    QUESTION_ASKED = "question-asked"
    QUESTION_ANSWERED = "question-answered"
    OBJECTION_ANSWERED = "objection-answered"
    """It stands all the same, until it is withdrawn."""
    CONCERN_RAISED = "concern-raised"
    CONDITION_SET = "condition-set"
    CONDITION_ANSWERED = "condition-answered"
    INTEREST_RECORDED = "interest-recorded"
    INTEREST_DECLARED = "interest-declared"
    OBJECTION_RAISED = "objection-raised"
    SECRETARIAT_UNANSWERED = "secretariat-unanswered"
    DIRECTOR_ESCALATION = "director-escalation"
    DECISION_RETURNED = "decision-returned"
    REPORTED_TO_PARENT = "reported-to-parent"
    INFORMED = "informed"
    MEETING_NOTICE = "meeting-notice"
    PAPERS_ISSUED = "papers-issued"
    MEETING_CHANGED = "meeting-changed"
    MEETING_RELEASED = "meeting-released"
    QUORUM_EXPECTED = "quorum-expected"
    """After apologies were taken back; that it is in danger is a task."""
    INQUORATE = "inquorate"
    DEFERRED = "deferred"
    PAPERS_REQUESTED = "papers-requested"
    PAPERS_SENT = "papers-sent"
    PAPERS_REFUSED = "papers-refused"
    PROMISE_OPENED = "promise-opened"
    OBLIGATION_REMINDER = "obligation-reminder"
    OBLIGATION_SLIPPED = "obligation-slipped"
    CONDITION_OPENED = "condition-opened"
    """What a body's approval is subject to; the condition of one member is `condition-set`."""
    CONDITION_REMINDER = "condition-reminder"
    CONDITION_LAPSED = "condition-lapsed"
    RATIFICATION_OWED = "ratification-owed"
    """A chair has decided for a body, which is to ratify it when it meets."""
    RATIFICATION_MISSED = "ratification-missed"
    RATIFICATION_DECIDED = "ratification-decided"
    KEY_EXCEPTION = "key-exception"
    DECISION_PUBLISHED = "decision-published"
    DECISION_CALLED_IN = "decision-called-in"
    DECISION_REFERRED_BACK = "decision-referred-back"
    DECISION_IN_EFFECT = "decision-in-effect"
    TASK = "task"
    MATTER_HELD = "matter-held"
    MATTER_RELEASED = "matter-released"
    MATTER_WITHDRAWN = "matter-withdrawn"
    MATTER_ENDED = "matter-ended"
    ROUTE_VARIED = "route-varied"
    WENT_AHEAD_WITHOUT = "went-ahead-without"
    RULES_PROPOSED = "rules-proposed"
    RULES_MIGRATED = "rules-migrated"
    GATE_OPENED = "gate-opened"
    PUBLICATION_DATED = "publication-dated"
    PUBLISHED = "published"
    COMMENT_ANSWERED = "comment-answered"
    PARTNERS_TOLD = "partners-told"
    ROUND_CHANGED = "round-changed"
    ROUND_CLOSED = "round-closed"
    ROUND_FELL_THROUGH = "round-fell-through"
    APPOINTMENT_PROPOSED = "appointment-proposed"
    EXTENSION_PROPOSED = "extension-proposed"
    APPOINTMENT_WITHDRAWN = "appointment-withdrawn"
    OUTSIDE_SIGN_OFF_ASKED = "outside-sign-off-asked"
    OUTSIDE_SIGN_OFF_LATE = "outside-sign-off-late"
    OUTSIDE_SIGN_OFF_ANSWERED = "outside-sign-off-answered"
    START_FIXED = "start-fixed"
    HOLDER_STARTED = "holder-started"
    TERM_NOTICE = "term-notice"
    TERM_SET = "term-set"
    POST_ENDED = "post-ended"
    FORECAST_OVERTAKEN = "forecast-overtaken"
    DIGEST = "digest"
    """Several of the others to one person, together."""


OF_POSTS = frozenset(
    {
        LetterKind.PARTNERS_TOLD,
        LetterKind.ROUND_CHANGED,
        LetterKind.ROUND_CLOSED,
        LetterKind.ROUND_FELL_THROUGH,
        LetterKind.APPOINTMENT_PROPOSED,
        LetterKind.EXTENSION_PROPOSED,
        LetterKind.APPOINTMENT_WITHDRAWN,
        LetterKind.OUTSIDE_SIGN_OFF_ASKED,
        LetterKind.OUTSIDE_SIGN_OFF_LATE,
        LetterKind.OUTSIDE_SIGN_OFF_ANSWERED,
        LetterKind.START_FIXED,
        LetterKind.HOLDER_STARTED,
        LetterKind.TERM_NOTICE,
        LetterKind.TERM_SET,
        LetterKind.POST_ENDED,
        LetterKind.FORECAST_OVERTAKEN,
    }
)
"""Kinds that are about a post and no document. None names a candidate, nor whoever is proposed: only who has
started is named. The office that signs off outside reads alone whom it is asked about (G66).
"""

INFORMATIONAL = frozenset({LetterKind.INFORMED, LetterKind.PROMISE_OPENED})
"""Kinds a person may ask not to be sent; what must be answered, or a rule owes them, is no subscription."""

TELLING = INFORMATIONAL | {
    LetterKind.RECEIPT,
    LetterKind.INTEREST_RECORDED,
    LetterKind.DECISION_RETURNED,
    LetterKind.DECISION_IN_EFFECT,
    LetterKind.PAPERS_ISSUED,
    LetterKind.PAPERS_SENT,
    LetterKind.MATTER_HELD,
    LetterKind.MATTER_WITHDRAWN,
    LetterKind.MATTER_ENDED,
    LetterKind.ROUTE_VARIED,
    LetterKind.WENT_AHEAD_WITHOUT,
    LetterKind.RULES_MIGRATED,
    LetterKind.PUBLICATION_DATED,
    LetterKind.PUBLISHED,
    LetterKind.COMMENT_ANSWERED,
    LetterKind.QUORUM_EXPECTED,
    LetterKind.PARTNERS_TOLD,
    LetterKind.ROUND_CHANGED,
    LetterKind.APPOINTMENT_WITHDRAWN,
    LetterKind.OUTSIDE_SIGN_OFF_ANSWERED,
    LetterKind.START_FIXED,
    LetterKind.HOLDER_STARTED,
    LetterKind.TERM_SET,
}
"""Kinds that ask nothing of their reader; all others may, and are never put off or hidden."""

INVITING = frozenset({LetterKind.MEETING_NOTICE, LetterKind.MEETING_CHANGED, LetterKind.MEETING_RELEASED})
"""Kinds that bring an entry for the reader's diary, which takes in one to a letter."""

_MATTER = ("title",)
_DECISION = ("title", "body", "outcome", "happened")
_ASKING = ("title", "body", "asked_by", "asked", "deadline", "link")
_UNANSWERED = ("title", "body", "deadline", "lines")
_SAID = ("title", "body", "quoted", "quoted_by")
_CONDITION = ("title", "body", "quoted", "due")
_MEETING = ("body", "meeting_at")

NEEDED: dict[LetterKind, tuple[str, ...]] = {
    LetterKind.SIGN_OFF_REQUEST: _ASKING,
    LetterKind.AMENDMENT_NOTICE: ("title", "body", "deadline", "quoted"),
    LetterKind.REMINDER: _ASKING,
    LetterKind.RECEIPT: _DECISION,
    LetterKind.ANSWERED_ON_BEHALF: (*_DECISION, "evidence"),
    LetterKind.DEPUTY_ASKED: (*_ASKING, "principal"),
    LetterKind.DEPUTY_NAMED: ("title", "body", "deputy"),
    LetterKind.QUESTION_ASKED: (*_SAID, "concern"),
    LetterKind.QUESTION_ANSWERED: ("title", "quoted", "replied"),
    LetterKind.OBJECTION_ANSWERED: ("title", "quoted", "replied"),
    LetterKind.CONCERN_RAISED: (*_SAID, "concern"),
    LetterKind.CONDITION_SET: (*_SAID, "concern"),
    LetterKind.CONDITION_ANSWERED: ("title", "quoted", "replied"),
    LetterKind.INTEREST_RECORDED: ("title", "body", "happened"),
    LetterKind.INTEREST_DECLARED: ("title", "body", "quoted_by", "happened"),
    LetterKind.OBJECTION_RAISED: _SAID,
    LetterKind.SECRETARIAT_UNANSWERED: _UNANSWERED,
    LetterKind.DIRECTOR_ESCALATION: _UNANSWERED,
    LetterKind.DECISION_RETURNED: _DECISION,
    LetterKind.REPORTED_TO_PARENT: (*_DECISION, "parent"),
    LetterKind.INFORMED: ("title", "outcome"),
    LetterKind.MEETING_NOTICE: (*_MEETING, "lines"),
    LetterKind.PAPERS_ISSUED: (*_MEETING, "lines"),
    LetterKind.MEETING_CHANGED: (*_MEETING, "change"),
    LetterKind.MEETING_RELEASED: _MEETING,
    LetterKind.QUORUM_EXPECTED: _MEETING,
    LetterKind.INQUORATE: ("title", *_MEETING, "lines"),
    LetterKind.DEFERRED: ("title", *_MEETING),
    LetterKind.PAPERS_REQUESTED: ("title", "quoted_by", "lines"),
    LetterKind.PAPERS_SENT: ("title", "lines"),
    LetterKind.PAPERS_REFUSED: ("title", "lines", "quoted"),
    LetterKind.PROMISE_OPENED: ("quoted", "due"),
    LetterKind.OBLIGATION_REMINDER: ("quoted", "due"),
    LetterKind.OBLIGATION_SLIPPED: ("quoted", "due"),
    LetterKind.CONDITION_OPENED: _CONDITION,
    LetterKind.CONDITION_REMINDER: _CONDITION,
    LetterKind.CONDITION_LAPSED: _CONDITION,
    LetterKind.RATIFICATION_OWED: ("title", "body", "due"),
    LetterKind.RATIFICATION_MISSED: ("title", "body", "happened", "due"),
    LetterKind.RATIFICATION_DECIDED: _DECISION,
    LetterKind.KEY_EXCEPTION: ("title", "body", "outcome", "quoted"),
    LetterKind.DECISION_PUBLISHED: (*_DECISION, "due", "quoted"),
    LetterKind.DECISION_CALLED_IN: (*_SAID, "due"),
    LetterKind.DECISION_REFERRED_BACK: (*_SAID, "due"),
    LetterKind.DECISION_IN_EFFECT: _DECISION,
    LetterKind.TASK: ("asked",),
    LetterKind.MATTER_HELD: (*_MATTER, "quoted", "quoted_by"),
    LetterKind.MATTER_RELEASED: _MATTER,
    LetterKind.MATTER_WITHDRAWN: (*_MATTER, "quoted", "quoted_by"),
    LetterKind.MATTER_ENDED: (*_MATTER, "quoted", "quoted_by", "outcome", "happened"),
    LetterKind.ROUTE_VARIED: (*_DECISION, "quoted", "quoted_by"),
    LetterKind.WENT_AHEAD_WITHOUT: (*_DECISION, "quoted", "quoted_by"),
    LetterKind.RULES_PROPOSED: (*_SAID, "lines", "answered_with"),
    LetterKind.RULES_MIGRATED: ("title", "body", "happened", "lines", "quoted"),
    LetterKind.GATE_OPENED: ("title", "happened"),
    LetterKind.PUBLICATION_DATED: ("title", "happened"),
    LetterKind.PUBLISHED: ("title", "happened"),
    LetterKind.COMMENT_ANSWERED: ("title", "body", "quoted", "replied"),
    LetterKind.PARTNERS_TOLD: ("title", "outcome"),
    LetterKind.ROUND_CHANGED: ("title", "outcome"),
    LetterKind.ROUND_CLOSED: ("title", "outcome", "happened"),
    LetterKind.ROUND_FELL_THROUGH: ("title", "outcome", "happened", "quoted"),
    LetterKind.APPOINTMENT_PROPOSED: ("title", "outcome", "lines"),
    LetterKind.EXTENSION_PROPOSED: ("title", "outcome", "lines"),
    LetterKind.APPOINTMENT_WITHDRAWN: ("title", "outcome", "happened"),
    LetterKind.OUTSIDE_SIGN_OFF_ASKED: ("title", "outcome", "due", "lines"),
    LetterKind.OUTSIDE_SIGN_OFF_LATE: ("title", "outcome", "due"),
    LetterKind.OUTSIDE_SIGN_OFF_ANSWERED: ("title", "outcome", "happened"),
    LetterKind.START_FIXED: ("title", "happened"),
    LetterKind.HOLDER_STARTED: ("title", "principal", "happened"),
    LetterKind.TERM_NOTICE: ("title", "due"),
    LetterKind.TERM_SET: ("title", "outcome", "due"),
    LetterKind.POST_ENDED: ("title", "outcome", "happened"),
    LetterKind.FORECAST_OVERTAKEN: ("title", "quoted", "due"),
    LetterKind.DIGEST: ("items",),
}
"""Without these a letter of the kind could not say who, what or by when, and is not built."""
