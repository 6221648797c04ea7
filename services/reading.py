"""What pages and the API read of the register: programmes, pages of matters, one matter, one file."""

from collections.abc import Collection, Mapping
from datetime import date

from models.approval import Approval
from models.comparing import Since
from models.errors import NotFound
from models.listings import Matrix, MatterLine
from models.programme import Body, Definition
from models.sign_off import ConcernState, Decided, SignOff
from models.values import BodyId, Instant, MatterId, PostId, ProgrammeId, Sha256, Text, Value
from rules.calendar import in_words, london_day
from rules.holding import is_suspended
from rules.version_parts import since
from services import overview
from services.amended import decided_on
from services.corrections import for_everybody
from services.counting import counted
from services.declarations import warning_of
from services.holding import held_why
from services.house import House
from services.rounds import rounds, typed_in
from storage import matters as found_matters
from storage.matters import MatterFound
from storage.register import person_of, words_by_digest
from storage.requests import enclosed_file

PAGE = 50


class BodyLine(Value):
    id: BodyId
    code: str
    name: str
    short: str
    kind: str
    seats: int


class ProgrammeRead(Value):
    id: ProgrammeId
    name: str
    short: str
    shows: Instant
    """What the programme's clock shows."""
    contact: str
    """Whom to ask: the secretariat, title and address."""
    bodies: tuple[BodyLine, ...]
    posts: tuple[PostId, ...] = ()
    """That it fills."""


class MattersPage(Value):
    matters: tuple[MatterLine, ...]
    after: MatterId | None = None
    """Ask with this for the next page; None when there is none."""


class FileLine(Value):
    """One part of the version under decision; `sha256` is empty of one that is only sent on request."""

    title: str
    size: int
    sha256: str


class BodyTold(Value):
    """What stands on the record of one body beside its row of the table."""

    deadline: Instant | None
    secretary: str
    """The office that keeps its record."""
    put_off: tuple[str, ...] = ()
    """Each time it took the item and did not decide, and why."""
    in_private: str = ""
    """Why the public was excluded for the item: then nobody reads here what was said."""
    wording: str = ""
    conditions: tuple[str, ...] = ()
    declarations: str = ""
    """Whose yearly declaration of interests is missing or old (G40)."""


class MatterRead(Value):
    """One matter before all its bodies, and what a page says beside the table."""

    programme: ProgrammeId
    matrix: Matrix
    document: str
    policy: str
    held_why: str
    files: tuple[FileLine, ...]
    published: date | None
    """The day on which the text was, if it was."""
    bodies: dict[BodyId, BodyTold]
    said: dict[BodyId, str]
    """What each body's decision came to, in words."""
    names: dict[BodyId, str]
    since: Since | None = None
    """What the version under decision changed of the one before it."""


# --- programmes ---------------------------------------------------------------------------


async def programme(house: House, id_: ProgrammeId) -> ProgrammeRead:
    """Raises NotFound for one that has no definition in force."""
    found = await house.database.read(found_matters.programme_found, id_)
    if found is None:
        raise NotFound("unknown-programme", "There is no such programme here.")
    definition, offset = found
    secretariat = await house.database.read(person_of, id_, definition.secretariat)
    shows = await house.clock.now() + offset
    return ProgrammeRead(
        id=id_,
        name=definition.name,
        short=definition.short,
        shows=shows,
        contact=", ".join(secretariat) if secretariat else "",
        bodies=tuple(_body_line(each) for each in definition.bodies),
        posts=tuple(each.id for each in definition.posts),
    )


async def definition_planning(house: House, matter: MatterId) -> ProgrammeId:
    """The programme a matter is opened or planned in. Raises NotFound for one nobody plans."""
    found = await house.database.read(found_matters.programme_planning, matter)
    if found is None:
        raise NotFound("unknown-matter", "There is no matter of that name here.")
    return found


def _body_line(body: Body) -> BodyLine:
    return BodyLine(
        id=body.id, code=body.code, name=body.name, short=body.short, kind=body.kind, seats=len(body.seats)
    )


# --- matters ------------------------------------------------------------------------------


async def matters(house: House, id_: ProgrammeId, after: MatterId = "", limit: int = PAGE) -> MattersPage:
    """The matters that were opened, in the order of their ids, one page at a time."""
    found = await house.database.read(found_matters.matters_found, id_, after, limit + 1)
    if found is None:
        raise NotFound("unknown-programme", "There is no such programme here.")
    lines = tuple(_matter_line(found.definition, each) for each in found.approvals[:limit])
    return MattersPage(matters=lines, after=lines[-1].matter if len(found.approvals) > limit else None)


async def matter(house: House, id_: MatterId) -> MatterRead:
    """Raises NotFound for one that was not opened."""
    found = await opened_matter(house, id_)
    newest = decided_on(found.sign_offs)
    digests = [*_typed(newest.values()), *(each.reason.digest for each in found.approval.asked_again)]
    typed = await house.database.read(words_by_digest, digests)
    now = await house.clock.now() + found.offset
    return MatterRead(
        programme=found.programme,
        matrix=for_everybody(await overview.matrix(house, found.programme, id_)),
        document=_document(found.definition, found.approval),
        policy=found.approval.route.policy,
        held_why=await held_why(house, found.programme, id_) if found.approval.progress == "held" else "",
        files=_files(found),
        published=found.approval.publishing.published_on,
        bodies={body: _told(found, each, typed, now) for body, each in newest.items()},
        said={body: _said(sign_off, all_of(found, body)) for body, sign_off in newest.items()},
        names={body.id: body.name for body in found.definition.bodies},
        since=since(
            found.approval, found.definition.document(found.approval.document), found.approval.version
        ),
    )


async def file(house: House, sha256: Sha256) -> tuple[str, str, bytes]:
    """Name, media type and bytes of an enclosed part. Raises NotFound for what is not enclosed."""
    definitions = await house.database.read(found_matters.definitions_in_force)
    found = await house.database.read(enclosed_file, sha256, definitions)
    if found is None:
        raise NotFound("no-such-document", "No document with that content is enclosed with a matter here.")
    return found


async def opened_matter(house: House, id_: MatterId) -> MatterFound:
    """Raises NotFound for one that was not opened."""
    found = await house.database.read(found_matters.matter_found, id_)
    if found is None:
        raise NotFound("no-such-matter", "There is no matter of that name here, or it was not opened yet.")
    return found


def newest_of(read: MatterFound) -> dict[BodyId, SignOff]:
    """Of each body the request opened last: an amendment asks some bodies again and tells others."""
    return {each.body: each for each in sorted(read.sign_offs, key=lambda each: each.opened)}


def all_of(read: MatterFound, body: BodyId) -> list[SignOff]:
    """Every version the body was asked about, the oldest first."""
    return sorted((each for each in read.sign_offs if each.body == body), key=lambda each: each.opened)


def _matter_line(definition: Definition, approval: Approval) -> MatterLine:
    plan = definition.matter(approval.matter)
    return MatterLine(
        matter=approval.matter,
        title=plan.title if plan else approval.matter,
        progress=approval.progress,
        is_complete=approval.is_complete,
        version=approval.version,
        opened=approval.opened,
        **counted(approval.route, approval).model_dump(exclude={"are_approvals"}),
        published=approval.publishing.published_on,
    )


def _document(definition: Definition, approval: Approval) -> str:
    document = definition.document(approval.document)
    return document.title if document else approval.document


def _files(found: MatterFound) -> tuple[FileLine, ...]:
    document = found.definition.document(found.approval.document)
    versions = document.versions if document else ()
    parts = next((each.parts for each in versions if each.label == found.approval.version), ())
    return tuple(
        FileLine(title=part.title, size=part.size, sha256="" if part.on_request else part.sha256 or "")
        for part in parts
    )


# --- one body on the record ---------------------------------------------------------------


def _typed(sign_offs: Collection[SignOff]) -> list[Sha256]:
    """The words of decisions and of what was asked for, never what a member wrote."""
    texts: list[Text | None] = []
    for each in sign_offs:
        texts += _words_of(each.decided) if each.decided else []
    said = [digest for each in sign_offs for digest in typed_in(each)]
    return said + [text.digest for text in texts if text is not None]


def _words_of(decided: Decided) -> list[Text | None]:
    """Of an item taken in private, the reason for that and nothing else (G19)."""
    reason = decided.basis.in_private
    return [reason] if reason else [decided.wording, *decided.conditions]


def _told(found: MatterFound, sign_off: SignOff, typed: Mapping[Sha256, str], now: Instant) -> BodyTold:
    def words(text: Text | None) -> str:
        return "" if text is None else typed.get(text.digest, "(erased)")

    decided = sign_off.decided
    reason = decided.basis.in_private if decided else None
    public = decided if decided and reason is None else None
    again = [each for each in found.approval.asked_again if each.body == sign_off.body]
    return BodyTold(
        deadline=None if is_suspended(found.approval, sign_off) else sign_off.deadline,
        secretary=overview.secretary_of(found.definition, sign_off.body),
        put_off=(
            *rounds(sign_off, typed),
            *(f"{in_words(london_day(each.asked))}: asked again. {words(each.reason)}" for each in again),
        ),
        in_private=words(reason),
        wording=words(public.wording) if public else "",
        conditions=tuple(words(each) for each in public.conditions) if public else (),
        declarations=warning_of(found.definition, sign_off, now),
    )


# --- words --------------------------------------------------------------------------------


def _said(sign_off: SignOff, every: list[SignOff]) -> str:
    """The count, and how concerns on any version ended; never whose they were."""
    said = []
    if sign_off.decided and sign_off.decided.basis.counted:
        said.append(sign_off.decided.basis.counted.words.rstrip("."))
    concerns = [concern for each in every for concern in each.concerns.values()]
    ended = [each.state for each in concerns if not each.objects]
    if ended:
        answered = sum(state is ConcernState.ANSWERED for state in ended)
        said.append(f"{_questions(len(ended))}, {answered or 'none'} answered")
    objections = [each.state for each in concerns if each.objects]
    if objections:
        withdrawn = sum(state is ConcernState.WITHDRAWN for state in objections)
        said.append(f"{_objections(len(objections))}, {withdrawn or 'none'} withdrawn")
    return f"{'. '.join(said)}." if said else ""


def _objections(count: int) -> str:
    return "One objection" if count == 1 else f"{count} objections"


def _questions(count: int) -> str:
    return "One question or concern" if count == 1 else f"{count} questions or concerns"
