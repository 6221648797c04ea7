"""Whose post it is, every post in full, and who was told what of a post and when."""

from models.errors import NotFound
from models.events import Recorded
from models.post_events import PartnersTold
from models.post_listings import PostRead
from models.streams import of_post
from models.tellings import is_of
from models.values import Instant, PostId, ProgrammeId, Slug, Value
from rules.calendar import in_words
from rules.post_story import TOLD
from rules.refusals import refused
from services.house import House
from services.post_lines import ERASED, PostLines
from storage.listings import lines_of
from storage.matters import programme_filling
from storage.posts import names_of_people, posts_found
from storage.register import words_by_digest


class Telling(Value):
    """Everyone concerned was told of one thing, at once."""

    subject: Slug
    """Of what: `round-1-nobody-appointed`."""
    of: str
    """The same in words, such as "Round 1: nobody was appointed"."""
    at: Instant
    people: tuple[str, ...]
    """By their roles."""
    words: str
    """As somebody put it; empty of what was told by itself."""


async def programme_of_post(house: House, post: PostId) -> ProgrammeId:
    """Raises NotFound for a post that no programme here fills."""
    found = await house.database.read(programme_filling, post)
    if found is None:
        raise NotFound("unknown-post", refused("unknown-post").words)
    return found


async def posts_in_full(house: House, programme: ProgrammeId) -> tuple[PostRead, ...]:
    """In the order of the definition."""
    at = PostLines(await house.database.read(posts_found, programme, await house.clock.now()))
    return tuple(at.post_read(each) for each in at.known.definition.posts)


async def tellings(house: House, programme: ProgrammeId, post: PostId) -> tuple[Telling, ...]:
    """The oldest first."""
    lines = await house.database.read(lines_of, programme, of_post(post), None)
    names = await house.database.read(names_of_people, programme)
    told = [(line, line.event) for line in lines if isinstance(line.event, PartnersTold)]
    digests = [event.words.digest for _, event in told if event.words]
    words = await house.database.read(words_by_digest, digests)
    return tuple(_telling(line, event, names, words) for line, event in told)


def _telling(line: Recorded, event: PartnersTold, names: dict[str, str], words: dict[str, str]) -> Telling:
    return Telling(
        subject=event.subject,
        of=_of(event),
        at=line.happened,
        people=tuple(names.get(each, each) for each in event.people),
        words=words.get(event.words.digest, ERASED) if event.words else "",
    )


def _of(event: PartnersTold) -> str:
    """Earlier releases told of all of a round or an appointment at once."""
    if event.turn is None or event.number is None:
        return event.subject.replace("-", " ").capitalize()
    about = "Round" if is_of(event.subject, f"round-{event.number}") else "Appointment"
    day = f" ({in_words(event.day)})" if event.day else ""
    return f"{about} {event.number}: {TOLD[event.turn].removeprefix('that ')}{day}"
