"""What is not read any more of a round of recruitment, since it has changed before the letter left."""

from a_post import POST, RECRUITER, ROUND

from models.letters import LetterKind
from models.post_commands import OpenRound, WithdrawRound
from tests.letters import test_letters_of_posts as of_posts
from tests.letters.test_letters_of_posts import Quay, to_whom, why

quay = of_posts.quay


async def test_nobody_reads_that_a_round_is_open_which_has_ended_meanwhile(quay: Quay) -> None:
    letters = await quay.does(ROUND, OpenRound(post=POST, number=1), WithdrawRound(reason=why()))
    assert to_whom(letters, LetterKind.ROUND_CHANGED) == set()
    assert to_whom(letters, LetterKind.ROUND_CLOSED) >= {RECRUITER}
