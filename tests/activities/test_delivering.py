"""A round of letters: it ends when mail is away, and when it has lasted long enough."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import cast

import pytest
from temporalio.client import Client

from activities import letters as delivering
from activities.delivering import DeliveringActivities
from activities.letters import LetterActivities
from activities.wakes import WakeActivities
from models.letters import Correspondent, LetterFacts, LetterKind, MailUnavailable
from models.waits import Wake

SENDER = Correspondent(title="Quorate", address="letters@quorate.example")
NOW = datetime(2020, 4, 2, 9, 0, tzinfo=UTC)
EARLIER = NOW + timedelta(seconds=2)
AGAIN = NOW + timedelta(seconds=4)


class Bag:
    """Three letters due, and what became of them."""

    def __init__(self) -> None:
        self.tried: list[str] = []
        self.left: list[str] = []

    async def due(self, _: str) -> list[str]:
        return ["one", "two", "three"]

    async def claim(self, letter: str) -> LetterFacts:
        self.tried.append(letter)
        return LetterFacts(
            key=letter,
            thread="plan",
            kind=LetterKind.MATTER_RELEASED,
            written=NOW,
            reference="PLAN-1",
            programme="Harbour Partnership",
            recipient=Correspondent(title="Member 1", address="member.1@harbour.example"),
            reply_to=SENDER,
            return_to=None if letter == "three" else f"letters+{letter}@quorate.example",
            title="The Harbour Plan",
        )

    async def sent(self, letter: str) -> None:
        self.left.append(letter)

    async def refused(self, letter: str, code: str) -> None:
        raise AssertionError(letter, code)

    async def failed(self, letter: str) -> datetime:
        del letter
        return AGAIN

    async def broken(self, letter: str) -> None:
        raise AssertionError(letter)

    async def next_at(self, _: str) -> datetime:
        return NOW


class Wakes:
    """None to deliver, but one that failed before."""

    def __init__(self, next_at: datetime | None) -> None:
        self._next_at = next_at
        self.looked = 0

    async def pending(self, _: str) -> list[Wake]:
        self.looked += 1
        return []

    async def delivered(self, given: list[Wake]) -> None:
        assert not given

    async def failed(self, wake: Wake) -> None:
        raise AssertionError(wake)

    async def next_at(self, _: str) -> datetime | None:
        return self._next_at


class Mail:
    def __init__(self, *, is_away: bool = False) -> None:
        self._is_away = is_away
        self.senders: list[str] = []

    async def send(self, message: EmailMessage, sender: str, recipient: str) -> None:
        del message, recipient
        if self._is_away:
            raise MailUnavailable
        self.senders.append(sender)


async def test_while_mail_is_away_one_letter_is_tried_and_the_next_round_waits_for_it() -> None:
    bag = Bag()
    delivery = await LetterActivities(bag, Mail(is_away=True), SENDER).deliver_letters("harbour")
    assert (bag.tried, bag.left, delivery.next_at) == (["one"], [], AGAIN)


async def test_a_round_that_has_lasted_long_enough_is_gone_on_with_in_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(delivering, "ROUND", 0.0)
    bag = Bag()
    delivery = await LetterActivities(bag, Mail(), SENDER).deliver_letters("harbour")
    assert (bag.left, delivery.next_at) == (["one"], NOW)


async def test_a_round_takes_every_letter_it_has_time_for() -> None:
    bag = Bag()
    await LetterActivities(bag, Mail(), SENDER).deliver_letters("harbour")
    assert bag.left == ["one", "two", "three"]


async def test_each_letter_leaves_under_its_return_address_or_the_senders() -> None:
    mail = Mail()
    await LetterActivities(Bag(), mail, SENDER).deliver_letters("harbour")
    assert mail.senders == ["letters+one@quorate.example", "letters+two@quorate.example", SENDER.address]


@pytest.mark.parametrize(
    ("wake_again", "mail_is_away", "next_at"),
    [
        pytest.param(None, True, AGAIN, id="the letter that waits, when no wake-up does"),
        pytest.param(EARLIER, True, EARLIER, id="the wake-up, when it waits less long"),
        pytest.param(EARLIER, False, NOW, id="the letter, when it waits less long"),
    ],
)
async def test_wake_ups_and_letters_are_one_round_and_the_next_is_for_whichever_is_due_first(
    wake_again: datetime | None, *, mail_is_away: bool, next_at: datetime
) -> None:
    bag, wakes = Bag(), Wakes(wake_again)
    woken = WakeActivities(wakes, cast("Client", None), "quorate")
    both = DeliveringActivities(woken, LetterActivities(bag, Mail(is_away=mail_is_away), SENDER))
    assert (await both.deliver("harbour")).next_at == next_at
    assert (wakes.looked, bag.tried[0]) == (1, "one")
