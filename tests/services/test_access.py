"""Who may act for whom: the partnership's offices, the sponsors of matters, the secretaries of bodies."""

import pytest
from a_board import Board
from a_partnership import BOARD, MATTER, PROGRAMME, SECRETARY, SPONSOR, a_definition, a_rule_set, holder
from a_post import APPOINTMENT, a_partnership_with_a_post

from models.commands import (
    CallMeeting,
    Command,
    DropObligation,
    HoldMatter,
    InformBody,
    IssuePapers,
    LoadDefinition,
    LogComment,
    OpenObligation,
    RequestPapers,
    WithdrawWindow,
)
from models.dates import When
from models.errors import NotFound, NotPermitted
from models.events import By
from models.folding import State
from models.meeting import Meeting
from models.obligation import Obligation
from models.post_commands import WithdrawAppointment
from models.programme import Body, Definition, Office
from models.values import Channel, ObligationSort, Text, digest_of
from services.access import A_BODYS_OWN, SAID_BY_A_BODY, may_act, must_be_permitted, offices
from services.acting import House
from storage.database import Database
from tests.web.a_web import NobodyHears

OTHER, OTHERS_SECRETARY = "council", "council-secretary"
STARTS = "2020-04-02T09:00:00Z"
OFFICES = {SECRETARY, "programme-director"}
MATTERS, SIGN_OFF, MEETING = f"approval/{MATTER}", f"sign-off/{MATTER}/{OTHER}/1.0", "meeting/special"


def a_definition_of_two() -> Definition:
    """The board's secretary is the partnership's secretariat; the council has its own."""
    council = Body(
        id=OTHER,
        name="Council",
        short="Council",
        kind="council",
        rules=a_rule_set().id,
        secretary=OTHERS_SECRETARY,
    )
    definition = a_definition()
    return definition.model_copy(update={"bodies": (*definition.bodies, council)})


def call(*bodies: str) -> CallMeeting:
    return CallMeeting.model_validate({"meeting": "special", "bodies": bodies, "starts": STARTS})


def owed(matter: str | None) -> OpenObligation:
    return OpenObligation(
        obligation="pr1",
        sort=ObligationSort.PROMISE,
        matter=matter,
        owner=SPONSOR,
        words=Text.of("published"),
        due=When.unknown("shortly"),
    )


def meeting(body: str) -> Meeting:
    return Meeting.model_validate({"meeting": "special", "bodies": [body], "starts": STARTS})


def owed_by(person: str) -> Obligation:
    return Obligation.model_validate(
        {**dict(owed(None)), "owner": person, "opened": STARTS},
    )


WHY = Text.of("why")
ALL_MAY = {*OFFICES, SPONSOR, OTHERS_SECRETARY}
CASES = [
    pytest.param(MATTERS, HoldMatter(reason=WHY), None, {*OFFICES, SPONSOR}, id="a matter is its sponsor's"),
    pytest.param("approval/another", HoldMatter(reason=WHY), None, OFFICES, id="and no other sponsor's"),
    pytest.param(SIGN_OFF, InformBody(), None, ALL_MAY, id="a sign-off is its body's, and a sponsor informs"),
    pytest.param(
        f"sign-off/{MATTER}/{BOARD}/1.0", InformBody(), None, {*OFFICES, SPONSOR}, id="another body's is not"
    ),
    pytest.param(MATTERS, LogComment(body=OTHER), None, ALL_MAY, id="a visit is the visited body's"),
    pytest.param(
        MATTERS,
        RequestPapers(body=BOARD, parts=("a",)),
        None,
        OFFICES,
        id="asking for another body",
    ),
    pytest.param(MEETING, call(BOARD, OTHER), None, {*OFFICES, OTHERS_SECRETARY}, id="a meeting in common"),
    pytest.param(MEETING, call(BOARD), None, OFFICES, id="a meeting of another body"),
    pytest.param(
        MEETING, IssuePapers(), meeting(OTHER), {*OFFICES, OTHERS_SECRETARY}, id="a meeting once called"
    ),
    pytest.param(MEETING, IssuePapers(), meeting(BOARD), OFFICES, id="another body's, once called"),
    pytest.param("obligation/pr1", owed(MATTER), None, OFFICES, id="owed on a matter"),
    pytest.param("obligation/pr1", owed(None), None, OFFICES, id="owed by the partnership"),
    pytest.param("obligation/pr1", DropObligation(reason=WHY), None, OFFICES, id="owed by nobody yet"),
    pytest.param(
        "obligation/pr1",
        DropObligation(reason=WHY),
        owed_by(OTHERS_SECRETARY),
        {*OFFICES, OTHERS_SECRETARY},
        id="whoever owes it, on that",
    ),
    pytest.param("programme/harbour", WithdrawWindow(window="w"), None, OFFICES, id="the partnership's own"),
    pytest.param(
        "programme/harbour",
        LoadDefinition(definition=digest_of("new")),
        None,
        {*ALL_MAY, holder(1)},
        id="a definition says itself who may load it",
    ),
]


@pytest.mark.parametrize(("stream", "command", "state", "may"), CASES)
def test_only_these_may(stream: str, command: Command, state: State | None, may: set[str]) -> None:
    definition = a_definition_of_two()
    everybody = {*ALL_MAY, holder(1)}
    assert {each for each in everybody if may_act(definition, each, stream, command, state)} == may


def test_members_are_no_office() -> None:
    assert offices(a_definition_of_two()) == ALL_MAY


@pytest.mark.parametrize("kind", sorted(SAID_BY_A_BODY, key=lambda each: each.__name__))
def test_a_sponsor_who_is_an_office_as_well_still_never_says_what_a_body_says(kind: type[Command]) -> None:
    definition = a_definition_of_two()
    as_office = definition.model_copy(
        update={"offices": (*definition.offices, Office(id=SPONSOR, title="Sponsor"))}
    )
    assert SPONSOR in offices(as_office)
    said = kind.model_construct()
    of_condition = Obligation.model_construct(matter=MATTER, body=OTHER, owner=SPONSOR)
    stream, state = (f"obligation/{MATTER}.{OTHER}.condition-1", of_condition)
    if kind not in A_BODYS_OWN:
        stream, state = SIGN_OFF, None
    assert not may_act(as_office, SPONSOR, stream, said, state)
    assert may_act(as_office, OTHERS_SECRETARY, stream, said, state)
    assert may_act(as_office, SECRETARY, stream, said, state)


async def test_of_a_post_that_there_is_not_an_office_reads_that_and_not_that_another_is_to_be_asked(
    sqlite: Database,
) -> None:
    board = Board(sqlite)
    await board.load(a_partnership_with_a_post())
    house = House(sqlite, board.ledger, board.clock, NobodyHears())
    clerk = By(person="north-clerk", channel=Channel.COMMAND)
    withdrawing = WithdrawAppointment(reason=Text.of("it was not to be"))
    with pytest.raises(NotFound, match="no-such-post"):
        await must_be_permitted(house, PROGRAMME, "appointment/no-such-post/1", withdrawing, clerk)
    with pytest.raises(NotPermitted):
        await must_be_permitted(house, PROGRAMME, APPOINTMENT, withdrawing, clerk)
