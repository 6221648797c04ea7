"""One matter and its bodies: read, opened, held, released, withdrawn; answers and concerns entered."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.requests import Request

from models.values import Sha256, Slug
from services import bodies, matters, reading, record, sign_offs
from services.bodies import BodyRead
from services.reading import MatterRead
from services.record import LettersPage
from services.sign_offs import GivenAnswer
from web.api.asking import Body, Done, ForBody, ForMatter, Key, Matter, caller, done
from web.api.sent import AnswerOnBehalf, Concern, Opening, Reason, Reply, Reported
from web.given import given

ROUTER = APIRouter(prefix="/matters/{matter}", tags=["matters"])
BODIES = APIRouter(prefix="/matters/{matter}/bodies/{body}", tags=["bodies"])

Numbered = Annotated[Slug, Path()]
"""A concern's id, such as `c1`."""


@ROUTER.get("")
async def matter(request: Request, matter: Matter) -> MatterRead:
    """The matter before all its bodies."""
    return await reading.matter(given(request).house, matter)


@BODIES.get("")
async def body(on: ForMatter, body: Body) -> BodyRead:
    """One body's sign-off in full, with what its members said."""
    return await bodies.body(on.house, on.matter, body)


@ROUTER.get("/letters")
async def letters(
    on: ForMatter, before: Sha256 | None = None, limit: Annotated[int, Query(ge=1, le=500)] = 100
) -> LettersPage:
    """What became of its letters, newest first: to which role, never to which address."""
    return await record.letters(on.house, on.matter, before or "", limit)


# --- the matter as a whole ----------------------------------------------------------------


@ROUTER.post("/open")
async def open_(on: ForMatter, key: Key, sent: Opening) -> Done:
    by = caller(on.by, key, sent.happened)
    return done(
        await matters.open_matter(on.house, on.programme, on.matter, sent.version, by, closes=sent.closes)
    )


@ROUTER.post("/hold")
async def hold(on: ForMatter, key: Key, sent: Reason) -> Done:
    by = caller(on.by, key, sent.happened)
    return done(await matters.hold(on.house, on.programme, on.matter, sent.reason, by))


@ROUTER.post("/release")
async def release(on: ForMatter, key: Key, sent: Reason) -> Done:
    by = caller(on.by, key, sent.happened)
    return done(await matters.release(on.house, on.programme, on.matter, sent.reason, by))


@ROUTER.post("/withdraw")
async def withdraw(on: ForMatter, key: Key, sent: Reason) -> Done:
    by = caller(on.by, key, sent.happened)
    return done(await matters.withdraw(on.house, on.programme, on.matter, sent.reason, by))


# --- one body -----------------------------------------------------------------------------


@BODIES.post("/answers")
async def answer(on: ForBody, key: Key, sent: AnswerOnBehalf) -> Done:
    """A member's answer that reached the secretariat by phone, paper or mail."""
    said = GivenAnswer.model_validate(sent.model_dump(exclude={"happened", "seat"}))
    by = caller(on.by, key, sent.happened)
    return done(await sign_offs.answer_on_behalf(on.house, on.programme, on.stream, sent.seat, said, by))


@BODIES.post("/concerns")
async def raise_concern(on: ForBody, key: Key, sent: Concern) -> Done:
    """A concern or query of the body as a whole."""
    by = caller(on.by, key, sent.happened)
    return done(
        await sign_offs.raise_concern(on.house, on.programme, on.stream, sent.words, sent.questions, by)
    )


@BODIES.post("/concerns/{concern}/answer")
async def answer_concern(on: ForBody, concern: Numbered, key: Key, sent: Reply) -> Done:
    by = caller(on.by, key, sent.happened)
    return done(await sign_offs.answer_concern(on.house, on.programme, on.stream, concern, sent.words, by))


@BODIES.post("/concerns/{concern}/withdraw")
async def withdraw_concern(on: ForBody, concern: Numbered, key: Key, sent: Reported) -> Done:
    by = caller(on.by, key, sent.happened)
    return done(await sign_offs.withdraw_concern(on.house, on.programme, on.stream, concern, by))
