"""Posts, their rounds and their appointments, each read in one consistent view."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import Connection, select

from models.appointment import Appointment
from models.events import RecordCorrected, Recorded
from models.folding import STATES, State
from models.post import PostHeld
from models.post_events import (
    AppointmentProposed,
    ExtensionProposed,
    InformationAwaited,
    RoundClosed,
    RoundFellThrough,
    RoundPaused,
)
from models.recruitment import Round
from models.streams import of_appointment, of_post
from models.tables.ledger import states
from models.tables.partnership import people
from models.values import Instant, MatterId, PersonId, PostId, ProgrammeId, Sha256, Stream, Text, texts_in
from rules.known import Known
from rules.of_applicants import of_applicants
from storage.lines import lines_about, lines_on
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


def appointments_in(connection: Connection, programme: ProgrammeId) -> tuple[Appointment, ...]:
    """Every appointment to a post of the programme."""
    return tuple(each for _, each in _states(connection, programme) if isinstance(each, Appointment))


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
    lines = reversed(lines_of(connection, programme, stream, None))
    last = next((line.event.reason for line in lines if isinstance(line.event, GIVES_A_REASON)), None)
    if last is None:
        return ""
    return words_by_digest(connection, [last.digest]).get(last.digest, "(erased)")


GIVES_A_REASON = (RoundPaused, RoundClosed, RoundFellThrough, InformationAwaited)
"""Of which the last counts, also where it gives none: what another gave is no reason for it."""


@dataclass(frozen=True)
class ParticularsFound:
    round: Round
    corrections: tuple[tuple[int, RecordCorrected], ...]
    """Of what may speak of a candidate, each by the line that says it."""
    words: dict[Sha256, str]


def particulars_found(
    connection: Connection, programme: ProgrammeId, stream: Stream
) -> ParticularsFound | None:
    """Who the candidates are, and who on the panel knows one of them. None where there is no such round."""
    state = state_within(connection, programme, stream)
    if not isinstance(state, Round):
        return None
    corrections = tuple(_corrections_of_applicants(lines_on(connection, programme, stream)))
    interests = chain.from_iterable(state.panel.declared.values()) if state.panel else ()
    said = ((each.particulars, each.known_as) for each in state.candidates.values())
    texts = chain(chain.from_iterable(said), interests, (event.words for _, event in corrections))
    words = words_by_digest(connection, (each.digest for each in texts if each))
    return ParticularsFound(state, corrections, words)


def _corrections_of_applicants(lines: tuple[Recorded, ...]) -> Iterator[tuple[int, RecordCorrected]]:
    withheld = of_applicants(lines)
    for line in lines:
        if isinstance(line.event, RecordCorrected) and line.number in withheld:
            yield line.number, line.event


def lines_of_appointment(
    connection: Connection, programme: ProgrammeId, post: PostId, number: int
) -> tuple[Recorded, ...]:
    """Of the appointment and of its post, and those about each matter by which bodies confirm it or its
    extension, in the order written.
    """
    found = lines_on(connection, programme, of_post(post), of_appointment(post, number))
    by_matter = (lines_about(connection, programme, each) for each in _confirming(found, post, number))
    once = {line.number: line for line in chain(found, *by_matter)}
    return tuple(once[each] for each in sorted(once))


def _confirming(found: Iterable[Recorded], post: PostId, number: int) -> set[MatterId]:
    own = (line.event for line in found if line.stream == of_appointment(post, number))
    return {
        event.matter
        for event in own
        if isinstance(event, AppointmentProposed | ExtensionProposed) and event.matter is not None
    }
