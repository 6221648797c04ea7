"""A letter put into its envelope: the headers and all parts of one e-mail message."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import quote

from models.letters import Correspondent, Letter
from models.values import LONDON

# The standard limit of 78 turns a long List-Unsubscribe into encoded words, which no program follows.
_LONG_LINES = SMTP.clone(max_line_length=998)


def enveloped(letter: Letter) -> EmailMessage:
    """One recipient, always. Quoted-printable, so that no server on the way has to change a byte."""
    message = EmailMessage(policy=_LONG_LINES)
    message["From"] = _mailbox(letter.sender)
    message["To"] = _mailbox(letter.to)
    message["Reply-To"] = _mailbox(letter.reply_to)
    message["Subject"] = _literal(letter.subject)
    message["Date"] = format_datetime(letter.written.astimezone(LONDON))
    message["Message-ID"] = letter.message_id
    message["In-Reply-To"] = letter.thread_id
    message["References"] = letter.thread_id
    # Both keep holiday notices and other robots from answering a robot.
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    if letter.may_be_unsubscribed:
        _offer_unsubscribing(message, letter)
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    if letter.diary:  # the last, which mail programs take first; the method is said here and inside alike
        message.add_alternative(
            letter.diary.text,
            subtype="calendar",
            cte="quoted-printable",
            params={"method": letter.diary.method},
        )
    return message


def _mailbox(correspondent: Correspondent) -> Address:
    return Address(_literal(correspondent.title), addr_spec=correspondent.address)


def _literal(words: str) -> str:
    """Words that look like an encoded word would be decoded, and could hide a line break."""
    return words.replace("=?", "= ?")


def _offer_unsubscribing(message: EmailMessage, letter: Letter) -> None:
    by_mail = f"<mailto:{letter.reply_to.address}?subject={quote('Unsubscribe ' + letter.message_id)}>"
    if letter.unsubscribe is None or not letter.unsubscribe.startswith("https://"):
        message["List-Unsubscribe"] = by_mail  # one click is for https alone (RFC 8058)
        return
    message["List-Unsubscribe"] = f"<{letter.unsubscribe}>, {by_mail}"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
