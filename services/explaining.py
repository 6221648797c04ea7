"""Why is this approved, and why not yet? For a matter and for each of its bodies, from the ledger alone."""

from models.errors import NotFound
from models.explaining import BodyExplained, MatterExplained
from models.values import BodyId, Instant, MatterId, ProgrammeId, Value, texts_in
from services.house import House
from storage.foreseeing import MatterTold, told_of
from storage.register import offset_of, words_by_digest

ERASED = "(erased)"


class StoryLine(Value):
    happened: Instant
    number: int
    words: str
    quoted: str = ""


class BodyStory(Value):
    """Who, by which rule, and what happened, in the words that were typed."""

    explained: BodyExplained
    story: tuple[StoryLine, ...]


async def matter(house: House, programme: ProgrammeId, matter: MatterId) -> MatterExplained:
    """Raises NotFound for one that was not opened."""
    at = await house.clock.now() + await house.database.read(offset_of, programme)
    told = await house.database.read(told_of, programme, at, matter)
    if told is None:
        raise NotFound("no-such-matter", "There is no matter of that name here, or it was not opened yet.")
    hangs_on = tuple(each.words for each in told.gate.waits_for)
    return MatterExplained(matter=matter, answer=_answer(told), hangs_on=hangs_on, bodies=told.bodies)


def _answer(told: MatterTold) -> str:
    if told.is_complete:
        return "Every body whose answer is required has given it."
    if not told.bodies:
        return "Not yet: no body has been asked."
    given = sum(each.is_given for each in told.bodies)
    return f"Not yet: {given} of the {len(told.bodies)} bodies asked so far have given what was asked."


async def story(house: House, programme: ProgrammeId, matter_id: MatterId, body: BodyId) -> BodyStory:
    """One body's, with the words that were typed. Raises NotFound for a body that was not asked."""
    every = (await matter(house, programme, matter_id)).bodies
    found = next((each for each in every if each.body == body), None)
    if found is None:
        raise NotFound("no-such-sign-off", "This body has not been asked about that matter.")
    words = await house.database.read(words_by_digest, [text.digest for text in texts_in(found.story)])
    told = (
        StoryLine(
            happened=each.happened,
            number=each.number,
            words=each.words,
            quoted=words.get(each.quoted.digest, ERASED) if each.quoted else "",
        )
        for each in found.story
    )
    return BodyStory(explained=found.model_copy(update={"story": ()}), story=tuple(told))
