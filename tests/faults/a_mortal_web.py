"""A web that kills itself, as the power would, at the moment of an answer named on its command line.

Run as a process of its own by the tests of this folder: `python a_mortal_web.py after-commit` dies right
after the commit of the first answer to a sign-off, before anybody is told of it; `before-commit` dies when
the answer has come and nothing is written yet.
"""

import os
import signal
import sys

from models.acts import Acted, Sent
from models.commands import Command, GiveAnswer
from models.values import ProgrammeId, Stream
from storage.ledger import Ledger
from web import app

BEFORE, AFTER = "before-commit", "after-commit"


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(moment: str) -> int:
    act = Ledger.act

    async def act_and_die(
        self: Ledger, programme: ProgrammeId, stream: Stream, command: Command, sent: Sent
    ) -> Acted:
        is_answer = isinstance(command, GiveAnswer)
        if is_answer and moment == BEFORE:
            die()
        acted = await act(self, programme, stream, command, sent)
        if is_answer and moment == AFTER:
            die()
        return acted

    Ledger.act = act_and_die  # type: ignore[method-assign]  # the one thing this web does differently
    return app.main()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
