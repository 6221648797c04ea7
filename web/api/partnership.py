"""What concerns a partnership as a whole: windows, letters for information, corrections."""

from typing import Annotated

from fastapi import APIRouter, Path

from models.listings import WindowLine
from models.values import PersonId, Slug, Value
from services import correcting, unsubscribing, windows
from web.api.asking import Done, ForProgramme, Key, Limit, Offset, caller, done, page_of
from web.api.sent import Correction, Reported, Window

ROUTER = APIRouter(prefix="/programmes/{programme}", tags=["partnership"])

Named = Annotated[Slug, Path()]
Reader = Annotated[PersonId, Path()]


class WindowsPage(Value):
    windows: tuple[WindowLine, ...]
    offset: int | None = None
    """Ask with this for the next page; None when there is none."""


@ROUTER.get("/windows", summary="List windows without publishing")
async def listed(on: ForProgramme, offset: Offset = 0, limit: Limit = 100) -> WindowsPage:
    """All that were entered, by their first day: which bar publishing today, which are withdrawn."""
    page, following = page_of(await windows.windows(on.house, on.programme), offset, limit)
    return WindowsPage(windows=page, offset=following)


@ROUTER.post("/windows/{window}/enter", summary="Enter a window without publishing")
async def enter(on: ForProgramme, window: Named, key: Key, sent: Window) -> Done:
    """From the first day to the last nothing is published; all else goes on."""
    by = caller(on.by, key, sent.happened)
    return done(
        await windows.enter(
            on.house,
            on.programme,
            by,
            window=window,
            first=sent.first,
            last=sent.last,
            reason=sent.reason,
        )
    )


@ROUTER.post("/windows/{window}/withdraw", summary="Withdraw a window")
async def withdraw(on: ForProgramme, window: Named, key: Key, sent: Reported) -> Done:
    """It no longer stands."""
    by = caller(on.by, key, sent.happened)
    return done(await windows.withdraw(on.house, on.programme, by, window=window))


@ROUTER.post("/people/{reader}/letters/stop", summary="Stop a person's letters for information")
async def stop_letters(on: ForProgramme, reader: Reader, key: Key, sent: Reported) -> Done:
    """What is asked of them still comes."""
    by = caller(on.by, key, sent.happened)
    return done(await unsubscribing.stop_letters(on.house, on.programme, by, person=reader))


@ROUTER.post("/people/{reader}/letters/resume", summary="Send a person letters for information again")
async def resume_letters(on: ForProgramme, reader: Reader, key: Key, sent: Reported) -> Done:
    """From now on; what was not sent meanwhile stays unsent."""
    by = caller(on.by, key, sent.happened)
    return done(await unsubscribing.resume_letters(on.house, on.programme, by, person=reader))


@ROUTER.post("/corrections", summary="Correct a line of the record")
async def correct(on: ForProgramme, key: Key, sent: Correction) -> Done:
    """By a further line; the line itself stays as it was written."""
    by = caller(on.by, key, sent.happened)
    return done(
        await correcting.correct(
            on.house, on.programme, by, stream=sent.stream, number=sent.number, words=sent.words
        )
    )
