"""What concerns a partnership as a whole: windows without publishing, and corrections of its record."""

from typing import Annotated

from fastapi import APIRouter, Path

from models.listings import WindowLine
from models.values import Slug, Value
from services import correcting, windows
from web.api.asking import Done, ForProgramme, Key, Limit, Offset, caller, done, page_of
from web.api.sent import Correction, Reported, Window

ROUTER = APIRouter(prefix="/programmes/{programme}", tags=["partnership"])

Named = Annotated[Slug, Path()]


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


@ROUTER.post("/corrections", summary="Correct a line of the record")
async def correct(on: ForProgramme, key: Key, sent: Correction) -> Done:
    """By a further line; the line itself stays as it was written."""
    by = caller(on.by, key, sent.happened)
    return done(
        await correcting.correct(
            on.house, on.programme, by, stream=sent.stream, number=sent.number, words=sent.words
        )
    )
