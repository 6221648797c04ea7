"""Posts, their rounds and their appointments, each read in one consistent view."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import Connection, select

from models.appointment import Appointment
from models.events import Recorded
from models.folding import STATES, State
from models.post import PostHeld
from models.post_events import InformationAwaited, RoundClosed, RoundPaused
from models.recruitment import Round
from models.tables.ledger import lines, states
from models.tables.partnership import people
from models.values import Instant, MatterId, PersonId, ProgrammeId, Sha256, Stream, Text, texts_in
from rules.known import Known
from storage.listings import lines_of
from storage.register import definition_in_force, offset_of, state_within, words_by_digest

KINDS = ("post", "recruitment", "appointment")


@dataclass(frozen=True)
class PostsFound:
    """Everything about the posts of a programme, and whose approval they hang on."""

    known: Known
    names: dict[PersonId, str]
    """Of everybody, as letters address them: by their role."""
    words: dict[Sha256, str]
    """What was typed, by digest, without what is about candidates; what was erased is missing."""


def posts_found(connection: Connection, programme: ProgrammeId, now: Instant) -> PostsFound:
    """`now` is the machine's clock."""
    at = now + offset_of(connection, programme)
    found = dict(_states(connection, programme))
    for matter in _matters_in(found.values()):
        approval = state_within(connection, programme, f"approval/{matter}")
        if approval is not None:
            found[f"approval/{matter}"] = approval
    known = Known(
        programme=programme,
        at=at,
        happened=at,
        by=None,
        states=found,
        definition=definition_in_force(connection, programme),
        rule_sets={},
    )
    digests = (text.digest for state in found.values() for text in _texts(state))
    return PostsFound(known, names_of_people(connection, programme), words_by_digest(connection, digests))


def _states(connection: Connection, programme: ProgrammeId) -> Iterator[tuple[Stream, State]]:
    found = select(states.c.stream, states.c.kind, states.c.state).where(
        states.c.programme == programme, states.c.kind.in_(KINDS)
    )
    for row in connection.execute(found.order_by(states.c.stream)):
        yield row.stream, STATES[row.kind].model_validate_json(row.state)


def _matters_in(found: Iterable[State]) -> set[MatterId]:
    named: list[MatterId | None] = []
    for state in found:
        if isinstance(state, Appointment):
            named += [state.matter, state.extension.matter if state.extension else None]
    return {matter for matter in named if matter is not None}


def _texts(state: State) -> Iterator[Text]:
    """Never a candidate's particulars, nor an interest in one."""
    match state:
        case Round():
            yield from state.omitted.values()
        case PostHeld() | Appointment():
            yield from texts_in(state)
        case _:
            return


def names_of_people(connection: Connection, programme: ProgrammeId) -> dict[PersonId, str]:
    found = select(people.c.person, people.c.name).where(people.c.programme == programme)
    return {row.person: row.name for row in connection.execute(found)}


# --- what only the lines say --------------------------------------------------------------


def last_reason(connection: Connection, programme: ProgrammeId, stream: Stream) -> str:
    """Why a round was last paused or was closed, or for what an outside office last waited."""
    said = [_reason(line) for line in lines_of(connection, programme, stream, None)]
    last = next((each for each in reversed(said) if each is not None), None)
    if last is None:
        return ""
    return words_by_digest(connection, [last.digest]).get(last.digest, "(erased)")


def _reason(line: Recorded) -> Text | None:
    match line.event:
        case RoundPaused(reason=reason) | RoundClosed(reason=reason) | InformationAwaited(reason=reason):
            return reason
        case _:
            return None


@dataclass(frozen=True)
class ParticularsFound:
    round: Round
    words: dict[Sha256, str]


def particulars_found(
    connection: Connection, programme: ProgrammeId, stream: Stream
) -> ParticularsFound | None:
    """Who the candidates are, and who on the panel knows one of them. None where there is no such round."""
    state = state_within(connection, programme, stream)
    if not isinstance(state, Round):
        return None
    interests = state.panel.interests.values() if state.panel else ()
    texts = chain((each.particulars for each in state.candidates.values()), interests)
    return ParticularsFound(state, words_by_digest(connection, (each.digest for each in texts)))


def lines_of_round(
    connection: Connection, programme: ProgrammeId, post: Stream, round_: Stream
) -> tuple[Recorded, ...]:
    """Of the round and of its post, in the order written."""
    found = select(lines.c.payload).where(lines.c.programme == programme, lines.c.stream.in_((post, round_)))
    payloads = connection.scalars(found.order_by(lines.c.number))
    return tuple(Recorded.model_validate_json(each) for each in payloads)
