"""The API under /api/v1: the same services as the pages and the commands."""

from typing import Any, Final

from fastapi import APIRouter, Depends

from models.values import Value
from web.api import (
    appointments,
    decisions,
    executive,
    matters,
    meetings,
    obligations,
    papers,
    partnership,
    posts,
    programmes,
    publication,
    recruitment,
    ways_on,
)
from web.api.asking import limited

PREFIX: Final = "/api/v1"

DESCRIPTION: Final = """
One decision through every board, governing body and alliance that must take it.

**Who you are.** Signing in comes later. Until then the web answers on its own machine only, refuses to
start anywhere else, and takes your word in the header `Quorate-Person`: an office of the programme, a
sponsor or the secretary of a body. Without it a call is malformed, 422. Members do not act here; they
answer by the link in their letter.

**Safe to repeat.** Every call that changes something needs an `Idempotency-Key` of your own. The same call
under the same key is one act and gets the same answer, with `already` set; other content is another act.

**What can go wrong** is told as `application/problem+json` with a stable `code` and words a secretary
understands: 403 not for you, 404 no such thing, 409 refused by a rule (and, where the matter exists, on
the record), 422 not what it says it is, 429 too often, 503 nothing was recorded because something cannot
be reached.

**Ask first.** What a record or a decision would come to is told by `?dry_run=true`, and nothing is written.

**Lists** come in pages of at most 500: each page says what to ask with for the next.

All instants are UTC. `happened` says when what you report took place, when that was before now.
"""


class Problem(Value):
    """RFC 9457; `code` is stable and `reference` is what the log knows it by."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    reference: str
    faults: tuple[dict[str, str], ...] = ()
    """Which value is wrong, `where`, and why, `what`."""


PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {
    status: {
        "description": words,
        "content": {"application/problem+json": {"schema": Problem.model_json_schema()}},
    }
    for status, words in (
        (403, "Not for this person"),
        (404, "No such thing"),
        (409, "Refused by a rule; the code says which"),
        (422, "Not what it says it is"),
        (429, "Too often"),
        (503, "Nothing was recorded: something cannot be reached"),
    )
}

ROUTER: Final = APIRouter(prefix=PREFIX, responses=PROBLEMS, dependencies=[Depends(limited)])
for each in (
    *(programmes.ROUTER, matters.ROUTER, matters.BODIES, ways_on.ROUTER, decisions.ROUTER, papers.ROUTER),
    executive.ROUTER,
    *(meetings.ROUTER, obligations.ROUTER, publication.ROUTER, partnership.ROUTER),
    *(posts.ROUTER, recruitment.ROUTER, appointments.ROUTER),
):
    ROUTER.include_router(each)
