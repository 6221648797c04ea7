"""Ledger and outbox as they may be shown: lines without texts but corrections, letters unaddressed."""

from models.listings import LetterStatus, LineCorrected, PostedLetter
from models.values import Instant, MatterId, PersonId, ProgrammeId, Sha256, Slug, Stream, Value
from services import corrections
from services.house import House
from storage.letter_rows import LettersAsked, letters_newest_first
from storage.lines import lines_after


class LedgerLine(Value):
    number: int
    stream: Stream
    kind: Slug
    happened: Instant
    recorded: Instant
    by: PersonId | None
    """None for time and process."""
    hash: Sha256
    corrections: tuple[LineCorrected, ...] = ()
    """What later lines say this one should have said."""


class LedgerPage(Value):
    lines: tuple[LedgerLine, ...]
    after: int | None = None
    """Ask with this for the next page."""


class LettersPage(Value):
    letters: tuple[PostedLetter, ...]
    before: Sha256 | None = None
    """Ask with this for older ones."""


async def ledger(house: House, programme: ProgrammeId, after: int, limit: int) -> LedgerPage:
    found = await house.database.read(lines_after, programme, after, limit + 1)
    corrected = await corrections.by_line(house, programme)
    lines = tuple(
        LedgerLine(
            number=each.line.number,
            stream=each.line.stream,
            kind=each.line.event.kind,
            happened=each.line.happened,
            recorded=each.line.recorded,
            by=each.line.by.person if each.line.by else None,
            hash=each.hash,
            corrections=corrected.get(each.line.number, ()),
        )
        for each in found[:limit]
    )
    return LedgerPage(lines=lines, after=lines[-1].number if len(found) > limit else None)


async def letters(
    house: House,
    programme: ProgrammeId,
    matter: MatterId | None = None,
    status: LetterStatus | None = None,
    *,
    before: str = "",
    limit: int,
) -> LettersPage:
    """Newest first: of one matter or of all, in one state or in any."""
    asked = LettersAsked(programme, matter, status)
    found = await house.database.read(letters_newest_first, asked, before, limit + 1)
    shown = tuple(found[:limit])
    return LettersPage(letters=shown, before=shown[-1].id if len(found) > limit else None)
