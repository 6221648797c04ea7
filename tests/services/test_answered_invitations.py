"""Answers to invitations: declined is apologies, accepted takes them back, and none is a sign-off."""

from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from a_board import RETURNS, Board
from a_meeting import STREAM, a_meeting_partnership
from a_partnership import PROGRAMME, SECRETARY, holder, seat

from models.commands import CancelMeeting, GiveApologies, MoveMeeting
from models.letters import INVITING, Invitation, LetterFacts
from models.meeting import Meeting
from models.values import Channel, Text, digest_of
from services.bounces import Became, read_bounces
from services.house import House
from storage.database import Database
from storage.ledger import Ledger
from storage.lines import lines_after
from storage.register import person_of, state_of
from tests.letters.test_invitations import MOVED_AGAIN, MOVED_TO
from tests.services.test_bounces import Nudged, Post


def an_answer(said: str, about: Mapping[str, str]) -> bytes:
    method = about.get("method", "REPLY")
    message = EmailMessage()
    message["From"], message["To"] = about["attendee"], about["to"]
    message.set_content("An answer.")
    entry = (
        f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nUID:{about['uid']}\r\n"
        f"SEQUENCE:{about['sequence']}\r\nDTSTAMP:{about.get('stamp', '20200402T090000Z')}\r\n"
        f'ATTENDEE;CN="A: PARTSTAT=NONE; b";PARTSTAT={said}:\r\n mailto:{about["attendee"]}\r\n'
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    message.add_alternative(entry, subtype="calendar", params={"method": method})
    return message.as_bytes(policy=SMTP)


class Invited:
    """A meeting was moved, all are invited anew, and a member's diary answers."""

    def __init__(self, database: Database, file: Path) -> None:
        self.board = Board(database)
        self.file = file
        self.house = House(database, Ledger(database, self.board.clock), self.board.clock, Nudged())

    async def open(self) -> "Invited":
        await self.board.load(a_meeting_partnership())
        await self.board.ask()
        await self.told()
        await self.move()
        self.letter = await self.to_the_first()
        return self

    async def move(self) -> None:
        moved = MoveMeeting(starts=MOVED_TO, reason=Text.of("the hall floods"))
        assert (await self.board.act(STREAM, moved)).accepted

    async def told(self) -> list[LetterFacts]:
        left = []
        for letter in await self.board.letters.due(PROGRAMME):
            if facts := await self.board.letters.claim(letter):
                left.append(facts)
                await self.board.letters.sent(letter)
        return [facts for facts in left if facts.kind in INVITING]

    async def to_the_first(self) -> LetterFacts:
        theirs = min(await self.told(), key=lambda each: each.recipient.address)
        assert theirs.invitation
        return theirs

    @property
    def invitation(self) -> Invitation:
        assert self.letter.invitation
        return self.letter.invitation

    def answer(self, said: str, **other: str) -> bytes:
        about = {
            "to": str(self.invitation.answers_to),
            "uid": self.invitation.uid,
            "sequence": str(self.invitation.sequence),
            "attendee": self.letter.recipient.address,
        }
        return an_answer(said, about | other)

    async def reads(self, message: bytes) -> Became:
        self.file.write_bytes(message)
        (read,) = await read_bounces(self.house, RETURNS.address, RETURNS.secret, [self.file])
        return read.became

    async def apologies(self) -> tuple[str, ...]:
        meeting = await self.house.database.read(state_of, STREAM)
        assert isinstance(meeting, Meeting)
        return meeting.apologies

    async def lines(self) -> int:
        return len(await self.house.database.read(lines_after, PROGRAMME, 0, 1000))


@pytest.fixture
async def invited(database: Database, tmp_path: Path) -> Invited:
    return await Invited(database, tmp_path / "answer.eml").open()


async def test_declined_is_apologies_in_the_secretarys_name_by_mail_and_once(invited: Invited) -> None:
    before = await invited.lines()
    assert await invited.reads(invited.answer("DECLINED")) == Became.APOLOGIES
    (given,) = await invited.apologies()
    assert given in {seat(number) for number in range(1, 6)}
    found = await invited.house.database.read(lines_after, PROGRAMME, before, 1000)
    kinds = [each.line.event.kind for each in found]
    assert kinds == ["apologies-given"]
    by = found[0].line.by
    assert by
    assert (by.person, by.channel) == (SECRETARY, Channel.MAIL)
    assert await invited.reads(invited.answer("DECLINED")) == Became.UNCHANGED
    assert await invited.lines() == before + 1


@pytest.mark.parametrize("said", ["ACCEPTED", "TENTATIVE"])
async def test_changes_nothing(invited: Invited, said: str) -> None:
    before = await invited.lines()
    assert await invited.reads(invited.answer(said)) == Became.UNCHANGED
    assert await invited.lines() == before


@pytest.mark.parametrize(
    ("other", "became"),
    [
        pytest.param({"attendee": "stranger@harbour.example"}, Became.OVERTAKEN, id="another person's"),
        pytest.param({"uid": "0" * 64}, Became.OVERTAKEN, id="to another meeting"),
        pytest.param({"sequence": "0"}, Became.OVERTAKEN, id="to the day before it was moved"),
        pytest.param({"to": "letters@harbour.example"}, Became.STRANGE, id="to no return address"),
        pytest.param({"method": "COUNTER"}, Became.NO_REPORT, id="a proposal of another day"),
    ],
)
async def test_left_alone_is(invited: Invited, other: dict[str, str], became: Became) -> None:
    before = await invited.lines()
    assert await invited.reads(invited.answer("DECLINED", **other)) == became
    assert await invited.lines() == before


EARLIER, LATER, LATEST = "20200402T100000Z", "20200402T110000Z", "20200402T120000Z"


async def test_accepted_after_declined_takes_the_apologies_back_and_may_be_declined_again(
    invited: Invited,
) -> None:
    answers = [
        (invited.answer("DECLINED", stamp=EARLIER), Became.APOLOGIES, 1),
        (invited.answer("ACCEPTED", stamp=LATER), Became.COMING, 0),
        (invited.answer("DECLINED", stamp=LATEST), Became.APOLOGIES, 1),
    ]
    for message, became, absent in answers:
        assert await invited.reads(message) == became
        assert len(await invited.apologies()) == absent
    before = await invited.lines()
    for message, _, _ in answers:
        assert await invited.reads(message) == Became.UNCHANGED
    assert await invited.lines() == before


@pytest.mark.parametrize("first", ["ACCEPTED", "DECLINED"])
async def test_answers_count_in_the_order_they_were_given_however_they_lie_in_the_mailbox(
    invited: Invited, tmp_path: Path, first: str
) -> None:
    last = "DECLINED" if first == "ACCEPTED" else "ACCEPTED"
    for number, message in enumerate(
        (invited.answer(last, stamp=LATER), invited.answer(first, stamp=EARLIER))
    ):
        (tmp_path / f"{number}.eml").write_bytes(message)
    files = [tmp_path / "0.eml", tmp_path / "1.eml"]
    read = await read_bounces(invited.house, RETURNS.address, RETURNS.secret, files)
    assert len(await invited.apologies()) == (1 if last == "DECLINED" else 0)
    became = (Became.APOLOGIES, Became.UNCHANGED) if last == "DECLINED" else (Became.COMING, Became.APOLOGIES)
    assert tuple(each.became for each in read) == became


async def test_what_a_member_told_their_secretary_no_diary_takes_back(invited: Invited) -> None:
    (theirs,) = [number for number in range(1, 6) if holder(number) in invited.letter.recipient.address]
    assert (await invited.board.act(STREAM, GiveApologies(seat=seat(theirs)))).accepted
    assert await invited.reads(invited.answer("ACCEPTED")) == Became.UNCHANGED
    assert await invited.apologies() == (seat(theirs),)


async def test_tentative_takes_nothing_back(invited: Invited) -> None:
    assert await invited.reads(invited.answer("DECLINED", stamp=EARLIER)) == Became.APOLOGIES
    assert await invited.reads(invited.answer("TENTATIVE", stamp=LATER)) == Became.UNCHANGED
    assert len(await invited.apologies()) == 1


async def test_delegated_is_left_alone(invited: Invited) -> None:
    assert await invited.reads(invited.answer("DELEGATED")) == Became.OVERTAKEN
    assert await invited.apologies() == ()


async def test_nobody_declines_a_meeting_that_is_cancelled(invited: Invited) -> None:
    assert (await invited.board.act(STREAM, CancelMeeting(reason=Text.of("floods")))).accepted
    assert await invited.reads(invited.answer("DECLINED")) == Became.OVERTAKEN


async def test_an_entry_keeps_its_organiser_when_the_meeting_moves_again(invited: Invited) -> None:
    moved = MoveMeeting(starts=MOVED_AGAIN, reason=Text.of("the hall floods"))
    assert (await invited.board.act(STREAM, moved)).accepted
    later = await invited.to_the_first()
    assert later.recipient == invited.letter.recipient
    assert later.return_to != invited.letter.return_to
    assert later.invitation
    assert later.invitation.answers_to == invited.invitation.answers_to == invited.letter.return_to


@pytest.mark.parametrize("said", ["ACCEPTED", "DECLINED"])
async def test_it_never_answers_a_sign_off(database: Database, tmp_path: Path, said: str) -> None:
    folder = tmp_path / "came-back"
    folder.mkdir()
    post = await Post(database, folder).open()
    person = await database.read(person_of, PROGRAMME, holder(1))
    assert person
    to = {"to": RETURNS.of(post.sent.id), "uid": digest_of("x"), "sequence": "0", "attendee": person[1]}
    before = await post.kinds_of_lines()
    (read,) = await post.reads(an_answer(said, to))
    assert (read.became, read.recipient) == (Became.OVERTAKEN, holder(1))
    assert await post.kinds_of_lines() == before
