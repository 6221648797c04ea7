"""What one letter says, resolved from the register at the moment it is sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Row

from models.approval import Approval
from models.events import (
    AnswerGiven,
    ConcernAnswered,
    ConcernRaised,
    DeputyNamed,
    MatterHeld,
    MatterReleased,
    MatterWithdrawn,
    Recorded,
)
from models.letters import Correspondent, LetterFacts, LetterKind
from models.sign_off import SignOff
from models.values import Answer, Ask, Instant, PersonId, SeatId, Text
from rules.known import Known
from rules.reminders import next_reminder
from rules.verbs import standing_in_words
from storage.links import Link, LinkMaker, hash_of_token, keep_link
from storage.register import line_at, person_of, words_of

ASKED: Mapping[Ask, str] = {
    Ask.APPROVE: "approve",
    Ask.ENDORSE: "endorse",
    Ask.RECOMMEND: "recommend",
    Ask.ADVISE: "advise on",
    Ask.NOTE: "note",
    Ask.BE_INFORMED: "take note of",
}

ANSWERED: Mapping[Answer, str] = {
    Answer.APPROVE: "I approve",
    Answer.APPROVE_SUBJECT_TO: "I approve, subject to what I wrote",
    Answer.OBJECT: "I object",
    Answer.ABSTAIN: "I abstain",
}

ONLY_WHILE_OPEN = frozenset({LetterKind.SIGN_OFF_REQUEST, LetterKind.REMINDER, LetterKind.DEPUTY_ASKED})
"""Letters that ask for an answer: never sent to one who has answered, nor after the end."""


@dataclass(frozen=True)
class Writing:
    """One letter being written: its row, the line that called for it, and what is known now."""

    connection: Connection
    known: Known
    row: Row[tuple[object, ...]]
    line: Recorded
    approval: Approval
    sign_off: SignOff | None

    def words(self, text: Text | None) -> str:
        return "" if text is None else words_of(self.connection, text.digest) or "(erased)"

    def name(self, person: PersonId) -> str:
        found = person_of(self.connection, self.known.programme, person)
        return found[0] if found else person

    def seat_title(self, seat: SeatId | None) -> str:
        established = self.known.definition.seat(seat) if seat else None
        return established.title if established else "A member"


def facts_of(
    connection: Connection, known: Known, row: Row[tuple[object, ...]], links: LinkMaker, now: Instant
) -> LetterFacts | None:
    """The facts for one recipient; None when the letter is not wanted any more or has nobody to go to."""
    matter = str(row.subject)
    approval = known.approval(matter)
    line = line_at(connection, known.programme, int(str(row.number)))
    to = person_of(connection, known.programme, str(row.recipient))
    if approval is None or line is None or to is None:
        return None
    writing = Writing(connection, known, row, line, approval, known.sign_off(str(row.stream)))
    kind = LetterKind(str(row.kind))
    if kind in ONLY_WHILE_OPEN and not _is_wanted(writing):
        return None
    facts = {**_matter(writing), **_asked(writing), **SAYS[kind](writing)}
    if row.seat and writing.sign_off and kind in WITH_LINK:
        facts["link"] = _link(writing, links, now)
    return LetterFacts(
        key=str(row.id),
        thread=f"{known.programme}/{matter}",
        kind=kind,
        written=known.at,
        reference=f"{matter.upper()}-{row.number}",
        programme=known.definition.name,
        recipient=Correspondent(title=to[0], address=to[1]),
        reply_to=_secretary(writing),
        **facts,
    )


def _is_wanted(writing: Writing) -> bool:
    sign_off, seat = writing.sign_off, writing.row.seat
    if sign_off is None or not sign_off.is_open or not writing.approval.is_running:
        return False
    return seat in sign_off.unanswered()


def _secretary(writing: Writing) -> Correspondent:
    """Whom to reply to: the body's own secretary, else the partnership's secretariat."""
    person = writing.known.definition.secretariat
    if writing.sign_off:
        person = writing.known.body(writing.sign_off.body).secretary
    found = person_of(writing.connection, writing.known.programme, person)
    if found is None:
        raise LookupError(person)
    return Correspondent(title=found[0], address=found[1])


def _link(writing: Writing, links: LinkMaker, now: Instant) -> str:
    letter = str(writing.row.id)
    keep_link(
        writing.connection,
        Link(
            token_hash=hash_of_token(links.token(letter)),
            programme=writing.known.programme,
            stream=str(writing.row.stream),
            seat=str(writing.row.seat),
            person=str(writing.row.recipient),
            letter=letter,
        ),
        now,
    )
    return links.url(letter)


# --- what every letter of a matter says ---------------------------------------------------


def _matter(writing: Writing) -> dict[str, object]:
    plan = writing.known.definition.matter(writing.approval.matter)
    return {
        "title": plan.title if plan else writing.approval.matter,
        "short": plan.short if plan else "",
        "version": writing.approval.version,
        "short_hash": writing.approval.content_hash[:12],
    }


def _asked(writing: Writing) -> dict[str, object]:
    sign_off = writing.sign_off
    if sign_off is None:
        return {}
    rules = writing.known.rule_sets[sign_off.rule_set]
    return {
        "version": sign_off.version,
        "short_hash": sign_off.content_hash[:12],
        "body": writing.known.body(sign_off.body).name,
        "asked": ASKED[sign_off.ask],
        "asked_by": writing.name(writing.approval.sponsor),
        "deadline": sign_off.deadline,
        "next_reminder": next_reminder(sign_off.reminders, writing.known.at),
        "silence_is_assent": bool(rules.written and rules.written.silence == "assent"),
        "may_change_answer": bool(rules.written and rules.written.may_change_answer),
    }


# --- what each kind says besides ----------------------------------------------------------


def _nothing_more(_: Writing) -> dict[str, object]:
    return {}


def _answer(writing: Writing) -> dict[str, object]:
    given = writing.line.event
    if not isinstance(given, AnswerGiven):
        raise TypeError(given.kind)
    evidence = f"{given.evidence_channel}: {writing.words(given.evidence)}" if given.evidence_channel else ""
    return {
        "outcome": ANSWERED[given.answer],
        "happened": writing.line.recorded,
        "quoted": writing.words(given.reason),
        "evidence": evidence[:400],
    }


def _deputy(writing: Writing) -> dict[str, object]:
    named = writing.line.event
    if not isinstance(named, DeputyNamed):
        raise TypeError(named.kind)
    return {"principal": writing.seat_title(named.seat), "deputy": writing.name(named.deputy)}


def _question(writing: Writing) -> dict[str, object]:
    raised = writing.line.event
    if not isinstance(raised, ConcernRaised):
        raise TypeError(raised.kind)
    return {
        "quoted": writing.words(raised.words),
        "quoted_by": writing.seat_title(raised.seat) if raised.seat else writing.name(raised.by),
    }


def _question_answered(writing: Writing) -> dict[str, object]:
    answered = writing.line.event
    if not isinstance(answered, ConcernAnswered) or writing.sign_off is None:
        raise TypeError(answered.kind)
    concern = writing.sign_off.concerns[answered.concern]
    replied_by = writing.line.by.person if writing.line.by else writing.approval.sponsor
    return {
        "quoted": writing.words(concern.words),
        "replied": writing.words(answered.words),
        "replied_by": writing.name(replied_by),
    }


def _unanswered(writing: Writing) -> dict[str, object]:
    seats = writing.sign_off.unanswered() if writing.sign_off else ()
    told = writing.sign_off.director_told if writing.sign_off else None
    is_first = told is not None and told > writing.known.at
    return {
        "lines": tuple(writing.seat_title(seat) for seat in seats) or ("Nobody: all have answered meanwhile",),
        "next_reminder": told if is_first else None,
    }


def _decided(writing: Writing) -> dict[str, object]:
    sign_off = writing.sign_off
    if sign_off is None or sign_off.decided is None:
        return {"outcome": "not decided", "happened": writing.line.happened}
    decided = sign_off.decided
    counted = decided.basis.counted
    later = decided.recorded.date() != decided.happened.date()
    ended = [f"{writing.words(each.words)} ({each.state})" for each in sign_off.concerns.values()]
    return {
        "outcome": standing_in_words(sign_off.standing),
        "figures": counted.words if counted else "",
        "happened": decided.happened,
        "recorded": decided.recorded if later else None,
        "lines": tuple(ended),
    }


def _turned(writing: Writing) -> dict[str, object]:
    event = writing.line.event
    if not isinstance(event, MatterHeld | MatterReleased | MatterWithdrawn):
        raise TypeError(event.kind)
    by = writing.line.by.person if writing.line.by else writing.approval.sponsor
    return {"quoted": writing.words(event.reason), "quoted_by": writing.name(by)}


SAYS: Mapping[LetterKind, Callable[[Writing], dict[str, object]]] = {
    LetterKind.SIGN_OFF_REQUEST: _nothing_more,
    LetterKind.REMINDER: _nothing_more,
    LetterKind.RECEIPT: _answer,
    LetterKind.ANSWERED_ON_BEHALF: _answer,
    LetterKind.DEPUTY_ASKED: _deputy,
    LetterKind.DEPUTY_NAMED: _deputy,
    LetterKind.QUESTION_ASKED: _question,
    LetterKind.CONCERN_RAISED: _question,
    LetterKind.QUESTION_ANSWERED: _question_answered,
    LetterKind.SECRETARIAT_UNANSWERED: _unanswered,
    LetterKind.DIRECTOR_ESCALATION: _unanswered,
    LetterKind.DECISION_RETURNED: _decided,
    LetterKind.MATTER_HELD: _turned,
    LetterKind.MATTER_RELEASED: _turned,
    LetterKind.MATTER_WITHDRAWN: _turned,
}

WITH_LINK = frozenset(
    {
        LetterKind.SIGN_OFF_REQUEST,
        LetterKind.REMINDER,
        LetterKind.RECEIPT,
        LetterKind.ANSWERED_ON_BEHALF,
        LetterKind.DEPUTY_ASKED,
    }
)
"""Letters that open the member's own page."""
