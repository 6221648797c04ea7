"""What letters say on the way to the public page: that it may come, on which day, and that it is there."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import time

from models.approval import Approval
from models.letters import LetterKind
from models.publication_events import (
    CommentAnswered,
    GateOpened,
    MatterPublished,
    PublicationChased,
    PublicationDated,
)
from models.values import BodyId, ObligationId
from rules.addressees import offices_of
from rules.calendar import at_london, in_words
from rules.gate import gate
from rules.keeping import how_kept, promised
from storage.letter_writing import Facts, Writing

NOT_ANSWERED = "nothing is on the record yet. To ask, reply to this letter"


def is_still_so(writing: Writing) -> bool:
    """Nobody is asked for a day once it is set, nor told one that has been changed."""
    event, approval = writing.line.event, writing.approval
    if approval is None or approval.is_ended:
        return False
    match event:
        case GateOpened(version=version):
            is_wanted = approval.version == version and approval.publishing.day is None
            return is_wanted and not approval.is_published and gate(writing.known, approval).is_open
        case PublicationDated(day=day):
            return approval.publishing.day == day and not approval.is_published
        case _:
            return True


def gate_opened(writing: Writing) -> Facts:
    approval = _approval(writing)
    found = gate(writing.known, approval)
    return {
        "happened": writing.line.happened,
        "lines": (*(each.words for each in found.pending), *found.without),
        "answered_with": f"quorate publication date {approval.matter} DATE",
        **_text(writing),
    }


def not_published(writing: Writing) -> Facts:
    event = writing.event(PublicationChased)
    waits = tuple(each.words for each in gate(writing.known, _approval(writing)).waits_for)
    seen_to = "See to what it waits for" if waits else "Please publish it, or set another day"
    return {
        "asked": f"It was to be published on {in_words(event.day)}, and is not on record as that. {seen_to}",
        "lines": waits,
        **_text(writing),
    }


def is_still_unpublished(writing: Writing) -> bool:
    event, approval = writing.event(PublicationChased), _approval(writing)
    return not approval.is_done and approval.publishing.day == event.day


def dated(writing: Writing) -> Facts:
    event = writing.event(PublicationDated)
    earlier = (line.event for line in writing.before("publication-dated"))
    former = next((each.day for each in earlier if isinstance(each, PublicationDated)), event.day)
    return {
        "happened": at_london(event.day, time(0)),
        "replaces": in_words(former) if former != event.day else "",
        "lines": tuple(_promises(writing, event.kept)),
        **_text(writing),
    }


def published(writing: Writing) -> Facts:
    """One letter says it all to a person: where the text is, what was promised to them, what became of what
    the bodies they speak for had said.
    """
    lines = (*_promises(writing, writing.event(MatterPublished).kept), *_comments(writing))
    return {
        "happened": writing.line.happened,
        "lines": lines,
        **_text(writing),
    }


def comment_answered(writing: Writing) -> Facts:
    event = writing.event(CommentAnswered)
    comments = _approval(writing).comments
    said = [each.words for each in comments if each.answer and each.answer.digest == event.words.digest]
    return {
        "body": writing.body_name(event.body),
        "quoted": " / ".join(writing.words(each) for each in said),
        "quoted_by": "",
        "replied": writing.words(event.words),
        "replied_by": writing.by(),
        **_text(writing),
    }


def _text(writing: Writing) -> Facts:
    """It is the text that is published, whatever the matter of its approval is called."""
    document = writing.known.definition.document(_approval(writing).document)
    return {"title": document.title} if document else {}


def _approval(writing: Writing) -> Approval:
    if writing.approval is None:
        raise LookupError(writing.line.stream)
    return writing.approval


def _promises(writing: Writing, kept: Iterable[ObligationId]) -> Iterator[str]:
    """Those made to the reader: kept by this, and still open."""
    known = writing.known
    found = [each for name in kept if (each := known.obligation(name))]
    for each in (*found, *promised(known, _approval(writing).matter)):
        if writing.row.recipient in each.promised_to:
            yield f"“{writing.words(each.words)}”: {how_kept(each)}"


def _comments(writing: Writing) -> Iterator[str]:
    bodies = list(_spoken_for(writing))
    for each in _approval(writing).comments:
        if each.words is not None and each.body in bodies:
            done = writing.words(each.answer) or NOT_ANSWERED
            name = writing.body_name(each.body)
            yield f"{name} said: “{_briefly(writing.words(each.words))}” What was done with it: {done}"


def _spoken_for(writing: Writing) -> Iterator[BodyId]:
    """The bodies whose secretary or chair the reader is, with those whose place they took."""
    approval = _approval(writing)
    for holder in dict.fromkeys(map(approval.holder, approval.bodies)):
        if writing.row.recipient in offices_of(writing.known, writing.known.body(holder)):
            yield from (holder, *approval.held_by(holder))


LONGEST = 160
"""Of a comment as its reader is reminded of it; what was done with it is what they are told."""


def _briefly(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"


SAYS: Mapping[LetterKind, Callable[[Writing], Facts]] = {
    LetterKind.GATE_OPENED: gate_opened,
    LetterKind.PUBLICATION_DATED: dated,
    LetterKind.PUBLISHED: published,
    LetterKind.COMMENT_ANSWERED: comment_answered,
}
