"""A member's way: from the link in a letter to the question, the press and the receipt."""

import re
from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from models.acts import Acted
from models.values import Answer
from services import sign_offs
from services.receipts import number_of
from services.requests import RequestRead, Stands, request_of
from services.sign_offs import GivenAnswer
from services.visits import Visit, open_link
from web import errors
from web.given import address_of, given
from web.pages import requests as pages
from web.pages.parts import Fault
from web.pages.shells import shell_of
from web.pages.views import Page
from web.sessions import form_for, give_cookie, sent_form, visit
from web.templating import render

SEE_OTHER: Final = 303
LONGEST_WORDS: Final = 5_000
NEEDS_WORDS: Final = frozenset({Answer.OBJECT, Answer.APPROVE_SUBJECT_TO})
HASH: Final = re.compile(r"^[0-9a-f]{64}$")


# --- coming by the link -------------------------------------------------------------------


async def opened(request: Request) -> Response:
    """Whoever's software follows the link first, nothing is decided and nothing is spent by it. The
    token leaves the address bar at once.
    """
    web, token = given(request), request.path_params["token"]
    if request.method == "HEAD":
        return Response()
    address = address_of(request)
    web.limits.take("opens_by_address", address)
    web.limits.take("opens_by_link", token[:100])
    web.limits.must_have("unknown_links_by_address", address)
    session = await open_link(web.house, token)
    if session is None:
        web.limits.take("unknown_links_by_address", address)
        return errors.answer(request, errors.LINK_GONE)
    response = RedirectResponse(pages.SIGN_OFF, SEE_OTHER)
    give_cookie(web, response, session)
    return response


async def shown(request: Request) -> Response:
    """The question, or what became of it."""
    visit_ = await visit(request)
    read = await request_of(given(request).house, visit_.link)
    return render(request, await _first_page(request, visit_, read))


async def _first_page(
    request: Request, visit_: Visit, read: RequestRead, typed: Mapping[str, str] | None = None, why: str = ""
) -> Page:
    """`why` is the sentence of a rule that just refused what was typed."""
    shell, words = await shell_of(given(request), visit_.link.programme), typed or {}
    faults = (Fault("answer", why),) if why else ()
    if read.stands is Stands.ASKED:
        return pages.question(read, form_for(request, visit_, pages.SIGN_OFF, faults), shell, words)
    if read.stands is Stands.ANSWERED and why and read.may_change:
        return pages.change(read, form_for(request, visit_, pages.CHANGE, faults), shell, words)
    if read.stands is Stands.ANSWERED:
        return pages.answered(read, shell, why)
    kept = request.scope.get(errors.TYPED)
    return pages.closed(read, shell, why, kept.words if kept else ())


# --- the answer ---------------------------------------------------------------------------


async def answered(request: Request) -> Response:
    """The press that decides. What was typed comes back with whatever keeps it from being recorded."""
    visit_, fields = await sent_form(request)
    read = await request_of(given(request).house, visit_.link)
    if faults := _answer_faults(fields):
        form = form_for(request, visit_, request.url.path, faults)
        shell = await shell_of(given(request), visit_.link.programme)
        make = pages.question if request.url.path == pages.SIGN_OFF else pages.change
        return render(request, make(read, form, shell, fields), status=422)
    said = GivenAnswer(
        answer=Answer(fields["answer"]),
        content_hash=fields["content_hash"],
        reason=fields.get("reason", "").strip(),
    )
    acted = await sign_offs.answer(given(request).house, visit_.link, said, fields["command_id"])
    return await _after(request, visit_, acted, fields)


async def changing(request: Request) -> Response:
    visit_ = await visit(request)
    read = await request_of(given(request).house, visit_.link)
    if read.stands is not Stands.ANSWERED or not read.may_change:
        return RedirectResponse(pages.SIGN_OFF, SEE_OTHER)
    shell = await shell_of(given(request), visit_.link.programme)
    return render(request, pages.change(read, form_for(request, visit_, pages.CHANGE), shell, {}))


def _answer_faults(fields: Mapping[str, str]) -> tuple[Fault, ...]:
    answer, reason = fields.get("answer", ""), fields.get("reason", "")
    faults = []
    if answer not in set(Answer):
        faults.append(Fault("answer", "Choose your answer"))
    elif answer in NEEDS_WORDS and not reason.strip():
        is_objection = answer == Answer.OBJECT
        faults.append(Fault("reason", "Say why you object" if is_objection else "Say what must be met"))
    faults.extend(_too_long("reason", reason))
    if not HASH.match(fields.get("content_hash", "")):
        raise errors.Refusal(errors.BY_STATUS[400])
    return tuple(faults)


# --- a question, an interest, a deputy ----------------------------------------------------


async def asking(request: Request) -> Response:
    """The page of one of the other ways, as long as it is open to this member."""
    visit_ = await visit(request)
    read = await request_of(given(request).house, visit_.link)
    return await _other_page(request, visit_, read, {}, ())


async def asked(request: Request) -> Response:
    visit_, fields = await sent_form(request)
    if faults := _words_faults(fields, "Write your question or concern"):
        return await _again(request, visit_, fields, faults, 422)
    words = fields["words"].strip()
    acted = await sign_offs.ask_question(given(request).house, visit_.link, words, fields["command_id"])
    return await _after(request, visit_, acted, fields)


async def declared(request: Request) -> Response:
    visit_, fields = await sent_form(request)
    if faults := _words_faults(fields, "Say what your interest is"):
        return await _again(request, visit_, fields, faults, 422)
    words = fields["words"].strip()
    acted = await sign_offs.declare_interest(given(request).house, visit_.link, words, fields["command_id"])
    return await _after(request, visit_, acted, fields)


async def handed_over(request: Request) -> Response:
    visit_, fields = await sent_form(request)
    read = await request_of(given(request).house, visit_.link)
    deputy = fields.get("deputy", "")
    if deputy not in {each.id for each in read.candidates}:
        return await _again(request, visit_, fields, (Fault("deputy", "Choose your deputy"),), 422)
    acted = await sign_offs.hand_over(given(request).house, visit_.link, deputy, fields["command_id"])
    return await _after(request, visit_, acted, fields)


async def _again(
    request: Request, visit_: Visit, fields: Mapping[str, str], faults: tuple[Fault, ...], status: int
) -> Response:
    read = await request_of(given(request).house, visit_.link)
    response = await _other_page(request, visit_, read, fields, faults)
    response.status_code = status
    return response


async def _other_page(
    request: Request,
    visit_: Visit,
    read: RequestRead,
    typed: Mapping[str, str],
    faults: tuple[Fault, ...],
) -> Response:
    path = request.url.path
    if path not in {way.href for way in pages.other_ways(read)}:
        return render(request, await _first_page(request, visit_, read))
    shell = await shell_of(given(request), visit_.link.programme)
    make = {
        pages.QUESTION: pages.ask_question,
        pages.INTEREST: pages.declare_interest,
        pages.DEPUTY: pages.hand_over,
    }[path]
    return render(request, make(read, form_for(request, visit_, path, faults), shell, typed))


def _words_faults(fields: Mapping[str, str], missing: str) -> tuple[Fault, ...]:
    words = fields.get("words", "")
    return (Fault("words", missing),) if not words.strip() else _too_long("words", words)


def _too_long(field: str, words: str) -> tuple[Fault, ...]:
    if len(words) <= LONGEST_WORDS:
        return ()
    return (Fault(field, f"Shorten this to {LONGEST_WORDS:,} characters; it has {len(words):,}"),)


# --- after a press ------------------------------------------------------------------------


async def _after(request: Request, visit_: Visit, acted: Acted, fields: Mapping[str, str]) -> Response:
    """To the receipt, by a redirect, so that going back or reloading sends nothing twice; or back to
    the page as it stands now, with the refusal and everything that was typed.
    """
    house = given(request).house
    read = await request_of(house, visit_.link)
    if not acted.accepted:
        return await _refused(request, visit_, read, acted, fields)
    number = await number_of(house, visit_.link, acted)
    if number is None and read.answer is not None and "answer" in fields:
        number = read.answer.number
    if number is None:
        return RedirectResponse(pages.SIGN_OFF, SEE_OTHER)
    again = "?again=1" if acted.already else ""
    return RedirectResponse(f"/sign-off/receipt/{number}{again}", SEE_OTHER)


async def _refused(
    request: Request, visit_: Visit, read: RequestRead, acted: Acted, fields: Mapping[str, str]
) -> Response:
    way = request.url.path
    if way in {each.href for each in pages.other_ways(read)}:
        field = "deputy" if way == pages.DEPUTY else "words"
        return await _again(request, visit_, fields, (Fault(field, acted.words),), 409)
    # Another text is another question: what was chosen for the former one is not carried over.
    typed = {**fields, "answer": ""} if acted.code == "version-superseded" else fields
    page = await _first_page(request, visit_, read, typed, acted.words)
    return render(request, page, status=409)


ROUTES: Final = (
    Route("/s/{token}", opened),
    Route(pages.SIGN_OFF, shown),
    Route(pages.SIGN_OFF, answered, methods=["POST"]),
    Route(pages.CHANGE, changing),
    Route(pages.CHANGE, answered, methods=["POST"]),
    Route(pages.QUESTION, asking),
    Route(pages.QUESTION, asked, methods=["POST"]),
    Route(pages.INTEREST, asking),
    Route(pages.INTEREST, declared, methods=["POST"]),
    Route(pages.DEPUTY, asking),
    Route(pages.DEPUTY, handed_over, methods=["POST"]),
)
