"""What whoever runs a post reads when nobody starts, since a body no longer confirms it (G68)."""

from datetime import UTC, date, datetime

import pytest
from a_board import Board
from a_partnership import SPONSOR
from a_post import (
    APPOINTMENT,
    CONFIRM,
    ON_POST,
    PERMANENT,
    POST,
    RECRUIT,
    RECRUITER,
    SECOND,
    a_definition_of_post,
    a_partnership_with_a_post,
    confirmation_of,
)

from models.commands import WithdrawMatter
from models.letters import LetterKind
from models.post_commands import (
    EstablishPost,
    FixStart,
    ProposeAppointment,
    RecordEligibility,
    RequestSignOff,
)
from models.post_events import OmittedStep, TenureKind
from models.values import Text
from storage.database import Database
from tests.letters.test_letters_of_posts import Quay, granted, text


@pytest.fixture
async def settled(sqlite: Database) -> Quay:
    """Signed off outside, to begin on Monday 24 February 2020."""
    board = Board(sqlite)
    board.clock.shown = datetime(2020, 1, 6, 10, 0, tzinfo=UTC)
    await board.load(a_partnership_with_a_post())
    quay = Quay(board)
    await quay.confirm(RECRUIT)
    await quay.does(ON_POST, EstablishPost(matter=RECRUIT))
    await quay.propose()
    await quay.request()
    await quay.does(APPOINTMENT, granted(), FixStart(first=date(2020, 2, 24)))
    return quay


async def test_nobody_starts_whom_the_bodies_no_longer_confirm_and_whoever_runs_the_post_is_told_g68(
    settled: Quay,
) -> None:
    withdrawing = WithdrawMatter(reason=Text.of("another is wanted"))
    await settled.does(f"approval/{CONFIRM}", withdrawing, person=SPONSOR)
    letters = await settled.until(APPOINTMENT, "start-appointment")
    task = text(letters, LetterKind.TASK, RECRUITER)
    assert "did not begin on its day, since these no longer confirm it: east, north, south." in task
    assert "fix another day once all do" in task


async def test_whose_first_day_stands_no_more_and_is_taken_by_somebody_else_is_told_as_that_g67(
    settled: Quay,
) -> None:
    await settled.does(APPOINTMENT, RecordEligibility(passed=False, evidence=Text.of("struck off")))
    proposing = ProposeAppointment(
        post=POST, number=2, tenure=TenureKind.PERMANENT, person=PERMANENT, matter=confirmation_of(SECOND)
    )
    eligible = RecordEligibility(passed=True, evidence=Text.of("on the register"))
    await settled.does(SECOND, proposing, eligible)
    await settled.confirm(confirmation_of(SECOND))
    omitted = tuple(
        OmittedStep(stage=each, reason=Text.of("not needed")) for each in a_definition_of_post().stages
    )
    await settled.does(SECOND, RequestSignOff(interviewed=2, omitted=omitted), granted())
    letters = await settled.does(SECOND, FixStart(first=date(2020, 2, 24)))
    task = text(letters, LetterKind.TASK, RECRUITER)
    assert "stands no more: somebody else is to hold the post then." in task
    assert "fix another day for it once all is met" in task
