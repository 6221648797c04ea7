"""The pages anybody may read on this machine: matters, documents, the outbox; and what keeps them so."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from a_partnership import (
    APPROVAL,
    BOARD,
    MATTER,
    PDF,
    PROGRAMME,
    SECRETARY,
    SIGN_OFF,
    a_partnership,
    holder,
    seat,
)
from aiosmtpd.smtp import Envelope
from httpx2 import AsyncClient

from catcher import keep
from config.settings import Settings
from letters.compose import compose
from letters.envelope import enveloped
from models.commands import CloseSignOff
from models.letters import Correspondent, LetterFacts, LetterKind
from models.programme import KnownMeeting, Loaded, Part
from models.values import Answer, digest_of
from services import correcting, matters, sign_offs
from services.caught import NAME
from services.sign_offs import GivenAnswer
from storage.database import Database
from storage.listings import lines_of
from storage.migrating import migrate
from tests.web.a_web import AWeb, a_web, by, come_by, form_in, look, own, press, receipt_of
from web.app import NotOnThisMachineError, create_app
from web.security import LETTER_POLICY

ANNEX = b"%PDF-1.4\n% the annex\n%%EOF\n"


def a_partnership_with_an_annex() -> Loaded:
    """The annex is on request, the board meets on Thursday 14 May."""
    loaded = a_partnership()
    definition = loaded.definition
    document = definition.documents[0]
    version = document.versions[0]
    parts = (
        *version.parts,
        Part(
            id="annex",
            title="Annex A: soundings",
            file="annex.pdf",
            on_request=True,
            sha256=digest_of("annex"),
        ),
    )
    meeting = KnownMeeting(
        id="board-may",
        bodies=(BOARD,),
        day=datetime(2020, 5, 14, tzinfo=UTC).date(),
        place="The harbour office",
    )
    changed = definition.model_copy(
        update={
            "documents": (
                document.model_copy(update={"versions": (version.model_copy(update={"parts": parts}),)}),
            ),
            "meetings": (meeting,),
        }
    )
    files = {**loaded.files, digest_of("annex"): ANNEX}
    return loaded.model_copy(update={"definition": changed, "files": files})


@pytest.fixture
async def web(tmp_path: Path, sqlite: Database) -> AWeb:
    return await a_web(tmp_path, sqlite, a_partnership_with_an_annex())


@pytest.fixture
async def reader(web: AWeb) -> AsyncIterator[AsyncClient]:
    async with web.browser() as client:
        yield client


async def answered(web: AWeb, number: int, answer: Answer = Answer.APPROVE) -> None:
    content = (await web.sign_off(SIGN_OFF)).content_hash
    given = GivenAnswer(
        answer=answer, content_hash=content, reason="Said.", evidence_channel="phone", evidence="Call at 10."
    )
    await sign_offs.answer_on_behalf(
        web.house,
        PROGRAMME,
        by(SECRETARY, f"press {number}"),
        stream=SIGN_OFF,
        seat=seat(number),
        given=given,
    )


# --- matters ------------------------------------------------------------------------------


async def test_home_shows_the_matters_the_next_meetings_and_where_letters_are(reader: AsyncClient) -> None:
    page = await reader.get("/")
    assert page.status_code == 200
    assert f'<a href="/matters/{MATTER}">The Harbour Plan</a>' in page.text
    same = "The one body it waits for has not yet given what it was asked for."
    assert f"Version 1.0. {same}" in page.text
    assert same in (await reader.get(f"/matters/{MATTER}")).text, "one count on both pages"
    assert "Under way" in page.text
    assert "Thursday 14 May 2020 at 10am" in page.text
    assert "The harbour office" in page.text
    assert 'href="/outbox"' in page.text
    assert "its clock stands at Thursday 2 April 2020" in page.text


async def test_each_partnership_has_a_page_of_its_own(reader: AsyncClient) -> None:
    page = await reader.get(f"/programmes/{PROGRAMME}")
    assert "The Harbour Plan" in page.text
    assert (await reader.get("/programmes/elsewhere")).status_code == 404


async def test_the_matrix_shows_every_body_and_nobodys_name(web: AWeb, reader: AsyncClient) -> None:
    before = await reader.get(f"/matters/{MATTER}")
    assert "The one body it waits for has not yet given what it was asked for." in before.text
    assert "Being asked" in before.text
    assert "0 of 5 have answered" in before.text
    for number in (1, 2, 3):
        await answered(web, number)
    page = await reader.get(f"/matters/{MATTER}")
    assert "Complete: every body it waits for has given what it was asked for." in page.text
    assert "1 body: 1 approved." in page.text
    assert "Nothing more to do" in page.text
    assert "Thursday 2 April 2020" in page.text
    for private in ("Holder of", "member-1", "Member 1", "Said.", "harbour.example"):
        assert private not in page.text.split("<footer")[0], private


async def test_a_matter_on_hold_or_withdrawn_says_so(web: AWeb, reader: AsyncClient) -> None:
    await matters.hold(web.house, PROGRAMME, MATTER, "waiting", by(SECRETARY, "hold"))
    held = (await reader.get(f"/matters/{MATTER}")).text
    assert "On hold" in held
    assert "“waiting”" in held
    assert "Nothing falls due while the matter is on hold" in held
    assert "written procedure closes" not in held
    assert "On hold" in (await reader.get("/")).text
    await matters.withdraw(web.house, PROGRAMME, MATTER, "not needed", by(SECRETARY, "withdraw"))
    assert "Nothing more is asked of anybody." in (await reader.get(f"/matters/{MATTER}")).text


async def test_a_matter_that_a_body_refused_or_let_lapse_says_so_on_both_pages(
    web: AWeb, reader: AsyncClient
) -> None:
    await web.clock_shows(datetime(2020, 4, 17, 9, 0, tzinfo=UTC))
    await web.do(SIGN_OFF, CloseSignOff(due=datetime(2020, 4, 16, 16, 0, tzinfo=UTC)))
    said = "Not agreed by all: Harbour Board lapsed on Thursday 16 April 2020."
    for address in ("/", f"/matters/{MATTER}"):
        page = (await reader.get(address)).text
        assert said in page
        assert "Under way" not in page
        assert "Nothing more to do" not in page


async def test_a_matter_links_its_text_and_says_who_is_awaited(reader: AsyncClient) -> None:
    page = (await reader.get(f"/matters/{MATTER}")).text
    assert f'href="/documents/{digest_of("pdf")}"' in page
    assert "Annex A: soundings (PDF), on request" in page
    assert "0 of 5 have answered, closes Thursday 16 April 2020 at 5pm, London time" in page
    assert 'href="/"' in page


async def test_a_matter_nobody_opened_is_not_found(reader: AsyncClient) -> None:
    answer = await reader.get("/matters/another")
    assert answer.status_code == 404
    assert "There is no matter of that name here" in answer.text


async def test_what_was_corrected_is_said_where_it_is_shown_and_stays_readable(
    web: AWeb, reader: AsyncClient
) -> None:
    page = await come_by(reader, await web.link(holder(1)))
    for stream, words in ((APPROVAL, "It opened a day earlier."), (SIGN_OFF, "Six were <entitled>.")):
        line = await first_line(web, stream)
        await correcting.correct(
            web.house, PROGRAMME, by(SECRETARY, "correct"), stream=stream, number=line, words=words
        )
    line = await first_line(web, SIGN_OFF)
    said = (
        f"Entry {line} of the record, “sign-off opened” of Thursday 2 April 2020, was corrected by "
        "the secretary of Harbour Board on Thursday 2 April 2020: “Six were &lt;entitled&gt;.” "
        "The entry itself stays as it was written."
    )
    matrix = (await reader.get(f"/matters/{MATTER}")).text
    assert said in matrix
    assert "“It opened a day earlier.”" in matrix
    assert "0 of 5 have answered. Its record was corrected" in matrix, "what was written still stands there"
    assert said in (await reader.get(own(page))).text


async def test_the_correction_of_a_members_answer_is_on_their_receipt_and_its_words_nowhere_public(
    web: AWeb, reader: AsyncClient
) -> None:
    page = await come_by(reader, await web.link(holder(1)))
    receipt = await receipt_of(reader, await press(reader, page, answer="object", reason="No budget."))
    line = (await web.sign_off(SIGN_OFF)).answers[seat(1)].number
    words = "She meant the tide."
    await correcting.correct(
        web.house, PROGRAMME, by(SECRETARY, "correct"), stream=SIGN_OFF, number=line, words=words
    )
    corrected = (await reader.get(str(receipt.url))).text
    assert "Corrected since" in corrected
    assert words in corrected
    assert "No budget." in corrected, "the entry as it was written"
    for public in (f"/matters/{MATTER}", f"/api/v1/matters/{MATTER}"):
        told = (await reader.get(public)).text
        assert words not in told
    assert (
        f"Entry {line} of the record, which is about one member, was corrected by"
        in (await reader.get(f"/matters/{MATTER}")).text
    )
    async with web.browser() as other:
        assert words not in (await come_by(other, await web.link(holder(2)))).text


async def first_line(web: AWeb, stream: str) -> int:
    lines = await web.database.read(lines_of, PROGRAMME, stream, None)
    return lines[0].number


# --- documents ----------------------------------------------------------------------------


async def test_an_enclosed_part_is_sent_as_a_file_to_keep(reader: AsyncClient) -> None:
    answer = await reader.get(f"/documents/{digest_of('pdf')}")
    assert answer.content == PDF
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("name", [digest_of("annex"), digest_of("no such"), "annex.pdf", "..%2fsecret"])
async def test_what_is_not_enclosed_is_not_sent(reader: AsyncClient, name: str) -> None:
    assert (await reader.get(f"/documents/{name}")).status_code == 404


async def test_a_part_on_request_is_asked_for_with_a_press_and_the_page_says_when(
    web: AWeb, reader: AsyncClient
) -> None:
    page = await come_by(reader, await web.link(holder(1)))
    assert "Ask for Annex A: soundings" in page.text
    before = await web.head()
    asked = await press(reader, page, "/papers/annex")
    assert asked.headers["location"] == own(page)
    after = await look(reader)
    assert "You asked for this on Thursday 2 April 2020" in after.text
    assert "Ask for Annex A" not in after.text
    assert await web.head() == before + 1
    assert (await press(reader, page, "/papers/annex")).status_code == 303
    assert await web.head() == before + 1, "asking twice is one request"


async def test_a_part_that_is_not_on_request_cannot_be_asked_for(web: AWeb, reader: AsyncClient) -> None:
    page = await come_by(reader, await web.link(holder(1)))
    fields = form_in(page, "/papers/annex")
    assert (await reader.post(f"{own(page)}/papers/plan", data=fields)).status_code == 403


# --- the outbox ---------------------------------------------------------------------------


def catch(folder: Path, number: int) -> None:
    facts = LetterFacts(
        key=f"k{number}",
        thread="harbour/plan",
        kind=LetterKind.MATTER_RELEASED,
        written=datetime(2020, 4, 2, 9, 0, tzinfo=UTC),
        reference="PLAN-1",
        programme="Harbour Partnership",
        recipient=Correspondent(title="Chair, Harbour Board", address="chair@harbour.example"),
        reply_to=Correspondent(title="Secretary", address="secretary@harbour.example"),
        title="The Harbour Plan",
        short=f"Harbour Plan {number}",
    )
    message = enveloped(compose(facts, Correspondent(title="Quorate", address="quorate@harbour.example")))
    envelope = Envelope()
    envelope.mail_from, envelope.rcpt_tos = "quorate@harbour.example", ["chair@harbour.example"]
    envelope.original_content = message.as_bytes()
    keep(folder, envelope)


def caught_in(web: AWeb, letters: int) -> Path:
    folder = web.settings.caught_mail
    assert folder is not None
    folder.mkdir()
    for number in range(letters):
        catch(folder, number)
    (folder / "half.part").write_text("not a letter yet")
    (folder / "notes.eml").write_text("not the catcher's")
    return folder


async def test_the_outbox_lists_letters_newest_first_a_page_at_a_time(web: AWeb, reader: AsyncClient) -> None:
    assert "There is no letter yet." in (await reader.get("/outbox")).text
    caught_in(web, 51)
    first, second = (await reader.get("/outbox")).text, (await reader.get("/outbox?page=2")).text
    assert first.index("Harbour Plan 50") < first.index("Harbour Plan 49")
    assert "Harbour Plan 0<" not in first
    assert "Harbour Plan 0<" in second
    assert "Chair, Harbour Board" in first
    assert "chair@" not in first
    assert "Older letters" in first
    assert "Newer letters" in second
    assert (await reader.get("/outbox?page=x")).status_code == 200


async def test_a_letter_is_shown_as_text_and_as_html_that_may_do_nothing(
    web: AWeb, reader: AsyncClient
) -> None:
    folder = caught_in(web, 1)
    (name,) = (each.name for each in folder.iterdir() if NAME.match(each.name))
    page = await reader.get(f"/outbox/{name}")
    assert "No longer on hold - Harbour Plan 0" in page.text
    assert f'src="/outbox/{name}/html" sandbox' in page.text
    html = await reader.get(f"/outbox/{name}/html")
    assert html.headers["content-security-policy"] == LETTER_POLICY
    assert "The Harbour Plan" in html.text


@pytest.mark.parametrize(
    "name", ["notes.eml", "..%2f..%2fquorate.db", "20200101T000000.000000Z-00000000.eml"]
)
async def test_nothing_but_caught_letters_is_read(web: AWeb, reader: AsyncClient, name: str) -> None:
    caught_in(web, 1)
    assert (await reader.get(f"/outbox/{name}")).status_code == 404


async def test_a_copy_that_sends_its_letters_has_no_outbox(web: AWeb) -> None:
    sends = web.settings.model_copy(update={"caught_mail": None})
    web.app = create_app(sends, web.house)
    async with web.browser() as reader:
        assert (await reader.get("/outbox")).status_code == 404
        home = await reader.get("/")
        assert "/outbox" not in home.text
        assert "for practice" not in home.text


# --- the rest -----------------------------------------------------------------------------


async def test_the_accessibility_statement_names_who_runs_this(reader: AsyncClient) -> None:
    page = await reader.get("/accessibility")
    assert "run by Harbour Partnership" in page.text
    assert f"Holder of {SECRETARY}, {SECRETARY}@harbour.example" in page.text


async def test_it_lives_without_a_database_and_is_ready_only_with_one_of_this_release(
    web: AWeb, reader: AsyncClient, tmp_path: Path
) -> None:
    assert (await reader.get("/health/live")).json() == {"live": True}
    unready = await reader.get("/health/ready")
    assert unready.status_code == 503
    assert unready.json() == {"ready": False, "code": "database-revision"}
    url = f"sqlite+aiosqlite:///{tmp_path / 'migrated.db'}"
    migrate(url)
    migrated = Database(url)
    other = AWeb(web.settings, migrated, web.house, web.app)
    house = type(web.house)(migrated, web.house.ledger, web.house.clock, web.house.running)
    other.app = create_app(web.settings, house)
    async with other.browser() as watcher:
        assert (await watcher.get("/health/ready")).json() == {"ready": True}
    await migrated.close()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "quorate.example"])  # noqa: S104  refused below
async def test_it_does_not_start_where_another_machine_could_reach_it(web: AWeb, host: str) -> None:
    settings = Settings(**{**web.settings.model_dump(), "web_host": host})
    with pytest.raises(NotOnThisMachineError, match="QUORATE_WEB_HOST"):
        create_app(settings, web.house)
