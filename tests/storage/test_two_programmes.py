"""Two programmes in one deployment never share a stream: nobody reads or writes on another's."""

import pytest
from a_board import NOW, Board
from a_partnership import APPROVAL, MATTER, PROGRAMME, SECRETARY, SPONSOR, a_partnership
from sqlalchemy import Connection, select, update

from models.acts import Acted
from models.commands import HoldMatter, OpenObligation
from models.dates import When
from models.errors import Malformed
from models.programme import KnownMeeting, Loaded
from models.tables.ledger import states
from models.values import ObligationSort, Text
from storage import partnership
from storage.database import Database
from storage.register import known_at, state_of
from storage.verifying import rebuild

OTHER = "estuary"
OBLIGATION = "obligation/publish"


def another(matter: str = "estuary-plan", meeting: str = "") -> Loaded:
    one = a_partnership()
    (plan,) = one.definition.matters
    meetings = (KnownMeeting(id=meeting, bodies=("harbour-board",), day=NOW.date()),) if meeting else ()
    definition = one.definition.model_copy(
        update={
            "id": OTHER,
            "matters": (plan.model_copy(update={"id": matter}),),
            "meetings": meetings,
        }
    )
    return Loaded(definition=definition, people=one.people, files=one.files)


@pytest.fixture
async def board(database: Database) -> Board:
    opened = Board(database)
    await opened.open()
    return opened


async def test_a_definition_that_plans_anothers_matter_is_not_taken(board: Board) -> None:
    with pytest.raises(Malformed, match="taken-elsewhere") as told:
        await board.database.write(partnership.keep, another(MATTER), NOW)
    assert MATTER in told.value.words


async def test_a_definition_that_plans_anothers_meeting_is_not_taken(board: Board) -> None:
    first = another(meeting="spring-meeting")
    await board.load(first)
    one = a_partnership()
    clashing = one.definition.model_copy(update={"meetings": first.definition.meetings})
    with pytest.raises(Malformed, match="taken-elsewhere"):
        await board.database.write(
            partnership.keep, Loaded(definition=clashing, people=one.people, files=one.files), NOW
        )


async def test_the_same_programme_loads_its_own_ids_again(board: Board) -> None:
    await board.load(a_partnership(members=4))


async def test_a_stream_of_another_programme_is_refused_and_left_as_it_was(board: Board) -> None:
    await board.load(another())
    assert (await owe(board, PROGRAMME)).accepted
    before = await board.database.read(state_of, OBLIGATION)
    refused = await owe(board, OTHER)
    assert (refused.accepted, refused.code) == (False, "taken-elsewhere")
    assert await board.database.read(state_of, OBLIGATION) == before


async def test_nothing_is_known_of_another_programmes_streams(board: Board) -> None:
    await board.load(another())
    assert (await board.database.read(known_at, PROGRAMME, NOW)).programme == PROGRAMME
    assert await board.database.read(knows, PROGRAMME, APPROVAL)
    assert not await board.database.read(knows, OTHER, APPROVAL)
    held = await board.act(APPROVAL, HoldMatter(reason=Text.of("mine now")), SPONSOR, OTHER)
    assert (held.accepted, held.code) == (False, "no-such-matter")


async def test_a_register_is_not_made_anew_over_another_programmes(board: Board) -> None:
    await board.load(another())
    await board.ask(OTHER, "estuary-plan")
    await board.database.write(moved_to, OTHER, APPROVAL)
    with pytest.raises(Malformed, match="taken-elsewhere"):
        await board.database.write(rebuild, PROGRAMME)
    assert await board.database.read(owner_of, APPROVAL) == OTHER


async def owe(board: Board, programme: str) -> Acted:
    promised = OpenObligation(
        obligation="publish",
        sort=ObligationSort.PROMISE,
        owner=SPONSOR,
        words=Text.of("publish it"),
        due=When.unknown("when it is ready"),
    )
    return await board.act(OBLIGATION, promised, SECRETARY, programme)


def knows(connection: Connection, programme: str, stream: str) -> bool:
    return stream in known_at(connection, programme, NOW).states


def moved_to(connection: Connection, programme: str, stream: str) -> None:
    connection.execute(update(states).where(states.c.stream == stream).values(programme=programme))


def owner_of(connection: Connection, stream: str) -> str | None:
    return connection.scalar(select(states.c.programme).where(states.c.stream == stream))
