"""A choice that comes to nothing: declined, or its checks failed; and what waits meanwhile."""

from datetime import date

import pytest
from a_post import (
    APPOINTMENT,
    EARLY,
    INTERIM,
    ON_POST,
    PANEL,
    POST,
    RECRUITER,
    ROUND,
    WHY,
    Filling,
    an_established_post,
)

from models.dependants import Waiting
from models.letters import LetterKind
from models.post_commands import (
    DecideRound,
    LetRoundFallThrough,
    OpenRound,
    ReachStage,
    WithdrawAppointment,
)
from models.post_events import TenureKind
from models.posts import RoundStage
from models.values import Text
from rules.posts import dependants, somebody_is_chosen

FELL = LetRoundFallThrough(reason=WHY)


@pytest.fixture
def chosen() -> Filling:
    """The panel has chosen somebody on Friday 24 January 2020, in a round opened on the 6th."""
    filling = an_established_post()
    filling.does(ON_POST, EARLY)
    filling.open_round()
    filling.at(date(2020, 1, 24))
    filling.interview()
    filling.does(ROUND, DecideRound(candidate="c-1", present=PANEL))
    return filling


def waiting(filling: Filling) -> tuple[Waiting, bool, date | None]:
    known = filling.register.known()
    each = dependants(known, filling.definition, known.today)[0]
    return each.waiting, each.is_chosen, each.since


def test_what_waits_for_the_post_waits_on_while_somebody_is_chosen_and_has_not_begun(chosen: Filling) -> None:
    assert waiting(chosen) == (Waiting.WAITING, True, date(2020, 1, 6))
    chosen.propose(tenure=TenureKind.PERMANENT, person=INTERIM, last=None, round=1)
    assert waiting(chosen) == (Waiting.WAITING, True, date(2020, 1, 6))


def test_what_fell_through_blocks_again_overtakes_forecasts_and_tells_who_runs_the_post(
    chosen: Filling,
) -> None:
    chosen.at(date(2020, 2, 3))
    chosen.register.told.clear()
    chosen.does(ROUND, FELL)
    assert waiting(chosen) == (Waiting.BLOCKED, False, date(2020, 2, 3))
    assert chosen.post.open_forecasts == ()
    kinds = {(each.kind, each.to) for each in chosen.register.told}
    assert (LetterKind.ROUND_FELL_THROUGH, RECRUITER) in kinds
    assert (LetterKind.FORECAST_OVERTAKEN, RECRUITER) in kinds
    assert chosen.do(ROUND, FELL) == "nothing"


def test_after_it_fell_through_another_round_is_opened_and_nobody_comes_of_the_last(chosen: Filling) -> None:
    chosen.does(ROUND, FELL)
    assert chosen.do(ROUND, ReachStage(stage=RoundStage.OFFERED)) == "fell-through"
    chosen.does(f"recruitment/{POST}/2", OpenRound(post=POST, number=2))
    assert not somebody_is_chosen(chosen.register.known(), POST)
    with pytest.raises(AssertionError, match="round-chose-nobody"):
        chosen.propose(tenure=TenureKind.PERMANENT, person=INTERIM, last=None, round=1)


def test_nothing_falls_through_where_nobody_was_chosen_or_without_a_reason(chosen: Filling) -> None:
    assert chosen.do(ROUND, LetRoundFallThrough(reason=Text.of("  "))) == "reason-missing"
    filling = an_established_post()
    assert filling.do(ROUND, FELL) == "no-such-round"
    filling.open_round()
    assert filling.do(ROUND, FELL) == "nobody-chosen"


def test_whoever_is_proposed_already_is_withdrawn_first_and_whoever_began_is_ended(chosen: Filling) -> None:
    chosen.propose(tenure=TenureKind.PERMANENT, person=INTERIM, last=None, round=1)
    assert chosen.do(ROUND, FELL) == "chosen-is-proposed"
    chosen.does(APPOINTMENT, WithdrawAppointment(reason=WHY))
    assert waiting(chosen)[0] is Waiting.BLOCKED
    chosen.does(ROUND, FELL)


def test_nothing_fell_through_of_whoever_took_the_post_up(chosen: Filling) -> None:
    chosen.propose(tenure=TenureKind.PERMANENT, person=INTERIM, last=None, round=1)
    chosen.confirm("confirm")
    chosen.sign_off()
    chosen.start(date(2020, 2, 24))
    assert chosen.do(ROUND, FELL) == "chosen-took-it-up"


def test_it_fell_through_on_no_day_before_the_choice(chosen: Filling) -> None:
    chosen.at(date(2020, 1, 20))
    assert chosen.do(ROUND, FELL) == "before-its-stage"
