"""Return addresses: one for each letter, and no way to make up one."""

from a_board import RETURNS, Board

from models.letters import Correspondent
from models.values import digest_of
from storage.database import Database
from storage.returns import ReturnAddresses, letter_marked

A_LETTER = digest_of("a letter")


def test_each_letter_has_one_of_its_own_and_the_same_each_time() -> None:
    found = {RETURNS.of(digest_of(str(number))) for number in range(50)}
    assert len(found) == 50
    assert RETURNS.of(A_LETTER) == RETURNS.of(A_LETTER)


def test_it_is_an_address_that_mail_takes() -> None:
    longest = ReturnAddresses("a" * 31 + "@harbour.example", b"secret").of(A_LETTER)
    assert len(longest.partition("@")[0]) == 64
    assert Correspondent(title="Q", address=longest).address == longest


def test_it_is_found_in_any_header_whatever_a_server_made_of_its_letters() -> None:
    headers = ["<someone@else.example>", f"rfc822;{RETURNS.of(A_LETTER).upper()}"]
    (mark,) = RETURNS.marks_in(headers)
    assert RETURNS.is_of(mark, A_LETTER)


async def test_a_mark_leads_to_its_letter_and_a_made_up_one_nowhere(database: Database) -> None:
    board = Board(database)
    await board.open()
    first, second, *_ = await board.letters.due("harbour")
    assert await marked(database, RETURNS.of(first)) == first
    assert await marked(database, RETURNS.of(second)) == second
    forged = ReturnAddresses(RETURNS.address, b"another secret").of(first)
    assert RETURNS.marks_in([forged])
    assert await marked(database, forged) is None
    assert await marked(database, RETURNS.of(A_LETTER)) is None


async def test_a_letter_leaves_under_its_own_return_address(database: Database) -> None:
    board = Board(database)
    await board.open()
    for letter in await board.letters.due("harbour"):
        facts = await board.letters.claim(letter)
        assert facts is not None
        assert facts.return_to == RETURNS.of(letter)


async def marked(database: Database, address: str) -> str | None:
    return await database.read(letter_marked, RETURNS, RETURNS.marks_in([address]))
