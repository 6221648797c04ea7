"""An appointment as lists and pages show it, and what of it only an office reads (G67, G71)."""

from datetime import UTC, date, datetime

import pytest
from a_filled_house import (
    asked_outside,
    chose_nobody,
    in_post,
    proposed,
)
from a_partnership import PROGRAMME
from a_post import (
    APPOINTMENT,
    CONFIRM,
    EXTEND,
    INTERIM,
    NOT_OFFERED,
    OFFICE,
    POST,
    TERM,
    TOWNS,
)

from models.dates import When
from models.post_commands import (
    AnswerSignOff,
    AwaitInformation,
    ProposeAppointment,
    ProposeExtension,
    RecordEligibility,
    RequestSignOff,
    WithdrawAppointment,
)
from models.post_events import SignOffAnswer, TenureKind
from models.values import Text
from services import post_reading, post_records
from services.acting import House
from storage.clock import RealClock
from storage.database import Database
from storage.ledger import Ledger
from tests.web.a_web import NobodyHears


@pytest.fixture
def house(database: Database) -> House:
    clock = RealClock()
    return House(database, Ledger(database, clock), clock, NobodyHears())


def at(year: int, month: int, day: int, hour: int = 9) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


# --- one appointment ----------------------------------------------------------------------


async def test_an_appointment_says_what_it_still_waits_for(house: House) -> None:
    filled = await proposed(house)
    found = await post_reading.appointment(house, PROGRAMME, POST, 1)
    assert found.waits_for == (
        "south has not confirmed",
        "the outside sign-off has not been asked for",
        "its first day has not been fixed",
    )
    assert found.words == "proposed; waits for 3 things"
    assert [each.has_confirmed for each in found.confirmations] == [True, True, False]
    await filled.confirm(CONFIRM, TOWNS[2:], is_open=True)
    confirmed = await post_reading.appointment(house, PROGRAMME, POST, 1)
    assert "south has not confirmed" not in confirmed.waits_for


async def test_whom_it_is_of_is_everybodys_to_read_from_the_outcome_on_and_an_offices_before_g71(
    house: House,
) -> None:
    filled = await proposed(house)

    async def named() -> tuple[str, ...]:
        found = await post_reading.appointment(house, PROGRAMME, POST, 1)
        (listed,) = (await post_reading.post(house, PROGRAMME, POST)).appointments
        told = await post_records.appointment_record(house, PROGRAMME, POST, 1)
        assert {found.person, listed.person} <= {None, INTERIM}
        assert (INTERIM in f"{found} {listed} {told}") is (found.person == INTERIM)
        return found.name, listed.name

    assert await named() == ("the person proposed", "the person proposed")
    for_office = await post_reading.appointment(house, PROGRAMME, POST, 1, for_office=True)
    assert (for_office.person, for_office.name) == (INTERIM, f"Holder of {INTERIM}")
    record = await post_records.appointment_record(house, PROGRAMME, POST, 1, for_office=True)
    assert INTERIM in record.answer
    await filled.confirm(CONFIRM, TOWNS[2:], is_open=True)
    await filled.does(APPOINTMENT, RequestSignOff(interviewed=2, omitted=(NOT_OFFERED,)))
    assert await named() == ("the person proposed", "the person proposed")
    granted = AnswerSignOff(answer=SignOffAnswer.GRANTED, by=OFFICE, evidence=Text.of("their letter"))
    await filled.does(APPOINTMENT, granted)
    assert await named() == (f"Holder of {INTERIM}", f"Holder of {INTERIM}")


async def test_whoever_is_withdrawn_is_named_to_nobody_but_an_office_g71(house: House) -> None:
    filled = await proposed(house)
    await filled.does(APPOINTMENT, WithdrawAppointment(reason=Text.of("it was not to be")))
    found = await post_reading.appointment(house, PROGRAMME, POST, 1)
    assert (found.person, found.name) == (None, "the person proposed")


async def test_that_somebody_may_not_hold_the_post_is_an_offices_to_read_g67(house: House) -> None:
    filled = await proposed(house)
    await filled.does(APPOINTMENT, RecordEligibility(passed=False, evidence=Text.of("the register")))
    found = await post_reading.appointment(house, PROGRAMME, POST, 1)
    assert found.is_eligible is None
    assert found.waits_for[0] == "whether this person may hold the post has not been found yet"
    told = await post_records.appointment_record(house, PROGRAMME, POST, 1)
    assert "may not hold it" not in f"{told}"
    for_office = await post_reading.appointment(house, PROGRAMME, POST, 1, for_office=True)
    assert for_office.is_eligible is False


async def test_a_start_that_was_hoped_for_and_has_not_come_is_said_to_be_late_p17(house: House) -> None:
    filled = await chose_nobody(house)
    hoped = When.within("towards the end of February", date(2020, 2, 20), date(2020, 2, 29))
    await filled.does(
        APPOINTMENT,
        ProposeAppointment(
            post=POST,
            number=1,
            tenure=TenureKind.INTERIM,
            person=INTERIM,
            round=1,
            matter=CONFIRM,
            last=TERM,
            hoped=hoped,
        ),
    )
    late = "late: it was hoped to begin by Saturday 29 February 2020"
    await filled.clock_shows(at(2020, 2, 29))
    assert late not in (await post_reading.appointment(house, PROGRAMME, POST, 1)).words
    await filled.clock_shows(at(2020, 3, 1))
    assert late in (await post_reading.appointment(house, PROGRAMME, POST, 1)).words


async def test_the_time_of_the_office_outside_is_counted_in_working_days_and_stands_still_g71(
    house: House,
) -> None:
    filled = await asked_outside(house)
    assert (
        await outside(house)
        == "the outside sign-off has 10 working days left, to the end of Friday 7 February 2020"
    )
    await filled.clock_shows(at(2020, 1, 28))
    assert (
        await outside(house)
        == "the outside sign-off has 8 working days left, to the end of Friday 7 February 2020"
    )
    await filled.does(APPOINTMENT, AwaitInformation(reason=Text.of("the references")))
    await filled.clock_shows(at(2020, 3, 2))
    stands = await post_reading.appointment(house, PROGRAMME, POST, 1)
    assert stands.waits_for[0] == (
        "the outside sign-off stands still since Tuesday 28 January 2020, with 8 working days left: "
        "information is awaited from us"
    )
    assert stands.sign_off is not None
    assert (stands.sign_off.awaits, stands.sign_off.working_days_left) == ("the references", 8)


async def test_an_office_outside_that_does_not_answer_is_overdue(house: House) -> None:
    filled = await asked_outside(house)
    await filled.clock_shows(at(2020, 2, 7))
    assert await outside(house) == "the outside sign-off has until the end of today"
    await filled.clock_shows(at(2020, 2, 8))
    assert (
        await outside(house) == "the outside sign-off is overdue: its time ended with Friday 7 February 2020"
    )


async def outside(house: House) -> str:
    found = await post_reading.appointment(house, PROGRAMME, POST, 1)
    return next(each for each in found.waits_for if each.startswith("the outside"))


async def test_an_extension_waits_for_everybody_again_g74(house: House) -> None:
    filled = await in_post(house)
    await filled.does(APPOINTMENT, ProposeExtension(last=date(2021, 3, 31), matter=EXTEND))
    await filled.confirm(EXTEND, TOWNS[:1])
    found = await post_reading.appointment(house, PROGRAMME, POST, 1)
    assert found.waits_for == (
        "north has not confirmed",
        "south has not confirmed",
        "the outside sign-off has not been asked for",
    )
    assert found.words == (
        "in post since Monday 24 February 2020, to Monday 24 August 2020; "
        "an extension to Wednesday 31 March 2021 is proposed"
    )
    assert found.extension is not None
    assert [each.has_confirmed for each in found.confirmations] == [True, True, True]
    assert [each.has_confirmed for each in found.extension.confirmations] == [True, False, False]
