"""What is said when something cannot be done: problem+json to programs, a plain page to people.

Every answer says what happened, what to do, and a reference under which the log knows it.
"""

import secrets
import traceback
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import structlog
from fastapi.exceptions import RequestValidationError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from models.errors import Malformed, NotFound, NotPermitted, QuorateError, Unavailable
from web.faults import faults_of
from web.pages.parts import Again, Row
from web.pages.views import ErrorPage
from web.templating import render

REFERENCE: Final = "quorate.reference"
TYPED: Final = "quorate.typed"
"""Where a form that came in keeps its words, so that no failure loses them."""
API: Final = "/api/"
PROBLEMS: Final = "/problems"
ALPHABET: Final = "23456789BCDFGHJKMNPQRSTVWXZ"
HERE: Final = Path(__file__).parent.parent

log = structlog.get_logger()


@dataclass(frozen=True)
class Problem:
    """A stable code for programs, and three sentences for people."""

    status: int
    code: str
    title: str
    what_happened: str
    what_to_do: str


STATUS: Final[dict[type[QuorateError], int]] = {
    NotFound: 404,
    NotPermitted: 403,
    Malformed: 422,
    Unavailable: 503,
}

BY_STATUS: Final[dict[int, Problem]] = {
    problem.status: problem
    for problem in (
        Problem(
            400,
            "bad-request",
            "That request could not be understood",
            "Part of what was sent did not arrive, or could not be read.",
            "Go back, check what you entered and try again.",
        ),
        Problem(
            403,
            "not-permitted",
            "You cannot do that",
            "This page, or what you tried to do on it, is not open to you, or not any more.",
            "Open the link in your latest letter about this matter, or reply to that letter for help.",
        ),
        Problem(
            404,
            "not-found",
            "Page not found",
            "There is no page at this address. It may have been typed or copied in part.",
            "If you came from a letter, copy its whole link, or reply to the letter and ask for a new one.",
        ),
        Problem(
            405,
            "method-not-allowed",
            "This address cannot be used in that way",
            "The address is right, but not for this kind of request.",
            "Go back to the page you came from and use its buttons.",
        ),
        Problem(
            409,
            "conflict",
            "That cannot be done as things stand",
            "Something changed between your opening the page and your answer.",
            "Open the page again, see what it says now, and decide again if you still wish to.",
        ),
        Problem(
            413,
            "too-large",
            "Too much was sent",
            "What was sent is larger than this service takes at once.",
            "Shorten the text, or send the file to the secretariat instead.",
        ),
        Problem(
            422,
            "malformed",
            "Something in that request is not as it should be",
            "A value is missing or is not of the kind expected.",
            "Check what was entered and try again.",
        ),
        Problem(
            429,
            "too-many-requests",
            "Too many attempts",
            "There were many requests in a short time, so we have stopped for a moment.",
            "Wait ten minutes and try again.",
        ),
        Problem(
            500,
            "failed",
            "Sorry, something went wrong",
            "The service failed while doing this. Unless you were shown a receipt, nothing was recorded.",
            "Try again in a few minutes. If it fails again, send the reference below to the secretariat.",
        ),
        Problem(
            503,
            "unavailable",
            "Sorry, this cannot be done just now",
            "Something the service needs cannot be reached. Nothing was recorded.",
            "Try again in a few minutes. If it still fails, reply to your letter.",
        ),
    )
}

TO_PROGRAMS: Final[dict[int, tuple[str, str]]] = {
    400: (
        "Part of what was sent did not arrive, or could not be read.",
        "Check the request and call again.",
    ),
    403: (
        "This call is not open to the person it is made for.",
        "Name in Quorate-Person an office, sponsor or secretary of a body that this is the business of.",
    ),
    404: (
        "There is nothing at this address.",
        "Check the ids in it: the list one level up has those there are.",
    ),
    405: (
        "The address is right, but not for this kind of request.",
        "Read with GET and change with POST, as the description of the API says of each.",
    ),
    409: (
        "This cannot be done as things stand.",
        "Read again what you are changing, and decide again.",
    ),
    422: (
        "A value is missing or is not of the kind expected.",
        "Each is named under faults: put them right and call again.",
    ),
    503: (
        "Something the service needs cannot be reached. Nothing was recorded.",
        "Call again in a few minutes under the same Idempotency-Key.",
    ),
}
"""What happened and what to do, to whoever calls the API, where a page says it otherwise."""

UNKNOWN_HOST: Final = replace(
    BY_STATUS[400],
    code="unknown-host",
    title="This is not an address of this service",
    what_happened="The service was called by a name it does not go by.",
    what_to_do="Use the address in your letter, or ask the secretariat for the right one.",
)
FOREIGN_FORM: Final = replace(
    BY_STATUS[403],
    code="foreign-form",
    title="That did not come from one of our pages",
    what_happened="The request came from another site, so nothing was done with it.",
    what_to_do="Open the link in your letter and answer on the page it leads to.",
)
STALE_FORM: Final = replace(
    BY_STATUS[403],
    code="stale-form",
    title="This page has to be opened again",
    what_happened=(
        "Your visit ended, or you have since opened other requests in this browser, so nothing was recorded."
    ),
    what_to_do="Open the link in your letter again and repeat your answer.",
)
LINK_GONE: Final = replace(
    BY_STATUS[404],
    code="link-unknown",
    title="This link does not open anything any more",
    what_happened="It was copied in part, or it has expired. Nothing was recorded.",
    what_to_do="Open the link in your latest letter about this matter, or reply to it and ask for a new one.",
)
NO_VISIT: Final = replace(
    BY_STATUS[403],
    code="no-visit",
    title="Open the link in your letter",
    what_happened="This page is reached by the link in a letter, and your visit has ended or not begun.",
    what_to_do="Open the link in your latest letter about this matter. It opens as often as you like.",
)
TOO_LARGE: Final = BY_STATUS[413]
MAY_WORK_NEXT_TIME: Final = frozenset({429, 500, 503})
"""After these the same press may be sent again: its id makes it one act however often it arrives."""


@dataclass(frozen=True)
class Typed:
    """A form as it came: what its sender would miss, and all of it, to be sent again."""

    words: tuple[Row, ...]
    again: Again


class Refusal(Exception):
    """An answer that is a problem, raised where only results are returned."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def refused_by_rule(code: str, words: str) -> Problem:
    """A rule's own code and sentence: it says what to do itself."""
    return replace(BY_STATUS[409], code=code, what_happened=words, what_to_do="")


class TooLarge(HTTPException):
    """More came than was promised or is taken."""

    def __init__(self) -> None:
        super().__init__(413)


def is_api(path: str) -> bool:
    return path.startswith(API)


def new_reference() -> str:
    """Short enough to read out over the telephone; no vowels, so it spells nothing."""
    drawn = "".join(ALPHABET[each % len(ALPHABET)] for each in secrets.token_bytes(8))
    return f"{drawn[:4]}-{drawn[4:]}"


def reference(request: Request) -> str:
    return str(request.scope.get(REFERENCE, ""))


def problem_for(failure: Exception) -> Problem:
    """What to say of a failure. An unknown one says nothing of itself."""
    match failure:
        case Refusal(problem=problem):
            return problem
        case QuorateError():
            status = next((STATUS[kind] for kind in STATUS if isinstance(failure, kind)), 500)
            problem = replace(BY_STATUS[status], code=failure.code)
            return replace(problem, what_happened=failure.words) if failure.words else problem
        case RequestValidationError():
            return BY_STATUS[422]
        case HTTPException(status_code=status) if status in BY_STATUS:
            return BY_STATUS[status]
        case HTTPException(status_code=status):
            return replace(BY_STATUS[400], status=status)
        case _:
            return BY_STATUS[500]


def answer(request: Request, problem: Problem) -> Response:
    """The problem in the form its reader understands."""
    log.info("web.refused", code=problem.code, status=problem.status, reference=reference(request))
    if is_api(request.url.path):
        return as_json(request, problem)
    typed: Typed | None = request.scope.get(TYPED)
    page = ErrorPage(
        title=problem.title,
        what_happened=problem.what_happened,
        what_to_do=problem.what_to_do,
        reference=reference(request),
        typed=typed.words if typed else (),
        again=typed.again if typed and problem.status in MAY_WORK_NEXT_TIME else None,
    )
    return render(request, page, status=problem.status)


def as_json(request: Request, problem: Problem, faults: list[dict[str, str]] | None = None) -> Response:
    """RFC 9457: a problem a program can act on by its `type` and `code`."""
    happened, to_do = _for_a_program(problem)
    body: dict[str, object] = {
        "type": f"{PROBLEMS}/{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": f"{happened} {to_do}".strip(),
        "code": problem.code,
        "reference": reference(request),
    }
    if faults:
        body["faults"] = faults
    return JSONResponse(body, status_code=problem.status, media_type="application/problem+json")


def _for_a_program(problem: Problem) -> tuple[str, str]:
    """A program has no page and no letter to go back to; a rule's own sentence is for everybody."""
    happened, to_do = TO_PROGRAMS.get(problem.status, (problem.what_happened, problem.what_to_do))
    is_said_for_all = problem.what_happened == BY_STATUS.get(problem.status, problem).what_happened
    return happened if is_said_for_all else problem.what_happened, to_do if problem.what_to_do else ""


async def on_known(request: Request, failure: Exception) -> Response:
    response = answer(request, problem_for(failure))
    if isinstance(failure, HTTPException) and failure.headers:
        response.headers.update(failure.headers)
    return response


async def on_malformed(request: Request, failure: Exception) -> Response:
    """Which value is wrong and why, without repeating the value."""
    if not isinstance(failure, RequestValidationError) or not is_api(request.url.path):
        return await on_known(request, failure)
    return as_json(request, problem_for(failure), faults_of(failure))


def install(app: Starlette) -> None:
    """Every refusal and failure of the app answered in one of the two forms."""
    app.add_exception_handler(HTTPException, on_known)
    app.add_exception_handler(QuorateError, on_known)
    app.add_exception_handler(Refusal, on_known)
    app.add_exception_handler(RequestValidationError, on_malformed)
    app.add_exception_handler(Exception, on_known)


def note(failure: Exception, reference: str) -> None:
    """One log line: where it failed and what kind of failure, without its message, which may carry names."""
    frames = traceback.extract_tb(failure.__traceback__)[-6:]
    places = [f"{_short(frame.filename)}:{frame.lineno}" for frame in frames]
    log.error("web.failed", failure=type(failure).__name__, at=places, reference=reference)


def _short(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(HERE)) if path.is_relative_to(HERE) else path.name
