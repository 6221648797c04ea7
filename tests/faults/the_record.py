"""What must be so of the record after any faults, whatever happened on the way."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from a_partnership import PROGRAMME, SPONSOR
from sqlalchemy import Connection, Row, func, select

from models.approval import Approval
from models.events import AnswerGiven, Recorded, SignOffDecided
from models.letters import LetterKind
from models.sign_off import SignOff
from models.tables.ledger import states
from models.tables.outbox import letters, wakes
from models.values import Instant, SeatId, Stream, digest_of
from rules.waits import sign_off_wait
from services import ledger_checking
from storage.letters_going import ONLY_WHILE_OPEN
from storage.outbox import DROPPED, SENDING, SENT, WAITING
from storage.register import offset_of, state_of
from tests.faults.a_stack import Stack
from tests.faults.callers import Fate, Notes

MESSAGE_ID = re.compile(r"<([0-9a-f]{64})@[^>]+>")
RECEIPTS = frozenset({LetterKind.RECEIPT, LetterKind.ANSWERED_ON_BEHALF})
ONCE = frozenset({"matter-opened", "sign-off-opened", "sign-off-decided"})


@dataclass(frozen=True)
class Posted:
    """The outbox beside the mail: what was called for, and how many copies came."""

    rows: list[Row[tuple[object, ...]]]
    copies: Counter[str]

    @property
    def repeats(self) -> int:
        return self.copies.total() - len(self.copies)


async def posted(stack: Stack) -> Posted:
    rows = await stack.house.database.read(_letters)
    ids = [MESSAGE_ID.fullmatch(str(each["Message-ID"])) for each in stack.mail.letters]
    return Posted(rows, Counter(each[1] for each in ids if each))


def _letters(connection: Connection) -> list[Row[tuple[object, ...]]]:
    return list(connection.execute(select(letters).where(letters.c.programme == PROGRAMME)))


# --- quiet --------------------------------------------------------------------------------


async def is_quiet(stack: Stack) -> bool:
    """Nothing waits to be told, and no step of any workflow is due."""
    now = await stack.house.clock.now()
    return await stack.house.database.read(_is_quiet, now)


def _is_quiet(connection: Connection, now: Instant) -> bool:
    if letters_waiting(connection) or connection.scalar(select(func.count()).where(wakes.c.pending)):
        return False
    return not due_now(connection, now + offset_of(connection, PROGRAMME))


def letters_waiting(connection: Connection) -> int:
    waiting = select(func.count()).where(letters.c.status.in_((WAITING, SENDING)))
    return connection.scalar(waiting) or 0


def due_now(connection: Connection, at: Instant) -> list[Stream]:
    """Streams on which time or process still has something to do."""
    open_ = connection.scalars(
        select(states.c.stream).where(states.c.programme == PROGRAMME, states.c.is_open)
    ).all()
    return [stream for stream in open_ if _is_due(connection, stream, at)]


def _is_due(connection: Connection, stream: Stream, at: Instant) -> bool:
    state = state_of(connection, stream)
    if isinstance(state, Approval):
        return state.is_running and state.next_stage() is not None
    if not isinstance(state, SignOff):
        return False
    approval = state_of(connection, f"approval/{state.matter}")
    assert isinstance(approval, Approval)
    step = sign_off_wait(state, approval).next_step
    return step is not None and step.at <= at


# --- the record ---------------------------------------------------------------------------


async def is_whole_and_rebuilds_equal(stack: Stack) -> None:
    rebuilt = await ledger_checking.rebuild(stack.house, PROGRAMME)
    assert (rebuilt.first_break, rebuilt.different) == (None, ())
    assert await stack.is_whole()


def holds_what_was_accepted(lines: list[Recorded], notes: Notes) -> None:
    """Every accepted answer once; one whose caller never heard, at most once; nothing else at all."""
    written: Counter[tuple[Stream, SeatId]] = Counter()
    numbers: dict[tuple[Stream, SeatId], int] = {}
    for line in lines:
        if isinstance(line.event, AnswerGiven):
            key = (line.stream, line.event.seat)
            written[key] += 1
            numbers[key] = line.number
    assert not {key: times for key, times in written.items() if times > 1}
    told = {fate: {key for key, its in notes.fates.items() if its is fate} for fate in Fate}
    assert told[Fate.ACCEPTED] <= set(written), "an accepted answer is missing"
    assert set(written) <= told[Fate.ACCEPTED] | told[Fate.UNKNOWN], "an answer nobody was told of"
    later = {key for key, number in notes.numbers.items() if not numbers[key] <= number <= numbers[key] + 2}
    assert not later, "told another line than its own, or the decision it led to"


def holds_nothing_twice(lines: list[Recorded], notes: Notes) -> None:
    """Of what happens once on a stream, and of what time and process do, however often it is tried."""
    once = Counter((line.stream, line.event.kind) for line in lines if line.event.kind in ONCE)
    assert not {key: times for key, times in once.items() if times > 1}
    acts = Counter((line.stream, line.event.model_dump_json()) for line in lines if line.by is None)
    assert not {key: times for key, times in acts.items() if times > 1}
    opened = {line.stream for line in lines if line.event.kind == "matter-opened"}
    told = {fate: {stream for stream, its in notes.opened.items() if its is fate} for fate in Fate}
    assert told[Fate.ACCEPTED] <= opened <= told[Fate.ACCEPTED] | told[Fate.UNKNOWN]


def closed_in_time(lines: list[Recorded], sign_offs: dict[Stream, SignOff], now: Instant) -> int:
    """Whatever is past its deadline is closed as of its instant; says how many closed by it."""
    by_deadline = 0
    for line in lines:
        deadline = sign_offs[line.stream].deadline if line.stream in sign_offs else None
        if isinstance(line.event, AnswerGiven):
            assert deadline is None or line.recorded < deadline, "answered after it closed"
        if isinstance(line.event, SignOffDecided) and line.by is None:
            assert line.happened == deadline
            assert line.happened <= line.recorded
            by_deadline += 1
    still = [each.stream for each in sign_offs.values() if each.is_open]
    assert not [stream for stream in still if (sign_offs[stream].deadline or now) < now]
    return by_deadline


def every_letter_was_delivered(lines: list[Recorded], post: Posted) -> None:
    """Each at least once; what came again did so under the same id, and was counted as an attempt."""
    by_id = {str(row.id): row for row in post.rows}
    assert set(post.copies) <= {digest_of(id_) for id_ in by_id}, "a letter nobody called for"
    for id_, row in by_id.items():
        came = post.copies[digest_of(id_)]
        assert came <= row.attempts, f"{row.kind} came {came} times in {row.attempts} attempts"
        assert row.status in {SENT, DROPPED}, (row.kind, row.status)
        assert came or row.status == DROPPED, f"{row.kind} was noted as sent and never came"
        assert row.status == SENT or row.kind in ONLY_WHILE_OPEN, f"{row.kind} was dropped"
    _every_act_called_for_its_letters(lines, post)


def _every_act_called_for_its_letters(lines: list[Recorded], post: Posted) -> None:
    receipts = Counter(row.number for row in post.rows if row.kind in RECEIPTS)
    outcomes = {(row.number, row.recipient) for row in post.rows if row.kind == LetterKind.DECISION_RETURNED}
    for line in lines:
        if isinstance(line.event, AnswerGiven):
            assert receipts[line.number] == 1, f"no receipt for line {line.number}"
        if isinstance(line.event, SignOffDecided):
            assert (line.number, SPONSOR) in outcomes, f"the sponsor was not told of line {line.number}"


def sign_offs_in(connection: Connection) -> dict[Stream, SignOff]:
    found = connection.scalars(
        select(states.c.state).where(states.c.programme == PROGRAMME, states.c.kind == "sign-off")
    )
    read = (SignOff.model_validate_json(each) for each in found)
    return {each.stream: each for each in read}


def next_deadline(connection: Connection, after: Instant) -> timedelta | None:
    """How long until the first open sign-off closes; None when none is about to."""
    deadlines = [each.deadline for each in sign_offs_in(connection).values() if each.is_open]
    left = [deadline - after for deadline in deadlines if deadline is not None and deadline > after]
    return min(left, default=None)
