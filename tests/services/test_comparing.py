"""What a version changed: by hash whatever the files are, and in words where they can be read."""

import hashlib

import pytest
from a_partnership import MATTER, PROGRAMME, SECRETARY, SPONSOR, a_partnership
from a_pdf import a_pdf, locked

from models.comparing import Kept, PartChange, PartCompared, VersionsCompared
from models.errors import NotFound
from models.events import By
from models.programme import Loaded, Part, Version
from models.values import Channel, digest_of
from services import comparing, matters, programmes
from services.acting import Caller, House
from services.comparing import NOT_ENCLOSED, NOT_READ, TOO_SLOW
from services.text_differences import LOCKED, NO_WORDS, PAGES_AT_MOST, TOO_LONG
from storage.clock import RealClock
from storage.database import Database
from storage.ledger import Ledger
from tests.web.a_web import NobodyHears

PLAN = a_pdf("We start with the person.", "Then comes the place.")
AMENDED = a_pdf("We start with the person.", "Then comes the place.\nIt is kept across Essex.")
BROKEN = b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 1 0 R >>\n%%EOF\n"

Files = dict[str, bytes]


def in_versions(*versions: Files, on_request: frozenset[str] = frozenset()) -> Loaded:
    """The harbour's plan in versions 1.0, 1.1 and so on, each of these files by the id of its part."""
    loaded = a_partnership()
    (document,) = loaded.definition.documents
    made = tuple(
        Version(
            label=f"1.{number}",
            parts=tuple(
                _part(name, content, is_asked_for=name in on_request) for name, content in files.items()
            ),
            content_hash=digest_of(*sorted(map(_sha256, files.values()))),
        )
        for number, files in enumerate(versions)
    )
    definition = loaded.definition.model_copy(
        update={"documents": (document.model_copy(update={"versions": made}),)}
    )
    files = {_sha256(content): content for each in versions for content in each.values()}
    return loaded.model_copy(update={"definition": definition, "files": files})


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _part(name: str, content: bytes, *, is_asked_for: bool) -> Part:
    return Part(
        id=name,
        title=f"The {name}",
        file=f"{name}.pdf",
        sha256=_sha256(content),
        size=len(content),
        on_request=is_asked_for,
    )


def by(person: str, key: str) -> Caller:
    return Caller(By(person=person, channel=Channel.COMMAND), key)


@pytest.fixture
def house(sqlite: Database) -> House:
    clock = RealClock()
    return House(sqlite, Ledger(sqlite, clock), clock, NobodyHears())


async def compared(house: House, before: Files, after: Files, **others: frozenset[str]) -> VersionsCompared:
    await programmes.load(house, in_versions(before, after, **others), by(SECRETARY, "load"))
    await matters.open_matter(house, PROGRAMME, MATTER, "1.0", by(SPONSOR, "open"))
    return await comparing.compare(house, PROGRAMME, MATTER, "1.0", "1.1")


async def the_plan(house: House, before: bytes, after: bytes, **others: frozenset[str]) -> PartCompared:
    (part,) = (await compared(house, {"plan": before}, {"plan": after}, **others)).parts
    return part


async def test_words_put_in_are_told_with_their_page(house: House) -> None:
    part = await the_plan(house, PLAN, AMENDED)
    (change,) = part.differences.changes
    assert part.how is PartChange.CHANGED
    assert change.after_page == 2
    assert [run.words for run in change.runs if run.how is Kept.ADDED] == ["It is kept across Essex."]


async def test_parts_are_told_by_their_hashes(house: House) -> None:
    before = {"plan": PLAN, "summary": PLAN, "annex": AMENDED}
    found = await compared(house, before, {"plan": PLAN, "summary": AMENDED, "finance": PLAN})
    assert {each.part: each.how for each in found.parts} == {
        "plan": PartChange.UNCHANGED,
        "summary": PartChange.CHANGED,
        "finance": PartChange.ADDED,
        "annex": PartChange.REMOVED,
    }
    summary = next(each for each in found.parts if each.part == "summary")
    assert (summary.before, summary.after) == (_sha256(PLAN), _sha256(AMENDED))


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        pytest.param(BROKEN, NOT_READ, id="a broken file says that it cannot be read"),
        pytest.param(b"no PDF at all", NOT_READ, id="a file of another kind"),
        pytest.param(locked(AMENDED), LOCKED, id="a file with a password says so"),
        pytest.param(a_pdf("", ""), NO_WORDS, id="a file without words, such as scanned pages"),
        pytest.param(a_pdf(*["Page."] * (PAGES_AT_MOST + 1)), TOO_LONG, id="a file of too many pages"),
    ],
)
async def test_a_bad_file_breaks_nothing_and_its_hashes_are_told(
    house: House, content: bytes, trouble: str
) -> None:
    part = await the_plan(house, PLAN, content)
    assert (part.how, part.after) == (PartChange.CHANGED, _sha256(content))
    assert part.differences.trouble == trouble


async def test_a_file_that_takes_too_long_is_given_up(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "PATIENCE", 0.01)
    part = await the_plan(house, a_pdf("Slow."), a_pdf("Slower."))
    assert part.differences.trouble == TOO_SLOW
    monkeypatch.undo()
    again = await comparing.compare(house, PROGRAMME, MATTER, "1.0", "1.1")
    assert again.parts[0].differences.changes, "a busy machine is asked again"


async def test_what_is_sent_on_request_only_is_not_told_in_words(house: House) -> None:
    part = await the_plan(house, PLAN, AMENDED, on_request=frozenset({"plan"}))
    assert part.how is PartChange.CHANGED
    assert part.differences.trouble == NOT_ENCLOSED
    assert part.differences.changes == ()


async def test_a_version_that_is_not_there_is_said_not_to_be(house: House) -> None:
    await compared(house, {"plan": PLAN}, {"plan": AMENDED})
    with pytest.raises(NotFound) as refused:
        await comparing.compare(house, PROGRAMME, MATTER, "1.0", "2.0")
    assert refused.value.code == "unknown-version"
    with pytest.raises(NotFound):
        await comparing.compare(house, PROGRAMME, "another", "1.0", "1.1")
