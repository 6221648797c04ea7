"""Ways on after a refusal, and rules changed while a matter runs, with the real act on both databases."""

import pytest
from a_partnership import DIRECTOR, PROGRAMME, SECRETARY, SPONSOR
from a_refused_house import EAST, refused_by_one, with_other_rules
from an_amended_house import NORTH, SOUTH, WEST, Amended
from an_amended_plan import APPROVAL, MATTER, OWNER, WATCHER

from models.approval import Progress
from models.commands import AskAgain
from models.course import EndedBecause, RouteChange
from models.course_events import RulesMigrated
from models.errors import NotPermitted
from models.events import By
from models.letters import LetterKind
from models.listings import MatrixRow
from models.values import Channel, Procedure, Sha256, Standing, Text
from services import (
    explaining,
    ledger_checking,
    overview,
    publication,
    rule_changes,
    ways_on,
)
from services.acting import Caller, House
from storage.clock import RealClock
from storage.database import Database
from storage.ledger import Ledger
from storage.listings import lines_of
from tests.web.a_web import NobodyHears

WORD = ways_on.OwnersWord(reason="It will not be moved.", evidence="Minute 7.")
CLERK = f"{OWNER}-clerk"


@pytest.fixture
def house(database: Database) -> House:
    clock = RealClock()
    return House(database, Ledger(database, clock), clock, NobodyHears())


def caller(key: str, person: str = CLERK) -> Caller:
    return Caller(By(person=person, channel=Channel.COMMAND), key)


async def row(house: House, body: str) -> MatrixRow:
    matrix = await overview.matrix(house, PROGRAMME, MATTER)
    return next(each for each in matrix.rows if each.body == body)


async def went_ahead(house: House) -> Amended:
    refused = await refused_by_one(house)
    await refused.decides(WEST)
    acted = await ways_on.go_ahead_without(
        house, PROGRAMME, caller("ahead"), matter=MATTER, body=SOUTH, word=WORD
    )
    assert acted.accepted, acted
    return refused


async def letters_of(house: House, kind: LetterKind) -> set[str]:
    return {each.recipient for each in await overview.letters(house, PROGRAMME, MATTER) if each.kind == kind}


async def nothing_is_broken(house: House) -> None:
    """The chain is whole, and the register made anew from it is the same."""
    rebuilt = await ledger_checking.rebuild(house, PROGRAMME)
    assert (rebuilt.is_whole, rebuilt.different) == (True, ())


# --- going ahead without ------------------------------------------------------------------


async def test_the_refusal_stays_in_the_table_and_beside_the_gate_that_is_open(house: House) -> None:
    await went_ahead(house)
    found, gate = await row(house, SOUTH), await publication.gate(house, PROGRAMME, MATTER)
    assert (found.standing, found.holds, found.required) == (Standing.REFUSED, False, True)
    assert found.gone_without == (
        "the matter goes ahead without it, decided by Owner-Board on Friday 3 April 2020"
    )
    assert found.course == (
        (
            "the matter went ahead without it, which had refused on Wednesday 1 April 2020; "
            "decided by Owner-Board on Friday 3 April 2020"
        ),
    )
    assert gate.is_open
    assert gate.without == (
        (
            "went ahead without South-Board, which refused on Wednesday 1 April 2020; "
            "decided by Owner-Board on Friday 3 April 2020"
        ),
    )
    assert await letters_of(house, LetterKind.WENT_AHEAD_WITHOUT) == {"south-board-clerk", CLERK, SPONSOR}
    await nothing_is_broken(house)


async def test_once_it_decides_again_and_approves_its_row_says_so_and_what_was_before(house: House) -> None:
    refused = await went_ahead(house)
    await refused.does(APPROVAL, AskAgain(body=SOUTH, reason=Text.of("a new chair")), SPONSOR)
    await refused.decides(SOUTH)
    found, gate = await row(house, SOUTH), await publication.gate(house, PROGRAMME, MATTER)
    assert (found.standing, found.holds, found.gone_without) == (Standing.APPROVED, True, "")
    assert found.course[0].startswith("the matter went ahead without it, which had refused")
    assert gate.without == ()


async def test_an_explanation_of_the_body_tells_that_the_matter_went_on_without_it(house: House) -> None:
    await went_ahead(house)
    told = await explaining.story(house, PROGRAMME, MATTER, SOUTH)
    last = told.story[-1]
    assert last.words == "The matter went ahead without South-Board, decided by Owner-Board"
    assert last.quoted == WORD.reason


async def test_the_answer_for_the_whole_is_yes_and_says_without_whom(house: House) -> None:
    await went_ahead(house)
    told = await explaining.matter(house, PROGRAMME, MATTER)
    assert told.answer.startswith("All 4 bodies whose answer is required have given it, and nothing has kept")
    assert told.answer.endswith(
        " It went ahead without South-Board, which refused on Wednesday 1 April 2020; "
        "decided by Owner-Board on Friday 3 April 2020."
    )


# --- another route, the end ---------------------------------------------------------------


async def test_a_body_that_is_added_is_asked_and_stands_in_the_table(house: House) -> None:
    await with_other_rules(house)
    added = ways_on.Added(stage="everybody", procedure=Procedure.LETTER)
    acted = await ways_on.add_to_route(
        house, PROGRAMME, caller("add"), matter=MATTER, body=EAST, added=added, word=WORD
    )
    assert acted.accepted, acted
    found = await row(house, EAST)
    assert (found.standing, found.required) == (Standing.WAITING, True)
    assert found.course == ("it was added to the route, decided by Owner-Board on Friday 3 April 2020",)
    assert f"{EAST}-clerk" in await letters_of(house, LetterKind.ROUTE_VARIED)
    assert f"{EAST}-clerk" in await letters_of(house, LetterKind.TASK)
    await nothing_is_broken(house)


async def test_who_may_vary_a_route_is_read_off_the_route_the_matter_has(house: House) -> None:
    await refused_by_one(house)
    for stranger in ("south-board-clerk", "west-board-clerk"):
        with pytest.raises(NotPermitted):
            await ways_on.vary_route(
                house,
                PROGRAMME,
                caller("vary", stranger),
                matter=MATTER,
                body=SOUTH,
                change=RouteChange.NOT_REQUIRED,
                word=WORD,
            )
    for number, office in enumerate((CLERK, SPONSOR, SECRETARY, DIRECTOR)):
        acted = await ways_on.vary_route(
            house,
            PROGRAMME,
            caller(f"vary {number}", office),
            matter=MATTER,
            body=SOUTH,
            change=RouteChange.NOT_REQUIRED if number % 2 == 0 else RouteChange.REQUIRED,
            word=WORD,
        )
        assert acted.accepted, (office, acted)


async def test_a_matter_that_ended_says_as_what_by_whom_and_why(house: House) -> None:
    await refused_by_one(house)
    acted = await ways_on.end(
        house, PROGRAMME, caller("end"), matter=MATTER, because=EndedBecause.NOT_AGREED, word=WORD
    )
    assert acted.accepted, acted
    matrix = await overview.matrix(house, PROGRAMME, MATTER)
    assert (matrix.progress, matrix.ended_why) == (Progress.ENDED, WORD.reason)
    assert matrix.ending == "Not agreed by all: ended by Owner-Board on Friday 3 April 2020"
    assert (await row(house, WEST)).standing is Standing.WITHDRAWN
    clerks = {f"{body}-clerk" for body in (OWNER, NORTH, SOUTH, WEST, WATCHER)}
    assert await letters_of(house, LetterKind.MATTER_ENDED) == {*clerks, SPONSOR}
    await nothing_is_broken(house)


# --- rules --------------------------------------------------------------------------------


async def under(house: House, body: str) -> tuple[Sha256, Sha256]:
    (found,) = (each for each in await rule_changes.rules(house, MATTER) if each.body == body)
    return found.under, found.in_force


async def test_two_offices_change_the_rules_of_one_body_and_the_record_names_both_g13(house: House) -> None:
    await with_other_rules(house)
    began, now = await under(house, WEST)
    assert began != now, "loading alone changed nothing"
    proposed = await rule_changes.propose(
        house, PROGRAMME, caller("p", SECRETARY), matter=MATTER, body=WEST, reason="Amended in March."
    )
    assert proposed.accepted, proposed
    alone = await rule_changes.agree(house, PROGRAMME, caller("a", SECRETARY), matter=MATTER, body=WEST)
    assert alone.code == "two-offices-needed"
    assert await under(house, WEST) == (began, now)
    agreed = await rule_changes.agree(house, PROGRAMME, caller("a", DIRECTOR), matter=MATTER, body=WEST)
    assert agreed.accepted, agreed
    assert await under(house, WEST) == (now, now)
    told = await explaining.story(house, PROGRAMME, MATTER, WEST)
    words = [each.words for each in told.story]
    assert "Other rules were proposed by the secretariat" in words
    assert "Its rules were changed: proposed by the secretariat, agreed by the director" in words
    assert await letters_of(house, LetterKind.RULES_PROPOSED) == {"west-board-clerk", DIRECTOR}
    assert await letters_of(house, LetterKind.RULES_MIGRATED) == {"west-board-clerk", SPONSOR}
    await nothing_is_broken(house)


async def test_the_ledger_holds_both_offices_by_their_ids_and_no_typed_word(house: House) -> None:
    await with_other_rules(house)
    await rule_changes.propose(
        house, PROGRAMME, caller("p", SECRETARY), matter=MATTER, body=WEST, reason="Amended in March."
    )
    await rule_changes.agree(house, PROGRAMME, caller("a", DIRECTOR), matter=MATTER, body=WEST)
    lines = await house.database.read(lines_of, PROGRAMME, APPROVAL, None)
    (line,) = (each for each in lines if isinstance(each.event, RulesMigrated))
    assert isinstance(line.event, RulesMigrated)
    assert (line.event.proposed_by, line.event.agreed_by) == (SECRETARY, DIRECTOR)
    assert "Amended" not in line.model_dump_json()
