"""Why is this approved, and why not yet? For a matter and for each of its bodies, from the ledger alone."""

from models.approval import Approval, Progress
from models.errors import NotFound
from models.explaining import BodyExplained, MatterExplained
from models.gate import Gate
from models.values import BodyId, Instant, MatterId, ProgrammeId, Value, texts_in
from rules.calendar import in_words, time_in_words
from services.corrections import office_of
from services.counting import counted
from services.house import House
from services.quoting import SectionRead, StoryLine, line_read, sections_read
from storage.foreseeing import MatterTold, told_of
from storage.register import offset_of, person_of, words_by_digest


class BodyStory(Value):
    """The record of its decision and what happened, in the words that were typed."""

    explained: BodyExplained
    record: tuple[SectionRead, ...]
    story: tuple[StoryLine, ...]
    title: str
    """Of the matter."""
    document: str
    as_of: Instant
    questions_to: tuple[str, ...]
    """Who may answer questions."""


class MatterStory(Value):
    """What happened to the whole; what happened to each body is told of that body."""

    explained: MatterExplained
    story: tuple[StoryLine, ...]


async def matter(house: House, programme: ProgrammeId, matter: MatterId) -> MatterExplained:
    """Raises NotFound for one that was not opened."""
    told, at = await _told(house, programme, matter)
    return MatterExplained(
        matter=matter,
        title=_title(told),
        version=told.approval.version,
        as_of=at,
        answer=answer_of(told.approval, told.gate),
        hangs_on=tuple(each.words for each in told.gate.waits_for),
        gate=told.gate,
        published=published.day if (published := told.approval.publishing.published) else None,
        bodies=told.bodies,
        story=told.story,
    )


async def matter_story(house: House, programme: ProgrammeId, matter_id: MatterId) -> MatterStory:
    """With the reasons that were typed. Raises NotFound for one that was not opened."""
    found = await matter(house, programme, matter_id)
    words = await house.database.read(words_by_digest, [text.digest for text in texts_in(found.story)])
    story = tuple(line_read(each, words) for each in found.story)
    bodies = tuple(each.model_copy(update={"record": (), "story": ()}) for each in found.bodies)
    return MatterStory(explained=found.model_copy(update={"story": (), "bodies": bodies}), story=story)


async def story(house: House, programme: ProgrammeId, matter_id: MatterId, body: BodyId) -> BodyStory:
    """One body's, for an office. Raises NotFound for a body that was not asked."""
    return await _body(house, programme, matter_id, body, is_public=False)


async def story_for_everybody(
    house: House, programme: ProgrammeId, matter_id: MatterId, body: BodyId
) -> BodyStory:
    """Without what one member said or wrote, and without what an entry of the desk's rests on. Raises
    NotFound as `story` does.
    """
    return await _body(house, programme, matter_id, body, is_public=True)


async def _body(
    house: House, programme: ProgrammeId, matter_id: MatterId, body: BodyId, *, is_public: bool
) -> BodyStory:
    told, at = await _told(house, programme, matter_id)
    found = next((each for each in told.bodies if each.body == body), None)
    if found is None:
        raise NotFound("no-such-sign-off", "This body has not been asked about that matter.")
    texts = (*texts_in(found.story), *texts_in(found.record))
    words = await house.database.read(words_by_digest, [text.digest for text in texts])
    document = told.definition.document(told.approval.document)
    return BodyStory(
        explained=found.model_copy(update={"story": (), "record": ()}),
        record=tuple(sections_read(found.record, words, is_public=is_public)),
        story=tuple(line_read(each, words, is_public=is_public) for each in found.story),
        title=_title(told),
        document=document.title if document else told.approval.document,
        as_of=at,
        questions_to=await _questions_to(house, programme, told, body),
    )


async def _told(house: House, programme: ProgrammeId, matter: MatterId) -> tuple[MatterTold, Instant]:
    at = await house.clock.now() + await house.database.read(offset_of, programme)
    told = await house.database.read(told_of, programme, at, matter)
    if told is None:
        raise NotFound("no-such-matter", "There is no matter of that name here, or it was not opened yet.")
    return told, at


def _title(told: MatterTold) -> str:
    plan = told.definition.matter(told.approval.matter)
    return plan.title if plan else told.approval.matter


async def _questions_to(
    house: House, programme: ProgrammeId, told: MatterTold, body: BodyId
) -> tuple[str, ...]:
    """By office: whoever keeps the body's record, and the partnership's secretariat with its address."""
    secretariat = await house.database.read(person_of, programme, told.definition.secretariat)
    found = told.definition.body(body)
    keeper = office_of(told.definition, found.secretary if found else None)
    return (keeper[:1].upper() + keeper[1:], ", ".join(secretariat) if secretariat else "the secretariat")


# --- the answer for the whole -------------------------------------------------------------


def answer_of(approval: Approval, gate: Gate) -> str:
    """Why, or why not yet, in a sentence or two."""
    if approval.progress is Progress.WITHDRAWN:
        return "It was withdrawn: nothing more is asked of anybody, and what was decided stands."
    if approval.progress is Progress.ENDED:
        return "It has ended: nothing more is asked of anybody, and what was decided stands."
    asks = [asked for stage in approval.route.stages for asked in stage.asks]
    required = [each for each in asks if each.required and not approval.goes_without(each.body)]
    if not all(approval.has_given(asked.body) for asked in required):
        return f"Not yet: {counted(approval.route, approval).words}."
    every = "The one body" if len(required) == 1 else f"All {len(required)} bodies"
    has = "has" if len(required) == 1 else "have"
    said = f"{every} whose answer is required {has} given it"
    without = "".join(f" It {each}." for each in gate.without)
    if (published := approval.publishing.published) is not None:
        return f"{said}, and version {published.version} was published on {in_words(published.day)}."
    if not gate.is_open:
        return f"{said}, but version {gate.version} may not be published yet.{without}"
    since = f" since {time_in_words(gate.since)}" if gate.since else ""
    return f"{said}, and nothing has kept version {gate.version} from being published{since}.{without}"
