"""One appointment: whom it is of, what it still waits for, who has confirmed it, the term and its notices."""

from collections.abc import Iterable, Iterator
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from models.appointment import AppointmentStage
from models.post_listings import AppointmentRead, ConfirmationShown, ExtensionShown, SignOffShown
from services import post_reading, post_records, post_telling
from services.reading import programme
from web.given import given
from web.pages import post_presenters as words
from web.pages import presenters
from web.pages.parts import Link, Row
from web.pages.post_records import record_page
from web.pages.post_views import AppointmentPage, MemberLine
from web.pages.shells import shell
from web.templating import render

RESTS_ON: Final = "What an entry rests on, such as a letter or a note, is not shown on this page."


async def shown(request: Request) -> Response:
    web, post = given(request), request.path_params["post"]
    at = await post_telling.programme_of_post(web.house, post)
    found = await post_reading.appointment(web.house, at, post, request.path_params["number"])
    extension = found.extension
    page = AppointmentPage(
        title=_title(found),
        post=found.title,
        tag=words.APPOINTED[found.stage],
        words=presenters.sentence(found.words),
        as_of=presenters.due(found.as_of),
        waits=tuple(map(presenters.sentence, found.waits_for)),
        next=_next(found),
        about=tuple(_about(found)),
        confirmations=_confirmations(found.confirmations),
        matter=words.by_matter(found.matter),
        extension=tuple(_extension(extension)) if extension else (),
        extended_by=_confirmations(extension.confirmations) if extension else (),
        extension_matter=words.by_matter(extension.matter) if extension else None,
        record=Link("Record of the appointment, to print", f"{_href(found)}/record"),
        back=Link("The post", f"/posts/{post}"),
        shell=shell(web, await programme(web.house, at)),
    )
    return render(request, page)


async def record(request: Request) -> Response:
    web, post = given(request), request.path_params["post"]
    at = await post_telling.programme_of_post(web.house, post)
    found = await post_reading.appointment(web.house, at, post, request.path_params["number"])
    told = await post_records.appointment_record_for_everybody(web.house, at, post, found.number)
    back = Link("The appointment as it stands", _href(found))
    around = shell(web, await programme(web.house, at))
    return render(request, record_page(told, _title(found), RESTS_ON, back, around))


def _title(found: AppointmentRead) -> str:
    return f"Appointment {found.number}: {found.name}"


def _href(found: AppointmentRead) -> str:
    return f"/posts/{found.post}/appointments/{found.number}"


def _next(found: AppointmentRead) -> str:
    step = found.next_step
    return f"Next, by itself: {step.words}, on {presenters.due(step.at)}." if step else ""


def _about(found: AppointmentRead) -> Iterator[Row]:
    yield Row("Kind", words.HOLDS[found.tenure][0].words)
    if found.round:
        yield Row("After", f"Round {found.round} of recruitment")
    if found.home_name:
        yield Row("Stays employed by", found.home_name)
    yield Row("Proposed", presenters.day(presenters.local_day(found.opened)))
    if found.hoped:
        yield Row("Hoped for", f"“{found.hoped.words}”")
    yield Row("May hold such a post", _eligible(is_eligible=found.is_eligible))
    if found.sign_off:
        yield from _sign_off(found.sign_off)
    if found.first:
        until = f" until {presenters.day(found.hand_over_until)}" if found.hand_over_until else ""
        hand_over = f", taking over from whoever held it before{until}" if found.hand_over else ""
        if found.hand_over_lost:
            hand_over = "; nobody hands it over, since whoever held it before leaves it before that day"
        yield Row("First day", f"{presenters.day(found.first)}{hand_over}")
    yield Row("Last day", _last_day(found))
    if found.former_ends:
        yield Row("Last days set before", "\n".join(map(presenters.day, found.former_ends)))
    if found.notices:
        given_at = ", ".join(f"{days} days" for days in found.notices)
        yield Row("Notice of the end given", f"{given_at} before it")
    if over_since := _over_since(found):
        yield Row("Over since", over_since)


def _over_since(found: AppointmentRead) -> str:
    """A term that ends at midnight ended with the day before."""
    if found.stage is AppointmentStage.ENDED and found.last:
        return f"The end of {presenters.day(found.last)}"
    return presenters.moment(found.ended) if found.ended else ""


def _last_day(found: AppointmentRead) -> str:
    if found.last:
        return presenters.day(found.last)
    if found.months:
        return f"{found.months} {'month' if found.months == 1 else 'months'} after its first day"
    return "Until further notice"


def _eligible(*, is_eligible: bool | None) -> str:
    """What was found otherwise is not everybody's to read (G67, G71)."""
    return "Yes, as tested" if is_eligible else "Not found yet"


def _sign_off(asked: SignOffShown) -> Iterator[Row]:
    yield Row("Outside sign-off", f"{asked.by.name}: it {asked.words}")
    yield Row("Asked for", presenters.day(presenters.local_day(asked.asked)))
    if asked.awaits:
        yield Row("It awaits from us", f"“{asked.awaits}”")
    for each in asked.omitted:
        yield Row("Step left out", f"{words.capital(each.title)}: “{each.reason}”")


def _extension(extension: ExtensionShown) -> Iterator[Row]:
    yield Row("To", presenters.day(extension.last))
    if extension.sign_off:
        yield from _sign_off(extension.sign_off)


def _confirmations(every: Iterable[ConfirmationShown]) -> tuple[MemberLine, ...]:
    return tuple(
        MemberLine(f"{each.code} {each.short}".strip(), "Has confirmed" if each.has_confirmed else "Not yet")
        for each in every
    )


ROUTES: Final = (
    Route("/posts/{post}/appointments/{number:int}", shown),
    Route("/posts/{post}/appointments/{number:int}/record", record),
)
