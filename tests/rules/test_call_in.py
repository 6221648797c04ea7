"""From an executive's decision to its effect: published, called in, let stand, referred back (G48-G51)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from a_partnership import SPONSOR
from an_executive import (
    ANSWER,
    APPROVAL,
    CABINET,
    CLERKS,
    COUNCIL,
    MATTER,
    MONDAY,
    PUBLISHED,
    REPORT,
    SCRUTINY,
    WHY,
    Cabinet,
    called_in,
    day,
    decided,
    published,
)

from models.commands import (
    AskAgain,
    HoldMatter,
    OpenStage,
    ReleaseMatter,
    WithdrawMatter,
)
from models.executive import Exemption, ScrutinySays
from models.gate import Awaits
from models.letters import LetterKind
from models.obligation import ObligationStage
from models.values import ObligationSort, Standing, Verb
from rules.calendar import end_of

STANDS, BACK = ScrutinySays.STANDS, ScrutinySays.REFERRED_BACK
URGENT = Exemption(reason=WHY, agreed_by=f"{SCRUTINY}/chair")


# --- decided, not yet in effect -----------------------------------------------------------


def test_a_decision_is_on_the_record_at_once_and_holds_only_when_in_effect() -> None:
    cabinet = decided()
    assert cabinet.sign_off.standing is Standing.APPROVED
    assert not cabinet.holds
    (awaited,) = cabinet.gate.waits_for
    assert awaited.what is Awaits.EFFECT
    assert "to be published by Wednesday 1 April 2020 at 11:59pm" in awaited.words
    assert cabinet.register.approval(MATTER).next_stage() is None


def test_a_body_without_call_in_is_in_effect_at_once_g51() -> None:
    cabinet = decided(None)
    assert cabinet.holds
    assert cabinet.gate.is_open
    assert cabinet.publishes() == "not-called-in-here"


@pytest.mark.parametrize("verb", [Verb.REFUSE, Verb.NOTE])
def test_what_releases_nothing_is_not_called_in(verb: Verb) -> None:
    cabinet = Cabinet()
    assert cabinet.decides(verb) == "done"
    assert cabinet.sign_off.call_in is None
    assert cabinet.publishes() == "nothing-awaits-effect"


def test_its_secretary_owes_the_publication_within_two_working_days_g49() -> None:
    cabinet = decided()
    owed = cabinet.register.obligation(PUBLISHED)
    assert (owed.owner, owed.due.latest) == (CLERKS[CABINET], date(2020, 4, 1))
    cabinet.on(MONDAY + timedelta(days=1)).publishes()
    assert cabinet.register.obligation(PUBLISHED).stage is ObligationStage.KEPT


def test_what_is_never_published_never_takes_effect() -> None:
    cabinet = decided()
    cabinet.time_passes_to(day(7, 1))
    assert not cabinet.holds
    assert cabinet.times("decision-took-effect") == 0


@pytest.mark.parametrize(
    ("published_on", "until"),
    [
        pytest.param(day(3, 30), date(2020, 4, 6), id="over one weekend"),
        pytest.param(day(4, 3), date(2020, 4, 14), id="over two weekends, Good Friday and Easter Monday"),
        pytest.param(day(4, 9), date(2020, 4, 20), id="from Maundy Thursday"),
        pytest.param(day(4, 11), date(2020, 4, 20), id="on a Saturday: the day itself never counts"),
        pytest.param(day(5, 5), date(2020, 5, 13), id="over the Friday bank holiday of 8 May"),
    ],
)
def test_five_working_days_from_publication_g49(published_on: datetime, until: date) -> None:
    cabinet = published(published_on)
    assert cabinet.wait.next_step is not None
    assert cabinet.wait.next_step.at == end_of(until)


# --- each path ----------------------------------------------------------------------------


def nobody_calls_it_in(cabinet: Cabinet) -> None:
    cabinet.time_passes_to(day(4, 7))


def scrutiny_lets_it_stand(cabinet: Cabinet) -> None:
    cabinet.on(day(4, 2)).is_called_in()
    assert cabinet.on(day(4, 15)).scrutiny_says(STANDS) == "done"


def scrutiny_never_meets(cabinet: Cabinet) -> None:
    cabinet.on(day(4, 2)).is_called_in()
    cabinet.time_passes_to(day(5, 1))


def it_is_decided_again(cabinet: Cabinet) -> None:
    cabinet.on(day(4, 2)).is_called_in()
    assert cabinet.on(day(4, 15)).scrutiny_says(BACK) == "done"
    assert cabinet.on(day(4, 20)).decides() == "done"


PATHS = [
    pytest.param(nobody_calls_it_in, end_of(date(2020, 4, 6)), "not-called-in", id="nobody calls it in"),
    pytest.param(scrutiny_lets_it_stand, day(4, 15), "let-stand", id="scrutiny lets it stand"),
    pytest.param(
        scrutiny_never_meets,
        end_of(date(2020, 4, 27)),
        "scrutiny-did-not-meet",
        id="scrutiny does not meet in fifteen working days",
    ),
    pytest.param(
        it_is_decided_again, day(4, 20), None, id="referred back, decided again, not called in twice"
    ),
]


@pytest.mark.parametrize(("path", "since", "because"), PATHS)
def test_it_holds_from_the_right_instant_on_each_path_g49(
    path: Callable[[Cabinet], None], since: datetime, because: str | None
) -> None:
    cabinet = published()
    path(cabinet)
    assert cabinet.holds
    assert cabinet.outcome is not None
    assert cabinet.outcome.since == since
    assert cabinet.gate.since == since
    assert cabinet.sign_off.call_in is not None
    assert cabinet.sign_off.call_in.because == because
    assert cabinet.times("decision-took-effect") == (because is not None)
    assert cabinet.wait.is_over
    assert cabinet.register.do(APPROVAL, OpenStage(stage="council")) == "done"


def test_an_urgent_decision_is_exempt_only_by_its_record_and_is_reported_g50() -> None:
    cabinet = decided()
    assert cabinet.publishes(URGENT) == "done"
    assert cabinet.holds
    assert cabinet.wait.is_over
    report = cabinet.register.obligation(REPORT)
    assert report.sort is ObligationSort.REPORT
    assert report.due.latest == date(2020, 5, 14)
    assert cabinet.is_called_in() == "exempt-from-call-in"


@pytest.mark.parametrize(
    ("exempt", "code"),
    [
        pytest.param(URGENT, "done", id="the chair named agreed"),
        pytest.param(
            Exemption(reason=WHY, agreed_by=f"{COUNCIL}/chair", unable=(f"{SCRUTINY}/chair",)),
            "done",
            id="the fall-back, where the chair could not",
        ),
        pytest.param(
            Exemption(reason=WHY, agreed_by=f"{COUNCIL}/chair"),
            "fall-back-too-soon",
            id="the fall-back, and nobody says that the chair could not",
        ),
        pytest.param(
            Exemption(reason=WHY, agreed_by=f"{CABINET}/chair"), "not-who-agrees", id="the decider itself"
        ),
        pytest.param(
            Exemption(reason=" ", agreed_by=f"{SCRUTINY}/chair"), "reason-missing", id="without a reason"
        ),
    ],
)
def test_who_may_agree_that_it_is_urgent_g50(exempt: Exemption, code: str) -> None:
    assert decided().publishes(exempt) == code


# --- called in ----------------------------------------------------------------------------


def test_a_call_in_suspends_it_and_the_gate_says_so() -> None:
    cabinet = called_in(day(4, 2))
    cabinet.time_passes_to(day(4, 10))
    assert not cabinet.holds
    (awaited,) = cabinet.gate.waits_for
    assert "called in on Thursday 2 April 2020" in awaited.words
    assert "by Monday 27 April 2020 at 11:59pm" in awaited.words
    assert awaited.until == end_of(date(2020, 4, 27))


def test_until_when_it_may_be_called_in_the_gate_says_too() -> None:
    (awaited,) = published().gate.waits_for
    assert "may be called in until Monday 6 April 2020 at 11:59pm" in awaited.words


@pytest.mark.parametrize(
    ("tries", "code"),
    [
        pytest.param(lambda: decided().is_called_in(), "not-published-yet", id="before publication"),
        pytest.param(lambda: published().is_called_in(COUNCIL), "may-not-call-in", id="by another body"),
        pytest.param(lambda: called_in().is_called_in(), "called-in-already", id="twice"),
        pytest.param(lambda: published().on(day(4, 7)).is_called_in(), "call-in-over", id="too late"),
        pytest.param(
            lambda: published().on(day(4, 6, 22)).is_called_in(), "done", id="in the last hour, London time"
        ),
        pytest.param(
            lambda: published(day(4, 1)).on(day(4, 2)).is_called_in(happened=day(3, 31)),
            "not-published-yet",
            id="dated before the publication",
        ),
        pytest.param(lambda: published().scrutiny_says(STANDS), "not-called-in", id="answered uncalled"),
        pytest.param(lambda: called_in().scrutiny_says(STANDS, COUNCIL), "may-not-call-in", id="by others"),
        pytest.param(
            lambda: called_in().on(day(4, 23)).scrutiny_says(BACK), "scrutiny-too-late", id="met too late"
        ),
        pytest.param(
            lambda: called_in(day(4, 2)).on(day(4, 3)).scrutiny_says(BACK, happened=day(4, 1)),
            "before-the-call-in",
            id="met before it was called in",
        ),
        pytest.param(lambda: published().publishes(), "published-already", id="published twice"),
        pytest.param(
            lambda: decided().on(day(4, 1)).publishes(happened=day(3, 30, 8)),
            "before-it-opened",
            id="published before it was asked",
        ),
    ],
)
def test_what_is_refused_around_a_call_in_g49(tries: Callable[[], str], code: str) -> None:
    assert tries() == code


def test_what_scrutiny_did_is_said_once() -> None:
    cabinet = called_in()
    cabinet.on(day(4, 2)).scrutiny_says(STANDS)
    assert cabinet.scrutiny_says(BACK) == "call-in-answered"


# --- referred back ------------------------------------------------------------------------


def referred_back() -> Cabinet:
    cabinet = called_in(day(4, 2))
    assert cabinet.on(day(4, 15)).scrutiny_says(BACK) == "done"
    return cabinet


def test_its_decider_answers_within_seven_days_weekends_counted_g49() -> None:
    cabinet = referred_back()
    owed = cabinet.register.obligation(ANSWER)
    assert (owed.owner, owed.due.latest) == (CLERKS[CABINET], date(2020, 4, 22))
    (awaited,) = cabinet.gate.waits_for
    assert "referred back on Wednesday 15 April 2020, to be answered by Wednesday 22 April" in awaited.words
    assert cabinet.on(day(4, 20)).decides() == "done"
    assert cabinet.register.obligation(ANSWER).stage is ObligationStage.KEPT


def test_its_first_decision_stays_on_the_record_as_an_attempt() -> None:
    (attempt,) = referred_back().sign_off.attempts
    assert attempt.standing is Standing.APPROVED


def test_a_decider_that_changes_its_mind_has_refused() -> None:
    cabinet = referred_back()
    assert cabinet.decides(Verb.REFUSE) == "done"
    assert not cabinet.holds
    assert cabinet.register.obligation(ANSWER).stage is ObligationStage.KEPT


def test_putting_it_off_again_answers_nothing() -> None:
    cabinet = referred_back()
    assert cabinet.decides(Verb.DEFER) == "done"
    assert cabinet.register.obligation(ANSWER).stage is ObligationStage.OPEN


# --- beside it ----------------------------------------------------------------------------


def test_it_is_not_asked_again_while_it_may_be_called_in() -> None:
    cabinet = published()
    assert cabinet.register.do(APPROVAL, AskAgain(body=CABINET, reason=WHY), SPONSOR) == "awaits-effect"


def test_a_hold_of_the_partnership_stops_no_councils_clock() -> None:
    cabinet = published()
    cabinet.register.do(APPROVAL, HoldMatter(reason=WHY), SPONSOR)
    cabinet.time_passes_to(day(4, 7))
    assert cabinet.holds
    assert not cabinet.gate.is_open
    cabinet.register.do(APPROVAL, ReleaseMatter(reason=WHY), SPONSOR)
    assert cabinet.gate.is_open


def test_of_a_matter_withdrawn_nothing_takes_effect() -> None:
    cabinet = published()
    cabinet.register.do(APPROVAL, WithdrawMatter(reason=WHY), SPONSOR)
    assert cabinet.wait.is_over
    assert cabinet.wait.next_step is None


def told(cabinet: Cabinet, kind: LetterKind) -> set[str]:
    return {notice.to for notice in cabinet.register.told if notice.kind is kind}


def test_scrutiny_is_told_of_a_decision_it_may_call_in_and_others_of_what_became_of_it() -> None:
    cabinet = called_in()
    scrutiny, of_cabinet = {CLERKS[SCRUTINY], f"{SCRUTINY}.chair"}, {CLERKS[CABINET], f"{CABINET}.chair"}
    assert told(cabinet, LetterKind.DECISION_PUBLISHED) == scrutiny
    assert told(cabinet, LetterKind.DECISION_CALLED_IN) == {*of_cabinet, SPONSOR}
    cabinet.on(day(4, 2)).scrutiny_says(BACK)
    assert told(cabinet, LetterKind.DECISION_REFERRED_BACK) == {*of_cabinet, SPONSOR}
    other = published()
    other.time_passes_to(day(4, 7))
    assert told(other, LetterKind.DECISION_IN_EFFECT) == {*of_cabinet, SPONSOR, *scrutiny}
