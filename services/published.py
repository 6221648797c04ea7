"""The page of a text that is out: its files, who approved it, what is pending, which promises it kept."""

from collections.abc import Iterable, Mapping
from datetime import date

from models.errors import NotFound
from models.listings import MatrixRow
from models.obligation import Obligation
from models.programme import Version
from models.publication_events import PartOf
from models.publishing import Published
from models.values import BodyId, MatterId, ProgrammeId, Sha256, Slug, Value, VersionLabel
from rules.keeping import how_kept
from services.house import House
from services.overview import stands
from services.publication import gate
from services.reading import opened_matter, programme
from storage.duties import obligations_found
from storage.matters import MatterFound
from storage.partnership import file_named

NOT_THERE = "Nothing has been published at this address, or not yet."


class PublishedFile(Value):
    """One part as it was published, by the hash of its bytes."""

    part: Slug
    title: str
    of: PartOf
    size: int
    sha256: Sha256


class PromiseKept(Value):
    """What was promised, and how the publication kept it."""

    words: str
    how: str


class PublishedRead(Value):
    programme: ProgrammeId
    matter: MatterId
    title: str
    version: VersionLabel
    content_hash: Sha256
    day: date
    by: str
    """The office that published it; empty where it was none."""
    files: tuple[PublishedFile, ...]
    on_request: tuple[str, ...]
    """Titles of the parts that whoever asks for them is sent."""
    rows: tuple[MatrixRow, ...]
    names: dict[BodyId, str]
    pending: tuple[str, ...]
    """What is still to be done, and does not keep it from being published."""
    without: tuple[str, ...]
    """What it went ahead without, and by whose decision."""
    promises: tuple[PromiseKept, ...]
    contact: str
    """Whom to ask: title and address."""


async def published(house: House, matter: MatterId) -> PublishedRead:
    """Raises NotFound while it is not published, as for what was never heard of."""
    found, out = await _out(house, matter)
    version = _version(found, out)
    document = found.definition.document(found.approval.document)
    owed = await house.database.read(obligations_found, found.programme, matter)
    now = await gate(house, found.programme, matter)
    return PublishedRead(
        programme=found.programme,
        matter=matter,
        title=document.title if document else found.approval.document,
        version=out.version,
        content_hash=out.content_hash,
        day=out.day,
        by={office.id: office.title for office in found.definition.offices}.get(out.by or "", ""),
        files=_files(out, version),
        on_request=tuple(part.title for part in version.parts if part.on_request) if version else (),
        rows=await stands(house, found.programme, matter),
        names={body.id: body.name for body in found.definition.bodies},
        pending=tuple(each.words for each in now.pending),
        without=now.without,
        promises=tuple(_kept(owed.obligations, out, owed.words)),
        contact=(await programme(house, found.programme)).contact,
    )


async def file(house: House, matter: MatterId, part: Slug) -> tuple[str, str, bytes]:
    """Name, media type and bytes of a part that was published. Raises NotFound for any other."""
    _, out = await _out(house, matter)
    sha256 = next((each.sha256 for each in out.parts if each.part == part), None)
    content = await house.database.read(file_named, sha256) if sha256 else None
    if content is None:
        raise NotFound("not-published", NOT_THERE)
    return (f"{matter}-{out.version}-{part}.pdf", *content)


async def _out(house: House, matter: MatterId) -> tuple[MatterFound, Published]:
    try:
        found = await opened_matter(house, matter)
    except NotFound:
        raise NotFound("not-published", NOT_THERE) from None
    out = found.approval.publishing.published
    if out is None:
        raise NotFound("not-published", NOT_THERE)
    return found, out


def _version(found: MatterFound, out: Published) -> Version | None:
    document = found.definition.document(found.approval.document)
    versions = document.versions if document else ()
    return next((each for each in versions if each.label == out.version), None)


def _files(out: Published, version: Version | None) -> tuple[PublishedFile, ...]:
    parts = {part.id: part for part in version.parts} if version else {}
    return tuple(
        PublishedFile(
            part=each.part,
            title=parts[each.part].title if each.part in parts else each.part,
            of=each.of,
            size=parts[each.part].size if each.part in parts else 0,
            sha256=each.sha256,
        )
        for each in out.parts
    )


def _kept(
    obligations: Iterable[Obligation], out: Published, words: Mapping[Sha256, str]
) -> Iterable[PromiseKept]:
    for each in obligations:
        if each.obligation in out.kept:
            said = words.get(each.words.digest, "(erased)") if each.words else each.obligation
            yield PromiseKept(words=said, how=how_kept(each))
