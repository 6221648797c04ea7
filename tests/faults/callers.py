"""People who answer over HTTP whatever happens to the web, and note what they were told."""

import asyncio
import random
import re
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from a_partnership import PROGRAMME, SPONSOR
from httpx2 import AsyncClient, AsyncHTTPTransport, ConnectError, RequestError, Response

from models.values import SeatId, Stream, digest_of
from tests.faults.a_large_round import CONTENT, VERSION, clerk_of, matter_id
from tests.faults.a_stack import Stack
from tests.web.a_web import form_in, own

SOON = 0.1
NOT_NOW = frozenset({429, 503})
ONCE_MORE = 0.3
"""How many of those who were told send the very same once more."""
LEAVES = 0.2
"""How many of those who were not told leave it at that."""


class Way(StrEnum):
    LINK = "link"
    CALL = "call"
    """The body's secretary enters it through the API."""
    NEVER = "never"


class Fate(StrEnum):
    """What the caller knows of an answer."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    """It was sent, and the caller never learned what became of it."""


@dataclass(frozen=True)
class Job:
    stream: Stream
    seat: SeatId
    way: Way
    link: str = ""


@dataclass
class Notes:
    """What all callers were told, by body and seat, and what they should never have been told."""

    fates: dict[tuple[Stream, SeatId], Fate] = field(default_factory=dict)
    numbers: dict[tuple[Stream, SeatId], int] = field(default_factory=dict)
    opened: dict[Stream, Fate] = field(default_factory=dict)
    lost: int = 0
    """Answers on which the connection broke or the caller's patience ended."""
    repeated: int = 0
    surprises: list[str] = field(default_factory=list)


def way_of(seed: int, stream: Stream, seat: SeatId) -> Way:
    """Many answer by their link, as many by telephone, the rest let the deadline pass."""
    drawn = int(digest_of(str(seed), stream, seat)[:8], 16) % 10
    return Way.LINK if drawn < 4 else Way.CALL if drawn < 8 else Way.NEVER


class Caller:
    """One desk with an address of its own, since the web allows each address only so much."""

    def __init__(self, stack: Stack, notes: Notes, draw: random.Random, place: int) -> None:
        transport = AsyncHTTPTransport(local_address=f"127.0.0.{10 + place}", verify=False)
        self._client = AsyncClient(
            transport=transport, base_url=stack.settings.base_url, timeout=10, trust_env=False
        )
        self._stack = stack
        self._notes = notes
        self._draw = draw

    async def close(self) -> None:
        await self._client.aclose()

    # --- answers --------------------------------------------------------------------------

    async def do(self, job: Job) -> None:
        if job.way is Way.LINK:
            await self._by_link(job)
        else:
            await self._by_call(job)

    async def _by_link(self, job: Job) -> None:
        """Until the page is there; the form, once read, is always sent as it was."""
        self._client.cookies.clear()
        opened = await self._told("GET", job.link)
        page = await self._told("GET", opened.headers["location"])
        path = own(page)
        if f'action="{path}"' not in page.text:
            return  # closed, or decided without her
        fields = form_in(page) | {"answer": "approve"}
        if (answer := await self._sent(job, path, data=fields)) is None:
            return
        self._note(job, answer, _receipt_in(answer))
        if answer.status_code == 303 and self._draw.random() < ONCE_MORE:
            await self._once_more(job, path, data=fields)

    async def _by_call(self, job: Job) -> None:
        _, matter, body, _ = job.stream.split("/")
        path = f"/api/v1/matters/{matter}/bodies/{body}/answers"
        said = {"seat": job.seat, "answer": "approve", "content_hash": CONTENT}
        said |= {"evidence_channel": "phone", "evidence": f"Rang for {job.seat}."}
        headers = {"Quorate-Person": clerk_of(body), "Idempotency-Key": f"{job.stream} {job.seat}"}
        if (answer := await self._sent(job, path, json=said, headers=headers)) is None:
            return
        self._note(job, answer, answer.json()["number"] if answer.status_code == 200 else None)
        if answer.status_code == 200 and self._draw.random() < ONCE_MORE:
            await self._once_more(job, path, json=said, headers=headers)

    async def _sent(self, job: Job, path: str, **content: object) -> Response | None:
        """The same again and again until somebody says what became of it; None for those who leave."""
        key = (job.stream, job.seat)
        while True:
            try:
                answer = await self._client.post(path, timeout=self._patience(), **content)  # type: ignore[arg-type]  # whichever is given
            except ConnectError:
                pass  # nobody was there, so nothing was said
            except RequestError:
                self._notes.fates[key] = Fate.UNKNOWN
                self._notes.lost += 1
                if self._draw.random() < LEAVES:
                    return None
            else:
                if answer.status_code not in NOT_NOW:
                    return answer
            await asyncio.sleep(SOON)

    def _patience(self) -> float:
        """Some hardly wait, and so never hear what was committed."""
        return 0.02 if self._draw.random() < 0.05 else 10

    def _note(self, job: Job, answer: Response, number: int | None) -> None:
        key = (job.stream, job.seat)
        if number is not None:
            self._notes.fates[key], self._notes.numbers[key] = Fate.ACCEPTED, number
        elif answer.status_code == 409:
            self._notes.fates[key] = Fate.REFUSED
        else:
            self._notes.surprises.append(f"{job}: {answer.status_code} {answer.headers} {answer.text[:300]}")

    async def _once_more(self, job: Job, path: str, **content: object) -> None:
        """Told the same as before, and that it was so already."""
        answer = await self._sent_again(path, **content)
        if answer is None:
            return
        self._notes.repeated += 1
        number = self._notes.numbers[job.stream, job.seat]
        if job.way is Way.LINK:
            is_same = answer.headers.get("location") == f"{path}/receipt/{number}?again=1"
        else:
            is_same = answer.json() == {"number": number, "already": True}
        if not is_same:
            self._notes.surprises.append(f"again {job}, was {number}: {answer.headers} {answer.text[:300]}")

    async def _sent_again(self, path: str, **content: object) -> Response | None:
        try:
            answer = await self._client.post(path, **content)  # type: ignore[arg-type]  # whichever is given
        except RequestError:
            return None
        return None if answer.status_code in NOT_NOW else answer

    async def _told(self, method: str, path: str) -> Response:
        while True:
            try:
                answer = await self._client.request(method, path)
            except RequestError:
                await asyncio.sleep(SOON)
                continue
            if answer.status_code not in NOT_NOW:
                return answer
            await asyncio.sleep(SOON)

    # --- the sponsor ----------------------------------------------------------------------

    async def open_matter(self, number: int, open_for: timedelta) -> None:
        """One more matter, closing soon, under one key until it is told."""
        matter, closes = matter_id(number), await self._stack.programme_now() + open_for
        path = f"/api/v1/matters/{matter}/open"
        headers = {"Quorate-Person": SPONSOR, "Idempotency-Key": f"open {matter}"}
        job = Job(stream=f"approval/{matter}", seat=PROGRAMME, way=Way.CALL)
        sent = {"version": VERSION, "closes": closes.isoformat()}
        answer = None
        self._notes.opened[job.stream] = Fate.UNKNOWN
        while answer is None:
            answer = await self._sent(job, path, json=sent, headers=headers)
        self._notes.fates.pop((job.stream, job.seat), None)
        self._notes.opened[job.stream] = Fate.ACCEPTED if answer.status_code == 200 else Fate.REFUSED


def _receipt_in(answer: Response) -> int | None:
    found = re.fullmatch(r"/sign-off/\w+/receipt/([0-9]+)(\?again=1)?", answer.headers.get("location", ""))
    return int(found[1]) if found else None
