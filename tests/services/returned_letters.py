"""Mail as servers send it back: reports on one letter, and other things that reach a return address."""

from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import SMTP


def a_report(to: str, action: str = "failed", status: str = "5.1.1") -> bytes:
    """A report as RFC 3464 has it, with the headers of the letter it speaks of."""
    report = MIMEMultipart("report", **{"report-type": "delivery-status"})
    report["From"] = "Mail Delivery System <mailer-daemon@relay.example>"
    report["To"] = to
    report["Subject"] = "Undelivered Mail Returned to Sender"
    report["Auto-Submitted"] = "auto-replied"
    report.attach(MIMEText("I am sorry to have to tell you that your message could not be delivered."))
    report.attach(_statuses(action, status))
    report.attach(MIMEText("Subject: Action needed\r\nTo: member@harbour.example\r\n", "rfc822-headers"))
    return report.as_bytes(policy=SMTP)


def _statuses(action: str, status: str) -> Message:
    of_the_message, of_the_recipient = Message(), Message()
    of_the_message["Reporting-MTA"] = "dns; relay.example"
    of_the_recipient["Final-Recipient"] = "rfc822; member@harbour.example"
    if action:
        of_the_recipient["Action"] = action
    of_the_recipient["Status"] = f"{status} (as the server put it)"
    part = Message()
    part["Content-Type"] = "message/delivery-status"
    part.set_payload([of_the_message, of_the_recipient])
    return part


def a_holiday_notice(to: str) -> bytes:
    notice = EmailMessage()
    notice["From"] = "member@harbour.example"
    notice["To"] = to
    notice["Subject"] = "Out of office: Action needed"
    notice["Auto-Submitted"] = "auto-replied"
    notice.set_content("I am away until Monday 20 April 2020. Status: 5.1.1")
    return notice.as_bytes(policy=SMTP)


def a_read_receipt(to: str) -> bytes:
    """A report too, but on reading and not on delivery."""
    receipt = MIMEMultipart("report", **{"report-type": "disposition-notification"})
    receipt["To"] = to
    part = Message()
    part["Content-Type"] = "message/disposition-notification"
    part.set_payload("Disposition: manual-action/MDN-sent-manually; displayed\r\n")
    receipt.attach(part)
    return receipt.as_bytes(policy=SMTP)
