"""What letters say of a route that was varied, a body gone ahead without, an end, and rules changed."""

import pytest
from a_partnership import DIRECTOR, PROGRAMME, SECRETARY, SPONSOR
from a_refused_house import with_other_rules
from an_amended_house import SOUTH, WEST, Amended
from an_amended_plan import MATTER

from letters.compose import compose
from models.course import EndedBecause, RouteChange
from models.events import By
from models.letters import LetterFacts, LetterKind
from models.values import Channel
from services import rule_changes, ways_on
from services.acting import Caller, House
from storage.clock import RealClock
from storage.database import Database
from storage.ledger import Ledger
from storage.letters import Letters
from storage.links import LinkMaker
from storage.returns import ReturnAddresses
from tests.letters.reading import unwrapped
from tests.letters.sample_facts import QUORATE
from tests.web.a_web import NobodyHears

WORD = ways_on.OwnersWord(reason="It will not be moved.", evidence="Minute 7.")
PLAN = "The Harbour Plan, version 1.0"


class Posting:
    """The house, and a postman's round in it."""

    def __init__(self, database: Database) -> None:
        clock = RealClock()
        self.house = House(database, Ledger(database, clock), clock, NobodyHears())
        returns = ReturnAddresses("letters@harbour.example", b"secret")
        links = LinkMaker("http://127.0.0.1", b"secret")
        self._letters = Letters(database, self.house.ledger, clock, links=links, returns=returns, a_day=0)

    async def sent(self) -> list[LetterFacts]:
        found = []
        for letter in await self._letters.due(PROGRAMME):
            if facts := await self._letters.claim(letter):
                found.append(facts)
                await self._letters.sent(letter)
        return found

    async def read_by(self, person: str, kind: LetterKind) -> str:
        (found,) = [
            facts
            for facts in await self.sent()
            if facts.kind is kind and facts.recipient.address.startswith(f"{person}@")
        ]
        return unwrapped(compose(found, QUORATE).text)


@pytest.fixture
async def posting(sqlite: Database) -> Posting:
    found = Posting(sqlite)
    refused: Amended = await with_other_rules(found.house)
    assert refused.house is found.house
    await found.sent()
    return found


def caller(key: str, person: str = SECRETARY) -> Caller:
    return Caller(By(person=person, channel=Channel.COMMAND), key)


async def test_of_a_body_gone_ahead_without_it_says_what_it_decided_and_who_went_on(posting: Posting) -> None:
    await ways_on.go_ahead_without(
        posting.house, PROGRAMME, caller("k"), matter=MATTER, body=SOUTH, word=WORD
    )
    text = await posting.read_by("south-board-clerk", LetterKind.WENT_AHEAD_WITHOUT)
    assert (
        f"Owner-Board, which owns the route, decided on Friday 3 April 2020 that {PLAN} goes ahead "
        "without South-Board"
    ) in text
    assert "refused (version 1.0, on Wednesday 1 April 2020)" in text
    assert "> It will not be moved." in text


async def test_of_a_route_that_was_varied_it_says_what_is_so_now_and_what_stands(posting: Posting) -> None:
    await ways_on.vary_route(
        posting.house,
        PROGRAMME,
        caller("k"),
        matter=MATTER,
        body=SOUTH,
        change=RouteChange.NOT_REQUIRED,
        word=WORD,
    )
    text = await posting.read_by(SPONSOR, LetterKind.ROUTE_VARIED)
    assert "about South-Board: the whole no longer waits for it." in text
    assert "What South-Board has decided, or still decides, stands and is shown." in text


async def test_of_an_end_everybody_reads_as_what_and_by_whom(posting: Posting) -> None:
    await ways_on.end(
        posting.house,
        PROGRAMME,
        caller("k"),
        matter=MATTER,
        because=EndedBecause.NOT_AGREED,
        word=WORD,
    )
    text = await posting.read_by("west-board-clerk", LetterKind.MATTER_ENDED)
    assert f"ended {PLAN} on Friday 3 April 2020: not agreed by all." in text
    assert "Owner-Board, which owns the route" in text


async def test_of_rules_proposed_it_says_how_to_agree_and_of_rules_changed_by_whom(posting: Posting) -> None:
    await rule_changes.propose(
        posting.house, PROGRAMME, caller("p"), matter=MATTER, body=WEST, reason="Amended in March."
    )
    asked = await posting.read_by(DIRECTOR, LetterKind.RULES_PROPOSED)
    assert f'"quorate rules agree {MATTER} {WEST}"' in asked
    assert "If agreed: Standing orders of the west board (" in asked
    assert "The secretariat proposes" in asked
    await rule_changes.agree(posting.house, PROGRAMME, caller("a", DIRECTOR), matter=MATTER, body=WEST)
    told = await posting.read_by(SPONSOR, LetterKind.RULES_MIGRATED)
    assert "From now on: Standing orders of the west board (" in told
    assert "Proposed by the secretariat" in told
    assert "Agreed by the director" in told


@pytest.mark.parametrize("by", ["agreed", "withdrawn"])
async def test_nobody_is_asked_to_agree_to_what_was_agreed_or_taken_back_meanwhile(
    posting: Posting, by: str
) -> None:
    of = {"matter": MATTER, "body": WEST}
    await rule_changes.propose(posting.house, PROGRAMME, caller("p"), reason="Amended in March.", **of)
    if by == "agreed":
        await rule_changes.agree(posting.house, PROGRAMME, caller("a", DIRECTOR), **of)
    else:
        await rule_changes.withdraw(posting.house, PROGRAMME, caller("w"), **of)
    assert LetterKind.RULES_PROPOSED not in {facts.kind for facts in await posting.sent()}
