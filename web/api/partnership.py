"""What concerns a partnership as a whole: windows without publishing, and corrections of its record."""

from typing import Annotated

from fastapi import APIRouter, Path

from models.values import Slug
from services import correcting, windows
from web.api.asking import Done, ForProgramme, Key, caller, done
from web.api.sent import Correction, Reported, Window

ROUTER = APIRouter(prefix="/programmes/{programme}", tags=["partnership"])

Named = Annotated[Slug, Path()]


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
