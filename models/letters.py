"""What a letter may say, and the letter itself once it is written."""

import unicodedata
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from models.diary import DiaryEntry
from models.letter_kinds import INFORMATIONAL, INVITING, NEEDED, TELLING, LetterKind
from models.values import Instant, Sha256, Value

__all__ = ["INFORMATIONAL", "INVITING", "NEEDED", "TELLING", "LetterKind"]


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


class Way(StrEnum):
    """How it came to an outcome that the body itself did not decide."""

    CHAIR = "chair"
    """By chair's action; the body is to ratify it."""
    OFFICER = "officer"
    """An officer agreed the version that meets the body's condition."""
    SILENCE = "silence"
    """Nobody objected in time, which is no decision."""


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
    has_commands: bool = False
    """Whether the reader keeps records by commands: the partnership's secretariat and director, and the
    secretary of a body."""
    obligation: Line = ""
    has_no_day: bool = False
    """Of a target that was missed: its date is unknown until a new one is set."""
    role: Role = Role.MEMBER
    link: Link | None = None
    changes_at: Link | None = None
    """The page of what a new version changed."""
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
    way: Way | None = None
    """How a decision was taken, where the body did not take it."""
    authority_given: Instant | None = None
    """When the body gave the officer who decided their authority."""
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
