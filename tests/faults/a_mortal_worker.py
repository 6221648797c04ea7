"""A worker that kills itself, as the power would, at a place named on its command line.

Run as a process of its own by the tests of this folder: `python a_mortal_worker.py close-sign-off`
dies right after the commit of the first such command, before its answer goes back; `letter-accepted`
dies after the mail server took the first letter, before that is noted. It is missed sooner than
others are, and nothing is kept for it to come back to, so that the tests need not wait.
"""

import os
import signal
import sys
from datetime import timedelta
from email.message import EmailMessage
from functools import partial

import worker
from activities.options import DELIVER, RECORD
from activities.smtp import SmtpMailer
from models.acts import Acted, Due
from storage.ledger import Ledger

LETTER_ACCEPTED = "letter-accepted"
MISSED_AFTER = timedelta(seconds=3)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(place: str) -> None:
    for activity in (DELIVER, RECORD):
        activity["heartbeat_timeout"] = MISSED_AFTER
    do_due, send = Ledger.do_due, SmtpMailer.send

    async def do_due_and_die(self: Ledger, due: Due) -> Acted:
        acted = await do_due(self, due)
        if due.command.kind == place:
            die()
        return acted

    async def send_and_die(self: SmtpMailer, message: EmailMessage, sender: str, recipient: str) -> None:
        await send(self, message, sender, recipient)
        if place == LETTER_ACCEPTED:
            die()

    worker.worker_for = partial(worker.worker_for, cached=0)
    Ledger.do_due = do_due_and_die  # type: ignore[method-assign]  # the one thing this worker does differently
    SmtpMailer.send = send_and_die  # type: ignore[method-assign]  # the same
    worker.main()


if __name__ == "__main__":
    main(sys.argv[1])
