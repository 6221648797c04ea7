"""One letter being written: the line that called for it, and what is known of its matter now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, Row, select

from models.approval import Approval
from models.events import Recorded
from models.fact import Fact
from models.meeting import Meeting
from models.obligation import Obligation
from models.sign_off import SignOff
from models.tables.ledger import lines
from models.values import Ask, BodyId, Instant, PersonId, SeatId, Text
from rules.holding import has_closed, is_suspended
from rules.known import Known
from rules.reminders import next_reminder
from storage.letter_rules import rule_in_words
from storage.register import line_at, person_of, words_of

ASKED: Mapping[Ask, str] = {
    Ask.APPROVE: "approve",
    Ask.ENDORSE: "endorse",
    Ask.RECOMMEND: "recommend",
    Ask.ADVISE: "advise on",
    Ask.NOTE: "note",
    Ask.BE_INFORMED: "take note of",
}

ERASED = "(erased)"
OF_POSTS = frozenset({"post", "recruitment", "appointment"})
"""Kinds of stream that are about a post and no matter."""

Facts = dict[str, object]

E = TypeVar("E", bound=Fact)
S = TypeVar("S")


@dataclass(frozen=True)
class Writing:
    connection: Connection
    known: Known
    row: Row[tuple[object, ...]]
    line: Recorded
    approval: Approval | None
    sign_off: SignOff | None
    meeting: Meeting | None
    obligation: Obligation | None

    def words(self, text: Text | None) -> str:
        return "" if text is None else words_of(self.connection, text.digest) or ERASED

    def name(self, person: PersonId) -> str:
        found = person_of(self.connection, self.known.programme, person)
        return found[0] if found else person

    def by(self) -> str:
        """Who did what the letter tells of."""
        return self.name(self.line.by.person) if self.line.by else self.known.definition.short

    def seat_title(self, seat: SeatId | None) -> str:
        established = self.known.definition.seat(seat) if seat else None
        return established.title if established else "A member"

    def body_name(self, body: BodyId) -> str:
        return self.known.body(body).name

    def matter_title(self, matter: str) -> str:
        plan = self.known.definition.matter(matter)
        return plan.title if plan else matter

    def matter_facts(self) -> Facts:
        """What every letter about a matter says: which one, which text, what is asked and by when."""
        if self.approval is None:
            return {}
        plan = self.known.definition.matter(self.approval.matter)
        facts: Facts = {
            "title": self.matter_title(self.approval.matter),
            "short": plan.short if plan else "",
            "version": self.approval.version,
            "short_hash": self.approval.content_hash[:12],
        }
        return facts | self._asked_facts(self.approval) if self.sign_off else facts

    @property
    def is_to_sponsor(self) -> bool:
        return self.approval is not None and self.row.recipient == self.approval.sponsor

    def still_owes(self, seat: object) -> bool:
        """Whether an answer of this seat is wanted: the request is open, and none was given."""
        return self.sign_off is not None and self.sign_off.is_open and seat in self.sign_off.unanswered()

    def may_still_answer(self, seat: object) -> bool:
        if self.sign_off is None or has_closed(self.approval, self.sign_off, self.known.at):
            return False
        return self.still_owes(seat)

    @property
    def deadline(self) -> Instant | None:
        """None while the matter is on hold: the new one is known only when it is released."""
        if self.sign_off is None or (self.approval and is_suspended(self.approval, self.sign_off)):
            return None
        return self.sign_off.deadline

    def before(self, kind: str) -> Iterator[Recorded]:
        """Earlier lines of this kind on the same stream, the last first."""
        found = (
            select(lines.c.payload)
            .where(
                lines.c.programme == self.known.programme,
                lines.c.stream == self.line.stream,
                lines.c.kind == kind,
                lines.c.number < self.line.number,
            )
            .order_by(lines.c.number.desc())
        )
        for payload in self.connection.scalars(found):
            yield Recorded.model_validate_json(payload)

    def _asked_facts(self, approval: Approval) -> Facts:
        sign_off = self.sign_off
        if sign_off is None:
            return {}
        rules = self.known.rule_sets[sign_off.rule_set]
        written = rules.written
        return {
            "version": sign_off.version,
            "short_hash": sign_off.content_hash[:12],
            "body": self.body_name(sign_off.body),
            "asked": ASKED[sign_off.ask],
            "asked_by": self.name(approval.sponsor),
            "deadline": sign_off.deadline,
            "next_reminder": next_reminder(sign_off.reminders, self.known.at),
            "rule": rule_in_words(rules, sign_off),
            "silence_is_assent": bool(written and written.silence == "assent"),
            "may_change_answer": bool(written and written.may_change_answer),
        }

    def meeting_facts(self) -> Facts:
        """What every letter about a meeting says."""
        meeting = self.the_meeting()
        due = min(meeting.papers_due.values(), default=None)
        shorts = [self.known.body(body).short for body in meeting.bodies]
        in_common = f"{', '.join(shorts)} in common"
        items = tuple(self.matter_title(matter) for matter in meeting.agenda)
        return {
            "body": in_common if len(shorts) > 1 else self.body_name(meeting.bodies[0]),
            "meeting_at": meeting.starts,
            "place": self.words(meeting.place),
            "deadline": due if meeting.papers_issued is None else None,
            "lines": items or ("To be told with the papers",),
        }

    # --- what must be there ---------------------------------------------------------------

    def event(self, kind: type[E]) -> E:
        event = self.line.event
        if not isinstance(event, kind):
            raise TypeError(event.kind)
        return event

    def the_sign_off(self) -> SignOff:
        return _there(self.sign_off, self.line)

    def the_meeting(self) -> Meeting:
        return _there(self.meeting, self.line)

    def the_obligation(self) -> Obligation:
        return _there(self.obligation, self.line)


def _there(state: S | None, line: Recorded) -> S:
    if state is None:
        raise LookupError(line.stream)
    return state


def writing_of(connection: Connection, known: Known, row: Row[tuple[object, ...]]) -> Writing | None:
    """None when the line is gone, as after a restore of an older database."""
    line = line_at(connection, known.programme, int(str(row.number)))
    if line is None:
        return None
    stream, subject = str(row.stream), str(row.subject)
    meeting = known.meeting(subject) if stream.startswith("meeting/") else None
    obligation = known.obligation(subject) if stream.startswith("obligation/") else None
    matter = obligation.matter if obligation else subject
    if stream.split("/", 1)[0] in OF_POSTS:
        matter = None  # a post may be called like a matter
    return Writing(
        connection=connection,
        known=known,
        row=row,
        line=line,
        approval=known.approval(matter) if matter else None,
        sign_off=_sign_off(known, stream, row),
        meeting=meeting,
        obligation=obligation,
    )


def _sign_off(known: Known, stream: str, row: Row[tuple[object, ...]]) -> SignOff | None:
    """The sign-off the line is on; of a line of the matter, the one in which this seat is asked."""
    approval = known.approval(stream.split("/")[1]) if stream.startswith("approval/") else None
    if approval is None or not row.seat:
        return known.sign_off(stream)
    body = str(row.seat).split("/")[0]
    return known.sign_off(f"sign-off/{approval.matter}/{body}/{approval.version}")
