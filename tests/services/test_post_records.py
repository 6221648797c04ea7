"""The record of a round and of an appointment, made from the ledger of both databases."""

import pytest
from a_filled_house import chose_nobody, defined, in_post
from a_partnership import PROGRAMME
from a_post import ON_POST, PANEL, POST

from models.errors import NotFound
from models.post_commands import TellPartners
from models.values import Text
from services import post_records
from services.acting import House
from storage.clock import RealClock
from storage.database import Database
from storage.ledger import Ledger
from tests.web.a_web import NobodyHears


@pytest.fixture
def house(database: Database) -> House:
    clock = RealClock()
    return House(database, Ledger(database, clock), clock, NobodyHears())


async def test_what_was_not_proposed_or_is_not_defined_has_no_record(house: House) -> None:
    await defined(house)
    with pytest.raises(NotFound, match="no-such-appointment"):
        await post_records.appointment_record(house, PROGRAMME, POST, 1)
    with pytest.raises(NotFound, match="unknown-post"):
        await post_records.appointment_record(house, PROGRAMME, "nobody", 1)


async def test_the_record_of_a_round_says_why_it_ended_as_it_did_from_the_ledger_alone(house: House) -> None:
    filled = await chose_nobody(house)
    await filled.does(
        ON_POST, TellPartners(subject="round-1-nobody-appointed", words=Text.of("no change at the moment"))
    )
    told = await post_records.round_record(house, PROGRAMME, POST, 1)
    assert told.answer == (
        "Round 1 for the Harbour Master is closed on Friday 24 January 2020: nobody was appointed. "
        "2 of the panel decided, 2 to 0; its quorum is 2."
    )
    said = {section.title: [each.words for each in section.said] for section in told.record}
    quoted = {each.quoted for section in told.record for each in section.said} - {""}
    assert quoted == {
        "none met the standard",
        "few are expected to apply",
        "no change at the moment",
        "early in 2020",
    }
    assert "Longlisted: left out, for the reason quoted." in said["How it went"]
    assert "Offered: not reached." in said["How it went"]
    assert "Interviewed on Monday 6 January 2020 (planned for Friday 10 January 2020)." in said["How it went"]
    assert "Holder of panel-lay declared an interest in a candidate, and took no part." in said["Who decided"]
    assert said["What followed"] == [
        "The forecast given on Monday 6 January 2020 was overtaken.",
        "On Friday 24 January 2020 3 partners were told that nobody was appointed, in the words quoted.",
    ]
    assert [each.words for each in told.story][:2] == [
        "Opened",
        f"The panel was set, with a quorum of 2: {'; '.join(f'Holder of {each}' for each in PANEL)}",
    ]
    assert [each.number for each in told.story] == sorted(each.number for each in told.story)


async def test_the_record_of_an_appointment_is_made_of_its_entries_and_those_of_the_bodies(
    house: House,
) -> None:
    await in_post(house)
    told = await post_records.appointment_record(house, PROGRAMME, POST, 1)
    assert told.answer.startswith(
        "Holder of interim-master, interim, has been Harbour Master since Monday 24"
    )
    assert "All 3 bodies it serves have confirmed it." in told.answer
    said = {section.title: [each.words for each in section.said] for section in told.record}
    assert "The south board: approved on Friday 24 January 2020, in writing." in said["Who has confirmed it"]
    assert list(said)[-1] == "Who was told"
    assert "The south board: approved" in [each.words for each in told.story]
    assert [each.number for each in told.story] == sorted(each.number for each in told.story)


async def test_everybody_reads_the_record_of_an_appointment_without_what_an_entry_rests_on(
    house: House,
) -> None:
    await in_post(house)
    for_the_desk = await post_records.appointment_record(house, PROGRAMME, POST, 1)
    for_everybody = await post_records.appointment_record_for_everybody(house, PROGRAMME, POST, 1)
    assert "register of members" in repr(for_the_desk)
    assert "register of members" not in repr(for_everybody)
    assert [section.title for section in for_everybody.record] == [
        section.title for section in for_the_desk.record
    ]
    assert "chosen by the towns themselves" in repr(for_everybody), "why a step was left out is told"
