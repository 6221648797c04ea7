"""What can be asked about a person's letters: one frozen model each, named by a verb."""

from typing import Literal

from models.command import Command
from models.values import PersonId


class StopLetters(Command):
    """Send this person no more letters that only inform; whatever asks for something still comes."""

    kind: Literal["stop-letters"] = "stop-letters"
    person: PersonId


class ResumeLetters(Command):
    """Send them again."""

    kind: Literal["resume-letters"] = "resume-letters"
    person: PersonId
