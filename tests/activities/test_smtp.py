"""Letters handed to a real mail server, and what comes back when it will not take them."""

import asyncio
import socket
import traceback
from collections.abc import AsyncIterator
from datetime import timedelta
from email.message import EmailMessage

import pytest

from activities.letters import ROUND
from activities.options import DELIVER
from activities.smtp import Encryption, MailServer, SmtpMailer
from models.letters import LetterRefused, MailUnavailable
from tests.activities.catcher import Catcher, a_mail_server

SENDER = "letters@quorate.example"
CHAIR = "chair@board.example"
GONE = "former.member@board.example"


def a_message(subject: str = "Action needed") -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message.set_content("Please answer.\n")
    return message


@pytest.fixture
async def catcher() -> AsyncIterator[Catcher]:
    async with a_mail_server() as catcher:
        yield catcher


@pytest.fixture
async def mailer(catcher: Catcher) -> AsyncIterator[SmtpMailer]:
    mailer = SmtpMailer(
        MailServer(host="127.0.0.1", port=catcher.port, encryption=Encryption.NONE, timeout=5)
    )
    yield mailer
    await mailer.close()


async def test_a_letter_arrives_as_it_was_written(mailer: SmtpMailer, catcher: Catcher) -> None:
    message = a_message()
    await mailer.send(message, SENDER, CHAIR)
    (arrived,) = catcher.letters
    assert (arrived.mail_from, arrived.rcpt_tos) == (SENDER, [CHAIR])
    assert arrived.content == message.as_bytes().replace(b"\n", b"\r\n")


async def test_many_letters_go_over_one_connection(mailer: SmtpMailer, catcher: Catcher) -> None:
    await asyncio.gather(*(mailer.send(a_message(f"Letter {n}"), SENDER, CHAIR) for n in range(5)))
    assert len(catcher.letters) == 5
    assert len(catcher.connections) == 1


@pytest.mark.parametrize("reply", ["550 No such mailbox", "551 Moved away", "553 Not a mailbox"])
async def test_a_mailbox_refused_for_good_is_a_refused_letter(
    mailer: SmtpMailer, catcher: Catcher, reply: str
) -> None:
    catcher.to_recipient[GONE] = f"{reply} <{GONE}>"
    with pytest.raises(LetterRefused) as refused:
        await mailer.send(a_message(), SENDER, GONE)
    assert refused.value.smtp_code == int(reply[:3])
    assert refused.value.code == "letter-refused"


async def test_the_next_letter_after_a_refusal_uses_the_same_connection(
    mailer: SmtpMailer, catcher: Catcher
) -> None:
    catcher.to_recipient[GONE] = "550 No such mailbox"
    with pytest.raises(LetterRefused):
        await mailer.send(a_message(), SENDER, GONE)
    await mailer.send(a_message(), SENDER, CHAIR)
    assert [letter.rcpt_tos for letter in catcher.letters] == [[CHAIR]]
    assert len(catcher.connections) == 1


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param("450 Mailbox busy", id="a busy mailbox"),
        pytest.param("452 Mailbox full", id="a full mailbox"),
        pytest.param("530 Authentication required", id="a server that wants us to sign in"),
    ],
)
async def test_what_may_pass_is_no_refusal_of_the_letter(
    mailer: SmtpMailer, catcher: Catcher, reply: str
) -> None:
    catcher.to_recipient[CHAIR] = reply
    with pytest.raises(MailUnavailable):
        await mailer.send(a_message(), SENDER, CHAIR)
    catcher.to_recipient.clear()
    await mailer.send(a_message(), SENDER, CHAIR)
    assert len(catcher.letters) == 1


async def test_content_refused_for_good_is_a_refused_letter(mailer: SmtpMailer, catcher: Catcher) -> None:
    catcher.to_data = "554 Not wanted here"
    with pytest.raises(LetterRefused, match="554"):
        await mailer.send(a_message(), SENDER, CHAIR)


async def test_content_refused_for_now_may_be_sent_again(mailer: SmtpMailer, catcher: Catcher) -> None:
    catcher.to_data = "451 Try later"
    with pytest.raises(MailUnavailable):
        await mailer.send(a_message(), SENDER, CHAIR)


async def test_a_refused_sender_is_our_fault_and_not_the_letters(
    mailer: SmtpMailer, catcher: Catcher
) -> None:
    catcher.to_sender = "550 Who are you"
    with pytest.raises(MailUnavailable):
        await mailer.send(a_message(), SENDER, CHAIR)


@pytest.mark.parametrize("address", ["the chair@board.example", "chaïr@board.example"])
async def test_an_address_that_is_none_is_a_refused_letter(
    mailer: SmtpMailer, catcher: Catcher, address: str
) -> None:
    with pytest.raises(LetterRefused, match="553"):
        await mailer.send(a_message(), SENDER, address)
    assert catcher.letters == []


@pytest.mark.parametrize("reply", ["550 No such mailbox", "450 Mailbox busy"])
async def test_no_error_tells_an_address(mailer: SmtpMailer, catcher: Catcher, reply: str) -> None:
    catcher.to_recipient[GONE] = f"{reply} <{GONE}>"
    with pytest.raises((LetterRefused, MailUnavailable)) as caught:
        await mailer.send(a_message(), SENDER, GONE)
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value.__dict__)
    assert GONE not in told
    assert "mailbox" not in told.lower()


async def test_nobody_listening_is_unavailable() -> None:
    async with a_mail_server() as closed:
        port = closed.port
    mailer = SmtpMailer(MailServer(host="127.0.0.1", port=port, encryption=Encryption.NONE, timeout=5))
    with pytest.raises(MailUnavailable):
        await mailer.send(a_message(), SENDER, CHAIR)


async def test_a_connection_the_server_has_closed_is_opened_again(
    mailer: SmtpMailer, catcher: Catcher
) -> None:
    await mailer.send(a_message(), SENDER, CHAIR)
    catcher.connections[0].close()
    await asyncio.sleep(0.05)
    await mailer.send(a_message(), SENDER, CHAIR)
    assert len(catcher.letters) == 2


async def test_a_connection_lost_while_the_letter_is_handed_over_is_unavailable(
    mailer: SmtpMailer, catcher: Catcher
) -> None:
    catcher.may_finish.clear()
    sending = asyncio.create_task(mailer.send(a_message(), SENDER, CHAIR))
    await asyncio.sleep(0.2)
    catcher.connections[0].abort()
    with pytest.raises(MailUnavailable):
        await sending
    catcher.may_finish.set()
    await mailer.send(a_message(), SENDER, CHAIR)
    assert catcher.letters[-1].rcpt_tos == [CHAIR]


async def test_after_a_cancelled_letter_the_next_begins_a_new_conversation(
    mailer: SmtpMailer, catcher: Catcher
) -> None:
    catcher.may_finish.clear()
    sending = asyncio.create_task(mailer.send(a_message("Cancelled"), SENDER, CHAIR))
    await asyncio.sleep(0.2)
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    catcher.may_finish.set()
    await mailer.send(a_message("Next"), SENDER, CHAIR)
    assert len(catcher.connections) == 2


@pytest.mark.parametrize("encryption", [Encryption.STARTTLS, Encryption.TLS])
async def test_a_server_without_encryption_gets_no_letter(catcher: Catcher, encryption: Encryption) -> None:
    mailer = SmtpMailer(MailServer(host="127.0.0.1", port=catcher.port, encryption=encryption, timeout=2))
    with pytest.raises(MailUnavailable):
        await mailer.send(a_message(), SENDER, CHAIR)
    assert catcher.letters == []


def test_encryption_is_required_unless_said_otherwise() -> None:
    assert MailServer(host="mail.example", port=587).encryption is Encryption.STARTTLS


def test_mail_never_leaves_the_machine_unencrypted() -> None:
    with pytest.raises(ValueError, match="encrypted or not at all"):
        MailServer(host="mail.example", port=25, encryption=Encryption.NONE)


def test_a_mail_server_does_not_show_its_password() -> None:
    assert "hunter2" not in repr(MailServer(host="mail.example", port=587, username="q", password="hunter2"))


async def test_a_server_that_takes_the_connection_and_says_nothing_is_given_up_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        server = MailServer(host="127.0.0.1", port=port, encryption=Encryption.NONE, timeout=30, longest=0.2)
        mailer = SmtpMailer(server)
        started = asyncio.get_running_loop().time()
        letters = (mailer.send(a_message(), SENDER, CHAIR) for _ in range(2))
        told = await asyncio.gather(*letters, return_exceptions=True)
    assert [type(each) for each in told] == [MailUnavailable, MailUnavailable]
    assert asyncio.get_running_loop().time() - started < 5


def test_a_letter_takes_no_longer_than_its_activity_may() -> None:
    server = MailServer(host="mail.example", port=587)
    longest = timedelta(seconds=ROUND + server.longest)
    assert longest < DELIVER["start_to_close_timeout"] / 1.5
