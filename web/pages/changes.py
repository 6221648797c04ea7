"""What a version of a document changed: part by part by hash, and in words put in and taken out."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from models.comparing import Change, Differences, PartChange, PartCompared, VersionsCompared
from services import comparing
from services.reading import opened_matter, programme
from web.given import address_of, given
from web.pages import presenters
from web.pages.parts import Link
from web.pages.shells import shell
from web.pages.why_views import ChangedPart, ChangedPlace, ChangedWords, ChangesPage
from web.templating import render

NONE_FOUND: Final = "The file is another one, but no word of it differs."


async def shown(request: Request) -> Response:
    web, given_path = given(request), request.path_params
    matter = given_path["matter"]
    web.limits.take("comparisons_by_address", address_of(request))
    found = await opened_matter(web.house, matter)
    compared = await comparing.compare(
        web.house, found.programme, matter, given_path["before"], given_path["after"]
    )
    read = await programme(web.house, found.programme)
    page = ChangesPage(
        title=f"What changed from version {compared.before} to {compared.after}",
        document=compared.document,
        back=Link("The matter before all its bodies", f"/matters/{matter}"),
        reason=compared.reason,
        summary=_summary(compared),
        parts=tuple(map(_part, compared.parts)),
        before_hash=compared.before_hash or "not known",
        after_hash=compared.after_hash or "not known",
        shell=shell(web, read),
    )
    return render(request, page)


def _summary(compared: VersionsCompared) -> str:
    changed = sum(each.how is not PartChange.UNCHANGED for each in compared.parts)
    if changed == 0:
        return "No part of it changed."
    return f"{changed} of its {len(compared.parts)} parts changed."


def _part(part: PartCompared) -> ChangedPart:
    return ChangedPart(
        title=part.title,
        how=presenters.part_change(part.how),
        trouble=_trouble(part),
        places=tuple(map(_place, part.differences.changes)),
        left_out=_left_out(part.differences),
        before_hash=part.before or "",
        after_hash=part.after or "",
    )


def _trouble(part: PartCompared) -> str:
    if part.how is not PartChange.CHANGED or part.differences.changes:
        return ""
    return part.differences.trouble or NONE_FOUND


def _left_out(differences: Differences) -> str:
    left = differences.left_out
    return f"{left} further changes are not shown: open both files to see them." if left else ""


def _place(change: Change) -> ChangedPlace:
    return ChangedPlace(
        where=_where(change), words=tuple(ChangedWords(run.words, str(run.how)) for run in change.runs)
    )


def _where(change: Change) -> str:
    before, after = change.before_page, change.after_page
    if before and after:
        return f"Page {after}" if before == after else f"Page {before} before, page {after} now"
    return f"Page {after}, new" if after else f"Page {before} before, taken out"


ROUTES: Final = (Route("/matters/{matter}/changes/{before}/{after}", shown),)
