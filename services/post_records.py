"""The record of a round of recruitment or of an appointment, from the ledger alone, fit to print."""

from collections.abc import Sequence

from models.errors import NotFound
from models.events import Recorded
from models.post_events import EligibilityTested
from models.post_listings import PostExplained
from models.posts import Post
from models.programme import Definition
from models.streams import of_post, of_round
from models.values import Instant, PostId, ProgrammeId, Value, texts_in
from rules.announcing import UNNAMED, may_be_named
from rules.appointment_story import appointment_explained
from rules.recruitment_story import round_explained
from rules.refusals import refused
from services.house import House
from services.quoting import SectionRead, StoryLine, line_read, sections_read
from storage.lines import lines_on
from storage.posts import lines_of_appointment, names_of_people, posts_found
from storage.register import definition_in_force, offset_of, words_by_digest


class PostRecord(Value):
    """Of one round or appointment, in the words that were typed, without what is about a candidate."""

    post: PostId
    number: int
    """Of the round or of the appointment."""
    title: str
    """Of the post."""
    as_of: Instant
    answer: str
    record: tuple[SectionRead, ...]
    story: tuple[StoryLine, ...]


async def round_record(house: House, programme: ProgrammeId, post: PostId, number: int) -> PostRecord:
    """Why it ended as it did. Raises NotFound for a round that was not opened."""
    _, defined = await _defined(house, programme, post)
    lines = await house.database.read(lines_on, programme, of_post(post), of_round(post, number))
    names = await house.database.read(names_of_people, programme)
    found = round_explained(defined, number, lines, names)
    if found is None:
        raise _not_found("no-such-round")
    return await _record(house, programme, (defined, number), found)


async def appointment_record(
    house: House, programme: ProgrammeId, post: PostId, number: int, *, for_office: bool = False
) -> PostRecord:
    """Why it stands or ended as it did. Only an office reads whom it is of before it may be announced (G71).
    Raises NotFound for one that was not proposed.
    """
    return await _appointment(house, programme, (post, number), for_office=for_office, is_public=False)


async def appointment_record_for_everybody(
    house: House, programme: ProgrammeId, post: PostId, number: int
) -> PostRecord:
    """Without what an entry of the desk's rests on. Raises NotFound as `appointment_record` does."""
    return await _appointment(house, programme, (post, number), for_office=False, is_public=True)


async def _appointment(
    house: House, programme: ProgrammeId, of: tuple[PostId, int], *, for_office: bool, is_public: bool
) -> PostRecord:
    post, number = of
    definition, defined = await _defined(house, programme, post)
    lines: Sequence[Recorded] = await house.database.read(lines_of_appointment, programme, post, number)
    names = await house.database.read(names_of_people, programme)
    if not for_office:
        known = (await house.database.read(posts_found, programme, await house.clock.now())).known
        appointment = known.appointment(post, number)
        lines = [line for line in lines if not _says_no(line)]
        if appointment is not None and not may_be_named(known, defined, appointment):
            names = {**names, appointment.person: UNNAMED}
    found = appointment_explained(definition, defined, number, lines, names)
    if found is None:
        raise _not_found("no-such-appointment")
    return await _record(house, programme, (defined, number), found, is_public=is_public)


def _says_no(line: Recorded) -> bool:
    """That a person was found not to be eligible is not everybody's to read."""
    return isinstance(line.event, EligibilityTested) and not line.event.passed


async def _defined(house: House, programme: ProgrammeId, post: PostId) -> tuple[Definition, Post]:
    definition = await house.database.read(definition_in_force, programme)
    defined = definition.post(post)
    if defined is None:
        raise _not_found("unknown-post")
    return definition, defined


async def _record(
    house: House,
    programme: ProgrammeId,
    of: tuple[Post, int],
    found: PostExplained,
    *,
    is_public: bool = False,
) -> PostRecord:
    post, number = of
    words = await house.database.read(words_by_digest, [text.digest for text in texts_in(found)])
    return PostRecord(
        post=post.id,
        number=number,
        title=post.title,
        as_of=await house.clock.now() + await house.database.read(offset_of, programme),
        answer=found.answer,
        record=tuple(sections_read(found.record, words, is_public=is_public)),
        story=tuple(line_read(each, words, is_public=is_public) for each in found.story),
    )


def _not_found(code: str) -> NotFound:
    return NotFound(code, refused(code).words)
