"""What a member may read of one request: the values its pages are made from."""

from enum import StrEnum

from models.comparing import Since
from models.listings import LineCorrected
from models.sign_off import ConcernState
from models.values import (
    Answer,
    Ask,
    Channel,
    Instant,
    MatterId,
    Procedure,
    Sha256,
    Slug,
    Standing,
    Value,
    VersionLabel,
)
from services.deputies import Candidate
from services.written_rules import WrittenRule


class Stands(StrEnum):
    """How one member stands to one request, in the order a secretary would check it."""

    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    """By the body that owns its route."""
    SUPERSEDED = "superseded"
    ELSEWHERE = "elsewhere"
    """The body does not decide by written procedure."""
    CLOSED = "closed"
    NOT_ENTITLED = "not-entitled"
    HANDED_OVER = "handed-over"
    NOT_THEIRS = "not-theirs"
    CONFLICTED = "conflicted"
    TOO_UNSURE = "too-unsure"
    """The body asks for a surer sign-in than a link."""
    ANSWERED = "answered"
    ASKED = "asked"


MAY_ACT = frozenset({Stands.ASKED, Stands.ANSWERED})


class PartRead(Value):
    id: Slug
    title: str
    on_request: bool
    sha256: Sha256 | None
    size: int
    asked: Instant | None = None
    """When this person asked for it."""
    ended: Instant | None = None
    """When it was sent or refused."""
    is_refused: bool = False


class AnswerRead(Value):
    answer: Answer
    reason: str
    given: Instant
    number: int
    hash: Sha256
    """Of the entry in the ledger."""
    channel: Channel | None = None
    """How it came, when the secretariat entered it."""
    is_theirs: bool = True
    """Whether the person of the link has a receipt of it."""


class QuestionRead(Value):
    words: str
    answer: str
    state: ConcernState


class OtherRequest(Value):
    """Something else that waits for the same person, to be answered by the link of its own letter."""

    title: str
    body: str
    ask: Ask
    deadline: Instant | None


class RequestRead(Value):
    mark: str
    """Names it in the addresses of its pages."""
    matter: MatterId
    title: str
    document: str
    version: VersionLabel
    content_hash: Sha256
    parts: tuple[PartRead, ...]
    partnership: str
    body: str
    seat: str
    asked_by: str
    contact: str
    """Whom to write to: the body's secretary, title and address."""
    ask: Ask
    procedure: Procedure
    standing: Standing
    stands: Stands
    is_held: bool
    held_why: str
    """The reason given, empty when it is not on hold."""
    opened: Instant
    deadline: Instant | None
    rule: WrittenRule | None
    """How the body decides in writing; None where it does not."""
    deputy_hours: int | None
    """How long before a meeting a deputy must be named; None where the rules allow none."""
    answer: AnswerRead | None
    interest: str
    deputy: str
    """The deputy's title, once the seat is handed over."""
    may_take_back: bool
    """Whether the member handed over and may still answer again themselves."""
    for_another: bool
    """Whether the person answers as somebody's deputy."""
    questions: tuple[QuestionRead, ...]
    decided: Instant | None
    counted: str
    corrections: tuple[LineCorrected, ...]
    """Of what is on record of the body, and of this member."""
    candidates: tuple[Candidate, ...]
    others: tuple[OtherRequest, ...]
    now: Instant
    since: Since | None = None
    """What this version changed of the one before it."""

    @property
    def may_act(self) -> bool:
        return self.stands in MAY_ACT

    @property
    def may_change(self) -> bool:
        return self.rule is not None and self.rule.may_change

    @property
    def may_name_deputy(self) -> bool:
        return self.deputy_hours is not None
