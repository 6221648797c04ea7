"""View models: what each page shows, already in words, so that templates decide nothing.

Every page is a frozen dataclass that names its template. Nothing here knows the register: the
routes fill these from what the services read, with the words of `presenters`.
"""

from dataclasses import dataclass, field
from typing import ClassVar

from web.pages.parts import (
    Again,
    Approver,
    Choice,
    Download,
    Form,
    Link,
    MatrixRow,
    Note,
    Owed,
    Part,
    Particulars,
    Picture,
    Row,
    Shell,
    SignOffRequest,
    Tag,
    Version,
    Waiting,
)


@dataclass(frozen=True)
class Page:
    template: ClassVar[str]
    shell: Shell = field(default_factory=Shell, kw_only=True)


# --- a member's pages ---------------------------------------------------------------------


@dataclass(frozen=True)
class SignOffPage(Page):
    """The question itself. `chosen` and `reason` bring back what was typed before a fault."""

    template: ClassVar[str] = "sign_off.html"
    request: SignOffRequest
    form: Form
    choices: tuple[Choice, ...]
    chosen: str = ""
    reason: str = ""
    notes: tuple[Note, ...] = ()
    """What this member should know first: an answered question, a hand-over."""
    other_ways: tuple[Link, ...] = ()
    """Ask a question, declare an interest, hand over."""
    waiting: tuple[Waiting, ...] = ()


@dataclass(frozen=True)
class ChangePage(SignOffPage):
    """The same question to one who answered and may still change it."""

    template: ClassVar[str] = "change.html"
    answered: str = ""
    """What stands now: "You approved on Monday 3 February 2020 at 10:12am"."""


@dataclass(frozen=True)
class AnsweredPage(Page):
    """The link of a letter opened again after the answer."""

    template: ClassVar[str] = "answered.html"
    request: SignOffRequest
    said: tuple[Row, ...]
    what_next: tuple[str, ...]
    change: Link | None = None
    receipt: Link | None = None
    other_ways: tuple[Link, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class ClosedPage(Page):
    """Nothing can be answered any more, or not by this person; `said` is their answer, if any."""

    template: ClassVar[str] = "closed.html"
    title: str
    request: SignOffRequest
    why: str
    said: tuple[Row, ...] = ()
    what_next: tuple[str, ...] = ()
    typed: tuple[Row, ...] = ()
    """What was typed and is not on the record."""
    other_ways: tuple[Link, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    notes: tuple[Note, ...] = ()
    take_back: Form | None = None
    """For whoever handed over, while it is open."""


@dataclass(frozen=True)
class ReceiptPage(Page):
    """After a press: what is on the record, under which reference."""

    template: ClassVar[str] = "receipt.html"
    title: str
    """What was done: "You approved", "Your question was sent"."""
    reference: str
    request: SignOffRequest
    recorded: tuple[Row, ...]
    what_next: tuple[str, ...]
    was_already: str = ""
    """Said when the same press came before: nothing was recorded a second time."""
    change: Link | None = None
    go_on: Link | None = None
    """Back to the question, after something that was not the answer."""


@dataclass(frozen=True)
class QuestionPage(Page):
    template: ClassVar[str] = "question.html"
    request: SignOffRequest
    form: Form
    back: Link
    words: str = ""
    still_due: bool = True
    """Whether the person's own answer is still awaited."""


@dataclass(frozen=True)
class InterestPage(Page):
    template: ClassVar[str] = "interest.html"
    request: SignOffRequest
    form: Form
    back: Link
    what_it_means: str
    words: str = ""


@dataclass(frozen=True)
class DeputyPage(Page):
    template: ClassVar[str] = "deputy.html"
    request: SignOffRequest
    form: Form
    back: Link
    what_it_means: str
    candidates: tuple[Choice, ...]
    chosen: str = ""
    rule: str = ""
    """What the body's rules say of deputies."""


@dataclass(frozen=True)
class ConfirmDeputyPage(Page):
    """What handing over means, before it is done."""

    template: ClassVar[str] = "deputy_confirm.html"
    request: SignOffRequest
    form: Form
    back: Link
    deputy: str
    named: str
    until: str


# --- the public page of a matter ----------------------------------------------------------


@dataclass(frozen=True)
class MatrixPage(Page):
    template: ClassVar[str] = "matrix.html"
    title: str
    version: Version
    standing: str
    """How the matter stands as a whole, in a sentence."""
    as_of: str
    picture: Picture
    rows: tuple[MatrixRow, ...]
    policy: str = ""
    """Why these bodies are asked, and whose choice that is."""
    notes: tuple[Note, ...] = ()
    not_agreed: str = ""
    """Which bodies have ended it without agreeing."""
    files: tuple[Part, ...] = ()
    published: Link | None = None
    """Where the text is, once it is out."""
    late: tuple[str, ...] = ()
    awaited: tuple[Row, ...] = ()
    """Whom it waits for besides, and by when."""
    particulars: tuple[Particulars, ...] = ()
    corrections: tuple[str, ...] = ()
    """Of what is recorded of the matter as a whole."""
    owed: tuple[Owed, ...] = ()
    windows: tuple[str, ...] = ()
    """Days on which nothing is published."""
    why: Link | None = None
    """Why it is approved, or why not yet."""
    changes: Link | None = None
    """What the version under decision changed."""


@dataclass(frozen=True)
class PublishedPage(Page):
    """A text that is out, for everybody: which, from whom, and what was promised about it."""

    template: ClassVar[str] = "published.html"
    title: str
    version: Version
    day: str
    by: str
    """Which office published it; empty where it was none."""
    full: tuple[Download, ...]
    bodies: tuple[Approver, ...]
    summary: tuple[Download, ...] = ()
    on_request: tuple[str, ...] = ()
    ask: str = ""
    """Whom to ask for parts on request: title and address."""
    pending: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    """Whom it went ahead without, and by whose decision."""
    promises: tuple[Row, ...] = ()
    matter_href: str = ""


# --- letters, home, errors ----------------------------------------------------------------


@dataclass(frozen=True)
class OutboxRow:
    to: str
    """The role it went to, never a name."""
    subject: str
    when: str
    href: str


@dataclass(frozen=True)
class OutboxPage(Page):
    """Letters caught on a practice copy, newest first."""

    template: ClassVar[str] = "outbox.html"
    letters: tuple[OutboxRow, ...]
    newer: str = ""
    older: str = ""


@dataclass(frozen=True)
class LetterPage(Page):
    template: ClassVar[str] = "letter.html"
    to: str
    subject: str
    when: str
    text: str
    links: tuple[Link, ...]
    html_href: str = ""
    """Where the HTML stands alone under `security.LETTER_POLICY`; empty for a text-only letter."""
    back: str = "/outbox"


@dataclass(frozen=True)
class MatterCard:
    title: str
    href: str
    standing: str
    tag: Tag
    late: tuple[str, ...] = ()
    """What should have happened by now, and who owes it."""


@dataclass(frozen=True)
class MeetingLine:
    when: str
    who: str
    where: str
    """Empty when nobody has said."""
    stands: str
    """As planned, or what became of it."""


@dataclass(frozen=True)
class PostInShort:
    """One that is vacant, for which a round is open, or whose holder's term ends soon."""

    link: Link
    tag: Tag
    words: str


@dataclass(frozen=True)
class HomePage(Page):
    """One partnership's matters; or, where there are several, the way to each."""

    template: ClassVar[str] = "home.html"
    partnership: str = ""
    partnerships: tuple[Link, ...] = ()
    matters: tuple[MatterCard, ...] = ()
    meetings: tuple[MeetingLine, ...] = ()
    more: str = ""
    """Where the next matters are."""
    outbox: str = ""
    """Where the letters of a practice copy are."""
    posts: str = ""
    """Where the posts it fills are, if it has any."""
    held: tuple[PostInShort, ...] = ()
    """What there is to know of them today."""
    about: str = ""
    """Where this copy runs and who may use it."""


@dataclass(frozen=True)
class UnsubscribePage(Page):
    """Letters for information, before and after the button that stops them or sends them again."""

    template: ClassVar[str] = "unsubscribe.html"
    form: Form
    is_stopped: bool = False
    was_pressed: bool = False
    """Whether it tells what became of a press just now."""

    @property
    def title(self) -> str:
        if self.is_stopped:
            return "Letters for information are stopped"
        return "Letters for information come again" if self.was_pressed else "Stop letters for information?"

    @property
    def button(self) -> str:
        return "Send me these letters again" if self.is_stopped else "Stop letters for information"


@dataclass(frozen=True)
class ErrorPage(Page):
    template: ClassVar[str] = "error.html"
    title: str
    what_happened: str
    what_to_do: str
    reference: str
    typed: tuple[Row, ...] = ()
    """What came with the form that failed, so that it can be kept."""
    again: Again | None = None


@dataclass(frozen=True)
class AccessibilityPage(Page):
    template: ClassVar[str] = "accessibility.html"
    run_by: str
    prepared: str
    """The day the statement was written, in words."""
