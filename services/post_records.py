"""The record of a round of recruitment: why it ended as it did, from the ledger alone, fit to print."""

from models.errors import NotFound
from models.explaining import Stated, Told
from models.post_listings import RoundExplained
from models.streams import of_post, of_round
from models.values import Instant, PostId, ProgrammeId, Sha256, Text, Value, texts_in
from rules.recruitment_story import round_explained
from rules.refusals import refused
from services.explaining import SectionRead, StatedLine, StoryLine
from services.house import House
from storage.posts import lines_of_round, names_of_people
from storage.register import definition_in_force, offset_of, words_by_digest

ERASED = "(erased)"


class RoundRecord(Value):
    """In the words that were typed, without what is about a candidate."""

    post: PostId
    number: int
    title: str
    """Of the post."""
    as_of: Instant
    answer: str
    record: tuple[SectionRead, ...]
    story: tuple[StoryLine, ...]


async def round_record(house: House, programme: ProgrammeId, post: PostId, number: int) -> RoundRecord:
    """Raises NotFound for a round that was not opened."""
    defined = (await house.database.read(definition_in_force, programme)).post(post)
    if defined is None:
        raise NotFound("unknown-post", refused("unknown-post").words)
    streams = (of_post(post), of_round(post, number))
    lines = await house.database.read(lines_of_round, programme, *streams)
    names = await house.database.read(names_of_people, programme)
    found = round_explained(defined, number, lines, names)
    if found is None:
        raise NotFound("no-such-round", refused("no-such-round").words)
    words = await house.database.read(words_by_digest, _digests(found))
    return RoundRecord(
        post=post,
        number=number,
        title=defined.title,
        as_of=await house.clock.now() + await house.database.read(offset_of, programme),
        answer=found.answer,
        record=tuple(
            SectionRead(title=each.title, said=tuple(_stated(said, words) for said in each.said))
            for each in found.record
        ),
        story=tuple(_line(each, words) for each in found.story),
    )


def _digests(found: RoundExplained) -> list[Sha256]:
    return [text.digest for text in texts_in(found)]


def _stated(stated: Stated, words: dict[Sha256, str]) -> StatedLine:
    return StatedLine(words=stated.words, quoted=_typed(stated.quoted, words))


def _line(told: Told, words: dict[Sha256, str]) -> StoryLine:
    return StoryLine(
        happened=told.happened, number=told.number, words=told.words, quoted=_typed(told.quoted, words)
    )


def _typed(text: Text | None, words: dict[Sha256, str]) -> str:
    return "" if text is None else words.get(text.digest, ERASED)
