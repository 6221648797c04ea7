"""What changed between two texts: the words, where they stand, and nothing that only moved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.comparing import Change, Differences, Kept
from rules.differences import CHANGES_TOLD, WORDS_TOLD, differences

A = "We start with the person. Then comes the place."
B = "Money follows the person. It is spent once."


def words(change: Change, how: Kept) -> str:
    return " ".join(run.words for run in change.runs if run.how is how)


def only(found: Differences) -> Change:
    (change,) = found.changes
    return change


def test_the_same_words_are_no_change_however_lines_and_pages_break() -> None:
    assert differences([A, B], [f"{A} Money follows", "the person.\nIt is\n  spent once."]).changes == ()


def test_a_sentence_put_in_is_told_with_its_page_and_the_words_round_it() -> None:
    change = only(differences([A, B], [A, f"It is kept across Essex. {B}"]))
    assert (change.before_page, change.after_page) == (None, 2)
    assert words(change, Kept.ADDED) == "It is kept across Essex."
    assert change.runs[0].words == "We start with the person. Then comes the place."
    assert change.runs[-1].words == "Money follows the person. It is spent once."


def test_a_sentence_taken_out_is_told_with_the_page_it_stood_on() -> None:
    change = only(differences([A, f"It is kept. {B}"], [A, B]))
    assert (change.before_page, change.after_page) == (2, None)
    assert words(change, Kept.REMOVED) == "It is kept."


def test_within_a_sentence_only_the_words_that_differ_are_marked() -> None:
    change = only(differences(["Say it twice a year."], ["Say it once a year."]))
    assert words(change, Kept.REMOVED) == "twice"
    assert words(change, Kept.ADDED) == "once"
    assert words(change, Kept.KEPT) == "Say it a year."


def test_signs_without_a_letter_are_no_words() -> None:
    assert differences(["\x7f Healthy start."], ["\uf0b7 Healthy start."]).changes != ()
    assert differences(["\x7f Healthy start."], ["\ufffd Healthy start."]).changes == ()


def test_what_is_told_has_an_end() -> None:
    many = " ".join(f"Word {number}. Same {number}." for number in range(300))
    found = differences([many], [many.replace("Word", "Other")])
    assert len(found.changes) == CHANGES_TOLD
    assert found.left_out == 300 - CHANGES_TOLD
    long = differences([""], ["word " * 5000])
    assert len(words(only(long), Kept.ADDED).split()) <= WORDS_TOLD + 1


TEXTS = st.lists(st.text(alphabet="ab .\n", max_size=30), max_size=4)


@given(TEXTS)
def test_a_text_never_differs_from_itself(pages: list[str]) -> None:
    assert differences(pages, pages).changes == ()


@given(TEXTS, TEXTS)
def test_every_change_puts_something_in_or_takes_something_out(before: list[str], after: list[str]) -> None:
    for change in differences(before, after).changes:
        assert words(change, Kept.ADDED) or words(change, Kept.REMOVED)


@pytest.mark.parametrize("pages", [[], [""], ["  \n "]])
def test_an_empty_text_is_a_text(pages: list[str]) -> None:
    assert differences(pages, []).changes == ()
    assert words(only(differences(pages, ["One."])), Kept.ADDED) == "One."
