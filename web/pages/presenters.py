"""The words and the picture of the pages: dates, states, answers, sizes, and where each cell stands."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from models.comparing import PartChange
from models.dates import clock_in_words
from models.values import LONDON, Answer, Ask, Procedure, Standing
from web.pages.parts import Cell, Choice, Key, Link, MatrixRow, Picture, Tag

# --- dates, versions, references, sizes ---------------------------------------------------


def day(on: date) -> str:
    return f"{on:%A} {on.day} {on:%B} {on.year}"


def local_day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def moment(at: datetime) -> str:
    """A stored instant as people in London saw it on the clock, whatever the season."""
    local = at.astimezone(LONDON)
    return f"{day(local.date())} at {clock_in_words(local.time())}"


def due(at: datetime) -> str:
    return f"{moment(at)}, London time"


def closes(deadline: datetime) -> str:
    """The last minute in time: a deadline at midnight closes the day that has just ended."""
    is_midnight = deadline.astimezone(LONDON).time() == time(0)
    return due(deadline - timedelta(minutes=1) if is_midnight else deadline)


def short_hash(content_hash: str) -> str:
    return content_hash[:8]


def version_words(label: str, content_hash: str) -> str:
    return f"{label} ({short_hash(content_hash)})"


def receipt_reference(matter: str, number: int, entry_hash: str) -> str:
    """As the letter about it has it, the matter and the entry's number in the ledger; with the beginning
    of the entry's hash, to check it by.
    """
    return f"{matter.upper()}-{number} ({short_hash(entry_hash)})"


def about_file(size: int, kind: str = "PDF") -> str:
    megabytes = size / 1_000_000
    if megabytes < 1:
        return f"{kind}, {max(1, round(size / 1000))} KB"
    return f"{kind}, {megabytes:.1f} MB"


# --- states, asks and answers -------------------------------------------------------------

TAGS: Final[dict[Standing, tuple[Tag, str]]] = {
    Standing.WAITING: (Tag("Waiting to decide", "blue"), "W"),
    Standing.OPEN: (Tag("Being asked", "blue"), "O"),
    Standing.DEFERRED: (Tag("Deferred", "orange"), "D"),
    Standing.INQUORATE: (Tag("Inquorate", "orange"), "Q"),
    Standing.APPROVED: (Tag("Approved", "green"), "A"),
    Standing.APPROVED_WITH_CONDITION: (Tag("Approved with a condition", "yellow"), "C"),
    Standing.AGREED_THE_DRAFT: (Tag("Agreed the draft", "green"), "G"),
    Standing.ENDORSED: (Tag("Endorsed", "aqua-green"), "E"),
    Standing.RECOMMENDED: (Tag("Recommended", "aqua-green"), "R"),
    Standing.ADVISED: (Tag("Advised", "aqua-green"), "V"),
    Standing.NOTED: (Tag("Noted", "aqua-green"), "N"),
    Standing.INFORMED: (Tag("Informed", "aqua-green"), "I"),
    Standing.REFERRED: (Tag("Referred", "purple"), "F"),
    Standing.REFUSED: (Tag("Refused", "red"), "X"),
    Standing.LAPSED: (Tag("Lapsed", "pink"), "L"),
    Standing.WITHDRAWN: (Tag("Withdrawn", "grey"), "T"),
    Standing.SUPERSEDED: (Tag("Superseded", "grey"), "S"),
    Standing.NO_OBJECTION: (Tag("No objection", "aqua-green"), "K"),
    Standing.OBJECTED: (Tag("Objects", "red"), "B"),
}

NOT_IN_EFFECT: Final = (Tag("Decided, not yet in effect", "yellow"), "P")
"""A body whose decision may still be called in, or is, wherever that leaves it."""

NOT_ASKED: Final = (Tag("Not yet asked", "grey"), "U")
"""A body whose stage has not opened, and so stands nowhere yet."""

ASKED_FOR: Final[dict[Ask, str]] = {
    Ask.APPROVE: "to approve",
    Ask.ENDORSE: "to endorse",
    Ask.RECOMMEND: "to recommend",
    Ask.ADVISE: "to advise",
    Ask.NOTE: "to note",
    Ask.BE_INFORMED: "to be informed",
}

DECIDES_BY: Final[dict[Procedure, str]] = {
    Procedure.MEETING: "at a meeting",
    Procedure.WRITTEN: "in writing, between meetings",
    Procedure.DELEGATED: "by delegated authority",
    Procedure.LETTER: "by letter",
    Procedure.CHAIRS_ACTION: "by its chair, to be ratified",
    Procedure.NOTICE: "by a notice it may object to",
}

IN_FAVOUR: Final[dict[Ask, str]] = {
    Ask.APPROVE: "Approve",
    Ask.ENDORSE: "Endorse",
    Ask.RECOMMEND: "Recommend",
    Ask.ADVISE: "Agree",
    Ask.NOTE: "Note",
    Ask.BE_INFORMED: "Confirm I am informed",
}

SAID: Final[dict[Answer, str]] = {
    Answer.APPROVE: "You approved",
    Answer.APPROVE_SUBJECT_TO: "You approved, subject to a condition",
    Answer.OBJECT: "You objected",
    Answer.ABSTAIN: "You abstained",
}


def tag(standing: Standing | None) -> Tag:
    """None before a body is asked. A standing without words of its own is shown by its plain name."""
    if standing is None:
        return NOT_ASKED[0]
    return TAGS[standing][0] if standing in TAGS else Tag(plain(standing), "grey")


def letter(standing: Standing | None) -> str:
    if standing is None:
        return NOT_ASKED[1]
    return TAGS[standing][1] if standing in TAGS else "?"


def plain(name: str) -> str:
    """`approved-with-condition` as "Approved with condition"."""
    return name.replace("-", " ").capitalize()


def said(answer: Answer) -> str:
    return SAID[answer] if answer in SAID else f"You answered: {plain(answer).lower()}"


def asked_for(ask: Ask) -> str:
    return ASKED_FOR[ask] if ask in ASKED_FOR else f"to {plain(ask).lower()}"


def decides_by(procedure: Procedure) -> str:
    return DECIDES_BY[procedure] if procedure in DECIDES_BY else plain(procedure).lower()


def answer_choices(ask: Ask) -> tuple[Choice, ...]:
    """The four answers, none of them first among equals: nothing is chosen for the member."""
    favour = IN_FAVOUR[ask] if ask in IN_FAVOUR else plain(ask)
    return (
        Choice(Answer.APPROVE, favour),
        Choice(Answer.APPROVE_SUBJECT_TO, f"{favour}, subject to a condition", "Say below what must be met."),
        Choice(Answer.OBJECT, "Object", "Say below why."),
        Choice(Answer.ABSTAIN, "Abstain", "You take no side; it is recorded that you answered."),
    )


PART_CHANGES: Final[dict[PartChange, str]] = {
    PartChange.UNCHANGED: "unchanged, to the last byte",
    PartChange.CHANGED: "changed",
    PartChange.ADDED: "new",
    PartChange.REMOVED: "no longer part of it",
}


def held_codes(codes: Sequence[str]) -> str:
    """How a body without a code of its own is marked that holds the place of others: "R2-R4"."""
    known = [each for each in codes if each]
    return f"{known[0]}-{known[-1]}" if len(known) > 1 else "".join(known)


def part_change(how: PartChange) -> str:
    return PART_CHANGES[how]


def sentence(words: str) -> str:
    """Words that stand by themselves: "Condition due Thursday 9 April 2020: open."."""
    return f"{words[:1].upper()}{words[1:]}."


# --- letters ------------------------------------------------------------------------------

ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+")


def links_in(text: str) -> tuple[Link, ...]:
    """The addresses in a letter's text, once each, in their order."""
    found = (address.rstrip(".,;:)") for address in ADDRESS.findall(text))
    return tuple(Link(words=address, href=address) for address in dict.fromkeys(found))


# --- the picture of a matter --------------------------------------------------------------

INKS: Final[dict[str, tuple[str, str]]] = {
    "grey": ("#dbe0e3", "#354550"),
    "blue": ("#ccdff1", "#004281"),
    "orange": ("#ffdc8e", "#4d3708"),
    "green": ("#cce5d8", "#004c23"),
    "aqua-green": ("#ccedeb", "#00524d"),
    "yellow": ("#fff59d", "#4d4712"),
    "purple": ("#d6cce3", "#240050"),
    "red": ("#f7d4d1", "#6b140e"),
    "pink": ("#efd3e3", "#57133a"),
}
"""Fill and ink of each colour of tag; a test holds every pair to the contrast that is asked for."""

UNFINISHED: Final = frozenset("UWODQP")
"""States still to come to an end: a dashed outline, so that a grey print tells them apart too."""

ACROSS: Final = 6
CELL_WIDTH: Final = 52
CELL_HEIGHT: Final = 48
GAP: Final = 4


def picture(rows: Sequence[MatrixRow]) -> Picture:
    """One cell a body in the order of the table, with the letter of its state and its code."""
    lines = -(-len(rows) // ACROSS)
    cells = tuple(_cell(row, place) for place, row in enumerate(rows))
    return Picture(
        width=ACROSS * (CELL_WIDTH + GAP),
        height=max(1, lines) * (CELL_HEIGHT + GAP),
        cell_width=CELL_WIDTH,
        cell_height=CELL_HEIGHT,
        cells=cells,
        keys=_keys(rows),
        finding=finding(rows),
    )


def finding(rows: Sequence[MatrixRow]) -> str:
    """The picture in one sentence, for those who do not see it."""
    if not rows:
        return "No body is asked yet."
    own = [row for row in rows if row.is_on_route]
    counts = Counter(row.tag.words for row in own)
    said = ", ".join(f"{count} {words[0].lower()}{words[1:]}" for words, count in counts.most_common())
    beside = len(rows) - len(own)
    holders = (
        f" {'One more holds' if beside == 1 else f'{beside} more hold'} the place of bodies that ended."
        if beside
        else ""
    )
    return f"{len(own)} {'body' if len(own) == 1 else 'bodies'}: {said}.{holders}"


def _cell(row: MatrixRow, place: int) -> Cell:
    fill, ink = INKS[row.tag.colour]
    return Cell(
        x=(place % ACROSS) * (CELL_WIDTH + GAP) + GAP // 2,
        y=(place // ACROSS) * (CELL_HEIGHT + GAP) + GAP // 2,
        letter=row.letter,
        code=row.code,
        fill=fill,
        ink=ink,
        dash="4 3" if row.letter in UNFINISHED else "",
    )


def _keys(rows: Sequence[MatrixRow]) -> tuple[Key, ...]:
    counts = Counter({row.letter: 0 for row in rows})
    counts.update(row.letter for row in rows if row.is_on_route)
    first = {row.letter: row for row in reversed(rows)}
    return tuple(
        Key(cell=_cell(first[letter], 0), words=first[letter].tag.words + (f": {count}" if count else ""))
        for letter, count in counts.most_common()
    )
