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
from web.pages.views import ErrorPage
from web.templating import render

REFERENCE: Final = "quorate.reference"
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
            "Go back, where what you typed should still be, and try again in a few minutes.",
        ),
    )
}

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
    title="This page was open for too long",
    what_happened="The form no longer belongs to your visit, so nothing was recorded.",
    what_to_do="Open the link in your letter again and repeat your answer.",
)
TOO_LARGE: Final = BY_STATUS[413]


class TooLarge(HTTPException):
    """More came than was promised or is taken."""

    def __init__(self) -> None:
        super().__init__(413)


def is_api(path: str) -> bool:
    return path.startswith(API)


def new_reference() -> str:
    """Short enough to read out over the telephone; no vowels, so it spells nothing."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


def reference(request: Request) -> str:
    return str(request.scope.get(REFERENCE, ""))


def problem_for(failure: Exception) -> Problem:
    """What to say of a failure. An unknown one says nothing of itself."""
    match failure:
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
    page = ErrorPage(
        title=problem.title,
        what_happened=problem.what_happened,
        what_to_do=problem.what_to_do,
        reference=reference(request),
    )
    return render(request, page, status=problem.status)


def as_json(request: Request, problem: Problem, faults: list[dict[str, str]] | None = None) -> Response:
    """RFC 9457: a problem a program can act on by its `type` and `code`."""
    body: dict[str, object] = {
        "type": f"{PROBLEMS}/{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": f"{problem.what_happened} {problem.what_to_do}",
        "code": problem.code,
        "reference": reference(request),
    }
    if faults:
        body["faults"] = faults
    return JSONResponse(body, status_code=problem.status, media_type="application/problem+json")


async def on_known(request: Request, failure: Exception) -> Response:
    response = answer(request, problem_for(failure))
    if isinstance(failure, HTTPException) and failure.headers:
        response.headers.update(failure.headers)
    return response


async def on_malformed(request: Request, failure: Exception) -> Response:
    """Which value is wrong and why, without repeating the value."""
    if not isinstance(failure, RequestValidationError) or not is_api(request.url.path):
        return await on_known(request, failure)
    faults = [
        {"where": ".".join(str(step) for step in fault["loc"]), "what": str(fault["msg"])}
        for fault in failure.errors()
    ]
    return as_json(request, problem_for(failure), faults)


def install(app: Starlette) -> None:
    """Every refusal and failure of the app answered in one of the two forms."""
    app.add_exception_handler(HTTPException, on_known)
    app.add_exception_handler(QuorateError, on_known)
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
