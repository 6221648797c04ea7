"""One matter and its bodies: read, opened, held, released, withdrawn; answers and concerns entered."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import AfterValidator
from starlette.requests import Request

from models.comparing import VersionsCompared
from models.forecasting import Forecast, Supposed
from models.gate import Gate
from models.programme import KnownMeeting
from models.values import BodyId, MeetingId, VersionLabel
from services import (
    bodies,
    comparing,
    explaining,
    forecasting,
    matters,
    publication,
    reading,
    record,
    sign_offs,
    versions,
)
from services.bodies import BodyRead
from services.explaining import BodyStory, MatterStory
from services.reading import MatterRead
from services.record import LettersPage
from services.sign_offs import GivenAnswer
from web.api.asking import (
    Before,
    Body,
    Done,
    ForBody,
    ForMatter,
    Key,
    Limit,
    Made,
    Matter,
    Numbered,
    WithStatus,
    caller,
    done,
    made,
)
from web.api.sent import AnswerOnBehalf, Concern, InterestTold, NewVersion, Opening, Reason, Reply, Reported
from web.given import address_of, given


def _supposed(given: str) -> KnownMeeting:
    body, _, day = given.partition(":")
    return forecasting.supposed_meeting(body, date.fromisoformat(day))


def _a_body_and_its_day(given: str) -> str:
    """Raises ValueError for what says no day of a body."""
    _supposed(given)
    return given


Lost = Annotated[
    tuple[MeetingId, ...], Query(max_length=50, description="Suppose these meetings were lost; repeatable.")
]
Added = Annotated[
    tuple[Annotated[str, AfterValidator(_a_body_and_its_day)], ...],
    Query(max_length=50, description="Suppose a body met that day, `its-id:2020-05-07`; repeatable."),
]
Called = Annotated[
    tuple[Annotated[str, AfterValidator(_a_body_and_its_day)], ...],
    Query(
        max_length=50,
        description="Suppose a meeting of a body were called now, with the notice it needs; repeatable.",
    ),
]
ByChairsAction = Annotated[
    tuple[BodyId, ...],
    Query(
        alias="by-chairs-action",
        max_length=50,
        description="Suppose a body's chair acted for it at once, where its rules allow that; repeatable.",
    ),
]
AsToldOn = Annotated[
    date | None,
    Query(alias="on", description="As it was to be told that evening, by what was on record then."),
]

Label = Annotated[VersionLabel, Path(description="A version of its document, such as `1.1`.")]

ROUTER = APIRouter(prefix="/matters/{matter}", tags=["matters"])
BODIES = APIRouter(prefix="/matters/{matter}/bodies/{body}", tags=["bodies"])


@ROUTER.get("", summary="Read one matter")
async def matter(request: Request, matter: Matter) -> MatterRead:
    """The matter before all its bodies."""
    return await reading.matter(given(request).house, matter)


@BODIES.get("", summary="Read one body's sign-off")
async def body(on: ForMatter, body: Body) -> BodyRead:
    """One body's sign-off in full, with what its members said."""
    return await bodies.body(on.house, on.matter, body)


@ROUTER.get("/letters", summary="List a matter's letters")
async def letters(
    on: ForMatter, status: WithStatus = None, before: Before = None, limit: Limit = 100
) -> LettersPage:
    """What became of its letters, newest first: to which role, never to which address."""
    return await record.letters(on.house, on.programme, on.matter, status, before=before or "", limit=limit)


@ROUTER.get("/explain", summary="Explain where a matter stands")
async def explain(on: ForMatter) -> MatterStory:
    """Why it is approved, or why not yet, from the ledger alone, with its gate and each body's days."""
    return await explaining.matter_story(on.house, on.programme, on.matter)


@BODIES.get("/explain", summary="Explain where a body stands")
async def explain_body(on: ForMatter, body: Body) -> BodyStory:
    """The record of its decision: who, by which rule, what happened, and in whose words."""
    return await explaining.story(on.house, on.programme, on.matter, body)


@ROUTER.get("/gate", summary="Read what publication waits for")
async def gate(on: ForMatter) -> Gate:
    """Whether it may be published, and if not, what that waits for, in words."""
    return await publication.gate(on.house, on.programme, on.matter)


@ROUTER.get("/changes/{before}/{after}", summary="Compare two versions")
async def changes(request: Request, on: ForMatter, before: Label, after: Label) -> VersionsCompared:
    """Which parts of the document changed from one version to the other, and in which words."""
    given(request).limits.take("comparisons_by_address", address_of(request))
    return await comparing.compare(on.house, on.programme, on.matter, before, after)


@ROUTER.get("/forecast", summary="Forecast when a matter can be finished")
async def forecast(
    on: ForMatter,
    *,
    lost: Lost = (),
    added: Added = (),
    called: Called = (),
    by_chairs_action: ByChairsAction = (),
    day: AsToldOn = None,
) -> Forecast:
    """The earliest lawful finish, and whom it hangs on; nothing is changed by asking."""
    supposed = Supposed(
        lost=lost,
        added=tuple(map(_supposed, added)),
        called=tuple(map(_supposed, called)),
        by_chairs_action=by_chairs_action,
    )
    return await forecasting.forecast(on.house, on.programme, on.matter, supposed, day)


# --- the matter as a whole ----------------------------------------------------------------


@ROUTER.post("/open", summary="Open a matter")
async def open_(on: ForMatter, key: Key, sent: Opening) -> Done:
    """As the definition plans it, on one version of its document."""
    return done(
        await matters.open_matter(
            on.house,
            on.programme,
            on.matter,
            sent.version,
            caller(on.by, key, sent.happened),
            closes=sent.closes,
            adopting=sent.adopting,
        )
    )


@ROUTER.post("/finish-adoption", summary="Finish taking a matter over")
async def finish_adoption(on: ForMatter, key: Key, sent: Reported) -> Done:
    """All that had happened to a matter taken over half run is entered: from now on it runs."""
    by = caller(on.by, key, sent.happened)
    return done(await matters.finish_adoption(on.house, on.programme, on.matter, by))


@ROUTER.post("/versions", summary="Issue a new version")
async def issue_version(on: ForMatter, key: Key, sent: NewVersion) -> Done:
    """In the place of the one under decision; how much it changes says whom it is put to again."""
    by = caller(on.by, key, sent.happened)
    return done(
        await versions.issue(
            on.house,
            on.programme,
            by,
            matter=on.matter,
            version=sent.version,
            change=sent.change,
            reason=sent.reason,
            caused_by=sent.caused_by,
        )
    )


@ROUTER.post("/hold", summary="Hold a matter")
async def hold(on: ForMatter, key: Key, sent: Reason) -> Done:
    """Everything that would fall due on it stops until it is released."""
    by = caller(on.by, key, sent.happened)
    return done(await matters.hold(on.house, on.programme, on.matter, sent.reason, by))


@ROUTER.post("/release", summary="Release a matter")
async def release(on: ForMatter, key: Key, sent: Reason) -> Done:
    """It goes on; what fell due meanwhile happens now."""
    by = caller(on.by, key, sent.happened)
    return done(await matters.release(on.house, on.programme, on.matter, sent.reason, by))


@ROUTER.post("/withdraw", summary="Withdraw a matter")
async def withdraw(on: ForMatter, key: Key, sent: Reason) -> Done:
    """It ends undecided; what was decided stays on the record."""
    by = caller(on.by, key, sent.happened)
    return done(await matters.withdraw(on.house, on.programme, on.matter, sent.reason, by))


# --- one body -----------------------------------------------------------------------------


@BODIES.post("/ask-again", summary="Ask a body again")
async def ask_again(on: ForMatter, body: Body, key: Key, sent: Reason) -> Done:
    """One that lapsed, refused or did less than it was asked; what it did stays on the record."""
    by = caller(on.by, key, sent.happened)
    return done(
        await matters.ask_again(on.house, on.programme, by, matter=on.matter, body=body, reason=sent.reason)
    )


@BODIES.post("/answers", summary="Enter a member's answer")
async def answer(on: ForBody, key: Key, sent: AnswerOnBehalf) -> Done:
    """A member's answer that reached the secretariat by phone, paper or mail."""
    said = GivenAnswer.model_validate(sent.model_dump(exclude={"happened", "seat"}))
    by = caller(on.by, key, sent.happened)
    return done(
        await sign_offs.answer_on_behalf(
            on.house, on.programme, by, stream=on.stream, seat=sent.seat, given=said
        )
    )


@BODIES.post("/interests", summary="Enter a member's interest")
async def interest(on: ForBody, key: Key, sent: InterestTold) -> Done:
    """An interest that reached the secretariat by phone, paper or mail: the member takes no part in
    deciding the matter.
    """
    return done(
        await sign_offs.interest_told(
            on.house,
            on.programme,
            caller(on.by, key, sent.happened),
            stream=on.stream,
            seat=sent.seat,
            nature=sent.nature,
            channel=sent.evidence_channel,
        )
    )


@BODIES.post("/concerns", summary="Raise a concern")
async def raise_concern(on: ForBody, key: Key, sent: Concern) -> Made:
    """A concern or query of the body as a whole."""
    by = caller(on.by, key, sent.happened)
    return made(
        await sign_offs.raise_concern(
            on.house,
            on.programme,
            by,
            stream=on.stream,
            words=sent.words,
            questions=sent.questions,
            objects=sent.objects,
        )
    )


@BODIES.post("/concerns/{concern}/answer", summary="Answer a concern")
async def answer_concern(on: ForBody, concern: Numbered, key: Key, sent: Reply) -> Done:
    """The answer is shown with the decision."""
    by = caller(on.by, key, sent.happened)
    return done(
        await sign_offs.answer_concern(
            on.house, on.programme, by, stream=on.stream, concern=concern, words=sent.words
        )
    )


@BODIES.post("/concerns/{concern}/withdraw", summary="Withdraw a concern")
async def withdraw_concern(on: ForBody, concern: Numbered, key: Key, sent: Reported) -> Done:
    """Whoever raised it no longer holds it."""
    by = caller(on.by, key, sent.happened)
    return done(
        await sign_offs.withdraw_concern(on.house, on.programme, by, stream=on.stream, concern=concern)
    )
