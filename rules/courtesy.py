"""How much of a person's day letters may take: which go alone, which wait for the day's digest, and which
cannot wait at all.
"""

from datetime import time
from enum import StrEnum

from models.dates import ONE_DAY, WorkingCalendar
from models.events import Recorded
from models.letters import INVITING, LetterFacts, LetterKind, Manner
from models.meeting import Meeting
from models.partnership import Partnership
from models.sign_off import SignOff
from models.values import Instant, PersonId, SeatId, Stream, Value
from rules.calendar import at_london, last_day_before, london_day, next_letter_time
from rules.known import Known
from rules.notice import Notice

SINGLY = 2
"""So many letters go to a person alone in a day, as they come; the rest of the day's go together."""

DIGEST_AT = time(16, 0)
"""When they go: late enough to hold the day's letters, early enough for something to be done that day."""

WITHIN_A_WINDOW = frozenset(
    {
        LetterKind.SIGN_OFF_REQUEST,
        LetterKind.AMENDMENT_NOTICE,
        LetterKind.REMINDER,
        LetterKind.DEPUTY_ASKED,
        LetterKind.DEPUTY_NAMED,
        LetterKind.QUESTION_ASKED,
        LetterKind.QUESTION_ANSWERED,
        LetterKind.OBJECTION_ANSWERED,
        LetterKind.CONCERN_RAISED,
        LetterKind.CONDITION_SET,
        LetterKind.OBJECTION_RAISED,
        LetterKind.SECRETARIAT_UNANSWERED,
        LetterKind.DIRECTOR_ESCALATION,
        LetterKind.MATTER_RELEASED,
        LetterKind.DECISION_PUBLISHED,
    }
)
"""Letters whose reader can do something only until the written procedure closes, or, of a decision that may
be called in, until it takes effect."""


class Leaves(StrEnum):
    NOW = "now"
    WITH_THE_DIGEST = "with-the-digest"
    LATER = "later"


class Waiting(Value):
    """A letter whose hour has come."""

    manner: Manner
    closes: Instant | None = None


class Turn(Value):
    """What becomes of a letter that is due: `at` is now, the digest's hour, or when to look again."""

    leaves: Leaves
    at: Instant
    manner: Manner


class Today(Value):
    """What the person has had today. A letter that closed today is not counted: it had to go."""

    alone: int = 0
    """Of those that might have waited for the digest."""
    others: int = 0
    """Receipts, and what is never put into a digest."""
    digests: int = 0

    @property
    def letters(self) -> int:
        return self.alone + self.others


# --- when a letter is called for ----------------------------------------------------------


def manner_of(notice: Notice) -> Manner:
    if notice.is_urgent:
        return Manner.AT_ONCE
    return Manner.ALONE if notice.kind in INVITING else Manner.ORDINARY


def closing(known: Known, line: Recorded, notice: Notice) -> Instant | None:
    """The instant after which the letter is of no use: its window has closed, or its meeting has begun.
    Of a meeting that is moved it is the former day, on which somebody might come for nothing.
    """
    if line.stream.startswith("meeting/"):
        meeting = known.meeting(line.stream.split("/")[1])
        return _earliest_to_come(meeting, line, notice) if meeting else None
    if notice.kind not in WITHIN_A_WINDOW:
        return None
    sign_off = _asked(known, line.stream, notice.seat)
    return (sign_off.deadline or sign_off.effective_at) if sign_off else None


def _earliest_to_come(meeting: Meeting, line: Recorded, notice: Notice) -> Instant | None:
    former = meeting.moved_from if notice.kind is LetterKind.MEETING_CHANGED else None
    days = (each for each in (former, meeting.starts) if each is not None and each > line.recorded)
    return min(days, default=None)


def _asked(known: Known, stream: Stream, seat: SeatId | None) -> SignOff | None:
    """The sign-off the line is on; of a line of the matter, the one in which the seat is asked."""
    approval = known.approval(stream.split("/")[1]) if stream.startswith("approval/") else None
    if approval is None or seat is None:
        return known.sign_off(stream)
    return known.sign_off(f"sign-off/{approval.matter}/{seat.split('/')[0]}/{approval.version}")


def first_due(at: Instant, manner: Manner, closes: Instant | None, calendar: WorkingCalendar) -> Instant:
    """A letter waits for office hours, unless it answers what the person did just now or cannot wait."""
    if manner is Manner.AT_ONCE:
        return at
    due = next_letter_time(at, calendar)
    return at if _cannot_wait(at, due, closes) else due


def is_declined(facts: LetterFacts, reader: PersonId, partnership: Partnership) -> bool:
    """Whether it is not sent because its reader asked not to be sent what only informs. Nothing else ever is
    held back for that.
    """
    return facts.only_informs and reader in partnership.uninformed


# --- when it is due -----------------------------------------------------------------------


def turn(at: Instant, letter: Waiting, today: Today, a_day: int, calendar: WorkingCalendar) -> Turn:
    """Never more than `a_day` letters to a person in a day, the last of them kept for the digest; none in
    quiet hours; only what closes before it could go otherwise goes all the same. Of two a day at least, so
    that something besides the digest can go; with 0, each goes alone.
    """
    if not a_day:
        return Turn(leaves=Leaves.NOW, at=at, manner=letter.manner)
    found = _turn(at, letter.manner, today, a_day, calendar)
    if _cannot_wait(at, found.at, letter.closes):
        return Turn(leaves=Leaves.NOW, at=at, manner=Manner.CLOSING)
    return found


def _turn(at: Instant, manner: Manner, today: Today, a_day: int, calendar: WorkingCalendar) -> Turn:
    is_quiet = next_letter_time(at, calendar) > at
    has_room = today.letters < a_day - 1
    match manner:
        case Manner.DIGEST:
            may_go = not is_quiet and not today.digests
        case Manner.AT_ONCE:
            may_go = has_room
        case Manner.ALONE | Manner.CLOSING:
            may_go = not is_quiet and has_room
        case Manner.ORDINARY:
            may_go = not is_quiet and has_room and today.alone < SINGLY
    if may_go:
        return Turn(leaves=Leaves.NOW, at=at, manner=manner)
    may_be_gathered = manner in {Manner.ORDINARY, Manner.AT_ONCE} and not is_quiet
    digest = at_london(london_day(at), DIGEST_AT)
    if may_be_gathered and at < digest and not today.digests:
        return Turn(leaves=Leaves.WITH_THE_DIGEST, at=digest, manner=manner)
    return Turn(leaves=Leaves.LATER, at=_next_morning(at, calendar), manner=manner)


def _next_morning(at: Instant, calendar: WorkingCalendar) -> Instant:
    """When quiet hours are over; within hours, of the next day on which letters go."""
    due = next_letter_time(at, calendar)
    if due > at:
        return due
    return next_letter_time(at_london(london_day(at) + ONE_DAY, time(0)), calendar)


def _cannot_wait(at: Instant, until: Instant, closes: Instant | None) -> bool:
    """It closes today, or would have closed when its turn came. What has closed already can wait."""
    if closes is None or closes <= at:
        return False
    return closes <= until or last_day_before(closes) == london_day(at)
