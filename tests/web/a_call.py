"""One call of the API: where it goes, what it sends, what must have been done before, and how it is made."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from a_partnership import MATTER, PROGRAMME, SECRETARY, SPONSOR
from fastapi import FastAPI
from httpx2 import AsyncClient, Response

from models.acts import Due
from models.programme import Loaded
from services import programmes
from tests.web.a_harbour_round import (
    MEETING,
    MEETS,
    PIER,
)
from tests.web.a_web import AWeb, by

API = "/api/v1"
Sent = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """One call: where its path's names point, what it sends, and what must have been done before."""

    route: str
    sent: Sent
    names: dict[str, str]
    before: tuple["Call", ...] = ()
    shows: datetime | None = None
    """What the programme's clock must show."""
    loads: Loaded | None = None
    """The definition that must have come into force before it."""
    due: Due | None = None
    """What time must have done before it."""
    person: str = SECRETARY
    """Who makes it, where it comes before another."""

    @property
    def path(self) -> str:
        return API + self.route.format(**NAMES | self.names)


@dataclass(frozen=True)
class Refused:
    call: Call
    code: str


NAMES = {
    "programme": PROGRAMME,
    "matter": MATTER,
    "body": PIER,
    "concern": "c1",
    "request": "p1",
    "meeting": MEETING,
    "obligation": "pr1",
    "window": "election",
    "reader": SPONSOR,
    "post": "harbour-master",
    "number": "1",
    "reference": "c-1",
}
"""What a path's names stand for when a call says nothing else."""


def acting(person: str = SECRETARY, key: str = "k-1") -> dict[str, str]:
    return {"Quorate-Person": person, "Idempotency-Key": key}


async def make(client: AsyncClient, web: AWeb, call: Call, person: str = SECRETARY) -> Response:
    """With what must come before it; a key belongs to one call."""
    for number, each in enumerate(call.before):
        await _ready(web, each)
        headers = acting(each.person, key=f"before {number}")
        done = await client.post(each.path, json=each.sent, headers=headers)
        assert done.status_code == 200, (each.path, done.text)
    await _ready(web, call)
    return await client.post(call.path, json=call.sent, headers=acting(person))


async def _ready(web: AWeb, call: Call) -> None:
    """The clock, the definition and what time does are as they must be before it."""
    if call.shows:
        await web.clock_shows(call.shows)
    if call.loads is not None:
        await programmes.load(web.house, call.loads, by(SECRETARY, "load again"))
    if call.due:
        await web.do(call.due.stream, call.due.command)


def is_problem(answer: Response, status: int, code: str) -> bool:
    told = answer.json()
    assert answer.status_code == status, told
    assert answer.headers["content-type"] == "application/problem+json"
    assert (told["status"], told["code"], told["type"]) == (status, code, f"/problems/{code}")
    assert told["detail"]
    return True


# --- the calls ----------------------------------------------------------------------------

OF_MATTER = "/matters/{matter}"
OF_BODY = "/matters/{matter}/bodies/{body}"
OF_MEETING = "/programmes/{programme}/meetings/{meeting}"
OF_OBLIGATION = "/programmes/{programme}/obligations/{obligation}"
OF_LETTERS = "/programmes/{programme}/people/{reader}/letters"
OF_WINDOW = "/programmes/{programme}/windows/{window}"
WHY = {"reason": "Advice is awaited."}
RULED = {"reason": "It will not be moved.", "evidence": "Minute 7 of the board."}
EVENING = MEETS + timedelta(hours=9)


def call(
    route: str,
    sent: Sent,
    *before: Call,
    shows: datetime | None = None,
    loads: Loaded | None = None,
    due: Due | None = None,
    person: str = SECRETARY,
    **names: str,
) -> Call:
    return Call(route, sent, names, before, shows, loads, due, person)


def openapi_of(web: AWeb) -> Any:  # noqa: ANN401  a document as it is sent
    app: FastAPI = web.app.app  # type: ignore[attr-defined]  # the wall's own field
    return app.openapi()
