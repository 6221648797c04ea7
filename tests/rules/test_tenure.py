"""Who holds a post on a day: one person, or two while one hands it over to whoever directly follows."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from a_post import (
    APPOINTMENT,
    CONFIRM,
    EXTEND,
    INTERIM,
    OFFICE,
    PERMANENT,
    POST,
    RECRUITER,
    SECOND,
    SEEN,
    TERM,
    TOWNS,
    WHY,
    Filling,
    after_a_round,
    confirmation_of,
    confirming,
    in_post,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from models.commands import Command
from models.dates import ONE_DAY
from models.post import PostHeld, Tenure
from models.post_commands import (
    AnswerSignOff,
    EndEarly,
    FixStart,
    ProposeAppointment,
    ProposeExtension,
    RecordEligibility,
    RequestSignOff,
    WithdrawAppointment,
)
from models.post_events import SignOffAnswer, TenureKind
from rules.hand_over import LONGEST

START = date(2020, 2, 24)
THIRD = f"appointment/{POST}/3"
PERMANENTLY = {"tenure": TenureKind.PERMANENT, "person": PERMANENT, "last": None}


def following(filling: Filling, stream: str = SECOND, **said: object) -> Filling:
    """Confirmed and signed off to follow, so that a first day may be fixed."""
    filling.propose(stream, **{**PERMANENTLY, **said})
    filling.confirm(confirmation_of(stream))
    filling.sign_off(stream)
    return filling


def permanent() -> Filling:
    """In post until further notice, from Monday 24 February 2020; nobody signs off outside."""
    filling = after_a_round(sign_off=None)
    filling.propose(tenure=TenureKind.PERMANENT, last=None)
    filling.confirm(CONFIRM)
    filling.start(START)
    return filling


# --- one after another --------------------------------------------------------------------


def test_a_term_that_is_over_was_held_all_the_same() -> None:
    filling = in_post()
    filling.until(APPOINTMENT, "end-appointment")
    following(filling)
    assert filling.do(SECOND, FixStart(first=date(2020, 6, 1))) == "starts-too-soon"
    assert filling.do(SECOND, FixStart(first=TERM + ONE_DAY)) == "done"


def test_nor_is_it_counted_otherwise_when_all_was_met_while_it_ran() -> None:
    filling = following(in_post())
    filling.until(APPOINTMENT, "end-appointment")
    assert filling.do(SECOND, FixStart(first=date(2020, 6, 1))) == "post-held"
    assert filling.do(SECOND, FixStart(first=TERM)) == "post-held"


# --- handed over --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "code"),
    [
        pytest.param({}, "post-held", id="without a word of it, nobody holds it beside another"),
        pytest.param({"hand_over": True}, "done", id="until the last day of whoever hands it over"),
        pytest.param({"hand_over_until": "2020-08-20"}, "done", id="until an earlier day that is given"),
        pytest.param({"hand_over_until": "2020-08-16"}, "hand-over-backwards", id="not until before that"),
        pytest.param({"hand_over_until": "2020-08-25"}, "hand-over-past-term", id="not beyond their term"),
        pytest.param({"first": "2020-07-24", "hand_over": True}, "hand-over-too-long", id="31 days at most"),
        pytest.param({"first": "2020-07-25", "hand_over": True}, "done", id="31 days, both included"),
        pytest.param({"first": "2020-08-25", "hand_over": True}, "nobody-hands-over", id="not by nobody"),
    ],
)
def test_a_post_is_handed_over_for_a_short_time_that_is_stated(said: dict[str, object], code: str) -> None:
    filling = following(in_post())
    assert filling.do(SECOND, FixStart.model_validate({"first": "2020-08-17", **said})) == code


def test_whoever_has_no_last_day_is_given_one_with_the_hand_over() -> None:
    filling = permanent()
    filling.at(date(2020, 3, 2))
    filling.propose(SECOND, **PERMANENTLY)
    filling.confirm(confirmation_of(SECOND))
    first, until = date(2020, 3, 9), date(2020, 3, 20)
    assert filling.do(SECOND, FixStart(first=first, hand_over=True)) == "hand-over-without-end"
    filling.does(SECOND, FixStart(first=first, hand_over_until=until))
    assert filling.appointment().last is None, "it may still be withdrawn"
    filling.until(SECOND, "start-appointment")
    assert filling.appointment().last == until
    assert [each.last for each in filling.post.tenures] == [until, None]
    filling.until(APPOINTMENT, "end-appointment")
    assert filling.next_step(APPOINTMENT) is None


def test_a_hand_over_that_never_begins_takes_nothing_from_whoever_holds_the_post() -> None:
    filling = following(in_post())
    filling.does(SECOND, FixStart(first=date(2020, 8, 3), hand_over_until=date(2020, 8, 14)))
    filling.does(SECOND, WithdrawAppointment(reason=WHY))
    assert filling.appointment().last == TERM


def test_nobody_hands_a_post_over_to_themselves() -> None:
    filling = following(in_post(), person=INTERIM)
    assert filling.do(SECOND, FixStart(first=date(2020, 8, 17), hand_over=True)) == "hands-over-to-self"


def test_only_whoever_directly_came_before_hands_it_over() -> None:
    filling = following(in_post())
    filling.start(date(2020, 8, 17), SECOND, hand_over=True)
    following(filling, THIRD, person="north.lay")
    until = date(2020, 8, 20)
    assert filling.do(THIRD, FixStart(first=date(2020, 8, 18), hand_over_until=until)) == "post-held"
    assert filling.do(THIRD, FixStart(first=date(2020, 8, 25), hand_over_until=TERM)) == "hand-over-backwards"


def test_whoever_has_left_the_post_is_given_no_earlier_last_day() -> None:
    filling = following(in_post())
    filling.until(APPOINTMENT, "end-appointment")
    first = date(2020, 8, 10)
    assert filling.do(SECOND, FixStart(first=first, hand_over_until=date(2020, 8, 14))) == "has-left-already"
    assert filling.do(SECOND, FixStart(first=first, hand_over=True)) == "done"


def test_a_hand_over_ends_as_it_was_fixed_though_everything_was_noticed_late() -> None:
    filling = following(in_post())
    until = date(2020, 8, 14)
    filling.does(SECOND, FixStart(first=date(2020, 8, 10), hand_over_until=until))
    filling.until(APPOINTMENT, "end-appointment")
    filling.until(SECOND, "start-appointment")
    assert [each.last for each in filling.post.tenures] == [until, None]


def test_a_longer_term_does_not_lengthen_a_hand_over() -> None:
    filling = following(in_post())
    filling.does(SECOND, FixStart(first=date(2020, 8, 17), hand_over=True))
    longer = ProposeExtension(last=date(2020, 9, 30), matter=EXTEND)
    assert filling.do(APPOINTMENT, longer) == "post-held"


# --- whatever was done --------------------------------------------------------------------

DAYS = st.dates(date(2020, 2, 25), date(2020, 12, 31))
ENTRIES: dict[str, Callable[[date, int], Command]] = {
    "starts": lambda day, _: FixStart(first=day),
    "takes over": lambda day, _: FixStart(first=day, hand_over=True),
    "takes over until": lambda day, days: FixStart(
        first=day, hand_over_until=day + timedelta(days=days % 40)
    ),
    "ends": lambda day, _: EndEarly(last=day, reason=WHY),
    "longer": lambda _, days: ProposeExtension(last=TERM + timedelta(days=days), matter=EXTEND),
    "asked": lambda _, __: RequestSignOff(),
    "granted": lambda _, __: AnswerSignOff(answer=SignOffAnswer.GRANTED, by=OFFICE, evidence=SEEN),
    "lost": lambda _, __: RecordEligibility(passed=False, evidence=SEEN),
    "regained": lambda _, __: RecordEligibility(passed=True, evidence=WHY),
    "withdrawn": lambda _, __: WithdrawAppointment(reason=WHY),
}
PLANS = st.lists(
    st.tuples(
        st.sampled_from(("follows", "follows", "waits", "confirmed", *ENTRIES)),
        st.integers(1, 6),
        DAYS,
        st.integers(1, 200),
        st.none() | DAYS,
    ),
    max_size=14,
)
"""What is entered, of which appointment, for which day, and dated which day if not today."""
MOST = 6
LONG = 150


def stream_of(filling: Filling, number: int) -> str:
    return f"appointment/{filling.definition.id}/{number}"


def every(filling: Filling) -> list[str]:
    return [
        stream
        for number in range(1, MOST + 1)
        if (stream := stream_of(filling, number)) in filling.register.states
    ]


def waits(filling: Filling, day: date) -> None:
    """All that falls due by then, in its order."""
    until = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    while True:
        steps = [(step, stream) for stream in every(filling) if (step := filling.next_step(stream))]
        due = [each for each in steps if each[0].at <= until]
        if not due:
            break
        step, stream = min(due, key=lambda each: each[0].at)
        filling.take(stream, step)
    filling.register.at = max(filling.register.at, until)


def tries_to_follow(filling: Filling, number: int, person: str, last: date | None) -> None:
    stream = stream_of(filling, number)
    proposal = ProposeAppointment(
        post=POST,
        number=number,
        tenure=TenureKind.PERMANENT,
        person=person,
        matter=confirmation_of(stream),
        last=last,
    )
    if filling.do(stream, proposal) == "done":
        filling.does(stream, RecordEligibility(passed=True, evidence=SEEN))
        filling.confirm(confirmation_of(stream))
        filling.sign_off(stream)


def played(plan: list[tuple[str, int, date, int, date | None]]) -> Filling:
    filling = in_post()
    for what, which, day, days, dated in plan:
        number = len(every(filling)) + 1
        match what:
            case "follows" if number <= MOST:
                last = None if days > LONG else max(day, filling.register.known().day) + timedelta(days=days)
                person = (INTERIM, PERMANENT, "north.lay")[days % 3]
                tries_to_follow(filling, number, person, last)
            case "waits":
                waits(filling, day)
            case "confirmed":
                for asked in confirming(EXTEND, TOWNS, is_open=filling.is_before_bodies(EXTEND)):
                    filling.do(*asked)
            case _ if what in ENTRIES:
                at = datetime(dated.year, dated.month, dated.day, 12, tzinfo=UTC) if dated else None
                stream = every(filling)[min(which, number - 1) - 1]
                filling.register.do(stream, ENTRIES[what](day, days), RECRUITER, at)
            case _:
                continue
    waits(filling, date(2022, 1, 1))
    return filling


def every_day(held: PostHeld) -> list[date]:
    last = max(each.last or each.first for each in held.tenures)
    first = min(each.first for each in held.tenures)
    return [first + timedelta(days=n) for n in range((last - first).days + 2)]


@settings(deadline=None, max_examples=60)
@given(PLANS)
def test_on_no_day_do_two_hold_a_post_but_to_hand_it_over_nor_anybody_before_all_was_met(
    plan: list[tuple[str, int, date, int, date | None]],
) -> None:
    filling = played(plan)
    for day in every_day(filling.post):
        there = [each for each in filling.post.tenures if each.covers(day)]
        assert len(there) <= 1 or is_handed_over(filling, there, day), f"{there} on {day}"
    for each in filling.post.tenures:
        assert each.first >= met(filling, stream_of(filling, each.appointment)), each


def is_handed_over(filling: Filling, there: list[Tenure], day: date) -> bool:
    before, after = sorted(there, key=lambda each: each.first)
    until = filling.appointment(stream_of(filling, after.appointment)).hand_over_until
    is_short = until is not None and day <= until and until - after.first < LONGEST
    return is_short and before.person != after.person


def met(filling: Filling, stream: str) -> date:
    """The day by which every town had confirmed it, and the office outside had answered."""
    outcomes = filling.register.approval(confirmation_of(stream)).outcomes.values()
    asked = filling.appointment(stream).sign_off
    assert asked is not None
    assert asked.answered is not None
    return max(asked.answered, *(outcome.happened for outcome in outcomes)).date()
