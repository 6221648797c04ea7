"""From the gate to the public page: the day set, the text published, comments answered."""

from fastapi import APIRouter

from models.values import Value
from services import publication
from services.publication import CommentLine, PublicationRead
from web.api.asking import Body, Done, ForMatter, Key, Limit, Offset, caller, done, page_of
from web.api.sent import PublicationDay, Publishing, Reply

ROUTER = APIRouter(prefix="/matters/{matter}", tags=["publication"])


class CommentsPage(Value):
    comments: tuple[CommentLine, ...]
    offset: int | None = None
    """Ask with this for the next page; None when there is none."""


@ROUTER.get("/publication", summary="Read how far a matter is from its public page")
async def read(on: ForMatter) -> PublicationRead:
    """Its gate, the day that was set, which comments nobody has answered, what is still promised of it."""
    return await publication.publication(on.house, on.programme, on.matter)


@ROUTER.get("/comments", summary="List what bodies said of the draft")
async def comments(on: ForMatter, offset: Offset = 0, limit: Limit = 100) -> CommentsPage:
    """In the order of the visits, with what was done about each."""
    page, following = page_of(await publication.comments(on.house, on.matter), offset, limit)
    return CommentsPage(comments=page, offset=following)


@ROUTER.post("/publication-date", summary="Set the day of publication")
async def set_date(on: ForMatter, key: Key, sent: PublicationDay) -> Done:
    """Only while nothing keeps the version from being published; it may be changed until the text is out."""
    by = caller(on.by, key, sent.happened)
    return done(
        await publication.set_date(
            on.house, on.programme, by, matter=on.matter, day=sent.day, keeps=sent.keeps
        )
    )


@ROUTER.post("/publish", summary="Publish the version under decision")
async def publish(on: ForMatter, key: Key, sent: Publishing) -> Done:
    """The full text and its summary, on a page of their own, from the day that was set."""
    by = caller(on.by, key, sent.happened)
    return done(
        await publication.publish(
            on.house, on.programme, by, matter=on.matter, version=sent.version, keeps=sent.keeps
        )
    )


@ROUTER.post("/bodies/{body}/comments/answer", summary="Answer a body's comments")
async def answer_comment(on: ForMatter, body: Body, key: Key, sent: Reply) -> Done:
    """What was done with all that it has said and was not answered on."""
    by = caller(on.by, key, sent.happened)
    return done(
        await publication.answer_comment(
            on.house, on.programme, by, matter=on.matter, body=body, words=sent.words
        )
    )
