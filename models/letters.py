"""What a letter may say, and the letter itself once it is written."""

import unicodedata
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from models.diary import DiaryEntry
from models.values import Instant, Sha256, Value


def _is_one_line(words: str) -> str:
    """Words that may stand in a header: a line break in one would begin a header of its own."""
    if any(unicodedata.category(each) in {"Cc", "Zl", "Zp"} for each in words):
        raise ValueError("one line of words, without line breaks or control characters")
    return words


HeaderWords = Annotated[str, AfterValidator(_is_one_line)]
Line = Annotated[HeaderWords, StringConstraints(max_length=300)]
Sentences = Annotated[HeaderWords, StringConstraints(max_length=600)]
Address = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$", max_length=254)
]
Link = Annotated[str, StringConstraints(pattern=r"^https?://[!#-;=?-Z_a-z~%]+$", max_length=900)]
"""A whole address of ours with its token. Bounded, so that a header holding it stays one line."""
ShortHash = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{6,64})?$")]


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
    DIGEST = "digest"
    """Several of the others to one person, together."""


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
}
"""Kinds that ask nothing of their reader; all others may, and are never put off or hidden."""

INVITING = frozenset({LetterKind.MEETING_NOTICE, LetterKind.MEETING_CHANGED})
"""Kinds that bring an entry for the reader's diary, which takes in one to a letter."""


class Manner(StrEnum):
    """How a letter goes to its reader, of whose day letters may take only so much."""

    ORDINARY = "ordinary"
    """By itself, or with the day's digest."""
    AT_ONCE = "at-once"
    """An answer to something the person did just now."""
    ALONE = "alone"
    """Never with others, though it may wait."""
    CLOSING = "closing"
    """What it is about closes before it could go otherwise."""
    DIGEST = "digest"


class MeetingChange(StrEnum):
    MOVED = "moved"
    ADJOURNED = "adjourned"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


class Role(StrEnum):
    """What the recipient has to do with the matter, where the letter says different things to each."""

    MEMBER = "member"
    OWNER = "owner"
    DIRECTOR = "director"
    SECRETARY = "secretary"
    PROMISED_TO = "promised-to"


class Correspondent(Value):
    """One end of a letter: who, by title, and where."""

    title: Line = Field(min_length=1)
    address: Address


class Invitation(Value):
    """A meeting for the reader's diary, as it stands when the letter leaves."""

    uid: Sha256
    """Of the meeting, whatever becomes of it."""
    sequence: int
    """Rises with each move, so that an older entry never takes the place of a newer one."""
    title: Line
    starts: Instant
    place: Line = ""
    is_cancelled: bool = False
    answers_to: Address | None = None
    """Where the reader's diary sends what they answer: for one person and meeting always the same, since
    diaries follow an entry only under the organiser who first sent it. The sender's if None."""


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
    LetterKind.DIGEST: ("items",),
}
"""Without these a letter of the kind could not say who, what or by when, and is not built."""


class LetterFacts(Value):
    """Everything one letter may say, resolved for one person. A kind uses what concerns it."""

    key: str = Field(min_length=1)
    """Natural key of this letter to this person; the same key is the same letter, however often sent."""
    thread: str = Field(min_length=1)
    """Key of the matter, so that all mail about it stands together."""
    kind: LetterKind
    written: Instant
    reference: Line = Field(min_length=1)
    programme: Line = Field(min_length=1)
    recipient: Correspondent
    reply_to: Correspondent
    return_to: Address | None = None
    """Where this letter, and no other, comes back to if it cannot be delivered; the sender's if None."""
    confidential: bool = False
    """A private matter: its subject names neither document nor body."""

    # the matter
    title: Line = ""
    short: Line = ""
    version: Line = ""
    short_hash: ShortHash = ""
    body: Line = ""

    # what is asked
    asked_by: Line = ""
    asked: Line = ""
    """The verb words of a request ("approve"); for a task, a sentence without its full stop."""
    deadline: Instant | None = None
    due_words: Line = ""
    """A vague due date, as it was said; used when there is no deadline."""
    minutes: int = Field(default=5, ge=1)
    next_reminder: Instant | None = None
    rule: Sentences = ""
    """How the body decides in writing, from its rule-set: one or two whole sentences."""
    silence_is_assent: bool = False
    may_change_answer: bool = False
    concern: Line = ""
    """The name under which a question, concern or condition is kept; it is answered by that name."""
    answered_with: Line = ""
    """The command that answers it."""
    obligation: Line = ""
    has_no_day: bool = False
    """Of a target that was missed: its date is unknown until a new one is set."""
    role: Role = Role.MEMBER
    link: Link | None = None
    link_is_personal: bool = True
    """Whether the link opens the member's own page, and not the matter's."""
    unsubscribe: Link | None = None

    # what happened
    happened: Instant | None = None
    recorded: Instant | None = None
    """When it was written down, told only when that was on a later day."""
    counts_from: Instant | None = None
    """The day an answer was given, told only when it was recorded on a later one."""
    replaces: Line = ""
    """The earlier answer that this one takes the place of, and when that was given."""
    outcome: Line = ""
    figures: Line = ""
    evidence: Line = ""
    chair_rules: bool = False
    """Whether what follows from an interest is for the chair of a meeting to say (G38)."""
    principal: Line = ""
    deputy: Line = ""
    parent: Line = ""
    ways_on: Line = ""
    """What is open after a refusal or no decision: whole sentences."""
    next_step: Line = ""
    """What happens next: one or two whole sentences."""

    # a meeting
    meeting_at: Instant | None = None
    place: Line = ""
    change: MeetingChange | None = None
    next_meeting_at: Instant | None = None
    invitation: Invitation | None = None
    subscription: Link | None = None
    """The address of all the reader's meetings, for their diary to follow: a secret of theirs."""

    # words of people
    quoted: str = ""
    quoted_by: Line = ""
    replied: str = ""
    replied_by: Line = ""
    lines: tuple[str, ...] = ()
    """Particulars: items, conditions, papers, those who have not answered."""

    # a digest
    items: tuple["LetterFacts", ...] = ()
    """The letters in it, each with all it says."""

    @property
    def due(self) -> Instant | str | None:
        return self.deadline or self.due_words

    @property
    def only_informs(self) -> bool:
        """Whether its reader may ask not to be sent it. A promise is no mere news to its owner."""
        return self.kind in INFORMATIONAL and self.role is not Role.OWNER

    @property
    def may_be_unsubscribed(self) -> bool:
        """A digest too, where something in it only informs and nothing in it asks for anything."""
        together = self.items or (self,)
        asks = any(each.kind not in TELLING or each.role is Role.OWNER for each in together)
        return not asks and any(each.only_informs for each in together)

    @model_validator(mode="after")
    def _says_what_its_kind_must(self) -> Self:
        missing = [name for name in NEEDED[self.kind] if not getattr(self, name)]
        if missing:
            raise ValueError(f"a letter of kind {self.kind} needs {', '.join(missing)}")
        return self


class Letter(Value):
    """A letter as written: to one person, ready to be put into an envelope again and again."""

    message_id: HeaderWords
    thread_id: HeaderWords
    written: Instant
    sender: Correspondent
    to: Correspondent
    reply_to: Correspondent
    subject: HeaderWords
    text: str
    html: str
    diary: DiaryEntry | None = None
    may_be_unsubscribed: bool = False
    unsubscribe: Link | None = None


class LetterRefused(Exception):
    """The receiving side will never take this letter. Holds the SMTP code only: its text names people."""

    code = "letter-refused"

    def __init__(self, smtp_code: int) -> None:
        super().__init__(f"{self.code} {smtp_code}")
        self.smtp_code = smtp_code


class MailUnavailable(Exception):
    """The mail server cannot be reached or will not take mail now; trying again may help."""

    code = "mail-unavailable"

    def __init__(self) -> None:
        super().__init__(self.code)
