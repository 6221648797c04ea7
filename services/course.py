"""What a table tells of decisions about a matter's course: of each body, and how the whole ended."""

from models.approval import Approval
from models.programme import Definition
from models.values import BodyId
from rules.course_in_words import ending_in_words, of_body_in_words, went_on_in_words
from services.house import House
from storage.register import words_by_digest


def course_of(definition: Definition, approval: Approval, body: BodyId) -> dict[str, object]:
    """Beside where a body stands."""
    gone = approval.course.without.get(body) if approval.goes_without(body) else None
    return {
        "course": of_body_in_words(definition, approval, body),
        "gone_without": went_on_in_words(definition, gone) if gone else "",
    }


async def ending(house: House, definition: Definition, approval: Approval | None) -> dict[str, object]:
    """How the whole was ended and why; nothing of one that goes on."""
    ended = approval.course.ending if approval else None
    if ended is None:
        return {}
    found = await house.database.read(words_by_digest, [ended.reason.digest])
    why = found.get(ended.reason.digest, "(erased)")
    return {"ending": ending_in_words(definition, ended), "ended_why": why}
