"""A member's way: from the link in a letter to the question, the press and the receipt."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from models.acts import Acted
from models.errors import NotFound
from models.values import Answer
from services import papers_on_request, sign_offs
from services.receipts import number_of
from services.request_values import Stands
from services.requests import request_of
from services.sign_offs import GivenAnswer
from services.visits import Visit, open_link
from web import errors
from web.given import address_of, given
from web.pages import requests as pages
from web.pages.parts import Fault, Form
from web.pages.requests import Shown
from web.pages.shells import shell_of
from web.pages.views import Page
from web.sessions import form_for, give_cookie, sent_form, visit
from web.templating import render

SEE_OTHER: Final = 303
LONGEST_WORDS: Final = 5_000
NEEDS_WORDS: Final = frozenset({Answer.OBJECT, Answer.APPROVE_SUBJECT_TO})
SLUG: Final = re.compile(r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$")
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
    begun = await open_link(web.house, token)
    if begun is None:
        web.limits.take("unknown_links_by_address", address)
        return errors.answer(request, errors.LINK_GONE)
    response = RedirectResponse(pages.at(begun.link.mark), SEE_OTHER)
    give_cookie(request, response, begun.session)
    return response


async def last(request: Request) -> Response:
    """To the page of the letter opened last."""
    return RedirectResponse(pages.at((await visit(request)).link.mark), SEE_OTHER)


async def shown(request: Request) -> Response:
    """The question, or what became of it."""
    visit_ = await visit(request)
    return render(request, _first_page(request, visit_, await _on(request, visit_)))


async def _on(request: Request, visit_: Visit) -> Shown:
    """The request of the visit, as it stands now."""
    web = given(request)
    read = await request_of(web.house, visit_.link)
    papers = {
        part.id: _form(request, visit_, f"{pages.PAPERS}/{part.id}") for part in read.parts if part.on_request
    }
    return Shown(read, await shell_of(web, visit_.link.programme), papers)


def _form(request: Request, visit_: Visit, way: str, faults: tuple[Fault, ...] = ()) -> Form:
    return form_for(request, visit_, pages.at(visit_.link.mark, way), faults)


def _way(request: Request, visit_: Visit) -> str:
    """Which of the request's pages this is."""
    return request.url.path.removeprefix(pages.at(visit_.link.mark))


def _first_page(
    request: Request, visit_: Visit, on: Shown, typed: Mapping[str, str] | None = None, why: str = ""
) -> Page:
    """`why` is the sentence of a rule that just refused what was typed."""
    words, faults = typed or {}, (Fault("answer", why),) if why else ()
    if on.read.stands is Stands.ASKED:
        return pages.question(on, _form(request, visit_, "", faults), words)
    if on.read.stands is Stands.ANSWERED and why and on.read.may_change:
        return pages.change(on, _form(request, visit_, pages.CHANGE, faults), words)
    if on.read.stands is Stands.ANSWERED:
        return pages.answered(on, why)
    kept = request.scope.get(errors.TYPED)
    take_back = _form(request, visit_, pages.TAKE_BACK) if on.read.may_take_back else None
    return pages.closed(on, why, kept.words if kept else (), take_back)


# --- the answer ---------------------------------------------------------------------------


async def answered(request: Request) -> Response:
    """The press that decides. What was typed comes back with whatever keeps it from being recorded."""
    visit_, fields = await sent_form(request)
    if faults := _answer_faults(fields):
        way = _way(request, visit_)
        form = _form(request, visit_, way, faults)
        make = pages.change if way == pages.CHANGE else pages.question
        return render(request, make(await _on(request, visit_), form, fields), status=422)
    said = GivenAnswer(
        answer=Answer(fields["answer"]),
        content_hash=fields["content_hash"],
        reason=fields.get("reason", "").strip(),
    )
    acted = await sign_offs.answer(given(request).house, visit_.link, said, fields["command_id"])
    return await _after(request, visit_, acted, fields)


async def changing(request: Request) -> Response:
    visit_ = await visit(request)
    on = await _on(request, visit_)
    if on.read.stands is not Stands.ANSWERED or not on.read.may_change:
        return RedirectResponse(pages.at(visit_.link.mark), SEE_OTHER)
    return render(request, pages.change(on, _form(request, visit_, pages.CHANGE), {}))


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
    return render(request, _other_page(request, visit_, await _on(request, visit_), {}, ()))


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


async def deputy_chosen(request: Request) -> Response:
    """Nothing is done yet: the next page says what it would mean."""
    visit_, fields = await sent_form(request)
    on, deputy = await _on(request, visit_), fields.get("deputy", "")
    if not pages.may_hand_over(on.read):
        return render(request, _first_page(request, visit_, on), status=409)
    if deputy not in {each.id for each in on.read.candidates}:
        return await _again(request, visit_, fields, (Fault("deputy", "Choose your deputy"),), 422)
    return _gone_to(request, visit_, f"{pages.CONFIRMED}?{urlencode({'deputy': deputy})}")


async def confirming(request: Request) -> Response:
    visit_ = await visit(request)
    on, deputy = await _on(request, visit_), request.query_params.get("deputy", "")
    if not pages.may_hand_over(on.read) or deputy not in {each.id for each in on.read.candidates}:
        return _gone_to(request, visit_)
    return render(request, pages.confirm_deputy(on, _form(request, visit_, pages.CONFIRMED), deputy))


async def handed_over(request: Request) -> Response:
    visit_, fields = await sent_form(request)
    house, deputy = given(request).house, fields.get("deputy", "")
    if not SLUG.match(deputy):
        raise errors.Refusal(errors.BY_STATUS[400])
    acted = await sign_offs.hand_over(house, visit_.link, deputy, fields["command_id"])
    return await _after(request, visit_, acted, fields)


async def taken_back(request: Request) -> Response:
    """By naming themselves again the member answers for the seat as before."""
    visit_, fields = await sent_form(request)
    house, link = given(request).house, visit_.link
    acted = await sign_offs.hand_over(house, link, link.person, fields["command_id"])
    return await _after(request, visit_, acted, fields)


async def papers_asked(request: Request) -> Response:
    """One press, and back to the page, which then says when it was asked for."""
    visit_, fields = await sent_form(request)
    part, house = request.path_params["part"], given(request).house
    if part not in (await _on(request, visit_)).papers:
        raise NotFound("unknown-part", "This document has no such part on request.")
    acted = await papers_on_request.ask_for(house, visit_.link, part, fields["command_id"])
    if acted.accepted:
        return _gone_to(request, visit_)
    return errors.answer(request, errors.refused_by_rule(acted.code, acted.words))


async def _again(
    request: Request, visit_: Visit, fields: Mapping[str, str], faults: tuple[Fault, ...], status: int
) -> Response:
    on = await _on(request, visit_)
    return render(request, _other_page(request, visit_, on, fields, faults), status=status)


def _other_page(
    request: Request, visit_: Visit, on: Shown, typed: Mapping[str, str], faults: tuple[Fault, ...]
) -> Page:
    way = _way(request, visit_)
    if way not in pages.ways(on.read):
        return _first_page(request, visit_, on)
    make = {
        pages.QUESTION: pages.ask_question,
        pages.INTEREST: pages.declare_interest,
        pages.DEPUTY: pages.hand_over,
    }[way]
    return make(on, _form(request, visit_, way, faults), typed)


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
    if not acted.accepted:
        return await _refused(request, visit_, acted, fields)
    house = given(request).house
    number = await number_of(house, visit_.link, acted)
    if number is None and "answer" in fields:
        standing = (await request_of(house, visit_.link)).answer
        number = standing.number if standing else None
    if number is None:
        return _gone_to(request, visit_)
    again = "?again=1" if acted.already else ""
    return _gone_to(request, visit_, f"{pages.RECEIPT}/{number}{again}")


def _gone_to(request: Request, visit_: Visit, way: str = "") -> Response:
    """The next page is of the visit whose form was sent, whichever letter was opened since."""
    response = RedirectResponse(pages.at(visit_.link.mark, way), SEE_OTHER)
    give_cookie(request, response, visit_.session)
    return response


async def _refused(request: Request, visit_: Visit, acted: Acted, fields: Mapping[str, str]) -> Response:
    on, way = await _on(request, visit_), _way(request, visit_)
    if way in pages.ways(on.read):
        field = "deputy" if way == pages.DEPUTY else "words"
        return await _again(request, visit_, fields, (Fault(field, acted.words),), 409)
    # Another text is another question: what was chosen for the former one is not carried over.
    typed = {**fields, "answer": ""} if acted.code == "version-superseded" else fields
    return render(request, _first_page(request, visit_, on, typed, acted.words), status=409)


OWN: Final = pages.at("{request}")

ROUTES: Final = (
    Route("/s/{token}", opened),
    Route(pages.SIGN_OFF, last),
    Route(OWN, shown),
    Route(OWN, answered, methods=["POST"]),
    Route(f"{OWN}{pages.CHANGE}", changing),
    Route(f"{OWN}{pages.CHANGE}", answered, methods=["POST"]),
    Route(f"{OWN}{pages.QUESTION}", asking),
    Route(f"{OWN}{pages.QUESTION}", asked, methods=["POST"]),
    Route(f"{OWN}{pages.INTEREST}", asking),
    Route(f"{OWN}{pages.INTEREST}", declared, methods=["POST"]),
    Route(f"{OWN}{pages.DEPUTY}", asking),
    Route(f"{OWN}{pages.DEPUTY}", deputy_chosen, methods=["POST"]),
    Route(f"{OWN}{pages.CONFIRMED}", confirming),
    Route(f"{OWN}{pages.CONFIRMED}", handed_over, methods=["POST"]),
    Route(f"{OWN}{pages.TAKE_BACK}", taken_back, methods=["POST"]),
    Route(f"{OWN}{pages.PAPERS}/{{part}}", papers_asked, methods=["POST"]),
)
