"""Whatever happens at two sittings, in whatever order they are told, each item ends in one place."""

from a_round import MATTER, VERSION, item, on, record
from an_adjourned_meeting import (
    BOTH,
    COMMON,
    CPR,
    NEXT,
    SECOND,
    SOUTHEND,
    adjourn,
    approved,
    in_the_room,
    takes,
    tell,
)
from hypothesis import given
from hypothesis import strategies as some

from models.commands import ItemRecord, RecordMeeting
from models.values import Standing, Verb

ITEMS = some.sampled_from([None, "approve", "defer", "inquorate"])


def minuted(body: str, what: str | None, at: str) -> tuple[ItemRecord, ...]:
    match what:
        case "approve":
            return (approved(body, at=at),)
        case "defer":
            return (item(body, Verb.DEFER, votes="6-0", asked_for="figures", at=at),)
        case "inquorate":
            return (item(body, at=at),)
        case _:
            return ()


def sat(cpr: str | None, southend: str | None, at: str) -> RecordMeeting:
    """Whoever was not quorate had one officer there."""
    present = tuple(
        (body, "O1" if what == "inquorate" else who)
        for (body, who), what in zip(BOTH, (cpr, southend), strict=True)
    )
    return record(*present, items=(*minuted(CPR, cpr, at), *minuted(SOUTHEND, southend, at)))


@given(first=some.tuples(ITEMS, ITEMS), second=some.tuples(ITEMS, ITEMS), is_late=some.booleans())
def test_an_item_is_decided_at_the_first_sitting_that_decides_it_and_else_is_on_one_agenda(
    first: tuple[str | None, str | None], second: tuple[str | None, str | None], is_late: bool
) -> None:
    register = in_the_room()
    told = sat(*first, "15:00")
    assert adjourn(register, None if is_late else told) == "done"
    register.at = on(2020, 2, 6, 17)
    if is_late:
        assert tell(register, told, sitting=1) == "done"
    assert tell(register, sat(*second, "13:30")) == "done"
    for body, was, then in zip((CPR, SOUTHEND), first, second, strict=True):
        sign_off = register.sign_off(MATTER, body, VERSION)
        if "approve" in (was, then):
            day = on(2020, 1, 30, 15) if was == "approve" else SECOND.replace(minute=30)
            assert sign_off.decided is not None
            assert (sign_off.standing, sign_off.decided.happened) == (Standing.APPROVED, day)
            assert sign_off.meeting in {COMMON, None} or not takes(register, sign_off.meeting, body)
        else:
            assert sign_off.decided is None
            assert sign_off.meeting == {SOUTHEND: NEXT, CPR: None}[body], "the next in the calendar"
            assert sign_off.meeting is None or takes(register, sign_off.meeting, body)
