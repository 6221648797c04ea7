"""The receipt of a press: what is on the record, under which number and hash."""

from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.receipts import Receipt, receipt
from services.request_values import RequestRead, Stands
from services.requests import request_of
from web.given import given
from web.pages import corrected, presenters
from web.pages import requests as pages
from web.pages.asked import asked
from web.pages.parts import Link, Row
from web.pages.shells import shell_of
from web.pages.views import ReceiptPage
from web.sessions import visit
from web.templating import render

DONE: Final[Mapping[str, str]] = {
    "interest-declared": "Your interest is declared",
    "concern-raised": "Your question was sent",
    "deputy-named": "You have handed over",
}
"""What was done, by the kind of its line; an answer is said by itself."""

WORDS: Final[Mapping[str, str]] = {
    "answer-given": "Your words",
    "interest-declared": "Your interest",
    "concern-raised": "Your question or concern",
}

NOT_TWICE: Final = "Nothing was recorded a second time."


async def shown(request: Request) -> Response:
    """A page of its own, so that reloading it sends nothing."""
    visit_ = await visit(request)
    house = given(request).house
    found = await receipt(house, visit_.link, request.path_params["number"])
    read = await request_of(house, visit_.link)
    page = ReceiptPage(
        title=_done(found),
        reference=presenters.receipt_reference(read.matter, found.number, found.hash),
        request=asked(read),
        recorded=_recorded(found),
        what_next=_what_next(found, read),
        was_already=_already(found) if "again" in request.query_params else "",
        change=_change(found, read),
        go_on=pages.back(read) if found.answer is None else None,
        shell=await shell_of(given(request), visit_.link.programme),
    )
    return render(request, page)


def _done(found: Receipt) -> str:
    if found.is_taken_back:
        return "You have taken it back"
    return presenters.said(found.answer) if found.answer else DONE.get(found.kind, "It is recorded")


def _already(found: Receipt) -> str:
    before = "You asked this already" if found.kind == "concern-raised" else "This was recorded already"
    return f"{before}. {NOT_TWICE}"


def _recorded(found: Receipt) -> tuple[Row, ...]:
    rows = [Row("Recorded", presenters.due(found.recorded))]
    if found.answer:
        rows.insert(0, Row("Your answer", presenters.said(found.answer)))
    if found.words:
        rows.append(Row(WORDS.get(found.kind, "Your words"), found.words))
    if found.replaces:
        rows.append(Row("Replaces", f"Your answer of {presenters.due(found.replaces)}"))
    if found.deputy and not found.is_taken_back:
        rows.append(Row("Your deputy", found.deputy))
    rows.extend(map(corrected.on_receipt, found.corrections))
    return (*rows, Row("Entry in the record", str(found.number)), Row("Hash of the entry", found.hash))


def _what_next(found: Receipt, read: RequestRead) -> tuple[str, ...]:
    match found.kind:
        case "answer-given":
            own = "You will have this receipt by letter as well."
        case "concern-raised":
            own = f"{read.asked_by} answers you by letter."
        case "deputy-named" if found.is_taken_back:
            own = "You answer for your seat again. The person you had named no longer does."
        case "deputy-named":
            own = f"{read.deputy or 'Your deputy'} is asked by letter and answers in your place."
        case _:
            own = "You take no part in deciding this matter."
    return (own, *pages.what_next(read))


def _change(found: Receipt, read: RequestRead) -> Link | None:
    """Only while this answer is the one that stands."""
    stands = read.stands is Stands.ANSWERED and read.answer is not None and read.answer.number == found.number
    return (
        Link("Change your answer", pages.at(read.mark, pages.CHANGE)) if stands and read.may_change else None
    )


ROUTES: Final = (Route(pages.at("{request}", f"{pages.RECEIPT}/{{number:int}}"), shown),)
