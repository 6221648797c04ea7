"""What can go wrong, as types: nobody reads a message text to decide anything.

    QuorateError
    ├── NotFound           no such programme, matter, body, meeting, letter or page
    ├── NotPermitted       the person may not do this, or the link no longer stands
    ├── Malformed          the input is not what it says it is
    └── Unavailable        database, Temporal or mail cannot be reached; trying again may help

A refusal by a rule is not an error: it is an answer with a code, and on the record.
"""


class QuorateError(Exception):
    """Carries a stable `code` and only ids in its text, since failures travel into histories."""

    code = "error"

    def __init__(self, code: str, words: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.words = words


class NotFound(QuorateError):
    """No such thing."""


class NotPermitted(QuorateError):
    """Not for this person, or not any more."""


class Malformed(QuorateError):
    """The input is not what it says it is."""


class Unavailable(QuorateError):
    """Something this needs cannot be reached; nothing was recorded."""
