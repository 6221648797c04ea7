"""Mail that came back: given up becomes a task, a delay is noted, everything else is left alone."""

import mailbox
from collections.abc import Callable
from pathlib import Path

import pytest
from a_board import RETURNS, Board
from a_partnership import PROGRAMME, SECRETARY, holder

from models.letters import LetterKind
from models.listings import PostedLetter
from models.values import ProgrammeId, Stream
from services.bounces import Became, BounceRead, read_bounces
from services.house import House
from services.returned_mail import messages_in
from storage.database import Database
from storage.ledger import Ledger
from storage.letter_rows import posted
from storage.lines import lines_after
from tests.services.returned_letters import a_holiday_notice, a_read_receipt, a_report


class Nudged:
    def __init__(self) -> None:
        self.programmes: list[ProgrammeId] = []

    def nudge_soon(self, programme: ProgrammeId) -> None:
        self.programmes.append(programme)

    async def end(self, stream: Stream) -> None:
        raise AssertionError(stream)

    async def close(self) -> None:
        raise AssertionError


class Post:
    """The harbour board was asked, its letters are sent, and mail comes back into a folder."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.board = Board(database)
        self.folder = folder
        self.nudged = Nudged()
        self.house = House(database, Ledger(database, self.board.clock), self.board.clock, self.nudged)
        self.sent = PostedLetter.model_construct()

    async def open(self) -> "Post":
        await self.board.open()
        await self.board.post()
        (self.sent,) = [each for each in await self.letters() if each.recipient == holder(1)]
        return self

    async def letters(self) -> list[PostedLetter]:
        return await self.house.database.read(posted, PROGRAMME, None)

    async def reads(self, *messages: bytes) -> list[BounceRead]:
        for number, message in enumerate(messages):
            (self.folder / f"{number}.eml").write_bytes(message)
        return list(await read_bounces(self.house, RETURNS.address, RETURNS.secret, [self.folder]))

    async def now(self) -> PostedLetter:
        (found,) = [each for each in await self.letters() if each.id == self.sent.id]
        return found

    async def kinds_of_lines(self) -> list[str]:
        found = await self.house.database.read(lines_after, PROGRAMME, 0, 1000)
        return [each.line.event.kind for each in found]

    async def tasks(self) -> list[str]:
        return [each.recipient for each in await self.letters() if each.kind == LetterKind.TASK]


@pytest.fixture
async def post(database: Database, tmp_path: Path) -> Post:
    folder = tmp_path / "came-back"
    folder.mkdir()
    return await Post(database, folder).open()


async def test_a_letter_given_up_is_on_the_record_and_becomes_a_task(post: Post) -> None:
    (read,) = await post.reads(a_report(RETURNS.of(post.sent.id)))
    assert read == BounceRead(became=Became.RETURNED, letter=post.sent.id, recipient=holder(1), code="5.1.1")
    assert ((await post.now()).status, (await post.now()).code) == ("refused", "5.1.1")
    assert (await post.kinds_of_lines()).count("letter-returned") == 1
    assert await post.tasks() == [SECRETARY]
    assert post.nudged.programmes == [PROGRAMME]


async def test_reading_it_again_does_nothing_new(post: Post) -> None:
    report = a_report(RETURNS.of(post.sent.id))
    await post.reads(report)
    before = (await post.letters(), await post.kinds_of_lines())
    assert [each.became for each in await post.reads(report, report)] == [Became.KNOWN, Became.KNOWN]
    assert (await post.letters(), await post.kinds_of_lines()) == before
    assert post.nudged.programmes == [PROGRAMME]


async def test_a_delay_is_noted_and_nobody_is_disabled_or_asked(post: Post) -> None:
    delay = a_report(RETURNS.of(post.sent.id), "delayed", "4.4.1")
    assert [each.became for each in await post.reads(delay, delay)] == [Became.DELAYED, Became.KNOWN]
    assert ((await post.now()).status, (await post.now()).code) == ("sent", "delayed-4.4.1")
    assert await post.tasks() == []
    assert "letter-returned" not in await post.kinds_of_lines()


async def test_a_delay_that_ends_in_giving_up_becomes_a_task_and_not_the_other_way_round(post: Post) -> None:
    address = RETURNS.of(post.sent.id)
    delay, end = a_report(address, "delayed", "4.4.1"), a_report(address, "failed", "4.4.7")
    became = [each.became for each in await post.reads(delay, end, delay)]
    assert became == [Became.DELAYED, Became.RETURNED, Became.KNOWN]
    assert ((await post.now()).status, (await post.now()).code) == ("refused", "4.4.7")


@pytest.mark.parametrize(
    ("message", "became"),
    [
        pytest.param(a_holiday_notice, Became.NO_REPORT, id="a holiday notice"),
        pytest.param(a_read_receipt, Became.NO_REPORT, id="a receipt for reading"),
        pytest.param(lambda to: f"To: {to}\r\n\r\n5.1.1 failed".encode(), Became.NO_REPORT, id="a person"),
        pytest.param(lambda _: b"\xff\x00 no mail at all", Became.NO_REPORT, id="no mail at all"),
        pytest.param(
            lambda _: a_report("letters@harbour.example"), Became.STRANGE, id="a report without a mark"
        ),
        pytest.param(
            lambda _: a_report("letters+" + "0" * 32 + "@harbour.example"), Became.STRANGE, id="a forged mark"
        ),
        pytest.param(lambda to: a_report(to, "delivered", "2.0.0"), Became.PASSED, id="it was delivered"),
    ],
)
async def test_left_alone_is(post: Post, message: Callable[[str], bytes], became: Became) -> None:
    before = (await post.letters(), await post.kinds_of_lines())
    assert [each.became for each in await post.reads(message(RETURNS.of(post.sent.id)))] == [became]
    assert (await post.letters(), await post.kinds_of_lines()) == before


async def test_a_report_that_kept_the_address_only_in_the_letter_it_encloses_is_found(post: Post) -> None:
    enclosed = f"Return-Path: <{RETURNS.of(post.sent.id)}>\r\nSubject: Action needed".encode()
    report = a_report("postmaster@harbour.example").replace(b"Subject: Action needed", enclosed)
    (read,) = await post.reads(report)
    assert (read.became, read.letter) == (Became.RETURNED, post.sent.id)


# --- where mail is kept -------------------------------------------------------------------


def test_messages_are_read_from_a_file_an_mbox_a_maildir_and_a_folder(tmp_path: Path) -> None:
    reports = [a_report(f"letters+{number}@harbour.example") for number in range(3)]
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "one.eml").write_bytes(reports[0])
    (tmp_path / "folder" / ".hidden").write_bytes(reports[1])
    box = mailbox.mbox(tmp_path / "box")
    maildir = mailbox.Maildir(tmp_path / "maildir")
    for report in reports:
        box.add(report)
        maildir.add(report)
    box.close()
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert list(messages_in(tmp_path / "folder" / "one.eml")) == reports[:1]
    assert list(messages_in(tmp_path / "folder")) == reports[:1]
    assert len(list(messages_in(tmp_path / "box"))) == 3
    assert len(list(messages_in(tmp_path / "maildir"))) == 3
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
