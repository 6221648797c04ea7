"""Posts several bodies fill together: at a glance, one by one, established, forecast of, told of."""

from typing import Annotated

from fastapi import APIRouter, Path

from models.dates import When
from models.post_listings import PostLine, PostRead
from models.values import Instant, MatterId, PostId, Slug, Value
from services import obligations, overview, post_reading, posts
from web.api.asking import Done, ForProgramme, Key, OnProgramme, caller, done
from web.api.sent import Reported, Words

ROUTER = APIRouter(prefix="/programmes/{programme}/posts", tags=["posts"])

Post = Annotated[PostId, Path()]


class PostsListed(Value):
    """Every post of the definition: a handful, so they come all at once."""

    posts: tuple[PostLine, ...]


class Established(Reported):
    """Exactly one of the two."""

    matter: MatterId | None = None
    """By which each body it serves agreed to it; it decides nothing else about a post."""
    reason: Words | None = None
    """Of a post that stood before its record began here: why no matter is named."""


class Forecast(Reported):
    due: Words
    """As it was said: `early in 2020`, `24 February 2020`; read as of the day of `happened`."""
    source: Words
    """Where it was said: a paper, a minute."""
    no_day: bool = False
    """Words that say no day are refused, unless they are to be kept as words alone."""


class Telling(Reported):
    subject: Slug
    """Of which turn, such as `round-1-nobody-appointed`: one of those in `to_tell` of the post."""
    words: Words


@ROUTER.get("", summary="List the posts")
async def listed(on: ForProgramme) -> PostsListed:
    """Who holds each and until when, since when it is vacant, what waits for it and how that stands, the
    terms that end within six months, the round that is open, and what was forecast of it.
    """
    return PostsListed(posts=await post_reading.posts(on.house, on.programme))


@ROUTER.get("/{post}", summary="Read one post")
async def one(on: ForProgramme, post: Post) -> PostRead:
    """With every round, every appointment and everybody who has held it."""
    return await post_reading.post(on.house, on.programme, post)


@ROUTER.post("/{post}/establish", summary="Establish a post")
async def establish(on: ForProgramme, post: Post, key: Key, sent: Established) -> Done:
    """Every body it serves has agreed to it, separately, in the matter named: four of five is not enough. A
    post that stood before its record began here is established for the reason given instead.
    """
    by = caller(on.by, key, sent.happened)
    return done(
        await posts.establish(on.house, on.programme, by, post=post, matter=sent.matter, reason=sent.reason)
    )


@ROUTER.post("/{post}/forecast", summary="Enter a forecast of a post")
async def forecast(on: ForProgramme, post: Post, key: Key, sent: Forecast) -> Done:
    """Somebody was told when it would be filled; overtaken once that cannot come true any more."""
    by, due = caller(on.by, key, sent.happened), await when(on, sent.due, sent.happened)
    return done(
        await posts.give_forecast(
            on.house, on.programme, by, post=post, due=due, source=sent.source, no_day=sent.no_day
        )
    )


@ROUTER.post("/{post}/tell", summary="Tell everyone concerned of a post")
async def tell(on: ForProgramme, post: Post, key: Key, sent: Telling) -> Done:
    """Each turn of a round or of an appointment once, and only once it is so. That somebody began, goes on
    for longer, or leaves is told by itself.
    """
    by = caller(on.by, key, sent.happened)
    return done(
        await posts.tell_partners(
            on.house, on.programme, by, post=post, subject=sent.subject, words=sent.words
        )
    )


async def when(on: OnProgramme, said: str, happened: Instant | None) -> When:
    """Read as of the day it was said."""
    return obligations.when_said(said, happened or (await overview.clock(on.house, on.programme)).shows)
