"""A key decision waits for its notice, or takes one of the ways around it (G45, G46, G47)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from a_partnership import SPONSOR
from an_executive import APPROVAL, CABINET, CLERKS, COUNCIL, KEY, MATTER, MONDAY, SCRUTINY, Cabinet
from hypothesis import given
from hypothesis import strategies as st

from models.acts import Refused
from models.commands import DecisionRecord, Limb, OpenMatter, OpenStage, RecordDecision
from models.dates import WorkingCalendar
from models.deciding import Attendance
from models.events import By
from models.executive import ClearDays, KeyException
from models.letters import LetterKind
from models.values import Channel, Standing, Text, Verb
from rules.calendar import at_london, clear_working_days_between
from rules.deciding import decide
from rules.effect_in_words import earliest_effect
from rules.key_decision import earliest_decision, first_day_after

GENERAL, SPECIAL = KeyException.GENERAL_EXCEPTION, KeyException.SPECIAL_URGENCY
HOLIDAYS = WorkingCalendar(
    holidays=frozenset({date(2020, 4, 10), date(2020, 4, 13), date(2020, 12, 25), date(2020, 12, 28)})
)


def key_cabinet(at: datetime = MONDAY) -> Cabinet:
    return Cabinet(at, call_in=None, key=KEY)


def with_notice() -> Cabinet:
    """Published on Monday 30 March 2020; 28 clear days end with Monday 27 April."""
    cabinet = key_cabinet()
    assert cabinet.gives_notice(date(2020, 4, 28), date(2020, 5, 8)) == "done"
    return cabinet


def day(month: int, of_month: int, hour: int = 9) -> datetime:
    return datetime(2020, month, of_month, hour, 0, tzinfo=UTC)


# --- clear days ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "clear", "first"),
    [
        pytest.param(
            date(2020, 3, 30), ClearDays(days=28), date(2020, 4, 28), id="28 clear days, every day counted"
        ),
        pytest.param(date(2020, 2, 1), ClearDays(days=28), date(2020, 3, 1), id="28 over a leap February"),
        pytest.param(
            date(2020, 4, 1),
            ClearDays(days=5, working=True),
            date(2020, 4, 9),
            id="five working days, a weekend",
        ),
        pytest.param(
            date(2020, 4, 6),
            ClearDays(days=5, working=True),
            date(2020, 4, 16),
            id="five working, over Good Friday and Easter Monday",
        ),
        pytest.param(
            date(2020, 12, 21),
            ClearDays(days=5, working=True),
            date(2020, 12, 31),
            id="five working, over Christmas and its substitute day",
        ),
        pytest.param(
            date(2020, 4, 3),
            ClearDays(days=5, working=True),
            date(2020, 4, 15),
            id="given on a Friday, weekends and Easter between",
        ),
        pytest.param(date(2020, 4, 3), ClearDays(days=0), date(2020, 4, 4), id="none: the next day"),
    ],
)
def test_neither_the_day_of_notice_nor_that_of_the_decision_counts_g17(
    published: date, clear: ClearDays, first: date
) -> None:
    assert first_day_after(published, clear, HOLIDAYS) == first


@given(
    published=st.dates(date(2020, 1, 1), date(2020, 12, 1)), days=st.integers(0, 40), working=st.booleans()
)
def test_it_is_the_first_day_with_so_many_clear_days_before_it(
    published: date, days: int, *, working: bool
) -> None:
    first = first_day_after(published, ClearDays(days=days, working=working), HOLIDAYS)

    def clear(last: date) -> int:
        if working:
            return clear_working_days_between(published, last, HOLIDAYS)
        return (last - published).days - 1

    assert clear(first) >= days
    assert first == published + timedelta(days=1) or clear(first - timedelta(days=1)) < days


# --- the notice ---------------------------------------------------------------------------


def words_of_refusal(cabinet: Cabinet) -> str:
    record = DecisionRecord(limbs=(Limb(verb=Verb.APPROVE),), by_assent=True)
    there = tuple(Attendance(seat=f"{CABINET}/{role}") for role in ("chair", "vice-chair", "member"))
    letter = RecordDecision(decision=record, attendance=there, evidence=Text.of("its minute"))
    by = By(person=CLERKS[CABINET], channel=Channel.COMMAND)
    refusal = decide(cabinet.register.known(by), cabinet.sign_off.stream, letter)
    assert isinstance(refusal, Refused)
    return refusal.words


def test_without_notice_it_is_refused_and_told_the_day_it_could_be_g45() -> None:
    cabinet = key_cabinet()
    assert cabinet.decides() == "key-notice-missing"
    assert "the earliest lawful day would be Tuesday 28 April 2020" in words_of_refusal(cabinet)


@pytest.mark.parametrize(
    ("at", "code"),
    [
        pytest.param(day(3, 30, 12), "key-decision-too-early", id="on the day of notice"),
        pytest.param(day(4, 27, 22), "key-decision-too-early", id="on the 28th clear day, late"),
        pytest.param(day(4, 27, 23), "done", id="at midnight, London time, when it is over"),
        pytest.param(day(5, 20), "done", id="later than the days it named: a decision may slip"),
    ],
)
def test_it_is_not_taken_until_the_notice_has_been_public_for_28_clear_days_g45(
    at: datetime, code: str
) -> None:
    assert with_notice().on(at).decides() == code


def test_the_refusal_names_the_earliest_lawful_day_g45() -> None:
    assert "The earliest lawful day is Tuesday 28 April 2020" in words_of_refusal(with_notice())


def test_a_decision_recorded_late_is_judged_by_the_day_it_was_taken() -> None:
    cabinet = with_notice().on(day(5, 4))
    assert cabinet.decides(happened=day(4, 20)) == "key-decision-too-early"
    assert cabinet.decides(happened=day(4, 28)) == "done"


@pytest.mark.parametrize("verb", [Verb.REFUSE, Verb.DEFER, Verb.NOTE])
def test_what_approves_nothing_needs_no_notice(verb: Verb) -> None:
    assert key_cabinet().decides(verb) == "done"


def test_a_notice_of_days_on_which_it_could_not_decide_is_refused() -> None:
    cabinet = key_cabinet()
    assert cabinet.gives_notice(date(2020, 4, 20), date(2020, 4, 27)) == "key-notice-too-short"
    assert cabinet.gives_notice(date(2020, 5, 8), date(2020, 5, 1)) == "window-backwards"


def test_a_further_notice_names_other_days_and_does_not_begin_the_time_again() -> None:
    cabinet = with_notice().on(day(4, 20))
    assert cabinet.gives_notice(date(2020, 5, 11), date(2020, 5, 15)) == "done"
    notice = cabinet.register.approval(MATTER).key_decisions[CABINET].notice
    assert notice is not None
    assert (notice.published, notice.last) == (MONDAY, date(2020, 5, 15))


def test_a_notice_names_the_documents_of_the_matter() -> None:
    notice = with_notice().register.approval(MATTER).key_decisions[CABINET].notice
    assert notice is not None
    assert notice.parts == ("plan",)


# --- the ways around it -------------------------------------------------------------------


def test_by_general_exception_it_waits_five_clear_days_g46() -> None:
    cabinet = key_cabinet(day(4, 1))
    assert cabinet.uses(GENERAL) == "done"
    assert cabinet.on(day(4, 8, 22)).decides() == "key-decision-too-early"
    assert cabinet.on(day(4, 8, 23)).decides() == "done"


def test_the_chair_of_scrutiny_is_told_of_it_in_writing_g46() -> None:
    cabinet = key_cabinet()
    cabinet.uses(GENERAL)
    told = [each.to for each in cabinet.register.told if each.kind is LetterKind.KEY_EXCEPTION]
    assert told == [f"{SCRUTINY}.chair"]


CHAIR, OTHER, VICE = f"{SCRUTINY}/chair", f"{COUNCIL}/chair", f"{COUNCIL}/vice-chair"


@pytest.mark.parametrize(
    ("agreed_by", "unable", "code"),
    [
        pytest.param(CHAIR, (), "done", id="the chair of scrutiny"),
        pytest.param(OTHER, (CHAIR,), "done", id="else the council's chair"),
        pytest.param(VICE, (CHAIR, OTHER), "done", id="else its vice-chair"),
        pytest.param(OTHER, (), "fall-back-too-soon", id="the council's chair, unasked the first"),
        pytest.param(VICE, (OTHER,), "fall-back-too-soon", id="the vice-chair, unasked the first"),
        pytest.param(f"{CABINET}/chair", (), "not-who-agrees", id="the decider"),
        pytest.param(None, (), "not-who-agrees", id="nobody"),
    ],
)
def test_special_urgency_needs_the_agreement_of_a_chair_in_order_g47(
    agreed_by: str | None, unable: tuple[str, ...], code: str
) -> None:
    cabinet = key_cabinet()
    assert cabinet.uses(SPECIAL, agreed_by, unable) == code
    assert cabinet.decides() == ("done" if code == "done" else "key-notice-missing")


def test_special_urgency_helps_no_decision_taken_before_it_was_agreed() -> None:
    cabinet = key_cabinet().on(day(4, 2))
    assert cabinet.uses(SPECIAL, CHAIR) == "done"
    assert cabinet.decides(happened=day(4, 1)) == "key-decision-too-early"


def test_a_body_without_a_general_exception_has_none() -> None:
    cabinet = Cabinet(call_in=None, key=KEY.model_copy(update={"exception": None}))
    assert cabinet.uses(GENERAL) == "no-general-exception"


def test_a_body_without_such_rules_decides_as_ever_and_gives_no_notice() -> None:
    cabinet = Cabinet(call_in=None)
    assert cabinet.gives_notice(date(2020, 5, 1), date(2020, 5, 8)) == "not-a-key-decision"
    assert cabinet.decides() == "done"
    assert cabinet.sign_off.standing is Standing.APPROVED


# --- foreseen -----------------------------------------------------------------------------


def foreseen(cabinet: Cabinet) -> datetime | None:
    approval = cabinet.register.approval(MATTER)
    asked = approval.asked(CABINET)
    assert asked is not None
    return earliest_decision(cabinet.register.known(), approval, asked)


def test_the_earliest_decision_is_told_to_the_forecast() -> None:
    without, given = key_cabinet(day(4, 1)), with_notice()
    assert foreseen(Cabinet(call_in=None)) is None
    assert foreseen(without) == at_london(date(2020, 4, 30), datetime.min.time())
    assert foreseen(given) == at_london(date(2020, 4, 28), datetime.min.time())
    given.uses(GENERAL)
    assert foreseen(given) == at_london(date(2020, 4, 7), datetime.min.time())


def test_the_earliest_effect_is_a_call_in_period_later() -> None:
    cabinet = Cabinet()
    approval = cabinet.register.approval(MATTER)
    asked = approval.asked(CABINET)
    assert asked is not None
    effect = earliest_effect(cabinet.register.known(), approval, asked, MONDAY)
    assert effect == at_london(date(2020, 4, 7), datetime.min.time())


def test_what_is_foreseen_is_the_first_instant_the_rule_accepts() -> None:
    cabinet = with_notice()
    earliest = foreseen(cabinet)
    assert earliest is not None
    assert cabinet.on(earliest - timedelta.resolution).decides() == "key-decision-too-early"
    assert cabinet.on(earliest).decides() == "done"
    assert cabinet.register.approval(MATTER).has_given(CABINET)
    assert cabinet.register.lines[-1].stream == APPROVAL


# --- counted from when scrutiny can know ------------------------------------------------------


def test_a_general_exception_entered_late_runs_from_our_letter_not_from_the_day_said_g46() -> None:
    """The letter leaves on Monday 20 April 2020; five clear working days end with the 27th."""
    cabinet = key_cabinet().on(day(4, 20))
    assert cabinet.uses(GENERAL, happened=MONDAY) == "done"
    assert cabinet.decides() == "key-decision-too-early"
    assert cabinet.on(day(4, 27, 22)).decides() == "key-decision-too-early"
    assert cabinet.on(day(4, 28)).decides() == "done"


def test_of_a_matter_taken_over_a_general_exception_runs_from_the_day_said_g46() -> None:
    cabinet = key_cabinet(day(4, 20))
    cabinet.register.states.clear()
    opening = OpenMatter(matter=MATTER, version="1.0", adopting=True)
    assert cabinet.register.do(APPROVAL, opening, SPONSOR, day(3, 2)) == "done"
    assert cabinet.register.do(APPROVAL, OpenStage(stage="cabinet"), SPONSOR, day(3, 2)) == "done"
    assert cabinet.uses(GENERAL, happened=MONDAY) == "done"
    assert cabinet.decides(happened=day(4, 7)) == "done"


def test_special_urgency_was_agreed_on_the_day_said_g47() -> None:
    cabinet = key_cabinet().on(day(4, 20))
    assert cabinet.uses(SPECIAL, agreed_by=f"{SCRUTINY}/chair", happened=MONDAY) == "done"
    assert cabinet.decides(happened=day(4, 1)) == "done"
