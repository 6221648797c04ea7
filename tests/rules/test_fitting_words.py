"""Words that fit whatever they are said of: a start or a longer term, a round or an appointment."""

from a_post import APPOINTMENT, SEEN, after_a_round

from models.post_commands import RecordEligibility
from rules.appointment_in_words import waits_for
from rules.refusals import WORDS


def test_what_is_waited_for_with_somebody_who_was_found_ineligible_can_be_waited_for_g67() -> None:
    filling = after_a_round()
    filling.propose()
    filling.does(APPOINTMENT, RecordEligibility(passed=False, evidence=SEEN))
    waiting = waits_for(filling.register.known(), filling.definition, filling.appointment())
    assert waiting[0] == "this person to be found eligible: what was found last is that they are not"


def test_without_a_sign_off_neither_a_start_nor_a_longer_term_comes_g71() -> None:
    assert WORDS["not-signed-off"].endswith("Until it is, nobody starts, and no term is longer.")


def test_a_longer_term_that_is_in_force_was_proposed_g74() -> None:
    assert WORDS["no-extension"].endswith("none has been proposed, or it is in force already.")


def test_that_nothing_is_to_be_told_says_so_of_rounds_as_of_appointments() -> None:
    assert "no round and no appointment of it has come to anything" in WORDS["nothing-to-tell"]
